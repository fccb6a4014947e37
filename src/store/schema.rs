//! The shapes of records as JSON Schema, so that editors complete and check while one types.
//!
//! Draft 7, which the TOML language servers of today understand. TOML dates appear to such a schema as
//! text.

use serde_json::{Map, Value, json};

use super::shape::{self, Field, Form, IdKind, Kind, Shape};
use crate::model::{
    rules::POOLS,
    source::{CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES},
};

/// The records that have a schema: the name it is asked for by, and the shape.
pub const RECORDS: &[(&str, &Shape)] = &[
    ("workspace", &shape::WORKSPACE),
    ("claim", &shape::CLAIM),
    ("review", &shape::REVIEW),
    ("reviewer", &shape::REVIEWER),
];

/// The schema of a record by its name: `workspace`, `claim`, `review` or `reviewer`.
pub fn record(name: &str) -> Option<Value> {
    let (_, shape) = RECORDS.iter().find(|(known, _)| *known == name)?;
    let mut definitions = Map::new();
    let mut schema = table(shape, &mut definitions);
    if let Some(schema) = schema.as_object_mut() {
        let head = [
            ("$schema", json!("http://json-schema.org/draft-07/schema#")),
            ("title", json!(format!("obelus: {}", shape.name))),
        ];
        for (at, (key, value)) in head.into_iter().enumerate() {
            schema.shift_insert(at, key.to_owned(), value);
        }
        if !definitions.is_empty() {
            schema.insert("definitions".to_owned(), Value::Object(definitions));
        }
    }
    Some(schema)
}

fn table(shape: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in shape.fields {
        properties.insert(field.key.to_owned(), property(field, definitions));
    }
    if shape.csl {
        for (key, kind) in csl() {
            if !properties.contains_key(key) {
                properties.insert(key.to_owned(), value(kind, definitions));
            }
        }
    }
    let required: Vec<&str> = shape
        .fields
        .iter()
        .filter(|f| f.required)
        .map(|f| f.key)
        .collect();
    let mut schema = json!({
        "type": "object",
        "description": shape.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if let (Some(schema), Value::Object(more)) = (schema.as_object_mut(), between_keys(shape)) {
        schema.extend(more);
    }
    schema
}

fn csl() -> impl Iterator<Item = (&'static str, Kind)> {
    let of = |keys: &'static [&'static str], kind: Kind| keys.iter().map(move |key| (*key, kind));
    of(NAME_VARIABLES, Kind::List(&Kind::Text))
        .chain(of(DATE_VARIABLES, Kind::Date))
        .chain([
            ("type", Kind::Word(CSL_TYPES)),
            ("URL", Kind::Form(Form::Url)),
            ("DOI", Kind::Form(Form::Doi)),
            ("ISBN", Kind::Form(Form::Isbn)),
        ])
        .chain(of(TEXT_VARIABLES, Kind::Text))
}

fn property(field: &'static Field, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = value(field.kind, definitions);
    let Some(object) = schema.as_object_mut() else {
        return schema;
    };
    if object.contains_key("$ref") {
        // Beside a reference draft 7 reads nothing else.
        return json!({ "allOf": [schema], "description": field.doc });
    }
    object.insert("description".to_owned(), json!(field.doc));
    if let Some(example) = example(field) {
        object.insert("examples".to_owned(), json!([example]));
    }
    schema
}

/// The value of the field's example line, where it is one that could stand in a record.
fn example(field: &Field) -> Option<Value> {
    if field.example.contains('…') || field.example.starts_with('[') {
        return None;
    }
    let table: toml::Table = field.example.parse().ok()?;
    as_json(table.get(field.key)?)
}

/// A TOML value as JSON, dates as text.
pub fn as_json(value: &toml::Value) -> Option<Value> {
    Some(match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(items) => {
            Value::Array(items.iter().map(as_json).collect::<Option<_>>()?)
        }
        toml::Value::Table(table) => {
            let entry =
                |(key, value): (&String, &toml::Value)| Some((key.clone(), as_json(value)?));
            Value::Object(table.iter().map(entry).collect::<Option<_>>()?)
        }
    })
}

fn value(kind: Kind, definitions: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Text | Kind::Prose => text("\\S"),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Count(least, most) if most == i64::from(u32::MAX) => {
            json!({ "type": "integer", "minimum": least })
        }
        Kind::Count(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Level => json!({ "type": "integer", "minimum": 1 }),
        Kind::Number(least, most) => json!({ "type": "number", "minimum": least, "maximum": most }),
        Kind::Confidence => confidence(),
        Kind::Outcome => json!({ "anyOf": [{ "type": "boolean" }, probability()] }),
        Kind::Date => date(),
        Kind::Id(sort) => text(id_pattern(sort)),
        Kind::Form(Form::Pool) => json!({ "type": "string", "enum": POOLS }),
        Kind::Form(form) => text(form_pattern(form)),
        Kind::List(inner) => json!({ "type": "array", "items": value(*inner, definitions) }),
        Kind::Citation => citation(),
        Kind::Target => text("^(claim|[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*)$"),
        Kind::Table(shape) => reference(shape, definitions),
        Kind::Tables(shape) => json!({ "type": "array", "items": reference(shape, definitions) }),
        Kind::Map(shape) => json!({
            "type": "object",
            "propertyNames": { "pattern": id_pattern(IdKind::Document), "maxLength": 64 },
            "additionalProperties": reference(shape, definitions),
        }),
    }
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn probability() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 1 })
}

fn confidence() -> Value {
    let interval = json!({
        "type": "object",
        "properties": { "best": probability(), "lower": probability(), "upper": probability() },
        "required": ["best"],
        "dependencies": { "lower": ["upper"], "upper": ["lower"] },
        "additionalProperties": false,
    });
    json!({ "anyOf": [probability(), interval] })
}

fn date() -> Value {
    let pattern = "^-?[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?$";
    json!({ "anyOf": [text(pattern), { "type": "integer", "minimum": 1000, "maximum": 9999 }] })
}

fn citation() -> Value {
    let id = text(id_pattern(IdKind::Source));
    let located = json!({
        "type": "object",
        "properties": { "id": id, "locator": text("\\S") },
        "required": ["id"],
        "additionalProperties": false,
    });
    json!({ "anyOf": [id, located] })
}

fn reference(shape: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    let name = shape
        .name
        .trim_start_matches("a ")
        .trim_start_matches("an ");
    let name = name.trim_matches(['[', ']']);
    if !definitions.contains_key(name) {
        definitions.insert(name.to_owned(), Value::Null);
        let schema = table(shape, definitions);
        definitions.insert(name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn id_pattern(sort: IdKind) -> &'static str {
    match sort {
        IdKind::Claim => "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){0,3}$",
        IdKind::Reviewer | IdKind::Argument | IdKind::Document => "^[a-z0-9]+(-[a-z0-9]+)*$",
        IdKind::Source => "^[^\\s{},#%~\\\\\"']+$",
    }
}

fn form_pattern(form: Form) -> &'static str {
    match form {
        Form::FoldDigest => "^fold1:sha256:[0-9a-f]{64}$",
        Form::Digest => "^sha256:[0-9a-f]{64}$",
        Form::Commit => "^([0-9a-f]{40}|[0-9a-f]{64})$",
        Form::Doi => "^10\\.[0-9]{4,9}(\\.[0-9]+)*/\\S+$",
        Form::Isbn => "^([- ]*[0-9]){9}[- ]*([0-9Xx]|([0-9][- ]*){3}[0-9])[- ]*$",
        Form::Orcid => "^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$",
        Form::Url => "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>\"]+$",
        Form::Email => "^[^\\s<>@]+@[^\\s<>@]+$",
        Form::SshKey => "^(ssh-|ecdsa-sha2-|sk-ssh-|sk-ecdsa-sha2-)\\S+ [A-Za-z0-9+/=]{33,}",
        Form::Path => "^(?!(.*/)?\\.\\.?(/|$))[^/\\\\:][^\\\\:]*$",
        Form::Pool => "",
    }
}

/// What must hold between the keys of a table.
fn between_keys(shape: &Shape) -> Value {
    let withdrawn = json!({
        "if": { "properties": { "status": { "const": "withdrawn" } }, "required": ["status"] },
        "then": { "required": ["reason"] },
    });
    match shape.name {
        "a claim" => json!({ "allOf": [withdrawn, {
            "if": { "properties": { "status": { "const": "superseded" } }, "required": ["status"] },
            "then": { "required": ["superseded-by"] },
        }] }),
        "a review" => json!({
            "oneOf": [
                { "required": ["confidence"] },
                { "required": ["stance"] },
                { "required": ["abstain"] },
            ],
            "allOf": [withdrawn],
        }),
        "an argument" => json!({ "allOf": [withdrawn, {
            "if": { "properties": { "stance": { "const": "against" } }, "required": ["stance"] },
            "then": { "required": ["attack"] },
            "else": { "not": { "required": ["attack"] } },
        }] }),
        "an anchor" => json!({
            "dependencies": {
                "start": ["end"], "end": ["start"], "length": ["start"],
                "prefix": ["exact"], "suffix": ["exact"],
            },
        }),
        _ => json!({}),
    }
}
