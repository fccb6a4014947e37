//! Sources as a reader sees them: a label in the text and a line in the list of references.

/// A stretch of a formatted line in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, unescaped.
    pub text: String,
    /// Whether it is set in italics.
    pub italic: bool,
    /// Where it leads: an http or https address, unescaped.
    pub link: Option<String>,
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            italic: false,
            link: None,
        }
    }
}

/// One source, formatted by the rules of a citation style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormattedCitation {
    /// The short form for running text, such as `Bank of Japan, 2015a`.
    pub label: String,
    /// The line for the list of references, in order.
    pub spans: Vec<Span>,
}

impl FormattedCitation {
    /// The line without markup.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}
