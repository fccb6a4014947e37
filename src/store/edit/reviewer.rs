//! Changes to an entry of the roster.

use super::{Edited, edit, fields, home::At};
use crate::model::reviewer::Reviewer;
use crate::store::shape::REVIEWER;

/// Brings the entry to what is given; keys unknown to the model stay.
pub fn put(text: &str, reviewer: &Reviewer) -> Edited {
    edit(text, |page| {
        page.put(&At::Top, &REVIEWER, fields::reviewer(reviewer))
    })
}
