//! The catalogue of checks as a page, and the explanation of one of them.

mod examples;

use std::fmt::Write as _;

pub use examples::{EXAMPLES, Example};

use crate::model::diagnostic::{Code, Severity};

impl Example {
    /// The example of a code, where a few lines show it.
    pub fn of(code: Code) -> Option<&'static Self> {
        EXAMPLES.iter().find(|example| example.code == code)
    }
}

const PREFACE: &str = "\
# Checks

Every problem that `obelus check` reports has a code. Codes are never renamed or reused, so that
scripts can match on them. Errors make the exit code 1; warnings do so with `--deny-warnings`.
`obelus check --explain CODE` shows one entry of this page.
";

/// Every code with its severity, what it means and what to do, as Markdown: `docs/checks.md`.
pub fn page() -> String {
    let mut page = PREFACE.to_owned();
    for severity in [Severity::Error, Severity::Warning] {
        let heading = match severity {
            Severity::Error => "Errors",
            Severity::Warning => "Warnings",
        };
        let _ = write!(page, "\n## {heading}\n");
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            page.push_str(&entry(*code));
        }
    }
    page
}

fn entry(code: Code) -> String {
    let (title, explanation) = (sentence(code.title()), code.explanation());
    let mut entry = format!("\n### {code}\n\n**{title}** {explanation}\n");
    if let Some(example) = Example::of(code) {
        let _ = write!(
            entry,
            "\nIn `{}`, instead of\n\n```toml\n{}\n```\n\nwrite\n\n```toml\n{}\n```\n",
            example.file, example.bad, example.good
        );
    }
    entry
}

fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str() + "."
}

/// One code for the terminal: severity, title, explanation, and the example.
pub fn explanation(code: Code) -> String {
    let mut text = format!(
        "{code} ({}): {}\n\n{}\n",
        code.severity(),
        code.title(),
        code.explanation()
    );
    if let Some(example) = Example::of(code) {
        let indented = |snippet: &str| {
            let lines = snippet.lines().map(|line| format!("    {line}\n"));
            lines.collect::<String>()
        };
        let _ = write!(
            text,
            "\nIn {}, instead of\n\n{}\nwrite\n\n{}",
            example.file,
            indented(example.bad),
            indented(example.good)
        );
    }
    text
}
