//! Changes to a review.

use super::{
    EditError, Edited, edit, fields,
    home::At,
    literal::Literal,
    page::{Page, Wanted},
};
use crate::model::{
    argument::{Argument, Withdrawal},
    confidence::Confidence,
    id::{ArgumentId, ClaimId},
    review::Judgement,
    source::Source,
};
use crate::store::shape::{ARGUMENT, REVIEW};

const RATINGS: [&str; 3] = ["confidence", "stance", "abstain"];

/// Sets the rating, whichever it is, and removes the others.
pub fn set_rating(text: &str, judgement: &Judgement) -> Edited {
    edit(text, |page| {
        let (key, literal) = fields::judgement(judgement);
        let others = RATINGS.iter().copied().filter(|other| *other != key);
        if page.has(&At::Top, key)? {
            rate(page, key, judgement, &literal)?;
        } else {
            take_the_place(page, others.clone(), key, &literal)?;
        }
        others
            .clone()
            .try_for_each(|other| page.remove(&At::Top, other))
    })
}

fn take_the_place(
    page: &mut Page,
    others: impl Iterator<Item = &'static str>,
    key: &str,
    literal: &Literal,
) -> Result<(), EditError> {
    for other in others {
        if page.rename(&At::Top, other, key, literal)? {
            return Ok(());
        }
    }
    page.set(&At::Top, &REVIEW, key, literal)
}

fn rate(
    page: &mut Page,
    key: &str,
    judgement: &Judgement,
    literal: &Literal,
) -> Result<(), EditError> {
    let table = At::Table(&["confidence"]);
    match judgement {
        Judgement::Confidence(confidence) if page.has(&table, "best")? => {
            if confidence.lower().is_none() && page.is_inline(&table)? {
                return page.set(&At::Top, &REVIEW, key, literal);
            }
            bounds(page, &table, *confidence)
        }
        _ => page.set(&At::Top, &REVIEW, key, literal),
    }
}

fn bounds(page: &mut Page, table: &At<'_>, confidence: Confidence) -> Result<(), EditError> {
    let best = ("best", Some(confidence.best()));
    let fields = [
        best,
        ("lower", confidence.lower()),
        ("upper", confidence.upper()),
    ];
    let fields = fields.map(|(key, x)| (key.to_owned(), Wanted::opt(x.map(Literal::number))));
    page.put(table, &crate::store::shape::INTERVAL, fields.into())
}

fn set(text: &str, key: &str, wanted: Wanted) -> Edited {
    edit(text, |page| {
        page.put(&At::Top, &REVIEW, vec![(key.to_owned(), wanted)])
    })
}

/// Sets the edition that was judged.
pub fn set_edition(text: &str, edition: u32) -> Edited {
    set(text, "edition", Wanted::Set(Literal::count(edition)))
}

/// Sets or removes the digest of what was judged.
pub fn set_judged(text: &str, digest: Option<&str>) -> Edited {
    set(text, "judged", Wanted::opt(digest.map(Literal::text)))
}

/// Writes what a signature of the review is for: its claim, and the revisions it follows.
pub fn bind(text: &str, claim: &ClaimId, previous: &[String]) -> Edited {
    let previous = (!previous.is_empty()).then(|| Literal::texts(previous));
    edit(text, |page| {
        let fields = vec![
            ("claim".to_owned(), Wanted::Set(Literal::word(claim))),
            ("previous".to_owned(), Wanted::opt(previous)),
        ];
        page.put(&At::Top, &REVIEW, fields)
    })
}

/// Sets or removes the reviewer's own estimate of their expertise, 1 to 5.
pub fn set_expertise(text: &str, expertise: Option<u32>) -> Edited {
    set(
        text,
        "expertise",
        Wanted::opt(expertise.map(Literal::count)),
    )
}

/// Sets or removes the rationale.
pub fn set_rationale(text: &str, rationale: Option<&str>) -> Edited {
    set(
        text,
        "rationale",
        Wanted::opt(rationale.map(Literal::prose)),
    )
}

/// Withdraws the review with a reason, or takes it up again.
pub fn set_withdrawn(text: &str, withdrawn: Option<&Withdrawal>) -> Edited {
    edit(text, |page| {
        page.put(&At::Top, &REVIEW, fields::withdrawal(withdrawn))
    })
}

/// Adds an argument, or brings the one of the same id to what is given; keys unknown to the model
/// stay.
pub fn put_argument(text: &str, argument: &Argument) -> Edited {
    edit(text, |page| {
        match page.position("arguments", "id", argument.id.as_str())? {
            None => page.append("arguments", &REVIEW, fields::argument(argument)),
            Some(index) => page.put(
                &At::Element("arguments", index),
                &ARGUMENT,
                fields::argument(argument),
            ),
        }
    })
}

/// Withdraws an argument; it stays in place with its reason.
///
/// # Errors
/// [`EditError::Missing`] if there is no such argument.
pub fn withdraw_argument(text: &str, id: &ArgumentId, reason: &str) -> Edited {
    let withdrawn = Withdrawal {
        reason: reason.to_owned(),
    };
    edit(text, |page| {
        let index = page.position("arguments", "id", id.as_str())?;
        let index = index.ok_or_else(|| EditError::Missing {
            what: "argument",
            id: id.to_string(),
        })?;
        let at = At::Element("arguments", index);
        page.put(&at, &ARGUMENT, fields::withdrawal(Some(&withdrawn)))
    })
}

/// Adds a source, or brings the one of the same id to what is given.
pub fn put_source(text: &str, source: &Source) -> Edited {
    edit(text, |page| super::source::put(page, &REVIEW, source))
}
