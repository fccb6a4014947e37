//! The bytes that a passage is printed with.

use std::ops::Range;

use super::copy::Copy;

/// Words cut by an approximate match are completed up to this many letters.
const LONGEST_REST: usize = 24;

/// The bytes of a passage in the raw text, with the signs (quotation marks, full stops) that the
/// anchor's first and last words are printed with. Where a match is approximate its edges may cut
/// words, which are completed.
pub(super) fn printed(
    copy: &Copy<'_>,
    chars: Range<usize>,
    words: (&str, &str),
    exact: bool,
) -> Option<Range<usize>> {
    let mut bytes = copy.folded.raw(chars)?;
    if !exact {
        bytes = whole_words(copy.raw, bytes);
    }
    let before = copy.raw.get(..bytes.start)?.chars().rev();
    let opening: Vec<char> = words.0.chars().take_while(|c| is_sign(*c)).collect();
    let start = bytes.start - matching(opening.into_iter().rev(), before);
    let after = copy.raw.get(bytes.end..)?.chars();
    let closing: Vec<char> = words.1.chars().rev().take_while(|c| is_sign(*c)).collect();
    let end = bytes.end + matching(closing.into_iter().rev(), after);
    Some(start..end)
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Bytes of the signs that the text has like the anchor, quotation marks of any kind being alike.
fn matching(signs: impl Iterator<Item = char>, text: impl Iterator<Item = char>) -> usize {
    signs
        .zip(text)
        .take_while(|(sign, c)| sign == c || (is_quote(*sign) && is_quote(*c)))
        .map(|(_, c)| c.len_utf8())
        .sum()
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '\u{2018}'
            ..='\u{201f}' | '「' | '」' | '『' | '』'
    )
}

/// Widened to the words that the edges stand in, in scripts that part their words.
fn whole_words(raw: &str, bytes: Range<usize>) -> Range<usize> {
    let inner = raw.get(bytes.clone()).unwrap_or_default();
    let before = raw.get(..bytes.start).unwrap_or_default().chars().rev();
    let after = raw.get(bytes.end..).unwrap_or_default().chars();
    let start = inner.chars().next().map_or(0, |c| rest(c, before));
    let end = inner.chars().next_back().map_or(0, |c| rest(c, after));
    bytes.start - start..bytes.end + end
}

/// Bytes of the letters that go on from a letter; none if the run is too long to be a word.
fn rest(edge: char, text: impl Iterator<Item = char>) -> usize {
    let run: Vec<char> = text
        .take_while(|c| c.is_alphanumeric() && edge.is_alphanumeric() && !is_unparted(*c))
        .take(LONGEST_REST + 1)
        .collect();
    let whole = run.len() <= LONGEST_REST;
    run.iter().filter(|_| whole).map(|c| c.len_utf8()).sum()
}

/// Letters of scripts that print no spaces between words.
pub(super) fn is_unparted(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
