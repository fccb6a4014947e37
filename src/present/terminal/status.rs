//! What waits, at a terminal: each thing with the command to type next.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::{Look, diff::marked, layout::indented};
use crate::analysis::{
    diff::Edit,
    waiting::{ForReviewer, Short, Stale},
};
use crate::model::id::{ClaimId, ReviewerId};
use crate::present::style::{COMMAND, FAINT, HEADING, paint};

/// Longer lists are cut here, and the rest is counted.
pub const MOST: usize = 8;

/// The statements that were judged, by the claims that are stale, as far as history tells.
pub type Judged = BTreeMap<ClaimId, Edit<String>>;

/// Writes what waits for one reviewer, with what was reworded since.
pub fn reviewer(
    me: &ReviewerId,
    waiting: &ForReviewer,
    judged: &Judged,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if waiting.is_empty() {
        return writeln!(out, "Nothing waits for {me}.");
    }
    let stale = waiting.stale.iter().map(|stale| {
        (
            reworded(stale, judged.get(&stale.claim), look),
            format!("obelus review {}", stale.claim),
        )
    });
    list(
        "Reworded since you judged them",
        &stale.collect::<Vec<_>>(),
        out,
    )?;
    let answered = waiting.answered.iter().map(|found| {
        (
            format!(
                "{}: your `{}` was answered by {}",
                found.claim, found.own, found.by
            ),
            format!(
                "obelus argue {} --reply-to {} --text \"…\"",
                found.claim, found.by
            ),
        )
    });
    list(
        "Arguments of yours that were answered",
        &answered.collect::<Vec<_>>(),
        out,
    )?;
    let unreviewed = waiting
        .unreviewed
        .iter()
        .map(|claim| (claim.to_string(), format!("obelus review {claim}")));
    list(
        "Not judged by you yet",
        &unreviewed.collect::<Vec<_>>(),
        out,
    )
}

fn reworded(stale: &Stale, judged: Option<&Edit<String>>, look: Look) -> String {
    let Stale {
        claim,
        judged: edition,
        now,
    } = stale;
    let what = if edition == now {
        format!("{claim} (its words were changed, though it is still edition {now})")
    } else {
        format!("{claim} (you judged edition {edition}, it is at {now})")
    };
    let Some(words) = judged.filter(|words| words.differs()) else {
        return what;
    };
    let line = marked(&words.before, &words.after);
    format!("{what}\n      {}", indented(&line, 6, look.width))
}

/// Writes which claims the group has rated too little.
pub fn group(short: &[Short], least: u32, out: &mut dyn Write) -> io::Result<()> {
    let line = |found: &Short| {
        (
            format!("{}: {} of {least}", found.claim, found.ratings),
            format!("obelus review {}", found.claim),
        )
    };
    list(
        "Claims short of ratings for a verdict",
        &short.iter().map(line).collect::<Vec<_>>(),
        out,
    )
}

fn list(title: &str, entries: &[(String, String)], out: &mut dyn Write) -> io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "{}",
        paint(HEADING, &format!("{title}: {}", entries.len()))
    )?;
    for (what, command) in entries.iter().take(MOST) {
        writeln!(out, "  {what}\n      {}", paint(COMMAND, command))?;
    }
    if entries.len() > MOST {
        let more = format!("and {} more", entries.len() - MOST);
        writeln!(out, "  {}", paint(FAINT, &more))?;
    }
    writeln!(out)
}
