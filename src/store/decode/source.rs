//! Reading sources and other descriptions in CSL's terms.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::Fields;
use crate::model::source::{CslValue, DATE_VARIABLES, NAME_VARIABLES, Source, TEXT_VARIABLES};
use crate::store::shape::as_date;

pub(super) fn source(fields: Fields<'_, '_>) -> Option<Source> {
    Some(Source {
        id: fields.parsed("id")?,
        bearing: fields.word("bearing"),
        csl: csl(fields),
    })
}

/// The CSL variables of a table.
pub(super) fn csl(fields: Fields<'_, '_>) -> BTreeMap<String, CslValue> {
    fields
        .entries()
        .filter_map(|(key, value)| csl_value(key, value).map(|value| (key.to_owned(), value)))
        .collect()
}

fn csl_value(key: &str, value: &DeValue<'_>) -> Option<CslValue> {
    if NAME_VARIABLES.contains(&key) {
        let names = value.as_array()?.iter();
        return Some(CslValue::Names(
            names
                .filter_map(|n| n.get_ref().as_str().map(str::to_owned))
                .collect(),
        ));
    }
    if DATE_VARIABLES.contains(&key) {
        return as_date(value).map(CslValue::Date);
    }
    TEXT_VARIABLES
        .contains(&key)
        .then(|| value.as_str().map(|text| CslValue::Text(text.to_owned())))?
}
