//! Which key signs: the one that the user has already.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::cli::{Result, ask, context::Context, error::CliError, ui::Ui, workspace::Opened};
use crate::model::{
    id::ReviewerId,
    keyring::{Keyring, PublicKey, Standing},
    layout::reviewer_path,
};
use crate::store::signature::{Agent, AgentKey, KeyError, KeyFile, Signer};

/// A key that might sign.
enum Candidate {
    /// In a file.
    File(PathBuf, KeyFile),
    /// Written out; an agent must have it.
    Line(PublicKey),
}

impl Candidate {
    fn key(&self) -> Option<PublicKey> {
        match self {
            Self::File(_, file) => file.public(),
            Self::Line(key) => Some(key.clone()),
        }
    }
}

/// Something that signs for a reviewer: by the key that is given, else by the first that the roster
/// lists of git's `user.signingkey`, the agent's keys and `~/.ssh/id_ed25519`.
pub(super) fn signer(
    opened: &Opened,
    me: &ReviewerId,
    ring: &Keyring,
    given: Option<&Path>,
    context: &Context,
) -> Result<Box<dyn Signer>> {
    let mut seen = Vec::new();
    for candidate in candidates(opened, me, ring, given)? {
        let Some(key) = candidate.key() else {
            continue;
        };
        if ring.standing(&key) == Standing::Current(me) {
            context.ui.detail(&format!("signing with {}", key.as_str()));
            return open(candidate, &key);
        }
        seen.push(key);
    }
    Err(unlisted(me, ring, &seen))
}

fn candidates(
    opened: &Opened,
    me: &ReviewerId,
    ring: &Keyring,
    given: Option<&Path>,
) -> Result<Vec<Candidate>> {
    if let Some(path) = given {
        return Ok(vec![from_file(path)?]);
    }
    let mut found = Vec::new();
    found.extend(configured(opened)?);
    let theirs: Vec<&PublicKey> = ring.current_of(me).collect();
    let held = agent()
        .and_then(|mut agent| agent.identities().ok())
        .unwrap_or_default();
    let held = held.into_iter().map(|identity| identity.key);
    found.extend(
        held.filter(|key| theirs.contains(&key))
            .map(Candidate::Line),
    );
    let usual = home().map(|home| home.join(".ssh/id_ed25519"));
    found.extend(
        usual
            .filter(|path| path.exists())
            .map(|path| from_file(&path))
            .transpose()?,
    );
    Ok(found)
}

/// Git's own signing key, where git signs by SSH: a path, or a key written out.
fn configured(opened: &Opened) -> Result<Option<Candidate>> {
    let config = |key: &str| opened.repo.as_ref().and_then(|repo| repo.config(key));
    let Some(written) = config("user.signingkey") else {
        return Ok(None);
    };
    let literal = written.strip_prefix("key::").or_else(|| {
        let is_line = written.starts_with("ssh-") || written.starts_with("ecdsa-sha2-");
        is_line.then_some(written.as_str())
    });
    if let Some(line) = literal {
        return Ok(PublicKey::new(line).map(Candidate::Line));
    }
    if config("gpg.format").as_deref() != Some("ssh") {
        return Ok(None);
    }
    let path = match (written.strip_prefix("~/"), home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(&written),
    };
    from_file(&path).map(Some)
}

fn from_file(path: &Path) -> Result<Candidate> {
    let file = KeyFile::read(path).or_else(|error| {
        // A few private keys are not understood, such as elliptic ones that happen to be short; an
        // agent signs with them all the same.
        let mut public = path.as_os_str().to_owned();
        public.push(".pub");
        KeyFile::read(Path::new(&public)).map_err(|_| error)
    });
    let file = file.map_err(|error| unreadable(&error))?;
    Ok(Candidate::File(path.to_owned(), file))
}

fn unreadable(error: &KeyError) -> CliError {
    let failure = CliError::new(error.to_string());
    match error {
        KeyError::Old(path) => {
            let name = path.display().to_string();
            failure.hint(format!(
                "bring it into the present one: ssh-keygen -p -f {}",
                shell_words::quote(&name)
            ))
        }
        KeyError::NoKey(_) => {
            failure.hint("name a private key, or the .pub file of one that your agent has")
        }
        KeyError::Io(..) | KeyError::Passphrase => failure,
    }
}

fn open(candidate: Candidate, key: &PublicKey) -> Result<Box<dyn Signer>> {
    match candidate {
        Candidate::File(path, file @ KeyFile::Open(_)) if !file.needs_agent() => {
            opened(&path, file)
        }
        Candidate::File(path, file) => match from_agent(key) {
            Some(signer) => Ok(signer),
            None => opened(&path, file),
        },
        Candidate::Line(_) => from_agent(key).ok_or_else(|| no_private_half(key)),
    }
}

/// A locked key asks for its passphrase; a public key is looked for beside itself.
fn opened(path: &Path, file: KeyFile) -> Result<Box<dyn Signer>> {
    let name = path.display().to_string();
    match file {
        KeyFile::Open(_) | KeyFile::Locked(_) if file.needs_agent() => Err(CliError::new(format!(
            "{name} is a {} key, which only an agent signs with",
            kind(&file)
        ))
        .hint(format!(
            "let your agent have it: ssh-add {}",
            shell_words::quote(&name)
        ))),
        KeyFile::Open(key) => Ok(key),
        KeyFile::Public(key) => {
            let private = path.with_extension("");
            if path.extension().is_none_or(|ending| ending != "pub") || !private.exists() {
                return Err(no_private_half(&key));
            }
            let file = KeyFile::read(&private).map_err(|error| unreadable(&error))?;
            match file {
                KeyFile::Public(_) => Err(no_private_half(&key)),
                file => opened(&private, file),
            }
        }
        locked @ KeyFile::Locked(_) => {
            if !Ui::is_interactive() {
                let message =
                    format!("{name} needs its passphrase, and there is no terminal to ask on");
                return Err(CliError::new(message).hint(format!(
                    "let your agent have it: ssh-add {}",
                    shell_words::quote(&name)
                )));
            }
            let passphrase = ask::secret(&format!("Passphrase of {name}"))?;
            let open = locked
                .unlock(&passphrase)
                .map_err(|error| unreadable(&error))?;
            opened(path, open)
        }
    }
}

fn kind(file: &KeyFile) -> String {
    file.public()
        .map_or_else(String::new, |key| key.kind().to_owned())
}

fn no_private_half(key: &PublicKey) -> CliError {
    CliError::new(format!(
        "the private half of {key} was not found, or is not understood"
    ))
    .hint("let your agent have it: ssh-add FILE; or name its file: --key FILE")
}

fn unlisted(me: &ReviewerId, ring: &Keyring, seen: &[PublicKey]) -> CliError {
    let path = reviewer_path(me);
    let theirs = ring.current_of(me).count();
    let error = match (seen, theirs) {
        ([], 0) => CliError::new(format!("no SSH key was found, and {path} lists none")),
        ([], _) => CliError::new(format!("none of the keys that {path} lists was found")),
        ([key], _) => CliError::new(format!("{path} does not list the key {key}")),
        _ => CliError::new(format!(
            "{path} lists none of the {} keys that were found",
            seen.len()
        )),
    };
    let error = seen.iter().fold(error, |error, key| {
        error.hint(format!(
            "if it is yours: obelus reviewer key {me} --add \"{key}\""
        ))
    });
    if seen.is_empty() {
        return error
            .hint("name its file with --key FILE, or let your agent have it: ssh-add FILE")
            .hint("no key yet? ssh-keygen -t ed25519");
    }
    error
}

/// The agent that the environment names, if it can be reached.
#[cfg(unix)]
fn agent() -> Option<Agent<std::os::unix::net::UnixStream>> {
    Agent::connect(Path::new(&env::var_os("SSH_AUTH_SOCK")?)).ok()
}

/// The agent of OpenSSH for Windows, or the one that the environment names.
#[cfg(not(unix))]
fn agent() -> Option<Agent<std::fs::File>> {
    let named = env::var_os("SSH_AUTH_SOCK");
    let pipe = named.unwrap_or_else(|| r"\\.\pipe\openssh-ssh-agent".into());
    Agent::connect(Path::new(&pipe)).ok()
}

fn from_agent(key: &PublicKey) -> Option<Box<dyn Signer>> {
    let mut agent = agent()?;
    let identities = agent.identities().ok()?;
    let identity = identities
        .into_iter()
        .find(|identity| identity.key == *key)?;
    Some(Box::new(AgentKey { agent, identity }))
}

fn home() -> Option<PathBuf> {
    env::home_dir()
}

/// The line of a public key, given as a line or by the name of a file.
pub(in crate::cli) fn line_of(written: &str) -> Result<String> {
    if PublicKey::new(written).is_some() && !Path::new(written).exists() {
        return Ok(written.trim().to_owned());
    }
    let file = KeyFile::read(Path::new(written)).map_err(|error| unreadable(&error))?;
    let key = file
        .public()
        .ok_or_else(|| CliError::new(format!("{written} is no key")))?;
    Ok(key.to_string())
}
