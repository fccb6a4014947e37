//! What entries take over from others: `crossref` and `xdata`.

use std::collections::BTreeMap;

use super::{problems::Problems, raw::RawEntry, raw::RawField};

/// The most entries that may stand in line behind one.
const MOST: usize = 8;
/// The most bytes that all entries together may take over.
const BUDGET: usize = 16 << 20;

/// Completes every entry by the fields of those it refers to.
pub(super) fn inherit(entries: &mut [RawEntry], problems: &mut Problems) {
    let first_last = entries.iter().enumerate().rev();
    let by_key: BTreeMap<String, usize> = first_last
        .map(|(i, entry)| (entry.key.clone(), i))
        .collect();
    let mut spent = 0_usize;
    for index in 0..entries.len() {
        let taken = taken_over(entries, index, &by_key, problems);
        let size: usize = taken.iter().map(|(_, field)| field.text.len()).sum();
        spent = spent.saturating_add(size);
        let Some(entry) = entries.get_mut(index) else {
            return;
        };
        if spent > BUDGET {
            let message = "entries take over more text than a bibliography may have".to_owned();
            let help = "write the fields out; 16 MiB altogether may be taken over";
            problems.broken(entry.key_bytes.clone(), message, help);
            return;
        }
        for (name, field) in taken {
            entry.fields.entry(name).or_insert(field);
        }
    }
}

fn taken_over(
    entries: &[RawEntry],
    index: usize,
    by_key: &BTreeMap<String, usize>,
    problems: &mut Problems,
) -> Vec<(String, RawField)> {
    let mut taken = Vec::new();
    let mut line = vec![index];
    let mut at = 0;
    while let Some(entry) = line.get(at).and_then(|i| entries.get(*i)) {
        for (way, field, key) in references(entry) {
            let parent = by_key.get(key).copied();
            if parent.is_none() && at == 0 {
                let message = format!("`{way}` names `{key}`, which is no entry");
                let help = "nothing was taken over; correct the key or add the entry";
                problems.odd(field.bytes.clone(), message, help);
            }
            let new = parent.filter(|parent| line.len() <= MOST && !line.contains(parent));
            if let Some(parent) = new.and_then(|parent| entries.get(parent)) {
                taken.extend(fields_of(parent, way));
            }
            line.extend(new);
        }
        at += 1;
    }
    taken
}

/// The keys that an entry refers to, each with the field that does.
fn references(entry: &RawEntry) -> Vec<(&'static str, &RawField, &str)> {
    ["xdata", "crossref"]
        .into_iter()
        .filter_map(|way| entry.fields.get(way).map(|field| (way, field)))
        .flat_map(|(way, field)| {
            let keys = field.text.split(',').map(str::trim);
            keys.filter(|key| !key.is_empty())
                .map(move |key| (way, field, key))
        })
        .collect()
}

/// What a child may take from its parent, by the child's names for it.
fn fields_of(parent: &RawEntry, way: &str) -> Vec<(String, RawField)> {
    const OWN: &[&str] = &[
        "crossref",
        "xref",
        "xdata",
        "ids",
        "shorttitle",
        "note",
        "addendum",
        "abstract",
        "annotation",
        "annote",
        "file",
        "keywords",
        "doi",
        "pages",
    ];
    let all = parent.fields.iter();
    all.filter(|(name, _)| way == "xdata" || !OWN.contains(&name.as_str()))
        .map(|(name, field)| {
            let name = match way {
                "xdata" => name.as_str(),
                _ => name_in_child(name, &parent.kind),
            };
            (name.to_owned(), field.clone())
        })
        .collect()
}

fn name_in_child<'n>(name: &'n str, parent: &str) -> &'n str {
    match (name, parent) {
        ("title", "periodical") => "journaltitle",
        ("subtitle", "periodical") => "journalsubtitle",
        ("title", _) => "booktitle",
        ("subtitle", _) => "booksubtitle",
        _ => name,
    }
}
