//! The shapes of the records: one table a record, from which reading, canonical order, "did you
//! mean" and the published JSON Schema all follow.

pub mod check;
mod records;
mod values;

pub(crate) use values::{as_count, as_date, as_number, as_target};

pub use records::{
    ANCHOR, ARGUMENT, CITATION, CLAIM, DOCUMENT, INTERVAL, POLICY, RELATION, RESOLUTION, REVIEW,
    REVIEWER, ROUND, SOURCE, WORKSPACE,
};

/// The keys that a table may have, in canonical order.
#[derive(Debug)]
pub struct Shape {
    /// What such a table is, for messages: "a claim".
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its keys in canonical order.
    pub fields: &'static [Field],
    /// Whether the variables of CSL are keys too.
    pub csl: bool,
}

impl Shape {
    /// The field of that key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// One key of a table.
#[derive(Debug)]
pub struct Field {
    /// The key as it is written.
    pub key: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Whether the record means nothing without it.
    pub required: bool,
    /// What it says.
    pub doc: &'static str,
    /// A line to start from.
    pub example: &'static str,
}

/// What values a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text that is not empty.
    Text,
    /// Text that may run over lines and is not empty.
    Prose,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number within these bounds.
    Count(i64, i64),
    /// A level of agreement, from 1; the workspace says how many there are.
    Level,
    /// A number within these bounds.
    Number(f64, f64),
    /// A probability, or a table of `best`, `lower` and `upper`.
    Confidence,
    /// True, false or a number between 0 and 1.
    Outcome,
    /// A year, month or day, as text, TOML date or whole year.
    Date,
    /// An id of this sort.
    Id(IdKind),
    /// A text of a form that others define.
    Form(Form),
    /// A list of such values.
    List(&'static Kind),
    /// A source's id, or a table of `id` and `locator`.
    Citation,
    /// What an argument is aimed at: `claim` or `<reviewer>#<argument>`.
    Target,
    /// A table.
    Table(&'static Shape),
    /// An array of tables.
    Tables(&'static Shape),
    /// Tables by id.
    Map(&'static Shape),
}

/// Which ids a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// A claim.
    Claim,
    /// A reviewer.
    Reviewer,
    /// An argument of the same file.
    Argument,
    /// A source of the same file or of the shared bibliography.
    Source,
    /// A document of the workspace.
    Document,
}

/// Forms of text that others define.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `fold1:sha256:…`
    FoldDigest,
    /// `sha256:…`
    Digest,
    /// A full commit name.
    Commit,
    /// A DOI.
    Doi,
    /// An ISBN.
    Isbn,
    /// An ORCID.
    Orcid,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// An SSH public key.
    SshKey,
    /// A path within the workspace.
    Path,
    /// One of the pooling methods.
    Pool,
}
