//! Rules about sources and who cites them.

use std::collections::BTreeSet;

use super::{each_review, exists_unread, review_path};
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    id::SourceId,
    layout::{BIBLIOGRAPHY_FILE, claim_path},
    snapshot::Snapshot,
    source::Source,
    spelling::nearest,
};

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    if exists_unread(snapshot, BIBLIOGRAPHY_FILE) {
        return;
    }
    for claim in snapshot.claims.values() {
        let path = claim_path(&claim.id);
        described(snapshot, &claim.sources, &[], &path, found);
        for (i, id) in claim
            .resolution
            .iter()
            .flat_map(|r| r.sources.iter().enumerate())
        {
            let field = FieldPath::key("resolution").then("sources").at(i);
            cited(snapshot, &[&claim.sources], id, &path, field, found);
        }
    }
    each_review(snapshot, found, |review, found| {
        if review.sources.is_empty() && review.arguments.is_empty() {
            return;
        }
        let path = review_path(review);
        if exists_unread(snapshot, &claim_path(&review.claim)) {
            return;
        }
        let of_claim = snapshot
            .claims
            .get(&review.claim)
            .map_or(&[][..], |claim| &claim.sources);
        described(snapshot, &review.sources, of_claim, &path, found);
        let mut used = BTreeSet::new();
        for (i, argument) in review.arguments.iter().enumerate() {
            for (j, citation) in argument.sources.iter().enumerate() {
                used.insert(&citation.id);
                let field = FieldPath::key("arguments").at(i).then("sources").at(j);
                cited(
                    snapshot,
                    &[&review.sources, of_claim],
                    &citation.id,
                    &path,
                    field,
                    found,
                );
            }
        }
        unused(&review.sources, &used, &path, found);
    });
}

/// Each entry is described here, in the claim, or in the bibliography.
fn described(
    snapshot: &Snapshot,
    sources: &[Source],
    elsewhere: &[Source],
    path: &str,
    found: &mut Vec<Diagnostic>,
) {
    for (i, source) in sources.iter().enumerate() {
        let known = snapshot.bibliography.contains_key(&source.id)
            || elsewhere
                .iter()
                .any(|other| other.id == source.id && other.can_be_found());
        if source.can_be_found() || (source.is_reference() && known) {
            continue;
        }
        let field = FieldPath::key("sources").at(i).then("id");
        let message = format!(
            "nobody can find \"{}\": it has no title, URL, DOI or ISBN",
            source.id
        );
        let keys = snapshot.bibliography.keys().map(SourceId::as_str);
        let help = match nearest(source.id.as_str(), keys).filter(|_| source.is_reference()) {
            Some(meant) => format!("did you mean \"{meant}\" of references.bib?"),
            None => {
                "add a title, URL, DOI or ISBN, or describe it in references.bib under the same key"
                    .to_owned()
            }
        };
        found.push(Diagnostic::at_field(Code::UnfindableSource, path, field, message).help(help));
    }
}

fn cited(
    snapshot: &Snapshot,
    described: &[&[Source]],
    id: &SourceId,
    path: &str,
    field: FieldPath,
    found: &mut Vec<Diagnostic>,
) {
    let here = || described.iter().flat_map(|sources| sources.iter());
    if here().any(|source| source.id == *id) || snapshot.bibliography.contains_key(id) {
        return;
    }
    let known = here()
        .map(|source| source.id.as_str())
        .chain(snapshot.bibliography.keys().map(SourceId::as_str));
    let help = match nearest(id.as_str(), known) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("describe it under [[sources]] with id = \"{id}\", or in references.bib"),
    };
    let message = format!("there is no source \"{id}\"");
    found.push(Diagnostic::at_field(Code::UnknownSource, path, field, message).help(help));
}

fn unused(sources: &[Source], used: &BTreeSet<&SourceId>, path: &str, found: &mut Vec<Diagnostic>) {
    for (i, source) in sources.iter().enumerate() {
        if source.bearing.is_none() && !used.contains(&source.id) {
            let field = FieldPath::key("sources").at(i).then("id");
            let message = format!(
                "no argument cites \"{}\", and its bearing on the claim is not said",
                source.id
            );
            let help = "cite it in an argument, or add bearing = \"supports\", \"contradicts\" or \"context\"";
            found.push(Diagnostic::at_field(Code::UnusedSource, path, field, message).help(help));
        }
    }
}
