//! What a part of a record is called on all sides: its heading, and for one of several like it what
//! people know it by.

use std::collections::BTreeMap;

use super::value;
use crate::store::fmt::Part;

/// The heading's parts; an element of an array has its mark after them.
pub(super) type Name = Vec<String>;

/// The names of the parts of a record, in order.
pub(super) fn of(parts: &[Part]) -> Vec<Name> {
    let mut elements: Vec<(Vec<String>, Name)> = Vec::new();
    let mut seen: BTreeMap<Name, usize> = BTreeMap::new();
    let mut names = Vec::new();
    for part in parts {
        let path = part
            .header
            .as_ref()
            .map_or(&[][..], |header| header.path.as_slice());
        let mut name = within(&elements, path);
        if part.array {
            name.push(mark(part, path));
        }
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name.push(format!("#{count}"));
        }
        if part.array {
            elements.retain(|(array, _)| !array.starts_with(path));
            elements.push((path.to_vec(), name.clone()));
        }
        names.push(name);
    }
    names
}

/// A heading below an element of an array belongs to that element.
fn within(elements: &[(Vec<String>, Name)], path: &[String]) -> Name {
    let owner = elements
        .iter()
        .rev()
        .find(|(array, _)| path.len() > array.len() && path.starts_with(array));
    owner.map_or_else(
        || path.to_vec(),
        |(array, name)| [name, path.get(array.len()..).unwrap_or_default()].concat(),
    )
}

fn mark(part: &Part, path: &[String]) -> String {
    let keys: &[&str] = match path.last().map(String::as_str) {
        Some("rounds") => &["name"],
        Some("relations") => &["kind", "claim"],
        Some("anchors") => &["document"],
        _ => &["id"],
    };
    let found = keys.iter().map(|key| {
        let entry = part.entries.iter().find(|entry| entry.path == [*key]);
        entry.map_or_else(String::new, |entry| {
            value::text(&entry.value).unwrap_or_else(|| entry.value.clone())
        })
    });
    found.collect::<Vec<_>>().join(" ")
}
