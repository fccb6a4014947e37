//! Reading any text as a bibliography ends, and every place lies within the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use obelus::interop::bibtex;

fuzz_target!(|text: &str| {
    for problem in bibtex::read(text).problems {
        assert!(text.get(problem.bytes).is_some());
    }
});
