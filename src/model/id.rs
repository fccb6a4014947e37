//! Identifiers that can be nothing but safe, portable file names.
//!
//! A segment is `[a-z0-9]+(-[a-z0-9]+)*`. Ids become paths, so what a file system somewhere would
//! refuse, fold or interpret (device names, capitals, dots, separators) cannot be expressed.

use std::{borrow::Borrow, fmt, str::FromStr};

/// The most characters an id may have.
pub const MAX_LENGTH: usize = 64;
/// The most segments an id may have.
pub const MAX_SEGMENTS: usize = 4;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdProblem {
    /// Nothing was written, or nothing stands between two slashes.
    Empty,
    /// More than [`MAX_LENGTH`] characters.
    TooLong(usize),
    /// More than the segments allowed, which is the second figure.
    TooManySegments(usize, usize),
    /// A character that ids do not use.
    Character(char),
    /// A hyphen at the edge of a segment, or two in a row.
    Hyphen,
    /// A name that file systems or the layout keep for themselves.
    Reserved(String),
}

impl fmt::Display for IdProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty or has an empty part"),
            Self::TooLong(n) => {
                write!(f, "it has {n} characters, at most {MAX_LENGTH} are allowed")
            }
            Self::TooManySegments(n, most) => {
                write!(f, "it has {n} parts, at most {most} are allowed")
            }
            Self::Character(c) => write!(f, "it contains `{}`", c.escape_debug()),
            Self::Hyphen => f.write_str("a hyphen must stand between two letters or digits"),
            Self::Reserved(word) => write!(f, "`{word}` is a reserved name"),
        }
    }
}

impl std::error::Error for IdProblem {}

impl IdProblem {
    /// What an id looks like, for help texts.
    pub const RULE: &'static str =
        "use lower-case letters a-z, digits and single hyphens, as in `lng-share`";
}

fn reserved(segment: &str) -> bool {
    let device = |prefix| {
        segment
            .strip_prefix(prefix)
            .is_some_and(|rest: &str| matches!(rest.as_bytes(), [b'1'..=b'9']))
    };
    matches!(segment, "reviewer" | "con" | "aux" | "nul" | "prn") || device("com") || device("lpt")
}

fn check_segment(segment: &str) -> Result<(), IdProblem> {
    if let Some(c) = segment
        .chars()
        .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'))
    {
        return Err(IdProblem::Character(c));
    }
    if segment.is_empty() {
        return Err(IdProblem::Empty);
    }
    if segment.starts_with('-') || segment.ends_with('-') || segment.contains("--") {
        return Err(IdProblem::Hyphen);
    }
    if reserved(segment) {
        return Err(IdProblem::Reserved(segment.to_owned()));
    }
    Ok(())
}

fn check(text: &str, most_segments: usize) -> Result<(), IdProblem> {
    let length = text.chars().count();
    if length == 0 {
        return Err(IdProblem::Empty);
    }
    if length > MAX_LENGTH {
        return Err(IdProblem::TooLong(length));
    }
    let segments = text.split('/').count();
    if most_segments > 1 && segments > most_segments {
        return Err(IdProblem::TooManySegments(segments, most_segments));
    }
    if most_segments == 1 {
        return check_segment(text);
    }
    text.split('/').try_for_each(check_segment)
}

/// Declares a checked id type with the given number of segments.
macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $segments:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks a text and keeps it as an id.
            pub fn new(text: &str) -> Result<Self, IdProblem> {
                check(text, $segments).map(|()| Self(text.to_owned()))
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdProblem;

            fn from_str(text: &str) -> Result<Self, IdProblem> {
                Self::new(text)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(
    /// A claim: its path below `claims/` without the ending, such as `economy/lng-share`.
    ClaimId,
    MAX_SEGMENTS
);
id!(
    /// A reviewer: the name of the folder below `reviews/`.
    ReviewerId,
    1
);
id!(
    /// An argument, unique within its review.
    ArgumentId,
    1
);
id!(
    /// A document of the workspace, as named in `[documents.<id>]`.
    DocumentId,
    1
);

impl ClaimId {
    /// The parts between the slashes.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The folder the claim stands in, if it stands in one.
    pub fn folder(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(folder, _)| folder)
    }
}

/// A source: an id of `[[sources]]`, or a key of the shared bibliography as its owner exported it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(String);

impl SourceId {
    /// Accepts what reference managers export as keys: printable, no spaces, none of `{},#%~\"'`.
    pub fn new(text: &str) -> Result<Self, IdProblem> {
        let length = text.chars().count();
        if length == 0 {
            return Err(IdProblem::Empty);
        }
        if length > 2 * MAX_LENGTH {
            return Err(IdProblem::TooLong(length));
        }
        match text.chars().find(|c| !Self::allowed(*c)) {
            Some(c) => Err(IdProblem::Character(c)),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The id of a source of which nothing is known.
    pub fn unnamed() -> Self {
        Self("source".to_owned())
    }

    /// This id with a number behind it, cut short where both would be too long.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let number = format!("-{number}");
        let room = (2 * MAX_LENGTH).saturating_sub(number.len());
        let head: String = self.0.chars().take(room).collect();
        Self(head + &number)
    }

    fn allowed(c: char) -> bool {
        c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '/')
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for SourceId {
    type Err = IdProblem;

    fn from_str(text: &str) -> Result<Self, IdProblem> {
        Self::new(text)
    }
}

impl Borrow<str> for SourceId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Another reviewer's argument on the same claim, written `<reviewer>#<argument>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArgumentRef {
    /// Whose argument.
    pub reviewer: ReviewerId,
    /// Which of that reviewer's arguments.
    pub argument: ArgumentId,
}

impl fmt::Display for ArgumentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.reviewer, self.argument)
    }
}

impl FromStr for ArgumentRef {
    type Err = IdProblem;

    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let (reviewer, argument) = text.split_once('#').ok_or(IdProblem::Empty)?;
        Ok(Self {
            reviewer: reviewer.parse()?,
            argument: argument.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_ids_are_kept_as_written() {
        for text in ["a", "lng-share", "economy/lng-share", "a/b/c/d", "2016"] {
            assert_eq!(ClaimId::new(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn what_a_file_system_would_fold_or_refuse_is_refused() {
        for text in [
            "",
            "A",
            "é",
            "a--b",
            "-a",
            "a-",
            "a_b",
            "a.b",
            "..",
            "../x",
            "a//b",
            "/a",
            "a/",
            "con",
            "x/nul",
            "lpt1",
            "com9",
            "reviewer",
            "a/reviewer",
            "a\u{202e}b",
            "a b",
            "a\nb",
            "a/b/c/d/e",
        ] {
            assert!(ClaimId::new(text).is_err(), "{text:?} was accepted");
        }
        assert!(ClaimId::new(&"a".repeat(65)).is_err());
        assert!(ReviewerId::new("a/b").is_err());
    }

    #[test]
    fn names_that_merely_resemble_devices_are_fine() {
        for text in ["com", "com0", "com10", "lpt", "console", "reviewers"] {
            assert!(ClaimId::new(text).is_ok(), "{text:?} was refused");
        }
    }

    #[test]
    fn a_numbered_source_id_is_an_id_again() {
        for text in ["boj-2015".to_owned(), "x".repeat(128)] {
            let numbered = SourceId::new(&text).unwrap().numbered(12);
            assert!(numbered.as_str().ends_with("-12"));
            assert_eq!(SourceId::new(numbered.as_str()), Ok(numbered));
        }
        assert!(SourceId::new(SourceId::unnamed().as_str()).is_ok());
    }

    #[test]
    fn a_reference_to_an_argument_names_reviewer_and_argument() {
        let parsed: ArgumentRef = "energy#price-fell-first".parse().unwrap();
        assert_eq!(parsed.to_string(), "energy#price-fell-first");
        assert!("energy".parse::<ArgumentRef>().is_err());
        assert!("energy#".parse::<ArgumentRef>().is_err());
    }
}
