//! What a report is computed from.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    citation::FormattedCitation,
    revision::{CommitId, Revision},
    signature::Verdicts,
    snapshot::Snapshot,
};

/// Everything a report depends on.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// What they were read from.
    pub revision: &'a Revision,
    /// The commit that last changed each record, by path; absent where the record is uncommitted.
    pub commits: &'a HashMap<String, CommitId>,
    /// What the signatures of reviews come to, by path; absent where there is none.
    pub signatures: &'a Verdicts,
    /// Sources formatted for people, by the keys of [`super::distinct_sources`].
    pub citations: &'a BTreeMap<String, FormattedCitation>,
}
