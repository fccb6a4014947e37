//! What becomes of a text on its way through editors, printers and scanners.

use super::texts::{Dice, PLAIN, Passage, Printed, Script, Style, Word, print};

/// A way of changing a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    Same,
    Rewrapped,
    Hyphenated,
    PageHeaders,
    CurlyQuotes,
    Inserted,
    /// So many words in a thousand are replaced.
    Edited(usize),
    /// So many characters in a thousand are misread.
    Noise(usize),
}

impl Variant {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Same,
        Self::Rewrapped,
        Self::Hyphenated,
        Self::PageHeaders,
        Self::CurlyQuotes,
        Self::Inserted,
        Self::Edited(20),
        Self::Edited(50),
        Self::Edited(100),
        Self::Noise(10),
        Self::Noise(20),
        Self::Noise(50),
        Self::Noise(100),
    ];

    pub(crate) fn name(self) -> String {
        match self {
            Self::Same => "the same text".to_owned(),
            Self::Rewrapped => "re-wrapped to 60 columns".to_owned(),
            Self::Hyphenated => "words broken at line ends".to_owned(),
            Self::PageHeaders => "broken words and page headers".to_owned(),
            Self::CurlyQuotes => "quotes, capitals and commas changed".to_owned(),
            Self::Inserted => "sentences inserted".to_owned(),
            Self::Edited(n) => format!("{} % of words replaced", n / 10),
            Self::Noise(n) => format!("{} % of characters misread", n / 10),
        }
    }

    /// The changed text.
    pub(crate) fn apply(self, words: &[Word], script: &Script, dice: &mut Dice) -> Printed {
        let wrapped = Style { width: 60, ..PLAIN };
        let broken = Style {
            breaks_words: true,
            width: 48,
            ..PLAIN
        };
        match self {
            Self::Same => print(words, script, PLAIN),
            Self::Rewrapped => print(words, script, wrapped),
            Self::Hyphenated => print(words, script, broken),
            Self::PageHeaders => print(words, script, Style { page: 30, ..broken }),
            Self::CurlyQuotes => print(&dressed(words, dice), script, PLAIN),
            Self::Inserted => print(&inserted(words, script, dice), script, PLAIN),
            Self::Edited(n) => print(&edited(words, dice, n), script, PLAIN),
            Self::Noise(n) => print(&misread(words, dice, n), script, wrapped),
        }
    }
}

/// Words without a passage.
pub(crate) fn without(words: &[Word], passage: Passage) -> Vec<Word> {
    let inside = |word: &&Word| {
        word.id
            .is_some_and(|id| (passage.first..=passage.last).contains(&id))
    };
    words.iter().filter(|word| !inside(word)).cloned().collect()
}

/// Words with a copy of a passage far from it; the copy has no ids.
pub(crate) fn doubled(words: &[Word], passage: Passage) -> Vec<Word> {
    let copy = words[passage.first..=passage.last].iter().cloned();
    let copy = copy.map(|word| Word { id: None, ..word });
    let half = words.len() / 2;
    let at = (passage.first + half) % words.len();
    let sentence_end = words[at..]
        .iter()
        .position(|w| w.ends_paragraph)
        .map_or(words.len(), |n| at + n + 1);
    let mut more = words.to_vec();
    more.splice(sentence_end..sentence_end, copy);
    more
}

fn dressed(words: &[Word], dice: &mut Dice) -> Vec<Word> {
    let dress = |word: &Word| {
        let text = match dice.below(20) {
            0 => format!("“{}”", word.text),
            1 => format!("'{}'", word.text),
            2 => word.text.to_uppercase(),
            3 => format!("{}\u{ad}", word.text),
            _ => word.text.clone(),
        };
        let after = match (word.after, dice.below(4)) {
            (",", 0) => " –",
            (",", 1) => "",
            (other, _) => other,
        };
        Word {
            text,
            after,
            ..word.clone()
        }
    };
    words.iter().map(dress).collect()
}

fn inserted(words: &[Word], script: &Script, dice: &mut Dice) -> Vec<Word> {
    let mut more = Vec::new();
    for word in words {
        more.push(word.clone());
        if word.after == script.stop && dice.permille(200) {
            let at = dice.below(words.len() - 12);
            let new = words[at..at + 12].iter().cloned();
            more.extend(new.map(|w| Word {
                id: None,
                ends_paragraph: false,
                ..w
            }));
        }
    }
    more
}

fn edited(words: &[Word], dice: &mut Dice, permille: usize) -> Vec<Word> {
    let all: Vec<&String> = words.iter().map(|word| &word.text).collect();
    let edit = |word: &Word| {
        let text = if dice.permille(permille) {
            (*dice.pick(&all)).clone()
        } else {
            word.text.clone()
        };
        Word {
            text,
            ..word.clone()
        }
    };
    words.iter().map(edit).collect()
}

fn misread(words: &[Word], dice: &mut Dice, permille: usize) -> Vec<Word> {
    let letters: Vec<char> = words
        .iter()
        .take(400)
        .flat_map(|word| word.text.chars())
        .collect();
    let misread = |word: &Word| {
        let mut text = String::new();
        for c in word.text.chars() {
            if !dice.permille(permille) {
                text.push(c);
                continue;
            }
            match dice.below(4) {
                0 => {}
                1 => text.extend([c, *dice.pick(&letters)]),
                _ => text.push(*dice.pick(&letters)),
            }
        }
        if text.is_empty() {
            text.push(letters[0]);
        }
        Word {
            text,
            ..word.clone()
        }
    };
    words.iter().map(misread).collect()
}
