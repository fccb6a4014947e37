//! The formulas that turn a base score and its neighbours' strengths into a strength.

use std::fmt;
use std::str::FromStr;

/// A gradual semantics: how attackers and supporters move a node from its base.
///
/// With w the base, A and S the strengths of attackers and supporters:
///
/// | semantics | strength |
/// |---|---|
/// | quadratic energy (Potyka, KR 2018) | E = ΣS − ΣA, h(x) = max(x,0)² / (1 + max(x,0)²); w + (1−w)·h(E) − w·h(−E) |
/// | DF-QuAD (Rago, Toni, Aurisicchio, Baroni, KR 2016) | d = Π_A(1−x) − Π_S(1−x); w + (1−w)·d if d > 0, else w + w·d |
/// | Euler-based (Amgoud and Ben-Naim, ECSQARU 2017) | 1 − (1−w²) / (1 + w·e^(ΣS−ΣA)) |
/// | h-categorizer (Amgoud, Ben-Naim, Doder, Vesic, IJCAI 2017) | w / (1 + ΣA); supports are ignored |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Semantics {
    /// Quadratic energy: duality of attack and support, no saturation.
    QuadraticEnergy,
    /// Discontinuity-free quantitative argumentation debates.
    DfQuad,
    /// Euler-based; freezes bases 0 and 1 and never falls below w².
    Euler,
    /// Weighted h-categorizer, over attacks alone.
    HCategorizer,
}

impl Semantics {
    /// All of them, in the order reports use.
    pub const ALL: [Self; 4] = [
        Self::QuadraticEnergy,
        Self::DfQuad,
        Self::Euler,
        Self::HCategorizer,
    ];

    /// The name used on the command line and in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuadraticEnergy => "quadratic-energy",
            Self::DfQuad => "dfquad",
            Self::Euler => "euler",
            Self::HCategorizer => "h-categorizer",
        }
    }

    /// Whether supports move strengths.
    pub fn uses_supports(self) -> bool {
        self != Self::HCategorizer
    }

    /// The aggregate of nobody: 0 for sums, 1 for DF-QuAD's product.
    pub(in super::super) fn nobody(self) -> f64 {
        if self == Self::DfQuad { 1.0 } else { 0.0 }
    }

    /// Takes one more neighbour's strength into the aggregate.
    pub(in super::super) fn gather(self, aggregate: f64, strength: f64) -> f64 {
        if self == Self::DfQuad {
            aggregate * (1.0 - strength)
        } else {
            aggregate + strength
        }
    }

    /// The strength of a node, from its base and the two aggregates.
    pub(in super::super) fn influence(self, base: f64, attack: f64, support: f64) -> f64 {
        match self {
            Self::QuadraticEnergy => {
                let energy = support - attack;
                base + (1.0 - base) * saturate(energy) - base * saturate(-energy)
            }
            Self::DfQuad => {
                let balance = attack - support;
                base + if balance > 0.0 { 1.0 - base } else { base } * balance
            }
            // Without this, 0 times an infinite exponential would be no number.
            Self::Euler if base <= 0.0 => 0.0,
            Self::Euler => {
                let lift = base * (support - attack).exp();
                1.0 - (1.0 - base * base) / (1.0 + lift)
            }
            Self::HCategorizer => base / (1.0 + attack),
        }
    }

    /// A bound on how much the strength can move per unit of change in any one
    /// neighbour, whatever the others are.
    ///
    /// With m = max(w, 1−w): m for DF-QuAD, m·9/(8√3) for quadratic energy (the
    /// steepest slope of x²/(1+x²), at x = 1/√3), (1−w²)/4 for Euler and w for
    /// the h-categorizer.
    pub(in super::super) fn slope(self, base: f64) -> f64 {
        let m = base.max(1.0 - base);
        match self {
            Self::QuadraticEnergy => m * 9.0 / (8.0 * 3.0_f64.sqrt()),
            Self::DfQuad => m,
            Self::Euler => (1.0 - base * base) / 4.0,
            Self::HCategorizer => base,
        }
    }
}

fn saturate(energy: f64) -> f64 {
    let positive = energy.max(0.0);
    let square = positive * positive;
    square / (1.0 + square)
}

impl fmt::Display for Semantics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Semantics {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let known = Self::ALL.into_iter().find(|known| known.name() == name);
        known.ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strength(semantics: Semantics, base: f64, attackers: &[f64], supporters: &[f64]) -> f64 {
        let gather = |all: &[f64]| {
            all.iter()
                .fold(semantics.nobody(), |sum, &x| semantics.gather(sum, x))
        };
        semantics.influence(base, gather(attackers), gather(supporters))
    }

    #[test]
    fn nobody_leaves_the_base_alone() {
        for base in [0.0, 0.2, 0.5, 1.0] {
            for semantics in Semantics::ALL {
                let alone = strength(semantics, base, &[], &[]);
                assert!((alone - base).abs() < 1e-15, "{semantics} {base}");
            }
        }
    }

    #[test]
    fn one_full_attacker_halves_under_energy_and_destroys_under_df_quad() {
        assert!((strength(Semantics::QuadraticEnergy, 0.8, &[1.0], &[]) - 0.4).abs() < 1e-15);
        assert!(strength(Semantics::DfQuad, 0.8, &[1.0], &[]).abs() < 1e-15);
        assert!((strength(Semantics::HCategorizer, 0.8, &[1.0], &[]) - 0.4).abs() < 1e-15);
    }

    #[test]
    fn energy_is_symmetric_in_attack_and_support() {
        // Duality (Potyka, KR 2018): mirrored base, attackers and supporters swapped.
        let pulled = strength(Semantics::QuadraticEnergy, 0.3, &[0.7], &[0.2]);
        let pushed = strength(Semantics::QuadraticEnergy, 0.7, &[0.2], &[0.7]);
        assert!((pulled - (1.0 - pushed)).abs() < 1e-15);
    }

    #[test]
    fn the_euler_based_strength_never_falls_below_the_square_of_the_base() {
        let beaten = strength(Semantics::Euler, 0.6, &[1.0; 50], &[]);
        assert!((beaten - 0.36).abs() < 1e-12);
    }

    #[test]
    fn the_euler_based_strength_freezes_the_extreme_bases() {
        for attackers in [&[1.0; 2000][..], &[]] {
            assert!(strength(Semantics::Euler, 0.0, attackers, &[]).abs() < 1e-15);
            assert!(strength(Semantics::Euler, 0.0, &[], attackers).abs() < 1e-15);
            assert!((strength(Semantics::Euler, 1.0, attackers, &[]) - 1.0).abs() < 1e-15);
        }
        assert!((strength(Semantics::Euler, 0.1, &[], &[1.0; 2000]) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn the_slope_bounds_every_single_influence() {
        let grid: Vec<f64> = (0..=20).map(|i| f64::from(i) / 20.0).collect();
        for semantics in Semantics::ALL {
            for &base in &grid {
                for &fixed in &grid {
                    for pair in grid.windows(2) {
                        let low = strength(semantics, base, &[pair[0]], &[fixed]);
                        let high = strength(semantics, base, &[pair[1]], &[fixed]);
                        let moved = (high - low).abs() / (pair[1] - pair[0]);
                        assert!(moved <= semantics.slope(base) + 1e-12);
                    }
                }
            }
        }
    }

    #[test]
    fn names_read_back() {
        for semantics in Semantics::ALL {
            assert_eq!(semantics.name().parse(), Ok(semantics));
        }
        assert_eq!("energy".parse::<Semantics>(), Err(()));
    }
}
