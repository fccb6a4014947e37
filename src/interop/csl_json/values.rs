//! The values of CSL-JSON: texts, names and dates in all the forms in which they occur.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{
    interop::bibtex::dates,
    model::{date::PartialDate, name::Name},
};

/// A text, a number or a yes or no, as text; a list of them with commas.
#[derive(Debug, PartialEq)]
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text(text.trim().to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
        Ok(Text(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
        Ok(Text(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Text, E> {
        Ok(Text(number.to_string()))
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Text, E> {
        Ok(Text(flag.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Text, E> {
        Ok(Text(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Text, A::Error> {
        let mut texts = Vec::new();
        while let Some(Text(text)) = items.next_element()? {
            texts.push(text);
        }
        Ok(Text(texts.join(", ")))
    }
}

/// A name as records write it.
#[derive(Debug)]
pub(super) struct WrittenName(pub(super) String);

impl<'de> Deserialize<'de> for WrittenName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = WrittenName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, such as {\"family\": \"…\", \"given\": \"…\"} or {\"literal\": \"…\"}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<WrittenName, E> {
        Ok(WrittenName(Name::parse(text).to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WrittenName, A::Error> {
        let parts = NameParts::deserialize(MapAccessDeserializer::new(map))?;
        Ok(WrittenName(parts.name().to_string()))
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case", default)]
struct NameParts {
    family: Option<String>,
    given: Option<String>,
    dropping_particle: Option<String>,
    non_dropping_particle: Option<String>,
    suffix: Option<String>,
    literal: Option<String>,
}

impl NameParts {
    fn name(self) -> Name {
        if let Some(literal) = self.literal {
            return Name::body(&literal);
        }
        let two = |first: Option<String>, second: Option<String>| {
            let parts: Vec<String> = [first, second].into_iter().flatten().collect();
            parts.join(" ")
        };
        let family = two(self.non_dropping_particle, self.family);
        let given = two(self.given, self.dropping_particle);
        Name::person(&family, &given, self.suffix.as_deref())
    }
}

/// A date, or the words in its place.
#[derive(Debug, PartialEq)]
pub(super) enum Date {
    Read(PartialDate),
    Unclear(String),
    Nothing,
}

impl Date {
    fn of_text(text: &str) -> Self {
        let date = dates::extended(text).or_else(|| dates::in_words(text));
        match date {
            Some(date) => Self::Read(date),
            None if text.trim().is_empty() => Self::Nothing,
            None => Self::Unclear(text.trim().to_owned()),
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DateVisitor)
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date, such as {\"date-parts\": [[2015, 3, 7]]}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        Ok(Date::of_text(text))
    }

    fn visit_i64<E: de::Error>(self, year: i64) -> Result<Date, E> {
        Ok(Date::of_text(&year.to_string()))
    }

    fn visit_u64<E: de::Error>(self, year: u64) -> Result<Date, E> {
        Ok(Date::of_text(&year.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Date, E> {
        Ok(Date::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        let fields = DateFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(fields.date())
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case", default)]
struct DateFields {
    date_parts: Vec<Vec<Text>>,
    raw: Option<Text>,
    literal: Option<Text>,
    #[serde(rename = "season")]
    _season: Option<IgnoredAny>,
}

impl DateFields {
    fn date(self) -> Date {
        let mut parts = self.date_parts.first().into_iter().flatten();
        let year = parts.next().and_then(|Text(year)| year.parse().ok());
        let mut number = || parts.next().and_then(|Text(part)| part.parse().ok());
        let (month, day) = (number(), number());
        if let Some(date) = year.and_then(|year| dates::as_far_as_it_goes(year, month, day)) {
            return Date::Read(date);
        }
        let text = self.raw.or(self.literal);
        text.map_or(Date::Nothing, |Text(text)| Date::of_text(&text))
    }
}
