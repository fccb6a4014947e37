//! Checks a parsed record against its shape and gathers every problem.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Field, Kind, Shape, values};
use crate::model::{
    diagnostic::{Code, Diagnostic, Place},
    source::{DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES},
    spelling::nearest,
};

/// Problems of one file, gathered while it is read.
#[derive(Debug)]
pub(crate) struct Gather<'a> {
    path: &'a str,
    /// The text of the file.
    pub(crate) text: &'a str,
    /// What was found so far.
    pub(crate) found: Vec<Diagnostic>,
}

impl<'a> Gather<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            found: Vec::new(),
        }
    }

    /// Notes a problem at these bytes.
    pub(crate) fn add(
        &mut self,
        code: Code,
        bytes: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let mut diagnostic = Diagnostic::new(code, self.path, Place::Bytes(bytes.into()), message);
        diagnostic.help = help;
        self.found.push(diagnostic);
    }
}

/// Checks a table; `at` is where to point when something is missing from it.
pub(crate) fn table(
    table: &DeTable<'_>,
    shape: &'static Shape,
    at: Range<usize>,
    gather: &mut Gather<'_>,
) {
    for (key, value) in table {
        match field_of(shape, key.get_ref()) {
            Some(Known::Field(field)) => values::check(value, field.kind, field.key, gather),
            Some(Known::Csl(kind)) => values::check(value, kind, key.get_ref(), gather),
            None => unknown_key(shape, key, table, gather),
        }
    }
    for field in shape.fields.iter().filter(|field| field.required) {
        if !table.contains_key(field.key) {
            missing_key(shape, field, &at, gather);
        }
    }
}

/// Checks the tables of an array, or tells that there is no array of tables.
pub(crate) fn tables(
    value: &Spanned<DeValue<'_>>,
    shape: &'static Shape,
    key: &str,
    gather: &mut Gather<'_>,
) {
    let Some(array) = value.get_ref().as_array() else {
        let help = format!("write each one under its own heading [[{key}]]");
        values::wrong_type(value, key, "an array of tables", Some(help), gather);
        return;
    };
    for item in array {
        if let Some(inner) = item.get_ref().as_table() {
            table(inner, shape, item.span(), gather);
        } else {
            let help = format!("write each one under its own heading [[{key}]], or as {{ … }}");
            values::wrong_type(item, key, "a table", Some(help), gather);
        }
    }
}

enum Known {
    Field(&'static Field),
    Csl(Kind),
}

fn field_of(shape: &'static Shape, key: &str) -> Option<Known> {
    let csl = || csl_kind(key).filter(|_| shape.csl).map(Known::Csl);
    shape.field(key).map(Known::Field).or_else(csl)
}

fn csl_kind(key: &str) -> Option<Kind> {
    if NAME_VARIABLES.contains(&key) {
        return Some(Kind::List(&Kind::Text));
    }
    if DATE_VARIABLES.contains(&key) {
        return Some(Kind::Date);
    }
    match super::SOURCE.field(key) {
        Some(field) if TEXT_VARIABLES.contains(&key) => Some(field.kind),
        _ => TEXT_VARIABLES.contains(&key).then_some(Kind::Text),
    }
}

fn unknown_key(
    shape: &'static Shape,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    table: &DeTable<'_>,
    gather: &mut Gather<'_>,
) {
    let written: &str = key.get_ref();
    let message = format!("{} has no key `{written}`", shape.name);
    let free = keys_of(shape).filter(|known| !table.contains_key(*known));
    // In a file with hundreds of mistakes no proposal is worth its while.
    let propose = gather.found.len() < 100 && written.len() < 100;
    let help = match nearest(written, free.filter(|_| propose)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if shape.csl => {
            "see docs/format.md for the keys; sources use the variables of CSL".to_owned()
        }
        None => format!(
            "its keys are {}",
            shape
                .fields
                .iter()
                .map(|f| f.key)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    gather.add(Code::UnknownKey, key.span(), message, Some(help));
}

fn keys_of(shape: &'static Shape) -> impl Iterator<Item = &'static str> {
    let csl: [&[&'static str]; 3] = if shape.csl {
        [NAME_VARIABLES, DATE_VARIABLES, TEXT_VARIABLES]
    } else {
        [&[], &[], &[]]
    };
    shape
        .fields
        .iter()
        .map(|field| field.key)
        .chain(csl.into_iter().flatten().copied())
}

fn missing_key(shape: &Shape, field: &Field, at: &Range<usize>, gather: &mut Gather<'_>) {
    let message = format!(
        "{} needs `{}`: {}",
        shape.name,
        field.key,
        lower_first(field.doc)
    );
    let help = format!("add a line such as  {}", field.example);
    gather.add(Code::MissingKey, at.clone(), message, Some(help));
}

fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    let first = chars
        .next()
        .map(|c| c.to_lowercase().to_string())
        .unwrap_or_default();
    first + chars.as_str()
}
