//! The numeric format: `p af n`, then one attack a line.

use super::{ArgumentGraph, GraphFileError, Node, Result};

/// A file that claims more arguments than this is a mistake.
const MOST: usize = 10_000_000;

pub(super) fn read(text: &str) -> Result<ArgumentGraph> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim()));
    let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let Some((number, header)) = lines.next() else {
        let message = "the first line must be `p af` and the number of arguments";
        return Err(GraphFileError::of_file(message));
    };
    let n = count(number, header)?;
    let attacks = lines.map(|(number, line)| attack(number, line, n));
    Ok(ArgumentGraph {
        attacks: attacks.collect::<Result<_>>()?,
        nodes: (1..=n).map(node).collect(),
        supports: Vec::new(),
    })
}

fn node(number: usize) -> Node {
    Node {
        id: number.to_string(),
        base: None,
    }
}

fn count(number: usize, header: &str) -> Result<usize> {
    let words: Vec<&str> = header.split_whitespace().collect();
    let ["p", "af", n] = words[..] else {
        let message = format!("expected `p af` and the number of arguments, not `{header}`");
        return Err(GraphFileError::at(number, message));
    };
    let unreadable = |_| GraphFileError::at(number, format!("`{n}` is not a number of arguments"));
    let count: usize = n.parse().map_err(unreadable)?;
    if count > MOST {
        let message = format!("{n} arguments are more than the {MOST} that can be read");
        return Err(GraphFileError::at(number, message));
    }
    Ok(count)
}

fn attack(number: usize, line: &str, n: usize) -> Result<(usize, usize)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [from, to] = words[..] else {
        let message = format!("expected two numbers, attacker and target, not `{line}`");
        return Err(GraphFileError::at(number, message));
    };
    Ok((argument(number, from, n)?, argument(number, to, n)?))
}

fn argument(number: usize, word: &str, n: usize) -> Result<usize> {
    let unreadable =
        |_| GraphFileError::at(number, format!("`{word}` is not the number of an argument"));
    let argument: usize = word.parse().map_err(unreadable)?;
    if (1..=n).contains(&argument) {
        return Ok(argument - 1);
    }
    let message = format!("there is no argument {argument}, only 1 to {n}");
    Err(GraphFileError::at(number, message))
}
