//! Reading reviews.

use toml::de::DeValue;

use super::{Fields, sources};
use crate::model::{
    argument::{Argument, Strength, Target, Withdrawal},
    confidence::Confidence,
    id::{ClaimId, ReviewerId},
    review::{Judgement, Review},
    source::Citation,
};
use crate::store::shape::{as_number, as_target};

pub(super) fn review(
    reviewer: &ReviewerId,
    claim: &ClaimId,
    fields: Fields<'_, '_>,
) -> Option<Review> {
    review_or(reviewer, claim, fields, None)
}

/// Reads a review; with a fallback, one whose rating or whose arguments cannot be read is read too.
pub(super) fn review_or(
    reviewer: &ReviewerId,
    claim: &ClaimId,
    fields: Fields<'_, '_>,
    fallback: Option<&Judgement>,
) -> Option<Review> {
    let arguments: Option<Vec<Argument>> = fields.tables("arguments").map(argument).collect();
    Some(Review {
        reviewer: reviewer.clone(),
        claim: claim.clone(),
        edition: fields.count("edition")?,
        judged: fields.text("judged"),
        named: fields.parsed("claim"),
        previous: fields.texts("previous"),
        judgement: judgement(fields).or_else(|| fallback.cloned())?,
        expertise: fields.count("expertise"),
        rationale: fields.prose("rationale"),
        withdrawn: withdrawal(fields),
        arguments: arguments.or_else(|| fallback.map(|_| Vec::new()))?,
        sources: sources(fields),
    })
}

fn judgement(fields: Fields<'_, '_>) -> Option<Judgement> {
    if let Some(reason) = fields.prose("abstain") {
        return Some(Judgement::Abstained(reason));
    }
    match fields.count("stance") {
        Some(level) => Some(Judgement::Stance(level)),
        None => confidence(fields.value("confidence")?).map(Judgement::Confidence),
    }
}

fn confidence(value: &DeValue<'_>) -> Option<Confidence> {
    let Some(table) = value.as_table() else {
        return Confidence::new(as_number(value)?, None, None).ok();
    };
    let fields = Fields(table);
    Confidence::new(
        fields.number("best")?,
        fields.number("lower"),
        fields.number("upper"),
    )
    .ok()
}

fn withdrawal(fields: Fields<'_, '_>) -> Option<Withdrawal> {
    let withdrawn = fields.text("status").as_deref() == Some("withdrawn");
    withdrawn.then(|| Withdrawal {
        reason: fields.prose("reason").unwrap_or_default(),
    })
}

fn argument(fields: Fields<'_, '_>) -> Option<Argument> {
    let target = match fields.text("target") {
        Some(written) => as_target(&written).ok()?,
        None => Target::Claim,
    };
    Some(Argument {
        id: fields.parsed("id")?,
        stance: fields.word("stance")?,
        target,
        attack: fields.word("attack"),
        strength: fields.word("strength").unwrap_or(Strength::Moderate),
        text: fields.prose("text")?,
        sources: fields.items("sources").filter_map(citation).collect(),
        withdrawn: withdrawal(fields),
    })
}

fn citation(value: &DeValue<'_>) -> Option<Citation> {
    match value {
        DeValue::String(id) => Some(Citation {
            id: id.parse().ok()?,
            locator: None,
        }),
        DeValue::Table(table) => {
            let fields = Fields(table);
            Some(Citation {
                id: fields.parsed("id")?,
                locator: fields.text("locator"),
            })
        }
        _ => None,
    }
}
