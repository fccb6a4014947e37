//! "Did you mean": the known word nearest to what was written.

/// Words less similar than this are no slip of the pen but something else.
const SIMILAR: f64 = 0.84;

/// The known word nearest to what was written (Jaro-Winkler similarity, ignoring case and the
/// difference of hyphen, underscore and space), if one is near enough to have been meant.
pub fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let written = plain(written);
    known
        .map(|word| (strsim::jaro_winkler(&written, &plain(word)), word))
        .filter(|(similarity, _)| *similarity > SIMILAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        let keys = ["statement", "status", "superseded-by", "stance"];
        assert_eq!(nearest("statment", keys.into_iter()), Some("statement"));
        assert_eq!(
            nearest("Superseded_By", keys.into_iter()),
            Some("superseded-by")
        );
    }

    #[test]
    fn another_word_is_left_alone() {
        assert_eq!(nearest("colour", ["statement", "stance"].into_iter()), None);
    }
}
