//! A disposable index beside the repository: what a walk found, so that the next one need not begin at
//! the first commit.
//!
//! One file in `<git dir>/obelus/index/` holds everything about one line of first parents: its commits, the
//! lines of history they gave, and the state at its tip. It is written whole under another name and
//! then renamed, so that a reader sees the old file or the new one and never a mixture; concurrent
//! writers each put a true file there, and the last one stays. A file that is torn, of another version
//! of this program, or of a history that has been rewritten is passed over and in time replaced.
//! Nothing depends on it but time.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::model::revision::CommitId;

/// Raised with every change of what is kept or how.
const SCHEMA: u32 = 2;
const MAGIC: &[u8; 8] = b"obelusix";
/// Leftovers of runs that were killed are removed when they are this old.
const STALE: Duration = Duration::from_hours(1);

/// Where the index of a workspace is kept.
#[derive(Debug, Clone)]
pub struct Index {
    folder: PathBuf,
    file: PathBuf,
}

/// What was kept of a walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Every commit of the line, oldest first, with the end of what it gave in `lines`.
    pub commits: Vec<(CommitId, usize)>,
    /// What the commits gave, one behind the other.
    pub lines: Vec<u8>,
    /// The state at the last commit.
    pub state: Vec<u8>,
}

/// How much is kept, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Kept {
    /// The place of a commit in the line.
    pub fn find(&self, id: &CommitId) -> Option<usize> {
        self.commits.iter().rposition(|(known, _)| known == id)
    }

    /// What the commits up to a place gave.
    pub fn into_lines_to(mut self, place: usize) -> Vec<u8> {
        let end = self.commits.get(place).map_or(0, |(_, end)| *end);
        self.lines.truncate(end);
        self.lines
    }
}

impl Index {
    /// The index of the workspace at a folder of the repository whose git directory this is, as this
    /// version of the program keeps it.
    pub fn new(git_dir: &Path, workspace: &str, version: &str) -> Self {
        let folder = git_dir.join("obelus/index");
        let name = format!(
            "history-{SCHEMA}-{version}-{:016x}.index",
            sum(workspace.as_bytes())
        );
        let file = folder.join(name);
        Self { folder, file }
    }

    /// What was kept, if it is whole.
    pub fn read(&self) -> Option<Kept> {
        decode(fs::read(&self.file).ok()?)
    }

    /// Keeps a walk. A failure is no harm: the next walk is longer.
    pub fn write(&self, kept: &Kept) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(".index-")
            .suffix(".tmp")
            .tempfile_in(&self.folder)?;
        file.write_all(&encode(kept))?;
        file.persist(&self.file).map_err(|error| error.error)?;
        self.sweep();
        Ok(())
    }

    /// Every file that was kept here, by whatever version.
    pub fn stock(&self) -> Vec<Stock> {
        let Ok(listing) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut found: Vec<Stock> = listing
            .flatten()
            .filter_map(|item| {
                Some(Stock {
                    bytes: item.metadata().ok().filter(fs::Metadata::is_file)?.len(),
                    path: item.path(),
                })
            })
            .collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// Forgets everything.
    pub fn clear(&self) -> std::io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Removes what killed runs left behind; age is counted back from the file just written.
    fn sweep(&self) {
        let written = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
        let now = written(&self.file);
        let old = |path: &Path| Some(now?.duration_since(written(path)?).ok()? > STALE);
        for stock in self.stock() {
            let leftover = stock.path.extension().is_some_and(|ending| ending == "tmp");
            if leftover && old(&stock.path) == Some(true) {
                let _ = fs::remove_file(&stock.path);
            }
        }
    }
}

/// Magic, three lengths, the commits, the lines, the state, and a sum over all of it.
fn encode(kept: &Kept) -> Vec<u8> {
    let size = 48 * (kept.commits.len() + 1) + kept.lines.len() + kept.state.len();
    let mut bytes = Vec::with_capacity(size);
    bytes.extend_from_slice(MAGIC);
    for length in [kept.commits.len(), kept.lines.len(), kept.state.len()] {
        bytes.extend_from_slice(&(length as u64).to_le_bytes());
    }
    for (id, end) in &kept.commits {
        bytes.extend_from_slice(id.as_str().as_bytes());
        bytes.extend_from_slice(&(*end as u64).to_le_bytes());
    }
    bytes.extend_from_slice(&kept.lines);
    bytes.extend_from_slice(&kept.state);
    let sum = sum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

/// Hexadecimal digits of a commit's name.
const NAME: usize = 40;

/// The lines, which are most of it, stay where they were read.
fn decode(mut bytes: Vec<u8>) -> Option<Kept> {
    let (body, end) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
    if sum(body).to_le_bytes() != *end {
        return None;
    }
    let mut rest = body.strip_prefix(MAGIC)?;
    let mut take = |n: usize| {
        let (head, tail) = rest.split_at_checked(n)?;
        rest = tail;
        Some(head)
    };
    let number = |bytes: &[u8]| {
        let number = u64::from_le_bytes(bytes.try_into().ok()?);
        usize::try_from(number).ok()
    };
    let [commits, lines, state] = [number(take(8)?)?, number(take(8)?)?, number(take(8)?)?];
    let table = take(commits.checked_mul(NAME + 8)?)?;
    let commit = |row: &[u8]| {
        let (name, end) = row.split_at_checked(NAME)?;
        let name = std::str::from_utf8(name).ok()?;
        Some((CommitId::new(name), number(end)?))
    };
    let commits: Vec<(CommitId, usize)> = table
        .chunks_exact(NAME + 8)
        .map(commit)
        .collect::<Option<_>>()?;
    take(lines)?;
    let state = take(state)?.to_vec();
    if !rest.is_empty() {
        return None;
    }
    let start = MAGIC.len() + 3 * 8 + commits.len() * (NAME + 8);
    bytes.drain(..start);
    bytes.truncate(lines);
    Some(Kept {
        commits,
        lines: bytes,
        state,
    })
}

/// A sum that tells a torn file from a whole one; it guards against accidents, not against malice.
/// FNV-1a's recipe over words of eight bytes.
fn sum(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| {
        (hash ^ word)
            .wrapping_mul(0x0000_0100_0000_01b3)
            .rotate_left(29)
    };
    let words = bytes.chunks_exact(8);
    let tail = words.remainder();
    let hash = words.fold(0xcbf2_9ce4_8422_2325, |hash, word| {
        mix(
            hash,
            word.iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        )
    });
    let hash = tail
        .iter()
        .fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    mix(hash, bytes.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Kept {
        Kept {
            commits: vec![
                (CommitId::new("a".repeat(40)), 3),
                (CommitId::new("b".repeat(40)), 7),
            ],
            lines: b"onethree".to_vec(),
            state: vec![1, 2, 3],
        }
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::new(dir.path(), "", "1.0");
        assert_eq!(index.read(), None);
        index.write(&kept()).unwrap();
        assert_eq!(index.read(), Some(kept()));
        assert_eq!(Index::new(dir.path(), "", "1.1").read(), None);
        assert_eq!(Index::new(dir.path(), "below", "1.0").read(), None);
        index.clear().unwrap();
        assert_eq!(index.read(), None);
    }

    #[test]
    fn a_torn_or_altered_file_is_passed_over() {
        let bytes = encode(&kept());
        for cut in 0..bytes.len() {
            assert_eq!(decode(bytes[..cut].to_vec()), None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            assert_eq!(decode(altered), None, "altered at {at}");
        }
    }
}
