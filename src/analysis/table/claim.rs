//! What can be said of each claim of a table.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::TableRules;
use super::columns::Columns;
use crate::analysis::statistics::dispersion::{Dispersion, Sample};
use crate::analysis::statistics::pool::{self, Panel, Pool};
use crate::analysis::statistics::scale::Scale;
use crate::analysis::statistics::verdict::{Judgement, judge};
use crate::analysis::statistics::{Interval, Statistic, Undefined};

/// The ratings of one claim in numbers.
///
/// A claim with best estimates is judged by them, another one by its stances. Ordinal indices
/// describe the stances where there are any, the other spreads what the claim is judged by.
#[derive(Debug, Clone)]
pub struct ClaimSummary {
    /// How many ratings the claim is judged by.
    pub n: usize,
    /// How many reviewers of the table gave none.
    pub missing: usize,
    /// How many of them gave both bounds.
    pub bounded: usize,
    /// How many estimates clipping moves.
    pub clipped: usize,
    /// Every pool, in the order of [`Pool::ALL`].
    pub pools: Vec<(Pool, Statistic)>,
    /// The range of the table's pool when each reviewer in turn is left out.
    pub leave_one_out: Result<Interval, Undefined>,
    /// Every spread, in the order of [`Dispersion::ALL`].
    pub dispersion: Vec<(Dispersion, Statistic)>,
    /// The verdict.
    pub judgement: Judgement,
    /// The stances on their own, if there are any.
    pub stance: Option<StanceSummary>,
    /// What the claim turned out to be.
    pub outcome: Option<f64>,
}

/// The stances on one claim.
#[derive(Debug, Clone)]
pub struct StanceSummary {
    /// How many there are.
    pub n: usize,
    /// How many on each level, from the lowest.
    pub counts: Vec<usize>,
    /// Every spread, in the order of [`Dispersion::ALL`].
    pub dispersion: Vec<(Dispersion, Statistic)>,
    /// The verdict.
    pub judgement: Judgement,
}

impl ClaimSummary {
    /// One of the pools.
    pub fn pool(&self, pool: Pool) -> Option<&Statistic> {
        self.pools
            .iter()
            .find(|(known, _)| *known == pool)
            .map(|(_, value)| value)
    }

    /// One of the spreads.
    pub fn spread(&self, spread: Dispersion) -> Option<&Statistic> {
        self.dispersion
            .iter()
            .find(|(known, _)| *known == spread)
            .map(|(_, value)| value)
    }
}

/// Every claim by name.
pub(super) fn summarise(
    columns: &Columns<'_>,
    rules: &TableRules,
) -> BTreeMap<String, ClaimSummary> {
    let panels = columns.ratings().panels();
    let stances = columns.stances();
    let summary = |place: usize| {
        let stances: Vec<usize> = stances.get(place)?.iter().flatten().copied().collect();
        let mut summary = one(panels.get(place)?, &stances, columns, rules);
        summary.outcome = columns.outcome(place);
        Some(((*columns.claims.get(place)?).to_owned(), summary))
    };
    let summaries: Vec<_> = (0..columns.claims.len())
        .into_par_iter()
        .filter_map(summary)
        .collect();
    summaries.into_iter().collect()
}

fn one(
    panel: &Panel,
    stances: &[usize],
    columns: &Columns<'_>,
    rules: &TableRules,
) -> ClaimSummary {
    let bests = panel.bests();
    let stance = (!stances.is_empty()).then(|| stance(stances, columns, rules));
    let sample = Sample::probabilities(&bests);
    let judged = || judge(&bests, Scale::Probability, rules.rule, rules.min_reviews);
    let (n, dispersion, judgement) = match &stance {
        Some(stance) if bests.is_empty() => (
            stance.n,
            stance.dispersion.clone(),
            stance.judgement.clone(),
        ),
        _ => (bests.len(), mixed(&sample, stance.as_ref()), judged()),
    };
    ClaimSummary {
        n,
        missing: columns.reviewers.len() - n,
        bounded: panel.bounded(),
        clipped: pool::clipped(&bests, &rules.pools),
        pools: Pool::ALL
            .iter()
            .map(|pool| (*pool, pool.of(panel, &rules.pools)))
            .collect(),
        leave_one_out: pool::leave_one_out(rules.pool, panel, &rules.pools),
        dispersion,
        judgement,
        stance,
        outcome: None,
    }
}

/// The spreads of probabilities, with the ordinal indices of the stances if there are any.
fn mixed(sample: &Sample, stance: Option<&StanceSummary>) -> Vec<(Dispersion, Statistic)> {
    let of = |measure: Dispersion| {
        let ordinal = stance.filter(|_| measure.is_ordinal());
        let known = ordinal.and_then(|stance| {
            stance
                .dispersion
                .iter()
                .find(|(known, _)| *known == measure)
        });
        known.map_or_else(|| measure.of(sample), |(_, value)| value.clone())
    };
    Dispersion::ALL
        .iter()
        .map(|measure| (*measure, of(*measure)))
        .collect()
}

fn stance(stances: &[usize], columns: &Columns<'_>, rules: &TableRules) -> StanceSummary {
    let sample = Sample::levels(stances, columns.levels.values());
    let scale = Scale::Levels(columns.levels.values().len());
    StanceSummary {
        n: sample.len(),
        counts: sample.counts().unwrap_or_default().to_vec(),
        judgement: judge(sample.positions(), scale, rules.rule, rules.min_reviews),
        dispersion: Dispersion::ALL
            .iter()
            .map(|measure| (*measure, measure.of(&sample)))
            .collect(),
    }
}
