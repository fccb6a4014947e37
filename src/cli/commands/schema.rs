//! `obelus schema`

use std::io::Write;

use clap::Args;

use crate::cli::{Outcome, Result, context::Context, error::CliError};
use crate::model::spelling::nearest;
use crate::present::schemas;
use crate::store::schema;

/// Print the JSON Schema of a record or of a JSON output
///
/// Schemas of records are draft 7, as editors of TOML understand it: save one and name it in the
/// first line of a record, `#:schema ../schemas/claim.json`. Those of outputs are 2020-12. Without
/// NAME the names are listed.
#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaCommand {
    /// claim, review, reviewer, workspace, check, report …
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl SchemaCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let mut out = context.ui.out();
        match self.name {
            None => write!(out, "{}", list())?,
            Some(name) => {
                let schema = schema::record(&name).or_else(|| schemas::output(&name));
                serde_json::to_writer_pretty(&mut out, &schema.ok_or_else(|| unknown(&name))?)?;
                writeln!(out)?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn list() -> String {
    let records = schema::RECORDS
        .iter()
        .map(|(name, shape)| (*name, shape.doc));
    let outputs = schemas::OUTPUTS
        .iter()
        .map(|output| (output.name, output.of));
    let rows = records.chain(outputs);
    rows.fold(String::new(), |list, (name, what)| {
        list + &format!("{name:<12} {what}\n")
    })
}

fn unknown(name: &str) -> CliError {
    let records = schema::RECORDS.iter().map(|(name, _)| *name);
    let names: Vec<&str> = records
        .chain(schemas::OUTPUTS.iter().map(|output| output.name))
        .collect();
    let error = CliError::new(format!("there is no schema `{name}`"));
    match nearest(name, names.iter().copied()) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error.hint(format!("there are {}", names.join(", "))),
    }
}
