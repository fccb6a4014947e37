//! Addresses within the report. They are made from ids, so they stay the same from commit to commit.

use crate::model::id::{ArgumentRef, ClaimId, ReviewerId};
use crate::present::map::Addresses;

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What the report comes to.
    Front,
    /// The list of claims.
    Claims,
    /// The claims in the order of the text.
    Reading,
    /// The dissent.
    Dissent,
    /// Each claim in full.
    Each,
    /// How the claims hang together.
    Map,
    /// The reviewers.
    Reviewers,
    /// The sources.
    Sources,
    /// The rules and conventions.
    Methods,
}

impl Part {
    /// The parts in the order of the page.
    pub(super) const ALL: [Self; 9] = [
        Self::Front,
        Self::Claims,
        Self::Reading,
        Self::Dissent,
        Self::Each,
        Self::Map,
        Self::Reviewers,
        Self::Sources,
        Self::Methods,
    ];

    /// The name in the contents.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Front => "Summary",
            Self::Claims => "Claims",
            Self::Reading => "Reading",
            Self::Dissent => "Dissent",
            Self::Each => "Each claim",
            Self::Map => "Map",
            Self::Reviewers => "Reviewers",
            Self::Sources => "Sources",
            Self::Methods => "Methods",
        }
    }

    /// The page that holds it within a site; each claim has a page of its own.
    pub(super) fn page(self) -> &'static str {
        match self {
            Self::Front => "index.html",
            Self::Claims | Self::Each => "claims.html",
            Self::Reading => "reading.html",
            Self::Dissent => "dissent.html",
            Self::Map => "map.html",
            Self::Reviewers => "reviewers.html",
            Self::Sources => "sources.html",
            Self::Methods => "methods.html",
        }
    }

    /// The fragment that names it.
    pub(super) fn anchor(self) -> &'static str {
        match self {
            Self::Front => "summary",
            Self::Claims => "claims",
            Self::Reading => "reading",
            Self::Dissent => "dissent",
            Self::Each => "each",
            Self::Map => "map",
            Self::Reviewers => "reviewers",
            Self::Sources => "sources",
            Self::Methods => "methods",
        }
    }
}

/// How the places of a report refer to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// Everything stands in one file.
    OneFile,
    /// Every part and every claim is a page; `depth` folders stand above the page that refers.
    Site {
        /// How many folders.
        depth: usize,
    },
}

impl Links {
    /// A part.
    pub(super) fn part(self, part: Part) -> String {
        self.to(part.page(), part.anchor())
    }

    /// The feed of a site.
    pub(super) fn feed(self) -> String {
        self.to("feed.xml", "")
    }

    /// The feed of a claim.
    pub(super) fn feed_of_claim(self, id: &ClaimId) -> String {
        self.to(&claim_feed(id), "")
    }

    /// Whether the contents list a part; a site has no page of all claims in full.
    pub(super) fn lists(self, part: Part) -> bool {
        self == Self::OneFile || part != Part::Each
    }

    /// A claim.
    pub(super) fn claim(self, id: &ClaimId) -> String {
        match self {
            Self::OneFile => format!("#{}", claim_anchor(id)),
            Self::Site { .. } => self.to(&claim_page(id), ""),
        }
    }

    /// Where a claim is made in the text.
    pub(super) fn passage(self, id: &ClaimId) -> String {
        self.to(Part::Reading.page(), &passage_anchor(id))
    }

    /// An argument.
    pub(super) fn argument(self, claim: &ClaimId, id: &ArgumentRef) -> String {
        self.to(&claim_page(claim), &argument_anchor(claim, id))
    }

    /// A reviewer.
    pub(super) fn reviewer(self, id: &ReviewerId) -> String {
        self.to(Part::Reviewers.page(), &reviewer_anchor(id))
    }

    /// A source.
    pub(super) fn source(self, key: &str) -> String {
        self.to(Part::Sources.page(), &encoded(&source_anchor(key)))
    }

    fn to(self, page: &str, fragment: &str) -> String {
        let hash = if fragment.is_empty() { "" } else { "#" };
        match self {
            Self::OneFile => format!("#{fragment}"),
            Self::Site { depth } => format!("{}{page}{hash}{fragment}", "../".repeat(depth)),
        }
    }
}

impl Addresses for Links {
    fn claim(&self, claim: &ClaimId) -> Option<String> {
        Some(Self::claim(*self, claim))
    }

    fn argument(&self, claim: &ClaimId, argument: &ArgumentRef) -> Option<String> {
        Some(Self::argument(*self, claim, argument))
    }
}

/// The page of a claim within a site.
pub(super) fn claim_page(id: &ClaimId) -> String {
    format!("claims/{id}.html")
}

/// The feed of a claim within a site.
pub(super) fn claim_feed(id: &ClaimId) -> String {
    format!("claims/{id}.xml")
}

/// The fragment of a claim.
pub(super) fn claim_anchor(id: &ClaimId) -> String {
    format!("claim/{id}")
}

/// The fragment of the passage where a claim is made, in a report that contains the text.
pub(super) fn passage_anchor(id: &ClaimId) -> String {
    format!("passage/{id}")
}

/// The fragment of an argument.
pub(super) fn argument_anchor(claim: &ClaimId, id: &ArgumentRef) -> String {
    format!("argument/{claim}/{}/{}", id.reviewer, id.argument)
}

/// The fragment of a reviewer.
pub(super) fn reviewer_anchor(id: &ReviewerId) -> String {
    format!("reviewer/{id}")
}

/// The fragment of a source; keys of bibliographies may hold any printable character.
pub(super) fn source_anchor(key: &str) -> String {
    format!("source/{key}")
}

/// A text in which everything that has a meaning in addresses is percent-encoded (RFC 3986).
pub(super) fn encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut shown, byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if plain {
            shown.push(char::from(byte));
        } else {
            let _ = write!(shown, "%{byte:02X}");
        }
        shown
    })
}

/// An address that a reader may follow: http and https, nothing else.
pub(super) fn outward(address: &str) -> Option<&str> {
    let address = address.trim();
    let known = ["http://", "https://"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let clean = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    (known && clean).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_followed() {
        assert_eq!(
            outward(" https://a.example/b "),
            Some("https://a.example/b")
        );
        assert_eq!(outward("HTTP://a.example"), Some("HTTP://a.example"));
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "java\nscript:1",
            "https://a.example/\u{1}",
            "http",
            "é",
        ] {
            assert_eq!(outward(address), None, "{address:?}");
        }
    }

    #[test]
    fn keys_of_any_bibliography_make_addresses() {
        assert_eq!(encoded("source/a~2"), "source/a~2");
        assert_eq!(encoded("source/a&b<ü"), "source/a%26b%3C%C3%BC");
    }
}
