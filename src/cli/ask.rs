//! Questions on a terminal. They only fill in what options could have said.

use dialoguer::{Confirm, Input, Password, Select};

use super::{Result, error::CliError, ui::Ui};

/// Refuses to ask where nobody can answer, naming the options that say the same.
pub(super) fn need_terminal(what: &str, options: &str) -> Result<()> {
    if Ui::is_interactive() {
        return Ok(());
    }
    Err(CliError::new(format!(
        "{what} is missing, and there is no terminal to ask on"
    ))
    .hint(options))
}

fn failed(error: dialoguer::Error) -> CliError {
    let dialoguer::Error::IO(error) = error;
    if error.kind() == std::io::ErrorKind::Interrupted {
        return CliError::new("interrupted; nothing was written");
    }
    error.into()
}

/// A text, checked while it is typed; an empty one is none.
pub(super) fn optional(prompt: &str, initial: &str) -> Result<Option<String>> {
    let input = Input::<String>::new().with_prompt(prompt).allow_empty(true);
    let input = if initial.is_empty() {
        input
    } else {
        input.with_initial_text(initial)
    };
    let text = input.interact_text().map_err(failed)?;
    let text = text.trim();
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// A text that must be given and must be understood.
pub(super) fn parsed<T>(
    prompt: &str,
    initial: &str,
    parse: impl Fn(&str) -> std::result::Result<T, String>,
) -> Result<T> {
    loop {
        let answer = optional(prompt, initial)?.unwrap_or_default();
        match parse(&answer) {
            Ok(value) => return Ok(value),
            Err(problem) => eprint_line(&problem),
        }
    }
}

/// One of several; the answer is its place.
pub(super) fn choose(prompt: &str, items: &[&str], default: usize) -> Result<usize> {
    let select = Select::new()
        .with_prompt(prompt)
        .items(items)
        .default(default);
    select.interact().map_err(failed)
}

/// Yes or no.
pub(super) fn confirm(prompt: &str, default: bool) -> Result<bool> {
    let confirm = Confirm::new().with_prompt(prompt).default(default);
    confirm.interact().map_err(failed)
}

/// A text that is not shown while it is typed.
pub(super) fn secret(prompt: &str) -> Result<String> {
    Password::new()
        .with_prompt(prompt)
        .interact()
        .map_err(failed)
}

fn eprint_line(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
