//! What became of the anchors as JSON, schema `obelus-anchors/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::anchoring::{Spot, State, Verdict};
use crate::model::word::Vocabulary;

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-anchors/1";

/// A document and its copy, as they were found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentRow {
    /// Its id.
    pub id: String,
    /// Whether a copy of its text is there to verify against.
    pub attached: bool,
    /// Whether the copy has the digest that the workspace records; null where there is no copy or no
    /// digest is recorded.
    pub recognised: Option<bool>,
    /// Letters and digits of the copy.
    pub length: Option<usize>,
}

/// What became of all anchors.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnchorsDocument {
    /// `obelus-anchors/1`
    schema: &'static str,
    /// The anchors of documents with a copy, by document, claim and number.
    anchors: Vec<AnchorRow>,
    /// How many are unchanged and in their place.
    exact: usize,
    /// How many are unchanged in another place.
    moved: usize,
    /// How many have one place that answers nearly.
    changed: usize,
    /// How many have several places that answer equally well.
    ambiguous: usize,
    /// How many have no place that answers well enough.
    orphan: usize,
    /// The documents that were asked for.
    documents: Vec<DocumentRow>,
}

/// What became of one anchor.
#[derive(Debug, Serialize, JsonSchema)]
struct AnchorRow {
    /// The claim.
    claim: String,
    /// Which of its anchors, from 0.
    anchor: usize,
    /// The document.
    document: String,
    /// `exact`, `moved`, `changed`, `ambiguous` or `orphan`
    state: String,
    /// From 0 to 1; null where no place answers at all.
    score: Option<f64>,
    /// Why.
    reason: String,
    /// First byte of the passage in the copy; null where none was accepted.
    byte_start: Option<usize>,
    /// One past its last byte.
    byte_end: Option<usize>,
    /// Heading of the section it stands in.
    section: Option<String>,
    /// Paragraph within the section.
    paragraph: Option<u32>,
    /// Page, where the copy marks its pages.
    page: Option<u32>,
    /// Further places, best first.
    candidates: Vec<PlaceRow>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PlaceRow {
    score: f64,
    byte_start: usize,
    byte_end: usize,
    section: Option<String>,
    paragraph: Option<u32>,
    page: Option<u32>,
}

/// The verdicts as a document.
pub fn json(verdicts: &[Verdict], documents: Vec<DocumentRow>) -> AnchorsDocument {
    let count = |state| verdicts.iter().filter(|v| v.state == state).count();
    AnchorsDocument {
        schema: SCHEMA,
        anchors: verdicts.iter().map(row).collect(),
        exact: count(State::Exact),
        moved: count(State::Moved),
        changed: count(State::Changed),
        ambiguous: count(State::Ambiguous),
        orphan: count(State::Orphan),
        documents,
    }
}

fn row(verdict: &Verdict) -> AnchorRow {
    let place = verdict.found.as_ref().map(|spot| &spot.place);
    AnchorRow {
        claim: verdict.claim.to_string(),
        anchor: verdict.anchor,
        document: verdict.document.to_string(),
        state: verdict.state.word().to_owned(),
        score: verdict.score,
        reason: verdict.reason.clone(),
        byte_start: verdict.found.as_ref().map(|spot| spot.bytes.start),
        byte_end: verdict.found.as_ref().map(|spot| spot.bytes.end),
        section: place.and_then(|place| place.section.clone()),
        paragraph: place.and_then(|place| place.paragraph),
        page: place.and_then(|place| place.page),
        candidates: verdict.candidates.iter().map(place_row).collect(),
    }
}

fn place_row(spot: &Spot) -> PlaceRow {
    PlaceRow {
        score: spot.score,
        byte_start: spot.bytes.start,
        byte_end: spot.bytes.end,
        section: spot.place.section.clone(),
        paragraph: spot.place.paragraph,
        page: spot.place.page,
    }
}
