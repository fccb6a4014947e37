use std::sync::LazyLock;

use proptest::prelude::*;
use ssh_key::{LineEnding, PrivateKey, private::Ed25519Keypair};

use super::{digest, proof, sign_record};
use crate::model::signature::{COMMIT_NAMESPACE, NAMESPACE, Proof};

fn key(seed: u8) -> PrivateKey {
    PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]))
}

/// A record and its signature.
fn signed() -> (Vec<u8>, String) {
    static MADE: LazyLock<(Vec<u8>, String)> = LazyLock::new(make);
    MADE.clone()
}

fn make() -> (Vec<u8>, String) {
    let record =
        b"edition = 1\njudged = \"sha256:00\"\nclaim = \"froze\"\nconfidence = 0.35\n".to_vec();
    let signature = sign_record(&mut key(1), &record).unwrap();
    (record, signature)
}

fn holds(armoured: &[u8], record: &[u8]) -> bool {
    matches!(proof(armoured, NAMESPACE, record), Proof::By(_))
}

#[test]
fn a_signature_holds_for_its_record_and_its_namespace_alone() {
    let (record, signature) = signed();
    assert!(holds(signature.as_bytes(), &record));
    let replayed = proof(signature.as_bytes(), COMMIT_NAMESPACE, &record);
    assert!(matches!(replayed, Proof::Mismatch(_)), "{replayed:?}");
    for namespace in ["git", "file", "review@obelus "] {
        let made = key(1)
            .sign(namespace, ssh_key::HashAlg::Sha512, &record)
            .unwrap();
        let armoured = made.to_pem(LineEnding::LF).unwrap();
        assert!(!holds(armoured.as_bytes(), &record), "{namespace}");
    }
}

#[test]
fn every_flipped_bit_of_the_record_is_refused() {
    let (record, signature) = signed();
    for at in 0..record.len() {
        for bit in 0..8 {
            let mut changed = record.clone();
            changed[at] ^= 1 << bit;
            assert!(
                !holds(signature.as_bytes(), &changed),
                "byte {at}, bit {bit}"
            );
        }
    }
}

#[test]
fn every_flipped_bit_of_the_signature_is_refused() {
    let (record, signature) = signed();
    // The line end after the last line is no part of the signature.
    for at in 0..signature.trim_end().len() {
        for bit in 0..8 {
            let mut changed = signature.clone().into_bytes();
            changed[at] ^= 1 << bit;
            assert!(!holds(&changed, &record), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn no_part_of_one_signature_serves_in_another() {
    let (record, signature) = signed();
    let other = sign_record(&mut key(2), &record).unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (ours, theirs) = (lines(&signature), lines(&other));
    for at in 1..ours.len() - 1 {
        let mut mixed = ours.clone();
        mixed[at].clone_from(&theirs[at]);
        assert!(
            mixed == ours || !holds((mixed.join("\n") + "\n").as_bytes(), &record),
            "line {at}"
        );
    }
}

#[test]
fn digests_are_those_of_sha256() {
    let of_nothing = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(digest(b""), of_nothing);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic_or_holds(
        noise in prop::collection::vec(any::<u8>(), 0..400),
        at in 0_usize..400,
        cut in 0_usize..400,
    ) {
        let (record, signature) = signed();
        prop_assert!(!holds(&noise, &record));
        let mut bytes = signature.clone().into_bytes();
        let at = at.min(bytes.len());
        let cut = cut.min(bytes.len() - at);
        bytes.splice(at..at + cut, noise.iter().copied());
        prop_assert!(bytes == signature.as_bytes() || at >= signature.trim_end().len() || !holds(&bytes, &record));
    }

    #[test]
    fn no_blob_in_armour_makes_the_reader_panic(
        at in 0_usize..180,
        noise in prop::collection::vec(any::<u8>(), 0..12),
        cut in 0_usize..12,
    ) {
        // What is mutated here is the binary format within the armour.
        let (record, armoured) = signed();
        let body: String = armoured.lines().filter(|line| !line.starts_with("-----")).collect();
        let mut blob = from_base64(&body);
        let whole = blob.clone();
        let at = at.min(blob.len());
        let cut = cut.min(blob.len() - at);
        blob.splice(at..at + cut, noise);
        let text = in_armour(&blob);
        prop_assert!(blob == whole || !holds(text.as_bytes(), &record));
        prop_assert!(holds(in_armour(&whole).as_bytes(), &record));
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn from_base64(text: &str) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for c in text.bytes().filter(|c| *c != b'=') {
        let digit = DIGITS.iter().position(|digit| *digit == c).unwrap();
        bits = (bits << 6) | u32::try_from(digit).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    bytes
}

fn in_armour(blob: &[u8]) -> String {
    let mut digits = String::new();
    for three in blob.chunks(3) {
        let mut group = [0; 3];
        group[..three.len()].copy_from_slice(three);
        let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for i in 0..4 {
            let digit = usize::try_from((bits >> (18 - 6 * i)) & 63).unwrap();
            digits.push(if i <= three.len() {
                char::from(DIGITS[digit])
            } else {
                '='
            });
        }
    }
    let lines: Vec<String> = digits
        .as_bytes()
        .chunks(70)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect();
    format!(
        "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n",
        lines.join("\n")
    )
}
