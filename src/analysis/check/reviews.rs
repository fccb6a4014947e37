//! Rules about reviews and the claims they judge.

use super::{each_review, exists_unread, review_path, unknown_claim};
use crate::analysis::judged;
use crate::model::{
    claim::{Claim, Scale},
    confidence::Confidence,
    diagnostic::{Code, Diagnostic, FieldPath, Place},
    layout::{WORKSPACE_FILE, claim_path},
    review::{Judgement, Review},
    snapshot::Snapshot,
};

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    each_review(snapshot, found, |review, found| {
        let path = review_path(review);
        own_rules(review, &path, found);
        match snapshot.claims.get(&review.claim) {
            Some(claim) => against_claim(snapshot, review, claim, &path, found),
            None if exists_unread(snapshot, &claim_path(&review.claim)) => {}
            None => {
                let mut missing =
                    unknown_claim(snapshot, &path, FieldPath::default(), review.claim.as_str());
                missing.place = Place::File;
                found.push(missing);
            }
        }
    });
}

fn own_rules(review: &Review, path: &str, found: &mut Vec<Diagnostic>) {
    if review.withdrawn.is_some() {
        return;
    }
    if let Some(confidence) = review.confidence() {
        extremes(confidence, path, found);
    }
    if review.abstained().is_none() && review.rationale.is_none() {
        let message = "the rating gives no reason";
        found.push(
            Diagnostic::of_file(Code::MissingRationale, path, message)
                .help("add rationale = \"…\", a sentence or two"),
        );
    }
}

fn extremes(confidence: Confidence, path: &str, found: &mut Vec<Diagnostic>) {
    let field = FieldPath::key("confidence");
    let best = field.clone().then("best");
    if matches!(confidence.best(), 0.0 | 1.0) {
        let message = format!(
            "a confidence of exactly {} has infinite log-odds and is clipped in the pool",
            confidence.best()
        );
        let help = if confidence.best() > 0.5 {
            "write 0.98 for very likely"
        } else {
            "write 0.02 for very unlikely"
        };
        found.push(Diagnostic::at_field(Code::ExtremeConfidence, path, best, message).help(help));
    }
    if let (Some(lower), Some(upper)) = (confidence.lower(), confidence.upper())
        && lower >= upper
    {
        let message = "the bounds leave no room for doubt";
        found.push(
            Diagnostic::at_field(Code::ZeroWidth, path, field, message)
                .help("widen the interval, or leave the bounds out"),
        );
    }
}

fn against_claim(
    snapshot: &Snapshot,
    review: &Review,
    claim: &Claim,
    path: &str,
    found: &mut Vec<Diagnostic>,
) {
    scale(snapshot, review, claim, path, found);
    if review.edition > claim.edition {
        let message = format!(
            "the claim has edition {}, not {} yet",
            claim.edition, review.edition
        );
        let help = format!(
            "write edition = {}, or raise the claim's by `obelus claim edit {}`",
            claim.edition, claim.id
        );
        found.push(
            Diagnostic::at_field(Code::EditionAhead, path, FieldPath::key("edition"), message)
                .help(help),
        );
    } else if review.withdrawn.is_none() && claim.is_open() && review.edition < claim.edition {
        let message = format!(
            "this judges edition {}, the claim is at edition {}",
            review.edition, claim.edition
        );
        let help = format!("look again: `obelus review {}`", claim.id);
        found.push(
            Diagnostic::at_field(Code::StaleReview, path, FieldPath::key("edition"), message)
                .help(help),
        );
    } else if review.withdrawn.is_none()
        && review
            .judged
            .as_deref()
            .is_some_and(|digest| digest != judged::digest(claim))
    {
        let message =
            "the claim's wording is not the one that was judged, though its edition is the same";
        let help = format!(
            "raise the edition of the claim, or look again: `obelus review {}`",
            claim.id
        );
        found.push(
            Diagnostic::at_field(
                Code::JudgedMismatch,
                path,
                FieldPath::key("judged"),
                message,
            )
            .help(help),
        );
    }
}

fn scale(
    snapshot: &Snapshot,
    review: &Review,
    claim: &Claim,
    path: &str,
    found: &mut Vec<Diagnostic>,
) {
    let levels = snapshot.workspace.levels.len();
    match (&review.judgement, claim.scale) {
        (Judgement::Stance(_), Scale::Confidence) if review.edition == claim.edition => {
            let message = "this claim is judged by a probability";
            let diagnostic = Diagnostic::new(
                Code::ScaleMismatch,
                path,
                Place::Key(FieldPath::key("stance")),
                message,
            );
            found.push(diagnostic.help("write confidence = 0.6 instead, with your own number"));
        }
        (Judgement::Confidence(_), Scale::Stance) if review.edition == claim.edition => {
            let message = "this claim is judged by agreement, not by a probability";
            let diagnostic = Diagnostic::new(
                Code::ScaleMismatch,
                path,
                Place::Key(FieldPath::key("confidence")),
                message,
            );
            found.push(diagnostic.help(format!("write stance = 1 to {levels} instead")));
        }
        (Judgement::Stance(level), _)
            if *level as usize > levels && !exists_unread(snapshot, WORKSPACE_FILE) =>
        {
            let message =
                format!("there are {levels} levels of agreement, {level} is none of them");
            let help = snapshot
                .workspace
                .levels
                .iter()
                .enumerate()
                .map(|(i, name)| format!("{} = {name}", i + 1))
                .collect::<Vec<_>>();
            found.push(
                Diagnostic::at_field(
                    Code::StanceOutOfRange,
                    path,
                    FieldPath::key("stance"),
                    message,
                )
                .help(help.join(", ")),
            );
        }
        _ => {}
    }
}
