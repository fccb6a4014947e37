//! Makes a repository with a realistic history of claims and reviews, the same for the same numbers.
//!
//! `cargo run --release --example generate -- DIR --claims 10000 --reviewers 20 --commits 20000 --seed 7`
//!
//! First the roster and the claims arrive, section by section; then reviewers rate, a handful of claims
//! a commit, mostly within a section, until everybody has rated everything; then they move, withdraw,
//! argue and answer, claims are reworded, and some of it happens on branches that are merged.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a program for developers says what went wrong by stopping"
)]

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    io::{BufWriter, Write},
    process::{Command, Stdio},
};

/// Splitmix64 (Steele, Lea & Flood 2014): small, seeded, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides.max(1)
    }
}

/// How much to make.
struct Size {
    claims: u64,
    reviewers: u64,
    commits: u64,
    seed: u64,
}

const WORDS: [&str; 24] = [
    "harbour", "winter", "record", "price", "series", "border", "trade", "survey", "archive",
    "figure", "estimate", "treaty", "railway", "capital", "export", "island", "budget", "census",
    "letter", "minister", "coast", "company", "province", "journal",
];

fn main() {
    let mut args = env::args().skip(1);
    let dir = args.next().expect("the folder to make the repository in");
    let mut size = Size {
        claims: 10_000,
        reviewers: 20,
        commits: 20_000,
        seed: 7,
    };
    while let (Some(name), Some(value)) = (args.next(), args.next()) {
        let number = value.parse().expect("a whole number");
        match name.as_str() {
            "--claims" => size.claims = number,
            "--reviewers" => size.reviewers = number,
            "--commits" => size.commits = number,
            "--seed" => size.seed = number,
            other => eprintln!("unknown option {other}"),
        }
    }
    git(&["init", "-q", "-b", "main", &dir]);
    let mut import = Command::new("git")
        .args(["-C", &dir, "fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("git runs");
    let out = BufWriter::with_capacity(1 << 20, import.stdin.take().expect("a pipe"));
    let made = Maker::new(out, size).run();
    assert!(import.wait().expect("git ends").success());
    git(&["-C", &dir, "gc", "--quiet"]);
    eprintln!("{made} commits in {dir}");
}

fn git(args: &[&str]) {
    let done = Command::new("git").args(args).status().expect("git runs");
    assert!(done.success(), "git {args:?}");
}

/// Files of one commit: path and text.
type Files = BTreeMap<String, String>;

struct Maker<W: Write> {
    out: W,
    size: Size,
    dice: Dice,
    mark: u64,
    /// The commit that main is at; 0 before the first.
    tip: u64,
    editions: Vec<u32>,
}

impl<W: Write> Maker<W> {
    fn new(out: W, size: Size) -> Self {
        Self {
            out,
            dice: Dice(size.seed),
            mark: 0,
            tip: 0,
            editions: vec![1; usize::try_from(size.claims).expect("a count")],
            size,
        }
    }

    fn run(mut self) -> u64 {
        self.found();
        self.add_claims();
        self.first_ratings();
        while self.mark < self.size.commits {
            if self.dice.roll(20) == 0 {
                self.branch();
            } else {
                let files = self.change();
                self.on_main("Move", &files);
            }
        }
        self.out.flush().expect("git reads");
        self.mark
    }

    fn found(&mut self) {
        let mut files = Files::new();
        let rules = "format = 1\ntitle = \"A generated debate\"\n\n[consensus]\nmin-reviews = 3\nrule = \"thirds\"\n";
        files.insert("obelus.toml".into(), rules.into());
        for reviewer in 0..self.size.reviewers {
            files.insert(
                format!("reviews/r{reviewer:02}/reviewer.toml"),
                format!("name = \"Reviewer {reviewer}\"\nkind = \"perspective\"\n"),
            );
        }
        self.on_main("Found the workspace", &files);
    }

    fn add_claims(&mut self) {
        for section in 0..self.size.claims.div_ceil(SECTION) {
            let mut files = Files::new();
            for claim in section * SECTION..((section + 1) * SECTION).min(self.size.claims) {
                files.insert(path_of_claim(claim), self.claim(claim));
            }
            self.on_main("Add a section's claims", &files);
        }
    }

    /// Everybody rates everything in four fifths of the commits, a stretch of claims at a time.
    fn first_ratings(&mut self) {
        let pairs = self.size.claims * self.size.reviewers;
        let commits = (self.size.commits * 4 / 5).saturating_sub(self.mark).max(1);
        let batch = pairs.div_ceil(commits).max(1);
        let mut at = 0;
        while at < self.size.claims {
            let until = (at + batch).min(self.size.claims);
            for reviewer in 0..self.size.reviewers {
                let mut files = Files::new();
                for claim in at..until {
                    files.insert(
                        path_of_review(reviewer, claim),
                        self.review(claim, reviewer),
                    );
                }
                self.on_main("Rate", &files);
            }
            at = until;
        }
    }

    /// One to three reviews that change, or a claim that is reworded.
    fn change(&mut self) -> Files {
        let mut files = Files::new();
        let claim = self.dice.roll(self.size.claims);
        if self.dice.roll(12) == 0 {
            if let Some(edition) = self
                .editions
                .get_mut(usize::try_from(claim).expect("a count"))
            {
                *edition += 1;
            }
            files.insert(path_of_claim(claim), self.claim(claim));
            return files;
        }
        let reviewer = self.dice.roll(self.size.reviewers);
        for offset in 0..=self.dice.roll(3) {
            let claim = (claim + offset) % self.size.claims;
            let mut text = self.review(claim, reviewer);
            if self.dice.roll(15) == 0 {
                let withdrawn = "status = \"withdrawn\"\nreason = \"read the source anew\"\n";
                text = text.replacen("rationale", &format!("{withdrawn}rationale"), 1);
            }
            files.insert(path_of_review(reviewer, claim), text);
        }
        files
    }

    /// A few commits beside main, and their merge.
    fn branch(&mut self) {
        let base = self.tip;
        let mut all = Files::new();
        let mut theirs = base;
        for _ in 0..=self.dice.roll(4) {
            let files = self.change();
            theirs = self.commit("refs/heads/side", theirs, None, "Move on a branch", &files);
            all.extend(files);
        }
        let files = self.change();
        self.on_main("Move meanwhile", &files);
        self.tip = self.commit("refs/heads/main", self.tip, Some(theirs), "Merge", &all);
    }

    fn on_main(&mut self, subject: &str, files: &Files) {
        self.tip = self.commit("refs/heads/main", self.tip, None, subject, files);
    }

    fn commit(
        &mut self,
        branch: &str,
        parent: u64,
        merged: Option<u64>,
        subject: &str,
        files: &Files,
    ) -> u64 {
        self.mark += 1;
        let mark = self.mark;
        let time = 1_500_000_000 + mark * 600;
        let mut text = format!(
            "commit {branch}\nmark :{mark}\ncommitter Reviewer <r@example.org> {time} +0000\ndata {}\n{subject}\n",
            subject.len()
        );
        if parent > 0 {
            let _ = writeln!(text, "from :{parent}");
        }
        if let Some(merged) = merged {
            let _ = writeln!(text, "merge :{merged}");
        }
        for (path, content) in files {
            let _ = writeln!(
                text,
                "M 100644 inline {path}\ndata {}\n{content}",
                content.len()
            );
        }
        text.push('\n');
        self.out.write_all(text.as_bytes()).expect("git reads");
        mark
    }

    fn claim(&mut self, claim: u64) -> String {
        let edition = self.edition(claim);
        format!(
            "statement = \"Claim {claim}: {}.\"\nkind = \"fact\"\nedition = {edition}\ntags = [\"generated\"]\n",
            self.sentence(14)
        )
    }

    fn edition(&self, claim: u64) -> u32 {
        let at = usize::try_from(claim).expect("a count");
        self.editions.get(at).copied().unwrap_or(1)
    }

    fn review(&mut self, claim: u64, reviewer: u64) -> String {
        // Reviewers lean to one side of a claim, so that there are camps and agreement.
        let lean = Dice(claim).roll(70) + Dice(reviewer ^ claim << 8).roll(25);
        let best = (lean + self.dice.roll(6)).clamp(6, 94);
        let (lower, upper) = (best - self.dice.roll(6), best + self.dice.roll(6));
        let mut text = format!(
            "edition = {}\nconfidence = {{ best = 0.{best:02}, lower = 0.{lower:02}, upper = 0.{upper:02} }}\nexpertise = {}\nrationale = \"\"\"\n{}\n\"\"\"\n",
            self.edition(claim),
            1 + self.dice.roll(5),
            self.sentence(24)
        );
        if self.dice.roll(4) == 0 {
            let _ = write!(
                text,
                "\n[[arguments]]\nid = \"a{}\"\nstance = \"against\"\nattack = \"rebut\"\nstrength = \"moderate\"\ntext = \"{}.\"\nsources = [\"s1\"]\n\n[[sources]]\nid = \"s1\"\ntype = \"report\"\ntitle = \"{}\"\nissued = \"20{:02}\"\nbearing = \"contradicts\"\n",
                self.dice.roll(1000),
                self.sentence(18),
                self.sentence(6),
                self.dice.roll(20)
            );
        }
        text
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut word = || {
            let at = usize::try_from(self.dice.roll(WORDS.len() as u64)).expect("a count");
            WORDS.get(at).copied().unwrap_or_default()
        };
        (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
    }
}

/// Claims in a section.
const SECTION: u64 = 100;

fn path_of_claim(claim: u64) -> String {
    format!("claims/{}.toml", id(claim))
}

fn path_of_review(reviewer: u64, claim: u64) -> String {
    format!("reviews/r{reviewer:02}/{}.toml", id(claim))
}

fn id(claim: u64) -> String {
    format!("s{:03}/c{claim:05}", claim / SECTION)
}
