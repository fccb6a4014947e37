//! What a run of the program wrote, made the same on every machine.

use std::{fmt, path::Path};

/// What a run wrote, and how it ended.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    /// Exit code; 255 where a signal ended it.
    pub(crate) code: i32,
    /// Standard output as it was written.
    pub(crate) stdout: String,
    /// Standard error as it was written.
    pub(crate) stderr: String,
    pub(super) folder: String,
}

impl Output {
    /// The run itself, after asserting its exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self}");
        self
    }

    /// Standard output, after asserting that all went well.
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        self.exits(0).stdout
    }

    /// Standard output read as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

/// Exit code and both streams, with folders and object names replaced: for snapshots.
impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit: {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let text = filtered(text, Path::new(&self.folder));
                write!(f, "--- {name}\n{}\n", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}

/// A text in which the folder is `[DIR]` and every hexadecimal name of 40 digits is `[COMMIT]`,
/// of 64 digits `[DIGEST]`.
pub(crate) fn filtered(text: &str, folder: &Path) -> String {
    let mut paths = vec![folder.display().to_string()];
    if let Ok(real) = folder.canonicalize() {
        paths.push(real.display().to_string());
    }
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    let text = paths
        .iter()
        .filter(|path| !path.is_empty())
        .fold(text.to_owned(), |text, path| text.replace(path, "[DIR]"));
    hexadecimal_names(&text).replace('\\', "/")
}

fn hexadecimal_names(text: &str) -> String {
    let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_hex) {
        let (before, from) = rest.split_at(at);
        let length = from.find(|c| !is_hex(c)).unwrap_or(from.len());
        let (name, after) = from.split_at(length);
        shown.push_str(before);
        shown.push_str(match length {
            40 => "[COMMIT]",
            64 => "[DIGEST]",
            _ => name,
        });
        rest = after;
    }
    shown + rest
}
