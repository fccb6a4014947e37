//! What an anchor says about its passage, in normal form.

use super::myers::LONGEST;
use crate::{
    analysis::fold::{Folded, digest::of_folded, fold},
    model::anchor::Selector,
};

/// A passage that is looked for. All texts are folded, all lengths folded characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    /// How it begins.
    pub(super) start: String,
    /// How it ends.
    pub(super) end: String,
    /// How long it is.
    pub(super) length: Option<usize>,
    /// Its digest.
    pub(super) digest: Option<String>,
    /// All of it, where it may be quoted.
    pub(super) quote: Option<String>,
    /// What stands before it.
    pub(super) prefix: String,
    /// What stands after it.
    pub(super) suffix: String,
}

impl Wanted {
    /// What a selector looks for; nothing if it gives no words.
    pub(super) fn new(selector: &Selector) -> Option<Self> {
        let wanted = match selector {
            Selector::Place => return None,
            Selector::Ends {
                start,
                end,
                length,
                digest,
            } => Self {
                start: fold(start),
                end: fold(end),
                length: length.and_then(|length| usize::try_from(length).ok()),
                digest: digest.clone(),
                quote: None,
                prefix: String::new(),
                suffix: String::new(),
            },
            Selector::Quote {
                exact,
                prefix,
                suffix,
            } => Self::quote(exact, prefix.as_deref(), suffix.as_deref()),
        };
        (!wanted.start.is_empty() && !wanted.end.is_empty()).then_some(wanted)
    }

    fn quote(exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Self {
        let folded = Folded::new(exact);
        let length = folded.len();
        Self {
            start: folded.slice(0..LONGEST.min(length)).to_owned(),
            end: folded
                .slice(length.saturating_sub(LONGEST)..length)
                .to_owned(),
            length: Some(length),
            digest: Some(of_folded(folded.text())),
            quote: Some(folded.text().to_owned()),
            prefix: fold(prefix.unwrap_or_default()),
            suffix: fold(suffix.unwrap_or_default()),
        }
    }
}
