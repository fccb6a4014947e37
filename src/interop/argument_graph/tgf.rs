//! The trivial graph format: nodes, `#`, edges.

use super::{ArgumentGraph, GraphFileError, Names, Result};

pub(super) fn read(text: &str) -> Result<ArgumentGraph> {
    let mut names = Names::default();
    let mut in_edges = false;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [] => {}
            ["#"] if in_edges => return Err(GraphFileError::at(number, "a second `#`")),
            ["#"] => in_edges = true,
            [id, ..] if !in_edges => names.declare(id, None, Some(number))?,
            [from, to, ref label @ ..] => {
                let edge = names.edge(from, to, Some(number))?;
                if is_support(label, number)? {
                    names.graph.supports.push(edge);
                } else {
                    names.graph.attacks.push(edge);
                }
            }
            [_] => {
                let message = format!("expected attacker and target, not `{}`", line.trim());
                return Err(GraphFileError::at(number, message));
            }
        }
    }
    Ok(names.graph)
}

fn is_support(label: &[&str], number: usize) -> Result<bool> {
    match label {
        [] | ["attack" | "attacks" | "att" | "-"] => Ok(false),
        ["support" | "supports" | "sup" | "+"] => Ok(true),
        _ => {
            let label = label.join(" ");
            let message = format!("the label `{label}` is neither `attack` nor `support`");
            Err(GraphFileError::at(number, message))
        }
    }
}
