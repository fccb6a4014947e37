//! Detached signatures made by `ssh-keygen -Y sign`, and every way in which one proves nothing.

use std::fs;

use super::keys::{Keys, public, review, sign, state, world};
use crate::support::World;

const NAMESPACE: &str = "review@obelus";
const PATH: &str = "reviews/ada/froze.toml";
const SIG: &str = "reviews/ada/froze.toml.sig";

/// Ada's record, signed by this key in this namespace.
fn signed(world: &World, key: &std::path::Path, namespace: &str) {
    let text = world.read(PATH);
    world.write(SIG, sign(key, namespace, text.as_bytes()));
}

#[test]
fn signatures_of_every_common_kind_of_key_are_verified() {
    let keys = Keys::new();
    let ben = keys.ed25519("ben");
    for (name, kind) in [
        ("ed25519", &["ed25519"][..]),
        ("p256", &["ecdsa", "-b", "256"]),
        ("p384", &["ecdsa", "-b", "384"]),
        ("p521", &["ecdsa", "-b", "521"]),
        ("rsa", &["rsa", "-b", "2048"]),
    ] {
        let ada = keys.make(name, kind, "");
        let world = world(&ada, &ben);
        assert_eq!(state(&world, "ada"), "absent", "{name}");
        signed(&world, &ada, NAMESPACE);
        assert_eq!(state(&world, "ada"), "verified record", "{name}");
        assert_eq!(state(&world, "ben"), "absent", "{name}");
        assert!(
            !world
                .findings()
                .iter()
                .any(|line| line.starts_with("signature"))
        );
    }
}

#[test]
fn every_way_to_prove_nothing_has_its_own_state_and_finding() {
    let keys = Keys::new();
    let [ada, ben, stranger] = ["ada", "ben", "stranger"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    let finds = |wanted: &str, code: &str| {
        assert_eq!(state(&world, "ada"), format!("{wanted} record"));
        let found = world.findings();
        assert!(found.contains(&format!("{code} {PATH}:1:1")), "{found:#?}");
    };
    signed(&world, &stranger, NAMESPACE);
    finds("unlisted", "signature-unlisted");
    signed(&world, &ben, NAMESPACE);
    finds("foreign", "signature-foreign");
    signed(&world, &ada, "git");
    finds("bad", "signature-bad");
    signed(&world, &ada, "file");
    finds("bad", "signature-bad");
    world.write(
        SIG,
        "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n",
    );
    finds("unsupported", "signature-unsupported");
    world.write(SIG, "");
    finds("bad", "signature-bad");
    world.write(SIG, vec![b'A'; 20_000]);
    finds("bad", "signature-bad");
    signed(&world, &ada, NAMESPACE);
    world.write(PATH, world.read(PATH).replace("0.35", "0.95"));
    finds("bad", "signature-bad");
}

#[test]
fn a_signed_review_cannot_be_put_under_another_claim() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    signed(&world, &ada, NAMESPACE);
    world.claim("thawed", crate::support::CLAIM);
    world.write("reviews/ada/thawed.toml", world.read(PATH));
    world.write("reviews/ada/thawed.toml.sig", world.read(SIG));
    let found = world.findings();
    assert!(
        found.contains(&"claim-mismatch reviews/ada/thawed.toml:3:9".to_owned()),
        "{found:#?}"
    );
    assert!(
        found.contains(&"signature-bad reviews/ada/thawed.toml:1:1".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_record_that_does_not_say_what_it_judges_is_not_bound() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    for key in ["claim = ", "judged = "] {
        let lines = review(0.35);
        let kept: Vec<&str> = lines
            .lines()
            .filter(|line| !line.starts_with(key))
            .collect();
        world.write(PATH, kept.join("\n") + "\n");
        signed(&world, &ada, NAMESPACE);
        assert_eq!(state(&world, "ada"), "bad record", "{key}");
    }
}

#[test]
fn an_expired_key_covers_what_stood_there_and_a_revoked_one_nothing() {
    let keys = Keys::new();
    let [ada, ben, new] = ["ada", "ben", "new"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    world.claim("thawed", crate::support::CLAIM);
    signed(&world, &ada, NAMESPACE);
    world.commit("A signed review");
    let roster = |current: &str, list: &str| {
        let lists = format!(
            "name = \"ada\"\nkeys = [\"{current}\"]\n{list} = [\"{}\"]\n",
            public(&ada)
        );
        world.reviewer("ada", &lists);
    };
    roster(&public(&new), "expired-keys");
    assert_eq!(state(&world, "ada"), "verified record", "not yet committed");
    world.commit("The key expires");
    assert_eq!(state(&world, "ada"), "verified record");

    let later = review(0.35).replace("froze", "thawed");
    world.review("ada", "thawed", &later);
    world.write(
        "reviews/ada/thawed.toml.sig",
        sign(&ada, NAMESPACE, later.as_bytes()),
    );
    let expired = "signature-expired reviews/ada/thawed.toml:1:1".to_owned();
    assert!(world.findings().contains(&expired));
    world.commit("A late review");
    assert!(world.findings().contains(&expired));
    world.commit("Nothing");
    world.review("ada", "froze", &review(0.5));
    signed(&world, &ada, NAMESPACE);
    assert_eq!(state(&world, "ada"), "expired record");

    roster(&public(&new), "revoked-keys");
    world.commit("The key was lost");
    assert_eq!(state(&world, "ada"), "revoked record");
}

#[test]
fn a_branch_that_began_before_the_key_expired_does_not_smuggle_a_review_in() {
    let keys = Keys::new();
    let [ada, ben, new] = ["ada", "ben", "new"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    world.remove(PATH);
    world.commit("A workspace");
    world.branch("late");
    world.review("ada", "froze", &review(0.35));
    signed(&world, &ada, NAMESPACE);
    world.commit("A review with an old date");
    let late = world.read(PATH);
    let signature = world.read(SIG);
    world.checkout("main");
    let lists = format!(
        "name = \"ada\"\nkeys = [\"{}\"]\nexpired-keys = [\"{}\"]\n",
        public(&new),
        public(&ada)
    );
    world.reviewer("ada", &lists);
    world.commit("The key expires");
    // The branch takes the trunk in, and the trunk then moves on to it: the review comes first in
    // the order of first parents, though not in the commit that made the key expire.
    world.checkout("late");
    world.reviewer("ada", &lists);
    world.commit_merge("main", "Take the trunk in");
    assert_eq!((world.read(PATH), world.read(SIG)), (late, signature));
    assert_eq!(state(&world, "ada"), "expired record");
}

#[test]
fn squashing_and_rebasing_keep_what_is_proven() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    world.remove(PATH);
    world.commit("A workspace");
    world.branch("work");
    for confidence in [0.2, 0.3] {
        world.review("ada", "froze", &review(confidence));
        signed(&world, &ada, NAMESPACE);
        world.commit("One of several steps");
    }
    let (text, signature) = (world.read(PATH), world.read(SIG));
    world.checkout("main");
    world.write(PATH, text).write(SIG, signature);
    world.commit_as("A forge", "noreply@example.org", "Squashed (#1)");
    assert_eq!(state(&world, "ada"), "verified record");
}

#[test]
fn signatures_that_belong_to_nothing_are_told() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    world.write("reviews/ada/gone.toml.sig", "x");
    world.write("reviews/ada/reviewer.toml.sig", "x");
    world.write("claims/froze.toml.sig", "x");
    let found = world.findings();
    for wanted in [
        "orphan-signature reviews/ada/gone.toml.sig:1:1",
        "unexpected-file reviews/ada/reviewer.toml.sig:1:1",
        "unexpected-file claims/froze.toml.sig:1:1",
    ] {
        assert!(found.contains(&wanted.to_owned()), "{wanted} in {found:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_signature_that_is_a_link_is_refused() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    signed(&world, &ada, NAMESPACE);
    let elsewhere = keys.path("elsewhere.sig");
    fs::rename(world.path().join(SIG), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, world.path().join(SIG)).unwrap();
    let found = world.findings();
    assert!(
        found.contains(&format!("record-is-link {SIG}:1:1")),
        "{found:#?}"
    );
}

#[test]
fn a_policy_can_require_signatures() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    world.write(
        "obelus.toml",
        format!(
            "{}[policy]\nsignatures = \"required\"\n",
            crate::support::WORKSPACE
        ),
    );
    let missing = |id: &str| format!("signature-missing reviews/{id}/froze.toml:1:1");
    assert!(
        [missing("ada"), missing("ben")]
            .iter()
            .all(|line| world.findings().contains(line))
    );
    signed(&world, &ada, NAMESPACE);
    let found = world.findings();
    assert!(
        !found.contains(&missing("ada")) && found.contains(&missing("ben")),
        "{found:#?}"
    );
    world.write(PATH, world.read(PATH).replace("0.35", "0.95"));
    assert!(world.findings().contains(&missing("ada")));
    world.obelus(["check"]).exits(1);
}
