//! Whether each commit may change what it changes.

use std::collections::BTreeSet;

use super::{
    bench::{Bench, Who, Work},
    signer::Signer,
    territory::{Territory, territory},
};
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    id::ReviewerId,
    layout::{BIBLIOGRAPHY_FILE, reviewer_path},
    proposal::{Change, Origin, Proposal},
    signature::binding,
    workspace::SignaturePolicy,
};

pub(super) fn check(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    for commit in &bench.proposal.commits {
        let work = bench.work(commit);
        for change in &commit.changes {
            let at = At {
                bench,
                work: &work,
                change,
            };
            if let Some(problem) = at.judge() {
                found.push(problem);
            }
        }
    }
    unaccounted(bench.proposal, found);
}

/// What differs in the end without any commit having changed it: histories that crossed one another
/// can be merged so that no single merge seems to undo anything.
fn unaccounted(proposal: &Proposal, found: &mut Vec<Diagnostic>) {
    let changes = proposal.commits.iter().flat_map(|commit| &commit.changes);
    let known: BTreeSet<&str> = changes.map(|change| change.path.as_str()).collect();
    for (path, net) in &proposal.touched {
        if net.before != net.after && !known.contains(path.as_str()) {
            let message = format!(
                "commit {} has this otherwise than the base, but no commit changed it",
                proposal.head.short()
            );
            found.push(
                Diagnostic::of_file(Code::MergeUndid, path, message)
                    .help("merge the base once more, and take the file as it is there"),
            );
        }
    }
}

/// One change of one commit.
struct At<'a> {
    bench: &'a Bench<'a>,
    work: &'a Work<'a>,
    change: &'a Change,
}

impl At<'_> {
    fn judge(&self) -> Option<Diagnostic> {
        let path = self.change.path.as_str();
        match territory(path) {
            Territory::Folder(owner) => self.folder(&owner),
            Territory::Entry(owner) => self.entry(&owner),
            Territory::Claim(_) => self.claim(),
            Territory::Workspace => self.workspace(),
            Territory::Shared => self.kept(Code::ForeignFile, "only maintainers change it"),
            Territory::Bibliography => self.bibliography(),
        }
    }

    /// A reviewer's folder is written by its owner, whoever carries what the owner has signed.
    fn folder(&self, owner: &ReviewerId) -> Option<Diagnostic> {
        if let Some(doubt) = self.doubtful_seal() {
            return Some(doubt);
        }
        if self.is_sealed(owner) || (self.work.is_by(owner) && self.work.is_proven()) {
            return None;
        }
        if self.work.is_by(owner) {
            return self.unsigned(owner);
        }
        if self.bench.is_unowned(owner) {
            let rule = "nobody owns this folder, so only maintainers change it";
            return self.kept(Code::ForeignReview, rule);
        }
        if self.bench.is_new(owner) {
            return self.new_folder(owner);
        }
        let rule = format!("only \"{owner}\" changes this folder");
        Some(self.refused(Code::ForeignReview, Some(owner), &rule))
    }

    /// A folder that the base does not have is its author's, if its entry says so.
    fn new_folder(&self, owner: &ReviewerId) -> Option<Diagnostic> {
        match self.bench.newcomer(owner) {
            Some(entry) if self.work.is_newcomers(entry) => self.unsigned(owner),
            // An entry that cannot be read is refused by itself, and is what should be mended.
            None if self.bench.head.unreadable.contains(&reviewer_path(owner)) => None,
            _ => Some(self.unnamed(owner)),
        }
    }

    /// Who signed what stands here now.
    fn sealer(&self) -> Signer<'_> {
        let Some(after) = &self.change.after else {
            return Signer::Nobody;
        };
        let published = self.bench.proposal.published(&self.change.path);
        let held = published.is_some_and(|base| base == after);
        self.bench.keys.signer(&after.seal, held)
    }

    /// Whether the owner's own signature covers what stands here now.
    fn is_sealed(&self, owner: &ReviewerId) -> bool {
        let after = self.change.after.as_ref();
        let review = after.and_then(|after| after.record()?.review());
        let bound = review.is_some_and(|review| binding(review).is_ok());
        bound && self.sealer() == Signer::Reviewer(owner)
    }

    /// A signature beside the review by a key that must not be used. What a newcomer's new key
    /// signs is no worse than unsigned.
    fn doubtful_seal(&self) -> Option<Diagnostic> {
        match self.sealer() {
            Signer::Fresh(id) if self.bench.newcomer(id).is_some() => None,
            sealer @ (Signer::Fresh(_) | Signer::Expired(_) | Signer::Revoked) => {
                let who = format!("this review as {}", self.who());
                self.doubt_of(&sealer, &format!("{who} leaves it"))
            }
            _ => None,
        }
    }

    fn entry(&self, owner: &ReviewerId) -> Option<Diagnostic> {
        if let Some(entry) = self.bench.newcomer(owner)
            && self.work.is_newcomers(entry)
        {
            return None;
        }
        if self.work.is_by(owner) {
            return self.unsigned(owner);
        }
        if self.work.is_maintained(self.bench) {
            return self.unsigned_by_maintainer();
        }
        if self.bench.is_new(owner) {
            return self.new_folder(owner);
        }
        let rule = format!("only \"{owner}\" and maintainers change this entry of the roster");
        Some(self.refused(Code::ForeignEntry, Some(owner), &rule))
    }

    fn claim(&self) -> Option<Diagnostic> {
        // Anybody may propose a claim, and work on it until it is merged.
        let proposed = self.bench.proposal.published(&self.change.path).is_none();
        if proposed && self.change.origin != Origin::MergeUndid {
            return None;
        }
        self.kept(
            Code::ForeignClaim,
            "only maintainers change a claim that stands",
        )
    }

    fn workspace(&self) -> Option<Diagnostic> {
        let version = |side: &'_ Option<crate::model::proposal::Version>| {
            side.as_ref()?.record()?.workspace().cloned()
        };
        let (before, after) = (version(&self.change.before), version(&self.change.after));
        if let (Some(before), Some(after)) = (before, after)
            && before.policy != after.policy
        {
            let rule = "only those who are maintainers already change the policy";
            let mut problem = self.kept(Code::SelfGranted, rule)?;
            if problem.code == Code::SelfGranted {
                let field = FieldPath::key("policy");
                problem.place = crate::model::diagnostic::Place::Key(field);
            }
            return Some(problem);
        }
        self.kept(
            Code::ForeignWorkspace,
            "only maintainers change the workspace file",
        )
    }

    /// Everybody adds to the shared bibliography; that somebody did is for maintainers to see.
    fn bibliography(&self) -> Option<Diagnostic> {
        if self.work.is_maintained(self.bench) {
            return self.unsigned_by_maintainer();
        }
        if self.change.after.is_none() || self.change.origin != Origin::Written {
            return self.kept(Code::ForeignFile, "only maintainers do that");
        }
        let message = format!("{} changes the shared bibliography", self.who());
        Some(
            Diagnostic::of_file(Code::BibliographyChanged, BIBLIOGRAPHY_FILE, message).help(
                "look whether it only adds: what others cite by a key should stay what they read",
            ),
        )
    }

    /// Something that maintainers keep.
    fn kept(&self, code: Code, rule: &str) -> Option<Diagnostic> {
        if self.work.is_maintained(self.bench) {
            return self.unsigned_by_maintainer();
        }
        Some(self.refused(code, None, rule))
    }

    fn unsigned(&self, owner: &ReviewerId) -> Option<Diagnostic> {
        let has_keys = self
            .bench
            .base
            .reviewers
            .get(owner)
            .is_some_and(|entry| !entry.keys.is_empty());
        if self.work.is_proven() {
            return None;
        }
        if self.is_required() {
            return Some(self.signature_wanted());
        }
        // What is taken away or merged has nothing that could be signed by itself.
        let written = self.change.after.is_some() && self.change.origin == Origin::Written;
        (has_keys && written).then(|| {
            let message = format!(
                "{} is not signed, and neither is this file, although \"{owner}\" has keys",
                self.who()
            );
            Diagnostic::of_file(Code::UnsignedChange, &self.change.path, message).help(format!(
                "ask them whether it is theirs; they sign it with `obelus sign` (as {owner})"
            ))
        })
    }

    fn unsigned_by_maintainer(&self) -> Option<Diagnostic> {
        (self.is_required() && !self.work.is_proven()).then(|| self.signature_wanted())
    }

    fn is_required(&self) -> bool {
        self.bench.base.workspace.policy.signatures == SignaturePolicy::Required
    }

    fn signature_wanted(&self) -> Diagnostic {
        let message = format!(
            "{} carries no signature by a key in the base's roster, which its policy requires",
            self.who()
        );
        let help = match &self.work.signer {
            Signer::Fresh(_) => "have the key merged first; then sign with it".to_owned(),
            _ => "sign the commit with a key that the base lists (git commit -S), or the review \
                  with `obelus sign`"
                .to_owned(),
        };
        Diagnostic::of_file(Code::CommitUnsigned, &self.change.path, message).help(help)
    }

    fn unnamed(&self, owner: &ReviewerId) -> Diagnostic {
        let message = format!(
            "{} writes in the new folder of \"{owner}\", and no entry there names that address",
            self.who()
        );
        self.doubt().unwrap_or_else(|| {
            Diagnostic::of_file(Code::UnnamedNewcomer, &self.change.path, message).help(format!(
                "name it: emails = [\"{}\"] in reviews/{owner}/reviewer.toml",
                self.work.commit.author.email
            ))
        })
    }

    /// A change by somebody who may not make it. `owner` is the reviewer whose file it is; none
    /// where it is the maintainers'.
    fn refused(&self, code: Code, owner: Option<&ReviewerId>, rule: &str) -> Diagnostic {
        if let Some(doubt) = self.doubt() {
            return doubt;
        }
        let entitled = |who: &Who<'_>| match owner {
            Some(owner) => *who == Who::Reviewer(owner),
            None => self.bench.is_maintainer(who),
        };
        let (author, committer) = (entitled(&self.work.author), entitled(&self.work.committer));
        let path = self.change.path.as_str();
        if let Signer::Reviewer(signer) = self.work.signer
            && author
        {
            let message = format!("{} is signed by \"{signer}\", so {rule}", self.who());
            return Diagnostic::of_file(Code::ForgedAuthor, path, message).help(
                "whose work it is decides the signature: let them commit and sign it themselves",
            );
        }
        if author != committer {
            let message = format!(
                "{} names {} as committer, so it is not the author's work; {rule}",
                self.who(),
                named(&self.work.committer)
            );
            return Diagnostic::of_file(Code::AuthorNotCommitter, path, message)
                .help("let the author commit it, sign it, or sign the review with `obelus sign`");
        }
        let (code, what) = match self.change.origin {
            Origin::Written => (code, "changes this"),
            Origin::MergeInvented => (
                Code::MergeInvented,
                "merges into this what none of its parents has",
            ),
            Origin::MergeUndid => (
                Code::MergeUndid,
                "undoes by a merge what a parent had changed here",
            ),
        };
        let message = format!("{} {what}; {rule}", self.who());
        let help = match self.change.origin {
            Origin::Written => self.help_of_written(owner),
            _ => "merge again, without detecting renames (git merge -s ort -X no-renames, or \
                  merge.renames = false), and take such files whole from where their owner wrote them"
                .to_owned(),
        };
        Diagnostic::of_file(code, path, message).help(help)
    }

    fn help_of_written(&self, owner: Option<&ReviewerId>) -> String {
        match (&self.work.author, owner) {
            (Who::Address(address), Some(owner)) => format!(
                "take the change out of this pull request; if \"{owner}\" writes as {address} too, \
                 add it to their emails in a pull request of its own"
            ),
            _ => "take the change out of this pull request, and out of its history \
                  (git rebase -i)"
                .to_owned(),
        }
    }

    /// What is wrong with the signature of the commit, if anything is.
    fn doubt(&self) -> Option<Diagnostic> {
        self.doubt_of(&self.work.signer, &self.who())
    }

    fn doubt_of(&self, signer: &Signer<'_>, what: &str) -> Option<Diagnostic> {
        let (code, why) = match signer {
            Signer::Nobody | Signer::Reviewer(_) => return None,
            Signer::Fresh(id) => (
                Code::KeyFresh,
                format!("is signed by a key that this pull request itself gives to \"{id}\""),
            ),
            Signer::Expired(id) => (
                Code::KeyExpired,
                format!("is signed by a key of \"{id}\" that had expired, whatever date it claims"),
            ),
            Signer::Revoked => (
                Code::KeyRevoked,
                "is signed by a key that was revoked".to_owned(),
            ),
            Signer::Bad(why) => (
                Code::CommitSignatureBad,
                format!("has a signature that does not fit: {why}"),
            ),
        };
        let help = match signer {
            Signer::Fresh(_) => {
                "have the key merged first, in a pull request of its own; until then sign with the \
                 old one, or not at all"
            }
            _ => "make it anew, and sign it with a key that the base lists",
        };
        let path = &self.change.path;
        Some(Diagnostic::of_file(code, path, format!("{what} {why}")).help(help))
    }

    /// "commit 3f2a… by ada", for messages.
    fn who(&self) -> String {
        let kind = match self.change.origin {
            Origin::Written => "commit",
            _ => "merge",
        };
        format!(
            "{kind} {} by {}",
            self.work.commit.id.short(),
            named(&self.work.author)
        )
    }
}

fn named(who: &Who<'_>) -> String {
    match who {
        Who::Reviewer(id) => format!("\"{id}\""),
        Who::Address(address) if address.is_empty() => "nobody".to_owned(),
        Who::Address(address) => address.clone(),
        Who::Forge => "the forge".to_owned(),
    }
}
