//! Loading and reporting a workspace of 1,000 claims by 20 reviewers, beside git reading the same blobs.

#![expect(clippy::expect_used, reason = "a bench that cannot run should stop")]

mod support;

use std::{
    collections::{BTreeMap, HashMap},
    hint::black_box,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use criterion::{Criterion, criterion_group, criterion_main};
use obelus::{
    analysis::{
        check,
        report::{Inputs, build},
    },
    model::revision::Revision,
    present::html::{self, Texts},
    store::{
        load::{Silent, load},
        repo::Repo,
        source_tree::SourceTree,
        worktree::WorkTree,
    },
};
use support::{commit, git, write_workspace};

fn bench(c: &mut Criterion) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write_workspace(dir.path(), 1_000, 20);
    commit(dir.path());
    let repo = Repo::discover(dir.path())
        .expect("the repository opens")
        .expect("there is one");
    let head = repo
        .head()
        .expect("HEAD is readable")
        .expect("there is a commit");
    let work = SourceTree::Work(WorkTree::new(dir.path()));
    let committed = SourceTree::Commit(repo.tree(&head, "").expect("the tree is there"));
    let blobs = blob_names(dir.path());

    let mut group = c.benchmark_group("1000 claims x 20 reviewers");
    group.sample_size(10);
    group.bench_function("git cat-file --batch (yardstick)", |b| {
        b.iter(|| cat_file(dir.path(), &blobs));
    });
    group.bench_function("load from the working tree", |b| {
        b.iter(|| black_box(load(&work, &Silent)).is_ok());
    });
    group.bench_function("load from a commit", |b| {
        b.iter(|| black_box(load(&committed, &Silent)).is_ok());
    });
    let loaded = load(&committed, &Silent).expect("it loads");
    group.bench_function("check between records", |b| {
        b.iter(|| black_box(check::check(&loaded.snapshot)).len());
    });
    let revision = Revision {
        commit: Some(head),
        committed: None,
        dirty: false,
    };
    let (commits, citations) = (HashMap::new(), BTreeMap::new());
    let signatures = BTreeMap::new();
    let inputs = Inputs {
        signatures: &signatures,
        snapshot: &loaded.snapshot,
        revision: &revision,
        commits: &commits,
        citations: &citations,
    };
    group.bench_function("compute the report", |b| {
        b.iter(|| black_box(build(&inputs)).claims.len());
    });
    let report = build(&inputs);
    group.bench_function("write the page", |b| {
        b.iter(|| {
            let mut page = Vec::new();
            html::write(&report, None, &Texts::new(), "bench", &mut page).expect("memory takes it");
            black_box(page).len()
        });
    });
    group.finish();
}

fn blob_names(root: &Path) -> Vec<u8> {
    let listing = git(root, &["ls-tree", "-r", "HEAD", "--format=%(objectname)"]);
    assert!(!listing.is_empty());
    listing
}

fn cat_file(root: &Path, names: &[u8]) -> usize {
    let mut child = Command::new("git")
        .args(["cat-file", "--batch", "--buffer"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let names = names.to_vec();
    let feed = std::thread::spawn(move || stdin.write_all(&names));
    let output = child.wait_with_output().expect("git ends");
    feed.join()
        .expect("the pipe is fed")
        .expect("the pipe takes it");
    output.stdout.len()
}

criterion_group!(benches, bench);
criterion_main!(benches);
