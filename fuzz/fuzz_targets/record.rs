//! Reading any text as any record ends, and every place lies within the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use obelus::store::{decode, layout::classify, locate};

fuzz_target!(|text: &str| {
    for path in [
        "obelus.toml",
        "claims/a.toml",
        "reviews/a/b.toml",
        "reviews/a/reviewer.toml",
    ] {
        let Some(Ok(at)) = classify(path) else {
            unreachable!("{path} is a record's path");
        };
        let (_, found) = decode::record(path, &at, text);
        for finding in locate::in_text(text, found) {
            assert!(text.get(finding.bytes).is_some());
        }
    }
});
