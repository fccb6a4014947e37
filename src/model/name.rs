//! Names as bibliographies give them: `Family, Given` for a person, anything else for a body.
//!
//! Braces keep a text together, as in BibTeX: `{Ministry of Economy, Trade and Industry}` is one
//! body although it has a comma. Bodies written without braces are recognised by the words that
//! give them away, so that the braces are rarely needed.

use std::fmt;

/// An author, editor or other contributor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// Someone with a family name.
    Person(Person),
    /// An institution, or a person of one name; never taken apart.
    Body(String),
}

/// A person's name in its parts. No part holds braces or stray spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    family: String,
    given: String,
    suffix: Option<String>,
}

impl Person {
    /// The family name with its particles, such as `van der Eijk`.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The given names, never empty.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// `Jr.`, `III` and the like.
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// The particles in front of the family name, if there are any, and the family name proper:
    /// `van der` and `Eijk`.
    pub fn particle_and_family(&self) -> (Option<&str>, &str) {
        let proper = self.family.split_inclusive(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word))
        });
        let first = proper.skip_while(|(_, word)| word.starts_with(char::is_lowercase));
        match first.map(|(start, _)| start).next() {
            Some(start) if start > 0 => {
                let (particle, family) = self.family.split_at(start);
                (Some(particle.trim_end()), family)
            }
            _ => (None, &self.family),
        }
    }
}

impl Name {
    /// A person, or a body if only one of the two names is there.
    pub fn person(family: &str, given: &str, suffix: Option<&str>) -> Self {
        let (family, given) = (tidy(family), tidy(given));
        match (family.is_empty(), given.is_empty()) {
            (true, _) => Self::Body(given),
            (_, true) => Self::Body(family),
            _ => Self::Person(Person {
                family,
                given,
                suffix: suffix.map(tidy).filter(|suffix| !suffix.is_empty()),
            }),
        }
    }

    /// A body, whatever commas its name may have.
    pub fn body(name: &str) -> Self {
        Self::Body(tidy(name))
    }

    /// Reads a name as records and BibTeX write it. Every text is a name of some sort.
    ///
    /// Three parts are `Family, Suffix, Given` as in BibTeX, or `Family, Given, Jr.` where the last
    /// part is one of the usual suffixes.
    pub fn parse(text: &str) -> Self {
        if !text.contains('{') && is_evidently_a_body(text) {
            return Self::body(text);
        }
        let parts = split_at_commas(text);
        Self::of_parts(&parts).unwrap_or_else(|| Self::body(text))
    }

    /// The name whose parts stood between commas, if there are two or three of them.
    pub fn of_parts<T: AsRef<str>>(parts: &[T]) -> Option<Self> {
        match parts {
            [family, given] => Some(Self::person(family.as_ref(), given.as_ref(), None)),
            [family, second, third] => {
                let (family, second, third) = (family.as_ref(), second.as_ref(), third.as_ref());
                Some(if is_suffix(third) {
                    Self::person(family, second, Some(third))
                } else {
                    Self::person(family, third, Some(second))
                })
            }
            _ => None,
        }
    }
}

/// Writes a name so that [`Name::parse`] reads the same name again.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(name) if name.contains(',') => write!(f, "{{{name}}}"),
            Self::Body(name) => f.write_str(name),
            Self::Person(person) => {
                let plain = person.to_string();
                match Self::parse(&plain) {
                    Self::Person(same) if same == *person => f.write_str(&plain),
                    _ => person.write(f, true),
                }
            }
        }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

impl Person {
    fn write(&self, f: &mut fmt::Formatter<'_>, braced: bool) -> fmt::Result {
        let (open, close) = if braced { ("{", "}") } else { ("", "") };
        write!(f, "{open}{}{close}, ", self.family)?;
        if let Some(suffix) = &self.suffix {
            write!(f, "{open}{suffix}{close}, ")?;
        }
        write!(f, "{open}{}{close}", self.given)
    }
}

/// Without braces, and with single spaces.
fn tidy(text: &str) -> String {
    let bare = text.replace(['{', '}'], "");
    let words: Vec<&str> = bare.split_whitespace().collect();
    words.join(" ")
}

/// The parts of a text between commas that stand outside of braces.
pub fn split_at_commas(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })
    .collect()
}

fn is_suffix(part: &str) -> bool {
    let word = part.trim().trim_end_matches('.');
    ["Jr", "Sr", "II", "III", "IV"]
        .iter()
        .any(|suffix| word.eq_ignore_ascii_case(suffix))
}

/// Whether a text holds a word that stands in names of institutions but not in those of persons,
/// such as `of` and `for`, or ends with `Ltd.` or the like behind a comma.
pub fn is_evidently_a_body(text: &str) -> bool {
    const WORDS: &[&str] = &["of", "for", "and", "the", "&"];
    const COMPANIES: &[&str] = &["inc", "ltd", "llc", "gmbh", "plc", "co", "corp", "s.a"];
    let plain = |word: &str| word.trim().trim_end_matches('.').to_ascii_lowercase();
    let last_part = text.rsplit_once(',').map(|(_, last)| plain(last));
    last_part.is_some_and(|last| COMPANIES.contains(&last.as_str()))
        || text
            .split([' ', ','])
            .any(|word| WORDS.contains(&plain(word).as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(text: &str) -> Person {
        match Name::parse(text) {
            Name::Person(person) => person,
            Name::Body(body) => panic!("{body} was read as a body"),
        }
    }

    #[test]
    fn a_comma_divides_family_and_given_names_in_any_script() {
        for (text, family, given) in [
            ("Sato, Masaru", "Sato", "Masaru"),
            ("van der Eijk, Cees", "van der Eijk", "Cees"),
            ("Толстой, Лев Николаевич", "Толстой", "Лев Николаевич"),
            ("夏目, 漱石", "夏目", "漱石"),
            ("Co, Leonard", "Co", "Leonard"),
        ] {
            let name = person(text);
            assert_eq!((name.family(), name.given()), (family, given));
            assert_eq!(Name::parse(text).to_string(), text);
        }
    }

    #[test]
    fn institutions_are_never_taken_apart() {
        for text in [
            "Bank of Japan",
            "Ministry of Economy, Trade and Industry",
            "{Ministry of Economy, Trade and Industry}",
            "Apple, Inc.",
            "{Gazprom, Neft}",
            "a, b, c, d",
        ] {
            let expected = text.replace(['{', '}'], "");
            assert_eq!(Name::parse(text), Name::Body(expected));
        }
    }

    #[test]
    fn a_suffix_is_understood_at_either_place() {
        for text in ["King, Jr., Martin Luther", "King, Martin Luther, Jr."] {
            let king = person(text);
            assert_eq!(king.suffix(), Some("Jr."));
            assert_eq!((king.family(), king.given()), ("King", "Martin Luther"));
        }
    }

    #[test]
    fn particles_belong_to_the_family_name_but_can_be_told_apart() {
        assert_eq!(
            person("van der Eijk, Cees").particle_and_family(),
            (Some("van der"), "Eijk")
        );
        assert_eq!(person("Eijk, Cees").particle_and_family(), (None, "Eijk"));
        assert_eq!(person("hooks, bell").particle_and_family(), (None, "hooks"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again_as_the_same_name(
            family in "\\PC{0,12}", given in "\\PC{0,12}", suffix in proptest::option::of("\\PC{0,6}")
        ) {
            let name = Name::person(&family, &given, suffix.as_deref());
            prop_assert_eq!(Name::parse(&name.to_string()), name);
        }

        #[test]
        fn every_text_is_some_name_that_can_be_written(text in "[a-z{}, .]{0,24}|\\PC*") {
            let name = Name::parse(&text);
            prop_assert_eq!(Name::parse(&name.to_string()), name);
        }
    }
}
