//! Mistakes of TOML itself, and characters that hide in its text.

use toml::de::Error;

use crate::model::{
    diagnostic::{ByteRange, Code, Diagnostic, Place},
    identifiers::is_deceptive,
};
use crate::store::shape::check::Gather;

/// Findings that say something is lacking: after a mistake of syntax it may merely be unread.
const LACKS: &[Code] = &[
    Code::MissingKey,
    Code::RatingMissing,
    Code::ReasonMissing,
    Code::SuccessorMissing,
    Code::AttackMissing,
    Code::BoundMissing,
    Code::BadAnchor,
];

/// After so many mistakes of one sort in one file the rest is no longer told: such a file is damaged as
/// a whole, and a million findings help nobody.
const ENOUGH: usize = 100;

/// Reports each mistake of syntax.
pub(super) fn report(errors: &[Error], gather: &mut Gather<'_>) {
    for error in errors.iter().take(ENOUGH) {
        let bytes = error.span().unwrap_or(0..0);
        let written = gather.text.get(bytes.clone()).unwrap_or_default();
        let help = help(error.message(), written);
        gather.add(
            Code::InvalidToml,
            bytes,
            error.message().to_owned(),
            Some(help),
        );
    }
}

fn help(message: &str, written: &str) -> String {
    let says = |part: &str| message.contains(part);
    let percent = written
        .trim()
        .strip_suffix('%')
        .and_then(|n| n.parse::<f64>().ok());
    let help = match percent {
        Some(n) if (0.0..=100.0).contains(&n) => {
            return format!("write {}", (n * 1e10).round() / 1e12);
        }
        _ if says("duplicate key") => {
            "each key or table may stand once; join the two, or rename one"
        }
        _ if says("carriage return") => {
            "the line ends of this file are those of old Macs; save it with LF or CRLF"
        }
        _ if says("recurs") => {
            "lists and tables stand too deep within one another; no record needs that"
        }
        _ if says("must be quoted") => "put texts in quotation marks: key = \"text\"",
        _ if says("string") => {
            "close the text with the quotation mark that opened it; \"\"\" opens and closes texts of several lines"
        }
        _ if says("array") => "close the list with ] and put commas between its items",
        _ if says("inline table") => "close the table with } and put commas between its keys",
        _ if says("no value") => "write key = value, and texts in quotation marks",
        _ => {
            "a line has the form key = value; texts stand in quotation marks, headings in [ ] or [[ ]]"
        }
    };
    help.to_owned()
}

/// Reports characters that hide or reorder text, wherever in the file they stand, comments included.
pub(super) fn deceptive(gather: &mut Gather<'_>) {
    let text = gather.text;
    if text.is_ascii() && !text.contains('\u{7f}') {
        return;
    }
    // TOML itself refuses the other controls.
    let hidden = |c: &char| is_deceptive(*c) && (!c.is_ascii_control() || *c == '\u{7f}');
    for (at, c) in text.char_indices().filter(|(_, c)| hidden(c)).take(ENOUGH) {
        let message = format!("the invisible character U+{:04X} stands here", u32::from(c));
        let help = "remove it; it can make the text look different from what it is".to_owned();
        gather.add(
            Code::ControlCharacter,
            at..at + c.len_utf8(),
            message,
            Some(help),
        );
    }
}

/// Takes out what follows from a mistake of syntax: keys that may merely be unread, and second
/// opinions on the very bytes that could not be read.
pub(super) fn quieten(found: &mut Vec<Diagnostic>) {
    let bytes = |d: &Diagnostic| match d.place {
        Place::Bytes(bytes) => Some(bytes),
        _ => None,
    };
    let broken: Vec<ByteRange> = found
        .iter()
        .filter(|d| d.code == Code::InvalidToml)
        .filter_map(bytes)
        .collect();
    let meets = |a: ByteRange, b: &ByteRange| a.start < b.end.max(b.start + 1) && b.start < a.end;
    found.retain(|d| {
        let second = bytes(d).is_some_and(|inner| broken.iter().any(|outer| meets(inner, outer)));
        matches!(d.code, Code::InvalidToml | Code::ControlCharacter)
            || !(LACKS.contains(&d.code) || second)
    });
}
