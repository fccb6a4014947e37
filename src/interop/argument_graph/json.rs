//! JSON with base scores and supports.

use serde::Deserialize;

use super::{ArgumentGraph, GraphFileError, Names, Result};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nodes: Vec<NodeShape>,
    #[serde(default)]
    attacks: Vec<(String, String)>,
    #[serde(default)]
    supports: Vec<(String, String)>,
}

/// Further keys of a node, such as a text, are left alone.
#[derive(Deserialize)]
struct NodeShape {
    id: String,
    base: Option<f64>,
}

pub(super) fn read(text: &str) -> Result<ArgumentGraph> {
    let file: File = serde_json::from_str(text).map_err(|error| misread(&error))?;
    let mut names = Names::default();
    for node in &file.nodes {
        if let Some(base) = node.base.filter(|base| !(0.0..=1.0).contains(base)) {
            let id = &node.id;
            let message = format!("the base of `{id}` is {base}, but must lie between 0 and 1");
            return Err(GraphFileError::of_file(message));
        }
        names.declare(&node.id, node.base, None)?;
    }
    let edges = |pairs: &[(String, String)]| {
        let pairs = pairs.iter();
        pairs
            .map(|(from, to)| names.edge(from, to, None))
            .collect::<Result<Vec<_>>>()
    };
    let (attacks, supports) = (edges(&file.attacks)?, edges(&file.supports)?);
    Ok(ArgumentGraph {
        nodes: names.graph.nodes,
        attacks,
        supports,
    })
}

/// The parser's words, with line and column where ours stand.
fn misread(error: &serde_json::Error) -> GraphFileError {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    let message = message.strip_suffix(&place).unwrap_or(&message);
    GraphFileError::at(
        error.line(),
        format!("{message} at column {}", error.column()),
    )
}
