//! Findings in the manner of rustc: message, place, the line underlined, and what to do.

use std::collections::BTreeMap;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use crate::model::diagnostic::{Finding, Severity};
use crate::present::visible::visible;

/// How findings are laid out.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether escape codes for colour are written.
    pub colour: bool,
    /// Columns available.
    pub width: usize,
}

/// All findings, one after another.
pub fn human(findings: &[Finding], texts: &BTreeMap<String, String>, look: Look) -> String {
    let base = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = base.decor_style(DecorStyle::Ascii).term_width(look.width);
    let mut shown = String::new();
    for finding in findings {
        let text = texts
            .get(&finding.diagnostic.path)
            .map_or("", String::as_str);
        shown.push_str(&renderer.render(&[group(finding, text)]));
        shown.push_str("\n\n");
    }
    shown
}

fn group<'a>(finding: &'a Finding, text: &'a str) -> Group<'a> {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let path = visible(&diagnostic.path);
    let group = if finding.bytes.is_empty() && finding.start.line == 1 && finding.start.column == 1
    {
        title.element(Origin::path(path))
    } else {
        let snippet = Snippet::source(text).path(path).line_start(1).fold(true);
        title.element(snippet.annotation(AnnotationKind::Primary.span(underline(finding, text))))
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(visible(help))),
        None => group,
    }
}

/// A finding about many lines is underlined on its first.
fn underline(finding: &Finding, text: &str) -> std::ops::Range<usize> {
    let bytes = finding.bytes.clone();
    let first_line = text.get(bytes.clone()).and_then(|part| part.find('\n'));
    match first_line {
        Some(0) | None => bytes,
        Some(length) => bytes.start..bytes.start + length,
    }
}

/// "3 errors, 1 warning", or nothing when there is nothing.
pub fn summary(findings: &[Finding]) -> Option<String> {
    let errors = findings
        .iter()
        .filter(|f| f.diagnostic.severity() == Severity::Error)
        .count();
    let count = |n: usize, noun: &str| match n {
        0 => None,
        1 => Some(format!("1 {noun}")),
        n => Some(format!("{n} {noun}s")),
    };
    let parts: Vec<String> = [
        count(errors, "error"),
        count(findings.len() - errors, "warning"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
