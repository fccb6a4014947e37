//! Who may change what in a pull request.
//!
//! Everything is judged by the roster, the keys and the policy of the base, never by those that the
//! pull request brings along. Each commit is judged by itself, so that nothing can be done in one
//! and undone in the next; what rules ask of the content is asked once more of the whole, so that
//! nothing can be hidden in a commit that cannot be read. Each rule is a file.

mod authority;
mod bench;
mod claims;
mod deletions;
mod judged;
mod newcomers;
mod policy;
mod replays;
mod reviews;
mod revocations;
mod signer;
mod steps;
mod territory;
#[cfg(test)]
mod tests;
mod words;
mod workspace;

use std::collections::BTreeSet;

use self::{bench::Bench, steps::steps};
use crate::model::{
    diagnostic::{Code, Diagnostic},
    layout::WORKSPACE_FILE,
    proposal::Proposal,
    snapshot::Snapshot,
};

pub use self::bench::FORGES;

/// A pull request, and the states that judge it and are judged.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The base, whose roster, keys and policy judge; none where the base has no workspace.
    pub base: Option<&'a Snapshot>,
    /// The state proposed.
    pub head: &'a Snapshot,
    /// What leads there.
    pub proposal: &'a Proposal,
}

/// Everything that a pull request does and must not do, or that its maintainers should look at.
///
/// A problem that several commits share is told of the first of them.
pub fn govern(case: Case<'_>) -> Vec<Diagnostic> {
    let Some(base) = case.base else {
        return vec![first_workspace(case.proposal)];
    };
    let bench = Bench::new(base, case.head, case.proposal);
    let mut found = Vec::new();
    authority::check(&bench, &mut found);
    newcomers::check(&bench, &mut found);
    policy::check(&bench, &mut found);
    for step in steps(case.proposal) {
        deletions::check(&bench, &step, &mut found);
        claims::check(&bench, &step, &mut found);
        reviews::check(&bench, &step, &mut found);
        revocations::check(&bench, &step, &mut found);
        workspace::check(&bench, &step, &mut found);
    }
    judged::check(&bench, &mut found);
    words::check(&bench, &mut found);
    replays::check(&bench, &mut found);
    once(found)
}

fn first_workspace(proposal: &Proposal) -> Diagnostic {
    let message = format!(
        "the base, commit {}, has no workspace, so nothing says who may do what",
        proposal.base.short()
    );
    Diagnostic::of_file(Code::BaseWithoutWorkspace, WORKSPACE_FILE, message)
        .help("look at the roster and the policy that this pull request sets: they judge the next")
}

/// The first finding of each code, file and place.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known = BTreeSet::new();
    let mut first = |d: &Diagnostic| known.insert((d.code, d.path.clone(), d.place.clone()));
    found.into_iter().filter(|d| first(d)).collect()
}
