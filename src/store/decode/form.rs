//! What must hold between the keys of one record.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::diagnostic::Code;
use crate::store::{layout::RecordPath, shape::check::Gather};

type Table<'t, 'i> = &'t DeTable<'i>;

/// Checks what must hold between the keys of a record.
pub(super) fn check(at: &RecordPath, table: Table<'_, '_>, gather: &mut Gather<'_>) {
    match at {
        RecordPath::Claim(_) => claim(table, gather),
        RecordPath::Review(..) => review(table, gather),
        RecordPath::Workspace => levels(table, gather),
        _ => {}
    }
    unique_ids(table, "sources", gather);
}

fn word<'t>(table: Table<'t, '_>, key: &str) -> Option<(&'t str, Range<usize>)> {
    let value = table.get(key)?;
    Some((value.get_ref().as_str()?, value.span()))
}

fn tables<'t, 'i>(
    table: Table<'t, 'i>,
    key: &str,
) -> impl Iterator<Item = (Table<'t, 'i>, Range<usize>)> {
    let array = table.get(key).and_then(|value| value.get_ref().as_array());
    let items = array.into_iter().flat_map(|array| array.iter());
    items.filter_map(|item: &Spanned<DeValue<'i>>| Some((item.get_ref().as_table()?, item.span())))
}

fn withdrawn_with_reason(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    if let Some(("withdrawn", span)) = word(table, "status") {
        if !table.contains_key("reason") {
            let help = "add a line such as  reason = \"the figure was misread\"".to_owned();
            gather.add(
                Code::ReasonMissing,
                span,
                "what is withdrawn must say why".to_owned(),
                Some(help),
            );
        }
    }
}

fn claim(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    withdrawn_with_reason(table, gather);
    if let Some(("superseded", span)) = word(table, "status") {
        if !table.contains_key("superseded-by") {
            let help = "add a line such as  superseded-by = \"economy/other\"".to_owned();
            gather.add(
                Code::SuccessorMissing,
                span,
                "the successor is not named".to_owned(),
                Some(help),
            );
        }
    }
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
    unique_ids(table, "arguments", gather);
    for (argument, span) in tables(table, "arguments") {
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

fn unique_ids(table: Table<'_, '_>, key: &str, gather: &mut Gather<'_>) {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    for (item, _) in tables(table, key) {
        let Some((id, span)) = word(item, "id") else {
            continue;
        };
        if seen.insert(id, ()).is_some() {
            let message = format!("\"{id}\" stands twice under [[{key}]]");
            gather.add(
                Code::DuplicateId,
                span,
                message,
                Some("give the second one an id of its own".to_owned()),
            );
        }
    }
}

fn levels(table: Table<'_, '_>, gather: &mut Gather<'_>) {
    let levels = table
        .get("stance")
        .and_then(|stance| stance.get_ref().as_table()?.get("levels"));
    let Some(levels) = levels else { return };
    let count = levels
        .get_ref()
        .as_array()
        .map_or(0, |array| array.iter().count());
    if !(2..=9).contains(&count) {
        let message =
            format!("{count} levels of agreement are given; between 2 and 9 are possible");
        let help = "levels = [\"strongly disagree\", \"disagree\", \"neither\", \"agree\", \"strongly agree\"]".to_owned();
        gather.add(Code::BadLevels, levels.span(), message, Some(help));
    }
}
