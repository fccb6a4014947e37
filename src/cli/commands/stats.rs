//! `obelus stats`

use std::{fs, io::Write, path::PathBuf};

use clap::{Args, ValueEnum};

use crate::analysis::{
    statistics::{
        pool::{Pool, PoolOptions},
        verdict::Rule,
    },
    table::{TableRules, summarise},
};
use crate::cli::{Outcome, Result, context::Context, error::CliError};
use crate::interop::ratings_csv::{self, CsvProblem};
use crate::model::rating_table::Levels;
use crate::model::spelling::nearest;
use crate::present::{json, terminal};

/// Problems beyond these are counted and not told.
const MOST_PROBLEMS: usize = 20;

/// Compute the statistics of any table of ratings, without a workspace
///
/// FILE is comma-separated with a header: `claim,reviewer` and any of `best`, `lower`, `upper`
/// (probabilities), `stance` (a level), `outcome` (1, 0 or between) and `round` (from 1; only the
/// last one counts, and the one before it serves the pools that look at changes). One line for each
/// claim and reviewer; empty cells are missing.
#[derive(Debug, Args)]
pub(in crate::cli) struct Stats {
    /// The table; `-` reads standard input
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// The levels of the stances, from the lowest to the highest
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    levels: Vec<String>,
    /// Parameters of the pools: clip, trim, a, `width_floor`, `beta_alpha`, `beta_beta`
    #[arg(
        long = "pool-option",
        value_name = "NAME=NUMBER",
        value_delimiter = ','
    )]
    pool_options: Vec<String>,
    /// The pool that stands for a claim
    #[arg(long, value_name = "NAME", default_value = "geometric_mean_of_odds")]
    pool: String,
    /// The verdict rule
    #[arg(long, value_enum, default_value_t = RuleName::Thirds)]
    rule: RuleName,
    /// Fewer ratings than this make no verdict
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_reviews: usize,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs, schema obelus-stats/1
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RuleName {
    /// Camps in thirds of the scale, and the disagreement index
    Thirds,
    /// The band of the median, unless the panel disagrees
    RandUcla,
    /// Three quarters in one third
    #[value(name = "percent-75")]
    Percent75,
    /// Seventy per cent in one third, fewer than fifteen against it
    #[value(name = "comet-70-15")]
    Comet7015,
}

impl From<RuleName> for Rule {
    fn from(name: RuleName) -> Self {
        match name {
            RuleName::Thirds => Self::Thirds,
            RuleName::RandUcla => Self::RandUcla,
            RuleName::Percent75 => Self::Percent75,
            RuleName::Comet7015 => Self::Comet7015,
        }
    }
}

impl Stats {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let rules = self.rules()?;
        let levels = self.levels()?;
        let text = self.read(context)?;
        let table = ratings_csv::read(&text, levels).map_err(|problems| self.refuse(&problems))?;
        if table.rows.is_empty() {
            return Err(CliError::new(format!(
                "{} has no ratings",
                self.file.display()
            )));
        }
        let summary = summarise(&table, &rules);
        let mut out = context.ui.out();
        match self.format {
            Format::Terminal => {
                let look = terminal::Look {
                    width: context.ui.width(),
                };
                terminal::stats::write(&summary, look, &mut out)?;
            }
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &json::stats::json(&summary))?;
                writeln!(out)?;
            }
        }
        Ok(Outcome::Done)
    }

    fn read(&self, context: &Context) -> Result<String> {
        let bytes = if self.file.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)?;
            bytes
        } else {
            fs::read(context.dir.join(&self.file)).map_err(|error| {
                CliError::new(format!("cannot read {}: {error}", self.file.display()))
            })?
        };
        String::from_utf8(bytes).map_err(|_| {
            CliError::new(format!("{} is not UTF-8", self.file.display()))
                .hint("export the table as CSV in UTF-8")
        })
    }

    fn refuse(&self, problems: &[CsvProblem]) -> CliError {
        let (first, more) = problems.split_at(problems.len().min(MOST_PROBLEMS));
        let mut lines = vec![format!("{} cannot be read as ratings", self.file.display())];
        lines.extend(first.iter().map(ToString::to_string));
        if !more.is_empty() {
            lines.push(format!("and {} more", more.len()));
        }
        CliError::new(lines.join("\n  "))
    }

    fn levels(&self) -> Result<Option<Levels>> {
        if self.levels.is_empty() {
            return Ok(None);
        }
        let levels = Levels::declared(&self.levels).map_err(|level| {
            CliError::new(match level.as_str() {
                "" => "--levels has an empty level".to_owned(),
                level => format!("--levels names `{level}` twice"),
            })
        })?;
        Ok(Some(levels))
    }

    fn rules(&self) -> Result<TableRules> {
        let pool = Pool::from_name(&self.pool).ok_or_else(|| {
            let error = CliError::new(format!("there is no pool `{}`", self.pool));
            let names = || Pool::ALL.iter().map(|pool| pool.name());
            match nearest(&self.pool, names()) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error.hint(format!(
                    "known are {}",
                    names().collect::<Vec<_>>().join(", ")
                )),
            }
        })?;
        Ok(TableRules {
            pools: self.pool_options()?,
            pool,
            rule: self.rule.into(),
            min_reviews: self.min_reviews,
            ..TableRules::default()
        })
    }

    fn pool_options(&self) -> Result<PoolOptions> {
        let mut options = PoolOptions::default();
        for option in &self.pool_options {
            let (name, number) = option
                .split_once('=')
                .and_then(|(name, number)| Some((name.trim(), number.trim().parse().ok()?)))
                .ok_or_else(|| {
                    CliError::new(format!("`{option}` is no pool option"))
                        .hint("write NAME=NUMBER, such as --pool-option clip=0.01,trim=0.2")
                })?;
            options
                .set(name, number)
                .map_err(|error| CliError::new(error.to_string()))?;
        }
        Ok(options)
    }
}
