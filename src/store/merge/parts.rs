//! The parts of a record: tables matched by name, elements of arrays by what people know them by.

use std::collections::BTreeMap;

use super::{
    Clash, Merge, Side, Three, cells, marks,
    names::{self, Name},
    order, remarks, units, value,
};
use crate::store::{
    fmt::{File, Item, Part},
    layout::RecordPath,
};

/// The merged record; nothing where its pieces cannot be told apart surely.
pub(super) fn file(merge: &mut Merge<'_, '_>, files: Three<&File>) -> Option<File> {
    let head = files.map(|file| &file.head);
    let foot = files.map(|file| &file.foot);
    let (head, foot) = (head.of(head.settle()?), foot.of(foot.settle()?));
    let names = files.map(|file| names::of(&file.parts));
    if matches!(merge.at, RecordPath::Review(..)) && rating_apart(&names) {
        return None;
    }
    let parts = Three {
        base: named(&names.base, files.base),
        ours: named(&names.ours, files.ours),
        theirs: named(&names.theirs, files.theirs),
    };
    let order = order::merged(names.as_ref().map(Vec::as_slice));
    let merged = order.iter().filter_map(|name| {
        let three = parts.as_ref().map(|parts| parts.get(name).copied());
        part(merge, name, three)
    });
    Some(File {
        parts: merged.collect(),
        head: head.clone(),
        foot: foot.clone(),
    })
}

/// A rating under a heading of its own cannot be kept together with the rest of the judgement.
fn rating_apart(names: &Three<Vec<Name>>) -> bool {
    let apart = |names: &Vec<Name>| {
        names
            .iter()
            .any(|n| n.first().is_some_and(|k| k == "confidence"))
    };
    [&names.base, &names.ours, &names.theirs]
        .into_iter()
        .any(apart)
}

fn named<'f>(names: &[Name], file: &'f File) -> BTreeMap<Name, &'f Part> {
    names.iter().cloned().zip(&file.parts).collect()
}

fn part(merge: &mut Merge<'_, '_>, name: &Name, parts: Three<Option<&Part>>) -> Option<Part> {
    match (parts.base, parts.ours, parts.theirs) {
        (None, Some(only), None) | (None, None, Some(only)) => Some(only.clone()),
        (_, None, None) => None,
        (None, Some(ours), Some(theirs)) if ours.array => {
            if same(ours, theirs) && remarks_of(ours) == remarks_of(theirs) {
                inner(merge, name, None, ours, theirs)
            } else {
                clash(merge, name, parts)
            }
        }
        (base, Some(ours), Some(theirs)) => inner(merge, name, base, ours, theirs),
        (Some(base), Some(kept), None) | (Some(base), None, Some(kept)) => {
            if same(base, kept) && remarks_of(base) == remarks_of(kept) {
                None
            } else {
                clash(merge, name, parts)
            }
        }
    }
}

fn inner(
    merge: &mut Merge<'_, '_>,
    name: &Name,
    base: Option<&Part>,
    ours: &Part,
    theirs: &Part,
) -> Option<Part> {
    let three = Three {
        base,
        ours: Some(ours),
        theirs: Some(theirs),
    };
    let headers = three.map(|part| part.and_then(|part| part.header.as_ref()));
    let header = match (headers.ours, headers.theirs) {
        (Some(ours), Some(theirs)) => {
            let Some(remarks) = remarks::merged(headers) else {
                return clash(merge, name, three);
            };
            let item = if ours.value <= theirs.value {
                ours
            } else {
                theirs
            };
            Some(remarks.put(item.clone()))
        }
        _ => None,
    };
    let entries = three.map(|part| part.map_or(&[][..], |part| part.entries.as_slice()));
    Some(Part {
        header,
        array: ours.array,
        entries: cells::merged(merge, name, entries),
    })
}

/// Whether two parts say the same.
fn same(a: &Part, b: &Part) -> bool {
    let said = |part: &Part| -> BTreeMap<Vec<String>, String> {
        let all = part.entries.iter();
        all.map(|item| (item.path.clone(), item.value.clone()))
            .collect()
    };
    let (a, b) = (said(a), said(b));
    a.keys().eq(b.keys())
        && a.values()
            .zip(b.values())
            .all(|(a, b)| value::meaning(a) == value::meaning(b))
}

/// Every comment of a part, with the key that it goes with.
fn remarks_of(part: &Part) -> BTreeMap<Vec<String>, remarks::Remarks> {
    let of = |item: &Item| (item.path.clone(), remarks::Remarks::of(item));
    part.header.iter().chain(&part.entries).map(of).collect()
}

/// The whole part on both sides between marks, or the one that somebody chose.
fn clash(merge: &mut Merge<'_, '_>, name: &Name, parts: Three<Option<&Part>>) -> Option<Part> {
    let clash = Clash {
        what: units::called(name, "[whole]"),
        texts: parts.map(|part| part.map(printed).unwrap_or_default()),
    };
    let texts = clash.texts.clone();
    if let Some(side) = merge.decided(clash) {
        return parts.of(side).cloned();
    }
    let rank = [parts.of(Side::Ours), parts.of(Side::Theirs)];
    let header = rank
        .into_iter()
        .flatten()
        .find_map(|part| part.header.as_ref());
    Some(Part {
        header: Some(Item {
            value: marks::block(&texts, merge.marks),
            rank: header.map_or(0, |header| header.rank),
            ..Item::default()
        }),
        ..Part::default()
    })
}

fn printed(part: &Part) -> String {
    let mut file = File {
        parts: vec![part.clone()],
        ..File::default()
    };
    file.sort();
    file.print()
}
