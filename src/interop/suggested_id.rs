//! An id for a source that brings none.

use std::collections::BTreeMap;

use crate::model::{id::SourceId, name::Name, source::CslValue};

/// How many words of a name or title an id takes.
const WORDS: usize = 4;

/// An id made of the first author, or else the title, and the year: `bank-of-japan-2015`.
///
/// Nothing if neither leaves a letter or digit. The caller makes it unique.
pub fn suggested_id(csl: &BTreeMap<String, CslValue>) -> Option<SourceId> {
    let name = ["author", "editor"]
        .iter()
        .find_map(|variable| match csl.get(*variable) {
            Some(CslValue::Names(names)) => names.first().map(|name| short(&Name::parse(name))),
            _ => None,
        });
    let text = |variable| match csl.get(variable) {
        Some(CslValue::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let subject = name
        .or_else(|| text("title"))
        .or_else(|| text("container-title"))?;
    let year = match csl.get("issued") {
        Some(CslValue::Date(date)) => Some(date.year().unsigned_abs().to_string()),
        _ => None,
    };
    let words = subject
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .map(|word| word.to_lowercase().chars().take(16).collect::<String>());
    let parts: Vec<String> = words.chain(year).collect();
    SourceId::new(&parts.join("-")).ok()
}

fn short(name: &Name) -> String {
    match name {
        Name::Person(person) => person.family().to_owned(),
        Name::Body(body) => body.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_author_and_year_or_else_of_the_title() {
        let year = CslValue::Date("2015-03".parse().unwrap());
        let mut csl = BTreeMap::from([("issued".to_owned(), year)]);
        assert_eq!(suggested_id(&csl), None);
        let title = CslValue::Text("Outlook for prices: a very long title".to_owned());
        csl.insert("title".to_owned(), title);
        assert_eq!(
            suggested_id(&csl).unwrap().as_str(),
            "outlook-for-prices-a-2015"
        );
        for (author, id) in [
            ("Bank of Japan", "bank-of-japan-2015"),
            ("van der Eijk, Cees", "van-der-eijk-2015"),
            ("Путин, Владимир", "путин-2015"),
        ] {
            let names = CslValue::Names(vec![author.to_owned()]);
            csl.insert("author".to_owned(), names);
            assert_eq!(suggested_id(&csl).unwrap().as_str(), id);
        }
    }
}
