//! `obelus status`

use std::io::Write;

use clap::Args;

use crate::analysis::waiting::{for_reviewer, short_of_reviews};
use crate::cli::{Outcome, Result, context::Context, hindsight};
use crate::present::terminal;

/// Say what waits for you, with the next command to type
///
/// Claims you have not judged, claims that were reworded since, arguments of yours that were
/// answered, and claims that lack ratings for a verdict.
#[derive(Debug, Args)]
pub(in crate::cli) struct Status {}

impl Status {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let Self {} = self;
        let opened = context.open()?;
        let view = opened.read(None, &context.ui)?;
        let mut out = context.ui.out();
        match opened.identify(context.reviewer.as_deref(), &view.snapshot) {
            Ok(me) => {
                let reworded = hindsight::reworded_for(&opened, &view, &me, context)?;
                let waiting = for_reviewer(&view.snapshot, &me, &reworded);
                let first = waiting.stale.iter().take(terminal::status::MOST);
                let judged = hindsight::judged_words(&opened, &view, &me, first, context)?;
                let look = terminal::Look {
                    width: context.ui.width(),
                };
                terminal::status::reviewer(&me, &waiting, &judged, look, &mut out)?;
            }
            Err(error) if context.reviewer.is_some() => return Err(error),
            Err(error) => {
                context.ui.say(&error.message());
                error
                    .hints()
                    .for_each(|hint| context.ui.say(&format!("  {hint}")));
            }
        }
        let short = short_of_reviews(&view.snapshot);
        terminal::status::group(
            &short,
            view.snapshot.workspace.consensus.min_reviews,
            &mut out,
        )?;
        if !view.changed.is_empty() {
            writeln!(
                out,
                "Not committed yet: {} changed; git add -A && git commit",
                view.changed.len()
            )?;
        }
        if view.has_errors() {
            context
                .ui
                .warn("the workspace has errors; `obelus check` names them");
        }
        Ok(Outcome::Done)
    }
}
