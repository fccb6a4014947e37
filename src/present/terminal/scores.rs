//! Scores on settled claims at a terminal.

use std::io::{self, Write};

use super::layout::fit;
use crate::analysis::{
    report::{Report, ScoreRow, Scores},
    statistics::{
        Statistic,
        scoring::{Bin, Score},
    },
};
use crate::present::{
    numbers::or_reason,
    style::{FAINT, HEADING, paint},
    visible::one_line,
};

/// Columns of the reliability diagram.
const WIDTH: usize = 51;

/// Writes the scores of a report.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(scores) = &report.scores else {
        return writeln!(
            out,
            "No claim that was judged by probability has been settled yet; [resolution] in a claim's file settles it."
        );
    };
    let n = scores.settled.len();
    writeln!(out, "{}", paint(HEADING, &format!("Settled claims: {n}")))?;
    writeln!(
        out,
        "Brier and log score: less is better. AUC: ½ is guessing, 1 is perfect order. n: settled claims forecast."
    )?;
    writeln!(
        out,
        "Base rate {}; always forecasting it scores Brier {}.\n",
        or_reason(&scores.base_rate),
        or_reason(&scores.base_rate_brier)
    )?;
    table(report, scores, out)?;
    settled(scores, out)?;
    match &scores.diagram {
        Ok(bins) => diagram(bins, out),
        Err(why) => writeln!(out, "\nNo reliability diagram: {why}."),
    }
}

fn table(report: &Report, scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
    let title = format!(
        "  {:<32}{:>4}{:>9}{:>9}{:>7}",
        "", "n", "Brier", "log", "AUC"
    );
    writeln!(out, "{}", paint(FAINT, &title))?;
    line("the pool in force", &scores.pool, out)?;
    for (id, row) in &scores.reviewers {
        let name = report
            .reviewers
            .iter()
            .find(|r| r.reviewer.id == *id)
            .map_or(id.as_str(), |r| &r.reviewer.name);
        line(&one_line(name), row, out)?;
    }
    writeln!(out, "\n{}", paint(HEADING, "Pooling methods"))?;
    let mut methods: Vec<_> = scores.methods.iter().filter(|(_, row)| row.n > 0).collect();
    let brier = |row: &ScoreRow| row.get(Score::Brier).unwrap_or(f64::INFINITY);
    methods.sort_by(|a, b| brier(&a.1).total_cmp(&brier(&b.1)));
    methods
        .into_iter()
        .try_for_each(|(pool, row)| line(pool.name(), row, out))
}

fn line(name: &str, row: &ScoreRow, out: &mut dyn Write) -> io::Result<()> {
    let figure = |which| three_digits(&row.get(which));
    writeln!(
        out,
        "  {} {:>4}{:>9}{:>9}{:>7}",
        fit(name, 31),
        row.n,
        figure(Score::Brier),
        figure(Score::LogLoss),
        row.get(Score::Auc)
            .map_or_else(|_| "–".to_owned(), |auc| format!("{auc:.2}")),
    )
}

fn three_digits(value: &Statistic) -> String {
    value
        .as_ref()
        .map_or_else(|_| "–".to_owned(), |value| format!("{value:.3}"))
}

fn settled(scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", paint(HEADING, "Pool against outcome"))?;
    let error = |probability: f64, outcome: f64| (probability - outcome).powi(2);
    let mut rows: Vec<_> = scores.settled.iter().collect();
    rows.sort_by(|a, b| {
        error(b.1.probability, b.1.outcome)
            .total_cmp(&error(a.1.probability, a.1.outcome))
            .then_with(|| a.0.cmp(&b.0))
    });
    for (claim, forecast) in rows {
        writeln!(
            out,
            "  {} pool {:.2}, outcome {}",
            fit(claim.as_str(), 48),
            forecast.probability,
            forecast.outcome
        )?;
    }
    Ok(())
}

/// One line a bin: `┃` is the mean probability given, `●` the mean outcome; on a well-calibrated
/// line they meet.
fn diagram(bins: &[Bin], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n{}",
        paint(HEADING, "Reliability: ┃ forecast, ● outcome, ╋ both")
    )?;
    for bin in bins.iter().filter(|bin| bin.n > 0) {
        writeln!(
            out,
            "  {:.1}–{:.1} ▕{}▏ n = {}",
            bin.from,
            bin.to,
            marks(bin),
            bin.n
        )?;
    }
    Ok(())
}

fn marks(bin: &Bin) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position on a line of 51 columns"
    )]
    let column = |x: f64| (x.clamp(0.0, 1.0) * (WIDTH - 1) as f64).round() as usize;
    let (forecast, outcome) = (column(bin.forecast), column(bin.outcome));
    let mark = |at| match (at == forecast, at == outcome) {
        (true, true) => '╋',
        (true, false) => '┃',
        (false, true) => '●',
        (false, false) => ' ',
    };
    (0..WIDTH).map(mark).collect()
}
