//! `obelus claim withdraw`

use clap::Args;

use crate::cli::{Outcome, Result, ask, context::Context, desk::Desk, words};
use crate::model::{claim::ClaimStatus, layout::claim_path};
use crate::store::edit::claim as edit;

/// Take a claim back, with a reason; it stays in place
#[derive(Debug, Args)]
pub(super) struct Withdraw {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Why (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The claim that takes its place
    #[arg(long, value_name = "CLAIM")]
    superseded_by: Option<String>,
}

impl Withdraw {
    pub(super) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let mut claim = desk.claim(&self.claim)?.clone();
        let successor = self
            .superseded_by
            .as_deref()
            .map(|name| desk.claim(name))
            .transpose()?;
        let mut reason = words::optional(self.reason.as_deref())?;
        if reason.is_none() && successor.is_none() {
            ask::need_terminal("the reason", "give --reason \"…\"")?;
            reason = ask::optional("Why is it withdrawn", "")?;
        }
        claim.status = match successor {
            Some(_) => ClaimStatus::Superseded,
            None => ClaimStatus::Withdrawn,
        };
        claim.superseded_by = successor.map(|claim| claim.id.clone());
        claim.reason = reason;
        let draft = desk.draft(claim_path(&claim.id))?;
        let text = edit::set_status(draft.existing()?, &claim)?;
        let paths = desk.save(vec![(draft, text)], context)?;
        desk.written(&paths, &format!("Withdraw claim {}", claim.id), context);
        Ok(Outcome::Done)
    }
}
