//! `obelus claim new`

use clap::Args;

use super::options::ClaimOptions;
use crate::cli::{Outcome, Result, ask, context::Context, desk::Desk, error::CliError};
use crate::model::{
    claim::{Claim, ClaimKind, ClaimStatus},
    id::{ClaimId, IdProblem},
    layout::claim_path,
    word::Vocabulary,
};
use crate::store::edit::create;

/// Write a new claim
///
/// What is not said by options is asked for on a terminal.
#[derive(Debug, Args)]
pub(super) struct New {
    /// Id of the claim, which becomes its path: economy/lng-share
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    options: ClaimOptions,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let id = ClaimId::new(&self.id).map_err(|problem| {
            CliError::new(format!("`{}` cannot be an id: {problem}", self.id)).hint(IdProblem::RULE)
        })?;
        let draft = desk.draft(claim_path(&id))?;
        if draft.text.is_some() {
            return Err(CliError::refused(format!("{} exists already", draft.path))
                .hint(format!("obelus claim edit {id}")));
        }
        let mut claim = blank(id);
        self.options.apply(&mut claim)?;
        self.ask(&mut claim)?;
        claim.anchors.extend(self.options.anchor(&desk, context)?);
        claim.relations = self.options.relations(&desk)?;
        let text = create::claim(&claim);
        let paths = desk.save(vec![(draft, text)], context)?;
        desk.written(&paths, &format!("Claim {}", claim.id), context);
        Ok(Outcome::Done)
    }

    fn ask(&self, claim: &mut Claim) -> Result<()> {
        let options = "give --statement \"…\" and --kind fact";
        if claim.statement.is_empty() {
            ask::need_terminal("the statement", options)?;
            claim.statement = ask::parsed("What is claimed", "", |text| match text.trim() {
                "" => Err("a claim needs a statement".to_owned()),
                text => Ok(text.to_owned()),
            })?;
        }
        if self.options.kind.is_none() {
            ask::need_terminal("the kind", options)?;
            let chosen = ask::choose("What sort of assertion it is", ClaimKind::ACCEPTED, 0)?;
            let word = ClaimKind::ACCEPTED.get(chosen).copied().unwrap_or_default();
            claim.kind = ClaimKind::from_word(word).unwrap_or(claim.kind);
            claim.scale = self.options.scale.unwrap_or(claim.kind.default_scale());
        }
        Ok(())
    }
}

fn blank(id: ClaimId) -> Claim {
    Claim {
        id,
        statement: String::new(),
        kind: ClaimKind::Fact,
        scale: ClaimKind::Fact.default_scale(),
        edition: 1,
        status: ClaimStatus::Open,
        superseded_by: None,
        reason: None,
        tags: Vec::new(),
        note: None,
        anchors: Vec::new(),
        relations: Vec::new(),
        resolution: None,
        sources: Vec::new(),
    }
}
