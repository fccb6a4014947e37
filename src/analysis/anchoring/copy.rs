//! A copy of a document's text, prepared for looking up many passages.

use std::collections::BTreeMap;

use crate::analysis::fold::Folded;

/// A folded text whose characters are numbered, so that approximate search can use tables.
#[derive(Debug)]
pub struct Copy<'t> {
    /// The text as it is.
    pub raw: &'t str,
    /// The text in normal form.
    pub folded: Folded,
    /// The folded text as numbers below [`Copy::symbols`].
    pub codes: Vec<u32>,
    alphabet: BTreeMap<char, u32>,
}

impl<'t> Copy<'t> {
    /// Prepares a text.
    pub fn new(raw: &'t str) -> Self {
        let folded = Folded::new(raw);
        let mut alphabet = BTreeMap::new();
        let codes = folded
            .text()
            .chars()
            .map(|c| {
                let next = u32::try_from(alphabet.len()).unwrap_or(u32::MAX);
                *alphabet.entry(c).or_insert(next)
            })
            .collect();
        Self {
            raw,
            folded,
            codes,
            alphabet,
        }
    }

    /// How many different characters the folded text has.
    pub fn symbols(&self) -> usize {
        self.alphabet.len()
    }

    /// The numbers of some folded characters; one that the text does not have gets a number beyond
    /// [`Copy::symbols`].
    pub fn encode<'a>(&'a self, folded: &'a str) -> impl DoubleEndedIterator<Item = u32> + 'a {
        let code = |c| self.alphabet.get(&c).copied().unwrap_or(u32::MAX);
        folded.chars().map(code)
    }
}
