//! Items of CSL-JSON, read value by value so that an error knows its line and column.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::values::{Date, Text, WrittenName};
use crate::{
    interop::suggested_id::suggested_id,
    model::{
        id::SourceId,
        identifiers::{bare_doi, is_web_address},
        source::{CSL_TYPES, CslValue, DATE_VARIABLES, NAME_VARIABLES, Source, TEXT_VARIABLES},
    },
};

/// An item as far as it was understood.
#[derive(Default)]
pub(super) struct Item {
    id: Option<String>,
    key: Option<String>,
    csl: BTreeMap<String, CslValue>,
    left_out: Vec<String>,
}

/// Reads all items of a text.
pub(super) fn items<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Item>, D::Error> {
    Items.deserialize(deserializer)
}

struct Items;

impl<'de> DeserializeSeed<'de> for Items {
    type Value = Vec<Item>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Item>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items {
    type Value = Vec<Item>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item of CSL-JSON, or a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Item>, A::Error> {
        let mut items = Vec::new();
        while let Some(more) = list.next_element_seed(Items)? {
            items.extend(more);
        }
        Ok(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Item>, A::Error> {
        let mut item = Item::default();
        let mut nested = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "items" => nested = Some(map.next_value_seed(Items)?),
                key => item.variable(key, &mut map)?,
            }
        }
        Ok(nested.unwrap_or_else(|| vec![item]))
    }
}

impl Item {
    fn variable<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let variable = match key {
            "journalAbbreviation" => "container-title-short",
            "shortTitle" => "title-short",
            "event" => "event-title",
            key => key,
        };
        match variable {
            "id" => self.id = Some(map.next_value::<Text>()?.0),
            "citation-key" => self.key = Some(map.next_value::<Text>()?.0),
            "type" => {
                let Text(kind) = map.next_value()?;
                self.kind(kind);
            }
            _ if NAME_VARIABLES.contains(&variable) => {
                let names: Option<Vec<WrittenName>> = map.next_value()?;
                let names = names.into_iter().flatten().map(|WrittenName(name)| name);
                let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
                if !names.is_empty() {
                    self.set(variable, CslValue::Names(names));
                }
            }
            _ if DATE_VARIABLES.contains(&variable) => {
                let date = map.next_value()?;
                self.date(variable, date);
            }
            _ if TEXT_VARIABLES.contains(&variable) => {
                let Text(text) = map.next_value()?;
                self.text(variable, text);
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
                self.left_out
                    .push(format!("`{key}` is no variable of a source"));
            }
        }
        Ok(())
    }

    fn set(&mut self, variable: &str, value: CslValue) {
        self.csl.insert(variable.to_owned(), value);
    }

    fn kind(&mut self, kind: String) {
        if kind.is_empty() || CSL_TYPES.contains(&kind.as_str()) {
            self.text("type", kind);
        } else {
            let message = format!("`{kind}` is no type of CSL; it became `document`");
            self.left_out.push(message);
            self.text("type", "document".to_owned());
        }
    }

    fn text(&mut self, variable: &str, text: String) {
        let text = match variable {
            "DOI" => bare_doi(&text).to_owned(),
            _ => text,
        };
        if !text.is_empty() {
            self.set(variable, CslValue::Text(text));
        }
    }

    fn date(&mut self, variable: &str, date: Date) {
        match date {
            Date::Read(date) => self.set(variable, CslValue::Date(date)),
            Date::Unclear(text) => {
                let message = format!("`{variable}` \"{text}\" is no date");
                self.left_out.push(message);
            }
            Date::Nothing => {}
        }
    }

    /// The source, and what it has no room for.
    pub(super) fn into_source(self, ids: &mut Ids) -> (Source, Vec<String>) {
        let id = ids.free(self.wanted_id());
        let left_out = self.left_out.iter();
        let left_out = left_out.map(|what| format!("{id}: {what}")).collect();
        let source = Source {
            id,
            bearing: None,
            csl: self.csl,
        };
        (source, left_out)
    }

    /// The item's own id unless it is an address, as Zotero's are, and a better one is to be had.
    fn wanted_id(&self) -> Option<SourceId> {
        let usable = |text: &Option<String>| SourceId::new(text.as_deref()?).ok();
        let own = usable(&self.id);
        let readable = own.clone().filter(|id| !is_web_address(id.as_str()));
        readable
            .or_else(|| usable(&self.key))
            .or_else(|| suggested_id(&self.csl))
            .or(own)
    }
}

/// The ids that are taken, with how often each was wanted.
#[derive(Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// The wanted id, numbered if it is taken: `smith-2015`, `smith-2015-2`.
    fn free(&mut self, wanted: Option<SourceId>) -> SourceId {
        let mut id = wanted.unwrap_or_else(SourceId::unnamed);
        while let Some(count) = self.0.get_mut(id.as_str()) {
            *count += 1;
            id = id.numbered(*count);
        }
        self.0.insert(id.to_string(), 1);
        id
    }
}
