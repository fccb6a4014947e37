//! A client of the SSH agent, as far as signing needs one: `draft-ietf-sshm-ssh-agent` of the IETF.

use std::{
    io::{self, Read, Write},
    path::Path,
};

use ssh_key::{
    Signature,
    public::{KeyData, PublicKey as SshPublicKey},
};

use super::verify::public_key;
use crate::model::keyring::PublicKey;

const REQUEST_IDENTITIES: u8 = 11;
const IDENTITIES_ANSWER: u8 = 12;
const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;
/// RSA keys shall sign with SHA-512; others ignore it.
const RSA_SHA2_512: u32 = 4;
/// No answer may be longer; OpenSSH's own limit.
const MAX_ANSWER: usize = 256 << 10;

/// Why an agent did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// It cannot be spoken with.
    #[error("the SSH agent cannot be reached: {0}")]
    Io(#[from] io::Error),
    /// It said something that is not understood.
    #[error("the SSH agent gave an answer that is not understood")]
    Answer,
    /// It will not sign.
    #[error("the SSH agent refused to sign")]
    Refused,
}

/// A key that the agent holds.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The key, as a roster writes it.
    pub key: PublicKey,
    data: KeyData,
}

impl Identity {
    pub(super) fn data(&self) -> &KeyData {
        &self.data
    }
}

/// A connection to an agent.
#[derive(Debug)]
pub struct Agent<S> {
    stream: S,
}

#[cfg(unix)]
impl Agent<std::os::unix::net::UnixStream> {
    /// Connects to the agent that listens at a socket.
    pub fn connect(socket: &Path) -> Result<Self, AgentError> {
        let stream = std::os::unix::net::UnixStream::connect(socket)?;
        Ok(Self { stream })
    }
}

#[cfg(not(unix))]
impl Agent<std::fs::File> {
    /// Connects to the agent that listens at a pipe.
    pub fn connect(pipe: &Path) -> Result<Self, AgentError> {
        let stream = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(pipe)?;
        Ok(Self { stream })
    }
}

impl<S: Read + Write> Agent<S> {
    /// Speaks with an agent through a stream that is open already.
    pub fn new(stream: S) -> Self {
        Self { stream }
    }

    /// The keys it holds, in its order; kinds that are not known are left out.
    pub fn identities(&mut self) -> Result<Vec<Identity>, AgentError> {
        let answer = self.ask(REQUEST_IDENTITIES, &[])?;
        let mut rest = body(&answer, IDENTITIES_ANSWER)?;
        let count = number(&mut rest)?;
        let mut found = Vec::new();
        for _ in 0..count {
            let blob = string(&mut rest)?;
            let _comment = string(&mut rest)?;
            found.extend(identity(blob));
        }
        Ok(found)
    }

    /// Has the agent sign some data with one of its keys.
    pub(super) fn sign(&mut self, key: &Identity, data: &[u8]) -> Result<Signature, AgentError> {
        let blob = SshPublicKey::from(key.data.clone()).to_bytes();
        let mut request = Vec::new();
        put(&blob.map_err(|_| AgentError::Answer)?, &mut request);
        put(data, &mut request);
        request.extend(RSA_SHA2_512.to_be_bytes());
        let answer = self.ask(SIGN_REQUEST, &request)?;
        let mut rest = body(&answer, SIGN_RESPONSE).map_err(|_| AgentError::Refused)?;
        Signature::try_from(string(&mut rest)?).map_err(|_| AgentError::Answer)
    }

    fn ask(&mut self, kind: u8, request: &[u8]) -> Result<Vec<u8>, AgentError> {
        let length = u32::try_from(request.len() + 1).map_err(|_| AgentError::Answer)?;
        let message = [&length.to_be_bytes(), [kind].as_slice(), request].concat();
        self.stream.write_all(&message)?;
        self.stream.flush()?;
        let mut length = [0; 4];
        self.stream.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length > MAX_ANSWER {
            return Err(AgentError::Answer);
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer)?;
        Ok(answer)
    }
}

fn number(rest: &mut &[u8]) -> Result<u32, AgentError> {
    let (number, after) = rest.split_first_chunk().ok_or(AgentError::Answer)?;
    *rest = after;
    Ok(u32::from_be_bytes(*number))
}

/// A string: its length, then its bytes.
fn string<'r>(rest: &mut &'r [u8]) -> Result<&'r [u8], AgentError> {
    let length = number(rest)? as usize;
    let (string, after) = rest.split_at_checked(length).ok_or(AgentError::Answer)?;
    *rest = after;
    Ok(string)
}

fn put(string: &[u8], into: &mut Vec<u8>) {
    // What is asked for is at most a key and a digest.
    let length = u32::try_from(string.len()).unwrap_or(u32::MAX);
    into.extend(length.to_be_bytes());
    into.extend_from_slice(string);
}

fn body(answer: &[u8], kind: u8) -> Result<&[u8], AgentError> {
    match answer.split_first() {
        Some((found, rest)) if *found == kind => Ok(rest),
        _ => Err(AgentError::Answer),
    }
}

fn identity(blob: &[u8]) -> Option<Identity> {
    let key = SshPublicKey::from_bytes(blob).ok()?;
    Some(Identity {
        key: public_key(&key)?,
        data: key.key_data().clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An agent that answers whatever it is asked with the same bytes.
    struct Parrot(io::Cursor<Vec<u8>>);

    impl Read for Parrot {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.0.read(into)
        }
    }

    impl Write for Parrot {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    proptest! {
        #[test]
        fn no_answer_of_an_agent_makes_it_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            kind in prop::sample::select(vec![IDENTITIES_ANSWER, SIGN_RESPONSE, 5]),
        ) {
            let length = u32::try_from(bytes.len() + 1).unwrap();
            let framed = [&length.to_be_bytes(), [kind].as_slice(), &bytes].concat();
            for answer in [framed, bytes] {
                let _ = Agent::new(Parrot(io::Cursor::new(answer))).identities();
            }
        }
    }

    #[test]
    fn a_failing_agent_lists_nothing() {
        let failure = [0, 0, 0, 1, 5];
        let answer = Agent::new(Parrot(io::Cursor::new(failure.to_vec()))).identities();
        assert!(matches!(answer, Err(AgentError::Answer)));
    }
}
