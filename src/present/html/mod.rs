//! The report as pages for readers who never touch git: one file or a site, no network, no clock.
//!
//! Everything is in the markup and can be read, printed and searched with scripts off; the script
//! only filters, sorts, expands and moves the focus. Foreign text reaches the page through
//! [`prose`] alone, which shows hidden characters and leaves the escaping to `maud`.

mod arguments;
mod book;
mod claim;
mod compact;
mod course;
mod digest;
mod feed;
mod front;
mod index;
mod links;
mod maps;
mod methods;
mod page;
mod picture;
mod plot;
mod prose;
mod ratings;
mod reading;
mod reviewers;
mod said;
mod site;
mod sources;
mod text;
mod verdict;

use std::io::{self, Write};

use maud::html;
use rayon::prelude::*;

use self::{book::Book, links::Links, page::Page};
use crate::analysis::report::{ClaimReport, Report};

pub use course::Course;
pub use site::{File, pages};
pub use text::{LaidText, Texts};

/// Writes the whole report as one self-contained file; `course` is the history that led to it,
/// `texts` are the documents whose own words are shown.
pub fn write(
    report: &Report,
    course: Option<&Course>,
    texts: &Texts,
    version: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let book = Book::new(report, course, texts, version, Links::OneFile);
    let listed: Vec<&ClaimReport> = book.claims_in_order().collect();
    let articles: Vec<_> = listed
        .par_iter()
        .map(|claim| claim::article(&book, claim))
        .collect();
    let body = html! {
        (front::front(&book))
        (index::index(&book))
        (reading::reading(&book))
        (front::dissent(&book))
        section.part #each {
            h2 { "Each claim" }
            @for article in articles { (article) }
        }
        (maps::of_claims(&book))
        (reviewers::reviewers(&book))
        (sources::sources(&book))
        (methods::methods(&book))
    };
    let page = Page {
        book: &book,
        title: prose::line(&report.workspace.title),
        claim: None,
        part: None,
        body,
    };
    let page = page.render().into_string();
    let page = if book.brief {
        compact::compact(&page)
    } else {
        page
    };
    out.write_all(page.as_bytes())
}
