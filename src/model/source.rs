//! Sources: bibliographic descriptions in CSL's terms.

use std::collections::BTreeMap;

use crate::model::{date::PartialDate, id::SourceId, word::vocabulary};

vocabulary! {
    /// What a source means for a claim by itself.
    Bearing {
        /// It speaks for the claim.
        Supports = "supports",
        /// It speaks against the claim.
        Contradicts = "contradicts",
        /// It is background.
        Context = "context",
    }
}

/// A value of a CSL variable.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CslValue {
    /// Ordinary text, or a number as text.
    Text(String),
    /// Names: `Family, Given`, or an institution.
    Names(Vec<String>),
    /// A date.
    Date(PartialDate),
}

/// One source.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// What it means for the claim by itself.
    pub bearing: Option<Bearing>,
    /// CSL variables by their CSL name (`container-title`, `URL`).
    pub csl: BTreeMap<String, CslValue>,
}

impl Source {
    /// The text of a CSL variable.
    pub fn text(&self, variable: &str) -> Option<&str> {
        match self.csl.get(variable) {
            Some(CslValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The date of a CSL variable.
    pub fn date(&self, variable: &str) -> Option<PartialDate> {
        match self.csl.get(variable) {
            Some(CslValue::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The names of a CSL variable.
    pub fn names(&self, variable: &str) -> &[String] {
        match self.csl.get(variable) {
            Some(CslValue::Names(names)) => names,
            _ => &[],
        }
    }

    /// Whether a reader could find it: a title, an address, a DOI or an ISBN.
    pub fn can_be_found(&self) -> bool {
        ["title", "URL", "DOI", "ISBN"].iter().any(|variable| {
            self.text(variable)
                .is_some_and(|text| !text.trim().is_empty())
        })
    }

    /// Whether it only refers to a description that stands elsewhere.
    pub fn is_reference(&self) -> bool {
        self.csl.is_empty()
    }
}

/// A source as an argument cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Which source.
    pub id: SourceId,
    /// Where in it.
    pub locator: Option<String>,
}

/// The CSL variables that hold names.
pub const NAME_VARIABLES: &[&str] = &[
    "author",
    "collection-editor",
    "composer",
    "container-author",
    "contributor",
    "director",
    "editor",
    "editorial-director",
    "interviewer",
    "original-author",
    "recipient",
    "reviewed-author",
    "translator",
];

/// The CSL variables that hold dates.
pub const DATE_VARIABLES: &[&str] = &[
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];

/// The other CSL variables that a source or a document may use (CSL 1.0.2, appendix IV).
pub const TEXT_VARIABLES: &[&str] = &[
    "type",
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "authority",
    "call-number",
    "chapter-number",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "edition",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "issue",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part-number",
    "part-title",
    "PMCID",
    "PMID",
    "printing-number",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement-number",
    "title",
    "title-short",
    "URL",
    "version",
    "volume",
    "volume-title",
];

/// The item types of CSL 1.0.2, appendix III.
pub const CSL_TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];
