//! Where new keys and sections go.

use super::home::Home;
use crate::store::{
    shape::Shape,
    syntax::{Entry, Section, Tree},
};

pub(super) fn rank(shape: &Shape, name: &str) -> usize {
    shape
        .fields
        .iter()
        .position(|field| field.key == name)
        .unwrap_or(shape.fields.len())
}

/// The entry that a new key comes after: the last in canonical order of those that precede it.
pub(super) fn predecessor<'t>(
    home: &Home<'t>,
    tree: &'t Tree<'_>,
    shape: &Shape,
    name: &str,
) -> Option<&'t Entry> {
    let own = rank(shape, name);
    let ranked = home
        .entries(tree)
        .map(|(path, entry)| (rank(shape, path.first().map_or("", String::as_str)), entry));
    ranked
        .filter(|(other, _)| *other <= own)
        .max_by_key(|(other, entry)| (*other, entry.start()))
        .map(|(_, entry)| entry)
}

/// Where the comment lines begin that stand right above a line.
pub(super) fn lead_start(tree: &Tree<'_>, line: usize) -> usize {
    let mut start = line;
    while start > tree.start() {
        let above = tree.text[..start - 1]
            .rfind('\n')
            .map_or(tree.start(), |at| at + 1);
        if !tree.text[above..start].trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// Where a new section goes: after the last of its kind, else at its canonical place.
pub(super) fn section_place(tree: &Tree<'_>, first: &str, top: &Shape) -> usize {
    let of = |section: &Section| section.path().first().cloned().unwrap_or_default();
    let same = tree
        .sections
        .iter()
        .rposition(|section| section.header.is_some() && of(section) == first);
    let later = || {
        let own = rank(top, first);
        tree.sections
            .iter()
            .skip(1)
            .position(|section| rank(top, &of(section)) > own)
    };
    let after = same.or_else(later).unwrap_or(tree.sections.len() - 1);
    tail_end(tree, after)
}

/// Where a section ends: after its last line and the comments that touch it, unless they belong to
/// the next heading.
fn tail_end(tree: &Tree<'_>, index: usize) -> usize {
    let section = tree.sections.get(index);
    let Some(end) = section.and_then(Section::end) else {
        return section_start(tree, index);
    };
    let mut at = end;
    for line in tree.text[end..].split_inclusive('\n') {
        let content = line.trim();
        if content.starts_with('#') {
            at += line.len();
        } else if content.is_empty() {
            return at;
        } else {
            return end;
        }
    }
    at
}

fn section_start(tree: &Tree<'_>, index: usize) -> usize {
    let next = tree
        .sections
        .get(index + 1)
        .and_then(|section| section.header.as_ref());
    next.map_or(tree.text.len(), |header| {
        lead_start(tree, header.line.start)
    })
}
