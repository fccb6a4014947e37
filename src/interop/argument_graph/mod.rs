//! Argument graphs as other tools write them.
//!
//! | ending | format |
//! |---|---|
//! | `.af` | numeric, as of the 2023 competition on computational models of argumentation: `p af 3`, then `1 2` for an attack; `#` starts a comment |
//! | `.apx` | facts `arg(a).` and `att(a,b).` in any order; `%` starts a comment |
//! | `.tgf` | trivial graph format: a line per node, `#`, a line per attack `a b`; the label `support` makes a support of it |
//! | `.json` | `{"nodes":[{"id":"a","base":0.5}],"attacks":[["b","a"]],"supports":[]}` |
//!
//! The first three know no base scores, and in JSON a node may go without.

mod af;
mod apx;
mod json;
mod tgf;

use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;

/// A graph as it stands in a file: nodes in the order they are declared, edges
/// between their numbers in the order they are written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArgumentGraph {
    /// The nodes; ids are unique.
    pub nodes: Vec<Node>,
    /// Attacks as pairs (from, to).
    pub attacks: Vec<(usize, usize)>,
    /// Supports as pairs (from, to).
    pub supports: Vec<(usize, usize)>,
}

/// A node of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its id; for numeric files its number.
    pub id: String,
    /// Its base score in 0..=1, if the file gives one.
    pub base: Option<f64>,
}

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Numeric.
    Af,
    /// Facts.
    Apx,
    /// Trivial graph format.
    Tgf,
    /// JSON.
    Json,
}

impl Format {
    /// The format a file name's ending stands for, in any case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "af" => Some(Self::Af),
            "apx" => Some(Self::Apx),
            "tgf" => Some(Self::Tgf),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Why a text is no argument graph.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct GraphFileError {
    /// The line, counted from 1, where there is one to blame.
    pub line: Option<usize>,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for GraphFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl GraphFileError {
    fn at(line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            message: message.into(),
        }
    }

    fn of_file(message: impl Into<String>) -> Self {
        Self {
            line: None,
            message: message.into(),
        }
    }
}

type Result<T> = std::result::Result<T, GraphFileError>;

/// Reads a graph. A byte order mark and Windows line ends are no matter.
///
/// # Errors
/// The first thing that does not follow the format, with its line.
pub fn read(text: &str, format: Format) -> Result<ArgumentGraph> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Af => af::read(text),
        Format::Apx => apx::read(text),
        Format::Tgf => tgf::read(text),
        Format::Json => json::read(text),
    }
}

/// Nodes by name while a file is read.
#[derive(Default)]
struct Names {
    graph: ArgumentGraph,
    numbers: BTreeMap<String, usize>,
}

impl Names {
    fn declare(&mut self, id: &str, base: Option<f64>, line: Option<usize>) -> Result<()> {
        let number = self.graph.nodes.len();
        if self.numbers.insert(id.to_owned(), number).is_some() {
            let message = format!("the node `{id}` is declared twice");
            return Err(GraphFileError { line, message });
        }
        let id = id.to_owned();
        self.graph.nodes.push(Node { id, base });
        Ok(())
    }

    fn number(&self, id: &str, line: Option<usize>) -> Result<usize> {
        let message = || format!("there is no node `{id}`");
        let known = self.numbers.get(id).copied();
        known.ok_or_else(|| GraphFileError {
            line,
            message: message(),
        })
    }

    fn edge(&self, from: &str, to: &str, line: Option<usize>) -> Result<(usize, usize)> {
        Ok((self.number(from, line)?, self.number(to, line)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(graph: &ArgumentGraph) -> Vec<&str> {
        graph.nodes.iter().map(|node| node.id.as_str()).collect()
    }

    fn refused(text: &str, format: Format) -> String {
        read(text, format).unwrap_err().to_string()
    }

    #[test]
    fn the_example_of_the_numeric_format_is_read() {
        // The example of the 2023 competition's solver requirements.
        let text = "p af 5\n# this is a comment\n1 2\n2 4\n4 5\n5 4\n5 5\n";
        let graph = read(text, Format::Af).unwrap();
        assert_eq!(ids(&graph), ["1", "2", "3", "4", "5"]);
        assert_eq!(graph.attacks, [(0, 1), (1, 3), (3, 4), (4, 3), (4, 4)]);
        assert!(graph.supports.is_empty());
        assert_eq!(graph.nodes[0].base, None);
    }

    #[test]
    fn faults_of_the_numeric_format_name_their_line() {
        for (text, message) in [
            (
                "",
                "the first line must be `p af` and the number of arguments",
            ),
            (
                "1 2\n",
                "line 1: expected `p af` and the number of arguments, not `1 2`",
            ),
            (
                "p cnf 3 2\n",
                "line 1: expected `p af` and the number of arguments, not `p cnf 3 2`",
            ),
            (
                "p af three\n",
                "line 1: `three` is not a number of arguments",
            ),
            (
                "p af 2\n\n1 3\n",
                "line 3: there is no argument 3, only 1 to 2",
            ),
            (
                "p af 2\n0 1\n",
                "line 2: there is no argument 0, only 1 to 2",
            ),
            (
                "p af 2\n1\n",
                "line 2: expected two numbers, attacker and target, not `1`",
            ),
            (
                "p af 2\n1 2 1\n",
                "line 2: expected two numbers, attacker and target, not `1 2 1`",
            ),
            (
                "p af 2\n1 b\n",
                "line 2: `b` is not the number of an argument",
            ),
            (
                "p af 2\np af 2\n",
                "line 2: expected two numbers, attacker and target, not `p af 2`",
            ),
            (
                "p af 99999999999\n",
                "line 1: 99999999999 arguments are more than the 10000000 that can be read",
            ),
        ] {
            assert_eq!(refused(text, Format::Af), message);
        }
    }

    #[test]
    fn facts_are_read_in_any_order_and_layout() {
        let text = "% a comment\natt(a , b). arg(a).\r\narg( b ).\natt(b,\n a).";
        let graph = read(text, Format::Apx).unwrap();
        assert_eq!(ids(&graph), ["a", "b"]);
        assert_eq!(graph.attacks, [(0, 1), (1, 0)]);
    }

    #[test]
    fn faults_of_facts_name_their_line() {
        for (text, message) in [
            ("arg(a).\narg(a).", "line 2: the node `a` is declared twice"),
            ("arg(a).\natt(a,b).", "line 2: there is no node `b`"),
            (
                "arg(a)\narg(b).",
                "line 1: the fact `arg(a)` does not end in a full stop",
            ),
            ("arg(a,b).", "line 1: `arg` takes one name, not `a,b`"),
            ("\natt(a).", "line 2: `att` takes two names, not `a`"),
            (
                "attack(a,b).",
                "line 1: expected `arg(…).` or `att(…,…).`, not `attack(a,b).`",
            ),
            ("arg(a", "line 1: the fact `arg(a` has no closing bracket"),
            ("arg().", "line 1: a name is missing"),
        ] {
            assert_eq!(refused(text, Format::Apx), message);
        }
    }

    #[test]
    fn trivial_graphs_may_have_labels_and_supports() {
        let text = "a the first\nb\nc\n#\na b\nc b support\nb c attack\n";
        let graph = read(text, Format::Tgf).unwrap();
        assert_eq!(ids(&graph), ["a", "b", "c"]);
        assert_eq!(graph.attacks, [(0, 1), (1, 2)]);
        assert_eq!(graph.supports, [(2, 1)]);
    }

    #[test]
    fn faults_of_trivial_graphs_name_their_line() {
        for (text, message) in [
            ("a\nb\n#\na c\n", "line 4: there is no node `c`"),
            ("a\na\n", "line 2: the node `a` is declared twice"),
            ("a\n#\na\n", "line 3: expected attacker and target, not `a`"),
            (
                "a\n#\na a because\n",
                "line 3: the label `because` is neither `attack` nor `support`",
            ),
            ("a\n#\n#\n", "line 3: a second `#`"),
        ] {
            assert_eq!(refused(text, Format::Tgf), message);
        }
    }

    #[test]
    fn json_gives_bases_and_supports() {
        let text = r#"{"nodes":[{"id":"a","base":0.25},{"id":"b"}],
            "attacks":[["b","a"]],"supports":[["a","b"]]}"#;
        let graph = read(text, Format::Json).unwrap();
        assert_eq!(graph.nodes[0].base, Some(0.25));
        assert_eq!(graph.nodes[1].base, None);
        assert_eq!(
            (graph.attacks, graph.supports),
            (vec![(1, 0)], vec![(0, 1)])
        );
    }

    #[test]
    fn faults_of_json_name_what_is_wrong() {
        for (text, message) in [
            (
                r#"{"nodes":[{"id":"a","base":60}]}"#,
                "the base of `a` is 60, but must lie between 0 and 1",
            ),
            (
                r#"{"nodes":[{"id":"a"},{"id":"a"}]}"#,
                "the node `a` is declared twice",
            ),
            (
                r#"{"nodes":[{"id":"a"}],"attacks":[["a","x"]]}"#,
                "there is no node `x`",
            ),
            ("{\n\"nodes\": [}", "line 2: expected value at column 11"),
            (
                r#"{"attacks":[]}"#,
                "line 1: missing field `nodes` at column 14",
            ),
            (
                r#"{"nodes":[],"attack":[]}"#,
                "line 1: unknown field `attack`, expected one of `nodes`, `attacks`, `supports` at column 20",
            ),
        ] {
            assert_eq!(refused(text, Format::Json), message);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_matter() {
        assert!(read("\u{feff}p af 1\r\n", Format::Af).is_ok());
    }

    #[test]
    fn endings_are_known_in_any_case() {
        assert_eq!(Format::from_extension("AF"), Some(Format::Af));
        assert_eq!(Format::from_extension("txt"), None);
    }
}
