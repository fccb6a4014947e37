//! `obelus claim edit`

use clap::Args;

use super::options::ClaimOptions;
use crate::cli::{
    Outcome, Result, ask,
    context::Context,
    desk::{Desk, Draft},
    editor,
    error::CliError,
    ui::Ui,
};
use crate::model::{claim::Claim, layout::RecordPath};
use crate::store::{
    decode::{self, Record},
    edit::claim as edit,
};

/// Change a claim
///
/// A change of statement, kind or scale changes what is judged, so it raises the edition and makes
/// the reviews of the older one stale. With --minor the edition stays: for slips of the pen.
/// Without options the claim is opened in $EDITOR.
#[derive(Debug, Args)]
pub(super) struct Edit {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Keep the edition: the meaning stays the same
    #[arg(long)]
    minor: bool,
    /// Write in $VISUAL or $EDITOR
    #[arg(long = "edit")]
    in_editor: bool,
    #[command(flatten)]
    options: ClaimOptions,
}

const HELP: &str = "\
A change of statement, kind or scale raises the edition unless --minor was given.
Lines that begin with ## are left out. An unchanged file is not written.
";

impl Edit {
    pub(super) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let claim = desk.claim(&self.claim)?.clone();
        let draft = desk.draft(crate::model::layout::claim_path(&claim.id))?;
        let message = format!("Edit claim {}", claim.id);
        let paths = if self.in_editor || self.options.is_empty() {
            self.by_editor(&desk, &claim, &draft, context)?
        } else {
            let text = self.by_options(&desk, &claim, draft.existing()?, context)?;
            desk.save(vec![(draft, text)], context)?
        };
        tell_stale(&desk, &claim, &paths, context);
        desk.written(&paths, &message, context);
        Ok(Outcome::Done)
    }

    fn by_options(
        &self,
        desk: &Desk,
        claim: &Claim,
        text: &str,
        context: &Context,
    ) -> Result<String> {
        let mut changed = claim.clone();
        self.options.apply(&mut changed)?;
        changed.edition = self.edition(claim, &changed);
        let mut text = edit::put(text, &changed)?;
        if let Some(anchor) = self.options.anchor(desk, context)? {
            text = edit::add_anchor(&text, &anchor)?;
        }
        for relation in self.options.relations(desk)? {
            if !claim.relations.contains(&relation) {
                text = edit::add_relation(&text, &relation)?;
            }
        }
        Ok(text)
    }

    fn by_editor(
        &self,
        desk: &Desk,
        claim: &Claim,
        draft: &Draft,
        context: &Context,
    ) -> Result<Vec<String>> {
        if !self.in_editor && !Ui::is_interactive() {
            ask::need_terminal(
                "what to change",
                "say it by options such as --statement \"…\", or give --edit",
            )?;
        }
        let path = draft.path.clone();
        let saved = editor::edit(HELP, draft.existing()?, context, |written| {
            let text = self.raised(&path, claim, written)?;
            desk.save(
                vec![(desk.draft(path.clone())?.since(draft)?, text)],
                context,
            )
        })?;
        Ok(saved.unwrap_or_default())
    }

    /// What was written in the editor, with the edition that follows from it.
    fn raised(&self, path: &str, before: &Claim, written: &str) -> Result<String> {
        let at = RecordPath::Claim(before.id.clone());
        match decode::despite_unknown_keys(path, &at, written) {
            Some(Record::Claim(after)) if after.edition == before.edition => {
                let edition = self.edition(before, &after);
                if edition == before.edition {
                    return Ok(written.to_owned());
                }
                Ok(edit::set_edition(written, edition)?)
            }
            _ => Ok(written.to_owned()),
        }
    }

    fn edition(&self, before: &Claim, after: &Claim) -> u32 {
        let judged = |claim: &Claim| (claim.statement.clone(), claim.kind, claim.scale);
        if self.minor || judged(before) == judged(after) {
            return before.edition;
        }
        before.edition.saturating_add(1)
    }
}

/// Says which reviews a new edition makes stale.
fn tell_stale(desk: &Desk, before: &Claim, paths: &[String], context: &Context) {
    let reviews = desk
        .snapshot()
        .reviews_of(&before.id)
        .filter(|review| review.edition == before.edition)
        .count();
    if paths.is_empty() || reviews == 0 {
        return;
    }
    let Ok(after) = desk.read_claim(&before.id) else {
        return;
    };
    if after.edition > before.edition {
        context.ui.say(&format!(
            "edition {} of {}: {reviews} review{} of edition {} now count{} as stale",
            after.edition,
            before.id,
            if reviews == 1 { "" } else { "s" },
            before.edition,
            if reviews == 1 { "s" } else { "" },
        ));
    }
}

impl Draft {
    /// This draft, if the file is still what another draft of it was made from.
    pub(in crate::cli) fn since(self, other: &Draft) -> Result<Self> {
        if self.text == other.text {
            return Ok(self);
        }
        Err(CliError::refused(format!(
            "{} changed while you were at work, so it was not overwritten",
            self.path
        ))
        .hint("look at the file, then edit it again"))
    }
}
