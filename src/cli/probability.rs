//! Probabilities as people write them: a number, per cent, or a word.

/// Words of likelihood with the middle of what they cover. The ranges are those of the IPCC's
/// guidance note on the treatment of uncertainties (Mastrandrea et al., 2010), cut where they
/// overlap: 99-100, 90-99, 66-90, 33-66, 10-33, 1-10 and 0-1 per cent.
const WORDS: [(&str, f64); 8] = [
    ("virtually certain", 0.99),
    ("very likely", 0.95),
    ("likely", 0.78),
    ("about as likely as not", 0.5),
    ("even", 0.5),
    ("unlikely", 0.22),
    ("very unlikely", 0.05),
    ("exceptionally unlikely", 0.01),
];

/// Reads `0.35`, `35%` or `likely`.
pub(super) fn parse(written: &str) -> Result<f64, String> {
    let text = written.trim().to_lowercase().replace(',', ".");
    if let Some((_, best)) = WORDS
        .iter()
        .find(|(word, _)| *word == text.replace(['-', '_'], " "))
    {
        return Ok(*best);
    }
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text.as_str(), false),
    };
    let x: f64 = number.parse().map_err(|_| unclear(written))?;
    let share = if percent { x / 100.0 } else { x };
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    Err(match x {
        _ if percent => format!("`{written}` is no probability: it must lie between 0% and 100%"),
        x if (1.0..=100.0).contains(&x) => {
            format!("`{written}` is no probability: write {} or {x}%", x / 100.0)
        }
        _ => format!("`{written}` is no probability: it must lie between 0 and 1"),
    })
}

/// Reads the same in answer to a question, where whole numbers from 2 up are per cent.
pub(super) fn parse_answer(written: &str) -> Result<f64, String> {
    match written.trim().parse::<u32>() {
        Ok(1) => Err("1 could be 1% or certainty: write 1% or 1.0".to_owned()),
        Ok(n) if (2..=100).contains(&n) => Ok(f64::from(n) / 100.0),
        _ => parse(written),
    }
}

fn unclear(written: &str) -> String {
    let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
    format!(
        "`{written}` is not understood: write 0.35, 35% or one of {}",
        words.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_per_cent_and_words_are_understood() {
        for (written, meant) in [
            ("0.35", 0.35),
            ("35%", 0.35),
            ("7 %", 0.07),
            (".5", 0.5),
            ("0,4", 0.4),
            ("Very likely", 0.95),
            ("0", 0.0),
            ("1", 1.0),
        ] {
            assert_eq!(
                parse(written).map(f64::to_bits),
                Ok(f64::to_bits(meant)),
                "{written}"
            );
        }
        assert_eq!(parse_answer("60").map(f64::to_bits), Ok(0.6f64.to_bits()));
    }

    #[test]
    fn what_is_no_probability_is_refused_with_what_was_meant() {
        assert!(parse("60").unwrap_err().contains("write 0.6 or 60%"));
        for written in ["-0.1", "150%", "nan", "inf", "", "maybe", "101"] {
            assert!(parse(written).is_err(), "{written}");
        }
        assert!(parse_answer("1").is_err());
    }
}
