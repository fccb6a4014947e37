//! Sources from what reference managers export.

use std::{collections::BTreeMap, io::Write};

use crate::cli::{Result, context::Context, error::CliError, words};
use crate::interop::{bibtex, csl_json as csl, problem::Problem};
use crate::model::source::Source;
use crate::present::findings::{self, Look};
use crate::store::locate::in_text;

/// The entries of a BibTeX file; one that is refused refuses all.
pub(super) fn bibtex(file: &str, context: &Context) -> Result<Vec<Source>> {
    let text = words::file(file)?;
    let read = bibtex::read(&text);
    let refused = read.problems.iter().any(Problem::is_error);
    show(file, text, read.problems, context)?;
    if refused {
        return Err(CliError::refused(
            "nothing was written, because an entry could not be read",
        ));
    }
    some(read.sources, file)
}

/// The items of a CSL-JSON file.
pub(super) fn csl_json(file: &str, context: &Context) -> Result<Vec<Source>> {
    let text = words::file(file)?;
    let imported = csl::read(&text)
        .map_err(|error| CliError::refused(format!("{} is not CSL-JSON: {error}", named(file))))?;
    for sentence in &imported.left_out {
        context.ui.warn(sentence);
    }
    some(imported.sources, file)
}

fn some(sources: Vec<Source>, file: &str) -> Result<Vec<Source>> {
    if sources.is_empty() {
        return Err(CliError::refused(format!(
            "there is no source in {}",
            named(file)
        )));
    }
    Ok(sources)
}

fn named(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

fn show(file: &str, text: String, problems: Vec<Problem>, context: &Context) -> Result<()> {
    let path = named(file).to_owned();
    let found = problems
        .into_iter()
        .map(|problem| problem.into_diagnostic(&path))
        .collect();
    let findings = in_text(&text, found);
    let look = Look {
        colour: context.ui.colours_out(),
        width: context.ui.width(),
    };
    let texts = BTreeMap::from([(path, text)]);
    write!(
        context.ui.err(),
        "{}",
        findings::human(&findings, &texts, look)
    )?;
    Ok(())
}
