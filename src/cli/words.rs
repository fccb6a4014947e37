//! Texts as they are given on the command line: as such, from standard input, or from a file.

use std::io::Read;

use super::{Result, error::CliError};

/// The text an option names: `-` reads standard input, `@FILE` a file, `@@…` is a text that begins
/// with `@`. Line ends become line feeds, and line feeds at the end go.
pub(super) fn text(given: &str) -> Result<String> {
    let raw = match (given, given.strip_prefix('@')) {
        ("-", _) => from_stdin()?,
        (_, Some(rest)) if rest.starts_with('@') => rest.to_owned(),
        (_, Some(path)) => from_file(path)?,
        _ => given.to_owned(),
    };
    let text = raw.replace("\r\n", "\n");
    Ok(text.trim_end_matches('\n').to_owned())
}

/// [`text`] of an option that may be missing.
pub(super) fn optional(given: Option<&str>) -> Result<Option<String>> {
    given.map(text).transpose()
}

/// The content of a file, or of standard input where the name is `-`.
pub(super) fn file(name: &str) -> Result<String> {
    if name == "-" {
        from_stdin()
    } else {
        from_file(name)
    }
}

fn from_stdin() -> Result<String> {
    let mut text = String::new();
    std::io::stdin()
        .lock()
        .read_to_string(&mut text)
        .map_err(|error| CliError::new(format!("cannot read standard input: {error}")))?;
    Ok(text)
}

fn from_file(path: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        CliError::new(format!("cannot read {path}: {error}"))
            .hint("a text that begins with @ is written with two of them: @@…")
    })
}
