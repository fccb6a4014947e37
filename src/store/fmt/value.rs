//! Spacing within values on one line.

use crate::store::{
    shape::{CITATION, INTERVAL, Kind, Shape},
    syntax::{Entry, Node, Tree, Value},
};

/// A value as it is written canonically. Texts and numbers stay as they are, and so do lists and
/// tables that run over several lines.
pub(super) fn text(tree: &Tree<'_>, value: &Value, kind: Option<Kind>) -> String {
    let raw = tree.get(&value.span);
    if raw.contains('\n') {
        return raw.to_owned();
    }
    match &value.node {
        Node::Scalar => raw.to_owned(),
        Node::Array(items) => array(tree, items, kind),
        Node::Table(entries) => table(tree, entries, kind),
    }
}

fn array(tree: &Tree<'_>, items: &[Value], kind: Option<Kind>) -> String {
    let inner = match kind {
        Some(Kind::List(inner)) => Some(*inner),
        Some(Kind::Tables(shape)) => Some(Kind::Table(shape)),
        _ => None,
    };
    let items: Vec<String> = items.iter().map(|item| text(tree, item, inner)).collect();
    format!("[{}]", items.join(", "))
}

fn table(tree: &Tree<'_>, entries: &[Entry], kind: Option<Kind>) -> String {
    let shape: Option<&'static Shape> = match kind {
        Some(Kind::Confidence) => Some(&INTERVAL),
        Some(Kind::Citation) => Some(&CITATION),
        Some(Kind::Table(shape)) => Some(shape),
        _ => None,
    };
    if entries.is_empty() {
        return "{}".to_owned();
    }
    let mut ordered: Vec<&Entry> = entries.iter().collect();
    ordered.sort_by_key(|entry| super::rank(shape, super::first_key(&entry.path)));
    let pairs: Vec<String> = ordered
        .into_iter()
        .map(|entry| pair(tree, entry, shape))
        .collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn pair(tree: &Tree<'_>, entry: &Entry, shape: Option<&'static Shape>) -> String {
    let keys: Vec<&str> = entry.keys.iter().map(|key| tree.get(key)).collect();
    let kind = shape.and_then(|shape| super::entry_kind(shape, &entry.path));
    format!("{} = {}", keys.join("."), text(tree, &entry.value, kind))
}
