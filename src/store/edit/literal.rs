//! How values are written: TOML source for texts, numbers, lists and small tables.

use std::{cmp::Ordering, fmt::Write};

use crate::model::{confidence::Confidence, date::PartialDate, source::Citation};

/// A line longer than this is prose, and goes between triple quotation marks.
const LINE: usize = 80;
/// A list wider than this has one item a line.
const WIDE: usize = 88;

/// TOML source of one value, with line feeds for line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal(String);

impl Literal {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// A short text, on one line whatever it holds.
    pub(super) fn text(text: &str) -> Self {
        let mut source = String::from("\"");
        text.chars().for_each(|c| match c {
            '"' => source.push_str("\\\""),
            '\n' => source.push_str("\\n"),
            c => escape(c, &mut source),
        });
        source.push('"');
        Self(source)
    }

    /// The author's words: between triple quotation marks, lines as they are, where they are longer
    /// than a line.
    pub(super) fn prose(text: &str) -> Self {
        if !text.contains('\n') && text.chars().count() <= LINE {
            return Self::text(text);
        }
        let mut source = String::from("\"\"\"\n");
        let mut quotes = 0;
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            quotes = if c == '"' { quotes + 1 } else { 0 };
            if quotes == 3 || (c == '"' && rest.peek().is_none()) {
                source.push_str("\\\"");
                quotes = 0;
            } else {
                escape(c, &mut source);
            }
        }
        source.push_str("\"\"\"");
        Self(source)
    }

    /// A word of a vocabulary, an id, or anything else that is plain.
    pub(super) fn word(word: impl std::fmt::Display) -> Self {
        Self::text(&word.to_string())
    }

    pub(super) fn count(n: u32) -> Self {
        Self(n.to_string())
    }

    /// The shortest digits that are read back as the same number.
    pub(super) fn number(x: f64) -> Self {
        Self(format!("{x:?}"))
    }

    /// True and false where the outcome is one of them, else the share.
    pub(super) fn outcome(share: f64) -> Self {
        match (share.total_cmp(&0.0), share.total_cmp(&1.0)) {
            (Ordering::Equal, _) => Self("false".to_owned()),
            (_, Ordering::Equal) => Self("true".to_owned()),
            _ => Self::number(share),
        }
    }

    /// A TOML date where it is a whole day, else a text.
    pub(super) fn day(date: PartialDate) -> Self {
        if date.day().is_some() && date.year() >= 0 {
            return Self(date.to_string());
        }
        Self::word(date)
    }

    pub(super) fn texts<T: AsRef<str>>(items: &[T]) -> Self {
        Self::list(items.iter().map(|item| Self::text(item.as_ref())).collect())
    }

    pub(super) fn confidence(confidence: Confidence) -> Self {
        match (confidence.lower(), confidence.upper()) {
            (Some(lower), Some(upper)) => Self::table(&[
                ("best", Self::number(confidence.best())),
                ("lower", Self::number(lower)),
                ("upper", Self::number(upper)),
            ]),
            _ => Self::number(confidence.best()),
        }
    }

    pub(super) fn citations(citations: &[Citation]) -> Self {
        let one = |citation: &Citation| match &citation.locator {
            None => Self::word(&citation.id),
            Some(locator) => Self::table(&[
                ("id", Self::word(&citation.id)),
                ("locator", Self::text(locator)),
            ]),
        };
        Self::list(citations.iter().map(one).collect())
    }

    fn list(items: Vec<Self>) -> Self {
        let items: Vec<String> = items.into_iter().map(|item| item.0).collect();
        let one_line = format!("[{}]", items.join(", "));
        if one_line.chars().count() <= WIDE || items.len() < 2 {
            return Self(one_line);
        }
        Self(format!("[\n    {},\n]", items.join(",\n    ")))
    }

    pub(super) fn table<K: AsRef<str>>(fields: &[(K, Self)]) -> Self {
        let inner: Vec<String> = fields
            .iter()
            .map(|(k, v)| format!("{} = {}", key(k.as_ref()), v.0))
            .collect();
        Self(format!("{{ {} }}", inner.join(", ")))
    }
}

/// Writes a character that stands between quotation marks, a line feed as itself.
fn escape(c: char, source: &mut String) {
    match c {
        '\\' => source.push_str("\\\\"),
        '\r' => source.push_str("\\r"),
        '\t' | '\n' => source.push(c),
        c if u32::from(c) < 0x20 || c == '\u{7f}' => {
            let _ = write!(source, "\\u{:04X}", u32::from(c));
        }
        c => source.push(c),
    }
}

/// A key as it is written: bare where it can be.
pub(super) fn key(name: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    if !name.is_empty() && name.bytes().all(bare) {
        return name.to_owned();
    }
    Literal::text(name).0
}

/// Whether two values mean the same: strings but for their closing line feed and the sort of line
/// end, numbers by their value.
pub(super) fn same(old: &str, new: &str) -> bool {
    let read = |source: &str| {
        let table: toml::Table = toml::from_str(&format!("v = {source}")).ok()?;
        table.get("v").cloned()
    };
    match (read(old), read(new)) {
        (Some(old), Some(new)) => alike(&old, &new),
        _ => false,
    }
}

fn alike(old: &toml::Value, new: &toml::Value) -> bool {
    use toml::Value;
    let plain = |text: &str| text.replace("\r\n", "\n").trim_end_matches('\n').to_owned();
    match (old, new) {
        (Value::String(a), Value::String(b)) => plain(a) == plain(b),
        (Value::Integer(a), Value::Float(b)) | (Value::Float(b), Value::Integer(a)) => {
            (*a as f64).total_cmp(b).is_eq()
        }
        _ => old == new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(literal: &Literal) -> String {
        let table: toml::Table = toml::from_str(&format!("v = {}\n", literal.0)).unwrap();
        table["v"].as_str().unwrap().to_owned()
    }

    #[test]
    fn awkward_texts_are_read_back_as_they_were() {
        for text in [
            "",
            "plain",
            "\n",
            "\n\nleading",
            "trailing\n\n",
            "a\r\nb",
            "\r",
            "\"\"\"",
            "\"\"\"\"\n\"\"\"\"\"\"",
            "a\nends in a quote\"",
            "back\\slash\n\\",
            "tab\there",
            "\u{85}\u{2028}\n",
            "a \nb",
            "'''\n'''",
            "\u{7f}\u{1}\n",
        ] {
            assert_eq!(read(&Literal::prose(text)), text);
            assert_eq!(read(&Literal::text(text)), text);
        }
    }

    #[test]
    fn prose_longer_than_a_line_keeps_its_lines() {
        assert_eq!(
            Literal::prose("First.\nSaid \"so\".").as_str(),
            "\"\"\"\nFirst.\nSaid \"so\".\"\"\""
        );
        assert_eq!(Literal::prose("Short.").as_str(), "\"Short.\"");
        assert!(
            Literal::prose(&"long ".repeat(20))
                .as_str()
                .starts_with("\"\"\"\nlong long")
        );
    }

    #[test]
    fn numbers_are_written_with_their_shortest_digits() {
        let shown = [0.35, 0.1 + 0.2, 1.0, 0.0, 1e-7].map(|x| Literal::number(x).0);
        assert_eq!(shown, ["0.35", "0.30000000000000004", "1.0", "0.0", "1e-7"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was(text in any::<String>()) {
            prop_assert_eq!(read(&Literal::prose(&text)), text.clone());
            prop_assert_eq!(read(&Literal::text(&text)), text);
        }

        #[test]
        fn any_probability_is_read_back_as_it_was(x in 0.0..=1.0f64) {
            let table: toml::Table = toml::from_str(&format!("v = {}\n", Literal::number(x).0)).unwrap();
            prop_assert_eq!(table["v"].as_float().unwrap().to_bits(), x.to_bits());
        }

        #[test]
        fn texts_of_quotes_and_backslashes_are_read_back(text in "[\"\\\\\n\r' a]{0,40}") {
            prop_assert_eq!(read(&Literal::prose(&text)), text);
        }
    }
}
