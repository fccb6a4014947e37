//! Findings as annotations of GitHub: workflow commands on standard output.
//!
//! GitHub shows ten errors and ten warnings of a step, and fifty annotations of a run; it drops the
//! rest without a word. So no more than ten of each are written, errors first, and what is left
//! over is said. The step summary holds everything.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::results::Results;
use crate::model::diagnostic::{Finding, Severity};
use crate::present::{
    log_command::{data, property, tame},
    visible::{visible, visible_line},
};

/// Annotations of one severity that GitHub shows for one step.
pub const MOST: usize = 10;

/// What became of the findings for which no annotation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// A summary lists them.
    Summarised,
    /// There is no summary, so they are written as plain lines.
    Printed,
}

/// Writes the annotations, and what GitHub would not show.
pub fn github(results: &Results<'_>, rest: Rest, out: &mut dyn Write) -> io::Result<()> {
    let mut left = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        for (n, finding) in results.of(severity).enumerate() {
            if n < MOST {
                writeln!(out, "{}", command(results, severity, finding))?;
            } else {
                left.push(finding);
            }
        }
    }
    match (left.len(), rest) {
        (0, _) => Ok(()),
        (n, Rest::Summarised) => writeln!(out, "{n} more: see the summary of this step"),
        (n, Rest::Printed) => {
            writeln!(out, "{n} more:")?;
            left.iter()
                .try_for_each(|finding| writeln!(out, "{}", line(results, finding)))
        }
    }
}

fn command(results: &Results<'_>, severity: Severity, finding: &Finding) -> String {
    let (start, end) = (finding.start, finding.end);
    let mut place = format!("line={},endLine={}", start.line, end.line.max(start.line));
    if start.line == end.line && end.column > start.column {
        let _ = write!(place, ",col={},endColumn={}", start.column, end.column);
    }
    let diagnostic = &finding.diagnostic;
    let mut text = visible_line(&diagnostic.message).into_owned();
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {}", visible_line(help));
    }
    format!(
        "::{severity} file={},{place},title={}::{}",
        property(&visible(&results.place(finding))),
        property(&format!("obelus {}", diagnostic.code)),
        data(&tame(&text)),
    )
}

fn line(results: &Results<'_>, finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let line = format!(
        "{}[{}]: {}:{}:{}: {}",
        results.severity(finding),
        diagnostic.code,
        visible_line(&results.place(finding)),
        finding.start.line,
        finding.start.column,
        diagnostic.message
    );
    tame(&visible_line(&line)).into_owned()
}
