//! The last look before a merge is called clean: no comment that a side wrote or kept is missing.

use std::collections::BTreeSet;

use super::Three;
use crate::store::syntax::Tree;

fn comments(text: &str) -> Option<BTreeSet<String>> {
    let tree = Tree::parse(text).ok()?;
    let everything = 0..text.len();
    let all = tree.comments_in(&everything);
    Some(all.map(|comment| comment.trim().to_owned()).collect())
}

/// Whether every comment of either side is in the merged text, but for those that the other side
/// took out; the merged text must be TOML.
pub(super) fn kept(texts: Three<&str>, merged: &str) -> bool {
    missing(texts, comments(merged)).is_some_and(|missing| missing.is_empty())
}

/// The same for a text with marks, which is no TOML: the words must stand in it somewhere.
pub(super) fn told(texts: Three<&str>, merged: &str) -> bool {
    let found = missing(texts, Some(BTreeSet::new()));
    found.is_some_and(|all| all.iter().all(|comment| merged.contains(comment.as_str())))
}

/// The comments that ought to be there and are not in `present`.
fn missing(texts: Three<&str>, present: Option<BTreeSet<String>>) -> Option<BTreeSet<String>> {
    let present = present?;
    let all = texts.try_map(|text| comments(text).ok_or(())).ok()?;
    let due = |own: &BTreeSet<String>, other: &BTreeSet<String>| -> BTreeSet<String> {
        let taken_out = |c: &&String| all.base.contains(*c) && !other.contains(*c);
        let due = own.iter().filter(|c| !taken_out(c));
        due.filter(|c| !present.contains(*c)).cloned().collect()
    };
    Some(&due(&all.ours, &all.theirs) | &due(&all.theirs, &all.ours))
}
