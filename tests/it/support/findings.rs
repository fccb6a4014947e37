//! What `obelus check` found, for comparison.

use serde_json::Value;

use super::World;

impl World {
    /// Every finding of `obelus check`, written `code path:line:column`, in the order it gives them.
    #[track_caller]
    pub(crate) fn findings(&self) -> Vec<String> {
        self.findings_at(&[])
    }

    /// The same for a commit, or with other options.
    #[track_caller]
    pub(crate) fn findings_at(&self, more: &[&str]) -> Vec<String> {
        let args = [&["check", "--format", "json"], more].concat();
        let found = self.obelus(args).json();
        let rows = found["findings"].as_array().expect("a list of findings");
        rows.iter().map(line).collect()
    }
}

/// One finding, written `code path:line:column`.
pub(super) fn line(row: &Value) -> String {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    format!(
        "{} {}:{}:{}",
        text("code"),
        text("path"),
        row["line"],
        row["column"]
    )
}
