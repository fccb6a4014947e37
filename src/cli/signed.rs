//! Verifying the signatures of a workspace: store, roster and history come together here.

use std::{cell::RefCell, collections::BTreeMap};

use super::{
    Result,
    reported::Commits,
    workspace::{Opened, View},
};
use crate::analysis::{
    check::{check_signatures, check_succession},
    signatures::{Memory, add_commits, verdicts},
};
use crate::model::{
    diagnostic::Diagnostic,
    keyring::{Keyring, PublicKey, Standing},
    layout::{review_path, signature_path},
    review::Review,
    revision::CommitId,
    signature::{Proof, Verdicts},
};
use crate::store::{repo::Repo, signature, source_tree::Content};

/// What the detached signatures of a workspace come to.
pub(super) fn detached(opened: &Opened, view: &View) -> Result<Verdicts> {
    let proofs = signature::proofs(&view.tree, &view.signatures)?;
    let keyring = Keyring::of(&view.snapshot);
    let memory = Remembered::new(opened, view);
    Ok(verdicts(&view.snapshot, &proofs, &keyring, &memory))
}

/// Verifies the signatures of a workspace and adds what is wrong with them to its problems.
pub(super) fn examine(opened: &Opened, view: &mut View) -> Result<Verdicts> {
    if view.is_newer() {
        return Ok(Verdicts::new());
    }
    let verdicts = detached(opened, view)?;
    let found = check_signatures(&view.snapshot, &verdicts);
    view.diagnostics.extend(found);
    let found = replayed(opened, view, &verdicts);
    view.diagnostics.extend(found);
    Ok(verdicts)
}

/// Signed reviews of the working tree that do not follow what is committed.
fn replayed(opened: &Opened, view: &View, verdicts: &Verdicts) -> Vec<Diagnostic> {
    let (Some(repo), Some(head)) = (&opened.repo, &view.revision.commit) else {
        return Vec::new();
    };
    let revisions = |path: &str| {
        if !view.changed.iter().any(|changed| changed == path) {
            return None;
        }
        let base = repo.bytes_at(head, &opened.folder, path).ok()??;
        let own = bytes(view, path)?;
        Some((signature::digest(&base), signature::digest(&own)))
    };
    check_succession(&view.snapshot, verdicts, &revisions)
}

fn bytes(view: &View, path: &str) -> Option<Vec<u8>> {
    match view.tree.content(path)? {
        Content::Bytes(bytes) => Some(bytes),
        Content::TooLarge(_) => None,
    }
}

/// Whether the roster lists keys, by which commits may prove whose reviews are.
pub(super) fn may_be_by_commits(view: &View) -> bool {
    !Keyring::of(&view.snapshot).is_empty()
}

/// Adds what is proven by the commits that last changed reviews without a signature of their own.
pub(super) fn with_commits(
    verdicts: &mut Verdicts,
    opened: &Opened,
    view: &View,
    commits: &Commits,
) {
    let keyring = Keyring::of(&view.snapshot);
    let Some(repo) = opened.repo.as_ref().filter(|_| !keyring.is_empty()) else {
        return;
    };
    let memory = Remembered::new(opened, view);
    let known: RefCell<BTreeMap<&CommitId, Proof>> = RefCell::default();
    let proof_of = |review: &Review, path: &str| {
        let commit = commits.get(path)?;
        let prove = || repo.commit_proof(commit).unwrap_or(Proof::Absent);
        let proof = known
            .borrow_mut()
            .entry(commit)
            .or_insert_with(prove)
            .clone();
        let held = match &proof {
            Proof::By(key) if matches!(keyring.standing(key), Standing::Expired(_)) => {
                memory.preceded(repo, review, key, commit)
            }
            _ => false,
        };
        Some((proof, held))
    };
    add_commits(verdicts, &view.snapshot, &keyring, &proof_of);
}

/// What the history of the repository knows of records that expired keys signed.
struct Remembered<'a> {
    opened: &'a Opened,
    view: &'a View,
    since: RefCell<BTreeMap<PublicKey, Option<Vec<CommitId>>>>,
}

impl<'a> Remembered<'a> {
    fn new(opened: &'a Opened, view: &'a View) -> Self {
        Self {
            opened,
            view,
            since: RefCell::default(),
        }
    }

    /// Whether a commit came before every one since which the key has been expired.
    fn preceded(&self, repo: &Repo, review: &Review, key: &PublicKey, commit: &CommitId) -> bool {
        let since = self.since(repo, review, key).unwrap_or_default();
        let before = |later: &CommitId| repo.is_ancestor(commit, later).unwrap_or(false);
        !since.is_empty() && since.iter().all(before)
    }

    fn since(&self, repo: &Repo, review: &Review, key: &PublicKey) -> Option<Vec<CommitId>> {
        let tip = self.view.revision.commit.as_ref()?;
        let mut known = self.since.borrow_mut();
        let look = || {
            let found = repo.expiry(tip, &self.opened.folder, &review.reviewer, key);
            found.ok().flatten()
        };
        known.entry(key.clone()).or_insert_with(look).clone()
    }
}

impl Memory for Remembered<'_> {
    fn held(&self, review: &Review, key: &PublicKey) -> bool {
        let path = review_path(&review.reviewer, &review.claim);
        let held = || {
            let repo = self.opened.repo.as_ref()?;
            let since = self.since(repo, review, key)?;
            let record = bytes(self.view, &path)?;
            let signature = bytes(self.view, &signature_path(&path))?;
            let folder = &self.opened.folder;
            let held = repo.held_at_expiry(&since, folder, (&path, &record), &signature);
            held.ok()
        };
        held().unwrap_or(false)
    }
}
