//! A map for Graphviz.

use std::io::{self, Write};

use super::{Map, Node, Role, Tie, wrap::wrapped};

/// Writes the map as a DOT graph.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph {{")?;
    writeln!(
        out,
        "  label={}; labelloc=t; rankdir={};",
        quoted(&map.title),
        if map.across { "RL" } else { "BT" }
    )?;
    writeln!(
        out,
        "  node [shape=box, fontname=\"sans-serif\", fontsize=10];"
    )?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for (place, node) in map.nodes.iter().enumerate() {
        writeln!(out, "  n{place} [{}];", attributes(node))?;
    }
    for edge in &map.edges {
        writeln!(
            out,
            "  n{} -> n{} [{}];",
            edge.from,
            edge.to,
            line(edge.tie)
        )?;
    }
    writeln!(out, "}}")
}

fn attributes(node: &Node) -> String {
    if node.role == Role::Joint {
        return "shape=point, width=0.06, label=\"\"".to_owned();
    }
    let colour = match node.role {
        Role::For => "#1d5792",
        Role::Against => "#a8390b",
        Role::Undercut => "#6f3c94",
        _ => "#1d1b18",
    };
    let lines = wrapped(&node.text, 34, 4);
    let head = [node.head.clone()].into_iter();
    let foot = [node.fate.clone()]
        .into_iter()
        .filter(|fate| !fate.is_empty());
    let text: Vec<String> = head.chain(lines).chain(foot).collect();
    format!(
        "label={}, tooltip={}, color=\"{colour}\"{}",
        quoted(&text.join("\n")),
        quoted(&node.id),
        if node.role == Role::Claim {
            ", penwidth=2"
        } else {
            ""
        }
    )
}

fn line(tie: Tie) -> String {
    let style = match tie {
        Tie::Supports => "color=\"#1d5792\"",
        Tie::Attacks => "color=\"#a8390b\", style=dashed",
        Tie::Undercuts => "color=\"#6f3c94\", style=dotted, arrowhead=tee",
        Tie::DependsOn => "color=\"#5f5b53\", arrowhead=odiamond",
        Tie::Refines => "color=\"#5f5b53\", style=dashed, arrowhead=onormal",
    };
    format!("label={}, {style}", quoted(tie.mark()))
}

/// A quoted string of DOT: only the quote ends it, and a backslash would begin an escape.
fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_its_quotes() {
        assert_eq!(quoted("a\"b\\"), "\"a\\\"b\\\\\"");
        assert_eq!(quoted("two\nlines"), "\"two\\nlines\"");
    }
}
