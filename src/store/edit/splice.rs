//! The splices that edits are made of. Comments within what goes are kept beside it.

use std::ops::Range;

use super::{
    home::Home,
    literal::{Literal, key},
    place::{lead_start, predecessor},
};
use crate::store::{
    shape::Shape,
    syntax::{Entry, Header, Node, Section, Tree, Value},
};

/// A replacement of some bytes.
pub(super) type Splice = (Range<usize>, String);

/// The comments of some lines, each on a line of its own.
pub(super) fn comment_lines(tree: &Tree<'_>, range: &Range<usize>) -> String {
    let comments = tree.comments_in(range);
    let lines = comments.map(|comment| format!("{}\n", comment.trim_end()));
    lines.collect::<Vec<_>>().concat()
}

/// The comments of a part of a value, where the value goes on after them.
fn comments_within(tree: &Tree<'_>, range: &Range<usize>) -> String {
    let comments = tree.comments_in(range);
    let pieces = comments.map(|comment| format!(" {}\n", comment.trim_end()));
    pieces.collect::<Vec<_>>().concat()
}

pub(super) fn replace(
    tree: &Tree<'_>,
    entry: &Entry,
    range: Range<usize>,
    source: &str,
    inline: bool,
) -> Vec<Splice> {
    if inline {
        let kept = comments_within(tree, &range);
        return vec![(range, format!("{source}{kept}"))];
    }
    let kept = comment_lines(tree, &range);
    let line = entry.line.start;
    vec![(line..line, kept), (range, source.to_owned())]
}

pub(super) fn cut_section(tree: &Tree<'_>, section: &Section) -> Vec<Splice> {
    let header = section.header.iter().map(|header: &Header| &header.line);
    header
        .chain(section.entries.iter().map(|entry| &entry.line))
        .map(|line| (line.clone(), comment_lines(tree, line)))
        .collect()
}

pub(super) fn cut_inline(
    tree: &Tree<'_>,
    value: &Value,
    gone: impl Fn(&Entry) -> bool,
) -> Vec<Splice> {
    let Node::Table(entries) = &value.node else {
        return Vec::new();
    };
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut kept_end = None;
    for (i, entry) in entries.iter().enumerate() {
        if !gone(entry) {
            kept_end = Some(entry.value.span.end);
            continue;
        }
        let cut = match entries.get(i + 1) {
            Some(next) => entry.start()..next.start(),
            None => kept_end.unwrap_or(entry.start())..entry.value.span.end,
        };
        match cuts.last_mut() {
            Some(last) if cut.start <= last.end => *last = last.start.min(cut.start)..cut.end,
            _ => cuts.push(cut),
        }
    }
    cuts.into_iter()
        .map(|cut| (cut.clone(), comments_within(tree, &cut)))
        .collect()
}

pub(super) fn insert_inline(
    tree: &Tree<'_>,
    home: &Home<'_>,
    value: &Value,
    shape: &Shape,
    name: &str,
    literal: &Literal,
) -> Splice {
    let pair = format!("{}{} = {}", home.prefix_text(), key(name), literal.as_str());
    if let Some(before) = predecessor(home, tree, shape, name) {
        let at = before.value.span.end;
        return (at..at, format!(", {pair}"));
    }
    let first = match &value.node {
        Node::Table(entries) => entries.first(),
        _ => None,
    };
    let at = first.map_or(value.span.start + 1, Entry::start);
    let text = if first.is_some() {
        format!("{pair}, ")
    } else if tree.get(&value.span) == "{}" {
        format!(" {pair} ")
    } else {
        format!(" {pair}")
    };
    (at..at, text)
}

pub(super) fn insert_line(
    tree: &Tree<'_>,
    home: &Home<'_>,
    shape: &Shape,
    name: &str,
    literal: &Literal,
) -> Splice {
    let line = format!(
        "{}{} = {}\n",
        home.prefix_text(),
        key(name),
        literal.as_str()
    );
    let after = predecessor(home, tree, shape, name).map(|entry| entry.line.end);
    let first = home
        .entries(tree)
        .next()
        .map(|(_, entry)| lead_start(tree, entry.line.start));
    let header = home.section(tree).and_then(Section::end);
    let at = after.or(first).or(header).unwrap_or(tree.start());
    let open = at > tree.start() && !tree.text[..at].ends_with('\n');
    if open {
        return (at..at, format!("\n{}", line.trim_end_matches('\n')));
    }
    (at..at, line)
}

pub(super) fn inline_array<'t>(
    tree: &'t Tree<'_>,
    array: &str,
) -> Option<(&'t Value, &'t [Value])> {
    let entry = tree
        .sections
        .first()?
        .entries
        .iter()
        .find(|entry| entry.path == [array])?;
    match &entry.value.node {
        Node::Array(items) => Some((&entry.value, items)),
        _ => None,
    }
}

pub(super) fn append_inline(
    tree: &Tree<'_>,
    value: &Value,
    items: &[Value],
    fields: &[(String, Literal)],
) -> Splice {
    let table = Literal::table(fields);
    let Some(last) = items.last() else {
        let at = value.span.start + 1;
        return (at..at, table.as_str().to_owned());
    };
    let first = items
        .first()
        .map_or(last.span.start, |item| item.span.start);
    let spread = tree.text[value.span.start..first].contains('\n');
    let gap = if spread { ",\n    " } else { ", " };
    let at = last.span.end;
    (at..at, format!("{gap}{}", table.as_str()))
}
