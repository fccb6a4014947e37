//! Which brace closes which.
//!
//! Found in one pass with a stack of its own, so that neither depth nor a missing brace makes
//! reading slow or exhausts the program's stack.

/// The matching pairs of braces of a text. A brace after a backslash is text.
pub(super) struct Braces(Vec<(usize, usize)>);

impl Braces {
    pub(super) fn of(text: &str) -> Self {
        let (mut open, mut pairs) = (Vec::new(), Vec::new());
        let mut escaped = false;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                _ if escaped => {}
                b'{' => open.push(at),
                b'}' => pairs.extend(open.pop().map(|start| (start, at))),
                _ => {}
            }
            escaped = byte == b'\\' && !escaped;
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// Where the brace that opens at this byte is closed, if it ever is.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        let found = self.0.binary_search_by_key(&open, |(start, _)| *start);
        found.ok().and_then(|i| self.0.get(i)).map(|(_, end)| *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_match_inside_out_and_escaped_ones_are_text() {
        let braces = Braces::of(r"{a{b}\}c}{");
        assert_eq!(braces.close(0), Some(8));
        assert_eq!(braces.close(2), Some(4));
        assert_eq!(braces.close(9), None);
    }
}
