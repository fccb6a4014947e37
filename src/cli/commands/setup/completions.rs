//! Completions for the user's shell: where they belong, and putting them there when asked to.

use std::{env, fs, path::PathBuf};

use clap_complete::Shell;

use super::receipt::Receipt;
use crate::cli::{Result, command, context::Context, error::CliError};

/// The shell in $SHELL, if there is a script for it.
fn shell() -> Option<Shell> {
    Shell::from_shell_path(env::var_os("SHELL")?)
}

fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "obelus", &mut script);
    script
}

/// Where the shell looks for a user's completions; none where it looks nowhere by itself.
fn place(shell: Shell) -> Option<PathBuf> {
    let home = || env::home_dir().filter(|home| home.is_absolute());
    let base = |variable: &str, below: &str| {
        let set = env::var_os(variable).map(PathBuf::from);
        set.filter(|path| path.is_absolute())
            .or_else(|| home().map(|home| home.join(below)))
    };
    match shell {
        Shell::Bash => {
            Some(base("XDG_DATA_HOME", ".local/share")?.join("bash-completion/completions/obelus"))
        }
        Shell::Fish => {
            Some(base("XDG_CONFIG_HOME", ".config")?.join("fish/completions/obelus.fish"))
        }
        Shell::Zsh => Some(home()?.join(".zfunc/_obelus")),
        _ => None,
    }
}

fn here() -> Result<(Shell, PathBuf)> {
    let shell = shell().ok_or_else(|| {
        CliError::new("$SHELL names no shell that obelus writes completions for").hint(
            "`obelus completions SHELL` prints them; `obelus help completions` lists the shells",
        )
    })?;
    let place = place(shell).ok_or_else(|| {
        CliError::new(format!(
            "{shell} has no folder where completions are looked for"
        ))
        .hint(format!(
            "load what `obelus completions {shell}` prints in its profile"
        ))
    })?;
    Ok((shell, place))
}

/// Says how to install completions.
pub(super) fn explain(context: &Context) {
    match here() {
        Ok((shell, place)) => context.ui.say(&format!(
            "completions for {shell}: obelus setup --completions writes {}",
            place.display()
        )),
        Err(_) => context
            .ui
            .say("completions: obelus completions SHELL prints them"),
    }
}

/// Writes completions where the shell looks for them, unless something else stands there.
pub(super) fn write(receipt: &mut Receipt, context: &Context) -> Result<()> {
    let (shell, place) = here()?;
    let script = script(shell);
    let shown = place.display().to_string();
    match fs::read(&place) {
        Ok(found) if found == script => {
            context
                .ui
                .say(&format!("completions: {shown} has them already"));
            return Ok(());
        }
        Ok(_) if !receipt.files.contains(&shown) => {
            let command = format!(
                "obelus completions {shell} > {}",
                shell_words::quote(&shown)
            );
            context.ui.warn(&format!(
                "{shown} is there and not what this obelus writes, so it stays; to replace it: {command}"
            ));
            return Ok(());
        }
        _ => {}
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&place, script)?;
    context.ui.say(&format!("completions for {shell}: {shown}"));
    if shell == Shell::Zsh {
        context
            .ui
            .say("zsh looks there if ~/.zshrc says, before compinit: fpath+=~/.zfunc");
    }
    receipt.files.insert(shown);
    Ok(())
}

/// Whether a file is as this program would write it for some shell.
pub(super) fn is_own(found: &[u8]) -> bool {
    let shells = [Shell::Bash, Shell::Fish, Shell::Zsh];
    shells.into_iter().any(|shell| script(shell) == found)
}

/// Whether the completions are in their place and up to date, in words.
pub(super) fn status() -> Result<(bool, String)> {
    let (shell, place) = here()?;
    let shown = place.display();
    Ok(match fs::read(&place) {
        Ok(found) if found == script(shell) => (true, shown.to_string()),
        Ok(_) => (false, format!("{shown} is not what this obelus writes")),
        Err(_) => (false, format!("{shown} is not there")),
    })
}
