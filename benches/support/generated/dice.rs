//! Chance that is the same everywhere.

/// Splitmix64 (Steele, Lea & Flood 2014): small and seeded.
pub(super) struct Dice(u64);

const WORDS: [&str; 24] = [
    "harbour", "winter", "record", "price", "series", "border", "trade", "survey", "archive",
    "figure", "estimate", "treaty", "railway", "capital", "export", "island", "budget", "census",
    "letter", "minister", "coast", "company", "province", "journal",
];

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `sides`.
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides.max(1)
    }

    /// Whether one of so many cases came up.
    pub(super) fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    /// So many words.
    pub(super) fn sentence(&mut self, words: usize) -> String {
        let mut word = || {
            let at = usize::try_from(self.roll(WORDS.len() as u64)).unwrap_or(0);
            WORDS.get(at).copied().unwrap_or_default()
        };
        (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
    }
}
