//! How many reviewers would have to change their ratings for the verdict to be another one.
//!
//! Exact, for ratings changed freely within the scale. Two facts keep the search small. The
//! disagreement index grows as the 70th percentile rises and as the 30th falls, so to pull a panel
//! apart one moves ratings to the ends of the scale, taking them from the middle. To bring it
//! together one moves the outermost ratings to a single point between the percentiles, and since
//! IPR − IPRAS is piecewise concave in that point, only the remaining ratings and the ends of the
//! permitted range need be tried. The tests compare with an exhaustive search.

use super::rules::{self, Shape};
use super::{Rule, Verdict, camp};
use crate::analysis::statistics::Undefined;
use crate::analysis::statistics::scale::{Cut, PanelSpread, Scale, Third};

/// The least number of changed ratings that gives a verdict other than `current`.
pub(super) fn flips(
    ascending: &[f64],
    scale: Scale,
    rule: Rule,
    current: Verdict,
) -> Result<usize, Undefined> {
    let search = Search {
        ascending,
        scale,
        cut: rules::cut(rule),
    };
    let least = match rule {
        Rule::Thirds => search.thirds(current),
        Rule::RandUcla => search.rand_ucla(current),
        Rule::Percent75 | Rule::Comet7015 => search.by_counts(rule, current),
    };
    least.ok_or_else(|| {
        Undefined::because("no change of ratings on this scale gives another verdict")
    })
}

struct Search<'a> {
    ascending: &'a [f64],
    scale: Scale,
    cut: Cut,
}

/// The lesser of two numbers of changes, either of which may be impossible.
fn lesser(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    [a, b].into_iter().flatten().min()
}

impl Search<'_> {
    fn n(&self) -> usize {
        self.ascending.len()
    }

    fn thirds(&self, current: Verdict) -> Option<usize> {
        let m = camp(self.n());
        match consensus_third(current) {
            // Whatever leaves the consensus is another verdict: too many outside, or a wide middle.
            Some(third) => {
                let outside = self.n() - self.within(third);
                let leave = self
                    .has_positions_outside(third)
                    .then(|| m.saturating_sub(outside));
                lesser(leave, self.apart())
            }
            None if current == Verdict::Contested => {
                let rejoin = |away: Third| {
                    self.together(&away_from(away), |counts| counts[away.index()] < m)
                };
                lesser(rejoin(Third::Low), rejoin(Third::High))
            }
            None => Third::ALL
                .into_iter()
                .map(|third| self.together(&[third], |counts| self.n() - counts[third.index()] < m))
                .fold(lesser(self.two_camps(), self.apart()), lesser),
        }
    }

    fn rand_ucla(&self, current: Verdict) -> Option<usize> {
        match consensus_third(current) {
            Some(third) => lesser(self.apart(), self.move_median(third)),
            None => self.together(&Third::ALL, |_| true),
        }
    }

    fn within(&self, third: Third) -> usize {
        self.cut.counts(self.ascending)[third.index()]
    }

    fn has_positions_outside(&self, third: Third) -> bool {
        [0.0, 1.0].iter().any(|end| self.cut.third(*end) != third) && self.scale != Scale::Levels(1)
    }

    /// Changes until at least a camp is in each extreme third.
    fn two_camps(&self) -> Option<usize> {
        let lacking = |third| camp(self.n()).saturating_sub(self.within(third));
        (self.scale != Scale::Levels(1)).then(|| lacking(Third::Low) + lacking(Third::High))
    }

    /// Changes until the disagreement index exceeds 1.
    fn apart(&self) -> Option<usize> {
        if self.scale == Scale::Levels(1) {
            return None;
        }
        (0..=self.n()).find(|k| {
            if self.n() <= 5 {
                self.apart_small(*k)
            } else {
                self.apart_by(*k)
            }
        })
    }

    /// Whether `k` ratings from the middle, sent to the ends, make the panel disagree.
    fn apart_by(&self, k: usize) -> bool {
        let kept = self.n() - k;
        let rank = |zeros: usize, from_low: usize, rank: usize| {
            let Some(place) = rank.checked_sub(zeros) else {
                return Some(0.0);
            };
            if place < from_low {
                self.ascending.get(place).copied()
            } else if place < kept {
                self.ascending.get(place + k).copied()
            } else {
                Some(1.0)
            }
        };
        (0..=k).any(|zeros| {
            (0..=kept).any(|from_low| disagrees(self.n(), |r| rank(zeros, from_low, r)))
        })
    }

    /// The same for panels so small that the two percentiles share an order statistic: any `k`
    /// ratings may go, to the ends or one of them to anywhere between.
    fn apart_small(&self, k: usize) -> bool {
        let subsets =
            (0..1_u32 << self.n()).filter(|kept| kept.count_ones() as usize == self.n() - k);
        subsets.into_iter().any(|kept| {
            let kept: Vec<f64> = (0..self.n())
                .filter(|i| kept & (1 << i) != 0)
                .filter_map(|i| self.ascending.get(i).copied())
                .collect();
            (0..=k).any(|zeros| self.ends_and_one(&kept, zeros, k - zeros))
        })
    }

    fn ends_and_one(&self, kept: &[f64], zeros: usize, ones: usize) -> bool {
        let mut panel = vec![0.0; zeros];
        panel.extend_from_slice(kept);
        panel.extend(vec![1.0; ones]);
        panel_disagrees(&panel) || (ones > 0 && self.one_between(&panel))
    }

    /// Tries the last rating (an end) at every place that could matter.
    fn one_between(&self, panel: &[f64]) -> bool {
        let Some((_, rest)) = panel.split_last() else {
            return false;
        };
        let places = self.scale.positions().unwrap_or_else(|| balancing(rest));
        places.into_iter().any(|place| {
            let mut changed = rest.to_vec();
            changed.push(place);
            changed.sort_by(f64::total_cmp);
            panel_disagrees(&changed)
        })
    }

    /// Changes until the panel is together (disagreement index at most 1) and its counts `suit`,
    /// the changed ratings all at one place in one of the `thirds`.
    fn together(&self, thirds: &[Third], suit: impl Fn([usize; 3]) -> bool) -> Option<usize> {
        (0..=self.n()).find(|k| {
            (0..=*k).any(|from_low| {
                let kept = self
                    .ascending
                    .get(from_low..self.n() - (k - from_low))
                    .unwrap_or(&[]);
                self.places(kept, thirds)
                    .into_iter()
                    .any(|place| self.joins(kept, *k, place, &suit))
            })
        })
    }

    /// Where changed ratings may gather.
    fn places(&self, kept: &[f64], thirds: &[Third]) -> Vec<f64> {
        let all = self.scale.positions().unwrap_or_else(|| {
            let ends = thirds
                .iter()
                .flat_map(|third| <[f64; 2]>::from(self.cut.ends(*third)));
            kept.iter().copied().chain(ends).collect()
        });
        let mut places: Vec<f64> = all
            .into_iter()
            .filter(|p| thirds.contains(&self.cut.third(*p)))
            .collect();
        places.sort_by(f64::total_cmp);
        places.dedup();
        places
    }

    fn joins(&self, kept: &[f64], k: usize, place: f64, suit: impl Fn([usize; 3]) -> bool) -> bool {
        let below = kept.partition_point(|p| *p < place);
        let order = |rank: usize| {
            if rank < below {
                kept.get(rank).copied()
            } else if rank < below + k {
                Some(place)
            } else {
                kept.get(rank - k).copied()
            }
        };
        let mut counts = self.cut.counts_of_sorted(kept);
        counts[self.cut.third(place).index()] += k;
        suit(counts) && !disagrees(self.n(), order)
    }

    /// Changes until the median leaves a third: the ratings nearest to the other side stay.
    fn move_median(&self, third: Third) -> Option<usize> {
        (0..=self.n()).find(|k| {
            let down = self.ascending.get(..self.n() - k).unwrap_or(&[]);
            let up = self.ascending.get(*k..).unwrap_or(&[]);
            let lowered: Vec<f64> = vec![0.0; *k]
                .into_iter()
                .chain(down.iter().copied())
                .collect();
            let raised: Vec<f64> = up.iter().copied().chain(vec![1.0; *k]).collect();
            [lowered, raised].iter().any(|panel| {
                self.scale != Scale::Levels(1)
                    && Shape::of(self.cut, panel).is_some_and(|shape| shape.median != third)
            })
        })
    }

    /// For rules that look at counts alone: the nearest counts with another verdict.
    fn by_counts(&self, rule: Rule, current: Verdict) -> Option<usize> {
        let shape = Shape::of(self.cut, self.ascending)?;
        let n = self.n();
        let reachable = self.reachable();
        let mut least = None;
        for low in 0..=n {
            for high in 0..=n - low {
                let counts = [low, n - low - high, high];
                let possible = counts
                    .iter()
                    .zip(reachable)
                    .all(|(count, open)| *count == 0 || open);
                if possible && rules::decide(rule, &Shape { counts, ..shape }) != current {
                    least = lesser(least, Some(moved(shape.counts, counts)));
                }
            }
        }
        least
    }

    /// Which thirds hold any place on this scale.
    fn reachable(&self) -> [bool; 3] {
        self.scale.positions().map_or([true; 3], |places| {
            self.cut.counts(&places).map(|count| count > 0)
        })
    }
}

/// How many ratings must move to turn one set of counts into another.
fn moved(before: [usize; 3], after: [usize; 3]) -> usize {
    before
        .iter()
        .zip(after)
        .map(|(b, a)| a.saturating_sub(*b))
        .sum()
}

fn consensus_third(verdict: Verdict) -> Option<Third> {
    Third::ALL
        .into_iter()
        .find(|third| Verdict::consensus(*third) == verdict)
}

fn away_from(away: Third) -> Vec<Third> {
    Third::ALL
        .into_iter()
        .filter(|third| *third != away)
        .collect()
}

fn disagrees(n: usize, order: impl Fn(usize) -> Option<f64>) -> bool {
    PanelSpread::by_order(n, order).is_some_and(PanelSpread::disagrees)
}

fn panel_disagrees(ascending: &[f64]) -> bool {
    disagrees(ascending.len(), |rank| ascending.get(rank).copied())
}

/// Places for one free rating among `others` (ascending) at which the index could peak: beside each
/// of them, at the ends, and where the two percentiles balance around the middle of the scale.
fn balancing(others: &[f64]) -> Vec<f64> {
    let mut places = vec![0.0, 1.0];
    places.extend_from_slice(others);
    let (below, above) = others.split_at(others.len() / 2);
    if let (Some(low), Some(high)) = (below.last(), above.first()) {
        // n = 3: centre = 0.2·low + 0.6·x + 0.2·high; n = 5: 0.4·low + 0.2·x + 0.4·high.
        let weight = if others.len() == 2 { 0.2 } else { 0.4 };
        let x = (0.5 - weight * (low + high)) / (1.0 - 2.0 * weight);
        places.push(x.clamp(*low, *high));
    }
    places
}
