//! How much of a document the committed quotations disclose.

use crate::analysis::fold::fold_length;
use crate::model::{
    anchor::{Anchor, Selector},
    diagnostic::{Code, Diagnostic, FieldPath},
    document::Document,
    id::ClaimId,
    layout::WORKSPACE_FILE,
    snapshot::Snapshot,
};

/// So many claims are named as those that quote most.
const NAMED: usize = 3;

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    for document in snapshot.workspace.documents.values() {
        let field = FieldPath::key("documents").then(document.id.as_str());
        match (document.quotation_budget, document.length) {
            (Some(budget), Some(length)) => {
                let field = field.then("quotation-budget");
                found.extend(overspent(snapshot, document, budget, length, field));
            }
            (Some(_), None) => {
                let message = "the budget cannot be checked: the document's length is not known";
                let diagnostic = Diagnostic::at_field(
                    Code::BudgetUnchecked,
                    WORKSPACE_FILE,
                    field.then("quotation-budget"),
                    message,
                );
                let help = format!(
                    "`obelus document attach {} FILE` writes it, or add length = N, the letters and digits of the text",
                    document.id
                );
                found.push(diagnostic.help(help));
            }
            (None, _) if document.is_restricted() => {
                let message = "the document may not be redistributed, and nothing says how much of it may be quoted";
                let diagnostic = Diagnostic::at_field(
                    Code::BudgetUnchecked,
                    WORKSPACE_FILE,
                    field.then("license"),
                    message,
                );
                found.push(diagnostic.help("add quotation-budget = 0.05 for five per cent"));
            }
            (None, _) => {}
        }
    }
}

fn overspent(
    snapshot: &Snapshot,
    document: &Document,
    budget: f64,
    length: u32,
    field: FieldPath,
) -> Option<Diagnostic> {
    let mut spent: Vec<(usize, &ClaimId)> = snapshot
        .claims
        .values()
        .map(|claim| {
            let anchors = claim.anchors.iter();
            let of_document = anchors.filter(|anchor| anchor.document == document.id);
            (of_document.map(disclosed).sum(), &claim.id)
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    let total: usize = spent.iter().map(|(count, _)| count).sum();
    if total as f64 <= budget * f64::from(length) {
        return None;
    }
    spent.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let most: Vec<String> = spent
        .iter()
        .take(NAMED)
        .map(|(count, id)| format!("{id} ({count})"))
        .collect();
    let message = format!(
        "anchors quote {total} of the {length} letters and digits of \"{}\", more than the budget of {budget} allows",
        document.id
    );
    let help = format!(
        "shorten start and end; most is quoted by {}",
        most.join(", ")
    );
    Some(Diagnostic::at_field(Code::QuotationBudget, WORKSPACE_FILE, field, message).help(help))
}

/// Folded characters of the document that an anchor gives away.
fn disclosed(anchor: &Anchor) -> usize {
    match &anchor.selector {
        Selector::Place => 0,
        Selector::Ends { start, end, .. } => fold_length(start) + fold_length(end),
        Selector::Quote {
            exact,
            prefix,
            suffix,
        } => [Some(exact), prefix.as_ref(), suffix.as_ref()]
            .into_iter()
            .flatten()
            .map(|text| fold_length(text))
            .sum(),
    }
}
