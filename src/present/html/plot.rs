//! Ratings as dots with their bounds, drawn so that a page with thousands of them stays small.
//!
//! The drawing stretches with its column while dots and lines keep their size: strokes do not scale,
//! and a dot is a stroke of no length with round ends. Numbers stand in the table beside it.

use std::fmt::Write;

use maud::{Markup, html};

/// One rating on 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// The best estimate.
    pub(super) at: f64,
    /// The bounds, where they were given.
    pub(super) bounds: Option<(f64, f64)>,
    /// Whether the rating counts; others are drawn hollow.
    pub(super) counts: bool,
}

/// What the panel comes to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Centre {
    /// The pool on 0..=1.
    pub(super) pool: Option<f64>,
    /// The median on 0..=1.
    pub(super) median: Option<f64>,
}

const ROW: usize = 2;

/// One row a rating, top to bottom. The table around it says all that the drawing shows.
pub(super) fn rows(marks: &[Mark], centre: Centre) -> Markup {
    let placed: Vec<(usize, Mark)> = marks
        .iter()
        .enumerate()
        .map(|(i, mark)| (i * ROW + ROW / 2, *mark))
        .collect();
    drawing(&placed, centre, marks.len().max(1) * ROW, None, "plot")
}

/// All ratings on one line, for lists; without a label where the list gives the figures.
pub(super) fn strip(marks: &[Mark], centre: Centre, label: Option<&str>) -> Markup {
    let bare = |mark: &Mark| {
        let mark = Mark {
            bounds: None,
            ..*mark
        };
        (ROW / 2, mark)
    };
    let placed: Vec<(usize, Mark)> = marks.iter().filter(|m| m.counts).map(bare).collect();
    drawing(&placed, centre, ROW, label, "strip")
}

fn drawing(
    placed: &[(usize, Mark)],
    centre: Centre,
    height: usize,
    label: Option<&str>,
    class: &str,
) -> Markup {
    let bounds = path(placed, |mark| mark.bounds);
    let dot = |counting: bool| {
        path(placed, move |mark| {
            (mark.counts == counting).then_some((mark.at, mark.at))
        })
    };
    let (counting, hollow) = (dot(true), dot(false));
    let line = |at: f64| format!("M{} 0v{height}", tenths(thousandths(at)));
    let role = label.map(|_| "img");
    let hidden = label.is_none().then_some("true");
    html! {
        svg class=(class) role=[role] aria-label=[label] aria-hidden=[hidden] viewBox={ "0 0 100 " (height) } preserveAspectRatio="none" {
            @if let Some(at) = centre.median { path.median d=(line(at)) {} }
            @if let Some(at) = centre.pool { path.pool d=(line(at)) {} }
            @if !bounds.is_empty() { path.bounds d=(bounds) {} }
            @if !counting.is_empty() { path.dot d=(counting) {} }
            @if !hollow.is_empty() { path.dot d=(hollow) {} path.hole d=(hollow) {} }
        }
    }
}

/// A stroke for every mark for which there is something to draw, from one place to another; each
/// begins by its distance from the end of the one before, which takes the fewest letters.
fn path(placed: &[(usize, Mark)], ends: impl Fn(&Mark) -> Option<(f64, f64)>) -> String {
    let mut path = String::new();
    let mut pen = (0, 0);
    for (y, mark) in placed {
        let Some((from, to)) = ends(mark) else {
            continue;
        };
        let (from, to) = (thousandths(from), thousandths(to));
        let y = i64::try_from(*y).unwrap_or_default();
        let begin = if path.is_empty() { 'M' } else { 'm' };
        let (right, down) = (tenths(from - pen.0), y - pen.1);
        let _ = match to - from {
            // A closed path of no length is a dot.
            0 => write!(path, "{begin}{right} {down}z"),
            length => write!(path, "{begin}{right} {down}h{}", tenths(length)),
        };
        pen = (to, y);
    }
    path
}

/// A place on 0..=1 in thousandths.
fn thousandths(at: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 1000")]
    let whole = (at.clamp(0.0, 1.0) * 1000.0).round() as i64;
    whole
}

/// Thousandths as hundredths, to one decimal at most.
fn tenths(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let (whole, rest) = (n.abs() / 10, n.abs() % 10);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rating_is_drawn_once_at_its_place() {
        let mark = |at, bounds, counts| Mark { at, bounds, counts };
        let marks = [mark(0.35, Some((0.2, 0.555)), true), mark(1.0, None, false)];
        let centre = Centre {
            pool: Some(0.4),
            median: None,
        };
        let drawn = rows(&marks, centre).into_string();
        for path in [
            r#"<path class="pool" d="M40 0v4">"#,
            r#"<path class="bounds" d="M20 1h35.5">"#,
            r#"<path class="dot" d="M35 1z">"#,
            r#"<path class="hole" d="M100 3z">"#,
        ] {
            assert!(drawn.contains(path), "{drawn}");
        }
    }

    #[test]
    fn strokes_after_the_first_begin_from_the_end_of_the_one_before() {
        let mark = |at, low, high| Mark {
            at,
            bounds: Some((low, high)),
            counts: true,
        };
        let marks = [
            mark(0.8, 0.7, 0.9),
            mark(0.755, 0.6, 1.0),
            mark(0.0, 0.0, 0.1),
        ];
        let drawn = rows(&marks, Centre::default()).into_string();
        assert!(
            drawn.contains(r#"d="M70 1h20m-30 2h40m-100 2h10""#),
            "{drawn}"
        );
        assert!(drawn.contains(r#"d="M80 1zm-4.5 2zm-75.5 2z""#), "{drawn}");
    }
}
