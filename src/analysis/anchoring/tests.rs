use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::analysis::fold::occurrences;
use crate::model::{
    anchor::{Anchor, Selector},
    document::Document,
    id::{ClaimId, DocumentId},
};

/// Sellers' recurrence, cell by cell: the errors of the best match that ends after each symbol.
fn sellers(pattern: &[u32], text: &[u32]) -> Vec<usize> {
    let mut column: Vec<usize> = (0..=pattern.len()).collect();
    let mut last = Vec::new();
    for symbol in text {
        let mut next = vec![0; column.len()];
        for i in 1..column.len() {
            let miss = usize::from(pattern[i - 1] != *symbol);
            next[i] = (column[i - 1] + miss)
                .min(column[i] + 1)
                .min(next[i - 1] + 1);
        }
        last.push(next[pattern.len()]);
        column = next;
    }
    last
}

fn levenshtein(a: &[u32], b: &[u32]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = row[j] + usize::from(x != y);
            next.push(change.min(row[j + 1] + 1).min(next[j] + 1));
        }
        row = next;
    }
    row[b.len()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn search_finds_every_stretch_that_sellers_finds(
        pattern in prop::collection::vec(0u32..4, 1..65),
        text in prop::collection::vec(0u32..4, 0..200),
        most in 0usize..20,
    ) {
        let hits = myers::Pattern::new(pattern.iter().copied(), 4).search(text.iter().copied(), most);
        let errors = sellers(&pattern, &text);
        for hit in &hits {
            prop_assert_eq!(errors[hit.end - 1], hit.errors);
            prop_assert!(hit.errors <= most);
        }
        for (i, e) in errors.iter().enumerate().filter(|(_, e)| **e <= most) {
            // A better one stands nearby, or a better one of that, once for each error at most.
            let near = |hit: &myers::Hit| hit.end.abs_diff(i + 1) <= (most + 1) * pattern.len();
            prop_assert!(hits.iter().any(|hit| near(hit) && hit.errors <= *e), "{} {}", i, e);
        }
        let best = errors.iter().min().copied();
        let found = myers::best_in(&myers::Pattern::new(pattern.iter().copied(), 4), &text, 0..text.len());
        prop_assert_eq!(found.map(|hit| hit.errors), best);
    }

    #[test]
    fn a_search_for_beginnings_is_the_search_for_ends_run_backwards(
        pattern in prop::collection::vec(0u32..3, 1..20),
        text in prop::collection::vec(0u32..3, 0..80),
    ) {
        let backwards = myers::Pattern::new(pattern.iter().rev().copied(), 3);
        let starts = myers::search_starts(&backwards, &text, pattern.len() / 3);
        prop_assert!(starts.is_sorted_by_key(|hit| hit.end));
        for hit in starts {
            let from = &text[hit.end..];
            let best = (0..=from.len()).map(|n| levenshtein(&pattern, &from[..n])).min();
            prop_assert_eq!(best, Some(hit.errors));
        }
    }

    #[test]
    fn a_bounded_distance_is_the_distance_or_beyond_its_bound(
        a in prop::collection::vec(0u32..3, 0..30),
        b in prop::collection::vec(0u32..3, 0..30),
        most in 0usize..30,
    ) {
        let full = levenshtein(&a, &b);
        prop_assert_eq!(distance::within(&a, &b, most), (full <= most).then_some(full));
    }

    #[test]
    fn a_marked_passage_is_found_again(words in prop::collection::vec("[a-h]{1,6}", 8..60), cut in any::<(u16, u16)>()) {
        let text = words.join(" ");
        let copy = Copy::new(&text);
        let (a, b) = (usize::from(cut.0) % copy.folded.len(), usize::from(cut.1) % copy.folded.len());
        let chars = a.min(b)..a.max(b) + 1;
        let bytes = copy.folded.raw(chars).unwrap();
        // Whole words, as people mark them.
        let start = text[..bytes.start].rfind(' ').map_or(0, |at| at + 1);
        let end = text[bytes.end..].find(' ').map_or(text.len(), |at| bytes.end + at);
        let chars = copy.folded.chars_of(start..end);
        let outline = Outline::new(&copy, &[]);
        let anchor = mark(&copy, &outline, &id(), chars.clone()).unwrap();
        let verdict = judge(&text, anchor);
        match verdict.state {
            State::Exact => prop_assert_eq!(verdict.found.unwrap().chars, chars),
            State::Ambiguous => {
                let passage = copy.folded.slice(chars);
                prop_assert!(occurrences(&copy.folded, passage, 2).len() > 1);
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

fn id() -> DocumentId {
    DocumentId::new("text").unwrap()
}

fn document(sections: &[&str]) -> Document {
    Document {
        id: id(),
        title: "Text".to_owned(),
        path: None,
        license: None,
        quotation_budget: None,
        digest: None,
        length: None,
        sections: sections.iter().map(|s| (*s).to_owned()).collect(),
        csl: BTreeMap::new(),
    }
}

fn judge_all(text: &str, sections: &[&str], anchors: &[Anchor]) -> Vec<Verdict> {
    let claims: Vec<ClaimId> = (0..anchors.len())
        .map(|i| ClaimId::new(&format!("c{i}")).unwrap())
        .collect();
    let subjects: Vec<Subject<'_>> = claims
        .iter()
        .zip(anchors)
        .map(|(claim, anchor)| Subject {
            claim,
            number: 0,
            anchor,
        })
        .collect();
    verify(&Copy::new(text), &document(sections), &subjects)
}

fn judge(text: &str, anchor: Anchor) -> Verdict {
    judge_all(text, &[], &[anchor]).remove(0)
}

/// An anchor for the passage between these words of a text.
fn anchored(text: &str, start: &str, end: &str) -> Anchor {
    let copy = Copy::new(text);
    let passage = measure(&copy.folded, start, end).unwrap();
    anchor(
        &Outline::new(&copy, &[]),
        &id(),
        (start.to_owned(), end.to_owned()),
        passage,
    )
}

const TEXT: &str = "The harbour master kept a log of every vessel that came in under sail. In the third \
    winter the basin froze from shore to shore, and no pilot would answer the bell. Merchants wrote \
    to the council that their cargoes lay idle on the quay. The council replied that weather was \
    no business of theirs, and raised the duty on coal.";

#[test]
fn an_untouched_passage_is_exact_with_its_bytes_and_signs() {
    let verdict = judge(TEXT, anchored(TEXT, "In the third", "answer the bell."));
    assert_eq!(verdict.state, State::Exact);
    let spot = verdict.found.unwrap();
    assert!(TEXT[spot.bytes.clone()].starts_with("In the third winter"));
    assert!(TEXT[spot.bytes].ends_with("answer the bell."));
}

#[test]
fn a_changed_passage_is_found_but_never_called_exact() {
    let anchor = anchored(TEXT, "In the third", "answer the bell.");
    for (from, to) in [
        ("shore to shore", "bank to bank"),
        (
            "no pilot would answer the bell",
            "no pilot would answer that bell",
        ),
        ("In the third winter", "In the fourth winter"),
    ] {
        let text = TEXT.replace(from, to);
        let verdict = judge(&text, anchor.clone());
        assert_eq!(verdict.state, State::Changed, "{from}: {}", verdict.reason);
        let spot = verdict.found.unwrap();
        assert!(spot.score < 1.0 && text[spot.bytes].contains("basin froze"));
    }
}

#[test]
fn a_deleted_passage_is_an_orphan() {
    let anchor = anchored(TEXT, "In the third", "answer the bell.");
    let start = TEXT.find("In the third").unwrap();
    let end = TEXT.find("Merchants").unwrap();
    let verdict = judge(&format!("{}{}", &TEXT[..start], &TEXT[end..]), anchor);
    assert_eq!(verdict.state, State::Orphan);
    assert!(verdict.found.is_none());
}

#[test]
fn a_doubled_passage_is_ambiguous_unless_its_section_tells() {
    let doubled = format!("First part\n\n{TEXT}\n\nSecond part\n\n{TEXT}\n");
    let mut anchor = anchored(TEXT, "In the third", "answer the bell.");
    let sections = ["First part", "Second part"];
    let verdict = judge_all(&doubled, &sections, std::slice::from_ref(&anchor)).remove(0);
    assert_eq!(verdict.state, State::Ambiguous);
    assert_eq!(verdict.candidates.len(), 2);
    anchor.section = Some("Second part".to_owned());
    let verdict = judge_all(&doubled, &sections, &[anchor]).remove(0);
    assert_eq!(verdict.state, State::Exact);
    assert!(verdict.found.unwrap().bytes.start > doubled.len() / 2);
}

#[test]
fn a_passage_under_another_heading_has_moved() {
    let mut anchor = anchored(TEXT, "Merchants wrote to", "on the quay.");
    anchor.section = Some("First part".to_owned());
    let text = format!(
        "First part\n\nNothing but a few words of introduction stands here, though at \
        some length, so that it is more than an entry of a table of contents would be.\n\nSecond part\n\n{TEXT}\n"
    );
    let verdict = judge_all(&text, &["First part", "Second part"], &[anchor]).remove(0);
    assert_eq!(verdict.state, State::Moved);
    assert_eq!(
        verdict.found.unwrap().place.section.as_deref(),
        Some("Second part")
    );
}

#[test]
fn a_passage_out_of_order_with_the_others_has_moved() {
    let ends = [
        ("The harbour master", "came in under sail."),
        ("In the third", "answer the bell."),
        ("Merchants wrote to", "on the quay."),
        ("The council replied", "duty on coal."),
    ];
    let mut anchors: Vec<Anchor> = ends.iter().map(|(s, e)| anchored(TEXT, s, e)).collect();
    for (anchor, paragraph) in anchors.iter_mut().zip(1..) {
        anchor.section = Some("Part".to_owned());
        anchor.paragraph = Some(paragraph);
    }
    let (first, rest) = TEXT.split_at(TEXT.find("In the third").unwrap());
    let text = format!("Part\n\n{rest} {first}");
    let states: Vec<State> = judge_all(&text, &["Part"], &anchors)
        .iter()
        .map(|v| v.state)
        .collect();
    assert_eq!(
        states,
        [State::Moved, State::Exact, State::Exact, State::Exact]
    );
}

#[test]
fn a_quotation_is_told_from_its_double_by_what_stands_around_it() {
    let text = "One says: trade will grow. Then the first witness rose.\nTwo says: trade will grow. Then nobody spoke at all.";
    let quote = |prefix: Option<&str>, suffix: Option<&str>| Anchor {
        document: id(),
        section: None,
        paragraph: None,
        selector: Selector::Quote {
            exact: "trade will grow.".to_owned(),
            prefix: prefix.map(str::to_owned),
            suffix: suffix.map(str::to_owned),
        },
    };
    assert_eq!(judge(text, quote(None, None)).state, State::Ambiguous);
    let told = judge(text, quote(Some("Two says: "), Some(" Then nobody spoke")));
    assert_eq!(told.state, State::Exact);
    assert!(told.found.unwrap().bytes.start > text.len() / 2);
}

#[test]
fn sections_paragraphs_and_pages_are_counted_through_breaks() {
    let text = "A short title\n\nFirst paragraph, whose sentence runs on,\n\n\nacross a gap. It ends.\n\nSecond one.\n\n1 http://example.org/a\n2 http://example.org/b\n\u{c}\nThird one.\n\nLast part\n\nFourth one.\n";
    let copy = Copy::new(text);
    let outline = Outline::new(&copy, &["Opening".to_owned(), "Last part".to_owned()]);
    let place = |words: &str| outline.place(text.find(words).unwrap());
    let expect = |section: &str, paragraph, page| Place {
        section: Some(section.to_owned()),
        paragraph: Some(paragraph),
        page: Some(page),
    };
    assert_eq!(place("across a gap"), expect("Opening", 1, 1));
    assert_eq!(place("Second one"), expect("Opening", 2, 1));
    assert_eq!(place("Third one"), expect("Opening", 3, 2));
    assert_eq!(place("Fourth one"), expect("Last part", 1, 2));
}

#[test]
fn a_table_of_contents_is_not_the_section() {
    let body = TEXT;
    let text =
        format!("First part\nSecond part\n\nFirst part\n\n{body}\n\nSecond part\n\n{body}\n");
    let copy = Copy::new(&text);
    let outline = Outline::new(&copy, &["First part".to_owned(), "Second part".to_owned()]);
    let at = text.find("The harbour").unwrap();
    assert_eq!(outline.place(at).section.as_deref(), Some("First part"));
}

#[test]
fn a_reading_joins_lines_and_keeps_marks_in_place() {
    let text = "Heading\n\nThe coun-\ncil met. It was an anti-\nTrade party.\n";
    let copy = Copy::new(text);
    let outline = Outline::new(&copy, &["Heading".to_owned()]);
    let start = text.find("coun").unwrap();
    let passages = vec![start..text.find(" met").unwrap(), 0..7];
    let laid = reading(&copy, &outline, &passages);
    let block = &laid.blocks[1];
    assert_eq!(block.text, "The council met. It was an anti-Trade party.");
    assert_eq!(&block.text[block.marks[0].bytes.clone()], "council");
    assert_eq!(laid.blocks[0].kind, Kind::Heading);
    assert_eq!(laid.blocks[0].marks[0].passage, 1);
}

/// A text of about so many characters, with anchors that are the hardest on it.
type Hostile = (
    &'static str,
    fn(usize) -> String,
    &'static str,
    &'static str,
    u32,
);

const HOSTILE: &[Hostile] = &[
    (
        "one letter",
        |n| "a".repeat(n),
        "aaaa aaaa",
        "aaaa aaaa",
        4_000,
    ),
    (
        "one phrase",
        |n| "ab ".repeat(n / 2),
        "ababab",
        "bababa",
        4_000,
    ),
    (
        "one sentence over and over",
        |n| "The harbour froze in winter. ".repeat(n / 23),
        "The harbour",
        "in winter.",
        23,
    ),
    (
        "sentences alike but for a number",
        |n| {
            (0..n / 31)
                .map(|i| format!("The harbour froze {i:08} in winter. "))
                .collect::<Vec<_>>()
                .concat()
        },
        "The harbour",
        "in winter.",
        31,
    ),
    (
        "common words far apart",
        |n| "of the and to in a is that for it ".repeat(n / 24),
        "of the",
        "for it",
        9_000,
    ),
];

/// How many characters are read to verify `count` anchors in a hostile text of `size` characters.
fn work_on(hostile: &Hostile, size: usize, count: usize) -> usize {
    let (_, text, start, end, length) = hostile;
    let anchor = |n: usize| Anchor {
        document: id(),
        section: None,
        paragraph: None,
        selector: Selector::Ends {
            start: (*start).to_owned(),
            end: (*end).to_owned(),
            // Some lengths fit and some do not; the digest never does.
            length: Some(length + u32::try_from(n % 2).unwrap()),
            digest: Some(format!("fold1:sha256:{}", "0".repeat(64))),
        },
    };
    let anchors: Vec<Anchor> = (0..count).map(anchor).collect();
    let text = text(size);
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    alone.install(|| {
        work::of(|| {
            let verdicts = judge_all(&text, &[], &anchors);
            let none = verdicts.iter().all(|verdict| verdict.found.is_none());
            assert!(none, "{}", hostile.0);
        })
    })
}

#[test]
fn work_on_hostile_texts_is_bounded_by_a_few_readings_for_each_anchor() {
    for hostile in HOSTILE {
        let work = work_on(hostile, 40_000, 6);
        assert!(work > 0 && work <= 6 * 8 * 40_000, "{}: {work}", hostile.0);
    }
}

#[test]
fn twice_the_text_or_twice_the_anchors_is_at_most_twice_the_work() {
    for hostile in HOSTILE {
        let once = work_on(hostile, 20_000, 4);
        let longer = work_on(hostile, 40_000, 4);
        let more = work_on(hostile, 20_000, 8);
        assert!(longer <= once * 21 / 10, "{}: {once}, {longer}", hostile.0);
        assert!(more <= once * 2, "{}: {once}, {more}", hostile.0);
    }
}
