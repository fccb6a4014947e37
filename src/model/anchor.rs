//! Where a source says what a claim reports.

use crate::model::id::DocumentId;

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The document.
    pub document: DocumentId,
    /// Heading of the section, for people.
    pub section: Option<String>,
    /// Paragraph within the section, counted from 1, for people; never identity.
    pub paragraph: Option<u32>,
    /// How the passage is found.
    pub selector: Selector,
}

/// How a passage is found in a copy of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// No words at all: the section and the paragraph are all that is known.
    Place,
    /// First and last words, with the length and digest of the folded passage: discloses little.
    Ends {
        /// The first words, as printed.
        start: String,
        /// The last words, as printed.
        end: String,
        /// Folded characters from start to end.
        length: Option<u32>,
        /// Digest of the folded passage, `fold1:sha256:…`.
        digest: Option<String>,
    },
    /// The Web Annotation `TextQuoteSelector`, for texts that may be quoted.
    Quote {
        /// The passage.
        exact: String,
        /// What stands before it.
        prefix: Option<String>,
        /// What stands after it.
        suffix: Option<String>,
    },
}
