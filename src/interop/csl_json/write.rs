//! Writing CSL-JSON.

use serde_json::{Map, Value, json};

use crate::model::{
    date::PartialDate,
    name::Name,
    source::{CslValue, Source},
};

/// The sources as a list of items, indented, with a line feed at the end.
///
/// What a source means for a claim (its bearing) is no part of the format and is left out.
pub fn write(sources: &[&Source]) -> String {
    let items: Vec<Value> = sources.iter().map(|source| item(source)).collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(source: &Source) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(source.id.as_str()));
    let kind = source.text("type").unwrap_or("document");
    item.insert("type".to_owned(), json!(kind));
    for (variable, csl) in &source.csl {
        item.entry(variable.clone()).or_insert_with(|| value(csl));
    }
    Value::Object(item)
}

fn value(csl: &CslValue) -> Value {
    match csl {
        CslValue::Text(text) => json!(text),
        CslValue::Names(names) => names.iter().map(|text| name(text)).collect(),
        CslValue::Date(day) => json!({ "date-parts": [date(*day)] }),
    }
}

fn name(text: &str) -> Value {
    let person = match Name::parse(text) {
        Name::Body(body) => return json!({ "literal": body }),
        Name::Person(person) => person,
    };
    let (particle, family) = person.particle_and_family();
    let parts = [
        ("family", Some(family)),
        ("given", Some(person.given())),
        ("non-dropping-particle", particle),
        ("suffix", person.suffix()),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(key, part)| part.map(|part| (key.to_owned(), json!(part))));
    Value::Object(parts.collect())
}

fn date(date: PartialDate) -> Value {
    let parts = [date.month(), date.day()];
    let parts = parts.into_iter().flatten().map(i32::from);
    std::iter::once(date.year())
        .chain(parts)
        .map(Value::from)
        .collect()
}
