//! From an entry of a bibliography to a source in CSL's terms.

use std::collections::BTreeMap;

use super::{
    dates, kinds, latex,
    names::{names, split_at_and},
    problems::Problems,
    raw::{RawEntry, RawField},
};
use crate::{
    interop::problem::Problem,
    model::{
        date::PartialDate,
        diagnostic::Code,
        id::SourceId,
        identifiers::{bare_doi, is_doi, is_isbn, is_web_address},
        source::{CslValue, DATE_VARIABLES, NAME_VARIABLES, Source, TEXT_VARIABLES},
    },
};

/// The source that an entry describes.
pub(super) fn source(id: SourceId, raw: &RawEntry, problems: &mut Problems) -> Source {
    let mut entry = Entry {
        raw,
        csl: BTreeMap::new(),
        problems,
    };
    entry.kind();
    entry.titles();
    entry.people();
    entry.dates();
    entry.texts();
    entry.numbers();
    entry.places();
    entry.identifiers();
    entry.remarks();
    entry.namesakes();
    Source {
        id,
        bearing: None,
        csl: entry.csl,
    }
}

struct Entry<'a> {
    raw: &'a RawEntry,
    csl: BTreeMap<String, CslValue>,
    problems: &'a mut Problems,
}

impl<'a> Entry<'a> {
    fn field(&self, name: &str) -> Option<&'a RawField> {
        self.raw.fields.get(name)
    }

    /// The text of a field, unless it is empty.
    fn text(&self, name: &str) -> Option<String> {
        let text = self.field(name).map(|field| latex::text(&field.text));
        text.filter(|text| !text.is_empty())
    }

    /// Sets a variable that is not set yet.
    fn set(&mut self, variable: &str, text: String) {
        let value = CslValue::Text(text);
        self.csl.entry(variable.to_owned()).or_insert(value);
    }

    fn copy(&mut self, field: &str, variable: &str) {
        if let Some(text) = self.text(field) {
            self.set(variable, text);
        }
    }

    fn kind(&mut self) {
        let kind = self.raw.kind.as_str();
        let subtype = self.text("entrysubtype");
        self.set("type", kinds::csl_type(kind, subtype.as_deref()).to_owned());
        if let Some(genre) = kinds::genre(kind, self.text("type")) {
            self.set("genre", genre);
        }
        let language = ["langid", "language", "hyphenation"];
        if let Some(name) = language.iter().find_map(|field| self.text(field)) {
            let tag = kinds::language(&name).map(str::to_owned);
            self.set("language", tag.unwrap_or(name));
        }
    }

    fn titles(&mut self) {
        for (variable, title, subtitle) in [
            ("title", "title", "subtitle"),
            ("container-title", "booktitle", "booksubtitle"),
            ("container-title", "journaltitle", "journalsubtitle"),
            ("container-title", "journal", "journalsubtitle"),
            ("container-title", "maintitle", "mainsubtitle"),
        ] {
            if let Some(title) = self.text(title) {
                let whole = joined(title, self.text(subtitle), ": ");
                self.set(variable, whole);
            }
        }
        if let (Some(CslValue::Text(title)), Some(more)) =
            (self.csl.get("title"), self.text("titleaddon"))
        {
            let whole = joined(title.clone(), Some(more), ". ");
            self.csl.insert("title".to_owned(), CslValue::Text(whole));
        }
    }

    fn people(&mut self) {
        for (field, variable) in kinds::NAMES {
            self.set_names(field, variable);
        }
    }

    fn set_names(&mut self, field: &str, variable: &str) {
        let Some(raw) = self.field(field) else {
            return;
        };
        let names = names(&raw.text);
        if !names.is_empty() {
            let value = CslValue::Names(names);
            self.csl.entry(variable.to_owned()).or_insert(value);
        }
    }

    fn dates(&mut self) {
        let of_year = |entry: &Self| {
            let (month, day) = (entry.text("month"), entry.text("day"));
            let year = entry.text("year")?;
            dates::traditional(&year, month.as_deref(), day.as_deref())
        };
        let of_date = self.text("date").and_then(|date| dates::extended(&date));
        match of_date.or_else(|| of_year(self)) {
            Some(date) => self.set_date("issued", date),
            None => self.unclear_date(),
        }
        for (field, variable) in kinds::DATES {
            let date = self.text(field);
            let date = date.and_then(|d| dates::extended(&d).or_else(|| dates::in_words(&d)));
            if let Some(date) = date {
                self.set_date(variable, date);
            }
        }
    }

    fn set_date(&mut self, variable: &str, date: PartialDate) {
        let value = CslValue::Date(date);
        self.csl.entry(variable.to_owned()).or_insert(value);
    }

    /// A date that is no plain date: a word on the status, a guess that is told, or nothing.
    fn unclear_date(&mut self) {
        let Some(field) = self.field("date").or_else(|| self.field("year")) else {
            return;
        };
        let text = latex::text(&field.text);
        match text.to_lowercase().as_str() {
            "" | "n.d." | "n. d." | "nd" | "no date" => return,
            "forthcoming" | "in press" | "inpress" | "in preparation" | "submitted"
            | "accepted" => return self.set("status", text),
            _ => {}
        }
        let bytes = field.bytes.clone();
        let help = "write 2015, 2015-03 or 2015-03-07";
        if let Some(date) = dates::in_words(&text) {
            let message = format!("the date \"{text}\" was read as {date}");
            self.problems.odd(bytes, message, help);
            self.set_date("issued", date);
        } else {
            let message = format!("no date was found in \"{text}\"");
            self.problems.odd(bytes, message, help);
        }
    }

    fn texts(&mut self) {
        for (field, variable) in kinds::TEXTS {
            self.copy(field, variable);
        }
    }

    /// `number` is the issue of a periodical, the place in a series, or the number of the work.
    fn numbers(&mut self) {
        let periodical = matches!(
            self.raw.kind.as_str(),
            "article" | "suppperiodical" | "periodical"
        );
        let variable = match () {
            () if periodical && !self.csl.contains_key("issue") => "issue",
            () if self.csl.contains_key("collection-title") => "collection-number",
            () => "number",
        };
        self.copy("number", variable);
        if let Some(pages) = self.text("pages") {
            self.set("page", pages.replace(['–', '—'], "-"));
        }
    }

    fn places(&mut self) {
        for (field, variable) in kinds::LISTS {
            let Some(raw) = self.field(field) else {
                continue;
            };
            let parts: Vec<String> = split_at_and(&raw.text)
                .into_iter()
                .map(latex::text)
                .filter(|part| !part.is_empty())
                .collect();
            if !parts.is_empty() {
                self.set(variable, parts.join("; "));
            }
        }
    }

    fn identifiers(&mut self) {
        self.url();
        if let Some(field) = self.field("doi").filter(|f| !f.text.trim().is_empty()) {
            let written = latex::verbatim(&field.text);
            let doi = bare_doi(&written).to_owned();
            if !is_doi(&doi) {
                let message = format!("`{doi}` is no DOI");
                let help = "a DOI looks like 10.1371/journal.pone.0256919";
                self.refuse(Code::BadDoi, field, message, help);
            }
            self.set("DOI", doi);
        }
        if let (Some(field), Some(isbn)) = (self.field("isbn"), self.text("isbn")) {
            self.isbn(field, isbn);
        }
        self.eprint();
    }

    fn refuse(&mut self, code: Code, field: &RawField, message: String, help: &str) {
        let problem = Problem::new(code, field.bytes.clone(), message);
        self.problems.push(problem.help(help));
    }

    fn url(&mut self) {
        let field = |name| {
            self.field(name)
                .filter(|f: &&RawField| !f.text.trim().is_empty())
        };
        let Some(field) = field("url") else {
            let published = field("howpublished").map(|f| latex::verbatim(&f.text));
            if let Some(url) = published.filter(|url| is_web_address(url)) {
                self.set("URL", url);
            }
            return;
        };
        let url = latex::verbatim(&field.text);
        if !is_web_address(&url) {
            let message = format!("`{url}` is no address that can be linked");
            let help = "addresses begin with https:// or http://";
            self.refuse(Code::BadUrl, field, message, help);
        }
        self.set("URL", url);
    }

    /// Of several ISBNs, as reference managers export them, the first that is one.
    fn isbn(&mut self, field: &RawField, written: String) {
        let each = written.split([',', ';', ' ']);
        let first = each.map(str::trim).find(|isbn| is_isbn(isbn));
        let valid = if is_isbn(&written) {
            Some(written.clone())
        } else {
            first.map(str::to_owned)
        };
        if valid.is_none() {
            let message = format!("`{written}` is no ISBN");
            let help = "an ISBN has 10 or 13 digits, of which the last is a check digit";
            self.refuse(Code::BadIsbn, field, message, help);
        }
        self.set("ISBN", valid.unwrap_or(written));
    }

    fn eprint(&mut self) {
        let Some(eprint) = self.field("eprint").map(|f| latex::verbatim(&f.text)) else {
            return;
        };
        let archive = self
            .text("eprinttype")
            .or_else(|| self.text("archiveprefix"));
        match archive.as_deref().map(str::to_lowercase).as_deref() {
            _ if eprint.is_empty() => {}
            Some("arxiv") => {
                self.set("archive", "arXiv".to_owned());
                self.set("number", format!("arXiv:{eprint}"));
                self.set("URL", format!("https://arxiv.org/abs/{eprint}"));
            }
            Some("pubmed") => self.set("PMID", eprint),
            _ => {
                if let Some(archive) = archive {
                    self.set("archive", archive);
                }
                self.set("number", eprint);
            }
        }
    }

    fn remarks(&mut self) {
        let address = |text: &String| is_web_address(&latex::verbatim(text));
        let published = self.text("howpublished").filter(|text| !address(text));
        if let Some(published) = published {
            self.set("publisher", published);
        }
        let remarks: Vec<String> = ["note", "addendum"]
            .iter()
            .filter_map(|field| self.text(field))
            .collect();
        if !remarks.is_empty() {
            self.set("note", remarks.join(". "));
        }
    }

    /// Fields that are called like a variable of CSL are that variable.
    fn namesakes(&mut self) {
        for (name, field) in &self.raw.fields {
            let name = name.as_str();
            let known = [kinds::TEXTS, kinds::LISTS, kinds::NAMES, kinds::DATES];
            let known = known.iter().flat_map(|table| table.iter());
            if kinds::OTHERS.contains(&name) || known.clone().any(|(known, _)| *known == name) {
                continue;
            }
            let same = |variables: &[&'static str]| {
                let mut all = variables.iter();
                all.find(|v| v.eq_ignore_ascii_case(name)).copied()
            };
            if let Some(variable) = same(TEXT_VARIABLES) {
                self.copy(name, variable);
            } else if let Some(variable) = same(NAME_VARIABLES) {
                self.set_names(name, variable);
            } else if let Some(variable) = same(DATE_VARIABLES) {
                let text = latex::text(&field.text);
                if let Some(date) = dates::extended(&text).or_else(|| dates::in_words(&text)) {
                    self.set_date(variable, date);
                }
            }
        }
    }
}

/// A title and what is added to it, unless the title ends with punctuation of its own.
fn joined(title: String, more: Option<String>, between: &str) -> String {
    match more {
        None => title,
        Some(more) if title.ends_with(['?', '!', ':', '.']) => format!("{title} {more}"),
        Some(more) => format!("{title}{between}{more}"),
    }
}
