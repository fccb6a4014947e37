//! The file by which a host checks pull requests.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::{Result, error::CliError};
use crate::model::identifiers::{is_commit, is_web_address};
use crate::store::{
    repo::Repo,
    write::{Change, Expected, Writer},
};

/// A host that checks pull requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    /// .github/workflows/obelus.yml
    Github,
    /// .gitlab-ci.yml
    Gitlab,
}

const GITHUB: &str = include_str!("../../../../docs/ci/github.yml");
const GITLAB: &str = include_str!("../../../../docs/ci/gitlab.yml");

/// Where obelus itself is to be had: its repository, and the full name of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tool {
    source: String,
    revision: String,
}

impl std::str::FromStr for Tool {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let wanted = "write https://HOST/OWNER/obelus@ and the full name of a commit of it";
        let (source, revision) = text.rsplit_once('@').ok_or(wanted)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
        let fits = source.starts_with("https://")
            && is_web_address(source)
            && source.chars().all(plain)
            && is_commit(revision);
        let tool = || Self {
            source: source.to_owned(),
            revision: revision.to_owned(),
        };
        fits.then(tool).ok_or_else(|| wanted.to_owned())
    }
}

/// What was written, and what is left to do.
#[derive(Debug)]
pub(super) struct Written {
    /// The file, relative to the top of the repository.
    pub(super) path: &'static str,
    /// What the user must still do, in order.
    pub(super) todo: Vec<String>,
}

/// Writes the file of a host at the top of the repository; an existing one is never overwritten.
pub(super) fn write(ci: Ci, tool: Option<&Tool>, root: &Path) -> Result<Written> {
    let top = top(root)?;
    let folder = root.strip_prefix(&top).unwrap_or(Path::new(""));
    let path = path(ci, &top);
    let change = Change {
        path: path.to_owned(),
        expected: Expected::Absent,
        text: text(ci, tool, &workspace(folder)?),
    };
    if top.join(path).symlink_metadata().is_ok() {
        return Err(CliError::refused(format!("{path} is there already"))
            .hint("compare it with the template in docs/ci, or move it away first"));
    }
    Writer::new(&top).put_all(&[change])?;
    let mut todo = Vec::new();
    if tool.is_none() {
        todo.push(format!(
            "write into {path} where obelus is to be had: no release has been published yet"
        ));
    }
    if path == GITLAB_BESIDE {
        todo.push(format!(
            "add to .gitlab-ci.yml:  include: [{{local: {path}}}]"
        ));
    }
    Ok(Written { path, todo })
}

/// For projects that have a file of their own.
const GITLAB_BESIDE: &str = ".gitlab/obelus.yml";

fn path(ci: Ci, top: &Path) -> &'static str {
    match ci {
        Ci::Github => ".github/workflows/obelus.yml",
        Ci::Gitlab if top.join(".gitlab-ci.yml").symlink_metadata().is_ok() => GITLAB_BESIDE,
        Ci::Gitlab => ".gitlab-ci.yml",
    }
}

/// The folder of the repository, where hosts look for their files.
fn top(root: &Path) -> Result<PathBuf> {
    let repo = Repo::discover(root)?;
    let top = repo.as_ref().and_then(Repo::workdir).unwrap_or(root);
    Ok(top.canonicalize()?)
}

/// The workspace's folder as it can stand in YAML without quotation marks.
fn workspace(folder: &Path) -> Result<String> {
    let text = folder.to_string_lossy().replace('\\', "/");
    if text.is_empty() {
        return Ok(".".to_owned());
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
    if text.chars().all(plain) && !text.starts_with('-') {
        return Ok(text);
    }
    Err(CliError::refused(format!(
        "the folder {text} has characters that a workflow could misread"
    ))
    .hint("give the folder a name of letters, digits, `-` and `_`"))
}

fn text(ci: Ci, tool: Option<&Tool>, workspace: &str) -> String {
    let template = match ci {
        Ci::Github => GITHUB,
        Ci::Gitlab => GITLAB,
    };
    let text = template.replace("WORKSPACE: .\n", &format!("WORKSPACE: {workspace}\n"));
    let Some(tool) = tool else {
        return text;
    };
    text.replace(
        "OBELUS_SOURCE: \"\"",
        &format!("OBELUS_SOURCE: \"{}\"", tool.source),
    )
    .replace(
        "OBELUS_REVISION: \"\"",
        &format!("OBELUS_REVISION: \"{}\"", tool.revision),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_tool_is_had_must_be_exact() {
        let commit = "0c5f71b2273aba41c883bf85966bb210080d48b2";
        assert!(
            format!("https://example.org/o/obelus@{commit}")
                .parse::<Tool>()
                .is_ok()
        );
        for text in [
            "https://example.org/o/obelus".to_owned(),
            "https://example.org/o/obelus@main".to_owned(),
            format!("http://example.org/o/obelus@{commit}"),
            format!("https://example.org/o\"$(id)@{commit}"),
            format!("--upload-pack=x@{commit}"),
        ] {
            assert!(text.parse::<Tool>().is_err(), "{text} was accepted");
        }
    }
}
