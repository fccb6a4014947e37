//! Reading the roster.

use super::Fields;
use crate::model::{
    id::ReviewerId,
    reviewer::{Reviewer, ReviewerKind},
};

pub(super) fn reviewer(id: &ReviewerId, fields: Fields<'_, '_>) -> Option<Reviewer> {
    Some(Reviewer {
        id: id.clone(),
        name: fields.text("name")?,
        kind: fields.word("kind").unwrap_or(ReviewerKind::Person),
        emails: fields.texts("emails"),
        orcid: fields.text("orcid"),
        expertise: fields.texts("expertise"),
        interests: fields.prose("interests"),
        note: fields.prose("note"),
        group: fields.text("group"),
        keys: fields.texts("keys"),
        expired_keys: fields.texts("expired-keys"),
        revoked_keys: fields.texts("revoked-keys"),
    })
}
