//! Verifying all anchors of a document against a copy of it.

use std::ops::Range;

use rayon::prelude::*;

use super::{
    approximate::{self, Candidate},
    bytes,
    copy::Copy,
    exact,
    index::Index,
    order,
    places::Outline,
    score::{FLOOR, MARGIN},
    verdict::{Spot, State, Verdict},
    wanted::Wanted,
};
use crate::model::{
    anchor::{Anchor, Selector},
    document::Document,
    id::ClaimId,
};

/// An anchor with the claim it belongs to and its number there, from 0.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The claim.
    pub claim: &'a ClaimId,
    /// Which of the claim's anchors.
    pub number: usize,
    /// The anchor.
    pub anchor: &'a Anchor,
}

/// So many candidates are named.
const NAMED: usize = 3;

/// What became of each anchor in a copy of its document, in the order given.
///
/// First all are looked up exactly, in one pass over the text; those that are not there are searched
/// for approximately, each on its own. Whether a passage has moved is judged last, as it takes the
/// others: it stands under another heading than its anchor says, or out of order with the rest.
pub fn verify(copy: &Copy<'_>, document: &Document, subjects: &[Subject<'_>]) -> Vec<Verdict> {
    let outline = Outline::new(copy, &headings(document, subjects));
    let wanted: Vec<Option<Wanted>> = subjects
        .iter()
        .map(|subject| Wanted::new(&subject.anchor.selector))
        .collect();
    let index = Index::new(copy, wanted.iter().flatten());
    let mut verdicts: Vec<Verdict> = subjects
        .par_iter()
        .zip(&wanted)
        .map(|(subject, wanted)| {
            let case = Case {
                copy,
                outline: &outline,
                subject,
            };
            match wanted {
                Some(wanted) => case.judge(wanted, &index),
                None => case.none(
                    "the anchor gives no words to look for".to_owned(),
                    Vec::new(),
                ),
            }
        })
        .collect();
    mark_moved(&outline, subjects, &mut verdicts);
    verdicts
}

/// The document's headings, and those that anchors name beside them.
fn headings(document: &Document, subjects: &[Subject<'_>]) -> Vec<String> {
    let mut headings = document.sections.clone();
    for section in subjects.iter().filter_map(|s| s.anchor.section.as_ref()) {
        if !headings.contains(section) {
            headings.push(section.clone());
        }
    }
    headings
}

struct Case<'c, 's> {
    copy: &'c Copy<'c>,
    outline: &'c Outline,
    subject: &'c Subject<'s>,
}

impl Case<'_, '_> {
    fn judge(&self, wanted: &Wanted, index: &Index) -> Verdict {
        let exact = exact::find(self.copy, index, wanted);
        match exact.passages.as_slice() {
            [chars] => self.exact(chars.clone(), wanted),
            [] if exact.cut => self.verdict(
                State::Ambiguous,
                None,
                "its words occur too often to tell the places apart".to_owned(),
                Vec::new(),
            ),
            [] => self.approximate(wanted),
            several => self.several(several, wanted),
        }
    }

    fn exact(&self, chars: Range<usize>, wanted: &Wanted) -> Verdict {
        let reason = match (&wanted.digest, wanted.length) {
            (Some(_), _) => "the passage is unchanged",
            (None, Some(_)) => {
                "its first and last words stand at the recorded distance; no digest is recorded"
            }
            (None, None) => "its first and last words are there; no length or digest is recorded",
        };
        let found = self.spot(chars, 1.0);
        self.verdict(State::Exact, found, reason.to_owned(), Vec::new())
    }

    /// Several equal passages: the one under the anchor's heading, or the one whose surroundings
    /// agree; otherwise nobody can tell.
    fn several(&self, passages: &[Range<usize>], wanted: &Wanted) -> Verdict {
        let section = self.section();
        let under = |p: &&Range<usize>| Some(self.outline.is_in(self.first_byte(p)?, section?));
        let here: Vec<&Range<usize>> = passages.iter().filter(|p| under(p) == Some(true)).collect();
        if let [one] = here.as_slice() {
            let found = self.spot((*one).clone(), 1.0);
            let reason = format!(
                "unchanged; of {} places the one under the anchor's heading",
                passages.len()
            );
            return self.verdict(State::Exact, found, reason, Vec::new());
        }
        if let Some(one) = self.by_context(passages, wanted) {
            let found = self.spot(one, 1.0);
            let reason = format!(
                "unchanged; of {} places the one whose surroundings agree",
                passages.len()
            );
            return self.verdict(State::Exact, found, reason, Vec::new());
        }
        let spots = passages
            .iter()
            .take(NAMED)
            .filter_map(|p| self.spot(p.clone(), 1.0));
        let reason = format!("{} places answer to it", passages.len());
        let mut verdict = self.verdict(State::Ambiguous, None, reason, spots.collect());
        verdict.score = Some(1.0);
        verdict
    }

    fn by_context(&self, passages: &[Range<usize>], wanted: &Wanted) -> Option<Range<usize>> {
        let mut scored: Vec<(f64, &Range<usize>)> = passages
            .iter()
            .filter_map(|p| Some((approximate::context(self.copy, wanted, p)?, p)))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        match scored.as_slice() {
            [best, second, ..] if best.0 >= FLOOR && best.0 - second.0 >= MARGIN => {
                Some(best.1.clone())
            }
            _ => None,
        }
    }

    fn approximate(&self, wanted: &Wanted) -> Verdict {
        let answers = approximate::candidates(self.copy, self.outline, wanted, self.section());
        let found = answers.found;
        let spots: Vec<Spot> = found
            .iter()
            .take(NAMED)
            .filter_map(|candidate: &Candidate| self.spot(candidate.chars.clone(), candidate.score))
            .collect();
        let Some(best) = spots.first().cloned() else {
            return self.none(
                "no part of the text begins or ends like it".to_owned(),
                spots,
            );
        };
        if best.score < FLOOR {
            let reason = format!("the best place scores {:.2}, less than {FLOOR}", best.score);
            return self.none(reason, spots);
        }
        let near = |spot: &&Spot| spot.score > best.score - MARGIN;
        if spots.get(1).as_ref().is_some_and(near) {
            let reason = "several places answer about equally well".to_owned();
            let mut verdict = self.verdict(State::Ambiguous, None, reason, spots);
            verdict.score = Some(best.score);
            return verdict;
        }
        if answers
            .unseen
            .is_some_and(|other| other > best.score - MARGIN)
        {
            return self.verdict(
                State::Ambiguous,
                None,
                "words like its occur too often to tell the places apart".to_owned(),
                spots,
            );
        }
        let reason = self.what_changed(wanted, &best);
        self.verdict(
            State::Changed,
            Some(best),
            reason,
            spots.into_iter().skip(1).collect(),
        )
    }

    /// In what a place differs from what the anchor records.
    fn what_changed(&self, wanted: &Wanted, spot: &Spot) -> String {
        let text = self.copy.folded.slice(spot.chars.clone());
        let mut parts = Vec::new();
        if !text.starts_with(&wanted.start) {
            parts.push("other first words".to_owned());
        }
        if !text.ends_with(&wanted.end) {
            parts.push("other last words".to_owned());
        }
        match wanted.length {
            Some(length) if length != spot.chars.len() => parts.push(format!(
                "{} letters and digits instead of {length}",
                spot.chars.len()
            )),
            Some(_) if parts.is_empty() => parts.push("other words within".to_owned()),
            _ => {}
        }
        format!("the nearest place has {}", parts.join(", "))
    }

    fn none(&self, reason: String, candidates: Vec<Spot>) -> Verdict {
        let score = candidates.first().map(|spot| spot.score);
        Verdict {
            score,
            ..self.verdict(State::Orphan, None, reason, candidates)
        }
    }

    fn verdict(
        &self,
        state: State,
        found: Option<Spot>,
        reason: String,
        candidates: Vec<Spot>,
    ) -> Verdict {
        Verdict {
            claim: self.subject.claim.clone(),
            anchor: self.subject.number,
            document: self.subject.anchor.document.clone(),
            state,
            score: found.as_ref().map(|spot| spot.score),
            reason,
            found,
            candidates,
        }
    }

    /// The number of the section that the anchor names, if the copy has it.
    fn section(&self) -> Option<usize> {
        let heading = self.subject.anchor.section.as_deref()?;
        self.outline.section_number(heading)
    }

    fn first_byte(&self, chars: &Range<usize>) -> Option<usize> {
        Some(self.copy.folded.raw(chars.clone())?.start)
    }

    fn spot(&self, chars: Range<usize>, score: f64) -> Option<Spot> {
        let words = match &self.subject.anchor.selector {
            Selector::Ends { start, end, .. } => (start.as_str(), end.as_str()),
            Selector::Quote { exact, .. } => (exact.as_str(), exact.as_str()),
            Selector::Place => ("", ""),
        };
        let bytes = bytes::printed(self.copy, chars.clone(), words, score >= 1.0)?;
        Some(Spot {
            place: self.outline.place(bytes.start),
            chars,
            bytes,
            score,
        })
    }
}

/// Where the anchor's author placed it: number of the section, and paragraph.
type Key = (usize, u32);

/// Turns exact passages that stand elsewhere into moved ones; gives the rest the place that their
/// anchors name, which people counted.
fn mark_moved(outline: &Outline, subjects: &[Subject<'_>], verdicts: &mut [Verdict]) {
    let mut ordered: Vec<(usize, usize, Key)> = Vec::new();
    for (i, (verdict, subject)) in verdicts.iter_mut().zip(subjects).enumerate() {
        let (State::Exact, Some(spot)) = (verdict.state, &mut verdict.found) else {
            continue;
        };
        let Some(section) = &subject.anchor.section else {
            continue;
        };
        match outline.is_under(spot.bytes.start, section) {
            Some(false) => {
                let here = spot.place.section.clone().unwrap_or_default();
                verdict.state = State::Moved;
                verdict.reason =
                    format!("unchanged, but it stands under \"{here}\", not \"{section}\"");
            }
            Some(true) => {
                let number = outline.section_number(section).unwrap_or_default();
                ordered.extend(
                    subject
                        .anchor
                        .paragraph
                        .map(|p| (spot.bytes.start, i, (number, p))),
                );
                if subject.anchor.paragraph.is_some() {
                    spot.place.paragraph = subject.anchor.paragraph;
                }
            }
            None => {}
        }
    }
    ordered.sort_unstable();
    let keys: Vec<Key> = ordered.iter().map(|(.., key)| *key).collect();
    for at in order::displaced(&keys) {
        let Some(verdict) = ordered.get(at).and_then(|(_, i, _)| verdicts.get_mut(*i)) else {
            continue;
        };
        verdict.state = State::Moved;
        "unchanged, but out of order with the other claims' passages"
            .clone_into(&mut verdict.reason);
        if let Some(spot) = &mut verdict.found {
            spot.place = outline.place(spot.bytes.start);
        }
    }
}
