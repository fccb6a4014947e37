//! What a value means, however it is written, and values that both sides may change at once.

use super::{Three, lines, order};
use crate::store::edit;

/// The meaning of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A value of TOML.
    Value(toml::Value),
    /// A text that is no value.
    Unread(String),
}

fn parsed(source: &str) -> Option<toml::Value> {
    let mut table: toml::Table = toml::from_str(&format!("v = {source}")).ok()?;
    table.remove("v")
}

/// What a value means.
pub(super) fn meaning(source: &str) -> Meaning {
    parsed(source).map_or_else(|| Meaning::Unread(source.to_owned()), Meaning::Value)
}

/// The text, if the value is one.
pub(super) fn text(source: &str) -> Option<String> {
    match parsed(source)? {
        toml::Value::String(text) => Some(text),
        _ => None,
    }
}

/// The value with what both sides did to it, where that can be: to different lines of a text, or to
/// different items of a list.
pub(super) fn mended(values: Three<&str>) -> Option<String> {
    if let Ok(texts) = values.try_map(|value| text(value).ok_or(())) {
        return lines::both(texts.as_deref()).map(|text| edit::prose(&text));
    }
    let lists = values.try_map(|value| items(value).ok_or(())).ok()?;
    list(lists.as_ref().map(Vec::as_slice))
}

/// An item of a list: what it is known by, and how it is written.
type Item = (String, String);

fn items(source: &str) -> Option<Vec<Item>> {
    // A comment among the items has no place that could be kept.
    if source.contains('#') {
        return None;
    }
    let toml::Value::Array(items) = parsed(source)? else {
        return None;
    };
    let known = |item: &toml::Value| {
        let id = item.get("id").unwrap_or(item);
        (id.to_string(), inline(item))
    };
    Some(items.iter().map(known).collect())
}

fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::Table(table) => {
            let pair = |(key, value): (&String, &toml::Value)| format!("{key} = {}", inline(value));
            let pairs: Vec<String> = table.iter().map(pair).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        plain => plain.to_string(),
    }
}

/// Items that one side took out are out, those that either side put in are in.
fn list(lists: Three<&[Item]>) -> Option<String> {
    let ids = lists.map(|items| items.iter().map(|item| item.0.clone()).collect::<Vec<_>>());
    let mut written = Vec::new();
    for id in order::merged(ids.as_ref().map(Vec::as_slice)) {
        let find = |items: &[Item]| items.iter().find(|item| item.0 == id).cloned();
        let found = lists.map(find);
        let side = found.settle()?;
        written.extend(found.of(side).map(|item| item.1));
    }
    Some(laid_out(&written))
}

/// A list on one line, or with an item a line where that is too wide.
fn laid_out(items: &[String]) -> String {
    const WIDE: usize = 88;
    let line = format!("[{}]", items.join(", "));
    if line.chars().count() <= WIDE {
        return line;
    }
    let item = |item: &String| format!("    {item},\n");
    format!("[\n{}]", items.iter().map(item).collect::<String>())
}
