//! A generated workspace, the same for every run.

#![expect(clippy::expect_used, reason = "a bench that cannot run should stop")]

use std::{fmt::Write as _, fs, path::Path, process::Command};

/// Splitmix64: small, seeded, the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice with a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// Writes a workspace of so many claims and reviewers, every claim reviewed by everybody.
pub(crate) fn write_workspace(root: &Path, claims: usize, reviewers: usize) {
    let mut dice = Dice::new(1855);
    put(root, "obelus.toml", "format = 1\ntitle = \"Generated\"\n");
    for reviewer in 0..reviewers {
        put(
            root,
            &format!("reviews/r{reviewer}/reviewer.toml"),
            &format!("name = \"Reviewer {reviewer}\"\nkind = \"perspective\"\n"),
        );
    }
    for claim in 0..claims {
        let id = format!("s{}/c{claim}", claim % 20);
        put(
            root,
            &format!("claims/{id}.toml"),
            &format!(
                "statement = \"Statement number {claim}, as long as statements usually are.\"\nkind = \"fact\"\n"
            ),
        );
        for reviewer in 0..reviewers {
            put(
                root,
                &format!("reviews/r{reviewer}/{id}.toml"),
                &review(&mut dice, reviewer),
            );
        }
    }
}

fn review(dice: &mut Dice, reviewer: usize) -> String {
    let best = 5 + dice.roll(90);
    let (lower, upper) = (best - dice.roll(5), best + dice.roll(5));
    let mut text = format!(
        "edition = 1\nconfidence = {{ best = 0.{best:02}, lower = 0.{lower:02}, upper = 0.{upper:02} }}\nexpertise = {}\nrationale = \"\"\"\nA sentence or two on why this number and not another, as reviewers write them.\n\"\"\"\n",
        1 + dice.roll(5)
    );
    if dice.roll(3) == 0 {
        let attack = ["rebut", "undercut", "undermine"][usize::try_from(dice.roll(3)).unwrap_or(0)];
        let _ = write!(
            text,
            "\n[[arguments]]\nid = \"point-{reviewer}\"\nstance = \"against\"\ntarget = \"claim\"\nattack = \"{attack}\"\nstrength = \"moderate\"\ntext = \"\"\"\nWhat speaks against it, in a sentence of ordinary length.\n\"\"\"\nsources = [\"source-{reviewer}\"]\n\n[[sources]]\nid = \"source-{reviewer}\"\ntype = \"report\"\ntitle = \"Report number {reviewer}\"\nissued = \"2015\"\nbearing = \"contradicts\"\n"
        );
    }
    text
}

fn put(root: &Path, path: &str, text: &str) {
    let full = root.join(path);
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    fs::write(full, text).expect("a file can be written");
}

/// Commits everything in the folder, in packed form, as a clone would have it.
pub(crate) fn commit(root: &Path) {
    for arguments in [
        &["init", "-q"][..],
        &["add", "-A"],
        &["commit", "-q", "-m", "Generated"],
        &["gc", "-q"],
    ] {
        git(root, arguments);
    }
}

/// Runs git with an identity of its own.
pub(crate) fn git(root: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Bench",
            "-c",
            "user.email=bench@example.org",
            "-c",
            "gc.auto=0",
        ])
        .args(arguments)
        .current_dir(root)
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}
