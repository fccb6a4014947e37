//! `obelus document export`

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args, ValueEnum};

use super::copies;
use crate::analysis::anchoring::{Copy, verify};
use crate::cli::{Outcome, Result, context::Context, workspace::Opened};
use crate::interop::web_annotation::{annotations, link, page};
use crate::model::{document::Document, snapshot::Snapshot};

/// Write the claims' anchors for other tools
///
/// Web Annotation selectors hold no more of the text than the anchors do. Links open the document at
/// the passage, where it has a public address (`URL` in obelus.toml).
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Only this document
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::WebAnnotation)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A W3C Web Annotation page (JSON-LD)
    WebAnnotation,
    /// A line for each claim: its id, a tab, a link with a text fragment
    Links,
}

impl Export {
    pub(super) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(None, &context.ui)?;
        let mut out = context.ui.out();
        let mut items = Vec::new();
        for document in copies::chosen(&view.snapshot, self.id.as_deref())? {
            match self.format {
                Format::WebAnnotation => {
                    items.extend(annotated(&opened, &view.snapshot, document)?);
                }
                Format::Links => {
                    for subject in copies::subjects(&view.snapshot, &document.id) {
                        if let Some(link) = link(document, subject.anchor) {
                            writeln!(out, "{}\t{link}", subject.claim)?;
                        }
                    }
                }
            }
        }
        if matches!(self.format, Format::WebAnnotation) {
            serde_json::to_writer_pretty(&mut out, &page(&items))?;
            writeln!(out)?;
        }
        Ok(Outcome::Done)
    }
}

/// The annotations of the open claims, with positions where a copy is at hand.
fn annotated(
    opened: &Opened,
    snapshot: &Snapshot,
    document: &Document,
) -> Result<Vec<serde_json::Value>> {
    let mut positions = BTreeMap::new();
    if let Some(text) = copies::text(opened, document)? {
        let subjects = copies::subjects(snapshot, &document.id);
        let points: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for verdict in verify(&Copy::new(&text), document, &subjects) {
            if let Some(spot) = verdict.found {
                let count = |byte: usize| points.partition_point(|at| *at < byte);
                let range = (count(spot.bytes.start), count(spot.bytes.end));
                positions.insert((verdict.claim, verdict.anchor), range);
            }
        }
    }
    let open = snapshot.claims.values().filter(|claim| claim.is_open());
    let all = open.flat_map(|claim| {
        annotations(claim, document, |number| {
            positions.get(&(claim.id.clone(), number)).copied()
        })
    });
    Ok(all.collect())
}
