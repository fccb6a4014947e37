//! Reading any text as a signature ends, and nothing but the one signature there is holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use obelus::{
    model::signature::{NAMESPACE, Proof},
    store::signature::{Agent, proof},
};

fuzz_target!(|bytes: &[u8]| {
    let armoured = [
        b"-----BEGIN SSH SIGNATURE-----\n".as_slice(),
        bytes,
        b"\n-----END SSH SIGNATURE-----\n",
    ]
    .concat();
    for text in [bytes, &armoured] {
        // A signature over this record would have to be made, which no fuzzer can.
        let found = proof(text, NAMESPACE, b"edition = 1\n");
        assert!(!matches!(found, Proof::By(_) | Proof::Absent));
    }
    let answer = std::io::Cursor::new(bytes.to_vec());
    let _ = Agent::new(answer).identities();
});
