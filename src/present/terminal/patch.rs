//! What git itself would show: the header of a changed file, and its lines.

use std::io::{self, Write};

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops, udiff};

use crate::present::{
    style::{BAD, COMMAND, GOOD, HEADING, paint},
    visible::{one_line, visible},
};

/// Lines around a change.
const AROUND: usize = 3;
/// Texts with more lines than this together are shown as replaced, since comparing them could take
/// long.
const MOST_LINES: usize = 20_000;

/// One side of a changed file, as git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its path from the top of the repository.
    pub path: String,
    /// The name of its content, or zeros where git has not computed it.
    pub hex: String,
    /// Its mode, such as `100644`.
    pub mode: String,
}

/// A changed file; a side where there is no file is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// As it was.
    pub old: Option<Side>,
    /// As it is.
    pub new: Option<Side>,
    /// What git says of a rename, in lines.
    pub renamed: Vec<String>,
}

/// Writes the lines above a change. `kind` is `git` where a patch follows, and another word where what
/// follows is for reading only, so that nothing takes it for a patch.
pub fn header(header: &Header, kind: &str, out: &mut dyn Write) -> io::Result<()> {
    let lines = header_lines(header, kind);
    lines
        .iter()
        .try_for_each(|line| writeln!(out, "{}", paint(HEADING, &one_line(line))))
}

fn header_lines(header: &Header, kind: &str) -> Vec<String> {
    let path = |side: &Option<Side>, other: &Option<Side>| {
        let side = side.as_ref().or(other.as_ref());
        side.map_or_else(String::new, |side| side.path.clone())
    };
    let (a, b) = (
        path(&header.old, &header.new),
        path(&header.new, &header.old),
    );
    let mut lines = vec![format!("diff --{kind} a/{a} b/{b}")];
    let mut kept = String::new();
    match (&header.old, &header.new) {
        (None, Some(new)) => lines.push(format!("new file mode {}", new.mode)),
        (Some(old), None) => lines.push(format!("deleted file mode {}", old.mode)),
        (Some(old), Some(new)) if old.mode != new.mode => {
            lines.push(format!("old mode {}", old.mode));
            lines.push(format!("new mode {}", new.mode));
        }
        (Some(old), _) => kept = format!(" {}", old.mode),
        (None, None) => {}
    }
    lines.extend(header.renamed.iter().cloned());
    let hex = |side: &Option<Side>| {
        let full = side.as_ref().map_or("0000000", |side| side.hex.as_str());
        full.get(..7).unwrap_or(full).to_owned()
    };
    lines.push(format!(
        "index {}..{}{kept}",
        hex(&header.old),
        hex(&header.new)
    ));
    lines
}

/// Writes the two lines that name the sides.
pub fn names(header: &Header, out: &mut dyn Write) -> io::Result<()> {
    for (sign, letter, side) in [("---", 'a', &header.old), ("+++", 'b', &header.new)] {
        let name = side.as_ref().map_or_else(
            || "/dev/null".to_owned(),
            |side| format!("{letter}/{}", side.path),
        );
        let line = one_line(&format!("{sign} {name}"));
        writeln!(out, "{}", paint(HEADING, &line))?;
    }
    Ok(())
}

/// Writes how the lines of two texts differ, in unified form; nothing if they do not.
pub fn lines(before: &str, after: &str, out: &mut dyn Write) -> io::Result<()> {
    let [old, new] = [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    for group in group_diff_ops(operations(&old, &new), AROUND) {
        let place = udiff::UnifiedHunkHeader::new(&group).to_string();
        writeln!(out, "{}", paint(COMMAND, &place))?;
        for op in &group {
            hunk(op, &old, &new, out)?;
        }
    }
    Ok(())
}

fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    if old.len() + new.len() > MOST_LINES {
        return vec![DiffOp::Replace {
            old_index: 0,
            old_len: old.len(),
            new_index: 0,
            new_len: new.len(),
        }];
    }
    capture_diff_slices(Algorithm::Patience, old, new)
}

fn hunk(op: &DiffOp, old: &[&str], new: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let [before, after] = [(old, op.old_range()), (new, op.new_range())]
        .map(|(lines, range)| lines.get(range).unwrap_or_default());
    if matches!(op, DiffOp::Equal { .. }) {
        return before.iter().try_for_each(|l| line(' ', None, l, out));
    }
    before
        .iter()
        .try_for_each(|l| line('-', Some(BAD), l, out))?;
    after.iter().try_for_each(|l| line('+', Some(GOOD), l, out))
}

fn line(
    sign: char,
    style: Option<anstyle::Style>,
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bare = text.strip_suffix('\n');
    let shown = format!("{sign}{}", visible(bare.unwrap_or(text)));
    match style {
        Some(style) => writeln!(out, "{}", paint(style, &shown))?,
        None => writeln!(out, "{shown}")?,
    }
    if bare.is_none() {
        writeln!(out, "\\ No newline at end of file")?;
    }
    Ok(())
}

/// Writes that two files differ of which at least one is no text.
pub fn binary(header: &Header, out: &mut dyn Write) -> io::Result<()> {
    let name = |letter: char, side: &Option<Side>| {
        side.as_ref().map_or_else(
            || "/dev/null".to_owned(),
            |side| format!("{letter}/{}", side.path),
        )
    };
    let (a, b) = (name('a', &header.old), name('b', &header.new));
    writeln!(
        out,
        "{}",
        one_line(&format!("Binary files {a} and {b} differ"))
    )
}
