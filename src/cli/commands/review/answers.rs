//! What a reviewer said, by options or in answer to questions, and the file it makes.

use crate::cli::{
    Result,
    desk::{Desk, Draft},
    error::CliError,
};
use crate::model::{
    argument::Argument,
    claim::Claim,
    id::ReviewerId,
    review::{Judgement, Review},
};
use crate::store::edit::{create, review as edit};

/// What a reviewer said; what is missing stays as it is.
#[derive(Debug, Clone, Default)]
pub(in crate::cli::commands) struct Answers {
    /// The rating.
    pub(in crate::cli::commands) judgement: Option<Judgement>,
    pub(in crate::cli::commands) expertise: Option<u32>,
    pub(in crate::cli::commands) rationale: Option<String>,
    /// Whether the rating there is holds for the present edition.
    pub(in crate::cli::commands) keep: bool,
    pub(in crate::cli::commands) arguments: Vec<Argument>,
}

impl Answers {
    /// Whether nothing was said.
    pub(in crate::cli::commands) fn is_empty(&self) -> bool {
        self.judgement.is_none()
            && self.expertise.is_none()
            && self.rationale.is_none()
            && !self.keep
            && self.arguments.is_empty()
    }
}

/// The text of the review after these answers.
pub(in crate::cli::commands) fn applied(
    draft: &Draft,
    claim: &Claim,
    me: &ReviewerId,
    answers: &Answers,
) -> Result<String> {
    match &draft.text {
        Some(text) => revised(text, claim, answers),
        None => first(claim, me, answers),
    }
}

fn first(claim: &Claim, me: &ReviewerId, answers: &Answers) -> Result<String> {
    let judgement = answers.judgement.clone().ok_or_else(|| {
        CliError::new(format!(
            "you have not judged {} yet, so a rating is needed",
            claim.id
        ))
        .hint("give --confidence 0.35, --stance 4, or --abstain \"why\"")
    })?;
    Ok(create::review(&Review {
        reviewer: me.clone(),
        claim: claim.id.clone(),
        edition: claim.edition,
        judged: Some(Desk::digest(claim)),
        named: None,
        previous: Vec::new(),
        judgement,
        expertise: answers.expertise,
        rationale: answers
            .rationale
            .clone()
            .filter(|text| !text.trim().is_empty()),
        withdrawn: None,
        arguments: answers.arguments.clone(),
        sources: Vec::new(),
    }))
}

fn revised(text: &str, claim: &Claim, answers: &Answers) -> Result<String> {
    let mut text = text.to_owned();
    if let Some(judgement) = &answers.judgement {
        text = edit::set_rating(&text, judgement)?;
        text = edit::set_withdrawn(&text, None)?;
    }
    if answers.judgement.is_some() || answers.keep {
        text = edit::set_edition(&text, claim.edition)?;
        text = edit::set_judged(&text, Some(&Desk::digest(claim)))?;
    }
    if answers.expertise.is_some() {
        text = edit::set_expertise(&text, answers.expertise)?;
    }
    if let Some(rationale) = &answers.rationale {
        let said = Some(rationale.as_str()).filter(|text| !text.trim().is_empty());
        text = edit::set_rationale(&text, said)?;
    }
    for argument in &answers.arguments {
        text = edit::put_argument(&text, argument)?;
    }
    Ok(text)
}
