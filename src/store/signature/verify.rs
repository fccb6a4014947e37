//! What an armoured signature proves of some bytes.

use ssh_key::{
    Error, LineEnding, SshSig,
    public::{KeyData, PublicKey as SshPublicKey},
};

use crate::model::{keyring::PublicKey, signature::Proof};

/// No signature may be larger than this many bytes; that of an RSA key of 4096 bits has 1500.
pub const MAX_SIGNATURE: usize = 16 << 10;

/// RSA keys of so many bits can be checked.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

const SSH: &str = "-----BEGIN SSH SIGNATURE-----";

/// How other methods begin what they put into a commit.
const OTHERS: &[(&str, &str)] = &[
    ("-----BEGIN PGP ", "PGP"),
    ("-----BEGIN SIGNED MESSAGE-----", "X.509"),
];

/// What an armoured signature proves of a message, in a namespace.
///
/// The format is that of `ssh-keygen -Y sign`: `PROTOCOL.sshsig` of OpenSSH.
pub fn proof(armoured: &[u8], namespace: &str, message: &[u8]) -> Proof {
    if armoured.len() > MAX_SIGNATURE {
        return Proof::Malformed(format!("it has more than {MAX_SIGNATURE} bytes"));
    }
    let Ok(text) = std::str::from_utf8(armoured) else {
        return Proof::Malformed("it is not text".to_owned());
    };
    if let Some((_, method)) = OTHERS.iter().find(|(begin, _)| text.starts_with(begin)) {
        return Proof::Unsupported(format!("a {method} signature"));
    }
    if !text.starts_with(SSH) {
        return Proof::Malformed(format!("it does not begin with {SSH}"));
    }
    match SshSig::from_pem(text) {
        // The version is not among what is signed, so no other one may pass for the one there is.
        Ok(signature) if signature.version() != SshSig::VERSION => Proof::Unsupported(format!(
            "an SSH signature of version {}",
            signature.version()
        )),
        Ok(signature) if !is_canonical(&signature, text) => {
            Proof::Malformed("its text is not in the usual form".to_owned())
        }
        Ok(signature) => verify(&signature, namespace, message),
        Err(Error::AlgorithmUnknown | Error::AlgorithmUnsupported { .. }) => {
            Proof::Unsupported("an SSH signature by a kind of key that is not known".to_owned())
        }
        Err(Error::Version { number }) => {
            Proof::Unsupported(format!("an SSH signature of version {number}"))
        }
        Err(_) => Proof::Malformed("its text is damaged".to_owned()),
    }
}

/// Whether the text is what writing the signature gives, white space aside: the library reads some
/// lengths and fillings with indulgence, and one signature shall have one form.
fn is_canonical(signature: &SshSig, text: &str) -> bool {
    // The library cannot write these as others do.
    if matches!(signature.public_key(), KeyData::SkEcdsaSha2NistP256(_)) {
        return true;
    }
    let digits = |text: &str| text.split_ascii_whitespace().collect::<String>();
    let written = signature.to_pem(LineEnding::LF);
    written.is_ok_and(|written| digits(&written) == digits(text))
}

fn verify(signature: &SshSig, namespace: &str, message: &[u8]) -> Proof {
    if signature.namespace() != namespace {
        let made = signature.namespace().escape_debug();
        return Proof::Mismatch(format!(
            "it was made for \"{made}\", not for \"{namespace}\""
        ));
    }
    if let Some(why) = unsupported(signature.public_key()) {
        return Proof::Unsupported(why);
    }
    let key = SshPublicKey::from(signature.public_key().clone());
    if key.verify(namespace, message, signature).is_err() {
        return Proof::Mismatch("it was made over other bytes".to_owned());
    }
    match public_key(&key) {
        Some(key) => Proof::By(key),
        None => Proof::Malformed("its key cannot be written".to_owned()),
    }
}

/// A key as the roster writes it.
pub(super) fn public_key(key: &SshPublicKey) -> Option<PublicKey> {
    PublicKey::new(&key.to_openssh().ok()?)
}

/// Whether a line is a public key in the very form that `.pub` files have, so that one key is
/// written in one way.
pub(in crate::store) fn is_public_key(line: &str) -> bool {
    let written = PublicKey::new(line);
    let read = SshPublicKey::from_openssh(line.trim()).ok();
    written.is_some() && read.as_ref().and_then(public_key) == written
}

/// Why signatures of a key cannot be checked here.
fn unsupported(key: &KeyData) -> Option<String> {
    match key {
        KeyData::Ed25519(_)
        | KeyData::Ecdsa(_)
        | KeyData::SkEd25519(_)
        | KeyData::SkEcdsaSha2NistP256(_) => None,
        KeyData::Rsa(rsa) => {
            let bits = rsa.n.as_positive_bytes().map_or(0, |n| n.len() * 8);
            let why = format!("a signature by an RSA key of {bits} bits");
            (!RSA_BITS.contains(&bits)).then_some(why)
        }
        other => Some(format!(
            "a signature by a key of type {}",
            other.algorithm()
        )),
    }
}
