//! Walking history and loading commits one by one lead to the same states.

use std::collections::BTreeMap;

use git2::{Oid, Repository, Signature, Time, build::TreeUpdateBuilder};
use obelus::{
    analysis::{
        consensus::{Outcome, Terms},
        history::{Fold, all_branches, first_parents},
    },
    model::{
        brief::{ClaimBrief, ReviewBrief},
        id::ClaimId,
        revision::CommitId,
        snapshot::Snapshot,
    },
    store::{
        history::Walk,
        load::{Silent, load},
        repo::Repo,
        source_tree::SourceTree,
    },
};
use proptest::prelude::*;

/// What happens to a file.
#[derive(Debug, Clone)]
struct Edit {
    path: String,
    text: Option<String>,
}

/// What happens to the history.
#[derive(Debug, Clone)]
enum Event {
    /// A commit on a branch.
    Commit(usize, Vec<Edit>),
    /// A merge of the other branch into one; the mask says which files come from the other.
    Merge(usize, u8),
}

fn arb_edit() -> impl Strategy<Value = Edit> {
    let claim = (0..3_u8, 0..4_u8, 1..3_u8).prop_map(|(id, fate, edition)| Edit {
        path: format!("claims/s/c{id}.toml"),
        text: match fate {
            0 => None,
            1 => Some("statement = 3\n".into()),
            2 => Some(format!(
                "statement = \"S{fate}.\"\nkind = \"evaluation\"\nedition = {edition}\n"
            )),
            _ => Some(format!(
                "statement = \"S{fate}.\"\nkind = \"fact\"\nedition = {edition}\n"
            )),
        },
    });
    let review = (0..3_u8, 0..3_u8, 0..8_u8, 1..3_u8).prop_map(|(reviewer, id, fate, edition)| Edit {
        path: format!("reviews/r{reviewer}/s/c{id}.toml"),
        text: match fate {
            0 => None,
            1 => Some("confidence = 60\n".into()),
            2 => Some(format!("edition = {edition}\nstance = 2\n")),
            3 => Some(format!("edition = {edition}\nabstain = \"no\"\n")),
            4 => Some(format!("edition = {edition}\nconfidence = 0.3\nstatus = \"withdrawn\"\nreason = \"no\"\n")),
            best => Some(format!("edition = {edition}\nconfidence = 0.{best}\n")),
        },
    });
    let rules = (0..4_u8).prop_map(|min| Edit {
        path: "obelus.toml".into(),
        text: match min {
            0 => None,
            1 => Some("format = 99\n".into()),
            min => Some(format!(
                "format = 1\ntitle = \"T\"\n[consensus]\nmin-reviews = {min}\nstale = \"count\"\n"
            )),
        },
    });
    prop_oneof![6 => review, 2 => claim, 1 => rules]
}

fn arb_events() -> impl Strategy<Value = Vec<Event>> {
    let commit = (0..2_usize, prop::collection::vec(arb_edit(), 0..5))
        .prop_map(|(branch, edits)| Event::Commit(branch, edits));
    let merge = (0..2_usize, any::<u8>()).prop_map(|(branch, mask)| Event::Merge(branch, mask));
    prop::collection::vec(prop_oneof![4 => commit, 1 => merge], 1..14)
}

/// Plays events into a repository and gives the tip of the first branch.
fn play(repo: &Repository, folder: &str, events: &[Event]) -> Oid {
    let mut tips: [Option<Oid>; 2] = [None, None];
    let mut now = 1_767_225_600;
    let first = Event::Commit(0, Vec::new());
    for event in std::iter::once(&first).chain(events) {
        now += 60;
        let who = Signature::new("A", "a@example.org", &Time::new(now, 0)).unwrap();
        let (branch, tree, parents) = match event {
            Event::Commit(branch, edits) => {
                let parent = tips[*branch].or(tips[0]);
                (*branch, edited(repo, folder, parent, edits), vec![parent])
            }
            Event::Merge(branch, mask) => {
                let (ours, theirs) = (tips[*branch].or(tips[0]), tips[1 - *branch].or(tips[0]));
                let edits = taken(repo, folder, theirs.unwrap(), *mask);
                (
                    *branch,
                    edited(repo, folder, ours, &edits),
                    vec![ours, theirs],
                )
            }
        };
        let parents: Vec<_> = parents
            .into_iter()
            .flatten()
            .map(|oid| repo.find_commit(oid).unwrap())
            .collect();
        let parents: Vec<_> = parents.iter().collect();
        let tree = repo.find_tree(tree).unwrap();
        let made = repo
            .commit(None, &who, &who, "Event", &tree, &parents)
            .unwrap();
        tips[branch] = Some(made);
    }
    tips[0].unwrap()
}

fn edited(repo: &Repository, folder: &str, parent: Option<Oid>, edits: &[Edit]) -> Oid {
    let base = if let Some(oid) = parent {
        repo.find_commit(oid).unwrap().tree().unwrap()
    } else {
        let empty = repo.treebuilder(None).unwrap().write().unwrap();
        repo.find_tree(empty).unwrap()
    };
    let mut update = TreeUpdateBuilder::new();
    let last: BTreeMap<String, &Option<String>> = edits
        .iter()
        .map(|edit| (format!("{folder}{}", edit.path), &edit.text))
        .collect();
    for (path, text) in last {
        match text {
            Some(text) => {
                let blob = repo.blob(text.as_bytes()).unwrap();
                update.upsert(path, blob, git2::FileMode::Blob);
            }
            None if base.get_path(std::path::Path::new(&path)).is_ok() => {
                update.remove(path);
            }
            None => {}
        }
    }
    update.create_updated(repo, &base).unwrap()
}

/// Some of the files of a commit, as edits.
fn taken(repo: &Repository, folder: &str, from: Oid, mask: u8) -> Vec<Edit> {
    let tree = repo.find_commit(from).unwrap().tree().unwrap();
    let mut edits = Vec::new();
    tree.walk(git2::TreeWalkMode::PreOrder, |root, entry| {
        let path = format!("{root}{}", entry.name().unwrap());
        let relative = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        let pick = relative.bytes().fold(0_u8, |h, b| h.wrapping_mul(31) ^ b) % 8;
        if entry.kind() == Some(git2::ObjectType::Blob) && mask >> pick & 1 == 1 {
            let text = repo.find_blob(entry.id()).unwrap().content().to_vec();
            let text = String::from_utf8(text).ok();
            edits.push(Edit {
                path: relative,
                text,
            });
        }
        git2::TreeWalkResult::Ok
    })
    .unwrap();
    edits
}

type States = BTreeMap<ClaimId, (Option<ClaimBrief>, Vec<ReviewBrief>, Outcome)>;

fn loaded(repo: &Repo, folder: &str, commit: &CommitId) -> States {
    let folder = folder.trim_end_matches('/');
    let tree = SourceTree::Commit(repo.tree(commit, folder).unwrap());
    states(&load(&tree, &Silent).unwrap().snapshot)
}

fn states(snapshot: &Snapshot) -> States {
    let terms = Terms::of(&snapshot.workspace);
    let ids = snapshot.claims.keys().chain(snapshot.reviews.keys());
    ids.map(|id| {
        let claim = snapshot.claims.get(id).map(ClaimBrief::of);
        let reviews: Vec<_> = snapshot.reviews_of(id).map(ReviewBrief::of).collect();
        let outcome = claim.map_or(Outcome::NONE, |claim| terms.outcome(&claim, &reviews));
        (id.clone(), (claim, reviews, outcome))
    })
    .collect()
}

fn folded(fold: &Fold) -> States {
    let state = |(id, state): (&ClaimId, &obelus::analysis::history::ClaimState)| {
        let reviews = state.reviews.iter().map(|(_, brief)| *brief).collect();
        (id.clone(), (state.claim, reviews, state.outcome))
    };
    fold.claims().into_iter().map(state).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_state_by_walking_is_the_state_loaded_at_each_commit(events in arb_events(), deep in any::<bool>()) {
        let folder = if deep { "deep/er/" } else { "" };
        let dir = tempfile::tempdir().unwrap();
        let raw = Repository::init_bare(dir.path()).unwrap();
        let tip = CommitId::new(play(&raw, folder, &events).to_string());
        let repo = Repo::discover(dir.path()).unwrap().unwrap();
        let walk = Walk { folder: folder.trim_end_matches('/').into(), ..Walk::default() };
        let mut fold = Fold::new();
        let history = repo.history(&tip, &walk, &Silent).unwrap();
        for step in &history.steps {
            let before = folded(&fold);
            let moves = fold.step(&step.touched);
            let now = loaded(&repo, folder, &step.commit.id);
            prop_assert_eq!(&folded(&fold), &now);
            for moved in &moves {
                let outcome = |states: &States| states.get(&moved.claim).map_or(Outcome::NONE, |s| s.2);
                prop_assert_eq!(moved.pooled.before, outcome(&before).pooled);
                prop_assert_eq!(moved.pooled.after, outcome(&now).pooled);
            }
            for (id, state) in &now {
                let told = moves.iter().any(|moved| moved.claim == *id);
                prop_assert!(told || before.get(id) == Some(state));
            }
        }
    }

    #[test]
    fn every_commit_of_a_branching_history_is_told_against_its_own_parent(events in arb_events()) {
        let dir = tempfile::tempdir().unwrap();
        let raw = Repository::init_bare(dir.path()).unwrap();
        let tip = CommitId::new(play(&raw, "", &events).to_string());
        let repo = Repo::discover(dir.path()).unwrap().unwrap();
        let walk = Walk { full: true, ..Walk::default() };
        let history = repo.history(&tip, &walk, &Silent).unwrap();
        let line = repo.history(&tip, &Walk::default(), &Silent).unwrap();
        prop_assert_eq!(first_parents(&history.steps), line.steps);
        let told = all_branches(&history.steps);
        for (step, moves) in history.steps.iter().zip(&told) {
            let now = loaded(&repo, "", &step.commit.id);
            let parent = step.parents.first().map(|at| &history.steps[*at].commit.id);
            let before = parent.map_or_else(States::new, |id| loaded(&repo, "", id));
            for moved in moves {
                let outcome = |states: &States| states.get(&moved.claim).map_or(Outcome::NONE, |s| s.2);
                prop_assert_eq!(moved.pooled.before, outcome(&before).pooled);
                prop_assert_eq!(moved.pooled.after, outcome(&now).pooled);
            }
        }
    }
}

/// Runs the program in a bare repository.
fn log_at(dir: &std::path::Path, commit: &str, more: &[&str]) -> Vec<u8> {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(["log", "--format", "json", "--at", commit])
        .args(more)
        .current_dir(dir)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_the_index_the_bytes_are_those_without_it_at_every_turn(events in arb_events()) {
        let dir = tempfile::tempdir().unwrap();
        let raw = Repository::init_bare(dir.path()).unwrap();
        let tip = play(&raw, "", &events);
        let mut line = vec![tip];
        while let Ok(parent) = raw.find_commit(*line.last().unwrap()).unwrap().parent_id(0) {
            line.push(parent);
        }
        // Back and forth: extended, found in the middle, and taken up where another line left off.
        let half = line[line.len() / 2];
        for at in [half, tip, half, *line.last().unwrap(), tip] {
            let name = at.to_string();
            let cold = log_at(dir.path(), &name, &["--no-cache"]);
            prop_assert_eq!(log_at(dir.path(), &name, &[]), cold);
        }
    }
}
