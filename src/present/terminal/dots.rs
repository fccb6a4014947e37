//! A panel on one line: a dot for every reviewer, and where the pool lies.

/// A small plot of positions on 0..=1: `·` for one reviewer, `•` for two, `●` for more; the mark `┃`
/// is the pool, or `╋` where reviewers stand on it. The thirds are marked by `╵`.
pub fn plot(positions: &[f64], pool: Option<f64>, columns: usize) -> String {
    let column = |position: f64| {
        let last = columns.saturating_sub(1);
        // Positions are within 0..=1, so the product is a small non-negative number.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "rounded within the line"
        )]
        let at = (position.clamp(0.0, 1.0) * last as f64).round() as usize;
        at.min(last)
    };
    let mut counts = vec![0_usize; columns];
    for position in positions {
        if let Some(count) = counts.get_mut(column(*position)) {
            *count += 1;
        }
    }
    let pool = pool.map(column);
    let thirds = [column(1.0 / 3.0), column(2.0 / 3.0)];
    counts
        .iter()
        .enumerate()
        .map(|(at, count)| symbol(*count, pool == Some(at), thirds.contains(&at)))
        .collect()
}

fn symbol(count: usize, pool: bool, third: bool) -> char {
    match (count, pool, third) {
        (0, true, _) => '┃',
        (_, true, _) => '╋',
        (0, false, true) => '╵',
        (0, false, false) => ' ',
        (1, ..) => '·',
        (2, ..) => '•',
        _ => '●',
    }
}

#[cfg(test)]
mod tests {
    use super::plot;

    #[test]
    fn everyone_is_on_the_line() {
        assert_eq!(plot(&[0.0, 1.0, 1.0], Some(0.5), 11), "·  ╵ ┃ ╵  •");
        assert_eq!(plot(&[0.5, 0.5, 0.5, 0.5], None, 3), " ● ");
    }
}
