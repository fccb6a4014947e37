//! A record as a list of its values, each under a name that does not depend on its place.

use toml::{Table, Value};

use super::syntax::Tree;

/// The values of a record in the order of its text, by name: `tags`, `arguments[open-winters].text`.
///
/// Elements of an array of tables are named by their `id` or `name`, others by their number, which
/// counts from 1. A text is given as it is, any other value as TOML writes it. None if the record is
/// not TOML.
pub fn leaves(text: &str) -> Option<Vec<(String, String)>> {
    let table: Table = text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()?;
    let mut found = Vec::new();
    of_table("", &table, &mut found);
    Some(found)
}

/// The comments of a record, in order; none if it is not TOML.
pub fn comments(text: &str) -> Vec<&str> {
    let Ok(tree) = Tree::parse(text) else {
        return Vec::new();
    };
    tree.comments.iter().map(|range| tree.get(range)).collect()
}

fn of_table(prefix: &str, table: &Table, found: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let name = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        of_value(name, value, found);
    }
}

fn of_value(name: String, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Table(table) if !table.is_empty() => of_table(&name, table, found),
        Value::Array(items) if items.iter().any(Value::is_table) => {
            for (item, label) in items.iter().zip(labels(items)) {
                of_value(format!("{name}[{label}]"), item, found);
            }
        }
        Value::String(text) => found.push((name, text.clone())),
        other => found.push((name, other.to_string())),
    }
}

/// One label an element: what it is called where that is told from all others, else its number.
fn labels(items: &[Value]) -> Vec<String> {
    let called = |item: &Value| -> Option<String> {
        let table = item.as_table()?;
        let name = table.get("id").or_else(|| table.get("name"))?;
        name.as_str().map(str::to_owned)
    };
    let names: Vec<Option<String>> = items.iter().map(called).collect();
    let is_unique = |name: &String| names.iter().flatten().filter(|n| *n == name).count() == 1;
    let numbered = names.iter().enumerate().map(|(i, name)| {
        let name = name.as_ref().filter(|name| is_unique(name));
        name.map_or_else(|| (i + 1).to_string(), Clone::clone)
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_named_by_what_they_are_called() {
        let text = "\
tags = [\"ice\", \"port\"] # two
[[arguments]]
id = \"b\"
text = \"Two  words\"
[[arguments]]
id = \"a\"
[[anchors]]
paragraph = 3
";
        let names: Vec<(String, String)> = leaves(text).unwrap();
        let shown: Vec<String> = names.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(
            shown,
            [
                "tags=[\"ice\", \"port\"]",
                "arguments[b].id=b",
                "arguments[b].text=Two  words",
                "arguments[a].id=a",
                "anchors[1].paragraph=3",
            ]
        );
        assert_eq!(comments(text), ["# two"]);
    }

    #[test]
    fn twins_and_the_nameless_are_told_apart_by_their_numbers() {
        let text = "[[x]]\nid = \"a\"\n[[x]]\nid = \"a\"\n[[x]]\nid = 1\n";
        let names: Vec<String> = leaves(text).unwrap().into_iter().map(|(n, _)| n).collect();
        assert_eq!(names, ["x[1].id", "x[2].id", "x[3].id"]);
        assert_eq!(leaves("x ="), None);
    }
}
