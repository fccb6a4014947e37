//! Typed access to a parsed table.

use toml::de::{DeTable, DeValue};

use crate::model::{date::PartialDate, word::Vocabulary};
use crate::store::shape::{as_count, as_date, as_number};

/// A table whose values are asked for by key and type; what does not fit is absent.
#[derive(Clone, Copy)]
pub(super) struct Fields<'t, 'i>(pub(super) &'t DeTable<'i>);

impl<'t, 'i> Fields<'t, 'i> {
    pub(super) fn value(self, key: &str) -> Option<&'t DeValue<'i>> {
        self.0.get(key).map(toml::Spanned::get_ref)
    }

    pub(super) fn text(self, key: &str) -> Option<String> {
        self.value(key)?.as_str().map(str::to_owned)
    }

    /// Text over several lines, without the line feed that closes it. The sort of line end is the
    /// file's, not the author's, so it is always a line feed here.
    pub(super) fn prose(self, key: &str) -> Option<String> {
        let text = self.value(key)?.as_str()?;
        let text = text.trim_end_matches(['\n', '\r']);
        Some(if text.contains('\r') {
            text.replace("\r\n", "\n")
        } else {
            text.to_owned()
        })
    }

    pub(super) fn parsed<T: std::str::FromStr>(self, key: &str) -> Option<T> {
        self.value(key)?.as_str()?.parse().ok()
    }

    pub(super) fn word<V: Vocabulary>(self, key: &str) -> Option<V> {
        V::from_word(self.value(key)?.as_str()?)
    }

    pub(super) fn count(self, key: &str) -> Option<u32> {
        as_count(self.value(key)?)
    }

    pub(super) fn number(self, key: &str) -> Option<f64> {
        as_number(self.value(key)?)
    }

    pub(super) fn date(self, key: &str) -> Option<PartialDate> {
        as_date(self.value(key)?)
    }

    pub(super) fn items(self, key: &str) -> impl Iterator<Item = &'t DeValue<'i>> {
        let array = self.value(key).and_then(DeValue::as_array);
        array
            .into_iter()
            .flat_map(|array| array.iter().map(toml::Spanned::get_ref))
    }

    pub(super) fn texts(self, key: &str) -> Vec<String> {
        self.items(key)
            .filter_map(DeValue::as_str)
            .map(str::to_owned)
            .collect()
    }

    pub(super) fn parsed_list<T: std::str::FromStr>(self, key: &str) -> Vec<T> {
        self.items(key)
            .filter_map(|item| item.as_str()?.parse().ok())
            .collect()
    }

    pub(super) fn table(self, key: &str) -> Option<Fields<'t, 'i>> {
        self.value(key)?.as_table().map(Fields)
    }

    pub(super) fn tables(self, key: &str) -> impl Iterator<Item = Fields<'t, 'i>> {
        self.items(key).filter_map(DeValue::as_table).map(Fields)
    }

    pub(super) fn entries(self) -> impl Iterator<Item = (&'t str, &'t DeValue<'i>)> {
        self.0
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), value.get_ref()))
    }
}
