//! Rules about claims.

use super::{exists_unread, unknown_claim};
use crate::model::{
    anchor::{Anchor, Selector},
    claim::{Claim, ClaimStatus},
    diagnostic::{Code, Diagnostic, FieldPath},
    document::Document,
    id::{ClaimId, DocumentId},
    layout::claim_path,
    snapshot::Snapshot,
    spelling::nearest,
};

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    for claim in snapshot.claims.values() {
        let path = claim_path(&claim.id);
        relations(snapshot, claim, &path, found);
        successor(snapshot, claim, &path, found);
        documents(snapshot, claim, &path, found);
        let unread = exists_unread(snapshot, &path);
        if claim.is_open()
            && claim.anchors.is_empty()
            && !unread
            && !snapshot.workspace.documents.is_empty()
        {
            let message = "the claim does not say where its text says it";
            let help = "add [[anchors]] with document, section, start and end";
            found.push(Diagnostic::of_file(Code::NoAnchor, &path, message).help(help));
        }
    }
}

fn is_known(snapshot: &Snapshot, id: &ClaimId) -> bool {
    snapshot.claims.contains_key(id) || exists_unread(snapshot, &claim_path(id))
}

fn relations(snapshot: &Snapshot, claim: &Claim, path: &str, found: &mut Vec<Diagnostic>) {
    for (i, relation) in claim.relations.iter().enumerate() {
        let field = FieldPath::key("relations").at(i).then("claim");
        if relation.claim == claim.id {
            let message = "a claim cannot be related to itself";
            found.push(
                Diagnostic::at_field(Code::SelfRelation, path, field, message)
                    .help("name another claim, or remove the relation"),
            );
        } else if !is_known(snapshot, &relation.claim) {
            found.push(unknown_claim(
                snapshot,
                path,
                field,
                relation.claim.as_str(),
            ));
        } else if let Some(other) = snapshot
            .claims
            .get(&relation.claim)
            .filter(|other| claim.is_open() && !other.is_open())
        {
            found.push(no_longer_open(path, field, other));
        }
    }
}

fn no_longer_open(path: &str, field: FieldPath, other: &Claim) -> Diagnostic {
    let message = format!("\"{}\" is {}", other.id, other.status);
    let help = match &other.superseded_by {
        Some(successor) => format!("name its successor, \"{successor}\""),
        None => "remove the relation, or name another claim".to_owned(),
    };
    Diagnostic::at_field(Code::SupersededClaim, path, field, message).help(help)
}

fn successor(snapshot: &Snapshot, claim: &Claim, path: &str, found: &mut Vec<Diagnostic>) {
    let Some(successor) = &claim.superseded_by else {
        return;
    };
    let field = FieldPath::key("superseded-by");
    if *successor == claim.id {
        let message = "a claim cannot supersede itself";
        found.push(
            Diagnostic::at_field(Code::SelfRelation, path, field, message)
                .help("name the claim that took its place"),
        );
    } else if claim.status == ClaimStatus::Superseded && !is_known(snapshot, successor) {
        found.push(unknown_claim(snapshot, path, field, successor.as_str()));
    }
}

fn documents(snapshot: &Snapshot, claim: &Claim, path: &str, found: &mut Vec<Diagnostic>) {
    for (i, anchor) in claim.anchors.iter().enumerate() {
        let field = FieldPath::key("anchors").at(i);
        let Some(document) = snapshot.workspace.documents.get(&anchor.document) else {
            if !exists_unread(snapshot, "obelus.toml") {
                found.push(unknown_document(
                    snapshot,
                    path,
                    field.then("document"),
                    anchor.document.as_str(),
                ));
            }
            continue;
        };
        found.extend(unlisted_section(anchor, document, path, &field));
        if document.is_restricted() && matches!(anchor.selector, Selector::Quote { .. }) {
            let message = format!(
                "\"{}\" may not be redistributed, so its passages may not be quoted whole",
                document.id
            );
            found.push(
                Diagnostic::at_field(Code::QuotationForbidden, path, field.then("exact"), message)
                    .help("give only the first and last words, as `start` and `end`"),
            );
        }
    }
}

/// The anchor's heading, if the document lists its headings and this is none of them.
fn unlisted_section(
    anchor: &Anchor,
    document: &Document,
    path: &str,
    field: &FieldPath,
) -> Option<Diagnostic> {
    let section = anchor.section.as_deref()?;
    let listed = document.sections.iter().map(String::as_str);
    if document.sections.is_empty() || listed.clone().any(|heading| heading == section) {
        return None;
    }
    let help = nearest(section, listed).map_or_else(
        || {
            format!(
                "`sections` of [documents.{}] lists the headings",
                document.id
            )
        },
        |meant| format!("did you mean \"{meant}\"?"),
    );
    let message = format!("\"{}\" has no section \"{section}\"", document.id);
    let field = field.clone().then("section");
    Some(Diagnostic::at_field(Code::UnknownSection, path, field, message).help(help))
}

fn unknown_document(
    snapshot: &Snapshot,
    path: &str,
    field: FieldPath,
    written: &str,
) -> Diagnostic {
    let known = snapshot.workspace.documents.keys().map(DocumentId::as_str);
    let help = nearest(written, known).map_or_else(
        || format!("describe it in obelus.toml under [documents.{written}]"),
        |meant| format!("did you mean \"{meant}\"?"),
    );
    Diagnostic::at_field(
        Code::UnknownDocument,
        path,
        field,
        format!("there is no document \"{written}\""),
    )
    .help(help)
}
