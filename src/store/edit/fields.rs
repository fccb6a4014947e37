//! From the model to keys and values, in canonical order.

use super::{
    literal::Literal,
    page::{Fields, Wanted},
};
use crate::model::{
    anchor::{Anchor, Selector},
    argument::{Argument, Withdrawal},
    claim::{Claim, ClaimStatus, Relation, Resolution},
    document::Document,
    id::{ReviewerId, SourceId},
    review::{Judgement, Review},
    reviewer::Reviewer,
    rules::{ArgumentRules, StaleRule, WeightRule},
    source::{CslValue, Source},
    workspace::{Policy, Round, Workspace},
};
use crate::store::shape::{SOURCE, Shape};

fn set(key: &str, literal: Literal) -> (String, Wanted) {
    (key.to_owned(), Wanted::Set(literal))
}

fn opt(key: &str, literal: Option<Literal>) -> (String, Wanted) {
    (key.to_owned(), Wanted::opt(literal))
}

fn opt_prose(key: &str, text: Option<&str>) -> (String, Wanted) {
    opt(key, text.map(Literal::prose))
}

fn opt_text(key: &str, text: Option<&str>) -> (String, Wanted) {
    opt(key, text.map(Literal::text))
}

fn list<T: AsRef<str>>(key: &str, items: &[T]) -> (String, Wanted) {
    opt(key, (!items.is_empty()).then(|| Literal::texts(items)))
}

/// `status` and `reason` of something that may be withdrawn.
pub(super) fn withdrawal(withdrawn: Option<&Withdrawal>) -> Fields {
    let status = match withdrawn {
        Some(_) => Wanted::Set(Literal::word("withdrawn")),
        None => Wanted::Implied(Literal::word("current")),
    };
    vec![
        ("status".to_owned(), status),
        opt_prose("reason", withdrawn.map(|w| w.reason.as_str())),
    ]
}

pub(super) fn argument(argument: &Argument) -> Fields {
    let mut fields = vec![
        set("id", Literal::word(&argument.id)),
        set("stance", Literal::word(argument.stance)),
        ("target".to_owned(), default_target(argument)),
        opt("attack", argument.attack.map(Literal::word)),
        ("strength".to_owned(), default_strength(argument)),
        set("text", Literal::prose(&argument.text)),
        opt(
            "sources",
            (!argument.sources.is_empty()).then(|| Literal::citations(&argument.sources)),
        ),
    ];
    fields.extend(withdrawal(argument.withdrawn.as_ref()));
    fields
}

fn default_target(argument: &Argument) -> Wanted {
    use crate::model::argument::Target;
    let literal = Literal::word(&argument.target);
    match argument.target {
        Target::Claim => Wanted::Usual(literal),
        Target::Argument(_) => Wanted::Set(literal),
    }
}

fn default_strength(argument: &Argument) -> Wanted {
    use crate::model::argument::Strength;
    let literal = Literal::word(argument.strength);
    match argument.strength {
        Strength::Moderate => Wanted::Usual(literal),
        _ => Wanted::Set(literal),
    }
}

/// The rating as the one key it stands under.
pub(super) fn judgement(judgement: &Judgement) -> (&'static str, Literal) {
    match judgement {
        Judgement::Confidence(confidence) => ("confidence", Literal::confidence(*confidence)),
        Judgement::Stance(level) => ("stance", Literal::count(*level)),
        Judgement::Abstained(reason) => ("abstain", Literal::prose(reason)),
    }
}

pub(super) fn review(review: &Review) -> Fields {
    let (key, literal) = judgement(&review.judgement);
    let mut fields = vec![
        set("edition", Literal::count(review.edition)),
        opt_text("judged", review.judged.as_deref()),
        set(key, literal),
        opt("expertise", review.expertise.map(Literal::count)),
        opt_prose("rationale", review.rationale.as_deref()),
    ];
    fields.extend(withdrawal(review.withdrawn.as_ref()));
    fields
}

fn csl_value(value: &CslValue) -> Literal {
    match value {
        CslValue::Text(text) => Literal::text(text),
        CslValue::Names(names) => Literal::texts(names),
        CslValue::Date(date) => Literal::word(date),
    }
}

/// CSL variables in the order of a shape, those it does not list by name before its last keys.
fn csl<'a>(shape: &Shape, csl: impl Iterator<Item = (&'a String, &'a CslValue)>) -> Fields {
    let rank = |key: &str| {
        let known = shape.fields.iter().position(|field| field.key == key);
        known.unwrap_or(shape.fields.len())
    };
    let mut fields: Vec<_> = csl
        .map(|(key, value)| (rank(key), set(key, csl_value(value))))
        .collect();
    fields.sort_by_key(|(rank, _)| *rank);
    fields.into_iter().map(|(_, field)| field).collect()
}

pub(super) fn source(source: &Source) -> Fields {
    let mut fields = vec![set("id", Literal::word(&source.id))];
    fields.extend(csl(&SOURCE, source.csl.iter()));
    let before = |field: &(String, Wanted)| SOURCE.field(&field.0).is_some();
    let at = fields
        .iter()
        .rposition(before)
        .map_or(fields.len(), |at| at + 1);
    fields.insert(at, opt("bearing", source.bearing.map(Literal::word)));
    fields
}

pub(super) fn anchor(anchor: &Anchor) -> Fields {
    let mut fields = vec![
        set("document", Literal::word(&anchor.document)),
        opt_text("section", anchor.section.as_deref()),
        opt("paragraph", anchor.paragraph.map(Literal::count)),
    ];
    match &anchor.selector {
        Selector::Place => {}
        Selector::Ends {
            start,
            end,
            length,
            digest,
        } => fields.extend([
            set("start", Literal::text(start)),
            set("end", Literal::text(end)),
            opt("length", length.map(Literal::count)),
            opt_text("digest", digest.as_deref()),
        ]),
        Selector::Quote {
            exact,
            prefix,
            suffix,
        } => fields.extend([
            set("exact", Literal::prose(exact)),
            opt_prose("prefix", prefix.as_deref()),
            opt_prose("suffix", suffix.as_deref()),
        ]),
    }
    fields
}

pub(super) fn relation(relation: &Relation) -> Fields {
    vec![
        set("kind", Literal::word(relation.kind)),
        set("claim", Literal::word(&relation.claim)),
    ]
}

pub(super) fn resolution(resolution: &Resolution) -> Fields {
    let sources: Vec<&str> = resolution.sources.iter().map(SourceId::as_str).collect();
    vec![
        set("outcome", Literal::outcome(resolution.outcome)),
        opt("resolved", resolution.resolved.map(Literal::day)),
        opt_prose("note", resolution.note.as_deref()),
        list("sources", &sources),
    ]
}

/// `status`, `superseded-by` and `reason` of a claim.
pub(super) fn status(claim: &Claim) -> Fields {
    let status = match claim.status {
        ClaimStatus::Open => Wanted::Implied(Literal::word(ClaimStatus::Open)),
        other => Wanted::Set(Literal::word(other)),
    };
    vec![
        ("status".to_owned(), status),
        opt(
            "superseded-by",
            claim.superseded_by.as_ref().map(Literal::word),
        ),
        opt_prose("reason", claim.reason.as_deref()),
    ]
}

pub(super) fn claim(claim: &Claim) -> Fields {
    let scale = Literal::word(claim.scale);
    let scale = if claim.scale == claim.kind.default_scale() {
        Wanted::Usual(scale)
    } else {
        Wanted::Set(scale)
    };
    let edition = Literal::count(claim.edition);
    let edition = if claim.edition == 1 {
        Wanted::Usual(edition)
    } else {
        Wanted::Set(edition)
    };
    let mut fields = vec![
        set("statement", Literal::prose(&claim.statement)),
        set("kind", Literal::word(claim.kind)),
        ("scale".to_owned(), scale),
        ("edition".to_owned(), edition),
    ];
    fields.extend(status(claim));
    fields.extend([
        list("tags", &claim.tags),
        opt_prose("note", claim.note.as_deref()),
    ]);
    fields
}

pub(super) fn reviewer(reviewer: &Reviewer) -> Fields {
    vec![
        set("name", Literal::text(&reviewer.name)),
        ("kind".to_owned(), reviewer_kind(reviewer)),
        list("emails", &reviewer.emails),
        opt_text("orcid", reviewer.orcid.as_deref()),
        list("expertise", &reviewer.expertise),
        opt_prose("interests", reviewer.interests.as_deref()),
        opt_prose("note", reviewer.note.as_deref()),
        opt_text("group", reviewer.group.as_deref()),
        list("keys", &reviewer.keys),
    ]
}

fn reviewer_kind(reviewer: &Reviewer) -> Wanted {
    use crate::model::reviewer::ReviewerKind;
    let literal = Literal::word(reviewer.kind);
    match reviewer.kind {
        ReviewerKind::Person => Wanted::Usual(literal),
        _ => Wanted::Set(literal),
    }
}

pub(super) fn document(document: &Document) -> Fields {
    let mut fields = vec![set("title", Literal::text(&document.title))];
    fields.extend(csl(&crate::store::shape::DOCUMENT, document.csl.iter()));
    fields.extend([
        opt_text("path", document.path.as_deref()),
        opt_text("license", document.license.as_deref()),
        opt(
            "quotation-budget",
            document.quotation_budget.map(Literal::number),
        ),
        opt_text("digest", document.digest.as_deref()),
        opt("length", document.length.map(Literal::count)),
        list("sections", &document.sections),
    ]);
    fields
}

pub(super) fn round(round: &Round) -> Fields {
    vec![
        set("name", Literal::text(&round.name)),
        set("commit", Literal::text(&round.commit)),
    ]
}

pub(super) fn policy(policy: &Policy) -> Fields {
    let maintainers: Vec<&str> = policy.maintainers.iter().map(ReviewerId::as_str).collect();
    vec![
        set("signatures", Literal::word(policy.signatures)),
        set("maintainers", Literal::texts(&maintainers)),
    ]
}

/// The tables of rules, each with its heading; how arguments are weighed only where it was changed.
pub(super) fn rules(workspace: &Workspace) -> Vec<(&'static str, Fields)> {
    let consensus = &workspace.consensus;
    let stale = Literal::word(consensus.stale);
    let stale = match consensus.stale {
        StaleRule::Exclude => Wanted::Implied(stale),
        StaleRule::Count => Wanted::Set(stale),
    };
    let weighed = Literal::word(consensus.weights);
    let weighed = match consensus.weights {
        WeightRule::Equal => Wanted::Implied(weighed),
        WeightRule::Expertise => Wanted::Set(weighed),
    };
    let mut rules = vec![
        (
            "confidence",
            vec![set("interval", Literal::number(workspace.interval))],
        ),
        (
            "stance",
            vec![set("levels", Literal::texts(&workspace.levels))],
        ),
        (
            "consensus",
            vec![
                set("min-reviews", Literal::count(consensus.min_reviews)),
                set("pool", Literal::text(&consensus.pool)),
                ("weights".to_owned(), weighed),
                set("clip", Literal::number(consensus.clip)),
                set("rule", Literal::word(consensus.rule)),
                ("stale".to_owned(), stale),
            ],
        ),
    ];
    if workspace.arguments != ArgumentRules::default() {
        rules.push(("arguments", weights(&workspace.arguments)));
    }
    rules
}

fn weights(rules: &ArgumentRules) -> Fields {
    vec![
        set("claim", Literal::number(rules.claim)),
        set("weak", Literal::number(rules.weak)),
        set("moderate", Literal::number(rules.moderate)),
        set("strong", Literal::number(rules.strong)),
        set("credence", Literal::number(rules.credence)),
    ]
}
