//! Makes a repository with a realistic history of claims and reviews, the same for the same numbers.
//!
//! `cargo run --release --example generate -- DIR --claims 10000 --reviewers 20 --commits 20000 --seed 7`
//!
//! The repository has no working tree; `git clone DIR` gives one.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a program for developers says what went wrong by stopping"
)]

#[path = "../benches/support/generated/mod.rs"]
mod generated;

use std::{env, path::Path};

use generated::{Size, make};

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
    let made = make(Path::new(&dir), size);
    eprintln!("{made} commits in {dir}");
}
