//! The formulas behind the figures of a report, as far as its rules put them in force.

use crate::model::rules::{ConsensusRules, VerdictRule, WeightRule};

/// How the pool in force is computed of n ratings. Pools that are told by a table of weights are
/// explained in the documentation alone.
fn pool(name: &str) -> &'static str {
    match name {
        "arithmetic-mean" => "Σb/n, b the best estimates",
        "median" => "the median of the best estimates",
        "geometric-mean" => "(Πb)^(1/n), b the best estimates",
        "geometric-mean-of-odds" => {
            "1/(1 + exp(−x̄)), x̄ the mean of ln(b/(1 − b)) over the clipped best estimates b"
        }
        "trimmed-mean" => "the mean of the best estimates without the lowest and the highest tenth",
        "extremised" => {
            "1/(1 + exp(−1.5 x̄)), x̄ the mean of ln(b/(1 − b)) over the clipped best estimates b"
        }
        "extremised-neyman" => {
            "1/(1 + exp(−d x̄)), x̄ the mean of ln(b/(1 − b)) over the clipped best estimates b, d = n(√(3n² − 3n + 1) − 2)/(n² − n − 1) (Neyman & Roughgarden 2021)"
        }
        "beta-transformed-mean" => {
            "the distribution function of Beta(6, 6) at Σb/n, b the best estimates"
        }
        "probit-mean" => "Φ(mean of Φ⁻¹(b)) over the clipped best estimates b",
        "interval-weighted" => "Σvb/Σv, b the best estimates, v = 1/max(upper − lower, 0.05)",
        _ => "see docs/statistics.md under its name",
    }
}

/// How the rule in force judges; m = ⌊(n + 1)/3⌋, at least 1, is the size of a camp.
fn verdict(rule: VerdictRule) -> &'static str {
    match rule {
        VerdictRule::Thirds => {
            "contested if m or more stand in each extreme third of the scale or the disagreement index is above 1; a consensus if fewer than m stand outside the third of the median, m = ⌊(n + 1)/3⌋; else mixed"
        }
        VerdictRule::RandUcla => {
            "contested if the disagreement index is above 1; else the band of the median among 1–3, 4–6 and 7–9 (Fitch et al. 2001)"
        }
        VerdictRule::Percent75 => {
            "a consensus if three quarters or more stand in one third (after Diamond et al. 2014); contested if not and m = ⌊(n + 1)/3⌋ or more stand in each extreme third; else mixed"
        }
        VerdictRule::Comet7015 => {
            "a consensus if 70 % or more stand in one third and fewer than 15 % in the opposite one (after Williamson et al. 2012); contested if not and m = ⌊(n + 1)/3⌋ or more stand in each extreme third; else mixed"
        }
    }
}

/// Every figure that a report prints, with its formula and source.
pub fn in_force(rules: &ConsensusRules) -> Vec<(&'static str, &'static str)> {
    let mut told = vec![
        ("verdict", verdict(rules.rule)),
        ("pool", pool(&rules.pool)),
    ];
    if rules.weights == WeightRule::Expertise {
        told.push((
            "weights",
            "in the pool a rating counts as many times as its author states expertise, 1 to 5, else 3",
        ));
    }
    told.extend([
        (
            "flips",
            "the least number of counting reviewers whose changed ratings give another verdict; exact",
        ),
        (
            "disagreement index",
            "(P70 − P30)/IPRAS on s = 1 + 8p; above 1 the panel disagrees (RAND/UCLA, Fitch et al. 2001)",
        ),
        (
            "leave one out",
            "least and greatest pool when each reviewer in turn is left out; a range, no confidence interval",
        ),
        (
            "Krippendorff’s alpha",
            "1 − observed/expected disagreement over all pairs of ratings of a claim (Krippendorff 2011); 95 % percentile bootstrap over claims, 2,000 resamples",
        ),
        (
            "Gwet’s AC2",
            "(pₐ − pₑ)/(1 − pₑ), pₑ = T Σπ(1 − π)/(q(q − 1)), T the sum of all weights (Gwet 2014)",
        ),
        (
            "percent agreement",
            "mean over claims with two ratings or more of Σ r(r − 1)/(n(n − 1)), r the ratings in a category",
        ),
        (
            "Brier score",
            "mean of (p − o)², o the outcome; 0 is best (Brier 1950)",
        ),
        (
            "log score",
            "mean of −(o ln p + (1 − o) ln(1 − p)), unclipped; 0 is best",
        ),
        (
            "strength",
            "E = Σ supporters − Σ attackers, h(x) = max(x, 0)²/(1 + max(x, 0)²), strength = w + (1 − w) h(E) − w h(−E), w the base (Potyka 2018)",
        ),
        (
            "Scheibe’s change",
            "half the summed differences of two rounds’ histograms, over n (Scheibe, Skutsch & Schofer 1975)",
        ),
    ]);
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::statistics::pool::Pool;

    #[test]
    fn every_pool_is_told_or_led_to() {
        for pool in Pool::ALL {
            let name = pool.name().replace('_', "-");
            let rules = ConsensusRules {
                pool: name.clone(),
                ..ConsensusRules::default()
            };
            let told = in_force(&rules);
            let (_, formula) = told.iter().find(|(what, _)| *what == "pool").unwrap();
            let documented = include_str!("../../docs/statistics.md");
            assert!(
                !formula.starts_with("see") || documented.contains(&format!("`{}`", pool.name())),
                "{name}"
            );
        }
    }

    #[test]
    fn weights_are_told_where_reviews_weigh_differently() {
        let told = |weights| {
            let rules = ConsensusRules {
                weights,
                ..ConsensusRules::default()
            };
            in_force(&rules).iter().any(|(what, _)| *what == "weights")
        };
        assert!(told(WeightRule::Expertise) && !told(WeightRule::Equal));
    }
}
