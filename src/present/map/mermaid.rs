//! A map for Mermaid, which hosts of repositories draw inside Markdown.

use std::io::{self, Write};

use super::{Map, Node, Role, Tie, wrap::wrapped};

/// Writes the map as a Mermaid flow chart.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart {}", if map.across { "RL" } else { "BT" })?;
    for (place, node) in map.nodes.iter().enumerate() {
        writeln!(out, "  n{place}{}:::{}", shape(node), class(node.role))?;
    }
    for edge in &map.edges {
        writeln!(
            out,
            "  n{} {}|\"{}\"| n{}",
            edge.from,
            arrow(edge.tie),
            escaped(edge.tie.mark()),
            edge.to
        )?;
    }
    for (role, style) in [
        (Role::Claim, "stroke:#5f5b53,stroke-width:3px"),
        (Role::For, "stroke:#1d5792,stroke-width:2px"),
        (
            Role::Against,
            "stroke:#a8390b,stroke-width:2px,stroke-dasharray:6 3",
        ),
        (
            Role::Undercut,
            "stroke:#6f3c94,stroke-width:2px,stroke-dasharray:2 3",
        ),
        (Role::Evidence, "stroke:#5f5b53"),
        (Role::Joint, "stroke:#5f5b53"),
    ] {
        writeln!(out, "  classDef {} {style}", class(role))?;
    }
    Ok(())
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Claim => "claim",
        Role::For => "supporting",
        Role::Against => "attacking",
        Role::Undercut => "undercutting",
        Role::Evidence => "evidence",
        Role::Joint => "joint",
    }
}

fn shape(node: &Node) -> String {
    if node.role == Role::Joint {
        return "((\" \"))".to_owned();
    }
    let head = [node.head.clone()].into_iter();
    let foot = [node.fate.clone()]
        .into_iter()
        .filter(|fate| !fate.is_empty());
    let lines: Vec<String> = head
        .chain(wrapped(&node.text, 34, 4))
        .chain(foot)
        .map(|line| escaped(&line))
        .collect();
    format!("[\"{}\"]", lines.join("<br>"))
}

fn arrow(tie: Tie) -> &'static str {
    match tie {
        Tie::Supports | Tie::DependsOn => "-->",
        Tie::Attacks => "--x",
        Tie::Undercuts => "-.-x",
        Tie::Refines => "-.->",
    }
}

/// Everything that is neither letter, digit nor space becomes a character reference, `#35;` for `#`:
/// Mermaid reads Markdown, HTML and commands of its own within quotes.
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    text.chars().fold(String::new(), |mut shown, c| {
        if c.is_alphanumeric() || matches!(c, ' ' | ',' | '.') {
            shown.push(c);
        } else {
            let _ = write!(shown, "#{};", u32::from(c));
        }
        shown
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_of_a_text_is_left_to_be_interpreted() {
        assert_eq!(escaped("a\"]<b>"), "a#34;#93;#60;b#62;");
    }
}
