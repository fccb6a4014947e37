//! Keys made by `ssh-keygen`, and a workspace whose reviewers have them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::support::World;

/// A folder of keys.
pub(crate) struct Keys(TempDir);

impl Keys {
    pub(crate) fn new() -> Self {
        Self(TempDir::with_prefix("obelus-keys-").unwrap())
    }

    /// Makes a key of a type that `ssh-keygen` names, with a passphrase or without; gives its file.
    pub(crate) fn make(&self, name: &str, kind: &[&str], passphrase: &str) -> PathBuf {
        let file = self.0.path().join(name);
        let mut command = keygen();
        command.args(["-q", "-C", "a comment", "-N", passphrase, "-t"]);
        run(command.args(kind).arg("-f").arg(&file));
        file
    }

    /// Makes an ed25519 key without a passphrase.
    pub(crate) fn ed25519(&self, name: &str) -> PathBuf {
        self.make(name, &["ed25519"], "")
    }

    /// Where to put a file beside the keys.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// The line of the `.pub` file.
pub(crate) fn public(key: &Path) -> String {
    let text = fs::read_to_string(key.with_extension("pub")).unwrap();
    text.trim_end().to_owned()
}

fn keygen() -> Command {
    let mut command = Command::new("ssh-keygen");
    command.env_remove("SSH_AUTH_SOCK");
    command
}

/// Runs a command that must succeed.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().expect("OpenSSH and git are installed");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Signs some bytes with `ssh-keygen -Y sign`.
pub(crate) fn sign(key: &Path, namespace: &str, message: &[u8]) -> String {
    let dir = TempDir::with_prefix("obelus-sign-").unwrap();
    let file = dir.path().join("message");
    fs::write(&file, message).unwrap();
    run(keygen()
        .args(["-q", "-Y", "sign", "-n", namespace, "-f"])
        .arg(key)
        .arg(&file));
    fs::read_to_string(dir.path().join("message.sig")).unwrap()
}

/// What `ssh-keygen -Y verify` says of a signature over some bytes.
pub(crate) fn ssh_keygen_accepts(
    key: &Path,
    namespace: &str,
    message: &[u8],
    armoured: &str,
) -> bool {
    let dir = TempDir::with_prefix("obelus-verify-").unwrap();
    let [message_file, signature, signers] =
        ["message", "message.sig", "signers"].map(|name| dir.path().join(name));
    fs::write(&message_file, message).unwrap();
    fs::write(&signature, armoured).unwrap();
    fs::write(&signers, format!("ada {}\n", public(key))).unwrap();
    let mut command = keygen();
    command
        .args(["-Y", "verify", "-n", namespace, "-I", "ada", "-f"])
        .arg(&signers);
    command
        .arg("-s")
        .arg(&signature)
        .stdin(fs::File::open(&message_file).unwrap());
    command.output().unwrap().status.success()
}

/// A claim, two reviewers with these keys, and a review by each that says what a signature is for.
pub(crate) fn world(ada: &Path, ben: &Path) -> World {
    let world = World::new();
    world.claim("froze", crate::support::CLAIM);
    for (id, key) in [("ada", ada), ("ben", ben)] {
        world.reviewer(
            id,
            &format!(
                "name = \"{id}\"\nemails = [\"{id}@example.org\"]\nkeys = [\"{}\"]\n",
                public(key)
            ),
        );
        world.review(id, "froze", &review(0.35));
    }
    world
}

/// A review of the claim `froze` that binds a signature to it.
pub(crate) fn review(confidence: f64) -> String {
    format!(
        "edition = 1\njudged = \"{}\"\nclaim = \"froze\"\nconfidence = {confidence}\nrationale = \"The log.\"\n",
        digest()
    )
}

/// The digest of the claim of [`world`].
fn digest() -> String {
    let text = "The harbour froze in every winter of the decade.\0fact\0confidence\0";
    obelus::store::signature::digest(text.as_bytes())
}

/// The state of a reviewer's rating of `froze` in the JSON report, with what is signed.
#[track_caller]
pub(crate) fn state(world: &World, reviewer: &str) -> String {
    let report = world.obelus(["report", "--format", "json"]).json();
    let ratings = report["claims"][0]["ratings"].as_array().unwrap();
    let row = ratings
        .iter()
        .find(|row| row["reviewer"] == reviewer)
        .unwrap();
    let state = row["signature"].as_str().unwrap().to_owned();
    assert_eq!(row["signed"], state == "verified");
    match row["signature_covers"].as_str() {
        Some(covers) => format!("{state} {covers}"),
        None => state,
    }
}

/// A running `ssh-agent` of one's own.
pub(crate) struct Agent {
    process: std::process::Child,
    socket: PathBuf,
}

impl Agent {
    pub(crate) fn start(keys: &Keys) -> Self {
        let socket = keys.path("agent");
        let mut command = Command::new("ssh-agent");
        command
            .arg("-D")
            .arg("-a")
            .arg(&socket)
            .stdout(std::process::Stdio::null());
        let process = command.spawn().unwrap();
        // The socket is there a moment before anybody listens.
        let ready = (0..3_000).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            std::os::unix::net::UnixStream::connect(&socket).is_ok()
        });
        assert!(ready, "ssh-agent does not listen");
        Self { process, socket }
    }

    pub(crate) fn socket(&self) -> String {
        self.socket.display().to_string()
    }

    pub(crate) fn add(&self, key: &Path) {
        let mut command = Command::new("ssh-add");
        run(command
            .arg("-q")
            .arg(key)
            .env("SSH_AUTH_SOCK", &self.socket));
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
