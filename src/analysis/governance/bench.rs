//! Who is who in a pull request, by the roster of the base.

use std::collections::{BTreeMap, BTreeSet};

use super::signer::{Keys, Signer};
use crate::model::{
    id::ReviewerId,
    keyring::Keyring,
    layout::REVIEWS,
    proposal::{Person, Proposal, ProposedCommit},
    reviewer::Reviewer,
    snapshot::Snapshot,
};

/// Addresses that forges write as the committer of what people do on their pages. Such a committer
/// says nothing of who did it, so the author is believed as far as any unsigned commit is.
pub const FORGES: &[&str] = &["noreply@github.com"];

/// Who may do what maintainers may.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Maintainers<'a> {
    /// Those whom the policy lists.
    Listed(BTreeSet<&'a ReviewerId>),
    /// The policy lists nobody, so everybody in the roster.
    Roster,
    /// Nobody in the roster can be told by an address or a key either, so everybody.
    Everybody,
}

/// Somebody whom a commit names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who<'a> {
    /// A reviewer of the base.
    Reviewer(&'a ReviewerId),
    /// An address that the roster of the base does not have, or that two reviewers share.
    Address(String),
    /// A forge.
    Forge,
}

/// Whose work a commit is held to be.
#[derive(Debug)]
pub(super) struct Work<'a> {
    pub(super) commit: &'a ProposedCommit,
    pub(super) author: Who<'a>,
    pub(super) committer: Who<'a>,
    pub(super) signer: Signer<'a>,
}

/// Everything that rules look at.
#[derive(Debug)]
pub(super) struct Bench<'a> {
    pub(super) base: &'a Snapshot,
    pub(super) head: &'a Snapshot,
    pub(super) proposal: &'a Proposal,
    pub(super) maintainers: Maintainers<'a>,
    pub(super) keys: Keys,
    addresses: BTreeMap<String, Option<&'a ReviewerId>>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(base: &'a Snapshot, head: &'a Snapshot, proposal: &'a Proposal) -> Self {
        Self {
            base,
            head,
            proposal,
            maintainers: maintainers(base),
            keys: Keys::new(Keyring::of(base), Keyring::of(head)),
            addresses: addresses(base),
        }
    }

    pub(super) fn work(&'a self, commit: &'a ProposedCommit) -> Work<'a> {
        Work {
            commit,
            author: self.who(&commit.author),
            committer: self.who(&commit.committer),
            signer: self.keys.signer(&commit.proof, false),
        }
    }

    fn who(&self, person: &Person) -> Who<'a> {
        let address = person.email.to_ascii_lowercase();
        match self.addresses.get(&address) {
            Some(Some(reviewer)) => Who::Reviewer(reviewer),
            _ if FORGES.contains(&address.as_str()) => Who::Forge,
            _ => Who::Address(address),
        }
    }

    pub(super) fn is_maintainer(&self, who: &Who<'_>) -> bool {
        match (&self.maintainers, who) {
            (Maintainers::Listed(listed), Who::Reviewer(id)) => listed.contains(id),
            (Maintainers::Roster, Who::Reviewer(_)) | (Maintainers::Everybody, _) => true,
            _ => false,
        }
    }

    /// The entry of somebody who joins by this pull request.
    pub(super) fn newcomer(&self, id: &ReviewerId) -> Option<&'a Reviewer> {
        let entry = self.head.reviewers.get(id);
        entry.filter(|_| self.is_new(id))
    }

    /// Whether the base has nothing in a reviewer's folder.
    pub(super) fn is_new(&self, id: &ReviewerId) -> bool {
        let folder = format!("{REVIEWS}/{id}/");
        let in_base = self.base.reviewers.contains_key(id)
            || self
                .base
                .reviews
                .values()
                .any(|of_claim| of_claim.contains_key(id))
            || self
                .base
                .unreadable
                .iter()
                .any(|path| path.starts_with(&folder));
        !in_base
    }

    /// Whether nobody can be told to own a folder: its entry gives neither an address nor a key.
    pub(super) fn is_unowned(&self, id: &ReviewerId) -> bool {
        let entry = self.base.reviewers.get(id).or_else(|| self.newcomer(id));
        entry.is_some_and(|entry| !is_identified(entry))
    }
}

fn maintainers(base: &Snapshot) -> Maintainers<'_> {
    let listed = &base.workspace.policy.maintainers;
    if !listed.is_empty() {
        Maintainers::Listed(listed.iter().collect())
    } else if base.reviewers.values().any(is_identified) {
        Maintainers::Roster
    } else {
        Maintainers::Everybody
    }
}

fn is_identified(reviewer: &Reviewer) -> bool {
    !reviewer.emails.is_empty() || !reviewer.keys.is_empty() || !reviewer.expired_keys.is_empty()
}

/// Reviewers by address; none for an address that two have.
fn addresses(base: &Snapshot) -> BTreeMap<String, Option<&ReviewerId>> {
    let mut known: BTreeMap<String, Option<&ReviewerId>> = BTreeMap::new();
    for reviewer in base.reviewers.values() {
        for email in &reviewer.emails {
            let owner = known
                .entry(email.to_ascii_lowercase())
                .or_insert(Some(&reviewer.id));
            if *owner != Some(&reviewer.id) {
                *owner = None;
            }
        }
    }
    known
}

impl Work<'_> {
    /// Whether the signature speaks for another than the author, or for nobody that can be believed.
    fn is_contradicted(&self) -> bool {
        !matches!(self.signer, Signer::Nobody | Signer::Reviewer(_))
    }

    /// Whether this is one reviewer's work: proven by the reviewer's signature, or, where nobody
    /// signed, said so by author and committer alike.
    pub(super) fn is_by(&self, reviewer: &ReviewerId) -> bool {
        let is = |who: &Who<'_>| *who == Who::Reviewer(reviewer);
        match self.signer {
            Signer::Reviewer(signer) => signer == reviewer,
            Signer::Nobody => is(&self.author) && (is(&self.committer) || self.by_forge()),
            _ => false,
        }
    }

    /// Whether a maintainer answers for this: by signature, or as author and committer.
    pub(super) fn is_maintained(&self, bench: &Bench<'_>) -> bool {
        match self.signer {
            Signer::Reviewer(signer) => bench.is_maintainer(&Who::Reviewer(signer)),
            _ if self.is_contradicted() => false,
            _ => {
                bench.is_maintainer(&self.author)
                    && (self.by_forge() || bench.is_maintainer(&self.committer))
            }
        }
    }

    /// Whether author and committer have addresses of this entry, and the base knows neither.
    pub(super) fn is_newcomers(&self, entry: &Reviewer) -> bool {
        let has = |who: &Who<'_>| match who {
            Who::Address(address) => entry
                .emails
                .iter()
                .any(|email| email.eq_ignore_ascii_case(address)),
            _ => false,
        };
        // That the entry adds the key that signed is what newcomers do; it proves nothing yet.
        let fresh = matches!(self.signer, Signer::Fresh(id) if *id == entry.id);
        (fresh || !self.is_contradicted() && !matches!(self.signer, Signer::Reviewer(_)))
            && has(&self.author)
            && (has(&self.committer) || self.by_forge())
    }

    fn by_forge(&self) -> bool {
        self.committer == Who::Forge
    }

    /// Whether the base's keys prove who made this.
    pub(super) fn is_proven(&self) -> bool {
        matches!(self.signer, Signer::Reviewer(_))
    }
}
