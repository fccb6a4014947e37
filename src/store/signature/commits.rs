//! The signature within a commit.

use git2::{ErrorCode, Oid};

use super::verify::proof;
use crate::model::{
    revision::CommitId,
    signature::{COMMIT_NAMESPACE, Proof},
};
use crate::store::{
    error::GitError,
    repo::{Repo, failed},
};

impl Repo {
    /// What the signature of a commit proves of its content.
    ///
    /// Only SSH signatures are checked; those of PGP or X.509, and so those that a forge makes of
    /// its own, are [`Proof::Unsupported`].
    pub fn commit_proof(&self, id: &CommitId) -> Result<Proof, GitError> {
        let oid = Oid::from_str(id.as_str()).map_err(|e| failed(&e))?;
        match self.repository().extract_signature(&oid, None) {
            Ok((signature, signed)) => Ok(proof(&signature, COMMIT_NAMESPACE, &signed)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(Proof::Absent),
            Err(error) => Err(failed(&error)),
        }
    }
}
