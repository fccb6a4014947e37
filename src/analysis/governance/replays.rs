//! A signed revision follows the one that stands; see [`crate::model::signature::succession`].

use super::{bench::Bench, signer::Signer, territory::is_signature};
use crate::model::{
    diagnostic::{Code, Diagnostic},
    layout::signature_path,
    signature::{Succession, succession},
};

/// A signature proves who wrote a revision, not that it is the newest: so a signed revision that
/// replaces another lists it.
pub(super) fn check(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    for (path, net) in &bench.proposal.touched {
        let (Some(before), Some(after)) = (&net.before, &net.after) else {
            continue;
        };
        let Some(review) = after.record().and_then(|record| record.review()) else {
            continue;
        };
        let signed = matches!(bench.keys.signer(&after.seal, false), Signer::Reviewer(_));
        if is_signature(path) || !signed {
            continue;
        }
        if succession(Some(&before.digest), &after.digest, &review.previous) == Succession::Replayed
        {
            let message = "this pull request puts a signed revision in place that does not follow \
                           the one in the base";
            found.push(
                Diagnostic::of_file(Code::SignatureReplayed, path, message).help(format!(
                    "its author signs it anew on top of the base: `obelus sign {}` writes {}",
                    review.claim,
                    signature_path(path)
                )),
            );
        }
    }
}
