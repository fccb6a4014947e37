//! Gathering problems, but not without end.

use std::ops::Range;

use crate::{interop::problem::Problem, model::diagnostic::Code};

/// After so many a reader has stopped reading.
const MOST: usize = 100;

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems {
    found: Vec<Problem>,
    more: usize,
}

impl Problems {
    pub(super) fn push(&mut self, problem: Problem) {
        if self.found.len() < MOST {
            self.found.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// Something that cannot be read.
    pub(super) fn broken(&mut self, bytes: Range<usize>, message: String, help: &str) {
        self.push(Problem::new(Code::BadBibliography, bytes, message).help(help));
    }

    /// Something that was read but not understood.
    pub(super) fn odd(&mut self, bytes: Range<usize>, message: String, help: &str) {
        self.push(Problem::new(Code::OddBibliography, bytes, message).help(help));
    }

    /// All problems in order of place.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        if self.more > 0 {
            let message = format!("{} further problems are not listed", self.more);
            let last = self.found.last().map_or(0..0, |p| p.bytes.clone());
            self.found
                .push(Problem::new(Code::BadBibliography, last, message));
        }
        self.found
            .sort_by_key(|problem| (problem.bytes.start, problem.bytes.end));
        self.found
    }
}
