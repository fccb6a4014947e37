//! `obelus fmt`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Outcome, Result, context::Context, error::CliError};
use crate::model::layout::{RecordPath, classify, signature_path};
use crate::store::{
    fmt::format_text,
    source_tree::EntryKind,
    worktree::WorkTree,
    write::{Change, Expected, Writer},
};

/// Bring records to their canonical form, comments kept
///
/// Keys in the order of docs/format.md, one blank line between sections. Texts stay as written.
/// Files that are not TOML, and reviews that are signed, are named and left alone.
#[derive(Debug, Args)]
pub(in crate::cli) struct Fmt {
    /// Only these files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Change nothing; the exit code is 1 if anything would change
    #[arg(long)]
    check: bool,
}

impl Fmt {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let root = opened.root()?;
        let writer = Writer::new(root);
        let mut changes = Vec::new();
        let mut refused = false;
        for (path, at) in self.records(root, context)? {
            let expected = writer.read(&path)?;
            match formatted(&path, &at, &expected) {
                Ok(Some(_)) if writer.read(&signature_path(&path))? != Expected::Absent => {
                    context.ui.warn(&format!(
                        "{path} is left alone: a signature covers its exact bytes"
                    ));
                }
                Ok(change) => changes.extend(change),
                Err(problem) => {
                    refused = true;
                    context.ui.warn(&problem);
                }
            }
        }
        for change in &changes {
            let verb = if self.check {
                "would change"
            } else {
                "formatted"
            };
            context.ui.say(&format!("{verb} {}", change.path));
        }
        if self.check {
            return Ok(if refused || !changes.is_empty() {
                Outcome::Findings
            } else {
                Outcome::Done
            });
        }
        writer.rewrite_all(&changes)?;
        Ok(if refused {
            Outcome::Findings
        } else {
            Outcome::Done
        })
    }

    /// The records that are meant, in order of their paths.
    fn records(&self, root: &Path, context: &Context) -> Result<Vec<(String, RecordPath)>> {
        let wanted = self
            .paths
            .iter()
            .map(|path| below(root, path, context))
            .collect::<Result<Vec<_>>>()?;
        let entries = WorkTree::new(root).entries()?;
        let files = entries
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::File);
        let meant = |path: &str| {
            wanted.is_empty()
                || wanted.iter().any(|w| {
                    w.is_empty()
                        || path == w
                        || path
                            .strip_prefix(w.as_str())
                            .is_some_and(|rest| rest.starts_with('/'))
                })
        };
        let records = files.filter_map(|entry| match classify(&entry.path)? {
            Ok(RecordPath::Bibliography) | Err(_) => None,
            Ok(at) => Some((entry.path, at)),
        });
        Ok(records.filter(|(path, _)| meant(path)).collect())
    }
}

/// A path given on the command line, relative to the workspace.
fn below(root: &Path, path: &Path, context: &Context) -> Result<String> {
    let full = context
        .dir
        .join(path)
        .canonicalize()
        .map_err(|error| CliError::new(format!("cannot find {}: {error}", path.display())))?;
    let relative = full.strip_prefix(root).map_err(|_| {
        CliError::new(format!(
            "{} is not in the workspace {}",
            path.display(),
            root.display()
        ))
    })?;
    let parts: Vec<String> = relative
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    Ok(parts.join("/"))
}

fn formatted(
    path: &str,
    at: &RecordPath,
    expected: &Expected,
) -> std::result::Result<Option<Change>, String> {
    let Expected::Bytes(bytes) = expected else {
        return Ok(None);
    };
    let text =
        std::str::from_utf8(bytes).map_err(|_| format!("{path} is left alone: it is not UTF-8"))?;
    let new = format_text(at, text).map_err(|error| format!("{path} is left alone: {error}"))?;
    Ok((new != text).then(|| Change {
        path: path.to_owned(),
        expected: expected.clone(),
        text: new,
    }))
}
