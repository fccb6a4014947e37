//! Which keys belong together, so that a merge never pairs one side's number with the other's reason.

use super::names::Name;
use crate::store::layout::RecordPath;

/// The unit that a key of a part belongs to; a key that belongs to no other is a unit by itself.
pub(super) fn of(at: &RecordPath, part: &Name, key: &str) -> String {
    let unit = match (at, part.first().map(String::as_str)) {
        (RecordPath::Review(..), None) => judgement(key),
        (RecordPath::Claim(_), None) => claim(key),
        (_, Some("arguments")) if part.len() == 2 => argument(key),
        (_, Some("resolution" | "anchors" | "relations" | "rounds")) => Some("whole"),
        (_, Some("documents")) => text(key),
        _ => None,
    };
    unit.map_or_else(|| key.to_owned(), |unit| format!("[{unit}]"))
}

fn judgement(key: &str) -> Option<&'static str> {
    let together = [
        "edition",
        "judged",
        "confidence",
        "stance",
        "abstain",
        "expertise",
        "rationale",
        "status",
        "reason",
    ];
    together.contains(&key).then_some("judgement")
}

fn claim(key: &str) -> Option<&'static str> {
    match key {
        "statement" | "kind" | "scale" | "edition" => Some("statement"),
        "status" | "superseded-by" | "reason" => Some("status"),
        _ => None,
    }
}

fn argument(key: &str) -> Option<&'static str> {
    let together = [
        "id", "stance", "target", "attack", "strength", "text", "status", "reason",
    ];
    together.contains(&key).then_some("argument")
}

fn text(key: &str) -> Option<&'static str> {
    ["path", "digest", "length", "sections"]
        .contains(&key)
        .then_some("text")
}

/// How a unit is called to people.
pub(super) fn called(part: &Name, unit: &str) -> String {
    let owner = match part.split_first() {
        None => None,
        Some((table, [])) => Some(format!("[{table}]")),
        Some((table, rest)) => Some(format!("{} `{}`", singular(table), rest.join(" "))),
    };
    let own = match unit {
        "[judgement]" => "the rating with its reason".to_owned(),
        "[statement]" => "the statement with its edition".to_owned(),
        "[status]" => "the status with its reason".to_owned(),
        "[text]" => "the text's place and digest".to_owned(),
        "[argument]" | "[whole]" => String::new(),
        key => format!("`{key}`"),
    };
    match (owner, own.is_empty()) {
        (None, _) => own,
        (Some(owner), true) => owner,
        (Some(owner), false) => format!("{own} of {owner}"),
    }
}

fn singular(table: &str) -> &str {
    table.strip_suffix('s').unwrap_or(table)
}
