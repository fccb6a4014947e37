//! `obelus source`

mod import;

use std::collections::BTreeMap;

use clap::{Args, Subcommand};

use crate::cli::{Outcome, Result, context::Context, desk::Desk, error::CliError};
use crate::interop::suggested_id::suggested_id;
use crate::model::{
    claim::Claim,
    id::{IdProblem, SourceId},
    layout::review_path,
    source::{Bearing, CslValue, DATE_VARIABLES, NAME_VARIABLES, Source, TEXT_VARIABLES},
    spelling::nearest,
};
use crate::store::edit::review as edit;

/// Sources of your review
#[derive(Debug, Args)]
pub(in crate::cli) struct SourceCommand {
    #[command(subcommand)]
    command: Sub,
}

#[derive(Debug, Subcommand)]
enum Sub {
    Add(Box<Add>),
}

impl SourceCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        match self.command {
            Sub::Add(command) => command.run(context),
        }
    }
}

/// Attach a source to your review of a claim, or change one that is there
///
/// From options, or from what a reference manager exports. With --id of a source that the claim or
/// references.bib describes, --bearing alone says what it means for the claim.
#[derive(Debug, Args)]
struct Add {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Id of the source; made from author or title and year if left out
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// What it means for the claim by itself: supports, contradicts or context
    #[arg(long, value_name = "BEARING")]
    bearing: Option<Bearing>,
    /// Read entries from a BibTeX file (- reads standard input)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["csl_json", "description"])]
    bibtex: Option<String>,
    /// Read items from a CSL-JSON file (- reads standard input)
    #[arg(long, value_name = "FILE", conflicts_with = "description")]
    csl_json: Option<String>,
    #[command(flatten)]
    description: Description,
}

/// A source in CSL's terms.
#[derive(Debug, Args)]
#[group(id = "description", multiple = true)]
#[command(next_help_heading = "What it is")]
struct Description {
    /// CSL type: report, article-journal, webpage, dataset …
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// `Family, Given`, or an institution; several may be given
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// When it appeared: 2015, 2015-03 or 2015-03-07
    #[arg(long, value_name = "DATE")]
    issued: Option<String>,
    /// What it appeared in
    #[arg(long, value_name = "TEXT")]
    container_title: Option<String>,
    /// Who published it
    #[arg(long, value_name = "TEXT")]
    publisher: Option<String>,
    /// Where it is on the web
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Its DOI
    #[arg(long, value_name = "DOI")]
    doi: Option<String>,
    /// Its ISBN
    #[arg(long, value_name = "ISBN")]
    isbn: Option<String>,
    /// When you last saw it there
    #[arg(long, value_name = "DATE")]
    accessed: Option<String>,
    /// Any other variable of CSL, such as volume=3; several may be given
    #[arg(long = "set", value_name = "VARIABLE=TEXT")]
    others: Vec<String>,
}

impl Add {
    fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let me = desk.me(context)?;
        let claim = desk.claim(&self.claim)?;
        let draft = desk.draft(review_path(&me, &claim.id))?;
        let Some(text) = &draft.text else {
            return Err(
                CliError::new(format!("you have not judged {} yet", claim.id)).hint(format!(
                    "rate it first: obelus review {} --confidence 0.35",
                    claim.id
                )),
            );
        };
        let mine = desk
            .snapshot()
            .review(&claim.id, &me)
            .map_or(&[][..], |review| &review.sources);
        let sources = self.sources(mine, context)?;
        let mut edited = text.clone();
        for source in &sources {
            edited = edit::put_source(&edited, source)?;
        }
        let message = message(&sources, claim);
        let paths = desk.save(vec![(draft, edited)], context)?;
        desk.written(&paths, &message, context);
        Ok(Outcome::Done)
    }

    fn sources(&self, mine: &[Source], context: &Context) -> Result<Vec<Source>> {
        let mut sources = match (&self.bibtex, &self.csl_json) {
            (Some(file), _) => import::bibtex(file, context)?,
            (None, Some(file)) => import::csl_json(file, context)?,
            (None, None) => vec![self.described(mine)?],
        };
        if let (Some(id), [only]) = (&self.id, sources.as_mut_slice()) {
            only.id = source_id(id)?;
        } else if self.id.is_some() {
            return Err(CliError::new(format!(
                "--id names one source, but there are {}",
                sources.len()
            )));
        }
        for source in &mut sources {
            source.bearing = self.bearing.or(source.bearing);
        }
        Ok(sources)
    }

    /// The source that the options describe, on top of what is there under its id.
    fn described(&self, mine: &[Source]) -> Result<Source> {
        let csl = self.description.csl()?;
        let id = match &self.id {
            Some(id) => source_id(id)?,
            None => suggested_id(&csl).ok_or_else(|| {
                CliError::new("the source needs an id, or an author or title to make one from")
                    .hint("give --id boj-2015, or --title \"…\"")
            })?,
        };
        let there = mine
            .iter()
            .find(|source| self.id.is_some() && source.id == id)
            .cloned();
        let mut source = there.unwrap_or(Source {
            id,
            bearing: None,
            csl: BTreeMap::new(),
        });
        source.csl.extend(csl);
        Ok(source)
    }
}

impl Description {
    fn csl(&self) -> Result<BTreeMap<String, CslValue>> {
        let mut csl = BTreeMap::new();
        for (variable, value) in [
            ("type", &self.kind),
            ("title", &self.title),
            ("issued", &self.issued),
            ("container-title", &self.container_title),
            ("publisher", &self.publisher),
            ("URL", &self.url),
            ("DOI", &self.doi),
            ("ISBN", &self.isbn),
            ("accessed", &self.accessed),
        ] {
            if let Some(value) = value {
                csl.insert(variable.to_owned(), csl_value(variable, value)?);
            }
        }
        if !self.authors.is_empty() {
            csl.insert("author".to_owned(), CslValue::Names(self.authors.clone()));
        }
        for other in &self.others {
            let (variable, value) = other.split_once('=').ok_or_else(|| {
                CliError::new(format!("`{other}` sets nothing")).hint("write --set volume=3")
            })?;
            csl.insert(variable.to_owned(), csl_value(variable, value)?);
        }
        Ok(csl)
    }
}

fn csl_value(variable: &str, value: &str) -> Result<CslValue> {
    if DATE_VARIABLES.contains(&variable) {
        return value
            .parse()
            .map(CslValue::Date)
            .map_err(|problem| CliError::new(format!("`{value}` is {problem}")));
    }
    if NAME_VARIABLES.contains(&variable) {
        let names = value.split(';').map(|name| name.trim().to_owned());
        return Ok(CslValue::Names(names.collect()));
    }
    if TEXT_VARIABLES.contains(&variable) {
        let plain = value
            .strip_prefix("https://doi.org/")
            .filter(|_| variable == "DOI");
        return Ok(CslValue::Text(plain.unwrap_or(value).to_owned()));
    }
    let known = [NAME_VARIABLES, DATE_VARIABLES, TEXT_VARIABLES]
        .into_iter()
        .flatten()
        .copied();
    let error = CliError::new(format!("CSL has no variable `{variable}`"));
    Err(match nearest(variable, known) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error,
    })
}

fn source_id(written: &str) -> Result<SourceId> {
    written.parse().map_err(|problem: IdProblem| {
        CliError::new(format!(
            "`{written}` cannot be the id of a source: {problem}"
        ))
    })
}

fn message(sources: &[Source], claim: &Claim) -> String {
    match sources {
        [only] => format!("Add source {} on {}", only.id, claim.id),
        several => format!("Add {} sources on {}", several.len(), claim.id),
    }
}
