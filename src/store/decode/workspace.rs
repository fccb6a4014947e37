//! Reading the workspace file.

use std::collections::BTreeMap;

use super::{Fields, source::csl};
use crate::model::{
    document::Document,
    id::DocumentId,
    rules::{ArgumentRules, ConsensusRules},
    workspace::{DEFAULT_LEVELS, Policy, Round, SignaturePolicy, Workspace},
};

pub(super) fn workspace(fields: Fields<'_, '_>) -> Option<Workspace> {
    Some(Workspace {
        title: fields.text("title")?,
        documents: fields.table("documents").map(documents).unwrap_or_default(),
        interval: fields
            .table("confidence")
            .and_then(|t| t.number("interval"))
            .unwrap_or(0.9),
        levels: fields
            .table("stance")
            .map(|t| t.texts("levels"))
            .filter(|l| !l.is_empty())
            .unwrap_or_else(default_levels),
        consensus: fields.table("consensus").map(consensus).unwrap_or_default(),
        arguments: fields.table("arguments").map(weights).unwrap_or_default(),
        rounds: fields.tables("rounds").filter_map(round).collect(),
        policy: policy(fields.table("policy")),
    })
}

/// What a workspace is taken for while its file cannot be read, so that the rest can be checked.
pub(crate) fn unreadable() -> Workspace {
    Workspace {
        title: String::new(),
        documents: BTreeMap::new(),
        interval: 0.9,
        levels: default_levels(),
        consensus: ConsensusRules::default(),
        arguments: ArgumentRules::default(),
        rounds: Vec::new(),
        policy: policy(None),
    }
}

fn default_levels() -> Vec<String> {
    DEFAULT_LEVELS.map(str::to_owned).to_vec()
}

pub(super) fn documents(table: Fields<'_, '_>) -> BTreeMap<DocumentId, Document> {
    let of = |(key, value): (&str, &toml::de::DeValue<'_>)| {
        let id: DocumentId = key.parse().ok()?;
        Some((id.clone(), document(id, Fields(value.as_table()?))?))
    };
    table.entries().filter_map(of).collect()
}

fn document(id: DocumentId, fields: Fields<'_, '_>) -> Option<Document> {
    let mut csl = csl(fields);
    csl.remove("title");
    csl.remove("license");
    Some(Document {
        id,
        title: fields.text("title")?,
        path: fields.text("path"),
        license: fields.text("license"),
        quotation_budget: fields.number("quotation-budget"),
        digest: fields.text("digest"),
        length: fields.count("length"),
        sections: fields.texts("sections"),
        csl,
    })
}

fn consensus(fields: Fields<'_, '_>) -> ConsensusRules {
    let usual = ConsensusRules::default();
    ConsensusRules {
        min_reviews: fields.count("min-reviews").unwrap_or(usual.min_reviews),
        pool: fields.text("pool").unwrap_or(usual.pool),
        weights: fields.word("weights").unwrap_or(usual.weights),
        clip: fields.number("clip").unwrap_or(usual.clip),
        rule: fields.word("rule").unwrap_or(usual.rule),
        stale: fields.word("stale").unwrap_or(usual.stale),
    }
}

fn weights(fields: Fields<'_, '_>) -> ArgumentRules {
    let usual = ArgumentRules::default();
    ArgumentRules {
        claim: fields.number("claim").unwrap_or(usual.claim),
        weak: fields.number("weak").unwrap_or(usual.weak),
        moderate: fields.number("moderate").unwrap_or(usual.moderate),
        strong: fields.number("strong").unwrap_or(usual.strong),
        credence: fields.number("credence").unwrap_or(usual.credence),
    }
}

fn round(fields: Fields<'_, '_>) -> Option<Round> {
    Some(Round {
        name: fields.text("name")?,
        commit: fields.text("commit")?,
    })
}

fn policy(fields: Option<Fields<'_, '_>>) -> Policy {
    Policy {
        signatures: fields
            .and_then(|f| f.word("signatures"))
            .unwrap_or(SignaturePolicy::Optional),
        maintainers: fields
            .map(|f| f.parsed_list("maintainers"))
            .unwrap_or_default(),
    }
}
