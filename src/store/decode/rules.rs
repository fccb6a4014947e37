//! What must hold between the keys of the workspace file.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::form::unique;
use crate::model::{
    diagnostic::Code,
    rules::{ArgumentRules, POOLS, WEIGHABLE_POOLS, WeightRule},
    word::Vocabulary,
};
use crate::store::shape::{as_number, check::Gather};

/// Checks the levels, the shares, the weights and the rounds.
pub(super) fn check(table: &DeTable<'_>, gather: &mut Gather<'_>) {
    levels(table, gather);
    edges(table, "confidence", "interval", 1.0, gather);
    edges(table, "consensus", "clip", 0.5, gather);
    weights(table, gather);
    weighable(table, gather);
    unique(table, "rounds", "name", gather);
}

fn inner<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    table.get(key)?.get_ref().as_table()
}

fn levels(table: &DeTable<'_>, gather: &mut Gather<'_>) {
    let Some(levels) = inner(table, "stance").and_then(|stance| stance.get("levels")) else {
        return;
    };
    let Some(array) = levels.get_ref().as_array() else {
        return;
    };
    let count = array.iter().count();
    if !(2..=9).contains(&count) {
        let message =
            format!("{count} levels of agreement are given; between 2 and 9 are possible");
        let help = "levels = [\"strongly disagree\", \"disagree\", \"neither\", \"agree\", \"strongly agree\"]";
        gather.add(
            Code::BadLevels,
            levels.span(),
            message,
            Some(help.to_owned()),
        );
    }
    let mut seen = BTreeSet::new();
    for level in array {
        if let Some(name) = level.get_ref().as_str().filter(|name| !seen.insert(*name)) {
            let message = format!("two levels are called \"{name}\"");
            let help = "give each level a name of its own".to_owned();
            gather.add(Code::BadLevels, level.span(), message, Some(help));
        }
    }
}

/// A share that may be neither nothing nor everything.
fn edges(table: &DeTable<'_>, section: &str, key: &str, most: f64, gather: &mut Gather<'_>) {
    let Some(value) = inner(table, section).and_then(|section| section.get(key)) else {
        return;
    };
    let number = as_number(value.get_ref());
    if number.is_some_and(|x| x == 0.0 || (x - most).abs() < f64::EPSILON) {
        let message = format!("`{key}` must lie between 0 and {most}, without the two themselves");
        let help = if key == "clip" {
            "write 0.01, the usual clip"
        } else {
            "write 0.9 for a 90 % credible interval"
        };
        gather.add(
            Code::NumberOutOfRange,
            value.span(),
            message,
            Some(help.to_owned()),
        );
    }
}

/// Reviews can weigh differently in a mean only.
fn weighable(table: &DeTable<'_>, gather: &mut Gather<'_>) {
    let Some(consensus) = inner(table, "consensus") else {
        return;
    };
    let word = |key| {
        consensus
            .get(key)
            .and_then(|value| value.get_ref().as_str())
    };
    let weighs = word("weights").is_some_and(|word| word != WeightRule::Equal.word());
    let Some(pool) = word("pool").filter(|pool| !WEIGHABLE_POOLS.contains(pool)) else {
        return;
    };
    if let Some(value) = consensus
        .get("weights")
        .filter(|_| weighs && POOLS.contains(&pool))
    {
        let message = format!("in the pool \"{pool}\" reviews cannot weigh differently");
        let help = format!(
            "write weights = \"equal\", or a pool that is a mean: {}",
            WEIGHABLE_POOLS.join(", ")
        );
        gather.add(Code::WeightsUnused, value.span(), message, Some(help));
    }
}

/// A stronger argument may not count less than a weaker one.
fn weights(table: &DeTable<'_>, gather: &mut Gather<'_>) {
    let Some(weights) = inner(table, "arguments") else {
        return;
    };
    let usual = ArgumentRules::default();
    let of = |key: &str, usual: f64| {
        weights
            .get(key)
            .and_then(|v| as_number(v.get_ref()))
            .unwrap_or(usual)
    };
    let steps = [
        ("weak", of("weak", usual.weak)),
        ("moderate", of("moderate", usual.moderate)),
        ("strong", of("strong", usual.strong)),
    ];
    for pair in steps.windows(2) {
        let [(weaker, low), (stronger, high)] = pair else {
            continue;
        };
        let given = weights.get(*stronger).or_else(|| weights.get(*weaker));
        if let Some(value) = given.filter(|_| low > high) {
            let message =
                format!("`{weaker}` counts {low}, which is more than `{stronger}` with {high}");
            let help = "order them so that weak ≤ moderate ≤ strong; usual are 0.3, 0.6 and 0.9"
                .to_owned();
            gather.add(Code::WeightsOutOfOrder, value.span(), message, Some(help));
        }
    }
}
