//! Making signatures.

use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, SshSig};

use super::{
    agent::{Agent, AgentError, Identity},
    verify::{proof, public_key},
};
use crate::model::{
    keyring::PublicKey,
    signature::{NAMESPACE, Proof},
};

/// Why no signature was made.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The agent did not do it.
    #[error(transparent)]
    Agent(#[from] AgentError),
    /// The key is of a kind that cannot sign here.
    #[error("this key, of type {0}, cannot sign here")]
    Kind(String),
    /// What came out is no signature of the record.
    #[error("the signature that was made does not verify")]
    Unsound,
}

/// Something that can sign.
pub trait Signer {
    /// The key it signs with.
    fn key(&self) -> Option<PublicKey>;
    /// Signs a message in a namespace, as `ssh-keygen -Y sign` would.
    fn armoured(&mut self, namespace: &str, message: &[u8]) -> Result<String, SignError>;
}

impl Signer for PrivateKey {
    fn key(&self) -> Option<PublicKey> {
        public_key(self.public_key())
    }

    fn armoured(&mut self, namespace: &str, message: &[u8]) -> Result<String, SignError> {
        let made = self.sign(namespace, HashAlg::Sha512, message);
        let made = made.map_err(|_| SignError::Kind(self.algorithm().to_string()))?;
        written(&made)
    }
}

/// A key that an agent holds.
#[derive(Debug)]
pub struct AgentKey<S> {
    /// The agent.
    pub agent: Agent<S>,
    /// Which of its keys.
    pub identity: Identity,
}

impl<S: std::io::Read + std::io::Write> Signer for AgentKey<S> {
    fn key(&self) -> Option<PublicKey> {
        Some(self.identity.key.clone())
    }

    fn armoured(&mut self, namespace: &str, message: &[u8]) -> Result<String, SignError> {
        let kind = self.identity.key.kind().to_owned();
        let other = |_| SignError::Kind(kind.clone());
        let data = SshSig::signed_data(namespace, HashAlg::Sha512, message).map_err(other)?;
        let signature = self.agent.sign(&self.identity, &data)?;
        if signature.algorithm() == Algorithm::SkEcdsaSha2NistP256 {
            // The library that writes signatures puts the counter of these in a wrong place.
            return Err(SignError::Kind(kind.clone()));
        }
        let key = self.identity.data().clone();
        let made = SshSig::new(key, namespace, HashAlg::Sha512, signature).map_err(other)?;
        written(&made)
    }
}

fn written(signature: &SshSig) -> Result<String, SignError> {
    signature
        .to_pem(LineEnding::LF)
        .map_err(|_| SignError::Unsound)
}

/// Signs the exact bytes of a review, and sees that the signature holds before giving it away.
pub fn sign_record(signer: &mut dyn Signer, record: &[u8]) -> Result<String, SignError> {
    let mut armoured = signer.armoured(NAMESPACE, record)?;
    if !armoured.ends_with('\n') {
        armoured.push('\n');
    }
    match proof(armoured.as_bytes(), NAMESPACE, record) {
        Proof::By(key) if Some(&key) == signer.key().as_ref() => Ok(armoured),
        _ => Err(SignError::Unsound),
    }
}
