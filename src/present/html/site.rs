//! The report as a site: the parts and every claim as pages with addresses that stay.

use maud::{Markup, PreEscaped, html};
use rayon::prelude::*;

use super::{
    book::Book,
    claim,
    course::Course,
    feed, front, index,
    links::{Links, Part, claim_feed, claim_page},
    maps, methods,
    page::Page,
    prose, reading, reviewers, sources,
    text::Texts,
};
use crate::analysis::report::{ClaimReport, Report};

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the site, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub content: String,
}

/// Every file of the site, in order of the paths.
pub fn pages(report: &Report, course: Option<&Course>, texts: &Texts, version: &str) -> Vec<File> {
    let top = Book::new(report, course, texts, version, Links::Site { depth: 0 });
    let parts = Part::ALL.into_iter().filter(|part| top.links.lists(*part));
    let mut files: Vec<File> = parts.map(|part| of_part(&top, part)).collect();
    files.extend(feed::feed(&top, course).map(|content| File {
        path: "feed.xml".to_owned(),
        content,
    }));
    let listed: Vec<&ClaimReport> = top.claims_in_order().collect();
    let of_claims = (0..listed.len()).into_par_iter();
    files.par_extend(of_claims.filter_map(|at| of_claim(&top, &listed, at)));
    let feeds = listed
        .par_iter()
        .filter_map(|claim| feed_of_claim(&top, claim));
    files.par_extend(feeds);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn of_part(book: &Book<'_>, part: Part) -> File {
    let body = match part {
        Part::Front => front::front(book),
        Part::Claims | Part::Each => html! { (index::index(book)) (texts(book)) },
        Part::Reading => reading::reading(book),
        Part::Dissent => front::dissent(book),
        Part::Map => maps::of_claims(book),
        Part::Reviewers => reviewers::reviewers(book),
        Part::Sources => sources::sources(book),
        Part::Methods => methods::methods(book),
    };
    let title = prose::line(&book.report.workspace.title);
    let (title, body) = if part == Part::Front {
        (title, body)
    } else {
        let body = html! { (running(book)) (body) };
        (format!("{}: {title}", part.title()), body)
    };
    let page = Page {
        book,
        title,
        claim: None,
        part: Some(part),
        body,
    };
    File {
        path: part.page().to_owned(),
        content: page.render().into_string(),
    }
}

fn of_claim(top: &Book<'_>, listed: &[&ClaimReport], at: usize) -> Option<File> {
    let claim = listed.get(at)?;
    let path = claim_page(&claim.claim.id);
    let depth = path.matches('/').count();
    let book = top.at(Links::Site { depth });
    let neighbour = |at: Option<usize>| at.and_then(|at| listed.get(at)).copied();
    let body = html! {
        (running(&book))
        h2.kicker { "Claim" }
        (claim::article(&book, claim))
        nav.neighbours aria-label="Neighbouring claims" {
            (step(&book, neighbour(at.checked_sub(1)), "prev", "Previous"))
            (step(&book, neighbour(at.checked_add(1)), "next", "Next"))
        }
    };
    let page = Page {
        book: &book,
        title: prose::line(&claim.claim.statement),
        claim: Some(&claim.claim.id),
        part: Some(Part::Each),
        body,
    };
    Some(File {
        path,
        content: page.render().into_string(),
    })
}

/// The feed of a claim, beside its page.
fn feed_of_claim(book: &Book<'_>, claim: &ClaimReport) -> Option<File> {
    let (path, page) = (claim_feed(&claim.claim.id), claim_page(&claim.claim.id));
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let content = feed::of_claim(book, claim, &last(&path), &last(&page))?;
    Some(File { path, content })
}

/// The running head of every page but the first.
fn running(book: &Book<'_>) -> Markup {
    html! {
        h1.running { a href=(book.links.part(Part::Front)) { (prose::line(&book.report.workspace.title)) } }
    }
}

fn step(book: &Book<'_>, claim: Option<&ClaimReport>, rel: &str, word: &str) -> Markup {
    html! {
        @if let Some(claim) = claim {
            p.(rel) { span.note { (word) } " " a rel=(rel) href=(book.links.claim(&claim.claim.id)) { (prose::line(&claim.claim.statement)) } }
        }
    }
}

/// The words of every claim by its address, for a search that needs no network. A block of data is
/// not run, so only the end of its element has to be kept out.
fn texts(book: &Book<'_>) -> Markup {
    let text = |claim: &ClaimReport| {
        let reviews = claim.ratings.iter().map(|row| &row.review);
        let said = reviews.flat_map(|review| {
            let arguments = review
                .arguments
                .iter()
                .map(|argument| argument.text.as_str());
            review.rationale.as_deref().into_iter().chain(arguments)
        });
        let first = [claim.claim.id.as_str(), &claim.claim.statement];
        let all: Vec<String> = first.into_iter().chain(said).map(prose::line).collect();
        all.join(" ").to_lowercase()
    };
    let all: serde_json::Map<String, serde_json::Value> = book
        .claims_in_order()
        .map(|claim| (book.links.claim(&claim.claim.id), text(claim).into()))
        .collect();
    let data = serde_json::Value::from(all)
        .to_string()
        .replace('<', "\\u003c");
    html! { script #texts type="application/json" { (PreEscaped(data)) } }
}
