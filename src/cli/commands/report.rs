//! `obelus report`

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use crate::analysis::history::Fold;
use crate::analysis::report::{Inputs, Report, build, distinct_sources};
use crate::cli::{
    Outcome, Result,
    ahead::Ahead,
    chronicle::walked,
    context::Context,
    error::CliError,
    hindsight::last_changes,
    past::past,
    ui::Ui,
    workspace::{Opened, View},
};
use crate::interop::citation::{CitationStyle, format_each};
use crate::model::{
    citation::FormattedCitation, history::Step, revision::CommitId, source::Source,
};
use crate::present::html::Course;
use crate::present::{html, json, markdown, terminal};
use crate::store::history::Walk;

/// Compute the consensus report
///
/// Without REV the working tree is read, and the report says so where it differs from the last
/// commit. JSON, HTML and Markdown are a pure function of the commit and this program's version.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReportCommand {
    /// What to report on: a commit, a branch, a tag, with ~ and ^, or a closed round
    #[arg(value_name = "REV")]
    revision: Option<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to this file (for a site: this folder) instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Tell first what changed since this commit or closed round
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Report although records could not be read; they are named and left out
    #[arg(long)]
    keep_going: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For pull requests and wikis
    Markdown,
    /// For readers who never touch git: one self-contained page
    Html,
    /// The same as pages for a static host; -o names the folder
    Site,
    /// For programs, schema obelus-report/1
    Json,
}

impl ReportCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let ahead = Ahead::begin(context, self.revision.as_deref());
        let view = opened.read(self.revision.as_deref(), &context.ui)?;
        refuse_broken(&view, self.keep_going, &context.ui)?;
        let citations = match self.format {
            Format::Terminal | Format::Json => BTreeMap::new(),
            _ => citations(&view),
        };
        let commits = match ahead.last_changes(&view) {
            Some(commits) => commits,
            None => commits(&opened, &view, &context.ui)?,
        };
        let mut report = computed(&view, &commits, &citations);
        let steps = self.steps(&opened, &report, context)?;
        let since = self.since.as_deref();
        report.past = past(&opened, &view, &report, &steps, since, context)?;
        let course = self.is_page().then(|| course(steps));
        if let Format::Site = self.format {
            return write_site(
                &report,
                course.as_ref(),
                self.output.as_deref(),
                &context.ui,
            );
        }
        if let Some(path) = &self.output {
            let look = terminal::Look { width: 100 };
            let mut bytes = Vec::new();
            self.render(&report, course.as_ref(), look, &mut bytes)?;
            write_file(path, &bytes)?;
            context.ui.say(&format!("wrote {}", path.display()));
        } else {
            let look = terminal::Look {
                width: context.ui.width(),
            };
            let mut out: Box<dyn Write> = match self.format {
                Format::Terminal => Box::new(BufWriter::new(context.ui.out())),
                _ => Box::new(Ui::data()),
            };
            self.render(&report, course.as_ref(), look, &mut out)?;
            out.flush()?;
        }
        // The process ends here; taking hundreds of thousands of records apart first would only
        // cost time.
        std::mem::forget((report, view));
        Ok(Outcome::Done)
    }

    fn is_page(&self) -> bool {
        matches!(self.format, Format::Html | Format::Site)
    }

    /// The history that led to the report, as far as this format tells of it; none where nothing is
    /// committed.
    fn steps(&self, opened: &Opened, report: &Report, context: &Context) -> Result<Vec<Step>> {
        let Some(tip) = report
            .revision
            .commit
            .as_ref()
            .filter(|_| opened.repo.is_some())
        else {
            return Ok(Vec::new());
        };
        let walk = Walk {
            folder: opened.folder.clone(),
            without_reviews: !self.is_page(),
            ..Walk::default()
        };
        Ok(walked(opened, tip, &walk, context)?.steps)
    }

    fn render(
        &self,
        report: &Report,
        course: Option<&Course>,
        look: terminal::Look,
        out: &mut dyn Write,
    ) -> Result<()> {
        match self.format {
            Format::Terminal => terminal::report::write(report, look, out)?,
            Format::Markdown => markdown::report::write(report, env!("CARGO_PKG_VERSION"), out)?,
            Format::Html | Format::Site => {
                html::write(report, course, env!("CARGO_PKG_VERSION"), out)?;
            }
            Format::Json => {
                serde_json::to_writer_pretty(
                    &mut *out,
                    &json::report::json(report, env!("CARGO_PKG_VERSION")),
                )?;
                writeln!(out)?;
            }
        }
        Ok(())
    }
}

/// What each commit moved.
fn course(steps: Vec<Step>) -> Course {
    let mut fold = Fold::new();
    let told = |step: Step| (step.commit, fold.step(&step.touched));
    Course {
        steps: steps.into_iter().map(told).collect(),
    }
}

/// Writes a file whole or not at all; what stood there before is replaced.
pub(in crate::cli) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let cannot =
        |error: std::io::Error| CliError::new(format!("cannot write {}: {error}", path.display()));
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    let plain = anstream::adapter::strip_bytes(bytes).into_vec();
    file.write_all(&plain).map_err(cannot)?;
    readable(file.as_file()).map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a report is for others too.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

/// Elsewhere a file's rights follow from its folder.
#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Writes every page of the site; files that stood there under other names stay.
fn write_site(report: &Report, course: Option<&Course>, folder: Option<&Path>, ui: &Ui) -> Result {
    let folder = folder.ok_or_else(|| {
        CliError::new("a site needs a folder to be written to").hint("-o DIR names it")
    })?;
    let pages = html::pages(report, course, env!("CARGO_PKG_VERSION"));
    for page in &pages {
        let path = folder.join(&page.path);
        let above = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(above)
            .map_err(|error| CliError::new(format!("cannot make {}: {error}", above.display())))?;
        write_file(&path, page.content.as_bytes())?;
    }
    ui.say(&format!(
        "wrote {} files to {}; index.html is the first page",
        pages.len(),
        folder.display()
    ));
    Ok(Outcome::Done)
}

/// A report that silently lacked records would misstate the consensus.
pub(in crate::cli) fn refuse_broken(view: &View, keep_going: bool, ui: &Ui) -> Result<()> {
    if !view.has_errors() {
        return Ok(());
    }
    let count = view.snapshot.unreadable.len();
    if keep_going {
        ui.warn(&format!(
            "{count} records have errors; `obelus check` names them"
        ));
        return Ok(());
    }
    Err(
        CliError::refused("the workspace has errors, so a report would not be the whole truth")
            .hint("`obelus check` names each with its place and what to write")
            .hint("--keep-going reports on what could be read"),
    )
}

/// The report of what was read.
pub(in crate::cli) fn compute(opened: &Opened, view: &View, ui: &Ui) -> Result<Report> {
    Ok(computed(
        view,
        &commits(opened, view, ui)?,
        &citations(view),
    ))
}

/// The same for commands that show no formatted citation; formatting takes longer than all else.
pub(in crate::cli) fn compute_without_citations(
    opened: &Opened,
    view: &View,
    ui: &Ui,
) -> Result<Report> {
    Ok(computed(
        view,
        &commits(opened, view, ui)?,
        &BTreeMap::new(),
    ))
}

fn commits(opened: &Opened, view: &View, ui: &Ui) -> Result<HashMap<String, CommitId>> {
    ui.detail("looking up who changed what last");
    last_changes(opened, view, view.snapshot.all_reviews())
}

fn computed(
    view: &View,
    commits: &HashMap<String, CommitId>,
    citations: &BTreeMap<String, FormattedCitation>,
) -> Report {
    build(&Inputs {
        snapshot: &view.snapshot,
        revision: &view.revision,
        commits,
        citations,
    })
}

/// Every source in use, as a reference list gives it.
fn citations(view: &View) -> BTreeMap<String, FormattedCitation> {
    let distinct = distinct_sources(&view.snapshot);
    let sources: Vec<&Source> = distinct.iter().map(|found| &found.source).collect();
    let formatted = format_each(&sources, CitationStyle::default());
    distinct
        .iter()
        .map(|found| found.key.clone())
        .zip(formatted)
        .collect()
}
