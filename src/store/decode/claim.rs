//! Reading claims.

use toml::de::DeValue;

use super::{Fields, sources};
use crate::model::{
    anchor::{Anchor, Selector},
    claim::{Claim, ClaimKind, ClaimStatus, Relation, Resolution},
    id::ClaimId,
};

pub(super) fn claim(id: &ClaimId, fields: Fields<'_, '_>) -> Option<Claim> {
    let kind: ClaimKind = fields.word("kind")?;
    Some(Claim {
        id: id.clone(),
        statement: fields.prose("statement")?,
        kind,
        scale: fields.word("scale").unwrap_or_else(|| kind.default_scale()),
        edition: fields.count("edition").unwrap_or(1),
        status: fields.word("status").unwrap_or(ClaimStatus::Open),
        superseded_by: fields.parsed("superseded-by"),
        reason: fields.prose("reason"),
        tags: fields.texts("tags"),
        note: fields.prose("note"),
        anchors: fields.tables("anchors").filter_map(anchor).collect(),
        relations: fields.tables("relations").filter_map(relation).collect(),
        resolution: fields.table("resolution").and_then(resolution),
        sources: sources(fields),
    })
}

fn anchor(fields: Fields<'_, '_>) -> Option<Anchor> {
    Some(Anchor {
        document: fields.parsed("document")?,
        section: fields.text("section"),
        paragraph: fields.count("paragraph"),
        selector: selector(fields),
    })
}

fn selector(fields: Fields<'_, '_>) -> Selector {
    if let Some(exact) = fields.prose("exact") {
        return Selector::Quote {
            exact,
            prefix: fields.prose("prefix"),
            suffix: fields.prose("suffix"),
        };
    }
    match (fields.text("start"), fields.text("end")) {
        (Some(start), Some(end)) => Selector::Ends {
            start,
            end,
            length: fields.count("length"),
            digest: fields.text("digest"),
        },
        _ => Selector::Place,
    }
}

fn relation(fields: Fields<'_, '_>) -> Option<Relation> {
    Some(Relation {
        kind: fields.word("kind")?,
        claim: fields.parsed("claim")?,
    })
}

fn resolution(fields: Fields<'_, '_>) -> Option<Resolution> {
    let outcome = match fields.value("outcome")? {
        DeValue::Boolean(settled) => f64::from(u8::from(*settled)),
        _ => fields.number("outcome")?,
    };
    Some(Resolution {
        outcome,
        resolved: fields.date("resolved"),
        note: fields.prose("note"),
        sources: fields.parsed_list("sources"),
    })
}
