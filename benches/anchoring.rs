//! A thousand anchors in a text of a million characters, beside looking each up on its own.

#![allow(
    clippy::unwrap_used,
    reason = "a bench says what went wrong by failing"
)]
#![allow(missing_docs, reason = "criterion's macros write items without any")]

#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
#[path = "../tests/it/robustness/texts.rs"]
mod texts;

use std::{collections::BTreeMap, hint::black_box};

use criterion::{Criterion, criterion_group, criterion_main};
use obelus::analysis::{
    anchoring::{Copy, State, Subject, measured, verify},
    fold::{Folded, fold},
};
use obelus::model::{
    anchor::{Anchor, Selector},
    document::Document,
    id::{ClaimId, DocumentId},
};

use texts::{Dice, PLAIN, SCRIPTS, Word, passages, print, words};

const ANCHORS: usize = 1_000;

struct Case {
    /// The text whose passages are anchored.
    same: String,
    /// The same with some words of every tenth passage replaced.
    edited: String,
    anchors: Vec<(ClaimId, Anchor)>,
}

fn case() -> Case {
    let script = &SCRIPTS[0];
    let mut dice = Dice::new(1);
    let words = words(script, &mut dice, 270_000);
    let printed = print(&words, script, PLAIN);
    let text = Folded::new(&printed.text);
    let passages = passages(&words, script, &mut dice, ANCHORS + 300);
    let mut edited: Vec<Word> = words.clone();
    let mut anchors = Vec::new();
    for (number, passage) in passages.iter().take(ANCHORS).enumerate() {
        let piece = |from: usize, to: usize| {
            let (start, end) = (printed.places[&from].0, printed.places[&to].1);
            printed.text[start..end].to_owned()
        };
        let (start, end) = printed.bytes(*passage).unwrap();
        let measured = measured(&text, text.chars_of(start..end)).unwrap();
        let selector = Selector::Ends {
            start: piece(passage.first, passage.first + 3),
            end: piece(passage.last - 3, passage.last),
            length: u32::try_from(measured.length).ok(),
            digest: Some(measured.digest),
        };
        let document = DocumentId::new("text").unwrap();
        let anchor = Anchor {
            document,
            section: None,
            paragraph: None,
            selector,
        };
        anchors.push((ClaimId::new(&format!("c{number}")).unwrap(), anchor));
        if number % 10 == 0 {
            "changed".clone_into(&mut edited[passage.first + 4].text);
        }
    }
    let edited = print(&edited, script, PLAIN).text;
    Case {
        same: printed.text,
        edited,
        anchors,
    }
}

fn document() -> Document {
    Document {
        id: DocumentId::new("text").unwrap(),
        title: "Text".to_owned(),
        path: None,
        license: None,
        quotation_budget: None,
        digest: None,
        length: None,
        sections: Vec::new(),
        csl: BTreeMap::new(),
    }
}

fn count(case: &Case, text: &str, state: State) -> usize {
    let subject = |(claim, anchor)| Subject {
        claim,
        number: 0,
        anchor,
    };
    let subjects: Vec<Subject<'_>> = case.anchors.iter().map(|(c, a)| subject((c, a))).collect();
    let verdicts = verify(&Copy::new(text), &document(), &subjects);
    verdicts.iter().filter(|v| v.state == state).count()
}

/// Each fragment looked up on its own in the folded text, as without an index.
fn one_by_one(case: &Case, text: &str) -> usize {
    let folded = fold(text);
    let ends = case
        .anchors
        .iter()
        .map(|(_, anchor)| match &anchor.selector {
            Selector::Ends { start, end, .. } => (fold(start), fold(end)),
            _ => unreachable!("all anchors name their ends"),
        });
    ends.map(|(start, end)| folded.matches(&start).count() + folded.matches(&end).count())
        .sum()
}

/// Sellers' recurrence cell by cell for one fragment.
fn sellers(pattern: &[char], text: &[char]) -> usize {
    let mut column: Vec<usize> = (0..=pattern.len()).collect();
    let mut best = pattern.len();
    for symbol in text {
        let mut diagonal = 0;
        for (i, other) in pattern.iter().enumerate() {
            let cell = (diagonal + usize::from(other != symbol))
                .min(column[i] + 1)
                .min(column[i + 1] + 1);
            diagonal = column[i + 1];
            column[i + 1] = cell;
        }
        best = best.min(column[pattern.len()]);
    }
    best
}

fn anchoring(criterion: &mut Criterion) {
    let case = case();
    assert!(Folded::new(&case.same).len() >= 1_000_000);
    assert_eq!(count(&case, &case.same, State::Exact), ANCHORS);
    let changed = count(&case, &case.edited, State::Changed);
    assert!(changed >= ANCHORS / 10 - 3, "{changed}");
    let mut group = criterion.benchmark_group("1,000 anchors in 1,000,000 characters");
    group.sample_size(10);
    group.bench_function("fold", |b| {
        b.iter(|| Folded::new(black_box(&case.same)).len());
    });
    group.bench_function("verify, all exact", |b| {
        b.iter(|| count(&case, &case.same, State::Exact));
    });
    group.bench_function("verify, a tenth changed", |b| {
        b.iter(|| count(&case, &case.edited, State::Changed));
    });
    group.bench_function("naive: exact, one by one", |b| {
        b.iter(|| one_by_one(&case, &case.same));
    });
    let text: Vec<char> = fold(&case.same).chars().collect();
    let pattern: Vec<char> = text[500_000..500_024].to_vec();
    group.bench_function("naive: one fragment of one anchor by cells", |b| {
        b.iter(|| sellers(black_box(&pattern), &text));
    });
    group.finish();
}

/// A thousand anchors on texts of a million characters that are as unkind as can be. None is found,
/// and none may cost more than a few readings of the text.
fn hostile(criterion: &mut Criterion) {
    let sentence = "The harbour froze in winter. ";
    let numbered = |i| format!("The harbour froze {i:08} in winter. ");
    let texts: [(&str, String, &str, &str, u32); 3] = [
        (
            "one letter",
            "a".repeat(1_000_000),
            "aaaa aaaa",
            "aaaa aaaa",
            4_000,
        ),
        (
            "one sentence 43,478 times",
            sentence.repeat(43_478),
            "The harbour",
            "in winter.",
            23,
        ),
        (
            "32,258 passages alike but for a number",
            (0..32_258).map(numbered).collect(),
            "The harbour",
            "in winter.",
            31,
        ),
    ];
    let mut group = criterion.benchmark_group("1,000 anchors in 1,000,000 hostile characters");
    group.sample_size(10);
    for (name, same, start, end, length) in texts {
        let selector = Selector::Ends {
            start: start.to_owned(),
            end: end.to_owned(),
            length: Some(length),
            digest: Some(format!("fold1:sha256:{}", "0".repeat(64))),
        };
        let anchor = |n: usize| {
            let anchor = Anchor {
                document: DocumentId::new("text").unwrap(),
                section: None,
                paragraph: None,
                selector: selector.clone(),
            };
            (ClaimId::new(&format!("c{n}")).unwrap(), anchor)
        };
        let case = Case {
            edited: String::new(),
            anchors: (0..ANCHORS).map(anchor).collect(),
            same,
        };
        group.bench_function(name, |b| {
            b.iter(|| assert_eq!(count(&case, &case.same, State::Exact), 0));
        });
    }
    group.finish();
}

criterion_group!(benches, anchoring, hostile);
criterion_main!(benches);
