use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::model::source::CslValue;

fn one(text: &str) -> Source {
    let bibliography = read(text);
    assert_eq!(bibliography.problems, [], "{text}");
    let [source] = bibliography.sources.as_slice() else {
        panic!("{} sources in {text}", bibliography.sources.len());
    };
    source.clone()
}

fn ids(bibliography: &Bibliography) -> Vec<&str> {
    let sources = bibliography.sources.iter();
    sources.map(|source| source.id.as_str()).collect()
}

/// The code of each problem with the text it marks.
fn problems<'t>(text: &'t str, bibliography: &Bibliography) -> Vec<(Code, &'t str)> {
    let problems = bibliography.problems.iter();
    problems
        .map(|problem| (problem.code, &text[problem.bytes.clone()]))
        .collect()
}

#[test]
fn an_entry_of_zotero_is_read() {
    let source = one(r"
@article{vandereijkMeasuringAgreementOrdered2001,
  title = {Measuring {{Agreement}} in {{Ordered Rating Scales}}},
  author = {family=Eijk, given=Cees, prefix=van der, useprefix=true},
  date = {2001-08-01},
  journaltitle = {Quality and Quantity},
  shortjournal = {Qual Quant},
  volume = {35},
  number = {3},
  pages = {325--341},
  issn = {0033-5177},
  doi = {10.1023/A:1010374114305},
  url = {https://example.org/a--b_c},
  urldate = {2026-11-01},
  langid = {english},
  keywords = {agreement,scales},
  file = {C\:\\Users\\x\\Eijk.pdf:application/pdf}
}
");
    for (variable, text) in [
        ("type", "article-journal"),
        ("title", "Measuring Agreement in Ordered Rating Scales"),
        ("container-title", "Quality and Quantity"),
        ("container-title-short", "Qual Quant"),
        ("volume", "35"),
        ("issue", "3"),
        ("page", "325-341"),
        ("ISSN", "0033-5177"),
        ("DOI", "10.1023/A:1010374114305"),
        ("URL", "https://example.org/a--b_c"),
        ("language", "en-US"),
        ("keyword", "agreement,scales"),
    ] {
        assert_eq!(source.text(variable), Some(text), "{variable}");
    }
    assert_eq!(source.names("author"), ["van der Eijk, Cees"]);
    assert_eq!(source.date("issued").unwrap().to_string(), "2001-08-01");
    assert_eq!(source.date("accessed").unwrap().to_string(), "2026-11-01");
}

#[test]
fn a_file_of_jabref_is_read_with_its_comments_and_abbreviations() {
    let bibliography = read(
        r#"% Encoding: UTF-8
@String{jpe = "Journal of " # {Political Economy}}

@Article{Smith:1999,
  author  = "Smith, Adam and {\'E}mile Zola",
  title   = "{A Study of Trade}",
  journal = jpe,
  year    = 1999,
  month   = mar # "~7",
  number  = {2/3},
}

@Comment{jabref-meta: databaseType:bibtex;}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:old\;0\;1\;\;\;\;;
}
"#,
    );
    assert_eq!(bibliography.problems, []);
    assert_eq!(ids(&bibliography), ["Smith:1999"]);
    let source = &bibliography.sources[0];
    assert_eq!(source.names("author"), ["Smith, Adam", "Zola, Émile"]);
    assert_eq!(source.text("title"), Some("A Study of Trade"));
    let journal = Some("Journal of Political Economy");
    assert_eq!(source.text("container-title"), journal);
    assert_eq!(source.text("issue"), Some("2/3"));
    assert_eq!(source.date("issued").unwrap().to_string(), "1999-03-07");
}

#[test]
fn traditional_entries_are_read() {
    let source = one(
        r"@techreport(boj15, author = {{Bank of Japan}}, institution = {Bank of Japan},
        title = {Outlook}, number = {12}, type = {Working Paper}, address = {Tokyo}, year = {2015},
        month = {Oct.}, howpublished = {\url{https://example.org/~outlook}}, note = {Revised})",
    );
    for (variable, text) in [
        ("type", "report"),
        ("genre", "Working Paper"),
        ("publisher", "Bank of Japan"),
        ("publisher-place", "Tokyo"),
        ("number", "12"),
        ("URL", "https://example.org/~outlook"),
        ("note", "Revised"),
    ] {
        assert_eq!(source.text(variable), Some(text), "{variable}");
    }
    assert_eq!(source.names("author"), ["Bank of Japan"]);
    assert_eq!(source.date("issued").unwrap().to_string(), "2015-10");
}

#[test]
fn every_type_becomes_one_of_csl() {
    for (entry, kind) in [
        ("@book{a, title={T}}", "book"),
        ("@incollection{a, title={T}}", "chapter"),
        ("@InProceedings{a, title={T}}", "paper-conference"),
        ("@online{a, title={T}}", "webpage"),
        ("@misc{a, title={T}}", "document"),
        ("@phdthesis{a, title={T}}", "thesis"),
        (
            "@article{a, title={T}, entrysubtype={newspaper}}",
            "article-newspaper",
        ),
        ("@dataset{a, title={T}}", "dataset"),
        ("@legislation{a, title={T}}", "legislation"),
        ("@something{a, title={T}}", "document"),
    ] {
        assert_eq!(one(entry).text("type"), Some(kind), "{entry}");
    }
    assert_eq!(
        one("@phdthesis{a, title={T}}").text("genre"),
        Some("PhD thesis")
    );
}

#[test]
fn titles_and_lists_and_archives_are_put_together() {
    let source = one(
        "@book{a, title={Why?}, subtitle={Because}, series={S}, number={4},
        publisher={One and {Two and Three}}, location={Moscow and Tokyo}, eprint={1501.00001},
        eprinttype={arXiv}, isbn={invalid, 978-0-306-40615-7}, event-place={Kyoto}, PMID={7}}",
    );
    for (variable, text) in [
        ("title", "Why? Because"),
        ("collection-title", "S"),
        ("collection-number", "4"),
        ("publisher", "One; Two and Three"),
        ("publisher-place", "Moscow; Tokyo"),
        ("archive", "arXiv"),
        ("URL", "https://arxiv.org/abs/1501.00001"),
        ("ISBN", "978-0-306-40615-7"),
        ("event-place", "Kyoto"),
        ("PMID", "7"),
    ] {
        assert_eq!(source.text(variable), Some(text), "{variable}");
    }
}

#[test]
fn names_and_titles_of_every_script_are_kept() {
    let source =
        one("@book{夏目1906, author={夏目, 漱石 and Аверченко, Аркадий}, title={坊っちゃん}}");
    assert_eq!(source.id.as_str(), "夏目1906");
    assert_eq!(source.names("author"), ["夏目, 漱石", "Аверченко, Аркадий"]);
    assert_eq!(source.text("title"), Some("坊っちゃん"));
}

#[test]
fn what_an_entry_lacks_it_takes_from_its_parent() {
    let bibliography = read(
        "
@inproceedings{talk, title={Talk}, author={Lamport, Leslie}, crossref={conf}, xdata={common}}
@proceedings{conf, title={Conference}, editor={Knuth, Donald}, year={2014}, note={own}}
@xdata{common, publisher={House}, crossref={talk}}",
    );
    assert_eq!(bibliography.problems, []);
    assert_eq!(ids(&bibliography), ["conf", "talk"]);
    let talk = &bibliography.sources[1];
    assert_eq!(talk.text("title"), Some("Talk"));
    assert_eq!(talk.text("container-title"), Some("Conference"));
    assert_eq!(talk.text("publisher"), Some("House"));
    assert_eq!(talk.text("note"), None);
    assert_eq!(talk.names("editor"), ["Knuth, Donald"]);
    assert_eq!(talk.date("issued").unwrap().to_string(), "2014");
}

#[test]
fn a_broken_entry_loses_no_other() {
    for (broken, marked) in [
        ("@book{b, title={never closed, year={2015}\n}", "@book{"),
        ("@book{b, title={closed too late, year=2015\n", "@book{"),
        ("@book{b, title=\"never closed, year={2015}}", "\""),
        ("@book{b title={T}}", "b title"),
        ("@book{title={T}}", "title"),
        ("@book{, title={T}}", ","),
        ("@book{b, title {T}}", "{"),
        ("@book{b, title= }", "}"),
        ("@book{b, {T}}", "{"),
        ("@book{b, title={T}},\n year={2015}\n}", ","),
        ("@book(b, title={T}", ""),
        ("@book{a b, title={T}}", "a b"),
    ] {
        let text = format!("@book{{a, title={{A}}}}\n\n{broken}\n\n@book{{z, title={{Z}}}}\n");
        let bibliography = read(&text);
        let found = ids(&bibliography);
        assert!(
            found.contains(&"a") && found.contains(&"z"),
            "{found:?} of {text}"
        );
        let errors = bibliography.problems.iter().filter(|p| p.is_error());
        let first = errors.map(|problem| &text[problem.bytes.clone()]).next();
        if marked.is_empty() {
            assert!(first.is_some(), "{text}");
        } else {
            assert_eq!(first, Some(marked), "{text}");
        }
    }
}

#[test]
fn a_brace_missing_here_and_added_there_loses_one_entry_only() {
    let text = "@book{a, title={A, year={2015}}\n@book{b, title={B}}\n@book{c, title={C}}}\n@book{d, title={D}}";
    let bibliography = read(text);
    assert_eq!(ids(&bibliography), ["b", "c", "d"]);
    assert_eq!(
        problems(text, &bibliography),
        [(Code::BadBibliography, "@")]
    );
}

#[test]
fn what_can_be_mended_is_read_and_told() {
    for (text, code, marked) in [
        (
            "@book{a, title={T} year={2015}}",
            Code::BadBibliography,
            "year",
        ),
        (
            "@book{a, title={T}, title={U}, year={2015}}",
            Code::OddBibliography,
            "{U}",
        ),
        (
            "@book{a, title={T}, year={c. 2015}}",
            Code::OddBibliography,
            "{c. 2015}",
        ),
        (
            "@book{a, title={T}, note=unknown, year=2015}",
            Code::OddBibliography,
            "unknown",
        ),
        (
            "@book{a, title={T}, year=2015, crossref={b}}",
            Code::OddBibliography,
            "{b}",
        ),
        (
            "@book{a, title={T}, year=2015, doi={10.1/x}}",
            Code::BadDoi,
            "{10.1/x}",
        ),
        (
            "@book{a, title={T}, year=2015, isbn={123}}",
            Code::BadIsbn,
            "{123}",
        ),
        (
            "@book{a, title={T}, year=2015, url={javascript:x}}",
            Code::BadUrl,
            "{javascript:x}",
        ),
        (
            "@book{a, title={T}, year=2015} @book{a, title={U}}",
            Code::DuplicateId,
            "a",
        ),
        (
            "@book{a, title={T}, year=2015, note={\u{202e}}}",
            Code::ControlCharacter,
            "\u{202e}",
        ),
    ] {
        let bibliography = read(text);
        assert_eq!(problems(text, &bibliography), [(code, marked)], "{text}");
        let source = &bibliography.sources[0];
        assert_eq!(source.text("title"), Some("T"), "{text}");
        assert_eq!(source.date("issued").unwrap().year(), 2015, "{text}");
    }
}

#[test]
fn a_work_without_date_says_so_by_having_none() {
    for year in ["n.d.", ""] {
        assert_eq!(
            one(&format!("@book{{a, title={{T}}, year={{{year}}}}}")).date("issued"),
            None
        );
    }
    let status = one("@book{a, title={T}, year={forthcoming}}");
    assert_eq!(status.text("status"), Some("forthcoming"));
}

#[test]
fn text_between_entries_is_comment() {
    let source = one(
        "Write to me@example.org, or @ me.\n% @book{x, title={X}}\n@book{a, title={T}}\n@comment{@book{y, title={Y}}}",
    );
    assert_eq!(source.id.as_str(), "a");
}

#[test]
fn one_pasted_entry_is_one_source() {
    let (source, odd) = read_one("@book{a, title={T}, year={ca. 1999}}").unwrap();
    assert_eq!(source.text("title"), Some("T"));
    assert_eq!(odd.len(), 1);
    for text in [
        "",
        "no entry",
        "@book{a, title={T}} @book{b, title={U}}",
        "@book{a, title={T}",
        "@book{a, doi={x}}",
    ] {
        assert!(
            read_one(text).is_err_and(|problems| !problems.is_empty()),
            "{text}"
        );
    }
}

/// So many texts, one after another.
fn written(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}

#[test]
fn hostile_files_are_read_quickly() {
    let mega = 1 << 18;
    let doubling = written(60, |i| format!("@string{{s{} = s{i} # s{i}}}\n", i + 1));
    for (what, text) in [
        ("open braces", "{".repeat(mega)),
        (
            "an entry of open braces",
            format!("@a{{b,c={}", "{".repeat(mega)),
        ),
        (
            "deep braces",
            format!(
                "@a{{b,title={}{}}}",
                "{".repeat(mega / 2),
                "}".repeat(mega / 2)
            ),
        ),
        (
            "deep accents",
            format!(
                "@a{{b,title={{{}}}}}",
                "\\'{".repeat(mega / 4) + &"}".repeat(mega / 4)
            ),
        ),
        (
            "deep quotations",
            format!(
                "@a{{b,title={{{}}}}}",
                "\\enquote{".repeat(mega / 10) + &"}".repeat(mega / 10)
            ),
        ),
        (
            "a cycle of abbreviations",
            "@string{a = b}@string{b = a # b}@book{k, title = a # b}".to_owned(),
        ),
        (
            "abbreviations that double",
            format!("@string{{s0 = \"ha\"}}\n{doubling}@book{{k, title = s59}}"),
        ),
        ("entries never closed", "\n@a{b,c={".repeat(mega / 9)),
        (
            "entries never closed in one line",
            "@a{b,c={".repeat(mega / 8),
        ),
        ("quotation marks", format!("@a{{b,c={}", "\"".repeat(mega))),
        ("at signs", "@".repeat(mega)),
        ("at signs and parentheses", "@a(b,".repeat(mega / 5)),
        ("values in parentheses", "@a(b,c=\"{".repeat(mega / 9)),
        (
            "dollars",
            format!("@a{{b,title={{{}}}}}", "$ ".repeat(mega / 2)),
        ),
        (
            "names",
            format!("@a{{b,author={{{}}}}}", "a and ".repeat(mega / 6)),
        ),
        ("commas", format!("@a{{b,author={{{}}}}}", ",".repeat(mega))),
        (
            "parents in a circle",
            written(5_000, |i| {
                format!("@a{{k{i},crossref={{k{}}}}}\n", (i + 1) % 5_000)
            }),
        ),
        (
            "one fat parent",
            format!("@a{{p,title={{{}}}}}", "x".repeat(mega / 4))
                + &written(2_000, |i| format!("@a{{k{i},crossref=p}}")),
        ),
        ("percent signs", "@a{b,%\n".repeat(mega / 7)),
    ] {
        let start = Instant::now();
        let bibliography = read(&text);
        assert!(bibliography.problems.len() <= 101, "{what}");
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{what}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn problems_without_end_are_cut_short() {
    let bibliography = read(&"@book{a b}\n".repeat(500));
    assert_eq!(bibliography.problems.len(), 101);
    assert!(
        bibliography
            .problems
            .iter()
            .any(|p| p.message.contains("400 further"))
    );
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(
        text in r#"(@book\{|@string\(|key|title|author|date|crossref|[ ,={}()"\\#%$~a-z0-9é漢\n-]){0,80}|\PC*"#
    ) {
        let bibliography = read(&text);
        for problem in &bibliography.problems {
            prop_assert!(text.get(problem.bytes.clone()).is_some(), "{:?}", problem);
        }
        prop_assert!(bibliography.sources.is_sorted_by(|a, b| a.id < b.id));
        let _ = read_one(&text);
    }

    #[test]
    fn plain_entries_keep_every_word(
        entries in proptest::collection::btree_map("[a-z]{1,6}", "[A-Za-zа-я漢]{1,8}( [a-z]{1,8}){0,4}", 0..6)
    ) {
        let entry = |(key, title)| format!("@book{{{key},\n  title = {{{title}}},\n}}\n");
        let text = entries.iter().map(entry).collect::<Vec<_>>().concat();
        let bibliography = read(&text);
        prop_assert_eq!(&bibliography.problems, &[]);
        let found: Vec<(String, CslValue)> = bibliography
            .sources
            .into_iter()
            .map(|mut source| (source.id.to_string(), source.csl.remove("title").unwrap()))
            .collect();
        let expected: Vec<(String, CslValue)> = entries
            .into_iter()
            .map(|(key, title)| (key, CslValue::Text(title)))
            .collect();
        prop_assert_eq!(found, expected);
    }
}
