use proptest::prelude::*;

use super::*;
use crate::model::{
    date::PartialDate,
    source::{CSL_TYPES, CslValue, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES},
};

/// A source; names are divided by semicolons.
fn source(id: &str, fields: &[(&str, &str)]) -> Source {
    let value = |variable: &str, text: &str| match variable {
        "author" | "editor" => CslValue::Names(text.split("; ").map(str::to_owned).collect()),
        "issued" | "accessed" => CslValue::Date(text.parse().unwrap()),
        _ => CslValue::Text(text.to_owned()),
    };
    let csl = fields
        .iter()
        .map(|(variable, text)| ((*variable).to_owned(), value(variable, text)));
    Source {
        id: id.parse().unwrap(),
        bearing: None,
        csl: csl.collect(),
    }
}

fn one(fields: &[(&str, &str)]) -> FormattedCitation {
    let source = source("the-id", fields);
    format_all(&[&source]).remove("the-id").unwrap()
}

const ARTICLE: &[(&str, &str)] = &[
    ("type", "article-journal"),
    ("author", "van der Eijk, Cees"),
    ("title", "Measuring agreement in ordered rating scales"),
    ("container-title", "Quality and Quantity"),
    ("volume", "35"),
    ("issue", "3"),
    ("page", "325--341"),
    ("issued", "2001-08"),
    ("DOI", "10.1023/A:1010374114305"),
    ("URL", "https://example.org/eijk"),
];

#[test]
fn an_article_is_formatted_as_apa_wants_it() {
    let article = one(ARTICLE);
    assert_eq!(article.label, "van der Eijk, 2001");
    assert_eq!(
        article.plain(),
        "van der Eijk, C. (2001). Measuring agreement in ordered rating scales. Quality and \
         Quantity, 35(3), 325–341. https://doi.org/10.1023/A:1010374114305"
    );
    let italic: Vec<&str> = article
        .spans
        .iter()
        .filter(|span| span.italic)
        .map(|span| span.text.as_str())
        .collect();
    assert_eq!(italic, ["Quality and Quantity", "35"]);
    let last = article.spans.last().unwrap();
    assert_eq!(
        last.link.as_deref(),
        Some("https://doi.org/10.1023/A:1010374114305")
    );
}

#[test]
fn an_article_is_formatted_as_chicago_wants_it() {
    let article = source("a", ARTICLE);
    let formatted = format_each(&[&article], CitationStyle::ChicagoAuthorDate);
    assert_eq!(formatted[0].label, "van der Eijk 2001");
    assert_eq!(
        formatted[0].plain(),
        "Eijk, Cees van der. 2001. “Measuring Agreement in Ordered Rating Scales.” Quality and \
         Quantity 35 (3): 325–41. https://doi.org/10.1023/A:1010374114305."
    );
}

#[test]
fn institutions_and_names_of_every_script_are_written_whole() {
    for (author, label, line) in [
        (
            "{Ministry of Economy, Trade and Industry}",
            "Ministry of Economy, Trade and Industry, 2015",
            "Ministry of Economy, Trade and Industry. (2015). T.",
        ),
        (
            "Union of Soviet Socialist Republics; Japan",
            "Union of Soviet Socialist Republics & Japan, 2015",
            "Union of Soviet Socialist Republics, & Japan. (2015). T.",
        ),
        (
            "Аверченко, Аркадий",
            "Аверченко, 2015",
            "Аверченко, А. (2015). T.",
        ),
        ("夏目, 漱石", "夏目, 2015", "夏目漱石. (2015). T."),
        (
            "King, Jr., Martin Luther",
            "King, 2015",
            "King, M. L., Jr. (2015). T.",
        ),
        (
            "A, B; C, D; E, F",
            "A et al., 2015",
            "A, B., C, D., & E, F. (2015). T.",
        ),
    ] {
        let book = one(&[
            ("type", "book"),
            ("author", author),
            ("title", "T"),
            ("issued", "2015"),
        ]);
        assert_eq!((book.label.as_str(), book.plain().as_str()), (label, line));
    }
}

#[test]
fn works_that_look_alike_are_told_apart_in_order_of_their_ids() {
    let report = |id, title, month| {
        let fields = [
            ("author", "Bank of Japan"),
            ("title", title),
            ("issued", month),
        ];
        source(id, &fields)
    };
    let (later, earlier) = (report("a", "Z", "2015-10"), report("b", "A", "2015-04"));
    let other = report("c", "A", "2016");
    for sources in [[&later, &earlier, &other], [&other, &earlier, &later]] {
        let formatted = format_all(&sources);
        let labels: Vec<&str> = formatted.values().map(|c| c.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Bank of Japan, 2015a",
                "Bank of Japan, 2015b",
                "Bank of Japan, 2016"
            ]
        );
        assert!(
            formatted["b"]
                .plain()
                .starts_with("Bank of Japan. (2015b, April). A.")
        );
    }
}

#[test]
fn one_work_described_twice_is_one_work() {
    let (first, again) = (source("a", ARTICLE), source("b", ARTICLE));
    let formatted = format_each(&[&first, &again], CitationStyle::Apa);
    assert_eq!(formatted[0], formatted[1]);
    assert_eq!(formatted[0].label, "van der Eijk, 2001");
}

#[test]
fn undated_works_say_so_and_are_told_apart() {
    let page = |id, title| {
        source(
            id,
            &[("type", "webpage"), ("author", "Harici"), ("title", title)],
        )
    };
    let (one, two) = (page("a", "One"), page("b", "Two"));
    let formatted = format_each(&[&one, &two], CitationStyle::Apa);
    assert_eq!(formatted[0].label, "Harici, n.d.-a");
    assert_eq!(formatted[0].plain(), "Harici. (n.d.-a). One.");
    assert_eq!(formatted[1].label, "Harici, n.d.-b");
}

#[test]
fn more_works_than_the_alphabet_has_pairs_still_differ() {
    let sources: Vec<Source> = (0..258)
        .map(|i| {
            let title = format!("Title {i}");
            source(
                &format!("s{i}"),
                &[("author", "NHK"), ("title", &title), ("issued", "2022")],
            )
        })
        .collect();
    let sources: Vec<&Source> = sources.iter().collect();
    let formatted = format_all(&sources);
    let labels: std::collections::BTreeSet<&str> =
        formatted.values().map(|c| c.label.as_str()).collect();
    assert_eq!(labels.len(), 258);
}

#[test]
fn a_web_page_is_formatted_without_the_slips_of_the_processor() {
    let page = |date| {
        one(&[
            ("type", "webpage"),
            ("author", "Sato, Masaru"),
            ("title", "Signs of progress?"),
            ("container-title", "Nippon.com"),
            ("issued", date),
            ("URL", "https://www.nippon.com/"),
        ])
        .plain()
    };
    let rest = "Signs of progress? Nippon.com. https://www.nippon.com/";
    assert_eq!(page("2016"), format!("Sato, M. (2016). {rest}"));
    assert_eq!(
        page("2016-05-09"),
        format!("Sato, M. (2016, May 9). {rest}")
    );
    let undated = one(&[
        ("type", "webpage"),
        ("title", "T"),
        ("URL", "https://x.org/"),
    ]);
    assert_eq!(undated.plain(), "T. (n.d.). https://x.org/");
}

#[test]
fn what_is_hardly_described_is_shown_by_its_id() {
    let bare = one(&[]);
    assert_eq!(
        (bare.label.as_str(), bare.plain().as_str()),
        ("the-id", "the-id")
    );
    let address = one(&[("URL", "https://example.org/x")]);
    assert_eq!(address.label, "the-id");
    assert_eq!(address.plain(), "the-id. (n.d.). https://example.org/x");
    let isbn = one(&[("type", "book"), ("ISBN", "9780306406157"), ("title", " ")]);
    assert_eq!(isbn.label, "the-id");
    assert_eq!(isbn.plain(), "ISBN 9780306406157. (n.d.).");
}

#[test]
fn only_web_addresses_become_links() {
    let links = |url| {
        let page = one(&[("type", "webpage"), ("title", "T"), ("URL", url)]);
        page.spans.iter().filter(|span| span.link.is_some()).count()
    };
    assert_eq!(links("https://example.org/"), 1);
    assert_eq!(links("javascript:alert(1)"), 0);
}

#[test]
fn markup_of_reference_managers_is_not_printed() {
    let page = one(&[
        ("type", "book"),
        ("title", "<i>Homo</i> ludens<sup>2</sup> a<b"),
    ]);
    assert_eq!(page.plain(), "Homo ludens2 a<b. (n.d.).");
}

fn value(variable: &'static str) -> BoxedStrategy<CslValue> {
    let text = || {
        prop_oneof![
            "[0-9 ,;:&–-]{1,12}",
            "[ivxlcdmIVXLCDM0-9]{1,8}",
            "[0-9]{1,25}",
            "[a-zA-Z .,'’\"“”()?!]{1,30}",
            "https?://[a-z./?=]{1,20}",
            "[一-龥а-яe\u{301}\u{200d}ßİıǅ]{1,10}",
            "\\PC{1,20}",
        ]
    };
    if variable == "type" {
        let kinds = proptest::sample::select(CSL_TYPES);
        return kinds
            .prop_map(|kind| CslValue::Text(kind.to_owned()))
            .boxed();
    }
    if NAME_VARIABLES.contains(&variable) {
        let names = proptest::collection::vec(text(), 0..4);
        return names.prop_map(CslValue::Names).boxed();
    }
    if DATE_VARIABLES.contains(&variable) {
        let date = (-9999..=9999, proptest::option::of(1..=12u8), 1..=28u8);
        return date
            .prop_map(|(year, month, day)| {
                PartialDate::new(year, month, month.map(|_| day)).unwrap()
            })
            .prop_map(CslValue::Date)
            .boxed();
    }
    text().prop_map(CslValue::Text).boxed()
}

fn any_source() -> impl Strategy<Value = Source> {
    let all: Vec<&'static str> = [NAME_VARIABLES, DATE_VARIABLES, TEXT_VARIABLES].concat();
    let some = proptest::sample::subsequence(all, 0..=30);
    let fields = some.prop_flat_map(|variables| {
        let field = |v: &'static str| value(v).prop_map(move |value| (v.to_owned(), value));
        variables.into_iter().map(field).collect::<Vec<_>>()
    });
    ("[a-z]{1,3}", fields).prop_map(|(id, fields)| Source {
        id: id.parse().unwrap(),
        bearing: None,
        csl: fields.into_iter().collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_source_has_a_label_and_a_line_whatever_the_order(
        sources in proptest::collection::vec(any_source(), 1..4), chicago in any::<bool>()
    ) {
        let style = if chicago { CitationStyle::ChicagoAuthorDate } else { CitationStyle::Apa };
        let forward: Vec<&Source> = sources.iter().collect();
        let backward: Vec<&Source> = sources.iter().rev().collect();
        let formatted = format_each(&forward, style);
        let mut reversed = format_each(&backward, style);
        reversed.reverse();
        prop_assert_eq!(&formatted, &reversed);
        for citation in &formatted {
            prop_assert!(!citation.label.trim().is_empty());
            prop_assert!(!citation.plain().trim().is_empty());
        }
    }
}
