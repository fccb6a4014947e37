//! The conventions behind the numbers, printed with every report.

/// Each convention by name.
pub const ALL: &[(&str, &str)] = &[
    (
        "quantiles",
        "type 7 (linear interpolation between order statistics)",
    ),
    ("standard_deviation", "sample, n - 1"),
    (
        "thirds",
        "below 1/3, 1/3 to 2/3, above 2/3; the boundaries belong to the middle",
    ),
    (
        "missing",
        "absent, never 0 or 0.5; nobody is left out elsewhere for it",
    ),
    ("categories", "the declared levels, unused ones included"),
    (
        "weights",
        "every counting review weighs the same, but for what the rules in force say of the pool",
    ),
    (
        "panel_scale",
        "RAND/UCLA on s = 1 + 8p; IPRAS = 2.35 + 1.5 |5 - (P30 + P70)/2|",
    ),
    (
        "standing",
        "grounded labelling over defeats; a rebut or undermine below its target's base does not defeat",
    ),
    (
        "strength",
        "quadratic energy from a base of 0.5 for the claim; cross-checked with DF-QuAD",
    ),
];
