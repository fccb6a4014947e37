//! Findings as GitLab's code quality report, which is Code Climate's format cut down.

use serde_json::{Value, json};

use super::results::{Results, fingerprints};
use crate::model::diagnostic::Severity;
use crate::present::visible::visible;

/// The findings as a list of issues.
pub fn code_quality(results: &Results<'_>) -> Value {
    let rows = results.findings.iter().zip(fingerprints(results));
    let issue = |(finding, fingerprint): (&crate::model::diagnostic::Finding, String)| {
        let diagnostic = &finding.diagnostic;
        let text = match &diagnostic.help {
            Some(help) => format!("{}; {help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        json!({
            "description": visible(&text),
            "check_name": diagnostic.code.as_str(),
            "fingerprint": fingerprint,
            "severity": match results.severity(finding) {
                Severity::Error => "major",
                Severity::Warning => "minor",
            },
            "location": {
                "path": results.place(finding),
                "lines": { "begin": finding.start.line, "end": finding.end.line },
            },
        })
    };
    Value::Array(rows.map(issue).collect())
}
