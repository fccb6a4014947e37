//! The copies of the documents' texts that are at hand.

use crate::analysis::anchoring::{Copy, Subject, Verdict, verify};
use crate::analysis::fold::digest;
use crate::cli::{
    Result,
    error::CliError,
    workspace::{Opened, View},
};
use crate::interop::extract;
use crate::model::{
    document::Document,
    id::{ClaimId, DocumentId},
    snapshot::Snapshot,
    spelling::nearest,
};
use crate::present::json::anchors::DocumentRow;
use crate::store::attached::{Attached, read_published};

/// Where the copies of a workspace are kept.
pub(in crate::cli) fn kept(opened: &Opened) -> Result<Attached> {
    let root = opened.root()?;
    Ok(Attached::new(root, &opened.folder, opened.repo.as_ref()))
}

/// The text of a document: the copy attached on this machine, else the one that is published with
/// the workspace.
pub(in crate::cli) fn text(opened: &Opened, document: &Document) -> Result<Option<String>> {
    if let Some(text) = kept(opened)?.read(&document.id)? {
        return Ok(Some(text));
    }
    let Some(path) = &document.path else {
        return Ok(None);
    };
    let Some(bytes) = read_published(opened.root()?, path)? else {
        return Ok(None);
    };
    let extracted = extract::extract(path, &bytes)
        .map_err(|error| CliError::new(format!("cannot read {path}: {error}")))?;
    Ok(Some(extracted.text))
}

/// The document of that id.
pub(in crate::cli) fn named<'s>(snapshot: &'s Snapshot, id: &str) -> Result<&'s Document> {
    let documents = &snapshot.workspace.documents;
    documents.get(id).ok_or_else(|| {
        let error = CliError::new(format!("there is no document `{id}` in obelus.toml"));
        match nearest(id, documents.keys().map(DocumentId::as_str)) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint(format!(
                "describe it there: [documents.{id}] with its title"
            )),
        }
    })
}

/// The documents asked for: one, or all.
pub(super) fn chosen<'s>(snapshot: &'s Snapshot, id: Option<&str>) -> Result<Vec<&'s Document>> {
    match id {
        Some(id) => Ok(vec![named(snapshot, id)?]),
        None => Ok(snapshot.workspace.documents.values().collect()),
    }
}

/// What became of the anchors in one document.
pub(super) struct Verified {
    pub(super) row: DocumentRow,
    pub(super) verdicts: Vec<Verdict>,
}

/// Verifies the anchors of the open claims in a document, if a copy of it is at hand.
pub(super) fn verified(opened: &Opened, view: &View, document: &Document) -> Result<Verified> {
    let Some(text) = text(opened, document)? else {
        return Ok(Verified {
            row: DocumentRow {
                id: document.id.to_string(),
                attached: false,
                recognised: None,
                length: None,
            },
            verdicts: Vec::new(),
        });
    };
    let copy = Copy::new(&text);
    let found = digest::of_folded(copy.folded.text());
    Ok(Verified {
        row: DocumentRow {
            id: document.id.to_string(),
            attached: true,
            recognised: document.digest.as_ref().map(|digest| *digest == found),
            length: Some(copy.folded.len()),
        },
        verdicts: verify(&copy, document, &subjects(&view.snapshot, &document.id)),
    })
}

/// The anchors of open claims in a document.
pub(in crate::cli) fn subjects<'s>(
    snapshot: &'s Snapshot,
    document: &DocumentId,
) -> Vec<Subject<'s>> {
    let open = snapshot.claims.values().filter(|claim| claim.is_open());
    let anchors = open.flat_map(|claim| {
        let of: &ClaimId = &claim.id;
        claim
            .anchors
            .iter()
            .enumerate()
            .map(move |(number, anchor)| Subject {
                claim: of,
                number,
                anchor,
            })
    });
    anchors
        .filter(|subject| subject.anchor.document == *document)
        .collect()
}
