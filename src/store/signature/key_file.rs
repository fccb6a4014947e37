//! Keys in files, as `ssh-keygen` writes them.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use ssh_key::{Algorithm, PrivateKey, public::PublicKey as SshPublicKey};

use super::verify::public_key;
use crate::model::keyring::PublicKey;

/// No key file is larger.
const MAX_KEY: u64 = 64 << 10;

/// Why a key cannot be taken from a file.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}", path = .0.display(), source = .1)]
    Io(PathBuf, std::io::Error),
    /// It is in the old format of PEM.
    #[error("{} is in an old format", .0.display())]
    Old(PathBuf),
    /// It is no key, or of a kind that is not known.
    #[error("{} is no SSH key of a kind that is known", .0.display())]
    NoKey(PathBuf),
    /// The passphrase does not open it.
    #[error("this passphrase does not open the key")]
    Passphrase,
}

/// A key that was found in a file.
#[derive(Debug)]
pub enum KeyFile {
    /// The public half alone: somebody else, such as an agent, must sign.
    Public(PublicKey),
    /// A private key that is ready to sign.
    Open(Box<PrivateKey>),
    /// A private key that needs its passphrase first.
    Locked(Box<PrivateKey>),
}

impl KeyFile {
    /// Reads a private key, or a `.pub` file.
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let text = text(path)?;
        if text.contains("PRIVATE KEY-----") && !text.contains("BEGIN OPENSSH") {
            return Err(KeyError::Old(path.to_owned()));
        }
        let unknown = || KeyError::NoKey(path.to_owned());
        if text.starts_with("-----") {
            let key = PrivateKey::from_openssh(&text).map_err(|_| unknown())?;
            let key = Box::new(key);
            return Ok(if key.is_encrypted() {
                Self::Locked(key)
            } else {
                Self::Open(key)
            });
        }
        let line = text.lines().next().unwrap_or_default();
        let key = SshPublicKey::from_openssh(line).map_err(|_| unknown())?;
        public_key(&key).map(Self::Public).ok_or_else(unknown)
    }

    /// The public key, as a roster writes it.
    pub fn public(&self) -> Option<PublicKey> {
        match self {
            Self::Public(key) => Some(key.clone()),
            Self::Open(key) | Self::Locked(key) => public_key(key.public_key()),
        }
    }

    /// Whether it is a private key with which an agent alone can sign: the library does not sign
    /// with RSA keys, and a security key is elsewhere.
    pub fn needs_agent(&self) -> bool {
        match self {
            Self::Public(_) => false,
            Self::Open(key) | Self::Locked(key) => !matches!(
                key.algorithm(),
                Algorithm::Ed25519 | Algorithm::Ecdsa { .. }
            ),
        }
    }

    /// Opens a locked key; others stay as they are.
    pub fn unlock(self, passphrase: &str) -> Result<Self, KeyError> {
        match self {
            Self::Locked(key) => {
                let open = key.decrypt(passphrase).map_err(|_| KeyError::Passphrase)?;
                Ok(Self::Open(Box::new(open)))
            }
            other => Ok(other),
        }
    }
}

fn text(path: &Path) -> Result<String, KeyError> {
    let failed = |error| KeyError::Io(path.to_owned(), error);
    let mut text = String::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MAX_KEY)
        .read_to_string(&mut text)
        .map_err(failed)?;
    Ok(text)
}
