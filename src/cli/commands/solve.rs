//! `obelus solve`

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use crate::analysis::argumentation::attribution::{Attribution, Effort, Way, attribute};
use crate::analysis::argumentation::crisp::Budget;
use crate::analysis::argumentation::gradual::Semantics;
use crate::analysis::argumentation::solution::{Answer, Question, answer};
use crate::analysis::argumentation::{Graph, GraphBuilder, GraphError};
use crate::cli::{Outcome, Result, context::Context, error::CliError};
use crate::interop::argument_graph::{self, ArgumentGraph};
use crate::model::spelling::nearest;
use crate::present::json::solve::SolveDocument;
use crate::present::terminal::solve::{parts, table};

/// Compute standing and strength in any argument graph, without a workspace
///
/// The format follows the file's ending: .af (numeric, `p af n`), .apx (facts), .tgf, or .json with
/// base scores and supports. The labellings look at attacks alone. Strengths on cycles are printed
/// only where they can be shown to settle.
#[derive(Debug, Args)]
pub(in crate::cli) struct Solve {
    /// The graph
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to compute, separated by commas; everything by default
    #[arg(long, value_name = "NAMES", value_enum, value_delimiter = ',')]
    semantics: Vec<Name>,
    /// Stop each search for labellings after so long and give what was found
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0, value_parser = seconds)]
    time_limit: f64,
    /// Collect no more labellings than this, and fewer of a very large graph
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = at_least_one)]
    most: usize,
    /// The base score of nodes for which the file has none
    #[arg(long, value_name = "BASE", default_value_t = 1.0, value_parser = base_score)]
    base: f64,
    /// Say what part each node has in the strength of --topic
    ///
    /// `removal` says what would be different if one node were gone; `shapley` divides the whole
    /// distance from base to strength. Up to 15 nodes that bear on the topic the division is exact,
    /// beyond it is sampled and comes with standard errors.
    #[arg(long, value_name = "WAY", value_enum, requires = "topic")]
    attribution: Option<AttributionWay>,
    /// The node whose strength is attributed
    #[arg(long, value_name = "NODE", requires = "attribution")]
    topic: Option<String>,
    /// How many random orders are sampled
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    orders: u32,
    /// Where the random orders begin
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    seed: u64,
    /// How to show the result
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A table for people
    Terminal,
    /// For programs, schema obelus-solve/1
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum AttributionWay {
    /// The strength with everybody less the strength without the node
    Removal,
    /// Its share of the distance from base to strength
    Shapley,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Name {
    /// The most cautious labelling
    Grounded,
    /// The labellings of all maximal admissible sets
    Preferred,
    /// The labellings without undecided nodes
    Stable,
    /// What every preferred labelling accepts and that defends itself
    Ideal,
    /// Strengths by quadratic energy
    #[value(alias = "quadratic_energy")]
    QuadraticEnergy,
    /// Strengths by DF-QuAD
    #[value(name = "dfquad", alias = "df-quad")]
    DfQuad,
    /// Strengths by the Euler-based semantics
    Euler,
    /// Strengths by the weighted h-categorizer
    #[value(alias = "h_categorizer")]
    HCategorizer,
}

impl Name {
    fn question(self) -> Question {
        match self {
            Self::Grounded => Question::Grounded,
            Self::Preferred => Question::Preferred,
            Self::Stable => Question::Stable,
            Self::Ideal => Question::Ideal,
            Self::QuadraticEnergy => Question::Strengths(Semantics::QuadraticEnergy),
            Self::DfQuad => Question::Strengths(Semantics::DfQuad),
            Self::Euler => Question::Strengths(Semantics::Euler),
            Self::HCategorizer => Question::Strengths(Semantics::HCategorizer),
        }
    }
}

impl Solve {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let file = read(&context.dir.join(&self.file), &self.file)?;
        let without_base = file.nodes.iter().filter(|node| node.base.is_none()).count();
        let graph = graph(&file, self.base)?;
        let answers: Vec<Answer> = self
            .questions()
            .map(|question| self.ask(&graph, question))
            .collect();
        let attributions = self.attributions(&graph)?;
        let mut out = BufWriter::new(context.ui.out());
        match self.format {
            Format::Terminal => {
                write!(out, "{}", table(&graph, &answers))?;
                write!(out, "{}", parts(&graph, &attributions))?;
            }
            Format::Json => {
                let document = SolveDocument::new(&graph, &answers, self.base, without_base)
                    .with_attributions(&graph, &attributions, self.effort());
                serde_json::to_writer_pretty(&mut out, &document)?;
                writeln!(out)?;
            }
        }
        out.flush()?;
        Ok(Outcome::Done)
    }

    fn effort(&self) -> Effort {
        Effort {
            orders: self.orders,
            seed: self.seed,
            ..Effort::default()
        }
    }

    /// The parts of every node in the topic's strength, for each gradual semantics asked for.
    fn attributions(&self, graph: &Graph) -> Result<Vec<Attribution>> {
        let (Some(way), Some(topic)) = (self.attribution, &self.topic) else {
            return Ok(Vec::new());
        };
        let topic = graph
            .ids()
            .iter()
            .position(|id| id == topic)
            .ok_or_else(|| {
                let error = CliError::new(format!("there is no node `{topic}`"));
                match nearest(topic, graph.ids().iter().map(String::as_str)) {
                    Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                    None => error,
                }
            })?;
        let way = match way {
            AttributionWay::Removal => Way::Removal,
            AttributionWay::Shapley => Way::Shapley,
        };
        let of = |question| match question {
            Question::Strengths(semantics) => Some(semantics),
            _ => None,
        };
        let semantics = self.questions().filter_map(of);
        Ok(semantics
            .map(|semantics| attribute(graph, semantics, topic, way, self.effort()))
            .collect())
    }

    /// What was asked for, each once, in the order reports use.
    fn questions(&self) -> impl Iterator<Item = Question> {
        let asked: Vec<Question> = self.semantics.iter().map(|name| name.question()).collect();
        let all = Question::ALL.into_iter();
        all.filter(move |question| asked.is_empty() || asked.contains(question))
    }

    fn ask(&self, graph: &Graph, question: Question) -> Answer {
        let started = Instant::now();
        let limit = Duration::from_secs_f64(self.time_limit);
        let mut in_time = || started.elapsed() < limit;
        let most = self.most.min(MOST_LABELS / graph.len().max(1)).max(1);
        answer(graph, question, &mut Budget::new(most, &mut in_time))
    }
}

/// So many labels of all labellings together fit into memory with ease.
const MOST_LABELS: usize = 100_000_000;

fn read(path: &Path, shown: &Path) -> Result<ArgumentGraph> {
    let shown = shown.display();
    let ending = path.extension().and_then(|ending| ending.to_str());
    let format = ending.and_then(argument_graph::Format::from_extension);
    let format = format.ok_or_else(|| {
        CliError::new(format!(
            "the ending of {shown} does not say what format it has"
        ))
        .hint("argument graphs end in .af, .apx, .tgf or .json")
    })?;
    let bytes = std::fs::read(path)
        .map_err(|error| CliError::new(format!("{shown} cannot be read: {error}")))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| CliError::new(format!("{shown} is not UTF-8 text")))?;
    argument_graph::read(&text, format).map_err(|error| {
        let place = error
            .line
            .map(|line| format!(":{line}"))
            .unwrap_or_default();
        CliError::new(format!("{shown}{place}: {}", error.message))
    })
}

fn graph(file: &ArgumentGraph, default_base: f64) -> Result<Graph> {
    let mut builder = GraphBuilder::new();
    let refused = |error: GraphError| CliError::new(error.to_string());
    for node in &file.nodes {
        let base = node.base.unwrap_or(default_base);
        builder.node(&node.id, base).map_err(refused)?;
    }
    for &(from, to) in &file.attacks {
        builder.attack_indices(from, to);
    }
    for &(from, to) in &file.supports {
        builder.support_indices(from, to);
    }
    Ok(builder.build())
}

fn seconds(text: &str) -> std::result::Result<f64, String> {
    let refused = || "not a number of seconds".to_owned();
    let seconds: f64 = text.parse().map_err(|_| refused())?;
    let sensible = (0.0..=1e9).contains(&seconds);
    sensible.then_some(seconds).ok_or_else(refused)
}

fn base_score(text: &str) -> std::result::Result<f64, String> {
    let refused = || "not a number between 0 and 1".to_owned();
    let base: f64 = text.parse().map_err(|_| refused())?;
    let sensible = (0.0..=1.0).contains(&base);
    sensible.then_some(base).ok_or_else(refused)
}

fn at_least_one(text: &str) -> std::result::Result<usize, String> {
    let most = text.parse().ok().filter(|&most| most > 0);
    most.ok_or_else(|| "not a whole number from 1".to_owned())
}
