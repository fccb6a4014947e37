//! A temporary workspace in a git repository of its own, untouched by the user's configuration.

use std::{
    cell::Cell,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use git2::{IndexAddOption, Repository, RepositoryInitOptions, Signature, Time};
use tempfile::TempDir;

use super::{CLAIM, Output, REVIEWER, WORKSPACE};

/// Midnight of 1 January 2026 in UTC: the time of the first commit. Each commit is a minute later.
const FIRST_COMMIT: i64 = 1_767_225_600;

/// A temporary workspace.
pub(crate) struct World {
    dir: TempDir,
    repo: Repository,
    clock: Cell<i64>,
}

impl World {
    /// A repository with an `obelus.toml` and nothing else, nothing committed.
    pub(crate) fn new() -> Self {
        let world = Self::empty();
        world.write("obelus.toml", WORKSPACE);
        world
    }

    /// A workspace with the claim `ice` and the reviewer `desk`, who is the one at the keyboard.
    pub(crate) fn with_desk() -> Self {
        let world = Self::new();
        world.claim("ice", CLAIM).reviewer("desk", REVIEWER);
        let mut config = world.repo.config().unwrap();
        config.set_str("obelus.reviewer", "desk").unwrap();
        world
    }

    /// A repository without a file or a commit.
    pub(crate) fn empty() -> Self {
        let dir = TempDir::with_prefix("obelus-").unwrap();
        let top = dir.path().join("work");
        fs::create_dir_all(&top).unwrap();
        fs::create_dir_all(dir.path().join("home")).unwrap();
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        let repo = Repository::init_opts(&top, &options).unwrap();
        let mut config = repo.config().unwrap();
        config.set_bool("core.autocrlf", false).unwrap();
        config.set_str("core.excludesfile", "").unwrap();
        config.set_str("user.name", "Test Author").unwrap();
        config.set_str("user.email", "author@example.org").unwrap();
        let clock = Cell::new(FIRST_COMMIT);
        Self { dir, repo, clock }
    }

    /// The folder of the working tree.
    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("work")
    }

    /// The repository.
    pub(crate) fn repo(&self) -> &Repository {
        &self.repo
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let full = self.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
        self
    }

    /// The text of a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Removes a file or a folder.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        let full = self.path().join(path);
        if full.is_dir() {
            fs::remove_dir_all(full).unwrap();
        } else {
            fs::remove_file(full).unwrap();
        }
        self
    }

    /// Writes `claims/<id>.toml`.
    pub(crate) fn claim(&self, id: &str, toml: &str) -> &Self {
        self.write(&format!("claims/{id}.toml"), toml)
    }

    /// Writes `reviews/<reviewer>/<claim>.toml`.
    pub(crate) fn review(&self, reviewer: &str, claim: &str, toml: &str) -> &Self {
        self.write(&format!("reviews/{reviewer}/{claim}.toml"), toml)
    }

    /// Writes `reviews/<id>/reviewer.toml`.
    pub(crate) fn reviewer(&self, id: &str, toml: &str) -> &Self {
        self.write(&format!("reviews/{id}/reviewer.toml"), toml)
    }

    /// Commits the working tree as the fixed author, and gives the commit's full name.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.commit_as("Test Author", "author@example.org", message)
    }

    /// Commits the working tree as somebody, and gives the commit's full name.
    pub(crate) fn commit_as(&self, name: &str, email: &str, message: &str) -> String {
        let now = self.clock.replace(self.clock.get() + 60);
        let who = Signature::new(name, email, &Time::new(now, 0)).unwrap();
        let mut index = self.repo.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
        let tree = self.repo.find_tree(index.write_tree().unwrap()).unwrap();
        let parent = self
            .repo
            .head()
            .ok()
            .and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<_> = parent.iter().collect();
        self.repo
            .commit(Some("HEAD"), &who, &who, message, &tree, &parents)
            .unwrap()
            .to_string()
    }

    /// Commits entries of any mode on top of HEAD, as no working tree could hold them everywhere:
    /// links (mode 120000, the text is where to), submodules (160000), files (100644).
    pub(crate) fn commit_entries(&self, entries: &[(&str, u32, &str)]) -> String {
        let head = self.repo.head().unwrap().peel_to_commit().unwrap();
        let mut index = git2::Index::new().unwrap();
        index.read_tree(&head.tree().unwrap()).unwrap();
        for (path, mode, text) in entries {
            let id = match mode {
                0o160_000 => head.id(),
                _ => self.repo.blob(text.as_bytes()).unwrap(),
            };
            index.add(&index_entry(path, *mode, id)).unwrap();
        }
        let tree = index.write_tree_to(&self.repo).unwrap();
        let tree = self.repo.find_tree(tree).unwrap();
        let now = self.clock.replace(self.clock.get() + 60);
        let who = Signature::new("Test Author", "author@example.org", &Time::new(now, 0)).unwrap();
        self.repo
            .commit(Some("HEAD"), &who, &who, "Entries", &tree, &[&head])
            .unwrap()
            .to_string()
    }

    /// Commits the working tree as a merge of HEAD with another branch.
    pub(crate) fn commit_merge(&self, other: &str, message: &str) -> String {
        let now = self.clock.replace(self.clock.get() + 60);
        let who = Signature::new("Test Author", "author@example.org", &Time::new(now, 0)).unwrap();
        let mut index = self.repo.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
        let tree = self.repo.find_tree(index.write_tree().unwrap()).unwrap();
        let head = self.repo.head().unwrap().peel_to_commit().unwrap();
        let other = self
            .repo
            .find_branch(other, git2::BranchType::Local)
            .unwrap();
        let other = other.get().peel_to_commit().unwrap();
        self.repo
            .commit(Some("HEAD"), &who, &who, message, &tree, &[&head, &other])
            .unwrap()
            .to_string()
    }

    /// Makes a branch at HEAD and checks it out.
    pub(crate) fn branch(&self, name: &str) -> &Self {
        let head = self.repo.head().unwrap().peel_to_commit().unwrap();
        self.repo.branch(name, &head, true).unwrap();
        self.checkout(name)
    }

    /// Checks a branch out, over whatever stands in the working tree.
    pub(crate) fn checkout(&self, name: &str) -> &Self {
        self.repo.set_head(&format!("refs/heads/{name}")).unwrap();
        let mut options = git2::build::CheckoutBuilder::new();
        options.force().remove_untracked(true);
        self.repo.checkout_head(Some(&mut options)).unwrap();
        self
    }

    /// Runs the program in the workspace.
    pub(crate) fn obelus<'a>(&self, args: impl AsRef<[&'a str]>) -> Output {
        self.run(args).go()
    }

    /// A run that can still be given an environment, a folder or something to read.
    pub(crate) fn run<'a>(&self, args: impl AsRef<[&'a str]>) -> Run {
        Run::within(self.dir.path(), &self.path(), args)
    }
}

pub(super) fn index_entry(path: &str, mode: u32, id: git2::Oid) -> git2::IndexEntry {
    let never = git2::IndexTime::new(0, 0);
    git2::IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

/// A run of the program that has not begun yet.
pub(crate) struct Run {
    command: Command,
    input: Vec<u8>,
    folder: String,
}

impl Run {
    /// A run in a folder that stands in a temporary one, where its `home` is too.
    pub(super) fn within<'a>(top: &Path, folder: &Path, args: impl AsRef<[&'a str]>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_obelus"));
        let home = top.join("home");
        command
            .args(args.as_ref())
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &home)
            .env("USERPROFILE", &home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", top)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C")
            .env("TZ", "UTC");
        for kept in ["SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        Self {
            command,
            input: Vec::new(),
            folder: folder.display().to_string(),
        }
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, key: &str, value: &str) -> Self {
        self.command.env(key, value);
        self
    }

    /// Runs in another folder.
    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// What the program reads from standard input.
    pub(crate) fn input(mut self, text: impl AsRef<[u8]>) -> Self {
        self.input = text.as_ref().to_vec();
        self
    }

    /// Begins the program on a terminal of its own, which waits a minute for what is expected.
    #[cfg(unix)]
    pub(crate) fn on_a_terminal(mut self) -> rexpect::session::PtySession {
        self.command.env("TERM", "xterm");
        rexpect::session::spawn_command(self.command, Some(60_000)).unwrap()
    }

    /// Runs the program to its end.
    pub(crate) fn go(mut self) -> Output {
        self.command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = std::mem::take(&mut self.input);
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        Output {
            code: output.status.code().unwrap_or(255),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            folder: self.folder,
        }
    }
}
