//! What waits, at a terminal: each thing with the command to type next.

use std::io::{self, Write};

use crate::analysis::waiting::{ForReviewer, Short};
use crate::model::id::ReviewerId;
use crate::present::style::{COMMAND, FAINT, HEADING, paint};

/// Longer lists are cut here, and the rest is counted.
const MOST: usize = 8;

/// Writes what waits for one reviewer.
pub fn reviewer(me: &ReviewerId, waiting: &ForReviewer, out: &mut dyn Write) -> io::Result<()> {
    if waiting.is_empty() {
        return writeln!(out, "Nothing waits for {me}.");
    }
    let stale = waiting.stale.iter().map(|(claim, judged, now)| {
        (
            format!("{claim} (you judged edition {judged}, it is at {now})"),
            format!("obelus review {claim}"),
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
