//! Texts compared word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Texts with more words than this together are shown as replaced, since comparing them word by word
/// could take long and would help nobody.
const MOST_WORDS: usize = 20_000;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// In both texts.
    Same(String),
    /// Only in the text before.
    Removed(String),
    /// Only in the text after.
    Added(String),
}

/// Two texts as runs of words; white space is taken as single spaces.
///
/// Runs of `Same` and `Removed` give the words before, runs of `Same` and `Added` those after.
pub fn compare(before: &str, after: &str) -> Vec<Run> {
    let [old, new] = [before, after].map(|text| text.split_whitespace().collect::<Vec<_>>());
    if old.len() + new.len() > MOST_WORDS {
        return replaced(&old, &new);
    }
    capture_diff_slices(Algorithm::Patience, &old, &new)
        .into_iter()
        .flat_map(|op| runs(&op, &old, &new))
        .collect()
}

fn runs(op: &DiffOp, old: &[&str], new: &[&str]) -> Vec<Run> {
    let before = old.get(op.old_range()).unwrap_or_default();
    let after = new.get(op.new_range()).unwrap_or_default();
    match op {
        DiffOp::Equal { .. } => vec![Run::Same(before.join(" "))],
        _ => replaced(before, after),
    }
}

fn replaced(before: &[&str], after: &[&str]) -> Vec<Run> {
    let removed = (!before.is_empty()).then(|| Run::Removed(before.join(" ")));
    let added = (!after.is_empty()).then(|| Run::Added(after.join(" ")));
    removed.into_iter().chain(added).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn side(runs: &[Run], keep: fn(&Run) -> Option<&String>) -> Vec<String> {
        let texts: Vec<&str> = runs.iter().filter_map(keep).map(String::as_str).collect();
        texts
            .join(" ")
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn one_word_changed_is_one_word_shown() {
        let runs = compare(
            "The harbour froze in every winter.",
            "The harbour froze in most  winters.",
        );
        assert_eq!(
            runs,
            [
                Run::Same("The harbour froze in".into()),
                Run::Removed("every winter.".into()),
                Run::Added("most winters.".into()),
            ]
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off_the_runs(a in "[abc ]{0,40}", b in "[abc ]{0,40}") {
            let runs = compare(&a, &b);
            let before = side(&runs, |run| match run { Run::Same(t) | Run::Removed(t) => Some(t), Run::Added(_) => None });
            let after = side(&runs, |run| match run { Run::Same(t) | Run::Added(t) => Some(t), Run::Removed(_) => None });
            prop_assert_eq!(before, a.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(after, b.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
