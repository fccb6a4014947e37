//! History beside git itself, on the same generated repository in the same run.
//!
//! `cargo bench --bench history` prints a table. `OBELUS_BENCH_SCALE=1` measures 10,000 claims by 20
//! reviewers over 20,000 commits; the scale is 0.1 where nothing is said, and `OBELUS_BENCH_RUNS` (3)
//! whole processes are run for each figure, of which the median by wall clock is shown.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops if it cannot run"
)]

#[path = "support/generated/mod.rs"]
mod generated;
#[path = "support/process.rs"]
mod process;

use std::{path::Path, process::Command};

use generated::{Size, make, one_more};
use obelus::store::{
    load::{Silent, load},
    repo::Repo,
    source_tree::SourceTree,
};
use process::{Cost, held, median, run};

const OBELUS: &str = env!("CARGO_BIN_EXE_obelus");
/// What git is asked about: the paths of the records.
const PATHS: [&str; 4] = ["--", "claims", "reviews", "obelus.toml"];

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let (scale, runs) = (
        number("OBELUS_BENCH_SCALE", 0.1),
        number("OBELUS_BENCH_RUNS", 3.0),
    );
    let bench = Bench::new(scale, runs);
    println!(
        "{} claims x {} reviewers, {} commits; {} runs each",
        bench.size.claims, bench.size.reviewers, bench.size.commits, bench.runs
    );
    println!("| work | wall | CPU | peak | beside | goal |\n|---|---:|---:|---:|---:|---:|");
    bench.reports();
    bench.logs();
    bench.differences();
    bench.warm();
    slope(scale, runs);
}

fn number(name: &str, usual: f64) -> f64 {
    let given = std::env::var(name).ok();
    given.map_or(usual, |text| text.parse().expect("a number"))
}

struct Bench {
    dir: tempfile::TempDir,
    size: Size,
    runs: usize,
}

/// The size at a scale; 1 is ten thousand claims and twenty thousand commits.
fn size(scale: f64) -> Size {
    let share = |whole: f64| format!("{:.0}", (whole * scale).max(20.0));
    Size {
        claims: share(10_000.0).parse().expect("a count"),
        reviewers: 20,
        commits: share(20_000.0).parse().expect("a count"),
        seed: 7,
    }
}

impl Bench {
    fn new(scale: f64, runs: f64) -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let size = size(scale);
        make(&dir.path().join("repo"), size);
        let runs = format!("{runs:.0}").parse().expect("a count");
        Self { dir, size, runs }
    }

    fn repo(&self) -> std::path::PathBuf {
        self.dir.path().join("repo")
    }

    fn git(&self, arguments: &[&str], input: &[u8]) -> Cost {
        let repo = self.repo();
        median(
            (0..self.runs)
                .map(|_| run("git", arguments, &repo, input))
                .collect(),
        )
    }

    fn cold(&self, arguments: &[&str]) -> Cost {
        let arguments = [arguments, &["--no-cache"]].concat();
        let repo = self.repo();
        median(
            (0..self.runs)
                .map(|_| run(OBELUS, &arguments, &repo, &[]))
                .collect(),
        )
    }

    fn reports(&self) {
        let names = output(
            &self.repo(),
            &["ls-tree", "-r", "HEAD", "--format=%(objectname)"],
        );
        let git = self.git(&["cat-file", "--batch", "--buffer"], &names);
        row("git cat-file --batch of the records at HEAD", git, None, "");
        for format in ["terminal", "json"] {
            let cost = self.cold(&["report", "HEAD", "--format", format]);
            row(
                &format!("report, {format}, cold"),
                cost,
                Some(git),
                "<= 1.5",
            );
        }
        let parsed = self.parsed();
        let peak = self.cold(&["report", "HEAD"]).peak;
        println!(
            "| peak of the report beside the records at HEAD, parsed ({parsed:.0} MiB) | | | {peak:.0} MiB | {:.1} | <= 3 |",
            peak / parsed
        );
    }

    /// What the parsed records take in memory.
    fn parsed(&self) -> f64 {
        let repo = Repo::discover(&self.repo())
            .expect("it opens")
            .expect("it is there");
        let head = repo
            .head()
            .expect("it is readable")
            .expect("there is a commit");
        let tree = SourceTree::Commit(repo.tree(&head, "").expect("it is there"));
        let before = held();
        let loaded = load(&tree, &Silent).expect("it loads");
        let parsed = held() - before;
        drop(loaded);
        parsed
    }

    fn logs(&self) {
        let log = [
            &["log", "--raw", "--no-renames", "--first-parent"][..],
            &PATHS,
        ]
        .concat();
        let git = self.git(&log, &[]);
        row("git log --raw --first-parent", git, None, "");
        let cost = self.cold(&["log", "--format", "json"]);
        row("log --format json, cold", cost, Some(git), "<= 1.0");
    }

    fn differences(&self) {
        let back = (self.size.commits / 20).min(1_000);
        let range = [format!("HEAD~{back}"), "HEAD".to_owned()];
        let arguments = [&["diff", &range[0], &range[1]][..], &PATHS].concat();
        let git = self.git(&arguments, &[]);
        row(&format!("git diff, {back} commits apart"), git, None, "");
        let cost = self.cold(&["diff", &range.join(".."), "--format", "json"]);
        row(
            &format!("diff --format json, {back} commits apart"),
            cost,
            Some(git),
            "<= 1.5",
        );
    }

    fn warm(&self) {
        let repo = self.repo();
        for (first, what, arguments) in [
            (0, "log --format json", &["log", "--format", "json"][..]),
            (100, "report, terminal", &["report", "HEAD"]),
        ] {
            let cold = self.cold(arguments);
            run(OBELUS, arguments, &repo, &[]);
            let again = |turn| {
                one_more(&repo, self.size, turn);
                run(OBELUS, arguments, &repo, &[])
            };
            let turns = first..first + self.runs as u64;
            let warm = median(turns.map(again).collect());
            row(
                &format!("{what}, one commit later, warm"),
                warm,
                Some(cold),
                "<= 0.05",
            );
        }
    }
}

/// Whether the cost of history grows with what changed.
fn slope(scale: f64, runs: f64) {
    for part in [0.25, 0.5, 1.0] {
        let bench = Bench::new(scale * part, runs);
        let cost = bench.cold(&["log", "--format", "json"]);
        let each = cost.cpu * 1e6 / (bench.size.claims * bench.size.reviewers) as f64;
        println!(
            "| log, cold, {} commits, {} reviews | {:.2} s | {:.2} s | {:.0} MiB | {each:.0} µs of CPU a review | level |",
            bench.size.commits,
            bench.size.claims * bench.size.reviewers,
            cost.wall,
            cost.cpu,
            cost.peak
        );
    }
}

fn row(what: &str, cost: Cost, beside: Option<Cost>, goal: &str) {
    let ratio = beside.map_or_else(String::new, |other| {
        format!(
            "{:.2} (CPU {:.2})",
            cost.wall / other.wall,
            cost.cpu / other.cpu
        )
    });
    println!(
        "| {what} | {:.2} s | {:.2} s | {:.0} MiB | {ratio} | {goal} |",
        cost.wall, cost.cpu, cost.peak
    );
}

fn output(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}");
    output.stdout
}
