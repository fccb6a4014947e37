//! Plain text from documents of other formats.
//!
//! Files come from anywhere, so every reader is bounded: in the size of the file, in what it may
//! unfold to, and, where a library might fail badly, in time. No file makes the process panic.

#[cfg(feature = "extract")]
mod archive;
#[cfg(feature = "extract")]
mod docx;
#[cfg(feature = "extract")]
mod epub;
#[cfg(feature = "extract")]
mod html;
#[cfg(feature = "extract")]
mod lines;
#[cfg(feature = "extract")]
mod markdown;
#[cfg(feature = "extract")]
mod pdf;
mod plain;
#[cfg(feature = "extract")]
mod xml;

#[cfg(test)]
#[cfg(feature = "extract")]
mod tests;

/// No file larger than this many bytes is read.
pub const LARGEST_FILE: usize = 64 << 20;

/// No more text than this many bytes is kept of a document.
pub const LARGEST_TEXT: usize = 64 << 20;

/// What sort of file a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text; kept byte for byte if it is UTF-8.
    Text,
    /// Markdown, as `CommonMark` defines it.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// An EPUB book.
    Epub,
    /// A document of word processors, Office Open XML.
    Docx,
    /// PDF; pages are parted by form feeds.
    Pdf,
}

impl Format {
    /// How people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Epub => "EPUB",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
        }
    }

    /// What a file is, by its first bytes, and where those say nothing by the ending of its name.
    pub fn guess(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase());
        let ending = ending.as_deref().unwrap_or_default();
        if bytes.starts_with(b"%PDF-") || ending == "pdf" {
            return Self::Pdf;
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return if ending == "docx" {
                Self::Docx
            } else {
                Self::Epub
            };
        }
        let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
        let head = String::from_utf8_lossy(head).trim_start().to_lowercase();
        let markup = head.starts_with("<!doctype html") || head.starts_with("<html");
        match ending {
            "md" | "markdown" | "mkd" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ if markup => Self::Html,
            _ => Self::Text,
        }
    }
}

/// Text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// What the file was.
    pub format: Format,
    /// Its text.
    pub text: String,
}

/// Why no text could be taken from a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// The file is larger than [`LARGEST_FILE`].
    #[error("the file has {0} bytes, more than is read ({LARGEST_FILE})")]
    FileTooLarge(usize),
    /// The file unfolds to more than [`LARGEST_TEXT`].
    #[error("the file unfolds to more text than is kept ({LARGEST_TEXT} bytes)")]
    TextTooLarge,
    /// The text is in an encoding that is not known for certain.
    #[error("the text is neither UTF-8 nor UTF-16; save it as UTF-8")]
    Encoding,
    /// The file has no text.
    #[error("there is no text in the file; a scanned page needs character recognition first")]
    Empty,
    /// The file cannot be understood.
    #[error("the file is not sound {0}: {1}")]
    Broken(&'static str, String),
    /// Reading took too long.
    #[error("reading the {0} took longer than {1} seconds")]
    TooSlow(&'static str, u64),
    /// The program was built without readers of other formats.
    #[error("this obelus was built without support for {0}; convert the file to plain text")]
    Unsupported(&'static str),
}

/// Takes the text from a file. `name` is asked only for its ending.
pub fn extract(name: &str, bytes: &[u8]) -> Result<Extracted, ExtractError> {
    if bytes.len() > LARGEST_FILE {
        return Err(ExtractError::FileTooLarge(bytes.len()));
    }
    let format = Format::guess(name, bytes);
    let text = read(format, bytes)?;
    if text.len() > LARGEST_TEXT {
        return Err(ExtractError::TextTooLarge);
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(ExtractError::Empty);
    }
    Ok(Extracted { format, text })
}

#[cfg(feature = "extract")]
fn read(format: Format, bytes: &[u8]) -> Result<String, ExtractError> {
    match format {
        Format::Text => plain::decode(bytes),
        Format::Markdown => plain::decode(bytes).map(|text| markdown::text(&text)),
        Format::Html => plain::decode(bytes).map(|text| html::text(&text)),
        Format::Epub => epub::text(bytes),
        Format::Docx => docx::text(bytes),
        Format::Pdf => pdf::text(bytes),
    }
}

#[cfg(not(feature = "extract"))]
fn read(format: Format, bytes: &[u8]) -> Result<String, ExtractError> {
    match format {
        Format::Text => plain::decode(bytes),
        other => Err(ExtractError::Unsupported(other.name())),
    }
}
