//! The detached signatures of a tree.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::verify::proof;
use crate::model::signature::{NAMESPACE, Proof};
use crate::store::{
    error::ReadError,
    layout,
    source_tree::{Content, SourceTree},
};

/// What the signatures at these paths prove, by the path of the review each belongs to.
///
/// A tree without signatures costs nothing.
pub fn proofs(
    tree: &SourceTree,
    signatures: &BTreeSet<String>,
) -> Result<BTreeMap<String, Proof>, ReadError> {
    let signed: BTreeSet<&str> = signatures
        .iter()
        .filter_map(|path| layout::signed_review(path))
        .collect();
    if signed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let wanted = |path: &str| {
        path.ends_with('/') || signed.contains(path.strip_suffix(".sig").unwrap_or(path))
    };
    let entries = tree.entries_where(&wanted)?;
    let read = tree.read_each(&entries, |entry, content| (entry.path.clone(), content))?;
    let contents: BTreeMap<String, Content> = read.into_iter().collect();
    Ok(signed
        .into_par_iter()
        .filter_map(|record| Some((record.to_owned(), prove(record, &contents)?)))
        .collect())
}

fn prove(record: &str, contents: &BTreeMap<String, Content>) -> Option<Proof> {
    let Content::Bytes(message) = contents.get(record)? else {
        return None;
    };
    match contents.get(&layout::signature_path(record))? {
        Content::Bytes(armoured) => Some(proof(armoured, NAMESPACE, message)),
        Content::TooLarge(size) => Some(Proof::Malformed(format!("it has {size} bytes"))),
    }
}
