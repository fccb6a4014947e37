//! The text of new records, in canonical order and layout.

use super::{
    fields, literal,
    literal::Literal,
    page::{Fields, lines, section, written},
};
use crate::model::{
    claim::Claim, review::Review, reviewer::Reviewer, source::Source, workspace::Workspace,
};

/// Written records begin with `format = 1`.
const FORMAT: u32 = crate::store::decode::FORMAT;

fn top(fields: Fields) -> String {
    lines(&written(fields))
}

fn add(text: &mut String, header: &str, fields: Fields) {
    text.push('\n');
    text.push_str(&section(header, &written(fields)));
}

fn sources(text: &mut String, sources: &[Source]) {
    for source in sources {
        add(text, "[[sources]]", fields::source(source));
    }
}

/// A claim.
pub fn claim(claim: &Claim) -> String {
    let mut text = top(fields::claim(claim));
    for anchor in &claim.anchors {
        add(&mut text, "[[anchors]]", fields::anchor(anchor));
    }
    for relation in &claim.relations {
        add(&mut text, "[[relations]]", fields::relation(relation));
    }
    if let Some(resolution) = &claim.resolution {
        add(&mut text, "[resolution]", fields::resolution(resolution));
    }
    sources(&mut text, &claim.sources);
    text
}

/// A review.
pub fn review(review: &Review) -> String {
    let mut text = top(fields::review(review));
    for argument in &review.arguments {
        add(&mut text, "[[arguments]]", fields::argument(argument));
    }
    sources(&mut text, &review.sources);
    text
}

/// An entry of the roster.
pub fn reviewer(reviewer: &Reviewer) -> String {
    top(fields::reviewer(reviewer))
}

/// The workspace file, with its rules spelled out.
pub fn workspace(workspace: &Workspace) -> String {
    let mut text = format!(
        "format = {FORMAT}\ntitle = {}\n",
        Literal::text(&workspace.title).as_str()
    );
    for (id, document) in &workspace.documents {
        let header = format!("[documents.{}]", literal::key(id.as_str()));
        add(&mut text, &header, fields::document(document));
    }
    for (header, fields) in fields::rules(workspace) {
        add(&mut text, &format!("[{header}]"), fields);
    }
    for round in &workspace.rounds {
        add(&mut text, "[[rounds]]", fields::round(round));
    }
    add(&mut text, "[policy]", fields::policy(&workspace.policy));
    text
}
