//! The way by which foreign text reaches the page.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::present::visible::{one_line, visible};

/// A short text on one line.
pub(super) fn line(text: &str) -> String {
    one_line(text)
}

/// A longer text as paragraphs: an empty line begins a new one, other line ends are spaces.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in split(text) { p { (paragraph) } }
    }
}

/// The same where a single paragraph needs no element of its own.
pub(super) fn flowing(text: &str) -> Markup {
    let found = split(text);
    if let [only] = found.as_slice() {
        return html! { (only) };
    }
    html! { @for paragraph in &found { p { (paragraph) } } }
}

fn split(text: &str) -> Vec<String> {
    let text: Cow<'_, str> = visible(text);
    let mut found = vec![String::new()];
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            found.push(String::new());
        } else if let Some(open) = found.last_mut() {
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(line);
        }
    }
    found.retain(|paragraph| !paragraph.is_empty());
    found
}

/// The first letter as a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_begins_a_paragraph() {
        assert_eq!(split("one\ntwo\n\n\nthree "), ["one two", "three"]);
        assert!(split(" \n").is_empty());
    }

    #[test]
    fn markup_in_foreign_text_is_only_text() {
        let page = paragraphs("<img src=x onerror=alert(1)>\u{202e}").into_string();
        assert_eq!(page, "<p>&lt;img src=x onerror=alert(1)&gt;\\u{202e}</p>");
    }
}
