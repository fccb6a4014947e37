//! How well passages are found again in changed copies of generated texts. The table in
//! `docs/anchoring.md` is made here; `OBELUS_UPDATE_DOCS=1 cargo test` writes it anew.

pub(crate) mod texts;
pub(crate) mod variants;

use std::collections::BTreeMap;

use obelus::analysis::anchoring::{Copy, State, Subject, Verdict, measure, verify};
use obelus::analysis::fold::Folded;
use obelus::model::{
    anchor::{Anchor, Selector},
    document::Document,
    id::{ClaimId, DocumentId},
};

use texts::{Dice, PLAIN, Passage, SCRIPTS, Script, Word, passages, print, words};
use variants::{Variant, doubled, without};

/// Passages of one text, with the anchors that record them.
struct Case {
    script: &'static Script,
    words: Vec<Word>,
    passages: Vec<Passage>,
    anchors: Vec<(ClaimId, Anchor)>,
    quotes: Vec<String>,
}

/// Words that an anchor names at either end; Japanese counts them in half as many again.
const NAMED: usize = 4;

fn case(script: &'static Script, seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let words = words(script, &mut dice, 2_000);
    let printed = print(&words, script, PLAIN);
    let text = Folded::new(&printed.text);
    let mut case = Case {
        script,
        passages: Vec::new(),
        anchors: Vec::new(),
        quotes: Vec::new(),
        words,
    };
    for passage in passages(&case.words, script, &mut dice, 28) {
        let piece = |from: usize, to: usize| {
            let (start, end) = (printed.places[&from].0, printed.places[&to].1);
            printed.text[start..end].to_owned()
        };
        let start = piece(passage.first, passage.first + NAMED - 1);
        let end = piece(passage.last + 1 - NAMED, passage.last);
        let Ok(measured) = measure(&text, &start, &end) else {
            continue;
        };
        let number = case.anchors.len();
        let selector = Selector::Ends {
            start,
            end,
            length: u32::try_from(measured.length).ok(),
            digest: Some(measured.digest),
        };
        let anchor = Anchor {
            document: DocumentId::new("text").unwrap(),
            section: None,
            paragraph: None,
            selector,
        };
        case.anchors
            .push((ClaimId::new(&format!("c{number}")).unwrap(), anchor));
        case.quotes.push(piece(passage.first, passage.last));
        case.passages.push(passage);
    }
    case
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

/// What becomes of the anchors that are named, by their numbers.
fn verdicts(case: &Case, text: &str, which: &[usize]) -> Vec<Verdict> {
    let copy = Copy::new(text);
    let subject = |i: &usize| {
        let (claim, anchor) = &case.anchors[*i];
        Subject {
            claim,
            number: 0,
            anchor,
        }
    };
    let subjects: Vec<Subject<'_>> = which.iter().map(subject).collect();
    verify(&copy, &document(), &subjects)
}

/// A row of the table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    passages: usize,
    right: usize,
    refused: usize,
    wrong: usize,
    /// The quotation itself, looked up with white space folded.
    quote_right: usize,
    quote_wrong: usize,
    /// The nearest place, whatever its score.
    nearest_right: usize,
    nearest_wrong: usize,
}

type Bytes = (usize, usize);

impl Tally {
    /// Counts one passage. `truth` is where it stands, if it does.
    fn count(&mut self, verdict: &Verdict, truth: Option<Bytes>, quoted: Option<Bytes>) {
        let hits = |bytes: Bytes| truth.is_some_and(|truth| overlap(bytes, truth) > 0.5);
        self.passages += 1;
        let spot = |spot: &obelus::analysis::anchoring::Spot| (spot.bytes.start, spot.bytes.end);
        match verdict.found.as_ref().map(spot) {
            Some(bytes) if hits(bytes) => self.right += 1,
            Some(_) => self.wrong += 1,
            None => self.refused += 1,
        }
        let nearest = verdict
            .found
            .as_ref()
            .or(verdict.candidates.first())
            .map(spot);
        self.nearest_right += usize::from(nearest.is_some_and(hits));
        self.nearest_wrong += usize::from(nearest.is_some_and(|bytes| !hits(bytes)));
        self.quote_right += usize::from(quoted.is_some_and(hits));
        self.quote_wrong += usize::from(quoted.is_some_and(|bytes| !hits(bytes)));
    }
}

/// Shared bytes over bytes of either.
fn overlap(a: Bytes, b: Bytes) -> f64 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let all = a.1.max(b.1) - a.0.min(b.0);
    shared as f64 / all.max(1) as f64
}

/// A text with white space folded, looked up by quotations.
struct Plain {
    text: String,
    from: Vec<usize>,
}

impl Plain {
    fn new(raw: &str) -> Self {
        let mut plain = Self {
            text: String::new(),
            from: Vec::new(),
        };
        for (at, c) in raw.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c != ' ' || !plain.text.ends_with(' ') {
                plain.text.push(c);
                plain.from.extend(std::iter::repeat_n(at, c.len_utf8()));
            }
        }
        plain.from.push(raw.len());
        plain
    }

    fn find(&self, quote: &str) -> Option<Bytes> {
        let at = self.text.find(quote)?;
        Some((self.from[at], self.from[at + quote.len()]))
    }
}

/// Every passage of a text looked up in a changed copy.
fn changed(case: &Case, variant: Variant, tally: &mut Tally) {
    let all: Vec<usize> = (0..case.anchors.len()).collect();
    let printed = variant.apply(&case.words, case.script, &mut Dice::new(99));
    let plain = Plain::new(&printed.text);
    for (i, verdict) in verdicts(case, &printed.text, &all).iter().enumerate() {
        let truth = printed.bytes(case.passages[i]);
        tally.count(verdict, truth, plain.find(&case.quotes[i]));
    }
}

/// Every passage looked up in a copy that lacks it: half of them are taken out at a time.
fn deleted(case: &Case, noise: usize, tally: &mut Tally) {
    for parity in 0..2 {
        let gone: Vec<usize> = (0..case.anchors.len())
            .filter(|i| i % 2 == parity)
            .collect();
        let words = gone.iter().fold(case.words.clone(), |words, i| {
            without(&words, case.passages[*i])
        });
        let printed = Variant::Noise(noise).apply(&words, case.script, &mut Dice::new(5));
        let plain = Plain::new(&printed.text);
        for (verdict, i) in verdicts(case, &printed.text, &gone).iter().zip(&gone) {
            tally.count(verdict, None, plain.find(&case.quotes[*i]));
        }
    }
}

fn tallies() -> Vec<(String, Tally)> {
    let cases: Vec<Case> = SCRIPTS.iter().map(|script| case(script, 7)).collect();
    let mut rows = Vec::new();
    for variant in Variant::ALL {
        let mut tally = Tally::default();
        for case in &cases {
            changed(case, *variant, &mut tally);
        }
        rows.push((variant.name(), tally));
    }
    for noise in [0, 10, 20, 50, 100] {
        let mut tally = Tally::default();
        for case in &cases {
            deleted(case, noise, &mut tally);
        }
        let name = match noise {
            0 => "passage deleted".to_owned(),
            n => format!("passage deleted, {} % misread", n / 10),
        };
        rows.push((name, tally));
    }
    rows
}

fn table(rows: &[(String, Tally)]) -> String {
    let mut table = String::from(
        "| copy | passages | found | refused | **wrong** | quote search: found | wrong | nearest match: found | wrong |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (name, t) in rows {
        let share = |n: usize| format!("{:.1} %", 100.0 * n as f64 / t.passages as f64);
        let cells = [
            t.passages.to_string(),
            share(t.right),
            share(t.refused),
            format!("**{}**", t.wrong),
            share(t.quote_right),
            t.quote_wrong.to_string(),
            share(t.nearest_right),
            t.nearest_wrong.to_string(),
        ];
        table += &["| ", name, " | ", &cells.join(" | "), " |\n"].concat();
    }
    table
}

#[test]
fn the_table_of_robustness_is_the_one_in_the_docs_and_no_anchor_is_false() {
    let rows = tallies();
    for (name, tally) in &rows {
        assert_eq!(tally.wrong, 0, "{name}: {tally:?}");
        if name.contains("deleted") {
            assert_eq!(tally.refused, tally.passages, "{name}");
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/anchoring.md");
    let docs = std::fs::read_to_string(path).unwrap();
    let (before, rest) = docs.split_once("<!-- robustness -->\n").unwrap();
    let (written, after) = rest.split_once("<!-- end -->").unwrap();
    let made = table(&rows);
    if std::env::var_os("OBELUS_UPDATE_DOCS").is_some() {
        let docs = format!("{before}<!-- robustness -->\n{made}<!-- end -->{after}");
        std::fs::write(path, docs).unwrap();
    } else {
        assert_eq!(
            written, made,
            "OBELUS_UPDATE_DOCS=1 cargo test robustness writes it anew"
        );
    }
}

#[test]
fn a_doubled_passage_is_never_chosen_by_chance() {
    for script in SCRIPTS {
        let case = case(script, 7);
        for i in (0..case.passages.len()).step_by(8) {
            let words = doubled(&case.words, case.passages[i]);
            let printed = print(&words, script, PLAIN);
            let verdict = verdicts(&case, &printed.text, &[i]).remove(0);
            assert_eq!(verdict.state, State::Ambiguous, "{} {i}", script.name);
        }
    }
}
