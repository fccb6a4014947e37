//! Files that change underneath, links in the way, and folders that refuse.

use super::*;

const PATH: &str = "reviews/energy/lng-share.toml";
const GOOD: &str = "edition = 1\nconfidence = 0.4\n";

fn world() -> (tempfile::TempDir, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::new(folder.path());
    (folder, writer)
}

fn put(writer: &Writer, expected: Expected, text: &str) -> Result<(), WriteError> {
    writer.put(PATH, expected, text.to_owned())
}

fn leftovers(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        count += usize::from(name.starts_with(".obelus-"));
        if entry.file_type().unwrap().is_dir() {
            count += leftovers(&entry.path());
        }
    }
    count
}

#[test]
fn a_new_file_is_written_with_its_folders_and_nothing_beside_it() {
    let (folder, writer) = world();
    put(&writer, Expected::Absent, GOOD).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), GOOD);
    assert_eq!(leftovers(folder.path()), 0);
}

#[test]
fn a_file_that_stands_there_is_not_taken_for_absent() {
    let (folder, writer) = world();
    put(&writer, Expected::Absent, GOOD).unwrap();
    let error = put(&writer, Expected::Absent, "edition = 2\nconfidence = 0.1\n").unwrap_err();
    assert!(matches!(error, WriteError::Exists(_)), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), GOOD);
}

#[test]
fn a_file_that_changed_underneath_is_not_overwritten() {
    let (folder, writer) = world();
    put(&writer, Expected::Absent, GOOD).unwrap();
    let read = writer.read(PATH).unwrap();
    let theirs = "edition = 1\nconfidence = 0.9 # mine\n";
    fs::write(folder.path().join(PATH), theirs).unwrap();
    let error = put(&writer, read, "edition = 1\nconfidence = 0.1\n").unwrap_err();
    assert!(matches!(error, WriteError::Changed(_)), "{error}");
    assert_eq!(
        fs::read_to_string(folder.path().join(PATH)).unwrap(),
        theirs
    );
    assert_eq!(leftovers(folder.path()), 0);
}

#[test]
fn a_file_that_vanished_is_not_written_again() {
    let (folder, writer) = world();
    put(&writer, Expected::Absent, GOOD).unwrap();
    let read = writer.read(PATH).unwrap();
    fs::remove_file(folder.path().join(PATH)).unwrap();
    assert!(matches!(
        put(&writer, read, GOOD),
        Err(WriteError::Changed(_))
    ));
}

#[test]
fn what_would_be_refused_is_not_written() {
    let (folder, writer) = world();
    let error = put(&writer, Expected::Absent, "edition = 1\nconfidence = 60\n").unwrap_err();
    let WriteError::Invalid {
        text, diagnostics, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!(diagnostics[0].code, Code::ConfidenceOutOfRange);
    assert!(text.contains("60"));
    assert!(!folder.path().join(PATH).exists());
}

#[test]
fn one_refused_record_keeps_the_others_from_being_written() {
    let (folder, writer) = world();
    let change = |path: &str, text: &str| Change {
        path: path.to_owned(),
        expected: Expected::Absent,
        text: text.to_owned(),
    };
    let changes = [
        change(PATH, GOOD),
        change("claims/lng-share.toml", "kind = \"fact\"\n"),
    ];
    assert!(matches!(
        writer.put_all(&changes),
        Err(WriteError::Invalid { .. })
    ));
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[test]
fn unknown_keys_that_stood_there_do_not_forbid_a_write_but_new_ones_do() {
    let (folder, writer) = world();
    let old = format!("{GOOD}mine = 1\n");
    fs::create_dir_all(folder.path().join("reviews/energy")).unwrap();
    fs::write(folder.path().join(PATH), &old).unwrap();
    let read = writer.read(PATH).unwrap();
    put(&writer, read, &old.replace("0.4", "0.5")).unwrap();
    let read = writer.read(PATH).unwrap();
    let error = put(&writer, read, &format!("{old}yours = 2\n")).unwrap_err();
    assert!(matches!(error, WriteError::Invalid { diagnostics, .. } if diagnostics.len() == 1));
}

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let (_folder, writer) = world();
    for path in [
        "../x.toml",
        "/etc/x",
        "claims/../../x",
        "",
        "claims//x.toml",
        ".git/config",
        "a\\..\\b",
    ] {
        let error = writer
            .put(path, Expected::Absent, String::new())
            .unwrap_err();
        assert!(matches!(error, WriteError::Path(_)), "{path}: {error}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn nothing_is_written_through_a_link() {
        let (folder, writer) = world();
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("reviews")).unwrap();
        symlink(outside.path(), folder.path().join("reviews/energy")).unwrap();
        let error = put(&writer, Expected::Absent, GOOD).unwrap_err();
        assert!(matches!(error, WriteError::Link(_)), "{error}");
        assert!(fs::read_dir(outside.path()).unwrap().next().is_none());
    }

    #[test]
    fn a_link_in_the_place_of_the_file_is_neither_read_nor_replaced() {
        let (folder, writer) = world();
        let outside = folder.path().join("elsewhere.toml");
        fs::write(&outside, GOOD).unwrap();
        fs::create_dir_all(folder.path().join("reviews/energy")).unwrap();
        symlink(&outside, folder.path().join(PATH)).unwrap();
        assert!(matches!(writer.read(PATH), Err(WriteError::Link(_))));
        assert!(matches!(
            put(&writer, Expected::Absent, GOOD),
            Err(WriteError::Link(_))
        ));
        assert!(
            folder
                .path()
                .join(PATH)
                .symlink_metadata()
                .unwrap()
                .is_symlink()
        );
    }

    #[test]
    fn permissions_of_the_file_are_kept() {
        let (folder, writer) = world();
        put(&writer, Expected::Absent, GOOD).unwrap();
        let full = folder.path().join(PATH);
        fs::set_permissions(&full, fs::Permissions::from_mode(0o640)).unwrap();
        let read = writer.read(PATH).unwrap();
        put(&writer, read, "edition = 2\nconfidence = 0.4\n").unwrap();
        assert_eq!(
            fs::metadata(&full).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn a_folder_that_refuses_leaves_the_file_as_it_was() {
        let (folder, writer) = world();
        put(&writer, Expected::Absent, GOOD).unwrap();
        let read = writer.read(PATH).unwrap();
        let parent = folder.path().join("reviews/energy");
        fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).unwrap();
        let result = put(&writer, read, "edition = 2\nconfidence = 0.4\n");
        // Whoever may write anywhere, such as root, is not refused; then the write is simply whole.
        let may_anyway = fs::File::create(parent.join("probe")).is_ok();
        fs::set_permissions(&parent, fs::Permissions::from_mode(0o755)).unwrap();
        let now = fs::read_to_string(folder.path().join(PATH)).unwrap();
        if may_anyway {
            result.unwrap();
            assert_eq!(now, "edition = 2\nconfidence = 0.4\n");
        } else {
            assert!(matches!(result, Err(WriteError::Io { .. })));
            assert_eq!(now, GOOD);
        }
        assert_eq!(leftovers(folder.path()), 0);
    }
}
