//! `obelus claim list`

use std::io::Write;

use clap::Args;

use crate::cli::{Outcome, Result, context::Context};
use crate::model::{claim::Claim, snapshot::Snapshot};
use crate::present::visible::one_line;

/// List the claims: id, kind, reviews, statement
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only claims with this label
    #[arg(long, value_name = "LABEL")]
    tag: Option<String>,
    /// Withdrawn and superseded claims too
    #[arg(long)]
    all: bool,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result {
        let view = context.open()?.read(None, &context.ui)?;
        let snapshot = &view.snapshot;
        let wanted = |claim: &&Claim| {
            (self.all || claim.is_open())
                && self.tag.as_ref().is_none_or(|tag| claim.tags.contains(tag))
        };
        let claims: Vec<&Claim> = snapshot.claims.values().filter(wanted).collect();
        let rows: Vec<[String; 3]> = claims.iter().map(|claim| row(claim, snapshot)).collect();
        let widths = [0, 1, 2].map(|i| {
            rows.iter()
                .map(|row| row[i].chars().count())
                .max()
                .unwrap_or(0)
        });
        let mut out = context.ui.out();
        for (claim, [id, kind, reviews]) in claims.iter().zip(&rows) {
            let head = format!(
                "{id:a$}  {kind:b$}  {reviews:>c$}  ",
                a = widths[0],
                b = widths[1],
                c = widths[2]
            );
            let room = context
                .ui
                .width()
                .saturating_sub(head.chars().count())
                .max(20);
            writeln!(
                out,
                "{head}{}",
                shortened(&one_line(&claim.statement), room)
            )?;
        }
        if claims.is_empty() {
            context
                .ui
                .say("no claims; `obelus claim new ID --statement \"…\" --kind fact` makes one");
        }
        Ok(Outcome::Done)
    }
}

fn row(claim: &Claim, snapshot: &Snapshot) -> [String; 3] {
    let reviews = snapshot
        .reviews_of(&claim.id)
        .filter(|review| review.withdrawn.is_none())
        .count();
    let state = if claim.is_open() {
        claim.kind.to_string()
    } else {
        format!("{}, {}", claim.kind, claim.status)
    };
    let noun = if reviews == 1 { "review" } else { "reviews" };
    [claim.id.to_string(), state, format!("{reviews} {noun}")]
}

fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
