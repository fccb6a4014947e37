//! Mistakes that no few lines can show: of files and folders, of git, and between several records.

use std::{fmt::Write as _, path::Path};

use obelus::model::diagnostic::Code;

use super::harbour::{file, harbour, with};
use crate::signatures::keys::{self, Keys, review};
use crate::support::World;

/// One mistake, made in the harbour's workspace.
pub(super) struct Case {
    /// What is found.
    pub(super) code: Code,
    /// Everything that is found, in the order it is reported.
    found: &'static [&'static str],
    /// Makes the mistake.
    make: fn(&World),
}

macro_rules! cases {
    ($($code:ident: [$($found:literal),*], $make:expr;)+) => {
        /// All cases.
        pub(super) const CASES: &[Case] = &[
            $(Case { code: Code::$code, found: &[$($found),*], make: $make },)+
        ];
    };
}

const RESTRICTED: &str = "[documents.pamphlet]
title = \"The pamphlet\"
license = \"not redistributable\"
path = \"documents/pamphlet.txt\"
length = 12000
quotation-budget = 0.05";

cases! {
    NotUtf8: ["not-utf8 reviews/weather/froze.toml:3:21"], |world| {
        let path = "reviews/weather/froze.toml";
        let text = file(path).replace("Each", "é");
        world.write(path, text.chars().map(|c| c as u8).collect::<Vec<_>>());
        // Latin-1: é is one byte, which UTF-8 does not know; `rationale = "` stands before it.
        world.write(path, [b"edition = 1\nconfidence = 0.8\nrationale = \"\xc3\xa9t\xc3\xa9, hi".as_slice(), b"\xe9r\"\n"].concat());
    };
    RecordTooLarge: ["record-too-large reviews/weather/froze.toml:1:1"], |world| {
        let long = "x".repeat(1 << 20);
        world.write("reviews/weather/froze.toml", format!("edition = 1\nabstain = \"{long}\"\n"));
    };
    RecordIsLink: ["record-is-link claims/linked:1:1", "record-is-link claims/sub.toml:1:1", "record-is-link reviews/weather/froze.toml:1:1"], |world| {
        world.commit("Regular files");
        world.commit_entries(&[
            ("reviews/weather/froze.toml", 0o120_000, "/etc/hostname"),
            ("claims/linked", 0o120_000, "/etc"),
            ("claims/notes.md", 0o120_000, "../README.md"),
            ("claims/sub.toml", 0o160_000, ""),
        ]);
    };
    BadPath: ["bad-path claims/Froze Again.toml:1:1", "bad-path claims/a/b/c/d/e.toml:1:1", "bad-path claims/nul.toml:1:1"], |world| {
        for id in ["Froze Again", "a/b/c/d/e", "nul"] {
            world.claim(id, file("claims/froze.toml"));
        }
    };
    PathsCollide: ["bad-path claims/Froze.toml:1:1", "paths-collide claims/froze.toml:1:1"], |world| {
        world.claim("Froze", file("claims/froze.toml"));
    };
    UnknownReviewer: ["unknown-reviewer reviews/stranger/reviewer.toml:1:1"], |world| {
        world.review("stranger", "froze", file("reviews/weather/froze.toml"));
    };
    UnknownClaim: ["unknown-claim reviews/weather/frozen.toml:1:1"], |world| {
        world.review("weather", "frozen", file("reviews/weather/froze.toml"));
    };
    SuccessorCycle: ["no-anchor claims/a.toml:1:1", "successor-cycle claims/c.toml:4:17"], |world| {
        for (id, next) in [("b", "c"), ("c", "b")] {
            world.claim(id, &format!("statement = \"x\"\nkind = \"fact\"\nstatus = \"superseded\"\nsuperseded-by = \"{next}\"\n"));
        }
        world.claim("a", "statement = \"x\"\nkind = \"fact\"\n");
    };
    RelationCycle: ["relation-cycle claims/well-run.toml:10:9"], |world| {
        let tie = |claim: &str| format!("[[relations]]\nkind = \"depends-on\"\nclaim = \"{claim}\"\n");
        world.claim("froze", &(file("claims/froze.toml").to_owned() + &tie("well-run")));
        world.claim("well-run", &(file("claims/well-run.toml").to_owned() + "\n" + &tie("froze")));
    };
    ReplyCycle: ["reply-cycle reviews/harbour/froze.toml:8:10"], |world| {
        let reply = |id: &str, target: &str| format!("\n[[arguments]]\nid = \"{id}\"\nstance = \"for\"\ntarget = \"{target}\"\ntext = \"So it is.\"\n");
        let review = "edition = 1\nconfidence = 0.8\nrationale = \"Frost.\"\n";
        world.review("harbour", "froze", &format!("{review}{}", reply("a", "weather#b")));
        world.review("weather", "froze", &format!("{review}{}", reply("b", "harbour#a")));
    };
    QuotationBudget: ["quotation-budget obelus.toml:6:20"], |world| {
        let document = "[documents.pamphlet]\ntitle = \"The pamphlet\"\nlength = 400\nquotation-budget = 0.05";
        world.write("obelus.toml", with("obelus.toml", document));
    };
    QuotationForbidden: ["quotation-forbidden claims/froze.toml:7:9"], |world| {
        world.write("obelus.toml", with("obelus.toml", RESTRICTED));
        world.claim("froze", &with("claims/froze.toml", "[[anchors]]\ndocument = \"pamphlet\"\nsection = \"The port\"\nexact = \"It froze.\""));
    };
    RestrictedTracked: ["restricted-text-tracked obelus.toml:6:8"], |world| {
        world.write("obelus.toml", with("obelus.toml", RESTRICTED));
        world.write("documents/pamphlet.txt", "The harbour froze …");
        world.commit("Everything, the text too");
    };
    StaleReview: ["stale-review reviews/harbour/froze.toml:1:11", "stale-review reviews/weather/froze.toml:1:11"], |world| {
        world.claim("froze", &with("claims/froze.toml", "edition = 2"));
    };
    JudgedMismatch: ["judged-mismatch reviews/weather/froze.toml:4:10"], |world| {
        let judged = format!("judged = \"sha256:{}\"", "0".repeat(64));
        world.write("reviews/weather/froze.toml", with("reviews/weather/froze.toml", &judged));
    };
    SharedKey: ["shared-key reviews/weather/reviewer.toml:3:9"], |world| {
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        for (reviewer, comment) in [("harbour", "old laptop"), ("weather", "new laptop")] {
            let path = format!("reviews/{reviewer}/reviewer.toml");
            world.write(&path, with(&path, &format!("keys = [\"{key} {comment}\"]")));
        }
    };
    SignatureMissing: [
        "signature-missing reviews/harbour/froze.toml:1:1",
        "signature-missing reviews/weather/froze.toml:1:1",
        "signature-missing reviews/weather/well-run.toml:1:1"
    ], |world| {
        world.write("obelus.toml", with("obelus.toml", "[policy]\nsignatures = \"required\""));
        world.write("reviews/weather/froze.toml.sig", "-----BEGIN SSH SIGNATURE-----\n");
    };
    SignatureBad: ["signature-bad reviews/weather/froze.toml:1:1"], |world| {
        world.write("reviews/weather/froze.toml.sig", "-----BEGIN SSH SIGNATURE-----\n");
    };
    SignatureUnsupported: ["signature-unsupported reviews/weather/froze.toml:1:1"], |world| {
        world.write("reviews/weather/froze.toml.sig", "-----BEGIN PGP SIGNATURE-----\n");
    };
    SignatureUnlisted: ["signature-unlisted reviews/weather/froze.toml:1:1"], |world| {
        sign(world, &Keys::new().ed25519("stranger"));
    };
    SignatureForeign: ["signature-foreign reviews/weather/froze.toml:1:1"], |world| {
        listed(world, "harbour", "keys");
    };
    SignatureExpired: ["signature-expired reviews/weather/froze.toml:1:1"], |world| {
        listed(world, "weather", "expired-keys");
    };
    SignatureRevoked: ["signature-revoked reviews/weather/froze.toml:1:1"], |world| {
        listed(world, "weather", "revoked-keys");
    };
    SignatureReplayed: ["signature-replayed reviews/weather/froze.toml:1:1"], |world| {
        world.write("reviews/weather/froze.toml", review(0.8));
        listed(world, "weather", "keys");
        let older = ["froze.toml", "froze.toml.sig"].map(|name| format!("reviews/weather/{name}"));
        let kept = older.clone().map(|path| (path.clone(), world.read(&path)));
        world.write("reviews/weather/froze.toml", review(0.2));
        world.remove("reviews/weather/froze.toml.sig");
        world.commit("The newer revision");
        for (path, text) in kept {
            world.write(&path, text);
        }
    };
    BadCommit: ["bad-commit obelus.toml:5:10"], |world| {
        world.write("obelus.toml", with("obelus.toml", "[[rounds]]\nname = \"first\"\ncommit = \"main\""));
    };
    UnknownCommit: ["unknown-commit obelus.toml:5:10"], |world| {
        let commit = "3f2a".repeat(10);
        world.write("obelus.toml", with("obelus.toml", &format!("[[rounds]]\nname = \"first\"\ncommit = \"{commit}\"")));
    };
    BadBibliography: ["bad-bibliography references.bib:2:1"], |world| {
        world.write("references.bib", "@book{log, title = {The log}}\n@book{torn, title = {\n");
    };
    OddBibliography: ["odd-bibliography references.bib:1:38"], |world| {
        world.write("references.bib", "@book{log, title = {The log}, year = {long ago}}\n");
    };
    MissingWorkspaceFile: ["missing-workspace-file obelus.toml:1:1"], |world| {
        world.commit("First");
        world.remove("obelus.toml");
        world.commit("Without the workspace file");
        world.write("obelus.toml", file("obelus.toml"));
    };
    UnexpectedFile: [
        "unexpected-file claims/other.TOML:1:1",
        "unexpected-file reviews/notes.toml:1:1"
    ], |world| {
        world.write("claims/other.TOML", "").write("reviews/notes.toml", "").write("claims/README.md", "");
    };
    OrphanSignature: ["orphan-signature reviews/weather/gone.toml.sig:1:1"], |world| {
        world.write("reviews/weather/gone.toml.sig", "-----BEGIN SSH SIGNATURE-----\n");
    };
}

/// Signs the weather desk's review of `froze`.
fn sign(world: &World, key: &Path) {
    let text = world.read("reviews/weather/froze.toml");
    let signature = keys::sign(key, "review@obelus", text.as_bytes());
    world.write("reviews/weather/froze.toml.sig", signature);
}

/// The same, by a key that a reviewer lists under a name.
fn listed(world: &World, reviewer: &str, list: &str) {
    let keys = Keys::new();
    let key = keys.ed25519("key");
    let path = format!("reviews/{reviewer}/reviewer.toml");
    world.write(
        &path,
        with(&path, &format!("{list} = [\"{}\"]", keys::public(&key))),
    );
    sign(world, &key);
}

#[test]
fn every_special_case_is_found_at_its_place_and_nothing_else_is() {
    let mut wrong = String::new();
    for case in CASES {
        let world = harbour();
        (case.make)(&world);
        let options: &[&str] = match case.code {
            // Without the file there is no workspace to be found; in a commit there is.
            Code::MissingWorkspaceFile | Code::RecordIsLink => &["HEAD"],
            _ => &[],
        };
        let found = world.findings_at(options);
        let code = case.code.as_str();
        if found != case.found || !found.iter().any(|line| line.starts_with(code)) {
            let _ = writeln!(wrong, "{code}: found {found:#?}\nwanted {:#?}", case.found);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
