//! The document around a page's content: policy, style, script, contents.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{book::Book, digest::csp_source, links::Part};
use crate::model::id::ClaimId;
use crate::present::summary;

const STYLE: &str = concat!(
    include_str!("../map/palette.css"),
    include_str!("style.css"),
    include_str!("../map/map.css")
);
const SCRIPT: &str = include_str!("script.js");
/// The obelus itself.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M7 1h2v4h4v2H9v8H7V7H3V5h4z' fill='%23a33a10'/%3E%3C/svg%3E";

/// One page.
pub(super) struct Page<'a> {
    pub(super) book: &'a Book<'a>,
    /// On one line, nothing hidden.
    pub(super) title: String,
    /// The claim that the page is about, where it is about one.
    pub(super) claim: Option<&'a ClaimId>,
    /// The part that the page is, where it is one; a page with everything is none.
    pub(super) part: Option<Part>,
    pub(super) body: Markup,
}

impl Page<'_> {
    pub(super) fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                (self.head())
                body {
                    a.skip href="#main" { "Skip to the report" }
                    (self.contents())
                    main #main tabindex="-1" {
                        (self.body)
                        (self.colophon())
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    /// The policy stands first: nothing before it could load anything.
    fn head(&self) -> Markup {
        let links = self.book.links;
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            csp_source(STYLE),
            csp_source(SCRIPT)
        );
        html! {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "obelus " (self.book.version) };
                title { (self.title) " – consensus report" }
                link rel="icon" href=(ICON);
                @if let Some(id) = self.claim.filter(|id| !self.book.stations(id).is_empty()) { link rel="alternate" type="application/atom+xml" title="Changes to this claim" href=(links.feed_of_claim(id)); }
                @if self.part.is_some() { link rel="alternate" type="application/atom+xml" title="Changes" href=(links.feed()); }
                style { (PreEscaped(STYLE)) }
            }
        }
    }

    fn contents(&self) -> Markup {
        let links = self.book.links;
        html! {
            header.bar {
                a.brand href=(links.part(Part::Front)) aria-label="Top of the report" { "†" }
                nav aria-label="Contents" {
                    ul {
                        @for part in Part::ALL.into_iter().filter(|part| links.lists(*part)) {
                            li { a href=(links.part(part)) aria-current=[(self.part == Some(part)).then_some("page")] { (part.title()) } }
                        }
                    }
                }
                div.tools {
                    button #keys type="button" hidden { "Keys" }
                    button #theme type="button" hidden { "Dark" }
                }
            }
        }
    }

    fn colophon(&self) -> Markup {
        html! {
            footer.colophon {
                p.dagger aria-hidden="true" { "†" }
                p {
                    "From " (summary::origin(self.book.report)) ". Set by obelus " (self.book.version)
                    ". The obelus, †, is the mark with which editors of old set off what they doubted."
                }
            }
        }
    }
}
