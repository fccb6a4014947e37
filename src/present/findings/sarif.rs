//! Findings as SARIF 2.1.0 (OASIS). Every result has a location: GitHub drops a whole file for one
//! result without.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::results::{Results, fingerprints};
use crate::model::diagnostic::{Code, Finding, Severity};
use crate::present::visible::visible;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings as one run of the tool.
pub fn sarif(results: &Results<'_>) -> Value {
    let codes: BTreeSet<Code> = results.findings.iter().map(|f| f.diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let names = fingerprints(results);
    let rows = results.findings.iter().zip(names);
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "obelus",
                "version": results.version,
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "%SRCROOT%": { "description": {
                "text": "The top of the repository."
            }}},
            "results": rows.map(|(finding, name)| result(results, &codes, finding, &name))
                .collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": plain(code.title()) },
        "fullDescription": { "text": plain(code.explanation()) },
        "help": { "text": plain(code.explanation()) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(results: &Results<'_>, codes: &[Code], finding: &Finding, name: &str) -> Value {
    let diagnostic = &finding.diagnostic;
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(results.severity(finding)),
        "message": { "text": plain(&message) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&results.place(finding)), "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": finding.start.line,
                "startColumn": finding.start.column,
                "endLine": finding.end.line,
                "endColumn": finding.end.column,
            },
        }}],
        "partialFingerprints": { "obelus/v1": name },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A message without links: in SARIF `[text](address)` is one.
fn plain(text: &str) -> String {
    visible(text).replace("](", "] (")
}

/// A path as a relative URI reference (RFC 3986): every byte but unreserved ones and `/` is encoded.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::new(), |mut uri, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => drop(write!(uri, "%{byte:02X}")),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_and_links_are_not_made() {
        assert_eq!(uri("claims/a b\n:é.toml"), "claims/a%20b%0A%3A%C3%A9.toml");
        assert_eq!(plain("[x](http://y)"), "[x] (http://y)");
    }
}
