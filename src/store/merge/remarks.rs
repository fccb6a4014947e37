//! The comments of a key on three sides.

use super::Three;
use crate::store::fmt::{Item, gap::Block};

/// Comments around a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Remarks {
    lead: (Vec<Block>, bool),
    tail: Block,
    comment: String,
}

impl Remarks {
    /// Those of an item.
    pub(super) fn of(item: &Item) -> Self {
        Self {
            lead: (item.lead.clone(), item.touching && !item.lead.is_empty()),
            tail: item.tail.clone(),
            comment: item.comment.trim().to_owned(),
        }
    }

    /// The item with these comments in the place of its own.
    pub(super) fn put(self, item: Item) -> Item {
        let comment = match self.comment.as_str() {
            "" => String::new(),
            comment if item.comment.trim() == comment => item.comment.clone(),
            comment => format!(" {comment}"),
        };
        Item {
            lead: self.lead.0,
            touching: self.lead.1,
            tail: self.tail,
            comment,
            ..item
        }
    }
}

/// The comments to keep; none where both sides changed the same comment differently. A side that
/// does not have the line has not changed its comments.
pub(super) fn merged(items: Three<Option<&Item>>) -> Option<Remarks> {
    let base = items.base.map(Remarks::of).unwrap_or_default();
    let side = |item: Option<&Item>| item.map_or_else(|| base.clone(), Remarks::of);
    let all = Three {
        ours: side(items.ours),
        theirs: side(items.theirs),
        base: base.clone(),
    };
    let lead = all.as_ref().map(|remarks| &remarks.lead);
    let tail = all.as_ref().map(|remarks| &remarks.tail);
    let comment = all.as_ref().map(|remarks| &remarks.comment);
    Some(Remarks {
        lead: lead.of(lead.settle()?).clone(),
        tail: tail.of(tail.settle()?).clone(),
        comment: comment.of(comment.settle()?).clone(),
    })
}

/// Whether a side that still has a line changed its comments, so that they may not go with it.
pub(super) fn changed(base: Option<&Item>, side: Option<&Item>) -> bool {
    let remarks = |item: &Item| Remarks::of(item);
    side.is_some_and(|item| base.map(remarks).unwrap_or_default() != remarks(item))
}
