//! Lines and columns of a text, found quickly however many are asked for.

use crate::model::diagnostic::Position;

/// Characters are counted once for each stretch of so many bytes.
const STRETCH: usize = 1024;

/// A text with its line starts and, for every stretch, the characters before it.
#[derive(Debug)]
pub struct Lines<'t> {
    /// The text.
    pub text: &'t str,
    starts: Vec<usize>,
    counted: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Looks through the text once.
    pub fn new(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let is_start = |byte: &u8| (*byte & 0xC0) != 0x80;
        let mut counted = vec![0];
        let mut total = 0;
        for stretch in text.as_bytes().chunks(STRETCH) {
            total += stretch.iter().filter(|byte| is_start(byte)).count();
            counted.push(total);
        }
        Self {
            text,
            starts,
            counted,
        }
    }

    /// Line and column of a byte, both from 1, columns in characters.
    ///
    /// A byte order mark at the very start is not counted, since no editor shows it. A byte within a
    /// character counts as that character's first; one past the end as the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let mark = usize::from(start == 0 && byte > 0 && self.text.starts_with('\u{feff}'));
        Position {
            line,
            column: self.characters(byte) - self.characters(start) - mark + 1,
        }
    }

    /// Characters before a byte that begins one.
    fn characters(&self, byte: usize) -> usize {
        let stretch = byte / STRETCH;
        let before = self.counted.get(stretch).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(stretch * STRETCH..byte);
        let is_start = |byte: &&u8| (**byte & 0xC0) != 0x80;
        before + rest.unwrap_or_default().iter().filter(is_start).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition, in its plainest form.
    fn counted_out(text: &str, byte: usize) -> Position {
        let before = &text[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        Position { line, column }
    }

    proptest! {
        #[test]
        fn lines_and_columns_are_those_counted_out_by_hand(text in "[aé漢😀\n\r]{0,60}", times in 1usize..60) {
            let text = text.repeat(times);
            let lines = Lines::new(&text);
            for (byte, _) in text.char_indices().step_by(7) {
                prop_assert_eq!(lines.position(byte), counted_out(&text, byte));
            }
            prop_assert_eq!(lines.position(text.len()), counted_out(&text, text.len()));
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let lines = Lines::new("\u{feff}ab\nc");
        assert_eq!(lines.position(3), Position { line: 1, column: 1 });
        assert_eq!(lines.position(4), Position { line: 1, column: 2 });
        assert_eq!(lines.position(6), Position { line: 2, column: 1 });
    }
}
