//! What a reviewer once said can be taken back, not made unsaid.

use super::{bench::Bench, steps::Step, territory::is_signature};
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    id::ArgumentId,
    review::Review,
};

/// Arguments that were public stay in their file, and a review goes back to no older edition.
pub(super) fn check(_: &Bench<'_>, step: &Step<'_>, found: &mut Vec<Diagnostic>) {
    let review = |version: Option<&'_ crate::model::proposal::Version>| -> Option<Review> {
        version?.record()?.review().cloned()
    };
    let (Some(before), Some(after)) = (review(step.before), review(step.after)) else {
        return;
    };
    if is_signature(step.path) {
        return;
    }
    let Some(published) = review(step.published) else {
        return;
    };
    let has = |review: &Review, id: &ArgumentId| review.arguments.iter().any(|a| a.id == *id);
    for argument in &published.arguments {
        if has(&before, &argument.id) && !has(&after, &argument.id) {
            let message = format!("{} deletes the argument \"{}\"", step.by(), argument.id);
            let place = FieldPath::key("arguments").then(argument.id.as_str());
            found.push(
                Diagnostic::at_field(Code::ArgumentDeleted, step.path, place, message)
                    .help("bring it back, and write status = \"withdrawn\" with a reason below it"),
            );
        }
    }
    if after.edition < before.edition && before.edition <= published.edition {
        let (from, to) = (before.edition, after.edition);
        let message = format!(
            "{} takes the review back from edition {from} to {to}",
            step.by()
        );
        let field = FieldPath::key("edition");
        found.push(
            Diagnostic::at_field(Code::EditionLowered, step.path, field, message)
                .help("judge the edition that the claim has now"),
        );
    }
}
