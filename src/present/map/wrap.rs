//! Text broken into lines for a drawing, which cannot break them itself.

use unicode_width::UnicodeWidthStr;

/// At most `lines` lines of at most `columns` columns; an ellipsis tells that something is left out.
pub(super) fn wrapped(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut broken: Vec<String> = Vec::new();
    for word in text
        .split_whitespace()
        .flat_map(|word| pieces(word, columns))
    {
        let full = broken.len() == lines;
        match broken.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= columns => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(line) if full => {
                line.push('…');
                break;
            }
            _ => broken.push(word),
        }
    }
    broken
}

/// A word that is wider than a line, in pieces that fit.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut found = vec![String::new()];
    for c in word.chars() {
        let full = found.last().is_some_and(|piece| piece.width() >= columns);
        if full {
            found.push(String::new());
        }
        if let Some(piece) = found.last_mut() {
            piece.push(c);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(wrapped("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(
            wrapped("one two three four five", 7, 2),
            ["one two", "three…"]
        );
        assert_eq!(wrapped("abcdefghij", 4, 3), ["abcd", "efgh", "ij"]);
        assert!(wrapped("  ", 4, 3).is_empty());
    }
}
