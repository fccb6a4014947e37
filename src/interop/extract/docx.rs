//! Text of DOCX: paragraphs of the body, then the notes.

use super::xml::Piece;
use super::{ExtractError, archive::Archive, lines::Lines, xml};

const NAME: &str = "DOCX";

pub(super) fn text(bytes: &[u8]) -> Result<String, ExtractError> {
    let mut archive = Archive::open(bytes, NAME)?;
    let mut lines = Lines::default();
    for part in [
        "word/document.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
    ] {
        if part == "word/document.xml" || archive.has(part) {
            part_text(&archive.text(part)?, &mut lines)?;
        }
    }
    Ok(lines.finish())
}

fn part_text(xml: &str, lines: &mut Lines) -> Result<(), ExtractError> {
    // Text stands in `t`; a fallback repeats what was shown, deleted text stands in `delText`.
    let (mut in_text, mut fallback) = (false, 0_usize);
    let read = xml::each(xml, |piece| match piece {
        Piece::Open(name, _) => match name.as_str() {
            "t" => in_text = true,
            "Fallback" => fallback += 1,
            "p" => lines.paragraph(),
            "br" | "cr" => lines.line(),
            "tab" => lines.push(" "),
            "noBreakHyphen" => lines.push("-"),
            "softHyphen" => lines.push("\u{ad}"),
            _ => {}
        },
        Piece::Close(name) => match name.as_str() {
            "t" => in_text = false,
            "Fallback" => fallback = fallback.saturating_sub(1),
            "p" => lines.paragraph(),
            _ => {}
        },
        Piece::Text(text) if in_text && fallback == 0 => lines.push(&text),
        Piece::Text(_) => {}
    });
    read.map_err(|why| ExtractError::Broken(NAME, why))
}
