//! Findings as JSON, schema `obelus-check/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::diagnostic::{Finding, Severity};

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-check/1";

/// Every problem of a workspace or of a pull request.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingsDocument {
    /// `obelus-check/1`
    schema: &'static str,
    /// The findings, in order of path and place.
    findings: Vec<FindingRow>,
    /// How many of them are errors.
    errors: usize,
    /// How many of them are warnings.
    warnings: usize,
}

/// One problem.
#[derive(Debug, Serialize, JsonSchema)]
struct FindingRow {
    /// Stable code of the sort of problem.
    code: &'static str,
    /// `error` or `warning`.
    severity: String,
    /// The file, relative to the workspace.
    path: String,
    /// First line, from 1.
    line: usize,
    /// First column, from 1, in characters.
    column: usize,
    /// Last line.
    end_line: usize,
    /// Column after the last character.
    end_column: usize,
    /// What is wrong.
    message: String,
    /// What to write instead.
    help: Option<String>,
}

impl From<&Finding> for FindingRow {
    fn from(finding: &Finding) -> Self {
        let diagnostic = &finding.diagnostic;
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity().to_string(),
            path: diagnostic.path.clone(),
            line: finding.start.line,
            column: finding.start.column,
            end_line: finding.end.line,
            end_column: finding.end.column,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }
}

/// The findings as a document.
pub fn json(findings: &[Finding]) -> FindingsDocument {
    let errors = findings
        .iter()
        .filter(|f| f.diagnostic.severity() == Severity::Error)
        .count();
    FindingsDocument {
        schema: SCHEMA,
        findings: findings.iter().map(FindingRow::from).collect(),
        errors,
        warnings: findings.len() - errors,
    }
}
