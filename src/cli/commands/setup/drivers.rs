//! The settings by which git finds the drivers.

use std::{env, path::Path};

use crate::cli::{Result, error::CliError};
use crate::store::repo::Repo;

/// What git calls the merge driver when it speaks of it.
const NAME: &str = "claims and reviews by id";
/// Hunks of a plain line diff are headed by the element of the record that they lie in.
const HEADINGS: &str = "^([[].*|id *=.*)$";
/// With what git calls the three sides, by which the driver sees that git took one record for another.
const MERGE: [&str; 11] = [
    "merge-driver",
    "%O",
    "%A",
    "%B",
    "%P",
    "-S",
    "%S",
    "-X",
    "%X",
    "-Y",
    "%Y",
];
const DIFF: [&str; 1] = ["diff-driver"];

/// A value of git's configuration that setup writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) key: &'static str,
    pub(super) value: String,
    /// What follows the program, if the value is a command.
    words: &'static [&'static str],
}

/// The settings for a program, which is given as the shell reads it.
pub(super) fn wanted(program: &str) -> Vec<Setting> {
    let setting = |key, value: String, words| Setting { key, value, words };
    // Of the two only the merge driver's command has its per cent signs replaced.
    let merged = program.replace('%', "%%");
    vec![
        setting("merge.obelus.name", NAME.to_owned(), &[]),
        setting(
            "merge.obelus.driver",
            format!("{merged} {}", MERGE.join(" ")),
            &MERGE,
        ),
        setting(
            "diff.obelus.command",
            format!("{program} {}", DIFF.join(" ")),
            &DIFF,
        ),
        setting("diff.obelus.xfuncname", HEADINGS.to_owned(), &[]),
    ]
}

impl Setting {
    /// Whether setup could have written a value under this key, for whichever program.
    pub(super) fn is_own(&self, value: &str) -> bool {
        match self.words {
            [] => value == self.value,
            _ => self.program_of(value).is_some(),
        }
    }

    /// The program that a command calls, if it is one that setup could have written.
    pub(super) fn program_of(&self, value: &str) -> Option<String> {
        let words = shell_words::split(value).ok()?;
        let (program, rest) = words.split_first()?;
        (!self.words.is_empty() && rest == self.words).then(|| program.replace("%%", "%"))
    }

    /// Refuses where somebody else's value stands in this clone's configuration.
    pub(super) fn refuse_foreign(&self, repo: &Repo) -> Result<()> {
        match repo.own_config(self.key) {
            Some(value) if !self.is_own(&value) => Err(CliError::refused(format!(
                "{} is `{value}`, which setup did not write; nothing was changed",
                self.key
            ))
            .hint(format!(
                "`git config --unset {}`, then `obelus setup` again",
                self.key
            ))),
            _ => Ok(()),
        }
    }
}

/// How a shell calls this program: by its bare name where that finds it, else by its full path.
pub(super) fn program() -> Result<String> {
    let running = env::current_exe()?;
    let running = running.canonicalize().unwrap_or(running);
    let by_name = on_path("obelus").and_then(|found| found.canonicalize().ok());
    if by_name.is_some_and(|found| found == running) {
        return Ok("obelus".to_owned());
    }
    let path = running.to_str().ok_or_else(|| {
        CliError::new(format!(
            "the path of this program is not UTF-8: {}",
            running.display()
        ))
        .hint("put `obelus` on PATH, then setup needs no path")
    })?;
    Ok(shell_words::quote(path).into_owned())
}

/// Whether a shell would find a program.
pub(super) fn is_runnable(program: &str) -> bool {
    Path::new(program).is_file() || on_path(program).is_some()
}

/// The file that a bare name is, as a shell finds it.
fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(&file))
        .find(|candidate| is_executable(candidate))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let runs = |meta: std::fs::Metadata| meta.is_file() && meta.permissions().mode() & 0o111 != 0;
    file.metadata().is_ok_and(runs)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_known_again_whatever_the_program_s_path() {
        for path in ["obelus", "/opt/my tools/obelus", "/a/100%/it's/obelus"] {
            for setting in wanted(&shell_words::quote(path)) {
                assert!(setting.is_own(&setting.value), "{setting:?}");
                if !setting.words.is_empty() {
                    let found = setting.program_of(&setting.value);
                    assert_eq!(found.as_deref(), Some(path));
                }
                assert!(!setting.is_own("mergiraf merge %O %A %B"));
                assert!(!setting.is_own("obelus merge-driver %O %A %B %P; rm -r x"));
            }
        }
    }
}
