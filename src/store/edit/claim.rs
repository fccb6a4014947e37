//! Changes to a claim.

use super::{Edited, edit, fields, home::At, literal::Literal, page::Wanted};
use crate::model::{
    anchor::Anchor,
    claim::{Claim, ClaimKind, Relation, Resolution, Scale},
    source::Source,
};
use crate::store::shape::{ANCHOR, CLAIM, RESOLUTION};

fn set(text: &str, key: &str, wanted: Wanted) -> Edited {
    edit(text, |page| {
        page.put(&At::Top, &CLAIM, vec![(key.to_owned(), wanted)])
    })
}

/// Sets what is claimed.
pub fn set_statement(text: &str, statement: &str) -> Edited {
    set(text, "statement", Wanted::Set(Literal::prose(statement)))
}

/// Sets what sort of assertion it is.
pub fn set_kind(text: &str, kind: ClaimKind) -> Edited {
    set(text, "kind", Wanted::Set(Literal::word(kind)))
}

/// Sets how it is judged.
pub fn set_scale(text: &str, scale: Scale) -> Edited {
    set(text, "scale", Wanted::Set(Literal::word(scale)))
}

/// Sets the edition.
pub fn set_edition(text: &str, edition: u32) -> Edited {
    set(text, "edition", Wanted::Set(Literal::count(edition)))
}

/// Sets or removes the note to reviewers.
pub fn set_note(text: &str, note: Option<&str>) -> Edited {
    set(text, "note", Wanted::opt(note.map(Literal::prose)))
}

/// Sets the labels; none removes the key.
pub fn set_tags(text: &str, tags: &[String]) -> Edited {
    let list = (!tags.is_empty()).then(|| Literal::texts(tags));
    set(text, "tags", Wanted::opt(list))
}

/// Sets status, successor and reason to those of this claim.
pub fn set_status(text: &str, claim: &Claim) -> Edited {
    edit(text, |page| {
        page.put(&At::Top, &CLAIM, fields::status(claim))
    })
}

/// Sets everything but anchors, relations, resolution and sources to what this claim says.
pub fn put(text: &str, claim: &Claim) -> Edited {
    edit(text, |page| {
        page.put(&At::Top, &CLAIM, fields::claim(claim))
    })
}

/// Adds an anchor after the others.
pub fn add_anchor(text: &str, anchor: &Anchor) -> Edited {
    edit(text, |page| {
        page.append("anchors", &CLAIM, fields::anchor(anchor))
    })
}

/// Adds a relation after the others.
pub fn add_relation(text: &str, relation: &Relation) -> Edited {
    edit(text, |page| {
        page.append("relations", &CLAIM, fields::relation(relation))
    })
}

/// Sets what the world has settled.
pub fn set_resolution(text: &str, resolution: &Resolution) -> Edited {
    edit(text, |page| {
        page.put_table(
            &["resolution"],
            &CLAIM,
            &RESOLUTION,
            fields::resolution(resolution),
        )
    })
}

/// Adds a source, or brings the one of the same id to what is given.
pub fn put_source(text: &str, source: &Source) -> Edited {
    edit(text, |page| super::source::put(page, &CLAIM, source))
}

/// Brings the anchor of this number, from 0, to what is given.
pub fn set_anchor(text: &str, number: usize, anchor: &Anchor) -> Edited {
    edit(text, |page| {
        let at = At::Element("anchors", number);
        page.put(&at, &ANCHOR, fields::anchor(anchor))
    })
}
