//! Commits as `git fast-import` reads them.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{BufWriter, Write as _},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
};

/// Files of one commit: path and text.
pub(super) type Files = BTreeMap<String, String>;

/// A stream of commits into a repository.
pub(super) struct Stream {
    import: Child,
    out: BufWriter<ChildStdin>,
    /// The last commit; commits are numbered from 1.
    mark: u64,
    /// Where the branch stands that the first commit continues, as fast-import names it.
    base: Option<&'static str>,
}

/// What a commit stands on and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Commit<'a> {
    pub(super) branch: &'a str,
    /// Its first parent; 0 where there is none.
    pub(super) parent: u64,
    pub(super) merged: Option<u64>,
    pub(super) author: u64,
    pub(super) subject: &'a str,
}

impl Stream {
    pub(super) fn open(dir: &Path) -> Self {
        let mut import = Command::new("git")
            .args(["fast-import", "--quiet"])
            .current_dir(dir)
            .stdin(Stdio::piped())
            .spawn()
            .expect("git runs");
        let pipe = import.stdin.take().expect("a pipe");
        Self {
            import,
            out: BufWriter::with_capacity(1 << 20, pipe),
            mark: 0,
            base: None,
        }
    }

    /// A stream that goes on from the tip of main.
    pub(super) fn on_top(dir: &Path) -> Self {
        Self {
            base: Some("refs/heads/main^0"),
            ..Self::open(dir)
        }
    }

    /// How many commits were made.
    pub(super) fn made(&self) -> u64 {
        self.mark
    }

    pub(super) fn commit(&mut self, commit: Commit<'_>, files: &Files) -> u64 {
        self.mark += 1;
        let (mark, subject) = (self.mark, commit.subject);
        let mut text = format!(
            "commit {}\nmark :{mark}\ncommitter Reviewer {author} <r{author}@example.org> {time} +0000\ndata {}\n{subject}\n",
            commit.branch,
            subject.len(),
            author = commit.author,
            time = 1_500_000_000 + mark * 600,
        );
        match (commit.parent, self.base.take()) {
            (0, Some(base)) => drop(writeln!(text, "from {base}")),
            (0, None) => {}
            (parent, _) => drop(writeln!(text, "from :{parent}")),
        }
        if let Some(merged) = commit.merged {
            let _ = writeln!(text, "merge :{merged}");
        }
        for (path, content) in files {
            let _ = write!(
                text,
                "M 100644 inline {path}\ndata {}\n{content}\n",
                content.len()
            );
        }
        text.push('\n');
        self.out.write_all(text.as_bytes()).expect("git reads");
        mark
    }

    /// Ends the stream, and gives how many commits were made.
    pub(super) fn close(mut self) -> u64 {
        self.out.flush().expect("git reads");
        drop(self.out);
        assert!(self.import.wait().expect("git ends").success());
        self.mark
    }
}
