//! The documents whose claims are judged.

use std::collections::BTreeMap;

use crate::model::{id::DocumentId, source::CslValue};

/// A text that makes claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Where a copy of the text stands, relative to the workspace.
    pub path: Option<String>,
    /// Under which terms the text may be passed on.
    pub license: Option<String>,
    /// Greatest share of the folded text that all committed quotes together may disclose, 0 to 1.
    pub quotation_budget: Option<f64>,
    /// Digest of the whole folded text, `fold1:sha256:…`.
    pub digest: Option<String>,
    /// Folded characters of the whole text.
    pub length: Option<u32>,
    /// The headings in the order of the text.
    pub sections: Vec<String>,
    /// Further CSL variables.
    pub csl: BTreeMap<String, CslValue>,
}

impl Document {
    /// Whether its licence forbids to pass its text on.
    pub fn is_restricted(&self) -> bool {
        self.license
            .as_deref()
            .is_some_and(|license| license.to_lowercase().contains("not redistributable"))
    }

    /// Whether its licence is one that plainly allows to pass its text on: Creative Commons (but for
    /// those without derivatives, as an extract is one), the public domain, or a free software
    /// licence. What is not known is not allowed.
    pub fn is_open(&self) -> bool {
        let Some(license) = &self.license else {
            return false;
        };
        let license = license.to_lowercase().replace([' ', '_'], "-");
        let open = [
            "cc-by",
            "cc0",
            "public-domain",
            "mit",
            "apache-2",
            "odc-by",
            "gfdl",
        ];
        !self.is_restricted()
            && !license.contains("-nd")
            && open.iter().any(|known| license.starts_with(known))
    }
}
