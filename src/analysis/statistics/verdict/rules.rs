//! What each verdict rule says of a panel whose order statistics are known.

use super::Rule;
use super::Verdict;
use crate::analysis::statistics::scale::{Cut, PanelSpread, Third};

/// A panel as a verdict rule sees it: how many are in each third, where the median is, how wide
/// the middle is. Never empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// How many reviewers there are.
    pub n: usize,
    /// How many are in each third: low, middle, high.
    pub counts: [usize; 3],
    /// The third that holds the median.
    pub median: Third,
    /// The percentiles of RAND/UCLA.
    pub spread: PanelSpread,
}

impl Shape {
    /// The shape of `n` positions given by their ascending order statistics; `None` without any.
    pub(super) fn by_order(
        cut: Cut,
        n: usize,
        counts: [usize; 3],
        order: impl Fn(usize) -> Option<f64>,
    ) -> Option<Self> {
        let spread = PanelSpread::by_order(n, &order)?;
        let middle = f64::midpoint(order((n - 1) / 2)?, order(n / 2)?);
        Some(Self {
            n,
            counts,
            median: cut.third(middle),
            spread,
        })
    }

    /// The shape of ascending positions; `None` without any.
    pub(super) fn of(cut: Cut, ascending: &[f64]) -> Option<Self> {
        Self::by_order(cut, ascending.len(), cut.counts(ascending), |rank| {
            ascending.get(rank).copied()
        })
    }

    /// How many reviewers are in a third.
    pub(super) fn within(&self, third: Third) -> usize {
        self.counts[third.index()]
    }

    /// How many reviewers are outside the third that holds the median.
    pub(super) fn minority(&self) -> usize {
        self.n - self.within(self.median)
    }

    /// Whether the middle of the panel is wider than its position allows.
    pub(super) fn disagrees(&self) -> bool {
        self.spread.disagrees()
    }

    /// Whether at least `m` reviewers are in each extreme third.
    pub(super) fn has_two_camps(&self) -> bool {
        let m = camp(self.n);
        self.within(Third::Low) >= m && self.within(Third::High) >= m
    }
}

/// The size `m = ⌊(n + 1)/3⌋` of a camp, at least 1.
///
/// It reproduces the published bands of RAND/UCLA for panels of 8–10, 11–13 and 14–16
/// (Fitch et al. 2001); below 8 its use is an extension.
pub fn camp(n: usize) -> usize {
    ((n + 1) / 3).max(1)
}

/// The cut that a rule counts by.
pub(super) fn cut(rule: Rule) -> Cut {
    match rule {
        Rule::RandUcla => Cut::RAND,
        Rule::Thirds | Rule::Percent75 | Rule::Comet7015 => Cut::THIRDS,
    }
}

/// The verdict on a panel that is large enough.
pub(super) fn decide(rule: Rule, shape: &Shape) -> Verdict {
    match rule {
        Rule::Thirds => thirds(shape),
        Rule::RandUcla => rand_ucla(shape),
        Rule::Percent75 => percent_75(shape),
        Rule::Comet7015 => comet_70_15(shape),
    }
}

fn thirds(shape: &Shape) -> Verdict {
    if shape.has_two_camps() || shape.disagrees() {
        Verdict::Contested
    } else if shape.minority() < camp(shape.n) {
        Verdict::consensus(shape.median)
    } else {
        Verdict::Mixed
    }
}

/// Appropriate, uncertain or inappropriate by the median, unless IPR exceeds IPRAS
/// (Fitch et al. 2001): this rule knows no mixed verdict.
fn rand_ucla(shape: &Shape) -> Verdict {
    if shape.disagrees() {
        Verdict::Contested
    } else {
        Verdict::consensus(shape.median)
    }
}

/// Three quarters of the panel in one third, the median threshold of published Delphi studies
/// (Diamond et al. 2014, Journal of Clinical Epidemiology 67: 401–409).
fn percent_75(shape: &Shape) -> Verdict {
    let enough = |third: &Third| 4 * shape.within(*third) >= 3 * shape.n;
    otherwise(shape, Third::ALL.into_iter().find(enough))
}

/// At least 70% in an extreme third and fewer than 15% in the other one: the definition of
/// core-outcome panels (Williamson et al. 2012, Trials 13: 132). They know no consensus on
/// "undecided"; here it takes 70% in the middle third and fewer than 15% in each extreme.
fn comet_70_15(shape: &Shape) -> Verdict {
    let enough = |third: &Third| 10 * shape.within(*third) >= 7 * shape.n;
    let few = |third: Third| 100 * shape.within(third) < 15 * shape.n;
    let unopposed = |third: &Third| match third {
        Third::Low => few(Third::High),
        Third::Middle => few(Third::Low) && few(Third::High),
        Third::High => few(Third::Low),
    };
    otherwise(
        shape,
        Third::ALL
            .into_iter()
            .find(|third| enough(third) && unopposed(third)),
    )
}

/// A consensus if there is one, else contested if two camps face each other, else mixed.
fn otherwise(shape: &Shape, consensus: Option<Third>) -> Verdict {
    match consensus {
        Some(third) => Verdict::consensus(third),
        None if shape.has_two_camps() => Verdict::Contested,
        None => Verdict::Mixed,
    }
}
