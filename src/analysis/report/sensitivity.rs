//! What depends on the choice of rule and of pool.

use super::ClaimReport;
use crate::analysis::statistics::{
    pool::Pool,
    scale::{Cut, Third},
};
use crate::model::id::ClaimId;

/// The claims whose verdict or pooled value depends on a choice of method.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sensitivity {
    /// Claims that another verdict rule would judge differently, in order of the ids.
    pub rules: Vec<ClaimId>,
    /// Claims that another pool would put into another third of the scale, in order of the ids.
    pub pools: Vec<PoolSensitivity>,
}

/// A claim whose pooled value depends on the pool.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolSensitivity {
    /// The claim.
    pub claim: ClaimId,
    /// The third that holds the pool in force.
    pub third: Third,
    /// The pools that lie in another third, with their values.
    pub others: Vec<(Pool, f64)>,
}

pub(super) fn sensitivity(claims: &[&ClaimReport]) -> Sensitivity {
    let differs = |claim: &&&ClaimReport| {
        claim
            .by_rule
            .iter()
            .any(|(_, verdict)| *verdict != claim.verdict.verdict)
    };
    Sensitivity {
        rules: claims
            .iter()
            .filter(differs)
            .map(|claim| claim.claim.id.clone())
            .collect(),
        pools: claims.iter().filter_map(|claim| of_pools(claim)).collect(),
    }
}

/// Bounds are no estimates of the claim, so their means are not compared.
fn is_estimate(pool: Pool) -> bool {
    !matches!(pool, Pool::MeanLower | Pool::MeanUpper)
}

fn of_pools(claim: &ClaimReport) -> Option<PoolSensitivity> {
    let summary = claim.confidence.as_ref()?;
    let third = Cut::THIRDS.third(summary.pooled.clone().ok()?);
    let others: Vec<(Pool, f64)> = summary
        .pools
        .iter()
        .filter(|(pool, _)| is_estimate(*pool))
        .filter_map(|(pool, value)| value.clone().ok().map(|value| (*pool, value)))
        .filter(|(_, value)| Cut::THIRDS.third(*value) != third)
        .collect();
    (!others.is_empty()).then(|| PoolSensitivity {
        claim: claim.claim.id.clone(),
        third,
        others,
    })
}
