//! Foreign text in Markdown: shown as it is, never acted on.

use crate::present::visible::{one_line, visible};

/// Text on one line in which no character is markup, no word a mention and no number an issue.
pub fn inline(text: &str) -> String {
    escape(&one_line(text))
}

/// Text of a link: what would be made a link by itself already is one.
pub fn link_text(text: &str) -> String {
    markup(&one_line(text))
}

/// Text of several paragraphs, quoted; an empty line separates paragraphs.
pub fn quote(text: &str) -> String {
    visible(text)
        .lines()
        .map(|line| {
            if line.trim().is_empty() {
                ">".to_owned()
            } else {
                format!("> {}", escape(line.trim()))
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn escape(text: &str) -> String {
    guard_start(&defuse_addresses(&markup(text)))
}

fn markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '#' | '@' => {
                escaped.push_str(if c == '#' { "\\#" } else { "@" });
                if chars.peek().is_some_and(char::is_ascii_alphanumeric) {
                    escaped.push_str("&#8203;");
                }
            }
            // Merge requests and milestones of GitLab.
            '!' | '%' if chars.peek().is_some_and(char::is_ascii_digit) => {
                escaped.push(c);
                escaped.push_str("&#8203;");
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Bare addresses would be made links by some hosts, and `GH-1` an issue.
fn defuse_addresses(text: &str) -> String {
    let mut text = text
        .replace("://", ":&#8203;//")
        .replace("www.", "www&#8203;.");
    for issue in ["GH", "Gh", "gH", "gh"] {
        text = text.replace(&format!("{issue}-"), &format!("{issue}&#8203;-"));
    }
    text
}

/// What begins a list, a heading, a rule or a command to a bot at the start of a line.
fn guard_start(text: &str) -> String {
    let numbered = text
        .find(['.', ')'])
        .is_some_and(|at| at > 0 && text.bytes().take(at).all(|b| b.is_ascii_digit()));
    if text.starts_with(['-', '+', '=', ':', '/']) {
        format!("\\{text}")
    } else if numbered {
        let at = text.find(['.', ')']).unwrap_or_default();
        let (number, rest) = text.split_at(at);
        format!("{number}\\{rest}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_mentions_and_issues_are_defused() {
        assert_eq!(inline("<script>"), "&lt;script&gt;");
        assert_eq!(inline("ask @org/team"), "ask @&#8203;org/team");
        assert_eq!(inline("Fixes #1"), "Fixes \\#&#8203;1");
        assert_eq!(
            inline("[x](javascript:alert(1))"),
            "\\[x\\](javascript:alert(1))"
        );
        assert_eq!(inline("a | b"), "a \\| b");
        assert_eq!(inline("```"), "\\`\\`\\`");
        assert_eq!(inline("closes gh-1"), "closes gh&#8203;-1");
        assert_eq!(inline("see !12 and 5%"), "see !&#8203;12 and 5%");
        assert_eq!(inline("/approve"), "\\/approve");
    }

    #[test]
    fn a_line_cannot_begin_a_block() {
        assert_eq!(inline("# head"), "\\# head");
        assert_eq!(inline("1. one"), "1\\. one");
        assert_eq!(inline("- item"), "\\- item");
        assert_eq!(quote("a\n\n---"), "> a\n>\n> \\---");
    }
}
