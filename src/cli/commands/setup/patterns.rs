//! Which files the drivers are for.

use crate::cli::Result;
use crate::store::{layout::WORKSPACE_FILE, repo::Repo};

const VALUES: &str = "merge=obelus diff=obelus";

/// The lines of attributes for the workspace in a folder of the repository.
pub(super) fn lines(folder: &str) -> Vec<String> {
    ["claims/**/*.toml", "reviews/**/*.toml", WORKSPACE_FILE]
        .map(|pattern| line(folder, pattern))
        .to_vec()
}

/// In the folder's name any character stands for one that a pattern gives a meaning, since git and
/// libgit2 do not agree on how to take that away.
fn line(folder: &str, pattern: &str) -> String {
    let is_special = |c: char| "*?[]\\\"!".contains(c) || c.is_ascii_whitespace() || c.is_control();
    let literal = folder.replace(is_special, "?");
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("/{literal}{slash}{pattern} {VALUES}")
}

/// The lines of attributes among those that setup wrote, of whichever workspace.
pub(super) fn among(own: &[String]) -> Vec<String> {
    own.iter()
        .filter(|l| l.ends_with(VALUES))
        .cloned()
        .collect()
}

/// So many attributes are asked for to see whether the drivers are in force.
pub(super) const ASKED: usize = 6;

/// For which files git would use another driver or none, with what it has instead.
pub(super) fn overruled(repo: &Repo, folder: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in ["claims/a/b.toml", "reviews/a/b.toml", WORKSPACE_FILE] {
        let path = match folder {
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        };
        for name in ["merge", "diff"] {
            let value = repo.attribute(&path, name)?;
            if value.as_deref() != Some("obelus") {
                let kind = file.replace("a/b.toml", "**");
                let value = value.unwrap_or_else(|| "not set".to_owned());
                found.push(format!("{name} of {kind} is {value}"));
            }
        }
    }
    Ok(found)
}

/// The committed file that names the drivers, if one does.
pub(super) fn committed(repo: &Repo, folder: &str) -> Option<String> {
    let top = repo.workdir()?;
    let nested = format!("{folder}/.gitattributes");
    let places = [".gitattributes", nested.trim_start_matches('/')];
    let names = |text: String| text.contains("merge=obelus") || text.contains("diff=obelus");
    let found = places
        .into_iter()
        .find(|place| std::fs::read_to_string(top.join(place)).is_ok_and(names));
    found.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_special_characters_is_still_that_folder() {
        assert_eq!(
            lines("").first().unwrap(),
            "/claims/**/*.toml merge=obelus diff=obelus"
        );
        assert_eq!(
            line("a [1]", WORKSPACE_FILE),
            "/a??1?/obelus.toml merge=obelus diff=obelus"
        );
    }
}
