//! Findings on their way to a host: a code forge, a build server, a reader of reports.

use crate::model::diagnostic::{Finding, Severity};

/// Findings together with what every host must know of them.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    /// What was found, in order of path and place.
    pub findings: &'a [Finding],
    /// The workspace's folder within the repository, empty for its top; hosts count paths from there.
    pub folder: &'a str,
    /// Whether warnings are refused like errors.
    pub deny_warnings: bool,
    /// The version of obelus.
    pub version: &'a str,
}

impl Results<'_> {
    /// The file of a finding, counted from the top of the repository.
    pub fn place(&self, finding: &Finding) -> String {
        let path = &finding.diagnostic.path;
        if self.folder.is_empty() {
            return path.clone();
        }
        format!("{}/{path}", self.folder)
    }

    /// How bad a finding is here.
    pub fn severity(&self, finding: &Finding) -> Severity {
        if self.deny_warnings {
            return Severity::Error;
        }
        finding.diagnostic.severity()
    }

    /// Findings of one severity, in order.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter();
        findings.filter(move |finding| self.severity(finding) == severity)
    }
}

/// A name for each finding that stays when lines above it come and go: the digest of code, path and
/// message, and of how many like it came before in the same file.
pub(super) fn fingerprints(results: &Results<'_>) -> Vec<String> {
    use sha2::{Digest, Sha256};
    let mut seen = std::collections::BTreeMap::<[String; 3], usize>::new();
    let name = |finding: &Finding| {
        let diagnostic = &finding.diagnostic;
        let parts = [
            diagnostic.code.as_str().to_owned(),
            results.place(finding),
            diagnostic.message.clone(),
        ];
        let mut hash = Sha256::new();
        for part in &parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let nth = seen.entry(parts).or_default();
        hash.update(nth.to_string());
        *nth += 1;
        crate::analysis::judged::hex(&hash.finalize())
    };
    results.findings.iter().map(name).collect()
}
