//! The closed rounds at a terminal.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::fit;
use crate::present::{
    json::rounds::Listed,
    numbers::counted,
    style::{BAD, COMMAND, paint},
    visible::one_line,
};

/// Writes one line a round, oldest first.
pub fn list(rounds: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = rounds.iter().map(|round| one_line(&round.name)).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (round, name) in rounds.iter().zip(&names) {
        let commit = round.commit.get(..12).unwrap_or(&round.commit);
        write!(out, "{}  {}  ", fit(name, width), paint(COMMAND, commit))?;
        match (&round.missing, &round.committed) {
            (Some(why), _) => writeln!(out, "{}", paint(BAD, why))?,
            (None, committed) => writeln!(
                out,
                "{}  {} of {}",
                committed.as_deref().and_then(|c| c.get(..10)).unwrap_or(""),
                counted(round.reviews.unwrap_or(0), "review"),
                counted(round.claims.unwrap_or(0), "claim"),
            )?,
        }
    }
    Ok(())
}
