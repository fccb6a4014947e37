//! Letters that come from a look-alike alphabet.
//!
//! A Cyrillic С at the head of an English word looks right and is found by no search. Within a word
//! that mixes Latin, Greek and Cyrillic, the letters of the smaller scripts are replaced by their
//! look-alikes in the script of most of its letters (Latin if there is a tie with Latin), provided
//! that every one of them has a look-alike; else the mixture is meant (`μm`, `ΔT`) and the word stays.
//! Words of one script are never touched, so real Russian and Greek stay what they are.
//!
//! The pairs are those of Unicode Technical Standard #39 (confusables) between these three scripts
//! whose glyphs coincide, capital with capital and small with small, as capitals often have a
//! look-alike where their small letters have none (В and B, but в and b).

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::{Item, keep::is_transparent};

/// Latin, Greek and Cyrillic letters of one shape; a blank where a script has none.
const SHAPES: &[[char; 3]] = &[
    ['A', 'Α', 'А'],
    ['B', 'Β', 'В'],
    ['C', 'Ϲ', 'С'],
    ['E', 'Ε', 'Е'],
    ['F', 'Ϝ', ' '],
    ['H', 'Η', 'Н'],
    ['I', 'Ι', 'І'],
    ['J', 'Ϳ', 'Ј'],
    ['K', 'Κ', 'К'],
    ['M', 'Μ', 'М'],
    ['N', 'Ν', ' '],
    ['O', 'Ο', 'О'],
    ['P', 'Ρ', 'Р'],
    ['Q', ' ', 'Ԛ'],
    ['S', ' ', 'Ѕ'],
    ['T', 'Τ', 'Т'],
    ['W', ' ', 'Ԝ'],
    ['X', 'Χ', 'Х'],
    ['Y', 'Υ', 'У'],
    ['Z', 'Ζ', ' '],
    [' ', 'Γ', 'Г'],
    [' ', 'Π', 'П'],
    [' ', 'Φ', 'Ф'],
    ['a', 'α', 'а'],
    ['c', 'ϲ', 'с'],
    ['d', ' ', 'ԁ'],
    ['e', ' ', 'е'],
    ['h', ' ', 'һ'],
    ['i', 'ι', 'і'],
    ['j', 'ϳ', 'ј'],
    ['o', 'ο', 'о'],
    ['p', 'ρ', 'р'],
    ['q', ' ', 'ԛ'],
    ['s', ' ', 'ѕ'],
    ['u', 'υ', ' '],
    ['v', 'ν', ' '],
    ['w', ' ', 'ԝ'],
    ['x', ' ', 'х'],
    ['y', ' ', 'у'],
    [' ', 'κ', 'к'],
];

/// Puts the letters of mixed words into the script of most of their letters.
pub(super) fn unify(items: &mut [Item]) {
    let mut word = Word::default();
    let mut at = 0;
    while at < items.len() {
        if let Some(column) = items.get(at).and_then(|item| column(item.c)) {
            word.letters.push((at, column));
            at += 1;
        } else if let Some(next) = within(items, at, !word.letters.is_empty()) {
            at = next;
        } else {
            word.settle(items);
            at += 1;
        }
    }
    word.settle(items);
}

/// The item after something that does not end a word: a mark, an invisible character, or a hyphen
/// at the end of a line with the space around the line's end.
fn within(items: &[Item], at: usize, in_word: bool) -> Option<usize> {
    let c = items.get(at)?.c;
    if !c.is_ascii() && (is_combining_mark(c) || is_transparent(c)) {
        return Some(at + 1);
    }
    if !in_word || !matches!(c, '-' | '\u{2010}') {
        return None;
    }
    let blank = items
        .get(at + 1..)?
        .iter()
        .take_while(|item| item.c.is_whitespace());
    let blanks: Vec<char> = blank.take(MOST_BLANKS).map(|item| item.c).collect();
    let breaks_line = blanks.iter().any(|c| matches!(c, '\n' | '\r' | '\u{c}'));
    breaks_line.then_some(at + 1 + blanks.len())
}

/// Beyond this much white space a hyphen ends its word.
const MOST_BLANKS: usize = 16;

/// The letters of a word: their places, and their script as a column of [`SHAPES`].
#[derive(Default)]
struct Word {
    letters: Vec<(usize, usize)>,
}

impl Word {
    /// Ends the word, mending it if it is mixed.
    fn settle(&mut self, items: &mut [Item]) {
        let count = |script| self.letters.iter().filter(|(_, s)| *s == script).count();
        let counts = [count(0), count(1), count(2)];
        let main = (0..3).rev().max_by_key(|script| counts.get(*script));
        if let Some(main) = main.filter(|_| counts.iter().filter(|n| **n > 0).count() > 1) {
            let mended: Option<Vec<(usize, char)>> = self
                .letters
                .iter()
                .filter(|(_, script)| *script != main)
                .map(|(at, script)| Some((*at, shape(items.get(*at)?.c, *script, main)?)))
                .collect();
            for (at, c) in mended.unwrap_or_default() {
                if let Some(item) = items.get_mut(at) {
                    item.c = c;
                }
            }
        }
        self.letters.clear();
    }
}

fn shape(c: char, from: usize, to: usize) -> Option<char> {
    let row = SHAPES.iter().find(|row| row.get(from) == Some(&c))?;
    row.get(to).copied().filter(|c| *c != ' ')
}

/// The column of a letter's script, if it is one of the three.
fn column(c: char) -> Option<usize> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(0);
    }
    if !c.is_alphabetic() || is_combining_mark(c) {
        return None;
    }
    match c.script() {
        Script::Latin => Some(0),
        Script::Greek => Some(1),
        Script::Cyrillic => Some(2),
        _ => None,
    }
}
