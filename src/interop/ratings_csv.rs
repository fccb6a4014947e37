//! Ratings as comma-separated values: one line for each claim and reviewer.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::rating_table::{Levels, RatingRow, RatingRows};
use crate::model::spelling::nearest;

/// The columns that are understood; the first two must be there.
pub const COLUMNS: [&str; 8] = [
    "claim", "reviewer", "best", "lower", "upper", "stance", "outcome", "round",
];

/// Something wrong with a table, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvProblem {
    /// The line in the file, from 1; 0 when the whole file is meant.
    pub line: u64,
    /// The column's name and its place from 1, when one cell is meant.
    pub column: Option<(usize, String)>,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl fmt::Display for CsvProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.column, self.line) {
            (_, 0) => {}
            (None, line) => write!(f, "line {line}: ")?,
            (Some((place, name)), line) => write!(f, "line {line}, column {place} ({name}): ")?,
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for CsvProblem {}

/// Reads a table of ratings; `levels` declares the stances from the lowest to the highest.
///
/// The first line names the columns: `claim`, `reviewer` and any of the others of [`COLUMNS`], in
/// any order. Empty cells are missing. Without `levels` the stances that occur are the levels.
///
/// # Errors
/// Every problem of the table, in the order of its lines.
pub fn read(text: &str, levels: Option<Levels>) -> Result<RatingRows, Vec<CsvProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| vec![unreadable(&error)])?
        .clone();
    let header = Header::new(&header)?;
    let (mut problems, mut lines) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => lines.push(Line {
                header: &header,
                record,
            }),
            Err(error) => problems.push(unreadable(&error)),
        }
    }
    let levels = levels
        .unwrap_or_else(|| Levels::inferred(lines.iter().filter_map(|line| line.cell("stance"))));
    let rows: Vec<(u64, RatingRow)> = lines
        .iter()
        .map(|line| (line.number(), line.row(&levels, &mut problems)))
        .collect();
    problems.extend(repeated(&rows));
    problems.extend(contradictory(&rows));
    if problems.is_empty() {
        return Ok(RatingRows {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            levels,
        });
    }
    problems.sort_by_key(|problem| problem.line);
    Err(problems)
}

fn unreadable(error: &csv::Error) -> CsvProblem {
    let line = error.position().map_or(0, csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "{len} cells where the header has {expected_len}; a comma within a cell needs quotes around it"
            )
        }
        _ => error.to_string(),
    };
    CsvProblem {
        line,
        column: None,
        message,
    }
}

/// Where each known column is.
struct Header {
    places: BTreeMap<String, usize>,
}

impl Header {
    fn new(names: &csv::StringRecord) -> Result<Self, Vec<CsvProblem>> {
        let mut problems = Vec::new();
        let mut places = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            let problem = |message| CsvProblem {
                line: 1,
                column: Some((place + 1, name.to_owned())),
                message,
            };
            if !COLUMNS.contains(&name) {
                problems.push(problem(unknown(name)));
            } else if places.insert(name.to_owned(), place).is_some() {
                problems.push(problem("this column is there twice".to_owned()));
            }
        }
        for needed in ["claim", "reviewer"] {
            if !places.contains_key(needed) {
                let message = format!("the header has no column `{needed}`");
                problems.push(CsvProblem {
                    line: 1,
                    column: None,
                    message,
                });
            }
        }
        if problems.is_empty() {
            Ok(Self { places })
        } else {
            Err(problems)
        }
    }
}

fn unknown(name: &str) -> String {
    match nearest(name, COLUMNS.into_iter()) {
        Some(meant) => format!("there is no such column; did you mean `{meant}`?"),
        None => format!("there is no such column; known are {}", COLUMNS.join(", ")),
    }
}

/// The value, or a stand-in for it after its problem has been noted.
fn or_report<T>(read: Result<T, CsvProblem>, stand_in: T, problems: &mut Vec<CsvProblem>) -> T {
    read.unwrap_or_else(|problem| {
        problems.push(problem);
        stand_in
    })
}

/// One line of the table.
struct Line<'a> {
    header: &'a Header,
    record: csv::StringRecord,
}

impl Line<'_> {
    fn number(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    fn cell(&self, column: &str) -> Option<&str> {
        let place = self.header.places.get(column)?;
        self.record.get(*place).filter(|cell| !cell.is_empty())
    }

    fn problem(&self, column: &str, message: impl Into<String>) -> CsvProblem {
        let place = self
            .header
            .places
            .get(column)
            .map(|place| (place + 1, column.to_owned()));
        CsvProblem {
            line: self.number(),
            column: place,
            message: message.into(),
        }
    }

    fn row(&self, levels: &Levels, problems: &mut Vec<CsvProblem>) -> RatingRow {
        let row = RatingRow {
            claim: or_report(self.name("claim"), String::new(), problems),
            reviewer: or_report(self.name("reviewer"), String::new(), problems),
            round: or_report(self.round(), 1, problems),
            best: or_report(self.probability("best"), None, problems),
            lower: or_report(self.probability("lower"), None, problems),
            upper: or_report(self.probability("upper"), None, problems),
            stance: or_report(self.stance(levels), None, problems),
            outcome: or_report(self.outcome(), None, problems),
        };
        problems.extend(self.disorder(row.lower, row.best, row.upper));
        row
    }

    fn name(&self, column: &str) -> Result<String, CsvProblem> {
        self.cell(column)
            .map(str::to_owned)
            .ok_or_else(|| self.problem(column, format!("the {column} is missing")))
    }

    fn number_in(&self, column: &str) -> Result<Option<f64>, CsvProblem> {
        let Some(cell) = self.cell(column) else {
            return Ok(None);
        };
        let number: Option<f64> = cell.parse().ok().filter(|number: &f64| number.is_finite());
        match number {
            // Adding nought turns −0 into 0, which it equals without being the same value.
            Some(number) => Ok(Some(number + 0.0)),
            None => Err(self.problem(
                column,
                format!("`{cell}` is no number; leave the cell empty if it is missing"),
            )),
        }
    }

    fn probability(&self, column: &str) -> Result<Option<f64>, CsvProblem> {
        match self.number_in(column)? {
            Some(number) if number > 1.0 && number <= 100.0 => Err(self.problem(
                column,
                format!(
                    "{number} is no probability: write {} for {number}%",
                    number / 100.0
                ),
            )),
            Some(number) if !(0.0..=1.0).contains(&number) => Err(self.problem(
                column,
                format!("{number} is no probability: it must lie between 0 and 1"),
            )),
            within => Ok(within),
        }
    }

    fn outcome(&self) -> Result<Option<f64>, CsvProblem> {
        match self.cell("outcome").map(str::to_ascii_lowercase).as_deref() {
            Some("true") => Ok(Some(1.0)),
            Some("false") => Ok(Some(0.0)),
            _ => match self.number_in("outcome")? {
                Some(number) if !(0.0..=1.0).contains(&number) => Err(self.problem(
                    "outcome",
                    format!("{number} is no outcome: write 1 (true), 0 (false) or a share between"),
                )),
                within => Ok(within),
            },
        }
    }

    fn round(&self) -> Result<u32, CsvProblem> {
        let Some(cell) = self.cell("round") else {
            return Ok(1);
        };
        cell.parse()
            .ok()
            .filter(|round| *round > 0)
            .ok_or_else(|| self.problem("round", format!("`{cell}` is no round: count from 1")))
    }

    fn stance(&self, levels: &Levels) -> Result<Option<usize>, CsvProblem> {
        let Some(cell) = self.cell("stance") else {
            return Ok(None);
        };
        match levels.level(cell) {
            Some(level) => Ok(Some(level)),
            None => Err(self.problem(
                "stance",
                format!(
                    "`{cell}` is none of the levels {}",
                    levels.names().join(", ")
                ),
            )),
        }
    }

    fn disorder(
        &self,
        lower: Option<f64>,
        best: Option<f64>,
        upper: Option<f64>,
    ) -> Option<CsvProblem> {
        let above = |a: Option<f64>, b: Option<f64>| matches!((a, b), (Some(a), Some(b)) if a > b);
        if above(lower, best) {
            Some(self.problem("lower", "the lower bound is above the best estimate"))
        } else if above(best, upper) {
            Some(self.problem("upper", "the upper bound is below the best estimate"))
        } else if above(lower, upper) {
            Some(self.problem("lower", "the lower bound is above the upper bound"))
        } else {
            None
        }
    }
}

/// One rating per reviewer, claim and round.
fn repeated(rows: &[(u64, RatingRow)]) -> Vec<CsvProblem> {
    let mut seen: BTreeMap<(&str, &str, u32), u64> = BTreeMap::new();
    let mut problems = Vec::new();
    for (line, row) in rows {
        let key = (row.claim.as_str(), row.reviewer.as_str(), row.round);
        if let Some(first) = seen.get(&key) {
            let message = format!(
                "{} rated {} already in line {first}",
                row.reviewer, row.claim
            );
            problems.push(CsvProblem {
                line: *line,
                column: None,
                message,
            });
        } else {
            seen.insert(key, *line);
        }
    }
    problems
}

/// A claim has one outcome, however many lines repeat it.
fn contradictory(rows: &[(u64, RatingRow)]) -> Vec<CsvProblem> {
    let mut known: BTreeMap<&str, (f64, u64)> = BTreeMap::new();
    let mut problems = Vec::new();
    for (line, row) in rows {
        let Some(outcome) = row.outcome else { continue };
        let (first, at) = *known.entry(&row.claim).or_insert((outcome, *line));
        if (first - outcome).abs() > 0.0 {
            let message = format!(
                "the outcome of {} is {outcome} here and {first} in line {at}",
                row.claim
            );
            problems.push(CsvProblem {
                line: *line,
                column: None,
                message,
            });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        read(text, None)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn columns_come_in_any_order_and_empty_cells_are_missing() {
        let table = read("reviewer,best,claim\nada,0.4,c1\nbo,,c1\n\n", None).unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            (table.rows[0].claim.as_str(), table.rows[0].best),
            ("c1", Some(0.4))
        );
        assert_eq!(table.rows[1].best, None);
    }

    #[test]
    fn a_negative_nought_is_nought() {
        let table = read("claim,reviewer,best,stance\nc,ada,-0,-0\nc,bo,0,0\n", None).unwrap();
        let signs = table
            .rows
            .iter()
            .map(|row| row.best.unwrap().is_sign_negative());
        assert_eq!(signs.collect::<Vec<_>>(), [false, false]);
        assert_eq!(table.levels.names(), ["-0"]);
    }

    #[test]
    fn byte_order_marks_quotes_and_foreign_line_ends_are_read() {
        let table = read(
            "\u{feff}claim,reviewer,best\r\n\"a, b\", ada ,0.5\r\n",
            None,
        )
        .unwrap();
        assert_eq!(
            (
                table.rows[0].claim.as_str(),
                table.rows[0].reviewer.as_str()
            ),
            ("a, b", "ada")
        );
    }

    #[test]
    fn every_problem_is_reported_with_line_and_column() {
        let found = messages(
            "claim,reviewer,best,lower,upper\nc1,ada,60,,\nc1,bo,0.5,0.6,0.9\n,cy,NA,,\nc1,bo,0.5,,\n",
        );
        assert_eq!(
            found,
            [
                "line 2, column 3 (best): 60 is no probability: write 0.6 for 60%",
                "line 3, column 4 (lower): the lower bound is above the best estimate",
                "line 4, column 1 (claim): the claim is missing",
                "line 4, column 3 (best): `NA` is no number; leave the cell empty if it is missing",
                "line 5: bo rated c1 already in line 3",
            ]
        );
    }

    #[test]
    fn a_header_must_be_understood() {
        assert_eq!(
            messages("claim,revewer,best\n"),
            [
                "line 1, column 2 (revewer): there is no such column; did you mean `reviewer`?",
                "line 1: the header has no column `reviewer`",
            ]
        );
        assert!(
            messages("")
                .iter()
                .any(|message| message.contains("no column `claim`"))
        );
    }

    #[test]
    fn short_lines_are_refused() {
        assert!(
            messages("claim,reviewer,best\nc1,ada\n")[0]
                .starts_with("line 2: 2 cells where the header has 3")
        );
    }

    #[test]
    fn outcomes_are_true_false_or_numbers_and_agree() {
        let table = read(
            "claim,reviewer,outcome\nc1,ada,TRUE\nc1,bo,1\nc2,ada,0.5\n",
            None,
        )
        .unwrap();
        assert_eq!(
            table.rows.iter().map(|row| row.outcome).collect::<Vec<_>>(),
            [Some(1.0), Some(1.0), Some(0.5)]
        );
        assert_eq!(
            messages("claim,reviewer,outcome\nc1,a,1\nc1,b,0\n"),
            ["line 3: the outcome of c1 is 0 here and 1 in line 2"]
        );
    }

    #[test]
    fn stances_stand_on_the_declared_levels() {
        let levels = Levels::declared(&["no".into(), "yes".into()]).unwrap();
        let table = read("claim,reviewer,stance\nc1,ada,yes\n", Some(levels.clone())).unwrap();
        assert_eq!(table.rows[0].stance, Some(2));
        let problems = read("claim,reviewer,stance\nc1,ada,yep\n", Some(levels)).unwrap_err();
        assert!(
            problems[0]
                .to_string()
                .contains("`yep` is none of the levels no, yes")
        );
    }

    #[test]
    fn one_reviewer_may_rate_a_claim_once_in_every_round() {
        let table = read(
            "claim,reviewer,round,best\nc1,ada,1,0.4\nc1,ada,2,0.5\n",
            None,
        )
        .unwrap();
        assert_eq!(
            table.rows.iter().map(|row| row.round).collect::<Vec<_>>(),
            [1, 2]
        );
        assert!(messages("claim,reviewer,round\nc1,ada,0\n")[0].contains("count from 1"));
    }
}
