//! A key that was revoked stays revoked.

use super::{bench::Bench, steps::Step};
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    keyring::Keyring,
    proposal::Version,
};

/// Nobody takes a revocation back, not even the key's owner: whoever stole the key would.
pub(super) fn check(_: &Bench<'_>, step: &Step<'_>, found: &mut Vec<Diagnostic>) {
    let ring = |version: Option<&Version>| -> Option<Keyring> {
        Some(Keyring::of_one(version?.record()?.reviewer()?))
    };
    let (Some(before), Some(published)) = (ring(step.before), ring(step.published)) else {
        return;
    };
    // A file that is gone or cannot be read has its own finding; its revocations are lost all the same.
    let after = ring(step.after).unwrap_or_default();
    let mut lost = published
        .revocations_missing_from(&after)
        .filter(|key| before.standing(key) == crate::model::keyring::Standing::Revoked);
    if let Some(key) = lost.next() {
        let message = format!(
            "{} removes the revocation of {}",
            step.by(),
            abridged(key.as_str())
        );
        let field = FieldPath::key("revoked-keys");
        found.push(
            Diagnostic::at_field(Code::RevocationRemoved, step.path, field, message)
                .help("put the key back into `revoked-keys`, and sign with another one"),
        );
    }
}

/// A key is told by its end; the beginning is the same for all keys of a type.
fn abridged(key: &str) -> String {
    let count = key.chars().count();
    let end: String = key.chars().skip(count.saturating_sub(12)).collect();
    format!("the key that ends in {end}")
}
