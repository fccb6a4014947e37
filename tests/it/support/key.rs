//! SSH keys, the same in every run.

use ssh_key::{
    HashAlg, LineEnding, PrivateKey,
    private::{Ed25519Keypair, KeypairData},
};

/// An ed25519 key.
#[derive(Debug, Clone)]
pub(crate) struct Key(PrivateKey);

impl Key {
    /// The key of that number.
    pub(crate) fn number(seed: u8) -> Self {
        let pair = Ed25519Keypair::from_seed(&[seed; 32]);
        Self(PrivateKey::new(KeypairData::Ed25519(pair), "a comment").unwrap())
    }

    /// The line of its `.pub` file.
    pub(crate) fn public(&self) -> String {
        self.0.public_key().to_openssh().unwrap()
    }

    /// An armoured signature over some bytes in a namespace.
    pub(crate) fn sign(&self, namespace: &str, message: &[u8]) -> String {
        let signature = self.0.sign(namespace, HashAlg::Sha512, message).unwrap();
        signature.to_pem(LineEnding::LF).unwrap()
    }
}
