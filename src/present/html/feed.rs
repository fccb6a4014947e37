//! The feeds of a site (Atom, RFC 4287): one of every commit that moved the consensus, and one for
//! every claim.
//!
//! An entry is named by its commit, so whoever reads a site that is built again and again meets each
//! change once.

use maud::html;
use sha2::{Digest, Sha256};

use super::{
    book::Book,
    course::{Course, Station, centre},
    prose::line,
};
use crate::analysis::{
    diff::Edit,
    history::Move,
    report::{ClaimReport, Report},
    statistics::verdict::Verdict,
};
use crate::model::history::CommitNote;
use crate::present::{numbers::counted, summary, words};

/// How many changes a feed holds.
const HELD: usize = 50;

/// How many turned verdicts an entry names.
const NAMED: usize = 10;

struct Feed<'a> {
    title: &'a str,
    /// What the feed is named by.
    name: String,
    updated: &'a str,
    author: String,
    /// The addresses of the feed and of its page, from where the feed stands.
    itself: &'a str,
    page: &'a str,
    entries: Vec<Entry>,
}

struct Entry {
    title: String,
    /// What the entry is named by.
    name: String,
    updated: String,
    summary: String,
}

/// The feed of the whole; none where the report is of no commit, for then there is no date.
pub(super) fn feed(book: &Book<'_>, course: Option<&Course>) -> Option<String> {
    let report = book.report;
    let commit = report.revision.commit.as_ref()?;
    let updated = report.revision.committed.as_deref()?;
    let now = Entry {
        title: format!("Consensus as of {}", summary::origin(report)),
        name: format!("obelus report of {commit}"),
        updated: updated.to_owned(),
        summary: summary::state(report),
    };
    let steps = course
        .into_iter()
        .flat_map(|course| course.steps.iter().rev());
    let before = steps
        .filter(|(note, moves)| note.id != *commit && !moves.is_empty())
        .map(|(note, moves)| step(book, note, moves));
    let feed = Feed {
        title: &report.workspace.title,
        name: format!("obelus feed of {}", report.workspace.title),
        updated,
        author: who(report),
        itself: "feed.xml",
        page: "index.html",
        entries: [now].into_iter().chain(before).take(HELD).collect(),
    };
    Some(feed.written())
}

/// The feed of a claim, by the last parts of its own and its page's paths; none without a history.
pub(super) fn of_claim(
    book: &Book<'_>,
    claim: &ClaimReport,
    itself: &str,
    page: &str,
) -> Option<String> {
    let stations = book.stations(&claim.claim.id);
    let (newest, _) = stations.last()?;
    let entries = stations.iter().rev().take(HELD);
    let feed = Feed {
        title: &claim.claim.statement,
        name: format!(
            "obelus feed of {} in {}",
            claim.claim.id, book.report.workspace.title
        ),
        updated: &newest.committed,
        author: who(book.report),
        itself,
        page,
        entries: entries
            .map(|station| arrival(book, claim, station))
            .collect(),
    };
    Some(feed.written())
}

/// What a commit moved.
fn step(book: &Book<'_>, note: &CommitNote, moves: &[Move]) -> Entry {
    let turned = |moved: &&Move| moved.verdict.before != moved.verdict.after;
    let turned: Vec<&Move> = moves.iter().filter(turned).collect();
    let named = turned.iter().take(NAMED).map(|moved| {
        let statement = book.claim(&moved.claim).map(|claim| &claim.claim.statement);
        let statement = statement.map_or_else(|| moved.claim.to_string(), |text| line(text));
        format!("{statement} – {}", turn(moved.verdict))
    });
    let named: Vec<String> = named.collect();
    let colon = if named.is_empty() { "." } else { ": " };
    Entry {
        title: note.subject.clone(),
        name: format!("obelus report of {}", note.id),
        updated: note.committed.clone(),
        summary: format!(
            "{} moved, {} turned{colon}{}",
            counted(moves.len(), "claim"),
            counted(turned.len(), "verdict"),
            named.join("; ")
        ),
    }
}

/// What a claim came to by a commit.
fn arrival(book: &Book<'_>, claim: &ClaimReport, (note, moved): &Station<'_>) -> Entry {
    let stands = centre(moved.pooled.after, moved.median.after);
    let who: Vec<String> = moved
        .reviewers
        .iter()
        .map(|id| book.name(id.as_str()))
        .collect();
    let by = if who.is_empty() {
        String::new()
    } else {
        format!(", by {}", who.join(", "))
    };
    Entry {
        title: format!("{}, {stands}", turn(moved.verdict)),
        name: format!("obelus claim {} at {}", claim.claim.id, note.id),
        updated: note.committed.clone(),
        summary: format!("{}{by}", note.subject),
    }
}

fn turn(edit: Edit<Option<Verdict>>) -> String {
    if edit.before == edit.after {
        return told(edit.after).to_owned();
    }
    format!("{} → {}", told(edit.before), told(edit.after))
}

fn told(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("no verdict", words::verdict)
}

/// All reviewers, as the authors of what the feed tells.
fn who(report: &Report) -> String {
    let roster = report.reviewers.iter();
    let names: Vec<String> = roster.map(|row| line(&row.reviewer.name)).collect();
    if names.is_empty() {
        "nobody yet".to_owned()
    } else {
        names.join(", ")
    }
}

impl Feed<'_> {
    fn written(&self) -> String {
        let entries: Vec<String> = self.entries.iter().map(|e| e.written(self.page)).collect();
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>{}</title>
  <id>{}</id>
  <updated>{}</updated>
  <author><name>{}</name></author>
  <link rel="self" href="{}"/>
  <link rel="alternate" type="text/html" href="{}"/>
{}</feed>
"#,
            xml(self.title),
            urn(&self.name),
            xml(self.updated),
            xml(&self.author),
            xml(self.itself),
            xml(self.page),
            entries.concat()
        )
    }
}

impl Entry {
    fn written(&self, page: &str) -> String {
        format!(
            r#"  <entry>
    <title>{}</title>
    <id>{}</id>
    <updated>{}</updated>
    <link rel="alternate" type="text/html" href="{}"/>
    <summary>{}</summary>
  </entry>
"#,
            xml(&self.title),
            urn(&self.name),
            xml(&self.updated),
            xml(page),
            xml(&self.summary)
        )
    }
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
