//! How well a place answers to an anchor, as a number from 0 to 1.
//!
//! The similarity of two texts is 1 − errors/length. As unrelated text of one language already
//! reaches about [`CHANCE`], similarities count from there: evidence is (similarity − chance)/(1 −
//! chance), none below. The score is the weighted mean of what is known: the evidence of the words,
//! each side weighted by its length; how far the length agrees; and whether the section is the one
//! that the anchor names. For a quotation the words are the whole of it and what stands around it.

/// Similarity that unrelated text reaches at its most similar place nearby.
pub(super) const CHANCE: f64 = 0.4;

/// No place below this score is accepted.
pub const FLOOR: f64 = 0.75;

/// A place is refused if another scores less than this below it.
pub const MARGIN: f64 = 0.05;

/// Weights of words, length and section.
const WEIGHTS: [f64; 3] = [0.7, 0.2, 0.1];

/// 1 − errors/length, none for an empty text.
pub(super) fn similarity(errors: usize, length: usize) -> f64 {
    if length == 0 {
        return 0.0;
    }
    (1.0 - errors as f64 / length as f64).max(0.0)
}

/// A similarity as counted from chance.
pub(super) fn evidence(similarity: f64) -> f64 {
    ((similarity - CHANCE) / (1.0 - CHANCE)).max(0.0)
}

/// How far a length agrees with the one recorded: 1 − |difference|/recorded, none below.
pub(super) fn agreement(length: usize, recorded: usize) -> f64 {
    similarity(length.abs_diff(recorded), recorded)
}

/// Mean of values by weights; 0 without weight.
pub(super) fn mean(parts: &[(f64, f64)]) -> f64 {
    let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
    if total <= 0.0 {
        return 0.0;
    }
    parts
        .iter()
        .map(|(weight, value)| weight * value)
        .sum::<f64>()
        / total
}

/// The score of a place: evidence of the words, agreement of the length and whether the section
/// agrees, the latter two where they are known.
pub(super) fn score(words: f64, length: Option<f64>, section: Option<bool>) -> f64 {
    let [of_words, of_length, of_section] = WEIGHTS;
    let mut parts = vec![(of_words, words)];
    parts.extend(length.map(|length| (of_length, length)));
    parts.extend(section.map(|agrees| (of_section, f64::from(u8::from(agrees)))));
    mean(&parts)
}
