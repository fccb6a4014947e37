//! Printed lines put back together.

use std::ops::Range;

/// Running text with a map from the bytes of the printed one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unwrapped {
    /// The text on one line.
    pub text: String,
    /// For each of its characters where it stands in it, and where it came from, both in order.
    map: Vec<(usize, usize)>,
}

impl Unwrapped {
    /// Joins the lines of some bytes of a text. Words broken at a line's end lose their hyphen before
    /// a small letter and keep it before others; soft hyphens and other white space go.
    pub fn new(raw: &str, bytes: Range<usize>) -> Self {
        let mut joined = Self::default();
        let from = bytes.start;
        let text = raw.get(bytes).unwrap_or_default();
        let mut chars = text.char_indices().peekable();
        let mut space = None;
        while let Some((at, c)) = chars.next() {
            if c == '\u{ad}' {
                continue;
            }
            if c.is_whitespace() {
                space = space.or(Some(at));
                continue;
            }
            if let Some(space) = space.take() {
                joined.push(' ', from + space);
            }
            if matches!(c, '-' | '\u{2010}')
                && let Some((rest, next)) = after_break(text, at + c.len_utf8())
            {
                if !next.is_lowercase() {
                    joined.push(c, from + at);
                }
                while chars.next_if(|(at, _)| *at < rest).is_some() {}
                continue;
            }
            joined.push(c, from + at);
        }
        joined
    }

    fn push(&mut self, c: char, from: usize) {
        self.map.push((self.text.len(), from));
        self.text.push(c);
    }

    /// The bytes of the printed text that some bytes of the joined one came from; nothing for none.
    pub fn raw_of(&self, joined: &Range<usize>) -> Option<Range<usize>> {
        let first = self.map.partition_point(|(at, _)| *at < joined.start);
        let next = self.map.partition_point(|(at, _)| *at < joined.end);
        let (_, start) = self.map.get(first)?;
        let (at, last) = self.map.get(next.checked_sub(1)?)?;
        let c = self.text.get(*at..)?.chars().next()?;
        (first < next).then(|| *start..last + c.len_utf8())
    }

    /// The bytes of the joined text that came from some bytes of the printed one.
    pub fn bytes_of(&self, raw: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            let next = self.map.partition_point(|(_, from)| *from < byte);
            self.map.get(next).map_or(self.text.len(), |(at, _)| *at)
        };
        let (start, end) = (at(raw.start), at(raw.end));
        start..end.max(start)
    }
}

/// If a line ends here, the byte at which the text goes on, and with which letter.
fn after_break(text: &str, at: usize) -> Option<(usize, char)> {
    let rest = text.get(at..)?;
    let next = rest.trim_start();
    let gap = rest.get(..rest.len() - next.len())?;
    let first = next.chars().next()?;
    (gap.contains(['\n', '\u{c}']) && first.is_alphabetic()).then_some((at + gap.len(), first))
}
