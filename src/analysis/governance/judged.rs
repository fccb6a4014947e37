//! A review says which wording it judged, and that must be a wording there is.

use super::{bench::Bench, territory::is_signature};
use crate::analysis::judged;
use crate::model::{
    claim::Claim,
    diagnostic::{Code, Diagnostic, FieldPath},
    layout::claim_path,
    review::Review,
};

/// The digest in `judged` is that of the edition named beside it, as the base or the head has it.
/// Of other editions nothing is known here.
pub(super) fn check(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    for (path, net) in &bench.proposal.touched {
        if is_signature(path) {
            continue;
        }
        let review = net
            .after
            .as_ref()
            .and_then(|v| v.record())
            .and_then(|r| r.review());
        let Some(review) = review.filter(|review| review.withdrawn.is_none()) else {
            continue;
        };
        if let Some(written) = &review.judged
            && !agrees(bench, review, written)
        {
            let message = format!(
                "this pull request gives a digest that is not of edition {} of the claim",
                review.edition
            );
            found.push(
                Diagnostic::at_field(
                    Code::JudgedIncoherent,
                    path,
                    FieldPath::key("judged"),
                    message,
                )
                .help(format!("judge it anew: `obelus review {}`", review.claim)),
            );
        }
    }
}

fn agrees(bench: &Bench<'_>, review: &Review, written: &str) -> bool {
    let published = bench.proposal.published(&claim_path(&review.claim));
    let known: Vec<&Claim> = [
        bench.head.claims.get(&review.claim),
        bench.base.claims.get(&review.claim),
        published.and_then(|v| v.record()).and_then(|r| r.claim()),
    ]
    .into_iter()
    .flatten()
    .filter(|claim| claim.edition == review.edition)
    .collect();
    known.is_empty() || known.iter().any(|claim| judged::digest(claim) == written)
}
