use super::*;
use crate::model::source::CslValue;

fn source(id: &str, fields: &[(&str, &str)]) -> Source {
    let csl = fields
        .iter()
        .map(|(key, text)| {
            let value = match *key {
                "author" | "editor" => {
                    CslValue::Names(text.split(';').map(|n| n.trim().to_owned()).collect())
                }
                "issued" | "accessed" => CslValue::Date(text.parse().unwrap()),
                _ => CslValue::Text((*text).to_owned()),
            };
            ((*key).to_owned(), value)
        })
        .collect();
    Source {
        id: id.parse().unwrap(),
        bearing: None,
        csl,
    }
}

#[test]
fn explore() {
    let s = [
        source(
            "a",
            &[
                ("type", "article-journal"),
                ("author", "van der Eijk, Cees"),
                ("title", "Measuring agreement in ordered rating scales"),
                ("container-title", "Quality and Quantity"),
                ("volume", "35"),
                ("issue", "3"),
                ("page", "325-341"),
                ("issued", "2001"),
                ("DOI", "10.1023/A:1010374114305"),
            ],
        ),
        source(
            "b1",
            &[
                ("type", "report"),
                ("author", "Bank of Japan"),
                ("title", "Outlook for Economic Activity and Prices"),
                ("issued", "2015-04"),
                ("URL", "https://www.boj.or.jp/en/mopo/outlook/gor1504b.pdf"),
            ],
        ),
        source(
            "b2",
            &[
                ("type", "report"),
                ("author", "Bank of Japan"),
                ("title", "Another Outlook"),
                ("issued", "2015-10"),
                ("publisher", "Bank of Japan"),
                ("URL", "https://www.boj.or.jp/en/x.pdf"),
            ],
        ),
        source(
            "c",
            &[
                ("type", "webpage"),
                ("author", "Ministry of Economy, Trade and Industry"),
                ("title", "White paper: on things"),
                ("container-title", "METI"),
                ("URL", "https://www.meti.go.jp/"),
            ],
        ),
        source(
            "d",
            &[
                ("type", "book"),
                ("author", "Толстой, Лев Николаевич"),
                ("title", "Война и мир"),
                ("language", "ru"),
                ("issued", "1869"),
                ("publisher", "Русскій Вѣстникъ"),
                ("publisher-place", "Москва"),
            ],
        ),
        source(
            "e",
            &[
                ("type", "book"),
                ("author", "夏目, 漱石"),
                ("title", "坊っちゃん"),
                ("issued", "1906"),
            ],
        ),
        source("f", &[("title", "Just a title")]),
        source("g", &[("URL", "https://example.org/x")]),
        source("h", &[("ISBN", "9780306406157")]),
        source(
            "i",
            &[
                ("type", "chapter"),
                ("author", "King, Jr., Martin Luther; Smith, Ann; Doe, Jo"),
                ("editor", "Brown, B."),
                ("title", "Chapter THE of things"),
                ("container-title", "A book of words"),
                ("page", "12--19"),
                ("issued", "-0044-03-15"),
                ("publisher", "Pub"),
            ],
        ),
        source("j", &[]),
    ];
    let refs: Vec<&Source> = s.iter().collect();
    for style in [CitationStyle::Apa, CitationStyle::ChicagoAuthorDate] {
        for f in format_each(&refs, style) {
            println!("{} | {}", f.label, f.plain());
            println!(
                "    {:?}",
                f.spans
                    .iter()
                    .filter(|s| s.italic || s.link.is_some())
                    .collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn explore_speed() {
    for (n, same) in [
        (100, false),
        (400, false),
        (100, true),
        (1000, false),
        (1000, true),
    ] {
        let s: Vec<Source> = (0..n)
            .map(|i| {
                let author = if same {
                    "Bank of Japan".to_owned()
                } else {
                    format!("Author{}, Given; Other{}, X", i % 97, i)
                };
                source(
                    &format!("s{i:05}"),
                    &[
                        ("type", "report"),
                        ("author", &author),
                        ("title", &format!("Title {i}")),
                        ("issued", if same { "2015" } else { "2014" }),
                        ("URL", "https://x.org/"),
                    ],
                )
            })
            .collect();
        let refs: Vec<&Source> = s.iter().collect();
        let t = std::time::Instant::now();
        let out = format_each(&refs, CitationStyle::Apa);
        println!(
            "{n} {same} {:?} {:?}",
            t.elapsed(),
            out.iter()
                .map(|c| c.label.clone())
                .rev()
                .take(4)
                .collect::<Vec<_>>()
        );
        let t = std::time::Instant::now();
        for r in &refs {
            format_each(&[*r], CitationStyle::Apa);
        }
        println!("   single {:?}", t.elapsed());
    }
}

use crate::model::source::{CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES};
use proptest::prelude::*;

fn any_value(variable: &'static str) -> BoxedStrategy<CslValue> {
    let text = || {
        prop_oneof![
            "[0-9 ,;:&–-]{1,12}",
            "[ivxlcdmIVXLCDM0-9]{1,8}",
            "\\PC{1,20}",
            "[a-zA-Z .,'’\"“”()?!]{1,30}",
            "[0-9]{1,25}",
            "https?://[a-z./?=]{1,20}",
            "[一-龥а-яe\u{301}\u{200d}ßİıǅ]{1,10}",
        ]
    };
    if variable == "type" {
        return proptest::sample::select(CSL_TYPES)
            .prop_map(|t| CslValue::Text(t.to_owned()))
            .boxed();
    }
    if NAME_VARIABLES.contains(&variable) {
        return proptest::collection::vec(text(), 0..4)
            .prop_map(CslValue::Names)
            .boxed();
    }
    if DATE_VARIABLES.contains(&variable) {
        return (-9999..=9999i32, proptest::option::of(1..=12u8), 1..=31u8)
            .prop_map(|(y, m, d)| {
                let full = crate::model::date::PartialDate::new(y, m, m.map(|_| d));
                CslValue::Date(
                    full.or_else(|| crate::model::date::PartialDate::new(y, m, None))
                        .unwrap(),
                )
            })
            .boxed();
    }
    text().prop_map(CslValue::Text).boxed()
}

fn any_source() -> impl Strategy<Value = Source> {
    let all: Vec<&'static str> = NAME_VARIABLES
        .iter()
        .chain(DATE_VARIABLES)
        .chain(TEXT_VARIABLES)
        .copied()
        .collect();
    let fields = proptest::sample::subsequence(all, 0..=30).prop_flat_map(|variables| {
        variables
            .into_iter()
            .map(|v| any_value(v).prop_map(move |value| (v.to_owned(), value)))
            .collect::<Vec<_>>()
    });
    ("[a-z]{1,3}", fields).prop_map(|(id, fields)| Source {
        id: id.parse().unwrap(),
        bearing: None,
        csl: fields.into_iter().collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(24)))]
    #[test]
    fn fuzz(sources in proptest::collection::vec(any_source(), 1..4), chicago in any::<bool>()) {
        let refs: Vec<&Source> = sources.iter().collect();
        let style = if chicago { CitationStyle::ChicagoAuthorDate } else { CitationStyle::Apa };
        let all = format_each(&refs, style);
        prop_assert_eq!(all.len(), sources.len());
        for c in &all { prop_assert!(!c.label.trim().is_empty()); prop_assert!(!c.plain().trim().is_empty()); }
    }
}
