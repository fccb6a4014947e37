//! `obelus sign`, with keys in files and in a real agent.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::keys::{Agent, Keys, public, ssh_keygen_accepts, state, world};
use crate::support::{Output, REVIEW, World};

const NAMESPACE: &str = "review@obelus";
const PATH: &str = "reviews/ada/froze.toml";
const SIG: &str = "reviews/ada/froze.toml.sig";

/// A world in which Ada's review says nothing yet of signatures.
fn plain(ada: &Path, ben: &Path) -> World {
    let world = world(ada, ben);
    world.review("ada", "froze", REVIEW);
    world.commit("Unsigned work");
    world
}

fn sign(world: &World, more: &[&str]) -> Output {
    world.obelus([&["sign", "--reviewer", "ada"], more].concat())
}

fn accepted(world: &World, ada: &Path) -> bool {
    ssh_keygen_accepts(
        ada,
        NAMESPACE,
        world.read(PATH).as_bytes(),
        &world.read(SIG),
    )
}

#[test]
fn openssh_accepts_what_every_kind_of_key_signs() {
    let keys = Keys::new();
    let ben = keys.ed25519("ben");
    for (name, kind) in [
        ("ed25519", &["ed25519"][..]),
        ("p256", &["ecdsa", "-b", "256"]),
        ("p384", &["ecdsa", "-b", "384"]),
        ("p521", &["ecdsa", "-b", "521"]),
    ] {
        let (ada, world) = signed_by(&keys, name, kind, &ben);
        assert!(accepted(&world, &ada), "{name}");
        assert_eq!(state(&world, "ada"), "verified record", "{name}");
        assert!(!ssh_keygen_accepts(
            &ada,
            "git",
            world.read(PATH).as_bytes(),
            &world.read(SIG)
        ));
    }
}

/// A key and the world it signed in. Elliptic private keys that happen to be short are not understood
/// by themselves, one in 256 and every second of P-521; then the agent is asked for.
fn signed_by(keys: &Keys, name: &str, kind: &[&str], ben: &Path) -> (PathBuf, World) {
    for i in 0..64 {
        let ada = keys.make(&format!("{name}-{i}"), kind, "");
        let world = plain(&ada, ben);
        let found = sign(&world, &["froze", "--key", &ada.display().to_string()]);
        if found.code == 0 {
            return (ada, world);
        }
        assert!(
            name != "ed25519" && found.stderr.contains("ssh-add"),
            "{found}"
        );
    }
    panic!("no key of type {name} signs");
}

#[test]
fn what_is_signed_says_what_it_is_for_and_stays_as_it_is() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let key = ada.display().to_string();
    sign(&world, &["--all", "--check"]).exits(1);
    sign(&world, &["--all", "--key", &key]).exits(0);
    let report = world.obelus(["report", "--format", "json"]).json();
    assert_eq!(report["workspace"]["dirty"], true);
    let page = world.obelus(["report", "--format", "html"]).ok();
    assert!(
        page.contains(">Signatures</th>") && page.contains("<td>1 signed</td>"),
        "{page}"
    );
    let (text, signature) = (world.read(PATH), world.read(SIG));
    assert!(
        text.contains("claim = \"froze\"\n") && text.contains("judged = \"sha256:"),
        "{text}"
    );
    assert!(
        text.contains("previous = [\"sha256:"),
        "the committed revision is followed: {text}"
    );
    assert!(
        text.contains("confidence = 0.35\nrationale = \"The port's own log"),
        "{text}"
    );
    world.commit("Signed");
    for more in [&["--all"][..], &["froze"], &[]] {
        let said = sign(&world, more).exits(0).stderr;
        assert!(said.contains("nothing to sign"), "{said}");
        assert_eq!(
            (world.read(PATH), world.read(SIG)),
            (text.clone(), signature.clone())
        );
    }
    sign(&world, &["--all", "--check"]).exits(0);
    assert_eq!(
        state(&world, "ben"),
        "absent",
        "only one's own reviews are signed"
    );
}

#[test]
fn revisions_follow_each_other_and_an_older_one_is_refused() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let key = ada.display().to_string();
    let revise = |confidence: &str| {
        world
            .obelus([
                "review",
                "froze",
                "--reviewer",
                "ada",
                "--confidence",
                confidence,
            ])
            .exits(0);
        sign(&world, &["--key", &key]).exits(0);
        let kept = (world.read(PATH), world.read(SIG));
        world.commit("A signed revision");
        kept
    };
    let first = revise("0.4");
    let second = revise("0.5");
    let third = revise("0.6");
    assert_eq!(
        third.0.matches("\"sha256:").count(),
        4,
        "judged and three revisions: {}",
        third.0
    );
    assert_eq!(world.findings(), [""; 0].map(str::to_owned));
    for (text, signature) in [&first, &second] {
        world.write(PATH, text).write(SIG, signature);
        assert_eq!(state_despite(&world), "verified", "by itself it is sound");
        assert!(
            world
                .findings()
                .contains(&format!("signature-replayed {PATH}:1:1"))
        );
        world.obelus(["check"]).exits(1);
    }
    sign(&world, &["froze", "--key", &key]).exits(0);
    assert!(
        !world
            .findings()
            .iter()
            .any(|line| line.starts_with("signature")),
        "meant after all"
    );
}

fn state_despite(world: &World) -> String {
    let report = world
        .obelus(["report", "--format", "json", "--keep-going"])
        .json();
    report["claims"][0]["ratings"][0]["signature"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn an_edited_review_says_so_and_can_be_signed_again_by_itself() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let key = ada.display().to_string();
    sign(&world, &["froze", "--key", &key]).exits(0);
    let edit = |confidence: &str| {
        world
            .obelus([
                "review",
                "froze",
                "--reviewer",
                "ada",
                "--confidence",
                confidence,
            ])
            .exits(0)
            .stderr
    };
    let said = edit("0.4");
    assert!(
        said.contains("no longer fits the record: `obelus sign froze`"),
        "{said}"
    );
    assert_eq!(state(&world, "ada"), "bad record");
    let mut config = world.repo().config().unwrap();
    config.set_str("obelus.sign", "true").unwrap();
    config.set_str("gpg.format", "ssh").unwrap();
    config
        .set_str("user.signingkey", &format!("{key}.pub"))
        .unwrap();
    let said = edit("0.45");
    assert!(said.contains("froze.toml.sig"), "{said}");
    assert_eq!(state(&world, "ada"), "verified record");
    let argue = [
        "argue",
        "froze",
        "--reviewer",
        "ada",
        "--for",
        "--id",
        "log",
        "--text",
        "The log says so.",
    ];
    world.obelus(argue).exits(0);
    assert_eq!(state(&world, "ada"), "verified record");
    assert!(accepted(&world, &ada));
}

#[test]
fn the_agent_signs_where_the_roster_lists_one_of_its_keys() {
    let keys = Keys::new();
    let ben = keys.ed25519("ben");
    let other = keys.ed25519("other");
    let agent = Agent::start(&keys);
    agent.add(&other);
    for (name, kind) in [
        ("ed", &["ed25519"][..]),
        ("ec", &["ecdsa", "-b", "256"]),
        ("rsa", &["rsa", "-b", "2048"]),
    ] {
        let ada = keys.make(name, kind, "");
        agent.add(&ada);
        let world = plain(&ada, &ben);
        let run = |more: &[&str]| {
            let args = [&["sign", "--reviewer", "ada", "froze"], more].concat();
            world.run(args).env("SSH_AUTH_SOCK", &agent.socket()).go()
        };
        run(&[]).exits(0);
        assert!(accepted(&world, &ada), "{name}");
        // The public half is enough to name it, in an option or in git's configuration.
        fs::remove_file(&ada).unwrap();
        world.remove(SIG);
        run(&["--key", &format!("{}.pub", ada.display())]).exits(0);
        world.remove(SIG);
        let line = format!("key::{}", public(&ada));
        world
            .repo()
            .config()
            .unwrap()
            .set_str("user.signingkey", &line)
            .unwrap();
        run(&[]).exits(0);
        assert_eq!(state(&world, "ada"), "verified record", "{name}");
    }
}

#[test]
fn a_key_with_a_passphrase_is_left_to_the_agent_where_nobody_can_be_asked() {
    let keys = Keys::new();
    let ben = keys.ed25519("ben");
    let ada = keys.make("ada", &["ed25519"], "");
    let world = plain(&ada, &ben);
    let agent = Agent::start(&keys);
    agent.add(&ada);
    let mut lock = Command::new("ssh-keygen");
    super::keys::run(lock.args(["-q", "-p", "-N", "open sesame", "-f"]).arg(&ada));
    let key = ada.display().to_string();
    let said = sign(&world, &["froze", "--key", &key]).exits(2).stderr;
    assert!(
        said.contains("passphrase") && said.contains("ssh-add"),
        "{said}"
    );
    assert!(!world.path().join(SIG).exists());
    let args = ["sign", "--reviewer", "ada", "froze", "--key", &key];
    world
        .run(args)
        .env("SSH_AUTH_SOCK", &agent.socket())
        .go()
        .exits(0);
    assert!(accepted(&world, &ada));
}

#[cfg(unix)]
#[test]
fn a_passphrase_is_asked_for_on_a_terminal_and_not_shown() {
    let keys = Keys::new();
    let ben = keys.ed25519("ben");
    let ada = keys.make("ada", &["ed25519"], "open sesame");
    let world = plain(&ada, &ben);
    let key = ada.display().to_string();
    for (typed, signed) in [("wrong words\r", false), ("open sesame\r", true)] {
        let args = ["sign", "--reviewer", "ada", "froze", "--key", &key];
        let mut terminal = world.run(args).on_a_terminal();
        terminal.exp_string("Passphrase of").unwrap();
        terminal.send(typed).unwrap();
        terminal.flush().unwrap();
        let shown = terminal.exp_eof().unwrap();
        assert!(!shown.contains(typed.trim_end()), "{shown}");
        assert_eq!(world.path().join(SIG).exists(), signed, "{shown}");
    }
    assert!(accepted(&world, &ada));
}

#[test]
fn an_rsa_key_signs_through_the_agent_alone() {
    let keys = Keys::new();
    let ben = keys.ed25519("ben");
    let ada = keys.make("ada", &["rsa", "-b", "2048"], "");
    let world = plain(&ada, &ben);
    let said = sign(&world, &["froze", "--key", &ada.display().to_string()])
        .exits(2)
        .stderr;
    assert!(
        said.contains("ssh-rsa") && said.contains("ssh-add"),
        "{said}"
    );
    let agent = Agent::start(&keys);
    agent.add(&ada);
    let key = ada.display().to_string();
    let args = ["sign", "--reviewer", "ada", "froze", "--key", &key];
    world
        .run(args)
        .env("SSH_AUTH_SOCK", &agent.socket())
        .go()
        .exits(0);
    assert!(accepted(&world, &ada));
}

#[test]
fn who_has_no_listed_key_is_told_what_to_type() {
    let keys = Keys::new();
    let [ada, ben, new] = ["ada", "ben", "new"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let said = sign(&world, &["froze"]).exits(2).stderr;
    assert!(
        said.contains("--key FILE") && said.contains("ssh-keygen -t ed25519"),
        "{said}"
    );
    let key = new.display().to_string();
    let said = sign(&world, &["froze", "--key", &key]).exits(2).stderr;
    assert!(
        said.contains("obelus reviewer key ada --add \"ssh-ed25519 AAAA"),
        "{said}"
    );
    let file = format!("{key}.pub");
    world
        .obelus(["reviewer", "key", "ada", "--add", &file])
        .exits(0);
    sign(&world, &["froze", "--key", &key]).exits(0);
    assert_eq!(state(&world, "ada"), "verified record");
    world.commit("Signed with the new key");
    world
        .obelus(["reviewer", "key", "ada", "--expire", &file])
        .exits(0);
    assert_eq!(
        state(&world, "ada"),
        "verified record",
        "it was here before"
    );
    world
        .obelus(["reviewer", "key", "ada", "--revoke", &file])
        .exits(0);
    assert_eq!(state(&world, "ada"), "revoked record");
    world
        .obelus(["reviewer", "key", "ada", "--add", &file])
        .exits(1);
    assert!(
        world
            .read("reviews/ada/reviewer.toml")
            .contains(&public(&ada)),
        "other keys stay"
    );
}

#[test]
fn what_is_wrong_or_stale_or_not_there_is_not_signed() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let key = ada.display().to_string();
    world.review(
        "ada",
        "froze",
        "edition = 1\nconfidence = 60\nrationale = \"Percent.\"\n",
    );
    sign(&world, &["froze", "--key", &key]).exits(1);
    world.review("ada", "froze", REVIEW);
    world.claim("froze", &format!("{}edition = 2\n", crate::support::CLAIM));
    let said = sign(&world, &["froze", "--key", &key]).exits(1).stderr;
    assert!(said.contains("obelus review froze"), "{said}");
    world.claim("thawed", crate::support::CLAIM);
    sign(&world, &["thawed", "--key", &key]).exits(2);
    assert!(!world.path().join(SIG).exists());
}

#[test]
fn a_merge_follows_both_sides_and_another_branch_on_request() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let key = ada.display().to_string();
    world.branch("laptop");
    world
        .obelus([
            "review",
            "froze",
            "--reviewer",
            "ada",
            "--confidence",
            "0.4",
        ])
        .exits(0);
    sign(&world, &["--key", &key]).exits(0);
    world.commit("From the laptop");
    world.checkout("main");
    world
        .obelus([
            "review",
            "froze",
            "--reviewer",
            "ada",
            "--confidence",
            "0.6",
        ])
        .exits(0);
    sign(&world, &["--key", &key, "--after", "laptop"]).exits(0);
    let digests = world.read(PATH).matches("\"sha256:").count();
    assert_eq!(
        digests,
        3,
        "judged, the first revision and the laptop's: {}",
        world.read(PATH)
    );
    world.commit("From the desk");
    world.commit_merge("laptop", "Both");
    world
        .obelus([
            "review",
            "froze",
            "--reviewer",
            "ada",
            "--confidence",
            "0.5",
        ])
        .exits(0);
    sign(&world, &["--key", &key]).exits(0);
    assert_eq!(
        world.read(PATH).matches("\"sha256:").count(),
        4,
        "{}",
        world.read(PATH)
    );
}

#[test]
fn formatting_leaves_signed_reviews_alone() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = plain(&ada, &ben);
    let untidy = REVIEW.replace("confidence = 0.35", "confidence   =   0.35");
    world.review("ada", "froze", &untidy);
    sign(&world, &["froze", "--key", &ada.display().to_string()]).exits(0);
    let text = world.read(PATH);
    assert!(text.contains("confidence   ="));
    let said = world.obelus(["fmt"]).exits(0).stderr;
    assert!(said.contains(PATH) && said.contains("signature"), "{said}");
    assert_eq!(world.read(PATH), text);
    world.obelus(["fmt", "--check"]).exits(0);
}
