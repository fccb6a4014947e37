//! A figure through time in a few characters.

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Values on 0..=1, oldest first, as bars; `·` where there is no value. Of more values than columns
/// the last of each stretch is shown, so that the newest always is.
pub fn sparkline(values: &[Option<f64>], columns: usize) -> String {
    let shown = values.len().min(columns);
    (1..=shown)
        .filter_map(|column| values.get(column * values.len() / shown - 1))
        .map(|value| value.map_or('·', bar))
        .collect()
}

fn bar(value: f64) -> char {
    let top = (BARS.len() - 1) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within 0..=7"
    )]
    let at = (value.clamp(0.0, 1.0) * top).round() as usize;
    BARS.get(at).copied().unwrap_or('█')
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    #[test]
    fn the_newest_value_is_always_shown() {
        let values: Vec<Option<f64>> = (0..=100).map(|k| Some(f64::from(k) / 100.0)).collect();
        assert_eq!(sparkline(&values, 8), "▂▃▄▄▅▆▇█");
        assert_eq!(sparkline(&[None, Some(0.0), Some(1.0)], 8), "·▁█");
        assert_eq!(sparkline(&[], 8), "");
    }
}
