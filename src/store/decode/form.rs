//! What must hold between the keys of one record.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use unicode_normalization::UnicodeNormalization;

use crate::model::{
    claim::{ClaimKind, Scale},
    diagnostic::Code,
    word::Vocabulary,
};
use crate::store::{layout::RecordPath, shape::check::Gather};

type Table<'t, 'i> = &'t DeTable<'i>;

/// Checks what must hold between the keys of a record.
pub(super) fn check(at: &RecordPath, table: Table<'_, '_>, gather: &mut Gather<'_>) {
    match at {
        RecordPath::Claim(_) => claim(table, gather),
        RecordPath::Review(..) => review(table, gather),
        RecordPath::Workspace => super::rules::check(table, gather),
        RecordPath::Reviewer(_) => {
            repeated(table, "emails", gather);
            repeated(table, "keys", gather);
        }
        RecordPath::Bibliography => {}
    }
    unique(table, "sources", "id", gather);
}

pub(super) fn word<'t>(table: Table<'t, '_>, key: &str) -> Option<(&'t str, Range<usize>)> {
    let value = table.get(key)?;
    Some((value.get_ref().as_str()?, value.span()))
}

pub(super) fn tables<'t, 'i>(
    table: Table<'t, 'i>,
    key: &str,
) -> impl Iterator<Item = (Table<'t, 'i>, Range<usize>)> {
    let array = table.get(key).and_then(|value| value.get_ref().as_array());
    let items = array.into_iter().flat_map(|array| array.iter());
    items.filter_map(|item: &Spanned<DeValue<'i>>| Some((item.get_ref().as_table()?, item.span())))
}

fn withdrawn_with_reason(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    let status = word(table, "status");
    if !matches!(status, Some(("withdrawn", _))) {
        let says = "only what is withdrawn gives a reason for it";
        idle(
            table,
            "reason",
            says,
            "remove it, or write status = \"withdrawn\"",
            gather,
        );
    }
    if let Some(("withdrawn", span)) = status
        && !table.contains_key("reason")
    {
        let help = "add a line such as  reason = \"the figure was misread\"".to_owned();
        gather.add(
            Code::ReasonMissing,
            span,
            "what is withdrawn must say why".to_owned(),
            Some(help),
        );
    }
}

/// Notes a key that says nothing in this record.
fn idle(table: Table<'_, '_>, key: &str, says: &str, help: &str, gather: &mut Gather<'_>) {
    if let Some((key, _)) = table.iter().find(|(k, _)| k.get_ref() == key) {
        let help = Some(help.to_owned());
        gather.add(Code::IdleKey, key.span(), says.to_owned(), help);
    }
}

fn claim(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    claim_status(table, gather);
    let kind = word(table, "kind").and_then(|(kind, _)| ClaimKind::from_word(kind));
    let scale = word(table, "scale").and_then(|(scale, _)| Scale::from_word(scale));
    if scale.or(kind.map(ClaimKind::default_scale)) == Some(Scale::Stance) {
        let says = "a claim that is judged by agreement cannot turn out true or false";
        let help = "remove it, or write scale = \"confidence\"";
        idle(table, "resolution", says, help, gather);
    }
    repeated(table, "tags", gather);
    repeated(table, "relations", gather);
    for (anchor, span) in tables(table, "anchors") {
        if let Some(problem) = anchor_problem(anchor) {
            let help = "give `start` and `end` (with `length` and `digest`), or `exact` (with `prefix` and `suffix`)";
            gather.add(
                Code::BadAnchor,
                span,
                problem.to_owned(),
                Some(help.to_owned()),
            );
        }
    }
}

fn claim_status(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    withdrawn_with_reason(table, gather);
    let status = word(table, "status");
    if !matches!(status, Some(("superseded", _))) {
        let says = "only a superseded claim has a successor";
        idle(
            table,
            "superseded-by",
            says,
            "remove it, or write status = \"superseded\"",
            gather,
        );
    }
    if let Some(("superseded", span)) = status
        && !table.contains_key("superseded-by")
    {
        let help = "add a line such as  superseded-by = \"economy/other\"".to_owned();
        gather.add(
            Code::SuccessorMissing,
            span,
            "the successor is not named".to_owned(),
            Some(help),
        );
    }
}

fn anchor_problem(anchor: Table<'_, '_>) -> Option<&'static str> {
    let has = |key: &str| anchor.contains_key(key);
    let quotes = has("exact");
    let ends = has("start") || has("end");
    if quotes && (ends || has("length")) {
        return Some("an anchor quotes the passage or names its ends, not both");
    }
    if has("start") != has("end") {
        return Some("an anchor needs both ends of the passage");
    }
    if !ends && (has("length") || (has("digest") && !quotes)) {
        return Some("length and digest say nothing without the ends of the passage");
    }
    if !quotes && (has("prefix") || has("suffix")) {
        return Some("prefix and suffix say nothing without `exact`");
    }
    (!quotes && !ends && !has("section")).then_some("an anchor needs at least a section")
}

fn review(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    rating(table, gather);
    withdrawn_with_reason(table, gather);
    unique(table, "arguments", "id", gather);
    for (argument, span) in tables(table, "arguments") {
        repeated(argument, "sources", gather);
        attack(argument, span, gather);
        withdrawn_with_reason(argument, gather);
    }
}

fn rating(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    let given: Vec<_> = ["confidence", "stance", "abstain"]
        .into_iter()
        .filter(|key| table.contains_key(*key))
        .collect();
    match given.as_slice() {
        [_] => {}
        [] => {
            let help = "add `confidence = 0.6`, `stance = 4`, or `abstain = \"why\"`, as fits the claim's scale".to_owned();
            gather.add(
                Code::RatingMissing,
                0..0,
                "the review rates nothing".to_owned(),
                Some(help),
            );
        }
        [.., last] => {
            let span = table
                .iter()
                .find(|(key, _)| key.get_ref() == last)
                .map_or(0..0, |(key, _)| key.span());
            let message = format!("the review gives {} at once", given.join(" and "));
            gather.add(
                Code::RatingTwice,
                span,
                message,
                Some("keep the one that fits the claim's scale".to_owned()),
            );
        }
    }
}

fn attack(argument: Table<'_, '_>, span: Range<usize>, gather: &mut Gather<'_>) {
    let attack = argument
        .iter()
        .find(|(key, _)| key.get_ref() == "attack")
        .map(|(key, _)| key.span());
    match (word(argument, "stance"), attack) {
        (Some(("against", _)), None) => {
            let help = "add attack = \"rebut\" (it is false), \"undercut\" (it does not follow) or \"undermine\" (a premise or source is bad)";
            gather.add(
                Code::AttackMissing,
                span,
                "an argument against must say how".to_owned(),
                Some(help.to_owned()),
            );
        }
        (Some(("for", _)), Some(key)) => {
            let help = "remove `attack`, or write stance = \"against\"".to_owned();
            gather.add(
                Code::AttackOnSupport,
                key,
                "an argument for attacks nothing".to_owned(),
                Some(help),
            );
        }
        _ => {}
    }
}

/// Ids stand once in a file, and so do ids that differ only in case or Unicode form.
pub(super) fn unique(table: Table<'_, '_>, key: &str, id: &str, gather: &mut Gather<'_>) {
    if tables(table, key).nth(1).is_none() {
        return;
    }
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (item, _) in tables(table, key) {
        let Some((written, span)) = word(item, id) else {
            continue;
        };
        let Some(first) = seen.insert(folded(written), written) else {
            continue;
        };
        let message = if first == written {
            format!("\"{written}\" stands twice under [[{key}]]")
        } else {
            format!("\"{written}\" and \"{first}\" differ only in case or in Unicode form")
        };
        let help = format!(
            "give the second one {} of its own",
            if id == "id" { "an id" } else { "a name" }
        );
        gather.add(Code::DuplicateId, span, message, Some(help));
    }
}

fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// Notes an entry of a list that stands there before.
fn repeated(table: Table<'_, '_>, key: &str, gather: &mut Gather<'_>) {
    let Some(list) = table.get(key).and_then(|value| value.get_ref().as_array()) else {
        return;
    };
    if list.len() < 2 {
        return;
    }
    let mut seen = BTreeSet::new();
    for item in list {
        if !seen.insert(plain(item.get_ref())) {
            let message = format!("`{key}` lists this twice");
            gather.add(
                Code::RepeatedEntry,
                item.span(),
                message,
                Some("remove one of them".to_owned()),
            );
        }
    }
}

/// A value as a text that tells it from others; tables by their keys and texts.
fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Table(table) => {
            let mut parts: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{}\u{0}{}", key.get_ref(), plain(value.get_ref())))
                .collect();
            parts.sort();
            parts.join("\u{1}")
        }
        other => format!("{other:?}"),
    }
}
