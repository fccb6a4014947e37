use proptest::prelude::*;

use super::*;
use crate::model::{
    date::PartialDate,
    name::Name,
    source::{CSL_TYPES, CslValue, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES},
};

fn one(text: &str) -> Source {
    let mut imported = read(text).unwrap();
    assert_eq!(imported.sources.len(), 1);
    imported.sources.remove(0)
}

/// In the form of Zotero's "CSL JSON" export.
const ZOTERO: &str = r#"[{
    "id": "http://zotero.org/users/1/items/ABCD1234",
    "type": "article-journal",
    "container-title": "Quality and Quantity",
    "DOI": "https://doi.org/10.1023/A:1010374114305",
    "ISSN": "0033-5177",
    "issue": "3",
    "journalAbbreviation": "Qual Quant",
    "language": "en",
    "page": "325-341",
    "title": "Measuring <i>agreement</i> in ordered rating scales",
    "volume": 35,
    "author": [{"family": "Eijk", "given": "Cees", "non-dropping-particle": "van der"}],
    "issued": {"date-parts": [["2001", 8]]},
    "accessed": {"date-parts": [["2026", 11, 1]], "season": ""}
}]"#;

#[test]
fn an_export_of_zotero_is_read() {
    let source = one(ZOTERO);
    assert_eq!(source.id.as_str(), "van-der-eijk-2001");
    assert_eq!(source.names("author"), ["van der Eijk, Cees"]);
    assert_eq!(source.text("DOI"), Some("10.1023/A:1010374114305"));
    assert_eq!(source.text("volume"), Some("35"));
    assert_eq!(source.text("container-title-short"), Some("Qual Quant"));
    assert_eq!(source.date("issued").unwrap().to_string(), "2001-08");
    assert_eq!(source.date("accessed").unwrap().to_string(), "2026-11-01");
}

#[test]
fn an_item_may_stand_alone_or_in_a_list_or_under_items() {
    let item = r#"{"id": "a", "title": "T"}"#;
    for text in [
        item.to_owned(),
        format!("[{item}]"),
        format!("{{\"items\": [{item}]}}"),
    ] {
        assert_eq!(one(&text).text("title"), Some("T"));
    }
    assert!(read("[]").unwrap().sources.is_empty());
}

#[test]
fn names_are_read_in_all_their_forms() {
    let source = one(r#"{"id": "a", "author": [
        {"literal": "Ministry of Economy, Trade and Industry"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "La Fontaine", "given": "Jean", "dropping-particle": "de"},
        {"family": "夏目", "given": "漱石"},
        {"family": "Japan"},
        "Sato, Masaru"
    ]}"#);
    assert_eq!(
        source.names("author"),
        [
            "{Ministry of Economy, Trade and Industry}",
            "King, Jr., Martin Luther",
            "La Fontaine, Jean de",
            "夏目, 漱石",
            "Japan",
            "Sato, Masaru",
        ]
    );
}

#[test]
fn dates_are_read_in_all_their_forms() {
    for (json, expected) in [
        (r#"{"date-parts": [[2015]]}"#, "2015"),
        (
            r#"{"date-parts": [["2015", "3", "7"], [2016]]}"#,
            "2015-03-07",
        ),
        (r#"{"date-parts": [[2015, 13]]}"#, "2015"),
        (r#"{"raw": "2015-03-07"}"#, "2015-03-07"),
        (r#"{"literal": "7 March 2015"}"#, "2015-03-07"),
        (r#""2015-03""#, "2015-03"),
        ("2015", "2015"),
    ] {
        let source = one(&format!(r#"{{"id": "a", "issued": {json}}}"#));
        let date = source.date("issued").map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some(expected), "{json}");
    }
}

#[test]
fn what_a_source_has_no_room_for_is_told() {
    let imported = read(
        r#"{"id": "a", "type": "papyrus", "custom": {"x": [1]}, "issued": {"literal": "of old"}}"#,
    )
    .unwrap();
    assert_eq!(
        imported.left_out,
        [
            "a: `papyrus` is no type of CSL; it became `document`",
            "a: `custom` is no variable of a source",
            "a: `issued` \"of old\" is no date",
        ]
    );
}

#[test]
fn ids_are_made_where_they_lack_and_never_twice() {
    let imported = read(
        r#"[{"title": "T"}, {"id": 7}, {"id": "t"}, {"id": "t"}, {"id": "a b", "citation-key": "k"}, {}]"#,
    )
    .unwrap();
    let ids: Vec<String> = imported.sources.iter().map(|s| s.id.to_string()).collect();
    assert_eq!(ids, ["t", "7", "t-2", "t-3", "k", "source"]);
}

#[test]
fn errors_know_their_line_and_column() {
    for (text, line, message) in [
        ("", 1, "EOF while parsing a value"),
        (
            "{\"id\": \"a\",\n \"author\": [{\"family\"\n]}",
            3,
            "expected `:`",
        ),
        (
            "{\"id\": \"a\",\n \"author\": 7}",
            2,
            "invalid type: integer `7`, expected a sequence",
        ),
        (
            "[{\"id\": \"a\"},\n 7]",
            2,
            "invalid type: integer `7`, expected an item of CSL-JSON, or a list of items",
        ),
        (
            "{\"id\": \"a\",\n\n \"issued\": [1]}",
            3,
            "invalid type: sequence, expected a date",
        ),
        (
            "{\"title\": {}}",
            1,
            "invalid type: map, expected a text or a number",
        ),
        ("{} x", 1, "trailing characters"),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.line, line, "{text}: {error}");
        assert!(error.message.starts_with(message), "{text}: {error}");
    }
}

#[test]
fn bottomless_nesting_is_refused() {
    assert!(read(&"[".repeat(1 << 20)).is_err());
    assert!(read(&"{\"items\":".repeat(100_000)).is_err());
    let ignored = format!(r#"{{"custom": {}{}}}"#, "[".repeat(99), "]".repeat(99));
    assert_eq!(read(&ignored).unwrap().left_out.len(), 1);
}

fn value(variable: &'static str) -> BoxedStrategy<CslValue> {
    let text = "\\PC{0,12}[a-z0-9а-я漢]";
    let clean = |text: String| text.trim().to_owned();
    if variable == "type" {
        let kinds = proptest::sample::select(CSL_TYPES);
        return kinds
            .prop_map(|kind| CslValue::Text(kind.to_owned()))
            .boxed();
    }
    if NAME_VARIABLES.contains(&variable) {
        let person = (text, text).prop_map(|(family, given)| Name::person(&family, &given, None));
        let body = text.prop_map(|name| Name::body(&name));
        let name = prop_oneof![person, body].prop_map(|name| name.to_string());
        let names = proptest::collection::vec(name, 1..4);
        return names.prop_map(CslValue::Names).boxed();
    }
    if DATE_VARIABLES.contains(&variable) {
        let date = (-9999..=9999, proptest::option::of(1..=12u8));
        return date
            .prop_map(|(year, month)| CslValue::Date(PartialDate::new(year, month, None).unwrap()))
            .boxed();
    }
    text.prop_map(move |text| CslValue::Text(clean(text)))
        .boxed()
}

fn source() -> impl Strategy<Value = Source> {
    let all: Vec<&'static str> = [NAME_VARIABLES, DATE_VARIABLES, TEXT_VARIABLES].concat();
    let some = proptest::sample::subsequence(all, 0..8);
    let fields = some.prop_flat_map(|mut variables| {
        variables.push("type");
        let field = |v: &'static str| value(v).prop_map(move |value| (v.to_owned(), value));
        variables.into_iter().map(field).collect::<Vec<_>>()
    });
    ("[a-z]{1,8}", fields).prop_map(|(id, fields)| Source {
        id: id.parse().unwrap(),
        bearing: None,
        csl: fields.into_iter().collect(),
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_as_the_same_source(source in source()) {
        let imported = read(&write(&[&source])).unwrap();
        prop_assert_eq!(imported.left_out, Vec::<String>::new());
        prop_assert_eq!(imported.sources, vec![source]);
    }

    #[test]
    fn no_text_brings_the_reader_down(text in "\\PC*|[\\[\\]{}:,\"a-z0-9 -]{0,60}") {
        let _ = read(&text);
    }
}
