//! `obelus diff-driver`, which git calls for every changed record (`diff.obelus.command`).

use std::{env, fs, io::Write, path::Path};

use clap::Args;

use crate::analysis::diff::{FieldChange, field_changes, records};
use crate::cli::{Outcome, Result, context::Context, error::CliError, ui::Ui};
use crate::model::{
    layout::{self, RecordPath, WORKSPACE_FILE},
    revision::CommitId,
    snapshot::Snapshot,
};
use crate::present::{
    comparison::{Comparison, Point},
    terminal::{
        Look,
        patch::{self, Header, Side},
        record::{self, RecordChange},
    },
};
use crate::store::{decode, leaves, load, repo::Repo, source_tree::MAX_RECORD};

/// Show what changed in one record (git calls this; `obelus setup` tells it to)
///
/// PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH ABOUT-THE-RENAME], or PATH alone
/// where a merge waits to be resolved. A record that cannot be read is compared line by line.
#[derive(Debug, Args)]
pub(in crate::cli) struct DiffDriver {
    /// What git passes
    #[arg(
        required = true,
        num_args = 1..,
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENTS"
    )]
    arguments: Vec<String>,
}

impl DiffDriver {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let ui = context.ui.with_colours(colours(context));
        let mut out = std::io::BufWriter::new(ui.out());
        if let [path] = self.arguments.as_slice() {
            let path = crate::present::visible::one_line(path);
            writeln!(out, "* Unmerged path {path}")?;
        } else {
            let asked = Asked::read(&self.arguments, &context.dir)?;
            asked.write(width(&ui), &mut out)?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

/// Whether to colour what goes to git's own pager; nothing where it is for the terminal to say.
fn colours(context: &Context) -> Option<bool> {
    let set = |key: &str| env::var_os(key).is_some_and(|value| !value.is_empty());
    if !context.ui.colours_by_itself() || set("NO_COLOR") {
        return None;
    }
    let repo = Repo::discover(&context.dir).ok().flatten();
    let configured = |key: &str| repo.as_ref().and_then(|repo| repo.config(key));
    let no = |value: &str| matches!(value, "false" | "never" | "no" | "off" | "0");
    match configured("color.diff").or_else(|| configured("color.ui")) {
        Some(value) if value == "always" => return Some(true),
        Some(value) if no(&value) => return Some(false),
        _ => {}
    }
    let plain_pager = configured("color.pager").is_some_and(|value| no(&value));
    let dumb = env::var("TERM").is_ok_and(|term| term == "dumb");
    (is_paged() && !plain_pager && !dumb).then_some(true)
}

fn is_paged() -> bool {
    env::var("GIT_PAGER_IN_USE").is_ok_and(|value| value == "true" || value == "1")
}

/// Columns: of the terminal behind git's pager, as git tells it, or as anywhere else.
fn width(ui: &Ui) -> usize {
    let told = env::var("COLUMNS").ok().and_then(|n| n.parse().ok());
    match told.filter(|_| is_paged()) {
        Some(columns) => usize::clamp(columns, 40, 160),
        None => ui.width(),
    }
}

/// What git asks to be shown.
struct Asked {
    header: Header,
    old: Content,
    new: Content,
}

/// One side of the file.
#[derive(Default)]
struct Content {
    bytes: Option<Vec<u8>>,
    /// The record that stands at its path, if one may.
    at: Option<RecordPath>,
}

impl Content {
    fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes.as_deref().unwrap_or_default()).ok()
    }

    /// Puts the record of this side into a workspace of its own, which stays empty where there is no
    /// file; nothing if there is one that cannot be read.
    fn snapshot(&self) -> Option<Snapshot> {
        let Some(bytes) = &self.bytes else {
            return Some(load::alone(None));
        };
        if bytes.len() as u64 > MAX_RECORD {
            return None;
        }
        let (record, _) = decode::record("", self.at.as_ref()?, self.text()?);
        record.map(|record| load::alone(Some(record)))
    }
}

impl Asked {
    fn read(arguments: &[String], dir: &Path) -> Result<Self> {
        let [
            path,
            old_file,
            old_hex,
            old_mode,
            new_file,
            new_hex,
            new_mode,
            more @ ..,
        ] = arguments
        else {
            return Err(CliError::new("git calls this with seven arguments or more")
                .hint("to compare revisions yourself: obelus diff A..B"));
        };
        let new_path = more.first().unwrap_or(path);
        let renamed = more.get(1).map_or("", String::as_str).lines();
        let side = |path: &str, hex: &str, mode: &str| {
            (mode != ".").then(|| Side {
                path: path.to_owned(),
                hex: hex.to_owned(),
                mode: mode.to_owned(),
            })
        };
        let header = Header {
            old: side(path, old_hex, old_mode),
            new: side(new_path, new_hex, new_mode),
            renamed: renamed
                .filter(|line| !line.starts_with("index "))
                .map(str::to_owned)
                .collect(),
        };
        let content = |side: &Option<Side>, file: &str| match side {
            Some(side) => Ok(Content {
                bytes: Some(read(file, side, dir)?),
                at: record_at(&side.path, dir),
            }),
            None => Ok::<_, CliError>(Content::default()),
        };
        Ok(Self {
            old: content(&header.old, old_file)?,
            new: content(&header.new, new_file)?,
            header,
        })
    }

    fn write(&self, width: usize, out: &mut dyn Write) -> Result<()> {
        let (Some(before), Some(after)) = (self.old.text(), self.new.text()) else {
            patch::header(&self.header, "git", out)?;
            return Ok(patch::binary(&self.header, out)?);
        };
        let sides = self.old.snapshot().zip(self.new.snapshot());
        let fields = changed_fields(before, after).filter(|fields| !fields.is_empty());
        let (Some((old, new)), Some(fields)) = (sides, fields) else {
            return Ok(self.patch(before, after, out)?);
        };
        patch::header(&self.header, "obelus", out)?;
        patch::names(&self.header, out)?;
        let shown = Shown {
            before: old,
            after: new,
            fields,
            comments: self.both() && leaves::comments(before) != leaves::comments(after),
        };
        Ok(shown.write(Look { width }, out)?)
    }

    fn both(&self) -> bool {
        self.old.bytes.is_some() && self.new.bytes.is_some()
    }

    fn patch(&self, before: &str, after: &str, out: &mut dyn Write) -> std::io::Result<()> {
        patch::header(&self.header, "git", out)?;
        if before == after {
            return Ok(());
        }
        patch::names(&self.header, out)?;
        patch::lines(before, after, out)
    }
}

fn changed_fields(before: &str, after: &str) -> Option<Vec<FieldChange>> {
    let (before, after) = (leaves::leaves(before)?, leaves::leaves(after)?);
    Some(field_changes(&before, &after))
}

/// Two sides that were understood.
struct Shown {
    before: Snapshot,
    after: Snapshot,
    fields: Vec<FieldChange>,
    comments: bool,
}

impl Shown {
    fn write(&self, look: Look, out: &mut dyn Write) -> std::io::Result<()> {
        let nowhere = Point::Commit(CommitId::new(String::new()));
        let comparison = Comparison {
            diff: &records(&self.before, &self.after),
            from: &nowhere,
            to: &nowhere,
            before: &self.before,
            after: &self.after,
        };
        let change = RecordChange {
            comparison: &comparison,
            fields: &self.fields,
            comments: self.comments,
        };
        record::write(&change, look, out)
    }
}

fn read(file: &str, side: &Side, dir: &Path) -> Result<Vec<u8>> {
    fs::read(dir.join(file)).map_err(|error| {
        CliError::new(format!(
            "cannot read {file}, a state of {}: {error}",
            side.path
        ))
    })
}

/// The record at a path of the repository, whose workspace may lie in a folder: the one whose
/// workspace file is there to see, else the first that could be.
fn record_at(path: &str, dir: &Path) -> Option<RecordPath> {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let could_be = starts.filter_map(|at| {
        let (folder, rest) = path.split_at_checked(at)?;
        Some((folder, layout::classify(rest)?.ok()?))
    });
    let could_be: Vec<(&str, RecordPath)> = could_be.collect();
    let there = |(folder, _): &&(&str, RecordPath)| dir.join(folder).join(WORKSPACE_FILE).is_file();
    let found = could_be.iter().find(there).or_else(|| could_be.first());
    found.map(|(_, record)| record.clone())
}
