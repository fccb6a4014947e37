//! The consensus report as data: everything a reader is told, before any format.
//!
//! A report is a pure function of its [`Inputs`], so that the same commit gives the same bytes.

mod agreement;
mod build;
mod claim;
mod confidence;
mod dissent;
mod flags;
mod groups;
mod inputs;
mod ratings;
mod reviewers;
mod scores;
mod sections;
mod sensitivity;
mod signatures;
mod sources;
mod stance;

pub use agreement::AgreementReport;
pub use build::build;
pub use claim::{ArgumentRow, ClaimReport, ResolutionReport, ReviewTally};
pub use confidence::ConfidenceSummary;
pub use dissent::Dissent;
pub use flags::Flag;
pub use inputs::Inputs;
pub use ratings::RatingRow;
pub use reviewers::ReviewerReport;
pub use scores::{ScoreRow, Scores};
pub use sections::Section;
pub use sensitivity::{PoolSensitivity, Sensitivity};
pub use signatures::Signatures;
pub use sources::{Backing, ClaimSource, DistinctSource, backing, distinct_sources, source_keys};
pub use stance::StanceSummary;

pub use crate::analysis::consensus::ReviewState;
use crate::analysis::past::Past;
use crate::model::{revision::Revision, workspace::Workspace};

/// The consensus of a workspace at one revision, with its dissent.
#[derive(Debug, Clone)]
pub struct Report {
    /// What is debated, and by which rules.
    pub workspace: Workspace,
    /// What it was computed from.
    pub revision: Revision,
    /// How much there is.
    pub counts: Counts,
    /// Every claim, in order of the ids.
    pub claims: Vec<ClaimReport>,
    /// The claims as a reader meets them: by section, the contested first.
    pub sections: Vec<Section>,
    /// Every reviewer of the roster, in order of the ids.
    pub reviewers: Vec<ReviewerReport>,
    /// Who stands outside the panel's opinion, the farthest first.
    pub dissent: Vec<Dissent>,
    /// Every source in use, in order of the keys.
    pub sources: Vec<DistinctSource>,
    /// Agreement on the open claims judged by probability; none without ratings.
    pub agreement_confidence: Option<AgreementReport>,
    /// Agreement on the open claims judged by levels; none without ratings.
    pub agreement_stance: Option<AgreementReport>,
    /// Scores on the settled claims; none where nothing is settled.
    pub scores: Option<Scores>,
    /// Which claims would be judged differently by other rules, or pooled elsewhere by other pools.
    pub sensitivity: Sensitivity,
    /// How many reviews are proven to be their reviewer's.
    pub signatures: Signatures,
    /// What history adds; filled in by whoever has looked at it.
    pub past: Past,
}

/// How much a workspace holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counts {
    /// Open claims.
    pub claims: usize,
    /// Reviewers in the roster.
    pub reviewers: usize,
    /// Reviews of open claims that were not withdrawn.
    pub reviews: usize,
    /// Live arguments on open claims.
    pub arguments: usize,
    /// Distinct sources in use.
    pub sources: usize,
    /// Share of all pairs of open claim and reviewer with a current review, abstentions included;
    /// none where there is no pair.
    pub coverage: Option<f64>,
}

impl Report {
    /// The claim of that id.
    pub fn claim(&self, id: &str) -> Option<&ClaimReport> {
        let by_id = |report: &ClaimReport| report.claim.id.as_str().cmp(id);
        let at = self.claims.binary_search_by(by_id).ok()?;
        self.claims.get(at)
    }
}
