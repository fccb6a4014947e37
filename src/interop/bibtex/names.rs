//! Lists of names as BibTeX writes them: `First von Last and von Last, Jr, First and {A Body}`.
//!
//! The rules are those of Nicolas Markey, *Tame the `BeaST`*, section 11, and for names given part
//! by part (`family=…, given=…`) those of the biblatex manual, section 3.4.

use super::latex;
use crate::model::name::{Name, is_evidently_a_body, split_at_commas};

/// The names of a field, each as records write it.
pub(super) fn names(field: &str) -> Vec<String> {
    let names = split_at_and(field).into_iter().map(name);
    names
        .map(|name| name.to_string())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The parts of a list between the word `and`, where it stands outside of braces.
pub(super) fn split_at_and(field: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, word) in words(field) {
        if word.eq_ignore_ascii_case("and") {
            parts.push(&field[start..at]);
            start = at + word.len();
        }
    }
    parts.push(&field[start..]);
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// The words of a text with their places. Blanks within braces do not divide.
fn words(text: &str) -> Vec<(usize, &str)> {
    let (mut depth, mut at) = (0_usize, 0);
    let divided = text.split(|c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c.is_whitespace() || c == '~')
    });
    let mut words = Vec::new();
    for word in divided {
        words.push((at, word));
        let blank = text[at + word.len()..].chars().next();
        at += word.len() + blank.map_or(0, char::len_utf8);
    }
    words.retain(|(_, word)| !word.is_empty());
    words
}

fn name(text: &str) -> Name {
    if is_one_group(text) {
        return Name::body(&latex::text(text));
    }
    let parts = split_at_commas(text);
    if let Some(name) = part_by_part(&parts) {
        return name;
    }
    let decoded: Vec<String> = parts.iter().map(|part| latex::text(part)).collect();
    match parts.as_slice() {
        [whole] => unified(whole),
        _ if !text.contains('{') && is_evidently_a_body(text) => Name::body(&latex::text(text)),
        _ => Name::of_parts(&decoded).unwrap_or_else(|| Name::body(&latex::text(text))),
    }
}

/// Whether the whole text stands in one pair of braces.
fn is_one_group(text: &str) -> bool {
    let mut depth = 0_usize;
    let closes_at = text.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    });
    text.starts_with('{') && closes_at == Some(text.len() - 1)
}

/// `family=Eijk, prefix=van der, given=Cees`
fn part_by_part(parts: &[&str]) -> Option<Name> {
    let (mut family, mut given, mut suffix) = (String::new(), String::new(), None);
    let mut prefix = String::new();
    for part in parts {
        let (key, value) = part.split_once('=')?;
        let value = latex::text(value.trim().trim_matches('"'));
        match key.trim() {
            "family" => family = value,
            "given" => given = value,
            "prefix" => prefix = value,
            "suffix" => suffix = Some(value),
            "useprefix" | "prefix-i" | "family-i" | "given-i" | "suffix-i" | "id" | "hash" => {}
            _ => return None,
        }
    }
    let family = format!("{prefix} {family}");
    Some(Name::person(&family, &given, suffix.as_deref()))
}

/// `First von Last`: the last word is the family name, and what is in lower case before it belongs
/// to it.
fn unified(text: &str) -> Name {
    if !text.contains('{') && is_evidently_a_body(text) {
        return Name::body(&latex::text(text));
    }
    let words: Vec<&str> = words(text).into_iter().map(|(_, word)| word).collect();
    let Some((_, before)) = words.split_last() else {
        return Name::body("");
    };
    let von = before.iter().position(|word| is_lower(word));
    let family_from = von.unwrap_or(before.len());
    let join = |words: &[&str]| latex::text(&words.join(" "));
    let (given, family) = words.split_at(family_from);
    Name::person(&join(family), &join(given), None)
}

/// Whether a word begins in lower case; a word in braces has no case.
fn is_lower(word: &str) -> bool {
    if word.starts_with('{') && !word.starts_with("{\\") {
        return false;
    }
    let letter = latex::text(word).chars().find(|c| c.is_alphabetic());
    letter.is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn persons_are_read_in_every_order_that_bibtex_knows() {
        for (bibtex, expected) in [
            ("Donald E. Knuth", "Knuth, Donald E."),
            ("Cees van der Eijk", "van der Eijk, Cees"),
            ("van der Eijk, Cees", "van der Eijk, Cees"),
            ("King, Jr., Martin Luther", "King, Jr., Martin Luther"),
            ("Jean de La Fontaine", "de La Fontaine, Jean"),
            (r#"G{\"o}del, Kurt"#, "Gödel, Kurt"),
            (r"{\'E}tienne {\'E}mile", "Émile, Étienne"),
            ("J.~K. Rowling", "Rowling, J. K."),
            ("Аверченко, Аркадий", "Аверченко, Аркадий"),
            ("夏目, 漱石", "夏目, 漱石"),
            (
                "family=Eijk, prefix=van der, given=Cees",
                "van der Eijk, Cees",
            ),
            (
                "family={Smith, Wesson}, given=Adam",
                "{Smith, Wesson}, {Adam}",
            ),
            ("Harici", "Harici"),
        ] {
            assert_eq!(names(bibtex), [expected], "{bibtex}");
        }
    }

    #[test]
    fn bodies_in_braces_are_one_name_whatever_they_hold() {
        assert_eq!(
            names("{Union of Soviet Socialist Republics} and {Japan} and Sato, Masaru"),
            [
                "Union of Soviet Socialist Republics",
                "Japan",
                "Sato, Masaru"
            ]
        );
        assert_eq!(
            names("{Ministry of Economy, Trade and Industry}"),
            ["{Ministry of Economy, Trade and Industry}"]
        );
        assert_eq!(
            names(r#"{{\"O}sterreichische Nationalbank}"#),
            ["Österreichische Nationalbank"]
        );
        assert_eq!(names("Bank of Japan"), ["Bank of Japan"]);
    }

    #[test]
    fn lists_end_as_they_are_written() {
        assert_eq!(names("Smith, Adam AND others"), ["Smith, Adam", "others"]);
        assert_eq!(names(" and  and "), Vec::<String>::new());
        assert_eq!(names("Sandy Anderson"), ["Anderson, Sandy"]);
    }

    proptest! {
        #[test]
        fn every_name_is_read_again_as_it_was_written(field in "([A-Za-z{}, .\\\\=~-]|and| ){0,30}|\\PC{0,30}") {
            for name in names(&field) {
                prop_assert_eq!(Name::parse(&name).to_string(), name);
            }
        }
    }
}
