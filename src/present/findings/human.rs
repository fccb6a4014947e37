//! Findings in the manner of rustc: message, place, the line underlined, and what to do.

use std::collections::BTreeMap;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use crate::model::diagnostic::{Finding, Severity};
use crate::present::visible::visible_line;

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
        .primary_title(visible_line(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let path = visible_line(&diagnostic.path);
    let group = if finding.bytes.is_empty() && finding.start.line == 1 && finding.start.column == 1
    {
        title.element(Origin::path(path))
    } else if let Some((line, span)) = excerpt(finding, text) {
        let snippet = Snippet::source(line).path(path);
        let snippet = snippet.line_start(finding.start.line).fold(true);
        title.element(snippet.annotation(AnnotationKind::Primary.span(span)))
    } else {
        let origin = Origin::path(path).line(finding.start.line);
        title.element(origin.char_column(finding.start.column))
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(visible_line(help))),
        None => group,
    }
}

/// Lines longer than this are not shown: nobody could read them, and laying them out takes long.
const LONGEST_LINE: usize = 10_000;

/// The line on which a finding begins, and the bytes of that line it concerns. Only this line is
/// laid out, so that many findings in a long file are as quick as one.
fn excerpt<'a>(finding: &Finding, text: &'a str) -> Option<(&'a str, std::ops::Range<usize>)> {
    let bytes = finding.bytes.clone();
    let (before, after) = (text.get(..bytes.start)?, text.get(bytes.start..)?);
    let near = before.floor_char_boundary(before.len().saturating_sub(LONGEST_LINE));
    let start = match before.get(near..)?.rfind('\n') {
        Some(at) => near + at + 1,
        None if near == 0 => 0,
        None => return None,
    };
    let rest = after.get(..after.floor_char_boundary(LONGEST_LINE))?;
    let end = match rest.find('\n') {
        Some(length) => bytes.start + length,
        None if rest.len() == after.len() => text.len(),
        None => return None,
    };
    let line = text.get(start..end)?;
    // Columns are counted as in the finding, without the byte order mark.
    let mark = if line.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let within = |byte: usize| byte.min(end).saturating_sub(start + mark);
    Some((line.get(mark..)?, within(bytes.start)..within(bytes.end)))
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
