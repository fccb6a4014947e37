//! The feed of a site (Atom, RFC 4287): an entry for the commit that the site was built from.
//!
//! Readers of a feed keep the entries they have seen, so a site that is built for every commit tells
//! them of every change.

use maud::html;
use sha2::{Digest, Sha256};

use super::prose::line;
use crate::analysis::report::Report;
use crate::present::summary;

/// The feed; none where the report is of no commit, for then there is no date.
pub(super) fn feed(report: &Report) -> Option<String> {
    let commit = report.revision.commit.as_ref()?;
    let updated = xml(report.revision.committed.as_deref()?);
    let title = xml(&report.workspace.title);
    let state = xml(&summary::state(report));
    let origin = xml(&summary::origin(report));
    let who: Vec<String> = report
        .reviewers
        .iter()
        .map(|row| line(&row.reviewer.name))
        .collect();
    let who = xml(&if who.is_empty() {
        "nobody yet".to_owned()
    } else {
        who.join(", ")
    });
    let feed = urn(&format!("obelus feed of {}", report.workspace.title));
    let entry = urn(&format!("obelus report of {commit}"));
    Some(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>{title}</title>
  <id>{feed}</id>
  <updated>{updated}</updated>
  <author><name>{who}</name></author>
  <link rel="self" href="feed.xml"/>
  <link rel="alternate" type="text/html" href="index.html"/>
  <entry>
    <title>Consensus as of {origin}</title>
    <id>{entry}</id>
    <updated>{updated}</updated>
    <link rel="alternate" type="text/html" href="index.html"/>
    <summary>{state}</summary>
  </entry>
</feed>
"#
    ))
}

/// A name that is the same whenever the same thing is named: a UUID of version 8 (RFC 9562, §5.8)
/// made of the SHA-256 of its description.
fn urn(described: &str) -> String {
    let digest = Sha256::digest(described.as_bytes());
    let mut bytes: Vec<u8> = digest.iter().copied().take(16).collect();
    for (at, keep, set) in [(6, 0x0f, 0x80), (8, 0x3f, 0x80)] {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *byte & keep | set;
        }
    }
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups = [0..4, 4..6, 6..8, 8..10, 10..16];
    let groups = groups.map(|range| digits.get(range).unwrap_or_default().concat());
    format!("urn:uuid:{}", groups.join("-"))
}

/// A text as XML may hold it: escaped, without characters that XML 1.0 forbids.
fn xml(text: &str) -> String {
    html! { (line(text)) }.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_uuids_of_version_8_and_stay_the_same() {
        let name = urn("a");
        assert_eq!(name, urn("a"));
        assert_ne!(name, urn("b"));
        let digits = name.strip_prefix("urn:uuid:").unwrap();
        assert_eq!(digits.len(), 36);
        assert_eq!(&digits[14..15], "8");
        assert!("89ab".contains(&digits[19..20]));
    }
}
