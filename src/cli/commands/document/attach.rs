//! `obelus document attach`

use std::path::PathBuf;

use clap::Args;

use super::copies;
use crate::analysis::fold::digest::of_text;
use crate::cli::{
    Outcome, Result,
    context::Context,
    error::CliError,
    workspace::{Opened, View},
};
use crate::interop::extract::{self, Extracted, LARGEST_FILE};
use crate::model::{document::Document, layout::WORKSPACE_FILE};
use crate::present::numbers::counted;
use crate::store::{
    attached::{KeepError, Kept},
    edit,
    write::{Expected, Writer},
};

/// Attach a copy of a document's text, for this machine only
///
/// Plain text, Markdown, HTML, EPUB, DOCX and PDF are read. The copy is kept inside the git
/// directory, where no git command adds it; only where the licence plainly allows it (Creative
/// Commons, public domain) does it go to the document's `path`, to be committed. Length and digest
/// of the text are noted in obelus.toml if they are not there yet.
#[derive(Debug, Args)]
pub(super) struct Attach {
    /// The document, as named in obelus.toml
    #[arg(value_name = "ID")]
    id: String,
    /// The file that holds its text
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the copy that is attached
    #[arg(long)]
    force: bool,
}

impl Attach {
    pub(super) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(None, &context.ui)?;
        let document = copies::named(&view.snapshot, &self.id)?;
        self.guard(context, &opened, document)?;
        let extracted = self.extract(context)?;
        self.keep(context, &opened, document, &extracted.text)?;
        let (length, digest) = of_text(&extracted.text);
        context.ui.say(&format!(
            "{}: {} letters and digits from {}",
            document.id,
            length,
            extracted.format.name()
        ));
        match &document.digest {
            Some(recorded) if *recorded != digest => context.ui.warn(
                "this is not the text whose digest the workspace records; `obelus document verify` says how far the claims' passages are in it",
            ),
            Some(_) => context.ui.say("this is the text that the workspace describes"),
            None => {}
        }
        note(context, &opened, document, length, &digest)?;
        let anchored = copies::subjects(&view.snapshot, &document.id).len();
        context.ui.say(&format!(
            "{} to look for: obelus document verify {}",
            counted(anchored, "passage"),
            document.id
        ));
        warn_of_exposure(context, &opened, &view, document)?;
        Ok(Outcome::Done)
    }

    /// A file that lies where git would commit it is an accident about to happen: one that must not
    /// be passed on is refused, one of which nothing is known gets a warning.
    fn guard(&self, context: &Context, opened: &Opened, document: &Document) -> Result<()> {
        if document.is_open() || !opened.is_exposed(&context.dir.join(&self.file))? {
            return Ok(());
        }
        let name = self.file.display();
        if document.is_restricted() {
            return Err(CliError::refused(format!(
                "{name} may not be passed on, but stands where git would commit it"
            ))
            .hint(
                "move it out of the repository, or add it to .gitignore and take it out of git",
            ));
        }
        context.ui.warn(&format!(
            "git would commit {name}, and no licence says that it may be passed on"
        ));
        Ok(())
    }

    fn extract(&self, context: &Context) -> Result<Extracted> {
        let file = context.dir.join(&self.file);
        let name = self.file.display().to_string();
        let cannot =
            |why: &dyn std::fmt::Display| CliError::new(format!("cannot read {name}: {why}"));
        let size = std::fs::metadata(&file).map_err(|e| cannot(&e))?.len();
        if size > LARGEST_FILE as u64 {
            return Err(cannot(&format!("it has {size} bytes, more than is read")));
        }
        let bytes = std::fs::read(&file).map_err(|e| cannot(&e))?;
        extract::extract(&name, &bytes).map_err(|e| cannot(&e))
    }

    fn keep(
        &self,
        context: &Context,
        opened: &Opened,
        document: &Document,
        text: &str,
    ) -> Result<()> {
        if let Some(path) = document.path.as_deref().filter(|_| document.is_open()) {
            return self.publish(context, opened, path, text);
        }
        let kept = copies::kept(opened)?;
        let said = match kept.keep(&document.id, text, self.force) {
            Ok(Kept::Same) => "this text is attached already",
            Ok(Kept::New) => "attached for this machine; git does not see it",
            Ok(Kept::Replaced) => "replaced the attached copy; git does not see it",
            Err(KeepError::Other) => return Err(other(document.id.as_ref())),
            Err(error) => return Err(CliError::new(error.to_string())),
        };
        context.ui.say(said);
        Ok(())
    }

    /// Puts a text that may be passed on where the workspace keeps it.
    fn publish(&self, context: &Context, opened: &Opened, path: &str, text: &str) -> Result<()> {
        let writer = Writer::new(opened.root()?);
        let refused = |error: &dyn std::error::Error| CliError::refused(error.to_string());
        let expected = writer.read(path).map_err(|e| refused(&e))?;
        match &expected {
            Expected::Bytes(bytes) if bytes == text.as_bytes() => {
                context.ui.say("this text is attached already");
                return Ok(());
            }
            Expected::Bytes(_) if !self.force => return Err(other(path)),
            _ => {}
        }
        writer
            .put(path, expected, text.to_owned())
            .map_err(|e| refused(&e))?;
        context.ui.say(&format!(
            "the licence allows to pass it on: wrote {path}, to be committed"
        ));
        Ok(())
    }
}

fn other(what: &str) -> CliError {
    CliError::refused(format!("another text is attached as {what}")).hint("--force replaces it")
}

/// Notes length and digest in the workspace file where they are missing.
fn note(
    context: &Context,
    opened: &Opened,
    document: &Document,
    length: usize,
    digest: &str,
) -> Result<()> {
    let mut noted = document.clone();
    noted.digest.get_or_insert_with(|| digest.to_owned());
    if noted.length.is_none() && noted.digest.as_deref() == Some(digest) {
        noted.length = u32::try_from(length).ok();
    }
    if noted == *document {
        return Ok(());
    }
    let refused = |error: &dyn std::error::Error| CliError::refused(error.to_string());
    let writer = Writer::new(opened.root()?);
    let expected = writer.read(WORKSPACE_FILE).map_err(|e| refused(&e))?;
    let Expected::Bytes(bytes) = &expected else {
        return Err(CliError::new(format!("there is no {WORKSPACE_FILE}")));
    };
    let text = String::from_utf8_lossy(bytes);
    let text = edit::workspace::put_document(&text, &noted).map_err(|e| refused(&e))?;
    writer
        .put(WORKSPACE_FILE, expected, text)
        .map_err(|e| refused(&e))?;
    context.ui.say(&format!(
        "noted the text's length and digest in {WORKSPACE_FILE}"
    ));
    Ok(())
}

/// Warns of a text that may not be passed on but stands where git would commit it.
fn warn_of_exposure(
    context: &Context,
    opened: &Opened,
    view: &View,
    document: &Document,
) -> Result<()> {
    for path in opened.exposed(&view.snapshot)? {
        if document.path.as_deref() == Some(path.as_str()) {
            context.ui.warn(&format!(
                "{path} may not be passed on, but git would commit it: add it to .gitignore, or remove it"
            ));
        }
    }
    Ok(())
}
