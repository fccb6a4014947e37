//! What editors need to complete and check records while one types.
//!
//! Taplo, the language server behind "Even Better TOML" and most other editors' TOML support, looks
//! for `.taplo.toml` at the top of the folder that is open; the last rule that fits a file wins
//! (<https://taplo.tamasfe.dev/configuration/file.html>).

use crate::cli::{Result, error::CliError};
use crate::store::schema;

const FOLDER: &str = ".obelus/schema";

/// Which files have which schema; a later one wins.
const RULES: [(&str, &str); 4] = [
    ("workspace", "obelus.toml"),
    ("claim", "claims/**/*.toml"),
    ("review", "reviews/**/*.toml"),
    ("reviewer", "reviews/*/reviewer.toml"),
];

/// Path and text of each file.
pub(super) fn files() -> Result<Vec<(String, String)>> {
    let mut files = vec![(".taplo.toml".to_owned(), associations())];
    for (name, _) in schema::RECORDS {
        let value = schema::record(name)
            .ok_or_else(|| CliError::new(format!("there is no schema of a {name}")))?;
        let text = serde_json::to_string_pretty(&value)? + "\n";
        files.push((format!("{FOLDER}/{name}.json"), text));
    }
    Ok(files)
}

fn associations() -> String {
    let rule = |(name, pattern): &(&str, &str)| {
        format!(
            "\n[[rule]]\ninclude = [\"{pattern}\"]\n\n[rule.schema]\npath = \"{FOLDER}/{name}.json\"\n"
        )
    };
    let rules: Vec<String> = RULES.iter().map(rule).collect();
    format!(
        "# For editors with Taplo, such as VS Code with Even Better TOML: keys are completed and checked.\n\
         # After an update of obelus: obelus schema claim > {FOLDER}/claim.json, and so on.\n{}",
        rules.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_its_rule_and_its_schema() {
        let files = files().unwrap();
        let rules: toml::Table = files[0].1.parse().unwrap();
        let named: Vec<&str> = rules["rule"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| rule["schema"]["path"].as_str().unwrap())
            .collect();
        let mut written: Vec<&str> = files[1..].iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(written.len(), 4);
        written.sort_unstable();
        let mut sorted = named.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, written);
        assert!(
            named.ends_with(&[".obelus/schema/reviewer.json"]),
            "the last rule wins"
        );
    }
}
