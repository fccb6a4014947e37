//! Which CSL type, variable and language the words of BibTeX and biblatex stand for.
//!
//! The types follow the tables of the biblatex manual, section 2.1, and of CSL 1.0.2, appendix III.

use crate::model::source::CSL_TYPES;

/// The CSL type of an entry.
pub(super) fn csl_type(kind: &str, subtype: Option<&str>) -> &'static str {
    match (kind, subtype) {
        ("article", Some("magazine")) => return "article-magazine",
        ("article", Some("newspaper")) => return "article-newspaper",
        _ => {}
    }
    let known = TYPES.iter().find(|(kinds, _)| kinds.contains(&kind));
    let same = || CSL_TYPES.iter().find(|csl| **csl == kind).copied();
    known
        .map(|(_, csl)| *csl)
        .or_else(same)
        .unwrap_or("document")
}

const TYPES: &[(&[&str], &str)] = &[
    (&["article", "suppperiodical"], "article-journal"),
    (
        &[
            "book",
            "mvbook",
            "collection",
            "mvcollection",
            "proceedings",
            "mvproceedings",
            "reference",
            "mvreference",
            "manual",
        ],
        "book",
    ),
    (&["booklet"], "pamphlet"),
    (
        &[
            "inbook",
            "bookinbook",
            "suppbook",
            "incollection",
            "suppcollection",
        ],
        "chapter",
    ),
    (&["inproceedings", "conference"], "paper-conference"),
    (&["inreference"], "entry-encyclopedia"),
    (&["online", "electronic", "www"], "webpage"),
    (&["report", "techreport"], "report"),
    (&["thesis", "phdthesis", "mastersthesis"], "thesis"),
    (&["unpublished"], "manuscript"),
    (&["artwork"], "graphic"),
    (&["image"], "figure"),
    (&["audio", "music"], "song"),
    (&["movie", "video"], "motion_picture"),
    (&["letter"], "personal_communication"),
    (&["jurisdiction"], "legal_case"),
    (&["legal"], "legislation"),
];

/// Fields that are text and mean one variable, whatever the entry.
pub(super) const TEXTS: &[(&str, &str)] = &[
    ("abstract", "abstract"),
    ("annotation", "annote"),
    ("annote", "annote"),
    ("chapter", "chapter-number"),
    ("copyright", "license"),
    ("edition", "edition"),
    ("eventtitle", "event-title"),
    ("issn", "ISSN"),
    ("issue", "issue"),
    ("keywords", "keyword"),
    ("library", "call-number"),
    ("numpages", "number-of-pages"),
    ("origtitle", "original-title"),
    ("pagetotal", "number-of-pages"),
    ("part", "part-number"),
    ("pmcid", "PMCID"),
    ("pmid", "PMID"),
    ("pubstate", "status"),
    ("rights", "license"),
    ("series", "collection-title"),
    ("shortjournal", "container-title-short"),
    ("shorttitle", "title-short"),
    ("version", "version"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
];

/// Fields that are lists of bodies or places, most telling first.
pub(super) const LISTS: &[(&str, &str)] = &[
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("venue", "event-place"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
];

/// Fields that are lists of names.
pub(super) const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
    ("origauthor", "original-author"),
];

/// Fields that are dates.
pub(super) const DATES: &[(&str, &str)] = &[
    ("urldate", "accessed"),
    ("lastaccessed", "accessed"),
    ("lastchecked", "accessed"),
    ("eventdate", "event-date"),
    ("origdate", "original-date"),
];

/// Fields that are read by rules of their own, or that mean nothing to a reader.
pub(super) const OTHERS: &[&str] = &[
    "addendum",
    "archiveprefix",
    "booksubtitle",
    "booktitle",
    "crossref",
    "date",
    "day",
    "doi",
    "editortype",
    "entrysubtype",
    "eprint",
    "eprintclass",
    "eprinttype",
    "file",
    "howpublished",
    "hyphenation",
    "ids",
    "isbn",
    "journal",
    "journalsubtitle",
    "journaltitle",
    "langid",
    "language",
    "mainsubtitle",
    "maintitle",
    "month",
    "note",
    "number",
    "pages",
    "primaryclass",
    "sortkey",
    "subtitle",
    "title",
    "titleaddon",
    "type",
    "url",
    "xdata",
    "xref",
    "year",
];

/// What `type` says in words, where it is one of biblatex's keys.
pub(super) fn genre(kind: &str, written: Option<String>) -> Option<String> {
    let key = written.as_deref().map(str::trim);
    let words = match key.unwrap_or(kind) {
        "phdthesis" => "PhD thesis",
        "mathesis" | "mastersthesis" => "Master's thesis",
        "bathesis" => "Bachelor's thesis",
        "candthesis" => "Candidate thesis",
        "techreport" if key.is_some() => "Technical report",
        "resreport" => "Research report",
        _ => return written,
    };
    Some(words.to_owned())
}

/// The language tag of a name that biblatex and its users give languages.
pub(super) fn language(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "english" | "american" | "usenglish" => "en-US",
        "british" | "ukenglish" => "en-GB",
        "russian" => "ru-RU",
        "japanese" => "ja-JP",
        "german" | "ngerman" => "de-DE",
        "french" => "fr-FR",
        "spanish" => "es-ES",
        "italian" => "it-IT",
        "portuguese" => "pt-PT",
        "brazilian" => "pt-BR",
        "dutch" => "nl-NL",
        "polish" => "pl-PL",
        "ukrainian" => "uk-UA",
        "chinese" => "zh-CN",
        "korean" => "ko-KR",
        _ => return None,
    })
}
