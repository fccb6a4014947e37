//! What strangers can put into a pull request, file by file: nothing is run, nothing is written
//! elsewhere, nothing reaches the terminal but text, and every refusal says what to do.

mod canaries;
mod names;
mod objects;
mod owner;
mod revisions;
mod sizes;
mod terminal;

use crate::support::{Output, World};

/// Commands that read a commit, with their arguments; each must survive whatever it holds.
const READERS: &[&[&str]] = &[
    &["check", "HEAD"],
    &["check", "HEAD", "--format", "github"],
    &["check", "HEAD", "--format", "sarif"],
    &["check", "HEAD", "--format", "junit"],
    &["check", "HEAD", "--format", "code-quality"],
    &["check", "HEAD", "--format", "markdown"],
    &["report", "HEAD", "--keep-going"],
    &["report", "HEAD", "--keep-going", "--format", "markdown"],
    &["report", "HEAD", "--keep-going", "--format", "html"],
    &["diff", "HEAD~1..HEAD"],
    &["diff", "HEAD~1..HEAD", "--format", "markdown"],
    &["log", "--no-cache"],
    &["log", "--no-cache", "--full-history", "--format", "json"],
    &["blame", "froze"],
    &["claim", "show", "froze"],
    &["status", "--reviewer", "harbour"],
];

/// Runs every reader; none may crash, and none may write a control character.
#[track_caller]
fn all_survive(world: &World) {
    for args in READERS {
        is_plain(args, &world.obelus(*args));
    }
}

/// Exit codes are obelus's own, and what was written is text that deceives nobody.
#[track_caller]
fn is_plain(args: &[&str], out: &Output) {
    assert!((0..=2).contains(&out.code), "{args:?}: {out}");
    // JSON is data for programs; what a terminal is shown of it, the guard of the output decides.
    let json = args.contains(&"json") || args.contains(&"code-quality");
    let stdout = if json { "" } else { out.stdout.as_str() };
    for text in [stdout, &out.stderr] {
        let bad = text.chars().find(|c| is_hidden(*c));
        assert_eq!(bad, None, "{args:?}: {}", text.escape_debug());
        assert!(!text.contains("panicked"), "{args:?}: {text}");
    }
}

/// Controls but the line's end and tabs, and marks that hide or turn text.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}
