//! Findings as `JUnit`'s XML: a test case for each, so that any build server shows them.
//!
//! Errors are failures. Warnings pass and say what they have to say as output, unless they are
//! refused. Both the schema of Jenkins's plugin and that of Ant are kept. Ant's wants a time and a
//! host: the time is the commit's, and nothing is measured.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::results::Results;
use crate::model::diagnostic::{Finding, Severity};
use crate::present::visible::{visible, visible_line};

/// Writes one suite. `committed` is the commit's time in RFC 3339, where there is a commit.
pub fn junit(
    results: &Results<'_>,
    committed: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let failures = results.of(Severity::Error).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuite name=\"obelus\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" time=\"0\" timestamp=\"{}\" hostname=\"localhost\">",
        results.findings.len().max(1),
        local(committed)
    )?;
    writeln!(
        out,
        "  <properties>\n    <property name=\"version\" value=\"{}\"/>\n  </properties>",
        attribute(results.version)
    )?;
    if results.findings.is_empty() {
        writeln!(
            out,
            "  <testcase name=\"no problems found\" classname=\"obelus\" time=\"0\"/>"
        )?;
    }
    let mut warnings = String::new();
    for finding in results.findings {
        case(results, finding, &mut warnings, out)?;
    }
    writeln!(
        out,
        "  <system-out>{warnings}</system-out>\n  <system-err></system-err>\n</testsuite>"
    )
}

fn case(
    results: &Results<'_>,
    finding: &Finding,
    warnings: &mut String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let path = visible_line(&results.place(finding)).into_owned();
    let place = format!("{path}:{}:{}", finding.start.line, finding.start.column);
    let name = attribute(&format!("{} at {place}", diagnostic.code));
    let class = attribute(path.strip_suffix(".toml").unwrap_or(&path));
    let text = match &diagnostic.help {
        Some(help) => format!("{place}: {}\nhelp: {help}", diagnostic.message),
        None => format!("{place}: {}", diagnostic.message),
    };
    if results.severity(finding) == Severity::Warning {
        let _ = writeln!(warnings, "warning[{}]: {}", diagnostic.code, content(&text));
        return writeln!(
            out,
            "  <testcase name=\"{name}\" classname=\"{class}\" time=\"0\"/>"
        );
    }
    writeln!(
        out,
        "  <testcase name=\"{name}\" classname=\"{class}\" time=\"0\">\n    <failure message=\"{}\" type=\"{}\">{}</failure>\n  </testcase>",
        attribute(&diagnostic.message),
        diagnostic.code,
        content(&text)
    )
}

/// Local date and time without the offset, which is all that Ant's schema allows.
fn local(committed: Option<&str>) -> &str {
    committed
        .and_then(|time| time.get(..19))
        .unwrap_or("1970-01-01T00:00:00")
}

/// Text of an element. Characters that no XML may hold are shown as escapes.
fn content(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(c.escape_unicode()),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text of an attribute, in which line feeds and tabs would become spaces.
fn attribute(text: &str) -> String {
    content(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup_or_unwritable() {
        assert_eq!(
            content("a<b>&\"\u{1}\u{ffff}"),
            "a&lt;b&gt;&amp;&quot;\\u{1}\\u{ffff}"
        );
        assert_eq!(attribute("a\nb"), "a&#10;b");
    }
}
