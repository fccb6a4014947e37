//! Places that answer to an anchor nearly, best first.

use std::ops::Range;

use super::{
    copy::Copy,
    distance,
    myers::{Hit, LONGEST, Pattern, best_in, best_start_in, search_starts},
    places::Outline,
    score::{agreement, evidence, mean, score, similarity},
    wanted::Wanted,
};

/// A place that may be the passage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// Folded characters.
    pub(super) chars: Range<usize>,
    /// From 0 to 1, see [`super::score`].
    pub(super) score: f64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answers {
    /// The places, best first.
    pub(super) found: Vec<Candidate>,
    /// The score that another place could have at best, where there were too many to look at each.
    pub(super) unseen: Option<f64>,
}

/// So many of the most similar places of either end are followed up.
const MOST_HITS: usize = 48;
/// Errors that a fragment may have, per 100 characters, to be looked for all over the text.
const ERRORS: usize = 30;
/// A passage of unknown length is looked for up to this many folded characters.
const REACH: usize = 3_000;
/// Quotations up to this length are compared as a whole.
const LONGEST_QUOTE: usize = 4_096;
/// So many candidates are compared as a whole.
const MOST_COMPARED: usize = 8;

/// One end of a passage, prepared for search.
struct Fragment {
    forwards: Pattern,
    backwards: Pattern,
}

impl Fragment {
    fn new(copy: &Copy<'_>, codes: &[u32]) -> Self {
        let symbols = copy.symbols();
        Self {
            forwards: Pattern::new(codes.iter().copied(), symbols),
            backwards: Pattern::new(codes.iter().rev().copied(), symbols),
        }
    }

    fn len(&self) -> usize {
        self.forwards.len()
    }

    fn most_errors(&self) -> usize {
        self.len() * ERRORS / 100
    }
}

struct Search<'c> {
    copy: &'c Copy<'c>,
    wanted: &'c Wanted,
    start: Fragment,
    end: Fragment,
}

/// The places that answer best to an anchor, best first, each place once.
///
/// Either end is searched for over the whole text; each place found is paired with places of the
/// other end at a fitting distance, and with the best place of the other end about where the length
/// puts it. `section` is the number of the one that the anchor
/// names, if the copy has it.
pub(super) fn candidates(
    copy: &Copy<'_>,
    outline: &Outline,
    wanted: &Wanted,
    section: Option<usize>,
) -> Answers {
    let start: Vec<u32> = copy.encode(&wanted.start).take(LONGEST).collect();
    let end: Vec<u32> = copy.encode(&wanted.end).collect();
    let tail = end
        .get(end.len().saturating_sub(LONGEST)..)
        .unwrap_or_default();
    let search = Search {
        copy,
        wanted,
        start: Fragment::new(copy, &start),
        end: Fragment::new(copy, tail),
    };
    let under = |chars: &Range<usize>| {
        let byte = copy.folded.raw(chars.clone())?.start;
        section.map(|number| outline.is_in(byte, number))
    };
    let (starts, ends) = search.hits();
    let unseen = search.unseen(&starts, &ends, section);
    let mut found: Vec<Candidate> = search
        .pairs(&starts.kept, &ends.kept)
        .into_iter()
        .map(|pair| search.weigh(&pair, under(&pair.chars)))
        .collect();
    rank(&mut found, wanted.length.is_some());
    if let Some(quote) = &wanted.quote {
        search.compare(quote, &mut found, under);
        rank(&mut found, wanted.length.is_some());
    }
    Answers { found, unseen }
}

/// Sorts by score and drops what is the same place as a better one.
fn rank(found: &mut Vec<Candidate>, has_length: bool) {
    found.sort_by(|a, b| {
        let by_score = b.score.total_cmp(&a.score);
        by_score
            .then(a.chars.start.cmp(&b.chars.start))
            .then(a.chars.end.cmp(&b.chars.end))
    });
    let mut apart: Vec<Candidate> = Vec::new();
    for candidate in found.drain(..) {
        let same = |other: &Candidate| is_same(&candidate.chars, &other.chars, has_length);
        if apart.len() < MOST_COMPARED && !apart.iter().any(same) {
            apart.push(candidate);
        }
    }
    *found = apart;
}

/// Whether two candidates are one place. Of known length they are if they share more than half of
/// what either covers: in a text that repeats itself others overlap and are rivals all the same.
/// Without a length a longer stretch over a shorter one says nothing, so that any overlap counts.
fn is_same(a: &Range<usize>, b: &Range<usize>, has_length: bool) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let all = a.end.max(b.end) - a.start.min(b.start);
    if has_length {
        2 * shared > all
    } else {
        shared > 0
    }
}

/// Two ends that may belong together.
struct Pair {
    chars: Range<usize>,
    start_errors: usize,
    end_errors: usize,
}

impl Search<'_> {
    fn hits(&self) -> (Hits, Hits) {
        let codes = &self.copy.codes;
        let starts = search_starts(&self.start.backwards, codes, self.start.most_errors());
        let symbols = codes.iter().copied();
        let ends = self.end.forwards.search(symbols, self.end.most_errors());
        (Hits::fewest(starts), Hits::fewest(ends))
    }

    /// The best score that a pair of places which were not followed up could have. With a length
    /// each end that was kept also finds the other end that was not.
    fn unseen(&self, starts: &Hits, ends: &Hits, section: Option<usize>) -> Option<f64> {
        let cut = match self.wanted.length {
            Some(_) => starts.left_out.is_some() && ends.left_out.is_some(),
            None => starts.left_out.is_some() || ends.left_out.is_some(),
        };
        let words = self.words(starts.least_unseen()?, ends.least_unseen()?);
        let length = self.wanted.length.map(|_| 1.0);
        cut.then(|| score(words, length, section.map(|_| true)))
    }

    fn pairs(&self, starts: &[Hit], ends: &[Hit]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for start in starts {
            let fits = |end: &&Hit| self.is_length(start.end, end.end);
            pairs.extend(ends.iter().filter(fits).map(|end| pair(*start, *end)));
            pairs.extend(self.end_after(*start));
        }
        pairs.extend(ends.iter().filter_map(|end| self.start_before(*end)));
        pairs
    }

    fn is_length(&self, start: usize, end: usize) -> bool {
        let Some(length) = end.checked_sub(start) else {
            return false;
        };
        match self.wanted.length {
            Some(wanted) => length * 5 >= wanted * 2 && length * 2 <= wanted * 5,
            None => length >= self.start.len().max(self.end.len()) && length <= REACH,
        }
    }

    /// How far the ends may lie from where the length puts them.
    fn slack(length: usize) -> usize {
        (length / 4).clamp(24, 512)
    }

    fn end_after(&self, start: Hit) -> Option<Pair> {
        let length = self.wanted.length?;
        let about = start.end + length;
        let slack = Self::slack(length);
        let from = about.saturating_sub(slack + self.end.len()).max(start.end);
        let window = from..(about + slack).min(self.copy.codes.len());
        let end = best_in(&self.end.forwards, &self.copy.codes, window)?;
        (end.end > start.end).then(|| pair(start, end))
    }

    fn start_before(&self, end: Hit) -> Option<Pair> {
        let length = self.wanted.length?;
        let slack = Self::slack(length);
        let from = end.end.saturating_sub(length + slack);
        let to = (end.end + slack + self.start.len())
            .saturating_sub(length)
            .min(end.end);
        let start = best_start_in(&self.start.backwards, &self.copy.codes, from..to)?;
        (end.end > start.end).then(|| pair(start, end))
    }

    /// The evidence of both ends, each by its length.
    fn words(&self, start_errors: usize, end_errors: usize) -> f64 {
        let side = |errors, length: usize| (length as f64, evidence(similarity(errors, length)));
        mean(&[
            side(start_errors, self.start.len()),
            side(end_errors, self.end.len()),
        ])
    }

    fn weigh(&self, pair: &Pair, section: Option<bool>) -> Candidate {
        let words = self.words(pair.start_errors, pair.end_errors);
        let length = self
            .wanted
            .length
            .map(|wanted| agreement(pair.chars.len(), wanted));
        Candidate {
            chars: pair.chars.clone(),
            score: score(words, length, section),
        }
    }

    /// Scores candidates anew by the whole quotation and what stands around it.
    fn compare(
        &self,
        quote: &str,
        found: &mut [Candidate],
        under: impl Fn(&Range<usize>) -> Option<bool>,
    ) {
        let quote: Vec<u32> = self.copy.encode(quote).collect();
        if quote.len() > LONGEST_QUOTE {
            return;
        }
        for candidate in found {
            let codes = self
                .copy
                .codes
                .get(candidate.chars.clone())
                .unwrap_or_default();
            let most = quote.len() * 6 / 10;
            let errors = distance::within(&quote, codes, most).unwrap_or(quote.len());
            let mut parts = vec![(0.7, evidence(similarity(errors, quote.len())))];
            parts.extend(self.context(&candidate.chars).map(|context| (0.3, context)));
            candidate.score = score(mean(&parts), None, under(&candidate.chars));
        }
    }

    /// Evidence of what stands before and after a place, if the anchor records it.
    pub(super) fn context(&self, chars: &Range<usize>) -> Option<f64> {
        context(self.copy, self.wanted, chars)
    }
}

/// How well what stands before and after a place agrees with prefix and suffix, if there are any.
pub(super) fn context(copy: &Copy<'_>, wanted: &Wanted, chars: &Range<usize>) -> Option<f64> {
    let mut parts = Vec::new();
    let prefix: Vec<u32> = copy.encode(&wanted.prefix).collect();
    let near = prefix
        .get(prefix.len().saturating_sub(LONGEST)..)
        .unwrap_or_default();
    if !near.is_empty() {
        let pattern = Pattern::new(near.iter().copied(), copy.symbols());
        let from = chars.start.saturating_sub(near.len() * 3 / 2);
        let errors =
            best_in(&pattern, &copy.codes, from..chars.start).map_or(near.len(), |h| h.errors);
        parts.push((1.0, evidence(similarity(errors, near.len()))));
    }
    let near: Vec<u32> = copy.encode(&wanted.suffix).take(LONGEST).collect();
    if !near.is_empty() {
        let pattern = Pattern::new(near.iter().copied(), copy.symbols());
        let to = (chars.end + near.len() * 3 / 2).min(copy.codes.len());
        let errors = best_in(&pattern, &copy.codes, chars.end..to).map_or(near.len(), |h| h.errors);
        parts.push((1.0, evidence(similarity(errors, near.len()))));
    }
    (!parts.is_empty()).then(|| mean(&parts))
}

fn pair(start: Hit, end: Hit) -> Pair {
    Pair {
        chars: start.end..end.end,
        start_errors: start.errors,
        end_errors: end.errors,
    }
}

/// Places of one end that are followed up, in order of the text.
struct Hits {
    kept: Vec<Hit>,
    /// The fewest errors of those that are not.
    left_out: Option<usize>,
}

impl Hits {
    /// The hits with the fewest errors.
    fn fewest(mut hits: Vec<Hit>) -> Self {
        hits.sort_by_key(|hit| (hit.errors, hit.end));
        let left_out = hits.get(MOST_HITS).map(|hit| hit.errors);
        hits.truncate(MOST_HITS);
        hits.sort_by_key(|hit| hit.end);
        Self {
            kept: hits,
            left_out,
        }
    }

    /// The fewest errors with which this end could stand in a pair that was not looked at.
    fn least_unseen(&self) -> Option<usize> {
        let kept = self.kept.iter().map(|hit| hit.errors).min();
        self.left_out.or(kept)
    }
}
