//! Writing a record in the user's own editor. What was typed is never lost.

use std::{path::Path, process::Command};

use super::{Result, ask, context::Context, error::CliError, ui::Ui};

/// Lines that begin so are for the writer alone and are left out.
const HELP: &str = "##";

/// Opens the editor on a text and gives back what was written, without the lines of help.
///
/// `accept` looks at each version and says what is wrong with it; the user may then edit again.
/// Where they do not, the text is kept in a file and its place is said.
pub(super) fn edit<T>(
    help: &str,
    text: &str,
    context: &Context,
    accept: impl Fn(&str) -> Result<T>,
) -> Result<Option<T>> {
    let mut file = tempfile::Builder::new()
        .prefix("obelus-")
        .suffix(".toml")
        .tempfile()?;
    let first = format!("{}{text}", as_help(help));
    std::io::Write::write_all(&mut file, first.as_bytes())?;
    let path = file.into_temp_path();
    loop {
        let opened = open(&path);
        let written = std::fs::read_to_string(&path);
        let (Ok(()), Ok(written)) = (&opened, &written) else {
            let place = keep(path);
            let error = opened
                .err()
                .unwrap_or_else(|| CliError::new("the edited text is not UTF-8"));
            return Err(error.hint(format!("the text is kept in {place}")));
        };
        let content = without_help(written);
        if content.trim() == without_help(&first).trim() {
            return Ok(None);
        }
        match accept(&content) {
            Ok(value) => return Ok(Some(value)),
            Err(error) if Ui::is_interactive() => {
                context.ui.failure(&error);
                if !ask::confirm("Edit again?", true)? {
                    return Err(CliError::refused("nothing was written")
                        .hint(format!("your text is kept in {}", keep(path))));
                }
            }
            Err(error) => return Err(error.hint(format!("your text is kept in {}", keep(path)))),
        }
    }
}

fn as_help(help: &str) -> String {
    let line = |line: &str| format!("{HELP} {line}").trim_end().to_owned() + "\n";
    help.lines().map(line).collect::<Vec<_>>().concat()
}

fn without_help(text: &str) -> String {
    let kept = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(HELP));
    kept.collect::<Vec<_>>()
        .concat()
        .trim_start_matches(['\r', '\n'])
        .to_owned()
}

/// Keeps the file of an edit that came to nothing.
fn keep(path: tempfile::TempPath) -> String {
    let place = path.display().to_string();
    match path.keep() {
        Ok(kept) => kept.display().to_string(),
        Err(_) => place,
    }
}

fn open(path: &Path) -> Result<()> {
    let set = |name: &str| {
        std::env::var(name)
            .ok()
            .filter(|command| !command.trim().is_empty())
    };
    let command = set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(|| {
        CliError::new("no editor is set")
            .hint("set EDITOR, for instance: export EDITOR=nano")
            .hint("or say it by options; see --help")
    })?;
    let words = shell_words::split(&command).map_err(|error| {
        CliError::new(format!(
            "the editor `{command}` cannot be understood: {error}"
        ))
    })?;
    let (program, arguments) = words
        .split_first()
        .ok_or_else(|| CliError::new("no editor is set"))?;
    let status = Command::new(program)
        .args(arguments)
        .arg(path)
        .status()
        .map_err(|error| CliError::new(format!("cannot start the editor `{program}`: {error}")))?;
    if status.success() {
        return Ok(());
    }
    Err(CliError::new(format!(
        "the editor `{program}` ended with {status}"
    )))
}
