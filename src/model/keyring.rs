//! Which key belongs to whom, and whether it still counts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use crate::model::{id::ReviewerId, reviewer::Reviewer, snapshot::Snapshot};

/// An SSH public key: its type and its base64 text, without the comment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(String);

impl PublicKey {
    /// Reads a line as in a `.pub` file; options before the type are not accepted.
    pub fn new(line: &str) -> Option<Self> {
        let mut parts = line.split_ascii_whitespace();
        let (kind, data) = (parts.next()?, parts.next()?);
        Some(Self(format!("{kind} {data}")))
    }

    /// Type and base64 text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its type, such as `ssh-ed25519`.
    pub fn kind(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// How a key stands in the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'k> {
    /// Nobody has it.
    Unlisted,
    /// It is this reviewer's.
    Current(&'k ReviewerId),
    /// It was this reviewer's, and covers what it had signed by then.
    Expired(&'k ReviewerId),
    /// It must not be believed, whoever had it.
    Revoked,
}

/// The keys of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keyring {
    current: BTreeMap<PublicKey, ReviewerId>,
    expired: BTreeMap<PublicKey, ReviewerId>,
    revoked: BTreeSet<PublicKey>,
}

impl Keyring {
    /// The keys of a snapshot's roster.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut ring = Self::default();
        for reviewer in snapshot.reviewers.values() {
            ring.add(reviewer);
        }
        ring
    }

    /// The keys of one reviewer.
    pub fn of_one(reviewer: &Reviewer) -> Self {
        let mut ring = Self::default();
        ring.add(reviewer);
        ring
    }

    fn add(&mut self, reviewer: &Reviewer) {
        let keys = |lines: &[String]| -> Vec<PublicKey> {
            lines
                .iter()
                .filter_map(|line| PublicKey::new(line))
                .collect()
        };
        for key in keys(&reviewer.keys) {
            self.add_current(&key, &reviewer.id);
        }
        for key in keys(&reviewer.expired_keys) {
            self.add_expired(&key, &reviewer.id);
        }
        for key in keys(&reviewer.revoked_keys) {
            self.add_revoked(&key);
        }
    }

    /// Gives a key to a reviewer. A key that two have is the first one's; the check refuses it.
    pub fn add_current(&mut self, key: &PublicKey, reviewer: &ReviewerId) {
        let owner = self.current.entry(key.clone());
        owner.or_insert_with(|| reviewer.clone());
    }

    /// Makes a key of a reviewer expired, even if it is listed as current as well.
    pub fn add_expired(&mut self, key: &PublicKey, reviewer: &ReviewerId) {
        let owner = self.expired.entry(key.clone());
        owner.or_insert_with(|| reviewer.clone());
    }

    /// Revokes a key for everybody; nothing undoes it.
    pub fn add_revoked(&mut self, key: &PublicKey) {
        self.revoked.insert(key.clone());
    }

    /// Takes over the revocations of another roster, so that none is ever lost on the way.
    pub fn revoke_as(&mut self, other: &Self) {
        self.revoked.extend(other.revoked.iter().cloned());
    }

    /// Keys that are revoked here and not in a later roster.
    pub fn revocations_missing_from<'k>(
        &'k self,
        later: &'k Self,
    ) -> impl Iterator<Item = &'k PublicKey> {
        self.revoked.difference(&later.revoked)
    }

    /// How a key stands: revoked before expired, expired before current.
    pub fn standing(&self, key: &PublicKey) -> Standing<'_> {
        if self.revoked.contains(key) {
            return Standing::Revoked;
        }
        if let Some(owner) = self.expired.get(key) {
            return Standing::Expired(owner);
        }
        self.current
            .get(key)
            .map_or(Standing::Unlisted, Standing::Current)
    }

    /// A reviewer's keys that may sign now.
    pub fn current_of<'k>(
        &'k self,
        reviewer: &'k ReviewerId,
    ) -> impl Iterator<Item = &'k PublicKey> {
        let theirs = self
            .current
            .iter()
            .filter(move |(_, owner)| *owner == reviewer);
        theirs
            .map(|(key, _)| key)
            .filter(|key| matches!(self.standing(key), Standing::Current(_)))
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.current.is_empty() && self.expired.is_empty() && self.revoked.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_no_part_of_a_key() {
        let key = PublicKey::new("ssh-ed25519  AAAA ada@example.org").unwrap();
        assert_eq!(key.as_str(), "ssh-ed25519 AAAA");
        assert_eq!(key.kind(), "ssh-ed25519");
        assert_eq!(PublicKey::new("ssh-ed25519"), None);
    }

    #[test]
    fn revocation_outlasts_every_later_listing() {
        let (ada, key) = (
            "ada".parse().unwrap(),
            PublicKey::new("ssh-ed25519 AAAA").unwrap(),
        );
        let mut before = Keyring::default();
        before.add_revoked(&key);
        let mut after = Keyring::default();
        after.add_current(&key, &ada);
        assert_eq!(after.standing(&key), Standing::Current(&ada));
        assert_eq!(before.revocations_missing_from(&after).count(), 1);
        after.revoke_as(&before);
        assert_eq!(after.standing(&key), Standing::Revoked);
        assert_eq!(before.revocations_missing_from(&after).count(), 0);
        assert_eq!(after.current_of(&ada).count(), 0);
    }
}
