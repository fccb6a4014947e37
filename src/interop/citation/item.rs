//! From a source to the item that a citation processor understands.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};

use crate::model::{
    date::PartialDate,
    identifiers::bare_doi,
    name::{Name, Person},
    source::{CslValue, Source},
};

/// The item, which is known to the processor by the given key.
pub(super) fn item(key: &str, source: &Source) -> Item {
    let mut fields: BTreeMap<String, Value> = source
        .csl
        .iter()
        .filter(|(_, csl)| !is_blank(csl))
        .map(|(variable, csl)| (variable.clone(), value(variable, csl)))
        .collect();
    let mut default = |variable: &str, text: String| {
        fields
            .entry(variable.to_owned())
            .or_insert(Value::String(text));
    };
    default("type", "document".to_owned());
    if has_no_name(source) {
        default("title", stand_in_title(source));
    }
    fields.insert("id".to_owned(), Value::String(key.to_owned()));
    Item(fields)
}

/// A work of no matter, except that it has a date.
pub(super) fn dated() -> Item {
    let date = PartialDate::new(2000, None, None).map(|date| Value::Date(self::date(date)));
    let date = date.map(|date| ("issued".to_owned(), date));
    Item(date.into_iter().collect())
}

/// Whether neither a title nor anybody's name says what the work is.
pub(super) fn has_no_name(source: &Source) -> bool {
    let named = |variable| source.csl.get(variable).is_some_and(|csl| !is_blank(csl));
    !["title", "author", "editor"].into_iter().any(named)
}

fn is_blank(csl: &CslValue) -> bool {
    match csl {
        CslValue::Text(text) => text.trim().is_empty(),
        CslValue::Names(names) => names.iter().all(|name| name.trim().is_empty()),
        CslValue::Date(_) => false,
    }
}

/// What a work without title, author and editor is called, so that a reader can tell it by sight.
fn stand_in_title(source: &Source) -> String {
    match source.text("ISBN") {
        Some(isbn) if source.text("URL").is_none() && source.text("DOI").is_none() => {
            format!("ISBN {isbn}")
        }
        _ => source.id.to_string(),
    }
}

fn value(variable: &str, csl: &CslValue) -> Value {
    match csl {
        CslValue::Text(text) if variable == "DOI" => Value::String(bare_doi(text).to_owned()),
        CslValue::Text(text) if variable == "page" => Value::String(text.replace("--", "-")),
        CslValue::Text(text) => Value::String(without_markup(text)),
        CslValue::Names(names) => Value::Names(self::names(names)),
        CslValue::Date(date) => Value::Date(self::date(*date)),
    }
}

/// Without the markup that CSL-JSON allows in texts (`<i>`, `<b>`, `<sub>`, `<sup>`, small capitals).
fn without_markup(text: &str) -> String {
    const TAGS: &[&str] = &[
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sub>",
        "</sub>",
        "<sup>",
        "</sup>",
        "<sc>",
        "</sc>",
        "<span style=\"font-variant:small-caps;\">",
        "<span style=\"font-variant: small-caps;\">",
        "<span class=\"nocase\">",
        "</span>",
    ];
    let bare = |text: String, tag: &&str| text.replace(tag, "");
    TAGS.iter().fold(text.to_owned(), bare)
}

fn names(names: &[String]) -> Vec<NameValue> {
    let written = names.iter().filter(|name| !name.trim().is_empty());
    written.map(|text| name(text)).collect()
}

fn name(text: &str) -> NameValue {
    match Name::parse(text) {
        Name::Body(literal) => NameValue::Literal(LiteralName { literal }),
        Name::Person(person) => NameValue::Item(person_item(&person)),
    }
}

fn person_item(person: &Person) -> NameItem {
    let (particle, family) = person.particle_and_family();
    NameItem {
        family: family.to_owned(),
        given: Some(person.given().to_owned()),
        non_dropping_particle: particle.map(str::to_owned),
        dropping_particle: None,
        suffix: person.suffix().map(str::to_owned),
        comma_suffix: None,
    }
}

fn date(date: PartialDate) -> DateValue {
    let year = i16::try_from(date.year()).unwrap_or_default();
    let rest = [date.month(), date.day()];
    let parts = std::iter::once(year).chain(rest.into_iter().flatten().map(i16::from));
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts.collect())]),
        literal: None,
        season: None,
        circa: false,
    }
}
