//! The workspace that pull requests are made to, and the rows of the bench.

use std::fmt::Write as _;

use crate::support::{Fork, Host, Key};

/// The base: a maintainer, and reviewers who have an address each.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "obelus.toml",
        "format = 1\ntitle = \"What the pamphlet claims\"\n\n[policy]\nmaintainers = [\"keeper\"]\n",
    ),
    ("claims/froze.toml", CLAIM),
    ("claims/README.md", "One claim a file.\n"),
    (
        "reviews/keeper/reviewer.toml",
        "name = \"Keeper's view\"\nkind = \"perspective\"\nemails = [\"keeper@example.org\"]\n",
    ),
    ("reviews/ada/reviewer.toml", ADA),
    ("reviews/ada/froze.toml", ADAS_REVIEW),
    (
        "reviews/ben/reviewer.toml",
        "name = \"Ben's view\"\nkind = \"perspective\"\nemails = [\"ben@example.org\"]\n",
    ),
    ("reviews/ben/froze.toml", BENS_REVIEW),
    (
        "reviews/mallory/reviewer.toml",
        "name = \"Mallory's view\"\nkind = \"perspective\"\nemails = [\"mallory@example.org\"]\n",
    ),
];

pub(super) const CLAIM: &str = "\
statement = \"The harbour froze in every winter of the decade.\"
kind = \"fact\"
edition = 1
";

pub(super) const ADA: &str = "\
name = \"Ada's view\"
kind = \"perspective\"
emails = [\"ada@example.org\"]
";

pub(super) const ADAS_REVIEW: &str = "\
edition = 1
confidence = 0.35
rationale = \"The port's own log speaks of two winters in which ships came and went.\"

[[arguments]]
id = \"open-winters\"
stance = \"against\"
attack = \"rebut\"
text = \"In two of the winters the log has a ship for every week of February.\"
";

pub(super) const BENS_REVIEW: &str = "\
edition = 1
confidence = 0.8
rationale = \"Each winter had its month of frost, as the almanacs of the town agree.\"
";

/// A review by somebody who had none.
pub(super) const NEW_REVIEW: &str = "\
edition = 1
confidence = 0.5
rationale = \"The log and the almanacs contradict each other.\"
";

/// A host with that base.
pub(super) fn host() -> Host {
    Host::new(FILES)
}

/// The same with other files, or other texts of these.
pub(super) fn host_with(files: &[(&str, &str)]) -> Host {
    let mut all: Vec<(&str, &str)> = FILES.to_vec();
    all.retain(|(path, _)| files.iter().all(|(other, _)| other != path));
    all.extend_from_slice(files);
    Host::new(&all)
}

/// An entry of the roster with keys.
pub(super) fn entry(id: &str, more: &str) -> String {
    format!("name = \"{id}\"\nkind = \"perspective\"\nemails = [\"{id}@example.org\"]\n{more}\n")
}

/// A list of keys, as the roster writes it.
pub(super) fn keys(list: &str, keys: &[&Key]) -> String {
    let keys: Vec<String> = keys
        .iter()
        .map(|key| format!("\"{}\"", key.public()))
        .collect();
    format!("{list} = [{}]", keys.join(", "))
}

/// One pull request that is refused, and its honest twin.
pub(super) struct Row {
    /// Makes the base.
    pub(super) host: fn() -> Host,
    /// The pull request that is refused.
    pub(super) wrong: fn(&Host, &Fork),
    /// All that is found in it.
    pub(super) found: &'static [&'static str],
    /// Its twin.
    pub(super) right: fn(&Host, &Fork),
    /// All that is found there: nothing, or what maintainers ought to see.
    pub(super) noted: &'static [&'static str],
}

impl Row {
    #[track_caller]
    pub(super) fn holds(&self) {
        let mut wrong = String::new();
        for (make, wanted) in [(self.wrong, self.found), (self.right, self.noted)] {
            let host = (self.host)();
            let fork = host.fork();
            make(&host, &fork);
            fork.push("change");
            let found = host.finds("change");
            if found != wanted {
                let said = host.obelus(["check", "--base", "main", "change"]);
                let _ = writeln!(wrong, "found {found:#?}\nwanted {wanted:#?}\n{said}");
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }
}

/// Rows, each a test of its own, and the codes that they show.
macro_rules! rows {
    ($($name:ident $code:ident: $host:expr, wrong $wrong:expr => [$($found:literal),*], right $right:expr => [$($noted:literal),*];)+) => {
        /// The codes that these rows show.
        pub(super) const SHOWN: &[obelus::model::diagnostic::Code] = &[$(obelus::model::diagnostic::Code::$code,)+];

        $(#[test]
        fn $name() {
            let row = $crate::pull_requests::desk::Row {
                host: $host,
                wrong: $wrong,
                found: &[$($found),*],
                right: $right,
                noted: &[$($noted),*],
            };
            let code = obelus::model::diagnostic::Code::$code.as_str();
            let shows = |lines: &[&str]| lines.iter().any(|line| line.split(' ').next() == Some(code));
            assert!(shows(row.found) || shows(row.noted), "no line shows {code}");
            row.holds();
        })+
    };
}
pub(super) use rows;

/// The digest of the claim that everybody reviews.
pub(super) fn digest() -> String {
    sha256("The harbour froze in every winter of the decade.\0fact\0confidence\0")
}

/// The digest of a text, as records write it.
pub(super) fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut digest = "sha256:".to_owned();
    for byte in Sha256::digest(text) {
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}
