//! `obelus report`

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use crate::analysis::anchoring::{Copy, Outline, reading, verify};
use crate::analysis::history::Fold;
use crate::analysis::report::Report;
use crate::cli::{
    Outcome, Result,
    ahead::{Ahead, Looked, Questions},
    commands::document::copies,
    context::Context,
    error::CliError,
    past::past,
    reported::{Citations, Commits, built, citations, commits, refuse_broken},
    signed,
    ui::Ui,
    workspace::{Opened, View},
};
use crate::model::{document::Document, history::Step, signature::Verdicts};
use crate::present::html::{Course, LaidText, Texts};
use crate::present::{html, json, markdown, terminal};

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
    /// Show the documents' own text with the passages marked, from the copies on this machine; html
    /// and site only
    #[arg(long)]
    with_text: bool,
    /// Show no text whose licence does not plainly allow it; a site is always for publication
    #[arg(long)]
    for_publication: bool,
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
        let ahead = Ahead::begin(context, self.revision.as_deref(), self.questions());
        let mut view = opened.read(self.revision.as_deref(), &context.ui)?;
        let signatures = signed::examine(&opened, &mut view)?;
        refuse_broken(&view, self.keep_going, &context.ui)?;
        let (mut report, looked) = self.computed(&opened, &view, ahead, signatures, context)?;
        let since = self.since.as_deref();
        report.past = past(&opened, &view, &report, &looked, since, context)?;
        let course = self.is_page().then(|| course(looked.steps));
        let texts = self.texts(&opened, &view)?;
        self.guard(&opened, &view, &texts)?;
        self.put(&report, course.as_ref(), &texts, context)?;
        // The process ends here; taking hundreds of thousands of records apart first would only
        // cost time.
        std::mem::forget((report, view));
        Ok(Outcome::Done)
    }

    /// The report, and the history that led to it.
    fn computed(
        &self,
        opened: &Opened,
        view: &View,
        ahead: Ahead,
        mut signatures: Verdicts,
        context: &Context,
    ) -> Result<(Report, Looked)> {
        let citations = match self.format {
            Format::Terminal | Format::Json => Citations::new(),
            _ => citations(view),
        };
        let mut looked = ahead.looked(opened, view, context)?;
        let commits = match looked.last_changes.take() {
            Some(commits) => commits,
            None if signed::may_be_by_commits(view) => commits(opened, view, &context.ui)?,
            None => Commits::new(),
        };
        signed::with_commits(&mut signatures, opened, view, &commits);
        let report = built(view, &commits, &signatures, &citations);
        Ok((report, looked))
    }

    /// What this format must know of history.
    fn questions(&self) -> Questions {
        Questions {
            last_changes: matches!(self.format, Format::Json),
            reviews: self.is_page(),
        }
    }

    /// Writes the report where it shall stand.
    fn put(
        &self,
        report: &Report,
        course: Option<&Course>,
        texts: &Texts,
        context: &Context,
    ) -> Result<()> {
        if let Format::Site = self.format {
            return write_site(report, course, texts, self.output.as_deref(), &context.ui);
        }
        let Some(path) = &self.output else {
            let look = terminal::Look {
                width: context.ui.width(),
            };
            let mut out: Box<dyn Write> = match self.format {
                Format::Terminal => Box::new(BufWriter::new(context.ui.out())),
                _ => Box::new(context.ui.data()),
            };
            self.render(report, course, texts, look, &mut out)?;
            return Ok(out.flush()?);
        };
        let look = terminal::Look { width: 100 };
        let mut bytes = Vec::new();
        self.render(report, course, texts, look, &mut bytes)?;
        write_file(path, &bytes)?;
        context.ui.say(&format!("wrote {}", path.display()));
        Ok(())
    }

    fn is_page(&self) -> bool {
        matches!(self.format, Format::Html | Format::Site)
    }

    /// The texts to show: none unless they were asked for, as a copy is no part of the commit.
    fn texts(&self, opened: &Opened, view: &View) -> Result<Texts> {
        let mut texts = Texts::new();
        let published = self.for_publication || matches!(self.format, Format::Site);
        if !self.with_text || !self.is_page() {
            return Ok(texts);
        }
        for document in view.snapshot.workspace.documents.values() {
            if published && !document.is_open() {
                continue;
            }
            if let Some(text) = copies::text(opened, document)? {
                texts.insert(document.id.clone(), laid(view, document, &text));
            }
        }
        Ok(texts)
    }

    /// A report with a text that may not be passed on is not written where git would commit it.
    fn guard(&self, opened: &Opened, view: &View, texts: &Texts) -> Result<()> {
        let Some(path) = &self.output else {
            return Ok(());
        };
        let documents = &view.snapshot.workspace.documents;
        let closed = |id| documents.get(id).is_none_or(|document| !document.is_open());
        if !texts.keys().any(closed) || !opened.would_commit(path)? {
            return Ok(());
        }
        let name = path.display();
        Err(CliError::refused(format!(
            "{name} would hold a text that may not be passed on, and git would commit it"
        ))
        .hint("write it outside the repository or to an ignored file, or leave out --with-text"))
    }

    fn render(
        &self,
        report: &Report,
        course: Option<&Course>,
        texts: &Texts,
        look: terminal::Look,
        out: &mut dyn Write,
    ) -> Result<()> {
        match self.format {
            Format::Terminal => terminal::report::write(report, look, out)?,
            Format::Markdown => markdown::report::write(report, env!("CARGO_PKG_VERSION"), out)?,
            Format::Html | Format::Site => {
                html::write(report, course, texts, env!("CARGO_PKG_VERSION"), out)?;
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

/// A text with the passages of the open claims.
fn laid(view: &View, document: &Document, text: &str) -> LaidText {
    let copy = Copy::new(text);
    let subjects = copies::subjects(&view.snapshot, &document.id);
    let verdicts = verify(&copy, document, &subjects);
    let found = verdicts
        .iter()
        .filter_map(|verdict| Some((&verdict.claim, verdict.found.as_ref()?.bytes.clone())));
    let (claims, passages): (Vec<_>, Vec<_>) = found.map(|(id, bytes)| (id.clone(), bytes)).unzip();
    let outline = Outline::new(&copy, &document.sections);
    LaidText {
        reading: reading(&copy, &outline, &passages),
        lost: verdicts.len() - claims.len(),
        claims,
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
fn write_site(
    report: &Report,
    course: Option<&Course>,
    texts: &Texts,
    folder: Option<&Path>,
    ui: &Ui,
) -> Result<()> {
    let folder = folder.ok_or_else(|| {
        CliError::new("a site needs a folder to be written to").hint("-o DIR names it")
    })?;
    let pages = html::pages(report, course, texts, env!("CARGO_PKG_VERSION"));
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
    Ok(())
}
