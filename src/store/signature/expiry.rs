//! When a key expired, told by commits and never by clocks.

use std::collections::{BTreeMap, BTreeSet};

use git2::{ObjectType, Oid};

use crate::model::{
    id::ReviewerId,
    keyring::{Keyring, PublicKey, Standing},
    revision::CommitId,
};
use crate::store::{
    commit_tree::is_regular,
    decode::{self, Record},
    error::GitError,
    layout::{RecordPath, reviewer_path, signature_path},
    objects::read_blob,
    repo::{Repo, failed},
    source_tree::Content,
};

impl Repo {
    /// The commits since which a key of a reviewer has been expired: each lists it so, and none of
    /// its parents does. Where the tip does not list it yet, that is the tip itself.
    ///
    /// Nothing is told of a shallow clone, where those commits may be missing.
    pub fn expiry(
        &self,
        tip: &CommitId,
        folder: &str,
        owner: &ReviewerId,
        key: &PublicKey,
    ) -> Result<Option<Vec<CommitId>>, GitError> {
        if self.repository().is_shallow() {
            return Ok(None);
        }
        let path = within(folder, &reviewer_path(owner));
        let mut rosters = Rosters {
            repo: self,
            path,
            owner,
            key,
            known: BTreeMap::new(),
        };
        let tip = self.commit(tip)?.id();
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([tip]);
        let mut open = vec![tip];
        while let Some(commit) = open.pop() {
            let parents: Vec<Oid> = self.commit(&name(commit))?.parent_ids().collect();
            let mut expired = Vec::new();
            for parent in parents {
                if rosters.expired(parent)? {
                    expired.push(parent);
                }
            }
            if expired.is_empty() {
                found.push(name(commit));
            }
            open.extend(expired.into_iter().filter(|parent| seen.insert(*parent)));
        }
        Ok(Some(found))
    }

    /// Whether a commit holds exactly these files, given by path within the workspace and bytes.
    pub fn holds(
        &self,
        id: &CommitId,
        folder: &str,
        files: &[(&str, &[u8])],
    ) -> Result<bool, GitError> {
        for (path, bytes) in files {
            let wanted = Oid::hash_object(ObjectType::Blob, bytes).map_err(|e| failed(&e))?;
            if self.blob_at(id, &within(folder, path))? != Some(wanted) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a record with its signature stood in every commit since which a key has been
    /// expired, so that the key still covers it.
    pub fn held_at_expiry(
        &self,
        since: &[CommitId],
        folder: &str,
        record: (&str, &[u8]),
        signature: &[u8],
    ) -> Result<bool, GitError> {
        let beside = signature_path(record.0);
        let files = [record, (beside.as_str(), signature)];
        for commit in since {
            if !self.holds(commit, folder, &files)? {
                return Ok(false);
            }
        }
        Ok(!since.is_empty())
    }

    /// The exact bytes of a regular file of the workspace in a commit, if it is there and not too
    /// large for a record.
    pub fn bytes_at(
        &self,
        id: &CommitId,
        folder: &str,
        path: &str,
    ) -> Result<Option<Vec<u8>>, GitError> {
        let Some(blob) = self.blob_at(id, &within(folder, path))? else {
            return Ok(None);
        };
        match read_blob(self.repository(), blob)? {
            Content::Bytes(bytes) => Ok(Some(bytes)),
            Content::TooLarge(_) => Ok(None),
        }
    }

    fn blob_at(&self, id: &CommitId, path: &str) -> Result<Option<Oid>, GitError> {
        let tree = self.commit(id)?.tree().map_err(|e| failed(&e))?;
        let entry = tree.get_path(std::path::Path::new(path)).ok();
        Ok(entry
            .filter(|entry| is_regular(entry.filemode_raw()))
            .map(|entry| entry.id()))
    }
}

fn within(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}

fn name(oid: Oid) -> CommitId {
    CommitId::new(oid.to_string())
}

/// One reviewer's entry in the roster through the commits, read once for each version.
struct Rosters<'a> {
    repo: &'a Repo,
    path: String,
    owner: &'a ReviewerId,
    key: &'a PublicKey,
    known: BTreeMap<Oid, bool>,
}

impl Rosters<'_> {
    fn expired(&mut self, commit: Oid) -> Result<bool, GitError> {
        let Some(blob) = self.repo.blob_at(&name(commit), &self.path)? else {
            return Ok(false);
        };
        if let Some(known) = self.known.get(&blob) {
            return Ok(*known);
        }
        let expired = self.lists(blob)?;
        self.known.insert(blob, expired);
        Ok(expired)
    }

    /// Whether this version of the entry lists the key as expired; one that cannot be read does not.
    fn lists(&self, blob: Oid) -> Result<bool, GitError> {
        let Content::Bytes(bytes) = read_blob(self.repo.repository(), blob)? else {
            return Ok(false);
        };
        let text = String::from_utf8_lossy(&bytes);
        let at = RecordPath::Reviewer(self.owner.clone());
        let Some(Record::Reviewer(reviewer)) = decode::despite_unknown_keys(&self.path, &at, &text)
        else {
            return Ok(false);
        };
        let ring = Keyring::of_one(&reviewer);
        Ok(matches!(ring.standing(self.key), Standing::Expired(_)))
    }
}
