//! A review by questions on a terminal.

use super::Answers;
use crate::cli::commands::argue;
use crate::cli::{Result, ask, commands::claim, context::Context, desk::Desk, probability};
use crate::model::{
    claim::{Claim, Scale},
    confidence::Confidence,
    review::{Judgement, Review},
};

/// Asks for a rating, the reason and arguments. Nothing if the reviewer thinks better of it.
pub(super) fn ask(
    claim: &Claim,
    mine: Option<&Review>,
    desk: &Desk,
    context: &Context,
) -> Result<Option<Answers>> {
    claim::present(claim, &context.ui);
    let judgement = match claim.scale {
        Scale::Confidence => confidence(mine, desk)?,
        Scale::Stance => stance(mine, desk)?,
    };
    let before = mine
        .and_then(|review| review.rationale.as_deref())
        .filter(|text| !text.contains('\n'));
    let rationale = ask::optional("Why (empty to leave as it is)", before.unwrap_or_default())?;
    let mut answers = Answers {
        judgement: Some(judgement),
        rationale,
        ..Answers::default()
    };
    let taken = |answers: &Answers| {
        let mine = mine.into_iter().flat_map(|review| &review.arguments);
        mine.chain(&answers.arguments)
            .map(|argument| argument.id.clone())
            .collect::<Vec<_>>()
    };
    while ask::confirm("Add an argument?", false)? {
        let argument = argue::ask(&taken(&answers))?;
        answers.arguments.push(argument);
    }
    Ok(ask::confirm("Write this review?", true)?.then_some(answers))
}

fn confidence(mine: Option<&Review>, desk: &Desk) -> Result<Judgement> {
    let before = mine.and_then(Review::confidence);
    let shown = before.map(|c| c.best().to_string()).unwrap_or_default();
    let prompt =
        "How probable is it that this is true as stated (0.35, 35%, \"likely\"; a to abstain)";
    let best = ask::parsed(prompt, &shown, |text| match text {
        "a" => Ok(None),
        "" => Err("an answer is needed; a abstains".to_owned()),
        text => probability::parse_answer(text).map(Some),
    })?;
    let Some(best) = best else {
        return abstained();
    };
    let per_cent = (desk.snapshot().workspace.interval * 1e4).round() / 1e2;
    let shown = before
        .and_then(|c| Some(format!("{} {}", c.lower()?, c.upper()?)))
        .unwrap_or_default();
    let prompt = format!("Bounds of your {per_cent} % interval (0.2 0.55; empty for none)");
    let confidence = ask::parsed(&prompt, &shown, |text| bounds(best, text))?;
    Ok(Judgement::Confidence(confidence))
}

fn bounds(best: f64, text: &str) -> std::result::Result<Confidence, String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !matches!(*word, "to" | "-" | "–" | ".."))
        .collect();
    let (lower, upper) = match words.as_slice() {
        [] => (None, None),
        [lower, upper] => (
            Some(probability::parse_answer(lower)?),
            Some(probability::parse_answer(upper)?),
        ),
        _ => return Err("write two numbers, or nothing".to_owned()),
    };
    Confidence::new(best, lower, upper).map_err(|problem| problem.to_string())
}

fn stance(mine: Option<&Review>, desk: &Desk) -> Result<Judgement> {
    let levels = &desk.snapshot().workspace.levels;
    let mut items: Vec<&str> = levels.iter().map(String::as_str).collect();
    items.push("abstain");
    let before = mine
        .and_then(Review::stance)
        .map_or(0, |level| level.saturating_sub(1) as usize);
    let chosen = ask::choose("How far do you agree", &items, before.min(levels.len()))?;
    if chosen == levels.len() {
        return abstained();
    }
    Ok(Judgement::Stance(u32::try_from(chosen + 1).unwrap_or(1)))
}

fn abstained() -> Result<Judgement> {
    let reason = ask::parsed("Why do you abstain", "", |text| match text {
        "" => Err("say why, in a few words".to_owned()),
        text => Ok(text.to_owned()),
    })?;
    Ok(Judgement::Abstained(reason))
}
