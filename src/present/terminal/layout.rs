//! Fitting text into columns by the width a terminal gives it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text cut to a width, with an ellipsis where something was cut, and filled up with spaces.
pub fn fit(text: &str, width: usize) -> String {
    let full = text.width();
    if full <= width {
        return format!("{text}{}", " ".repeat(width - full));
    }
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let next = used + c.width().unwrap_or(0);
        if next + 1 > width {
            break;
        }
        cut.push(c);
        used = next;
    }
    format!("{cut}…{}", " ".repeat(width.saturating_sub(used + 1)))
}

/// A text in lines of at most so many columns; its own line breaks stay.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    text.lines()
        .flat_map(|line| wrap_line(line, width.max(1)))
        .collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in line.split_whitespace() {
        // Colours take no room.
        let length = anstream::adapter::strip_str(word).to_string().width();
        let Some(last) = lines.last_mut() else { break };
        if used > 0 && used + 1 + length > width {
            lines.push(word.to_owned());
            used = length;
            continue;
        }
        if used > 0 {
            last.push(' ');
            used += 1;
        }
        last.push_str(word);
        used += length;
    }
    lines
}

/// Wrapped lines behind an indent; the first line may stand behind something else of that width.
pub fn indented(text: &str, indent: usize, width: usize) -> String {
    let pad = " ".repeat(indent);
    wrap(text, width.saturating_sub(indent)).join(&format!("\n{pad}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(fit("日本とロシア", 7), "日本と…");
        assert_eq!(fit("abc", 5), "abc  ");
        assert_eq!(fit("abcdef", 5), "abcd…");
    }

    #[test]
    fn words_are_never_torn() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("extraordinarily", 4), ["extraordinarily"]);
    }
}
