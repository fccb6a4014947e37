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

const ROW: usize = 10;

/// One row a rating, top to bottom.
pub(super) fn rows(marks: &[Mark], centre: Centre, label: &str) -> Markup {
    let placed: Vec<(usize, Mark)> = marks
        .iter()
        .enumerate()
        .map(|(i, mark)| (i * ROW + ROW / 2, *mark))
        .collect();
    drawing(&placed, centre, marks.len().max(1) * ROW, label, "plot")
}

/// All ratings on one line, for lists.
pub(super) fn strip(marks: &[Mark], centre: Centre, label: &str) -> Markup {
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
    label: &str,
    class: &str,
) -> Markup {
    let bounds = path(placed, |mark| {
        let (low, high) = mark.bounds?;
        Some((low, format!("H{}", coordinate(high))))
    });
    let dot = |counting: bool| {
        path(placed, move |mark| {
            (mark.counts == counting).then(|| (mark.at, "h0".to_owned()))
        })
    };
    let (counting, hollow) = (dot(true), dot(false));
    let line = |at: f64| format!("M{} 0V{height}", coordinate(at));
    html! {
        svg class=(class) role="img" aria-label=(label) viewBox={ "0 0 100 " (height) } preserveAspectRatio="none" {
            @if let Some(at) = centre.median { path.median d=(line(at)) {} }
            @if let Some(at) = centre.pool { path.pool d=(line(at)) {} }
            @if !bounds.is_empty() { path.bounds d=(bounds) {} }
            @if !counting.is_empty() { path.dot d=(counting) {} }
            @if !hollow.is_empty() { path.dot d=(hollow) {} path.hole d=(hollow) {} }
        }
    }
}

/// A path that starts anew at every mark for which there is something to draw.
fn path(placed: &[(usize, Mark)], draw: impl Fn(&Mark) -> Option<(f64, String)>) -> String {
    let mut path = String::new();
    for (y, mark) in placed {
        if let Some((from, to)) = draw(mark) {
            let _ = write!(path, "M{} {y}{to}", coordinate(from));
        }
    }
    path
}

/// A place on 0..=1 in hundredths, to one decimal at most.
fn coordinate(at: f64) -> String {
    let text = format!("{:.1}", at.clamp(0.0, 1.0) * 100.0);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
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
        let drawn = rows(&marks, centre, "label").into_string();
        assert!(
            drawn.contains(r#"<path class="pool" d="M40 0V20">"#),
            "{drawn}"
        );
        assert!(
            drawn.contains(r#"<path class="bounds" d="M20 5H55.5">"#),
            "{drawn}"
        );
        assert!(
            drawn.contains(r#"<path class="dot" d="M35 5h0">"#),
            "{drawn}"
        );
        assert!(
            drawn.contains(r#"<path class="hole" d="M100 15h0">"#),
            "{drawn}"
        );
    }
}
