//! The registry of the schemas of JSON outputs: JSON Schema 2020-12, from the structures themselves.

use serde_json::Value;

use crate::present::{findings, json};

/// An output by the name its schema is asked for, and what it is.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// As in `obelus schema NAME`.
    pub name: &'static str,
    /// Which command writes it.
    pub of: &'static str,
    schema: fn() -> schemars::Schema,
}

/// Every output that has a schema.
pub const OUTPUTS: &[Output] = &[
    Output {
        name: "anchors",
        of: "obelus document verify --format json",
        schema: || schemars::schema_for!(json::anchors::AnchorsDocument),
    },
    Output {
        name: "blame",
        of: "obelus blame --format json",
        schema: || schemars::schema_for!(json::log::BlameDocument),
    },
    Output {
        name: "check",
        of: "obelus check --format json",
        schema: || schemars::schema_for!(findings::FindingsDocument),
    },
    Output {
        name: "diff",
        of: "obelus diff --format json",
        schema: || schemars::schema_for!(json::diff::DiffDocument),
    },
    Output {
        name: "log",
        of: "obelus log --format json, each line",
        schema: || schemars::schema_for!(json::log::Line),
    },
    Output {
        name: "report",
        of: "obelus report --format json",
        schema: || schemars::schema_for!(json::report::ReportDocument),
    },
    Output {
        name: "rounds",
        of: "obelus round list --format json",
        schema: || schemars::schema_for!(json::rounds::RoundsDocument<'static>),
    },
    Output {
        name: "solve",
        of: "obelus solve --format json",
        schema: || schemars::schema_for!(json::solve::SolveDocument<'static>),
    },
    Output {
        name: "stats",
        of: "obelus stats --format json",
        schema: || schemars::schema_for!(json::stats::StatsDocument),
    },
];

/// The schema of an output by its name.
pub fn output(name: &str) -> Option<Value> {
    let output = OUTPUTS.iter().find(|output| output.name == name)?;
    Some((output.schema)().to_value())
}
