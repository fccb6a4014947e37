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

fn line(folder: &str, pattern: &str) -> String {
    let special = |c: char| matches!(c, '*' | '?' | '[' | ']' | '\\');
    let mut literal = String::new();
    for c in folder.chars() {
        if special(c) {
            literal.push('\\');
        }
        literal.push(c);
    }
    let slash = if folder.is_empty() { "" } else { "/" };
    let full = format!("/{literal}{slash}{pattern}");
    if !full.contains(|c: char| c.is_whitespace() || c == '"' || c.is_control()) {
        return format!("{full} {VALUES}");
    }
    format!("\"{}\" {VALUES}", quoted(&full))
}

/// As C writes strings, which git reads where a pattern has spaces.
fn quoted(text: &str) -> String {
    text.chars().fold(String::new(), |mut quoted, c| {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
        quoted
    })
}

/// The lines of attributes among those that setup wrote, of whichever workspace.
pub(super) fn among(own: &[String]) -> Vec<String> {
    own.iter()
        .filter(|l| l.ends_with(VALUES))
        .cloned()
        .collect()
}

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
            "\"/a \\\\[1\\\\]/obelus.toml\" merge=obelus diff=obelus"
        );
    }
}
