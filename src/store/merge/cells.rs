//! The keys of one part, unit by unit.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Clash, Merge, Side, Three, marks,
    names::Name,
    order,
    remarks::{self, Remarks},
    units,
    value::{self, Meaning},
};
use crate::store::fmt::{File, Item, Part};

type Path = Vec<String>;
/// The keys of one unit on one side.
type Cells<'a> = BTreeMap<Path, &'a Item>;

/// The merged keys of a part; clashes stand in it as items of their own.
pub(super) fn merged(merge: &mut Merge<'_, '_>, name: &Name, entries: Three<&[Item]>) -> Vec<Item> {
    let paths = entries.map(|items| items.iter().map(|i| i.path.clone()).collect::<Vec<_>>());
    let order = order::merged(paths.as_ref().map(Vec::as_slice));
    let unit = |path: &Path| {
        let key = path.first().map_or("", String::as_str);
        units::of(merge.at, name, key)
    };
    let mut seen = BTreeSet::new();
    let units: Vec<String> = order.iter().map(unit).collect();
    let mut result = Vec::new();
    for wanted in units.iter().filter(|unit| seen.insert((*unit).clone())) {
        let cells = entries.map(|items| -> Cells<'_> {
            let own = items
                .iter()
                .filter(|item| unit_of(merge, name, item) == *wanted);
            own.map(|item| (item.path.clone(), item)).collect()
        });
        result.extend(settled(merge, name, wanted, &cells));
    }
    let place = |item: &Item| order.iter().position(|path| *path == item.path);
    result.sort_by_key(place);
    result
}

fn unit_of(merge: &Merge<'_, '_>, name: &Name, item: &Item) -> String {
    let key = item.path.first().map_or("", String::as_str);
    units::of(merge.at, name, key)
}

fn settled(
    merge: &mut Merge<'_, '_>,
    name: &Name,
    unit: &str,
    cells: &Three<Cells<'_>>,
) -> Vec<Item> {
    let meanings = cells.as_ref().map(meanings);
    let found = match meanings.settle() {
        Some(side) => composed(cells, side),
        None => mended(cells, &meanings),
    };
    found.unwrap_or_else(|| clash(merge, units::called(name, unit), cells))
}

fn meanings<'c>(cells: &'c Cells<'_>) -> BTreeMap<&'c Path, Meaning> {
    let meant = cells.iter();
    meant
        .map(|(path, item)| (path, value::meaning(&item.value)))
        .collect()
}

/// The unit as a side has it, with the wording and the comments that either side gave it.
fn composed(cells: &Three<Cells<'_>>, side: Side) -> Option<Vec<Item>> {
    let chosen = cells.as_ref().of(side);
    let others = [&cells.ours, &cells.theirs];
    for path in others.iter().flat_map(|cells| cells.keys()) {
        let gone = !chosen.contains_key(path);
        let base = cells.base.get(path).copied();
        if gone
            && others
                .iter()
                .any(|c| remarks::changed(base, c.get(path).copied()))
        {
            return None;
        }
    }
    chosen
        .iter()
        .map(|(path, item)| {
            let three = cells.as_ref().map(|cells| cells.get(path).copied());
            Some(remarks::merged(three)?.put(worded(three, item)))
        })
        .collect()
}

/// An item in the words of the side that changed them, where both mean the same.
fn worded(items: Three<Option<&Item>>, chosen: &Item) -> Item {
    let meant = value::meaning(&chosen.value);
    let same = |item: &&Item| value::meaning(&item.value) == meant;
    let texts = items.map(|item| item.filter(same).map(|item| (&item.value, &item.key)));
    let (value, key) = match (texts.ours, texts.theirs) {
        (Some(ours), Some(theirs)) => match texts.settle() {
            Some(Side::Ours) => ours,
            Some(Side::Theirs) => theirs,
            None => ours.min(theirs),
        },
        (one, other) => one.or(other).unwrap_or((&chosen.value, &chosen.key)),
    };
    Item {
        value: value.clone(),
        key: key.clone(),
        apart: [items.ours, items.theirs]
            .iter()
            .flatten()
            .any(|item| item.apart),
        ..chosen.clone()
    }
}

/// The unit where both sides changed one and the same key of it, and nothing else, in ways that go
/// together.
fn mended(
    cells: &Three<Cells<'_>>,
    meanings: &Three<BTreeMap<&Path, Meaning>>,
) -> Option<Vec<Item>> {
    let changed = |side: &BTreeMap<&Path, Meaning>| -> Option<Path> {
        if !side.keys().eq(meanings.base.keys()) {
            return None;
        }
        let differs = |path: &&&Path| side.get(**path) != meanings.base.get(**path);
        let mut differing = side.keys().filter(differs);
        let first = differing.next().map(|path| (*path).clone());
        differing.next().is_none().then_some(first)?
    };
    let path = changed(&meanings.ours)?;
    if changed(&meanings.theirs)? != path {
        return None;
    }
    let values = cells
        .as_ref()
        .map(|cells| cells.get(&path).map(|i| i.value.as_str()));
    let values = values.try_map(|value| value.ok_or(())).ok()?;
    let mended = value::mended(values)?;
    cells
        .ours
        .iter()
        .map(|(own, item)| {
            let three = cells.as_ref().map(|cells| cells.get(own).copied());
            let remarks: Remarks = remarks::merged(three)?;
            let mut item = worded(three, item);
            if *own == path {
                item.value.clone_from(&mended);
            }
            Some(remarks.put(item))
        })
        .collect()
}

/// Both sides between marks, or the one that somebody chose.
fn clash(merge: &mut Merge<'_, '_>, what: String, cells: &Three<Cells<'_>>) -> Vec<Item> {
    let own = |cells: &Cells<'_>| -> Vec<Item> { cells.values().map(|i| (*i).clone()).collect() };
    let items = cells.as_ref().map(own);
    let clash = Clash {
        what,
        texts: items.as_ref().map(|items| printed(items)),
    };
    let texts = clash.texts.clone();
    if let Some(side) = merge.decided(clash) {
        return items.of(side);
    }
    let first = items
        .ours
        .iter()
        .chain(&items.theirs)
        .min_by_key(|i| i.rank);
    vec![Item {
        value: marks::block(&texts, merge.marks),
        path: first.map(|item| item.path.clone()).unwrap_or_default(),
        rank: first.map_or(0, |item| item.rank),
        ..Item::default()
    }]
}

fn printed(items: &[Item]) -> String {
    let part = Part {
        entries: items.to_vec(),
        ..Part::default()
    };
    let mut file = File {
        parts: vec![part],
        ..File::default()
    };
    file.sort();
    file.print()
}
