//! Rules about arguments that answer arguments.

use std::collections::{BTreeMap, BTreeSet};

use super::{exists_unread, review_path};
use crate::model::{
    argument::{Argument, Target},
    diagnostic::{Code, Diagnostic, FieldPath},
    id::{ArgumentRef, ClaimId},
    layout,
    review::Review,
    snapshot::Snapshot,
    spelling::nearest,
};

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    for review in snapshot.all_reviews() {
        for (i, argument) in review.arguments.iter().enumerate() {
            if let Target::Argument(target) = &argument.target {
                reply(snapshot, review, target, i, found);
            }
        }
    }
    for claim in snapshot.reviews.keys() {
        cycles(snapshot, claim, found);
    }
}

fn reply(
    snapshot: &Snapshot,
    review: &Review,
    target: &ArgumentRef,
    i: usize,
    found: &mut Vec<Diagnostic>,
) {
    let path = review_path(review);
    let field = FieldPath::key("arguments").at(i).then("target");
    if target.reviewer == review.reviewer {
        let message = "this answers an argument of its own author";
        let help = "edit the argument itself, or withdraw it with a reason";
        found.push(Diagnostic::at_field(Code::SelfReply, &path, field, message).help(help));
        return;
    }
    let Some(other) = snapshot.review(&review.claim, &target.reviewer) else {
        let unread = layout::review_path(&target.reviewer, &review.claim);
        if !exists_unread(snapshot, &unread) {
            found.push(unknown(snapshot, review, &path, field, target));
        }
        return;
    };
    let exists = other.arguments.iter().any(|a| a.id == target.argument);
    if !exists && !exists_unread(snapshot, &review_path(other)) {
        found.push(unknown(snapshot, review, &path, field, target));
    }
}

fn unknown(
    snapshot: &Snapshot,
    review: &Review,
    path: &str,
    field: FieldPath,
    target: &ArgumentRef,
) -> Diagnostic {
    let others: Vec<String> = snapshot
        .reviews_of(&review.claim)
        .filter(|other| other.reviewer != review.reviewer)
        .flat_map(|other| {
            other
                .arguments
                .iter()
                .map(move |a| format!("{}#{}", other.reviewer, a.id))
        })
        .collect();
    let help = match nearest(&target.to_string(), others.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None if others.is_empty() => {
            "nobody else has argued about this claim yet; aim it at \"claim\"".to_owned()
        }
        None => format!("there are {}", others.join(", ")),
    };
    let message = format!("there is no argument \"{target}\" on {}", review.claim);
    Diagnostic::at_field(Code::UnknownArgument, path, field, message).help(help)
}

type Replies<'s> = BTreeMap<(&'s str, &'s str), (&'s Review, usize, Option<(&'s str, &'s str)>)>;

/// Every argument targets at most one other, so a circle is found by following targets.
fn cycles(snapshot: &Snapshot, claim: &ClaimId, found: &mut Vec<Diagnostic>) {
    let replies: Replies<'_> = snapshot
        .reviews_of(claim)
        .flat_map(|review| {
            review
                .arguments
                .iter()
                .enumerate()
                .map(move |(i, argument)| (review, i, argument))
        })
        .filter(|(_, _, argument)| argument.is_live())
        .map(|(review, i, argument)| {
            (
                (review.reviewer.as_str(), argument.id.as_str()),
                (review, i, answered(review, argument)),
            )
        })
        .collect();
    let mut done = BTreeSet::new();
    for start in replies.keys() {
        let mut trail = Vec::new();
        let mut here = Some(*start);
        while let Some(node) = here.filter(|node| done.insert(*node)) {
            trail.push(node);
            here = replies.get(&node).and_then(|(_, _, next)| *next);
        }
        if let Some(closing) = here.filter(|node| trail.contains(node)) {
            found.extend(circle(&replies, closing));
        }
    }
}

/// The argument of another reviewer that this one answers; a self-reply is reported as such.
fn answered<'s>(review: &Review, argument: &'s Argument) -> Option<(&'s str, &'s str)> {
    match &argument.target {
        Target::Argument(target) if target.reviewer != review.reviewer => {
            Some((target.reviewer.as_str(), target.argument.as_str()))
        }
        _ => None,
    }
}

fn circle(replies: &Replies<'_>, node: (&str, &str)) -> Option<Diagnostic> {
    let (review, i, next) = replies.get(&node)?;
    let (reviewer, argument) = (*next)?;
    let field = FieldPath::key("arguments").at(*i).then("target");
    let message = format!("this answers {reviewer}#{argument}, which in the end answers this one");
    Some(
        Diagnostic::at_field(Code::ReplyCycle, &review_path(review), field, message)
            .help("aim one of them at the claim or at an earlier argument"),
    )
}
