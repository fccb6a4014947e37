use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::{
    id::ReviewerId,
    proposal::{Change, Net, Origin, Person, ProposedCommit, Version},
    reviewer::{Reviewer, ReviewerKind},
    revision::CommitId,
    rules::{ArgumentRules, ConsensusRules},
    signature::Proof,
    workspace::{Policy, SignaturePolicy, Workspace},
};

const PEOPLE: [&str; 4] = ["ada", "ben", "keeper", "stranger"];
const FILES: [&str; 6] = [
    "reviews/ada/froze.toml",
    "reviews/ben/notes.md",
    "reviews/ada/reviewer.toml",
    "claims/froze.toml",
    "claims/README.md",
    "obelus.toml",
];

fn id(name: &str) -> ReviewerId {
    name.parse().unwrap()
}

/// A base with a maintainer and two others; nobody knows the stranger.
fn base() -> Snapshot {
    let entry = |name: &str| Reviewer {
        id: id(name),
        name: name.to_owned(),
        kind: ReviewerKind::Perspective,
        emails: vec![address(name)],
        orcid: None,
        expertise: Vec::new(),
        interests: None,
        note: None,
        group: None,
        keys: Vec::new(),
        expired_keys: Vec::new(),
        revoked_keys: Vec::new(),
    };
    let reviewers = ["ada", "ben", "keeper"].map(|name| (id(name), entry(name)));
    Snapshot {
        workspace: Workspace {
            title: "x".to_owned(),
            documents: BTreeMap::new(),
            interval: 0.9,
            levels: Vec::new(),
            consensus: ConsensusRules::default(),
            arguments: ArgumentRules::default(),
            rounds: Vec::new(),
            policy: Policy {
                signatures: SignaturePolicy::Optional,
                maintainers: vec![id("keeper")],
            },
        },
        claims: BTreeMap::new(),
        reviewers: reviewers.into_iter().collect(),
        reviews: BTreeMap::new(),
        bibliography: BTreeMap::new(),
        unreadable: std::collections::BTreeSet::new(),
    }
}

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// Who may change a file of the base, written down a second time and plainly.
fn may(who: &str, path: &str) -> bool {
    match path {
        "reviews/ada/froze.toml" => who == "ada",
        "reviews/ben/notes.md" => who == "ben",
        "reviews/ada/reviewer.toml" => who == "ada" || who == "keeper",
        _ => who == "keeper",
    }
}

fn version(object: u8) -> Version {
    Version {
        object: [object; 20],
        record: None,
        seal: Proof::Absent,
        digest: String::new(),
    }
}

/// A commit that rewrites files; each commit writes something of its own.
fn commit(number: usize, author: usize, committer: usize, files: &[usize]) -> ProposedCommit {
    let person = |at: usize| Person {
        name: PEOPLE[at].to_owned(),
        email: address(PEOPLE[at]),
    };
    let object = u8::try_from(number).unwrap();
    let change = |file: &usize| Change {
        path: FILES[*file].to_owned(),
        before: Some(version(object)),
        after: Some(version(object + 1)),
        origin: Origin::Written,
    };
    ProposedCommit {
        id: CommitId::new(format!("{number:040}")),
        author: person(author),
        committer: person(committer),
        proof: Proof::Absent,
        changes: files.iter().map(change).collect(),
    }
}

fn proposal(commits: Vec<ProposedCommit>) -> Proposal {
    let name = |text: &str| CommitId::new(text.repeat(20));
    let paths = commits.iter().flat_map(|commit| &commit.changes);
    let net = Net {
        before: Some(version(0)),
        after: Some(version(0)),
    };
    Proposal {
        base: name("ba"),
        fork: name("ba"),
        head: name("4e"),
        touched: paths
            .map(|change| (change.path.clone(), net.clone()))
            .collect(),
        commits,
    }
}

proptest! {
    /// Even where the whole comes to nothing, each commit is judged by who made it: a file is told
    /// of exactly if some commit changed it whose author and committer may not both do so.
    #[test]
    fn each_commit_is_judged_whatever_the_others_do(
        commits in prop::collection::vec((0..4usize, 0..4usize, prop::collection::btree_set(0..6usize, 1..4)), 1..8)
    ) {
        let base = base();
        let mut wanted: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
        let mut made = Vec::new();
        for (number, (author, committer, files)) in commits.iter().enumerate() {
            let files: Vec<usize> = files.iter().copied().collect();
            for file in &files {
                let path = FILES[*file];
                // Of a reviewer's file both must be the reviewer, and maintainers stand in together.
                let both = may(PEOPLE[*author], path) && may(PEOPLE[*committer], path);
                let one = !path.ends_with("reviewer.toml") || author == committer;
                if !(both && one) {
                    wanted.insert(path);
                }
            }
            made.push(commit(number, *author, *committer, &files));
        }
        let proposal = proposal(made);
        let found = govern(Case { base: Some(&base), head: &base, proposal: &proposal });
        let told: std::collections::BTreeSet<&str> = found.iter().map(|d| d.path.as_str()).collect();
        prop_assert_eq!(told, wanted);
    }

    /// The order of commits changes who is named first, never what is refused.
    #[test]
    fn what_is_refused_does_not_depend_on_the_order(
        commits in prop::collection::vec((0..4usize, prop::collection::btree_set(0..6usize, 1..4)), 1..8)
    ) {
        let base = base();
        let make = |(number, (author, files)): (usize, &(usize, std::collections::BTreeSet<usize>))| {
            let files: Vec<usize> = files.iter().copied().collect();
            commit(number, *author, *author, &files)
        };
        let forward: Vec<ProposedCommit> = commits.iter().enumerate().map(make).collect();
        let mut backward = forward.clone();
        backward.reverse();
        let refused = |commits| {
            let proposal = proposal(commits);
            let found = govern(Case { base: Some(&base), head: &base, proposal: &proposal });
            let mut told: Vec<(Code, String)> = found.into_iter().map(|d| (d.code, d.path)).collect();
            told.sort();
            told
        };
        prop_assert_eq!(refused(forward), refused(backward));
    }
}

#[test]
fn an_address_that_two_reviewers_share_is_nobodys() {
    let mut base = base();
    let shared = address("ada");
    base.reviewers.get_mut("ben").unwrap().emails.push(shared);
    let proposal = proposal(vec![commit(1, 0, 0, &[0])]);
    let found = govern(Case {
        base: Some(&base),
        head: &base,
        proposal: &proposal,
    });
    let codes: Vec<Code> = found.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::ForeignReview]);
}

#[test]
fn every_finding_about_a_commit_names_it() {
    let base = base();
    let proposal = proposal(vec![commit(7, 3, 3, &[0, 1, 2, 3, 4, 5])]);
    let found = govern(Case {
        base: Some(&base),
        head: &base,
        proposal: &proposal,
    });
    assert_eq!(found.len(), 6);
    let name = proposal.commits[0].id.short();
    assert!(found.iter().all(|d| d.message.contains(name)), "{found:#?}");
}

#[test]
fn what_no_commit_accounts_for_is_told_all_the_same() {
    let base = base();
    let mut proposal = proposal(Vec::new());
    let net = Net {
        before: Some(version(1)),
        after: Some(version(2)),
    };
    proposal.touched.insert(FILES[0].to_owned(), net);
    let found = govern(Case {
        base: Some(&base),
        head: &base,
        proposal: &proposal,
    });
    let codes: Vec<Code> = found.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::MergeUndid]);
}
