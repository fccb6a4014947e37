//! Words stay with those who said them.

use std::collections::BTreeMap;

use super::{bench::Bench, territory::is_signature};
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    id::ReviewerId,
    review::Review,
};

/// Shorter texts than this may well be written twice: "See above." belongs to nobody.
const OWN_WORDS: usize = 40;

/// Texts of one reviewer that appear in another's file.
pub(super) fn check(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    let said = said_in_base(bench);
    for (path, net) in &bench.proposal.touched {
        if is_signature(path) {
            continue;
        }
        let review = |version: &'_ Option<crate::model::proposal::Version>| {
            version.as_ref()?.record()?.review().cloned()
        };
        let Some(after) = review(&net.after) else {
            continue;
        };
        let before: Vec<String> = review(&net.before)
            .iter()
            .flat_map(|review| texts(review).into_iter().map(|(_, text)| text))
            .collect();
        for (field, text) in texts(&after) {
            let Some(owner) = said.get(&text).filter(|_| !before.contains(&text)) else {
                continue;
            };
            if !owner.contains(&&after.reviewer) {
                found.push(told(bench, path, field, &text, owner));
            }
        }
    }
}

fn told(
    bench: &Bench<'_>,
    path: &str,
    field: FieldPath,
    text: &str,
    owner: &[&ReviewerId],
) -> Diagnostic {
    let name = owner.first().map_or("", |id| id.as_str());
    let still = bench
        .head
        .all_reviews()
        .filter(|review| owner.contains(&&review.reviewer))
        .any(|review| texts(review).iter().any(|(_, other)| other == text));
    if still {
        let message = format!("this pull request says here what \"{name}\" said before");
        Diagnostic::at_field(Code::WordsCopied, path, field, message)
            .help("say it in words of your own, or reply to theirs with stance = \"for\"")
    } else {
        let message = format!("this pull request moves words of \"{name}\" into this file");
        Diagnostic::at_field(Code::WordsMoved, path, field, message)
            .help("leave them in the file of the one who said them; withdraw them there if need be")
    }
}

/// Who said what in the base.
fn said_in_base<'a>(bench: &Bench<'a>) -> BTreeMap<String, Vec<&'a ReviewerId>> {
    let mut said: BTreeMap<String, Vec<&ReviewerId>> = BTreeMap::new();
    for review in bench.base.all_reviews() {
        for (_, text) in texts(review) {
            let owners = said.entry(text).or_default();
            if !owners.contains(&&review.reviewer) {
                owners.push(&review.reviewer);
            }
        }
    }
    said
}

/// The texts of a review that are long enough to be somebody's, white space folded.
fn texts(review: &Review) -> Vec<(FieldPath, String)> {
    let rationale = review
        .rationale
        .as_deref()
        .map(|text| (FieldPath::key("rationale"), text));
    let arguments = review.arguments.iter().enumerate().map(|(i, argument)| {
        let field = FieldPath::key("arguments").at(i).then("text");
        (field, argument.text.as_str())
    });
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    rationale
        .into_iter()
        .chain(arguments)
        .map(|(field, text)| (field, fold(text)))
        .filter(|(_, text)| text.chars().count() >= OWN_WORDS)
        .collect()
}
