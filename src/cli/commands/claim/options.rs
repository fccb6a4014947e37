//! Options that say what a claim is, for new claims and for changes.

use clap::Args;

use super::anchor::AnchorOptions;
use crate::cli::{Result, desk::Desk, error::CliError, words};
use crate::model::{
    anchor::Anchor,
    claim::{Claim, ClaimKind, Relation, RelationKind, Scale},
};

/// What a claim says.
#[derive(Debug, Args)]
pub(super) struct ClaimOptions {
    /// What is claimed, in words that can be judged (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT")]
    pub(super) statement: Option<String>,
    /// fact, statistic, causal, motive, prediction, evaluation or prescription
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<ClaimKind>,
    /// confidence (a probability) or stance (agreement); by default what suits the kind
    #[arg(long, value_name = "SCALE")]
    pub(super) scale: Option<Scale>,
    /// A word to reviewers, not judged (- or @FILE as above)
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// A label; several may be given
    #[arg(long = "tag", value_name = "LABEL")]
    pub(super) tags: Vec<String>,
    #[command(flatten)]
    pub(super) anchor: AnchorOptions,
    /// A claim that this one speaks for
    #[arg(long, value_name = "CLAIM")]
    supports: Vec<String>,
    /// A claim that this one speaks against
    #[arg(long, value_name = "CLAIM")]
    opposes: Vec<String>,
    /// A claim that this one needs
    #[arg(long, value_name = "CLAIM")]
    depends_on: Vec<String>,
    /// A claim that this one says more exactly
    #[arg(long, value_name = "CLAIM")]
    refines: Vec<String>,
}

impl ClaimOptions {
    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.statement.is_none()
            && self.kind.is_none()
            && self.scale.is_none()
            && self.note.is_none()
            && self.tags.is_empty()
            && self.anchor.is_empty()
            && self.named().all(|(_, names)| names.is_empty())
    }

    fn named(&self) -> impl Iterator<Item = (RelationKind, &[String])> {
        [
            (RelationKind::Supports, self.supports.as_slice()),
            (RelationKind::Opposes, &self.opposes),
            (RelationKind::DependsOn, &self.depends_on),
            (RelationKind::Refines, &self.refines),
        ]
        .into_iter()
    }

    /// The ties to other claims, which must exist.
    pub(super) fn relations(&self, desk: &Desk) -> Result<Vec<Relation>> {
        let mut relations = Vec::new();
        for (kind, names) in self.named() {
            for name in names {
                let claim = desk.claim(name)?.id.clone();
                relations.push(Relation { kind, claim });
            }
        }
        Ok(relations)
    }

    /// The anchor, measured in the text where a copy is at hand.
    pub(super) fn anchor(
        &self,
        desk: &Desk,
        context: &crate::cli::context::Context,
    ) -> Result<Option<Anchor>> {
        self.anchor.anchor(desk, context)
    }

    /// Brings a claim to what was said.
    pub(super) fn apply(&self, claim: &mut Claim) -> Result<()> {
        if let Some(statement) = words::optional(self.statement.as_deref())? {
            if statement.trim().is_empty() {
                return Err(CliError::new("the statement is empty"));
            }
            claim.statement = statement;
        }
        if let Some(kind) = self.kind {
            let was_usual = claim.scale == claim.kind.default_scale();
            claim.kind = kind;
            if was_usual {
                claim.scale = kind.default_scale();
            }
        }
        claim.scale = self.scale.unwrap_or(claim.scale);
        if let Some(note) = words::optional(self.note.as_deref())? {
            claim.note = (!note.trim().is_empty()).then_some(note);
        }
        if !self.tags.is_empty() {
            claim.tags.clone_from(&self.tags);
        }
        Ok(())
    }
}
