//! `obelus review`

mod answers;
mod questions;
mod template;
mod waiting;

use clap::Args;

pub(super) use answers::{Answers, applied};

use crate::cli::{
    Outcome, Result, ask,
    context::Context,
    desk::{Desk, Draft},
    editor,
    error::CliError,
    probability, words,
};
use crate::model::{
    argument::Withdrawal,
    claim::{Claim, Scale},
    confidence::Confidence,
    id::ReviewerId,
    layout::review_path,
    review::{Judgement, Review},
    spelling::nearest,
};
use crate::store::edit::review as edit;

/// Rate a claim and say why
///
/// By options, in $EDITOR, or by questions on a terminal; all three write the same file. Without
/// CLAIM the next one that waits for you.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewCommand {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: Option<String>,
    /// Probability that the claim is true as stated: 0.35, 35% or a word such as "likely"
    #[arg(long, value_name = "P", allow_hyphen_values = true)]
    confidence: Option<String>,
    /// Lower bound of your interval
    #[arg(long, value_name = "P", requires = "upper", allow_hyphen_values = true)]
    lower: Option<String>,
    /// Upper bound of your interval
    #[arg(long, value_name = "P", requires = "lower", allow_hyphen_values = true)]
    upper: Option<String>,
    /// Level of agreement, from 1, or its name
    #[arg(long, value_name = "LEVEL", conflicts_with_all = ["confidence", "lower", "upper"])]
    stance: Option<String>,
    /// Why you give no rating (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["confidence", "lower", "upper", "stance"])]
    abstain: Option<String>,
    /// Your own estimate of your expertise for this claim, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u32).range(1..=5))]
    expertise: Option<u32>,
    /// Why this rating (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT")]
    rationale: Option<String>,
    /// The rating still holds for the present edition of the claim
    #[arg(long)]
    keep: bool,
    /// Write in $VISUAL or $EDITOR
    #[arg(long)]
    edit: bool,
    /// Take the review back; it stays in place with its --reason
    #[arg(long, requires = "reason", conflicts_with_all = ["confidence", "stance", "abstain", "keep", "edit"])]
    withdraw: bool,
    /// Why the review is withdrawn (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT", requires = "withdraw")]
    reason: Option<String>,
}

impl ReviewCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let me = desk.me(context)?;
        let claim = match &self.claim {
            Some(name) => Some(desk.claim(name)?),
            None => waiting::next(desk.snapshot(), &me),
        };
        let Some(claim) = claim else {
            context.ui.say("no claim waits for you");
            return Ok(Outcome::Done);
        };
        let draft = desk.draft(review_path(&me, &claim.id))?;
        let existed = draft.text.is_some();
        let Some(paths) = self.written(&desk, claim, &me, draft, context)? else {
            context.ui.say("nothing was written");
            return Ok(Outcome::Done);
        };
        let verb = match (self.withdraw, existed) {
            (true, _) => "Withdraw review of",
            (_, true) => "Revise review of",
            (_, false) => "Review",
        };
        desk.written(&paths, &format!("{verb} {}", claim.id), context);
        Ok(Outcome::Done)
    }

    fn written(
        &self,
        desk: &Desk,
        claim: &Claim,
        me: &ReviewerId,
        draft: Draft,
        context: &Context,
    ) -> Result<Option<Vec<String>>> {
        if self.withdraw {
            let reason = words::optional(self.reason.as_deref())?.unwrap_or_default();
            let text = edit::set_withdrawn(draft.existing()?, Some(&Withdrawal { reason }))?;
            return desk.save(vec![(draft, text)], context).map(Some);
        }
        let mine = desk.snapshot().review(&claim.id, me);
        let said = self.said(claim, mine, desk)?;
        if self.edit {
            return in_editor(desk, claim, me, &draft, &said, context);
        }
        if said.is_empty() {
            let options = "give --confidence 0.35 (and --lower, --upper, --rationale), or --edit";
            ask::need_terminal(&format!("the rating of {}", claim.id), options)?;
            let Some(answers) = questions::ask(claim, mine, desk, context)? else {
                return Ok(None);
            };
            let text = applied(&draft, claim, me, &answers)?;
            return desk.save(vec![(draft, text)], context).map(Some);
        }
        let text = applied(&draft, claim, me, &said)?;
        desk.save(vec![(draft, text)], context).map(Some)
    }

    /// What the options say.
    fn said(&self, claim: &Claim, mine: Option<&Review>, desk: &Desk) -> Result<Answers> {
        Ok(Answers {
            judgement: self.judgement(claim, mine, desk)?,
            expertise: self.expertise,
            rationale: words::optional(self.rationale.as_deref())?,
            keep: self.keep,
            arguments: Vec::new(),
        })
    }

    fn judgement(
        &self,
        claim: &Claim,
        mine: Option<&Review>,
        desk: &Desk,
    ) -> Result<Option<Judgement>> {
        if let Some(reason) = words::optional(self.abstain.as_deref())? {
            return Ok(Some(Judgement::Abstained(reason)));
        }
        if let Some(level) = &self.stance {
            expect(claim, Scale::Stance)?;
            return stance(level, &desk.snapshot().workspace.levels)
                .map(|n| Some(Judgement::Stance(n)));
        }
        if self.confidence.is_none() && self.lower.is_none() {
            return Ok(None);
        }
        expect(claim, Scale::Confidence)?;
        let number = |option: &Option<String>| {
            option
                .as_deref()
                .map(probability::parse)
                .transpose()
                .map_err(CliError::new)
        };
        let before = mine.and_then(Review::confidence).map(Confidence::best);
        let best = number(&self.confidence)?
            .or(before)
            .ok_or_else(|| CliError::new("bounds need a best estimate: give --confidence too"))?;
        let confidence = Confidence::new(best, number(&self.lower)?, number(&self.upper)?)
            .map_err(|problem| CliError::new(problem.to_string()))?;
        Ok(Some(Judgement::Confidence(confidence)))
    }
}

/// Refuses a rating on the other scale.
fn expect(claim: &Claim, scale: Scale) -> Result<()> {
    if claim.scale == scale {
        return Ok(());
    }
    let option = match claim.scale {
        Scale::Confidence => "--confidence 0.35",
        Scale::Stance => "--stance 4",
    };
    Err(CliError::new(format!(
        "{} is judged by {}, not by {scale}",
        claim.id, claim.scale
    ))
    .hint(format!("give {option}, or --abstain \"why\"")))
}

/// A level of agreement by number or by name.
fn stance(written: &str, levels: &[String]) -> Result<u32> {
    let place = levels
        .iter()
        .position(|level| level.eq_ignore_ascii_case(written.trim()));
    let number = match place {
        Some(at) => u32::try_from(at + 1).ok(),
        None => written.trim().parse().ok(),
    };
    let count = levels.len();
    if let Some(level) = number.filter(|n| (1..=count).contains(&(*n as usize))) {
        return Ok(level);
    }
    let error = CliError::new(format!("`{written}` is no level of agreement"));
    let listed: Vec<String> = levels
        .iter()
        .enumerate()
        .map(|(i, level)| format!("{} {level}", i + 1))
        .collect();
    Err(match nearest(written, levels.iter().map(String::as_str)) {
        Some(meant) => error.hint(format!("did you mean \"{meant}\"?")),
        None => error,
    }
    .hint(format!("the levels are {}", listed.join(", "))))
}

fn in_editor(
    desk: &Desk,
    claim: &Claim,
    me: &ReviewerId,
    draft: &Draft,
    said: &Answers,
    context: &Context,
) -> Result<Option<Vec<String>>> {
    let text = match (&draft.text, said.judgement.is_some()) {
        (None, false) => template::blank(claim),
        _ => applied(draft, claim, me, said)?,
    };
    let help = template::help(claim, &desk.snapshot().workspace);
    editor::edit(&help, &text, context, |written| {
        let now = desk.draft(draft.path.clone())?.since(draft)?;
        desk.save(vec![(now, written.to_owned())], context)
    })
}
