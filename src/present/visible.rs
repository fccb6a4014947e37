//! The one way by which foreign text reaches a terminal or a page.
//!
//! Text of records, paths, names and messages of git come from strangers. Control characters could
//! move the cursor or speak to the terminal, and directional marks could make a text look different
//! from what it is, so all of them are shown as escapes.

use std::{borrow::Cow, fmt::Write as _};

use crate::model::identifiers::is_deceptive;

/// A text in which nothing is hidden: controls, directional and other invisible marks appear as
/// `\u{…}`. Line feeds and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, must_show)
}

/// The same for paths, names and messages, which have one line: line feeds and tabs are shown too, so
/// that nothing can pass for a line of its own.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    shown(text, |c| must_show(c) || matches!(c, '\n' | '\t'))
}

fn shown(text: &str, must_show: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&must_show) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if must_show(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// The same, on one line: white space is folded to single spaces.
pub fn one_line(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A line for a terminal: colours pass (`ESC [ … m`), every other control and every deceptive mark is
/// written as JSON would, `\u202e`, so that JSON stays the same JSON.
pub fn on_terminal(line: &str) -> Cow<'_, str> {
    if !line.chars().any(must_show) {
        return Cow::Borrowed(line);
    }
    let mut shown = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let length = colour(rest).unwrap_or(c.len_utf8());
        let (now, later) = rest.split_at(length);
        if must_show(c) && length == c.len_utf8() {
            let _ = write!(shown, "\\u{:04x}", u32::from(c));
        } else {
            shown.push_str(now);
        }
        rest = later;
    }
    Cow::Owned(shown)
}

/// Bytes of the sequence that sets colours at the start of a text, if one stands there.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then_some(end + 3)
}

fn must_show(c: char) -> bool {
    is_deceptive(c)
        || matches!(
            c,
            '\r' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_that_speak_to_a_terminal_are_defused() {
        let hostile = "a\u{1b}]8;;http://evil\u{7}b\u{9b}31mc\u{202e}d";
        let shown = visible(hostile);
        assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'));
        assert!(shown.contains("\\u{1b}"));
    }

    #[test]
    fn a_path_cannot_begin_a_line() {
        assert_eq!(visible_line("a\n::error::b\t"), "a\\u{a}::error::b\\u{9}");
    }

    #[test]
    fn ordinary_text_of_any_script_is_untouched() {
        let text = "Россия и Япония\n日本とロシア\tالعربية";
        assert!(matches!(visible(text), Cow::Borrowed(_)));
    }
}
