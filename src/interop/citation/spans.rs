//! From a processor's tree of elements to a flat line.

use hayagriva::{ElemChild, ElemChildren, Formatting, citationberg::FontStyle};

use crate::model::{citation::Span, identifiers::is_web_address};

/// The stretches of a rendered line; neighbours of the same style are one.
pub(super) fn spans(line: &ElemChildren) -> Vec<Span> {
    let mut spans = Vec::new();
    collect(line, &mut spans);
    for span in &mut spans {
        mend_year(&mut span.text);
    }
    spans.retain(|span| !span.text.is_empty());
    spans
}

/// For a web page with no more than a year the processor writes `(2016,)`.
fn mend_year(text: &mut String) {
    let Some(end) = text.find(",).") else {
        return;
    };
    let inside = text.get(..end).and_then(|t| t.rsplit_once('('));
    let is_year = inside.is_some_and(|(_, year)| {
        year.contains(|c: char| c.is_ascii_digit())
            && year
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | ' ' | '-'))
    });
    if is_year {
        text.remove(end);
    }
}

/// A rendered citation without the brackets around it.
pub(super) fn label(citation: &ElemChildren) -> String {
    let text: String = spans(citation).into_iter().map(|span| span.text).collect();
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inner.unwrap_or(&text).to_owned()
}

fn collect(children: &ElemChildren, into: &mut Vec<Span>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => push(into, &text.text, text.formatting, None),
            ElemChild::Link { text, url } => {
                drop_dangling_verb(into);
                push(into, &text.text, text.formatting, Some(url));
            }
            ElemChild::Elem(elem) => collect(&elem.children, into),
            ElemChild::Markup(text) => push(into, text, Formatting::default(), None),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Without a day of access, the processor writes `Retrieved https://…` where a word is missing.
fn drop_dangling_verb(into: &mut [Span]) {
    if let Some(last) = into.last_mut() {
        let kept = last.text.strip_suffix("Retrieved ").map(str::len);
        last.text.truncate(kept.unwrap_or(last.text.len()));
    }
}

/// Adds a stretch. A full stop after a mark that ends a sentence is one too many.
fn push(into: &mut Vec<Span>, text: &str, formatting: Formatting, url: Option<&String>) {
    let text = match into.last() {
        Some(last) if last.text.ends_with(['?', '!', '.']) => {
            text.strip_prefix('.').unwrap_or(text)
        }
        _ => text,
    };
    let span = Span {
        text: text.to_owned(),
        italic: formatting.font_style == FontStyle::Italic,
        link: url.filter(|url| is_web_address(url)).cloned(),
    };
    match into.last_mut() {
        Some(last) if last.italic == span.italic && last.link == span.link => {
            last.text.push_str(&span.text);
        }
        _ => into.push(span),
    }
}
