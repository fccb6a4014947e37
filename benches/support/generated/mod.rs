//! Repositories with realistic histories of claims and reviews, the same for the same numbers.
//!
//! First the roster and the claims arrive, section by section; then reviewers rate, a stretch of claims
//! a commit, until everybody has rated everything; then they move, withdraw, argue and answer, claims are
//! reworded, withdrawn and taken up again, and some of it happens on branches that are merged.

mod dice;
mod history;
mod records;
mod stream;

use std::{path::Path, process::Command};

use self::{history::History, stream::Stream};

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Claims.
    pub(crate) claims: u64,
    /// Reviewers, each of whom reviews every claim.
    pub(crate) reviewers: u64,
    /// Commits, merged branches included.
    pub(crate) commits: u64,
    /// What the dice begin with.
    pub(crate) seed: u64,
}

/// Makes a repository without working tree, packed as a clone would be, and gives its commits.
pub(crate) fn make(dir: &Path, size: Size) -> u64 {
    git(
        dir.parent().unwrap_or(Path::new(".")),
        &["init", "-q", "--bare", "-b", "main", &dir.to_string_lossy()],
    );
    let mut stream = Stream::open(dir);
    History::new(&mut stream, size).play();
    let made = stream.close();
    git(dir, &["gc", "--quiet"]);
    made
}

/// Adds one commit that changes one review, on top of what was made; another one at every turn.
#[allow(
    dead_code,
    reason = "not every program that makes a history goes on with it"
)]
pub(crate) fn one_more(dir: &Path, size: Size, turn: u64) {
    let mut stream = Stream::on_top(dir);
    History::new(&mut stream, size).one_more(turn);
    stream.close();
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status()
        .expect("git runs");
    assert!(done.success(), "git {arguments:?}");
}
