//! Build servers act on lines of a log. Foreign text in a log must be read, never obeyed.
//!
//! GitHub's runner takes a line that begins with `::name` after white space, and `##[name]` anywhere
//! in a line, for a command; Azure's takes `##vso[`, `TeamCity`'s `##teamcity[`.

use std::borrow::Cow;

/// Text of a workflow command, after the second `::`.
pub fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command, such as a file.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A text in which nothing is a command: the first sign of one is written as the escape `\u003a` or
/// `\u0023`, which JSON reads back as the same sign.
pub fn tame(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive(['\n', '\r']);
    Cow::Owned(lines.map(line).collect())
}

fn line(line: &str) -> String {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let body = line.trim_start_matches(blank);
    let (indent, body) = line.split_at(line.len() - body.len());
    match body.strip_prefix("::") {
        Some(rest) => format!("{indent}\\u003a:{}", brackets(rest)),
        None => format!("{indent}{}", brackets(body)),
    }
}

/// `##`, letters perhaps, and a bracket.
fn brackets(text: &str) -> String {
    let mut tamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("##") {
        let (before, from) = rest.split_at(at);
        tamed.push_str(before);
        let after = from.trim_start_matches('#');
        let word = after.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let hashes = from.len() - after.len();
        if word.starts_with('[') {
            tamed.push_str(&"#".repeat(hashes - 1));
            tamed.push_str("\\u0023");
        } else {
            tamed.push_str(&"#".repeat(hashes));
        }
        rest = after;
    }
    tamed + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether GitHub's runner would take a line for a command (actions/runner, `ActionCommand`).
    fn is_command(line: &str) -> bool {
        line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
    }

    #[test]
    fn both_forms_of_a_command_are_shown_and_not_given() {
        assert_eq!(tame("::stop-commands::x"), "\\u003a:stop-commands::x");
        assert_eq!(tame("a\n  ::error::b"), "a\n  \\u003a:error::b");
        assert_eq!(tame("see ##[add-mask]x"), "see #\\u0023[add-mask]x");
        assert_eq!(tame("###[x]"), "##\\u0023[x]");
        assert_eq!(tame("##vso[task]"), "#\\u0023vso[task]");
    }

    #[test]
    fn ordinary_text_is_untouched() {
        for text in ["std::io", "## Heading [1]", "a ## b", "#[test]", "10:30::x"] {
            assert_eq!(tame(text), text);
        }
    }

    #[test]
    fn properties_and_text_are_encoded_as_the_runner_decodes_them() {
        assert_eq!(property("a:b,c%\r\n"), "a%3Ab%2Cc%25%0D%0A");
        assert_eq!(data("a:b,c%\r\n"), "a:b,c%25%0D%0A");
    }

    proptest! {
        #[test]
        fn no_line_is_a_command(text in "[a:#\\[\\] \n\rv]{0,30}") {
            let tamed = tame(&text);
            prop_assert!(!tamed.split(['\n', '\r']).any(is_command), "{tamed:?}");
        }

        #[test]
        fn what_was_written_can_be_read_back(text in "[a:#\\[\\] \n\rv]{0,30}") {
            let back = tame(&text).replace("\\u003a", ":").replace("\\u0023", "#");
            prop_assert_eq!(back, text);
        }
    }
}
