//! The published schemas accept what the program accepts, and refuse what has no shape.

use jsonschema::Validator;
use obelus::{
    model::diagnostic::Code,
    present::{catalogue::EXAMPLES, schemas},
    store::{
        layout::{RecordPath, classify},
        schema,
    },
};
use serde_json::Value;

use super::{
    harbour::{harbour, with},
    valid_records::workspaces,
};
use crate::support::World;

/// Codes of mistakes that a schema can see, being of one record's shape.
const OF_SHAPE: &[Code] = &[
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongType,
    Code::UnknownWord,
    Code::EmptyText,
    Code::NumberOutOfRange,
    Code::ConfidenceOutOfRange,
    Code::BoundMissing,
    Code::RatingMissing,
    Code::RatingTwice,
    Code::BadDate,
    Code::BadId,
    Code::BadDoi,
    Code::BadUrl,
    Code::BadEmail,
    Code::BadKey,
    Code::BadDigest,
    Code::BadDocumentPath,
    Code::AttackMissing,
    Code::AttackOnSupport,
    Code::ReasonMissing,
    Code::SuccessorMissing,
    Code::BadAnchor,
    Code::BadPool,
];

fn schema_of(path: &str) -> Option<Value> {
    let name = match classify(path)?.ok()? {
        RecordPath::Workspace => "workspace",
        RecordPath::Claim(_) => "claim",
        RecordPath::Reviewer(_) => "reviewer",
        RecordPath::Review(..) => "review",
        RecordPath::Bibliography => return None,
    };
    schema::record(name)
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).expect("a schema")
}

fn as_json(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("TOML");
    schema::as_json(&toml::Value::Table(table)).expect("a value")
}

#[test]
fn every_valid_record_fits_its_schema() {
    let mut seen = 0;
    for (name, files) in workspaces() {
        for (path, text) in files {
            let Some(schema) = schema_of(&path) else {
                continue;
            };
            let errors: Vec<String> = validator(&schema)
                .iter_errors(&as_json(&text))
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{name}/{path}: {errors:#?}");
            seen += 1;
        }
    }
    assert!(seen > 10);
}

#[test]
fn a_mistake_of_shape_does_not_fit_and_its_remedy_does() {
    for example in EXAMPLES
        .iter()
        .filter(|example| OF_SHAPE.contains(&example.code))
    {
        let validator = validator(&schema_of(example.file).unwrap());
        let fits = |snippet| validator.is_valid(&as_json(&with(example.file, snippet)));
        assert!(!fits(example.bad), "{}: {} fits", example.code, example.bad);
        assert!(
            fits(example.good),
            "{}: {} does not fit",
            example.code,
            example.good
        );
    }
    let shown = |code: &&Code| EXAMPLES.iter().any(|example| example.code == **code);
    assert!(OF_SHAPE.iter().all(|code| shown(&code)));
}

#[test]
fn the_schemas_are_schemas_and_every_property_says_what_it_is() {
    for (name, shape) in schema::RECORDS {
        let schema = schema::record(name).unwrap();
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        for field in shape.fields {
            let property = &schema["properties"][field.key];
            assert_eq!(property["description"], field.doc, "{name}.{}", field.key);
        }
    }
    for output in schemas::OUTPUTS {
        let schema = schemas::output(output.name).unwrap();
        jsonschema::meta::validate(&schema)
            .unwrap_or_else(|error| panic!("{}: {error}", output.name));
    }
}

#[test]
fn what_check_writes_fits_the_schema_that_is_published_for_it() {
    let world = World::new();
    let schema = world.obelus(["schema", "check"]).exits(0).json();
    let validator = validator(&schema);
    let broken = harbour();
    for example in EXAMPLES
        .iter()
        .filter(|example| example.file.starts_with("reviews/"))
    {
        broken.write(example.file, with(example.file, example.bad));
    }
    for world in [world, broken] {
        let found = world.obelus(["check", "--format", "json"]).json();
        let errors: Vec<_> = validator
            .iter_errors(&found)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}
