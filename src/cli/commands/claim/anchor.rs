//! Options that say where a document says what a claim reports.

use clap::Args;

use super::passage;
use crate::analysis::anchoring::Copy;
use crate::cli::{
    Result, commands::document::copies, context::Context, desk::Desk, error::CliError, words,
};
use crate::model::{
    anchor::{Anchor, Selector},
    document::Document,
    id::DocumentId,
    spelling::nearest,
};

/// Where a document says it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Where the text says it")]
pub(super) struct AnchorOptions {
    /// Take the passage from the attached text of this document: by --start and --end, by --search,
    /// or by choosing its sentences on a terminal
    #[arg(long, value_name = "ID", conflicts_with_all = ["document", "exact"])]
    from: Option<String>,
    /// The sentence of the attached text in which these words stand
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["start", "end", "exact"])]
    search: Option<String>,
    /// A document of obelus.toml; may be left out where there is only one
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Heading of the section, for people
    #[arg(long, value_name = "HEADING")]
    section: Option<String>,
    /// Paragraph within the section, counted from 1, for people
    #[arg(long, value_name = "N")]
    paragraph: Option<u32>,
    /// The passage's first three to six words, as printed
    #[arg(long, value_name = "WORDS", requires = "end")]
    start: Option<String>,
    /// The passage's last three to six words, as printed
    #[arg(long, value_name = "WORDS", requires = "start")]
    end: Option<String>,
    /// The passage itself, of a text that may be quoted (- or @FILE as above)
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["start", "end"])]
    exact: Option<String>,
}

impl AnchorOptions {
    pub(super) fn is_empty(&self) -> bool {
        self.document.is_none()
            && self.section.is_none()
            && self.paragraph.is_none()
            && self.start.is_none()
            && self.exact.is_none()
            && self.from.is_none()
            && self.search.is_none()
    }

    /// The anchor that was described, with length and digest where a copy of the text is at hand.
    pub(super) fn anchor(&self, desk: &Desk, context: &Context) -> Result<Option<Anchor>> {
        if self.is_empty() {
            return Ok(None);
        }
        let document = self.document(desk)?;
        if self.search.is_some() || (self.from.is_some() && self.start.is_none()) {
            let text = needed(document, desk)?;
            let mut anchor = passage::pick(&text, document, self.search.as_deref())?;
            anchor.section = self.section.clone().or(anchor.section);
            anchor.paragraph = self.paragraph.or(anchor.paragraph);
            return Ok(Some(anchor));
        }
        if let (Some(_), Some(start), Some(end)) = (&self.from, &self.start, &self.end) {
            let text = needed(document, desk)?;
            let mut anchor = passage::between(&text, document, start, end)?;
            anchor.section = self.section.clone().or(anchor.section);
            anchor.paragraph = self.paragraph.or(anchor.paragraph);
            return Ok(Some(anchor));
        }
        Ok(Some(Anchor {
            document: document.id.clone(),
            section: self.section.clone(),
            paragraph: self.paragraph,
            selector: self.selector(document, desk, context)?,
        }))
    }

    fn document<'d>(&self, desk: &'d Desk) -> Result<&'d Document> {
        let documents = &desk.snapshot().workspace.documents;
        let Some(name) = self.from.as_ref().or(self.document.as_ref()) else {
            let mut all = documents.values();
            return match (all.next(), all.next()) {
                (Some(only), None) => Ok(only),
                (None, _) => Err(CliError::new("obelus.toml describes no document yet")
                    .hint("add a table such as [documents.book] with a title")),
                _ => Err(CliError::new(
                    "say which document the passage stands in: --document ID",
                )),
            };
        };
        documents.get(name.as_str()).ok_or_else(|| {
            let error = CliError::new(format!("obelus.toml describes no document `{name}`"));
            match nearest(name, documents.keys().map(DocumentId::as_str)) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error.hint(format!("add a table [documents.{name}] with a title")),
            }
        })
    }

    fn selector(&self, document: &Document, desk: &Desk, context: &Context) -> Result<Selector> {
        if let Some(exact) = words::optional(self.exact.as_deref())? {
            return Ok(Selector::Quote {
                exact,
                prefix: None,
                suffix: None,
            });
        }
        let (Some(start), Some(end)) = (&self.start, &self.end) else {
            return Ok(Selector::Place);
        };
        let (length, digest) = if let Some(text) = copies::text(desk.opened(), document)? {
            let measured = passage::measured(&Copy::new(&text), document, start, end)?;
            (u32::try_from(measured.length).ok(), Some(measured.digest))
        } else {
            context.ui.warn(&format!(
                "there is no copy of {} to look in, so the anchor has no length and digest",
                document.id
            ));
            (None, None)
        };
        Ok(Selector::Ends {
            start: start.clone(),
            end: end.clone(),
            length,
            digest,
        })
    }
}

/// The text of a document, which must be at hand.
fn needed(document: &Document, desk: &Desk) -> Result<String> {
    copies::text(desk.opened(), document)?.ok_or_else(|| {
        CliError::refused(format!("no copy of {} is attached", document.id))
            .hint(format!("obelus document attach {} FILE", document.id))
    })
}
