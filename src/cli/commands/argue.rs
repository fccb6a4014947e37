//! `obelus argue`

use clap::Args;

use super::review::{Answers, applied};
use crate::cli::{
    Outcome, Result, ask,
    context::Context,
    desk::{Desk, Draft},
    error::CliError,
    words,
};
use crate::model::{
    argument::{Argument, Attack, Side, Strength, Target},
    claim::Claim,
    id::{ArgumentId, ArgumentRef, IdProblem, ReviewerId},
    layout::{RecordPath, review_path},
    review::{Judgement, Review},
    snapshot::Snapshot,
    source::Citation,
    spelling::nearest,
    word::Vocabulary,
};
use crate::store::{
    decode::{self, Record},
    edit::review as edit,
};

/// Add or change one argument of yours
///
/// An argument is against unless --for is given, and rebuts unless another attack is. With --id of
/// an argument you have already, only what is said changes.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option that is given or not"
)]
pub(in crate::cli) struct Argue {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// The argument speaks against its target
    #[arg(long, conflicts_with = "for")]
    against: bool,
    /// The argument speaks for its target
    #[arg(long = "for", id = "for")]
    in_favour: bool,
    /// Answer this argument of another reviewer
    #[arg(long, value_name = "REVIEWER#ARGUMENT")]
    reply_to: Option<String>,
    /// It is false
    #[arg(long, group = "attack", conflicts_with = "for")]
    rebut: bool,
    /// It does not follow
    #[arg(long, group = "attack", conflicts_with = "for")]
    undercut: bool,
    /// A premise or a source is bad
    #[arg(long, group = "attack", conflicts_with = "for")]
    undermine: bool,
    /// weak, moderate or strong
    #[arg(long, value_name = "STRENGTH")]
    strength: Option<Strength>,
    /// What the argument says (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Id of the argument; made from its words if left out
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// What it rests on, with a place in it; several may be given
    #[arg(long = "source", value_name = "ID[@LOCATOR]")]
    sources: Vec<String>,
    /// Take this argument of yours back; it stays in place with its --reason
    #[arg(long, value_name = "ID", requires = "reason", conflicts_with_all = ["text", "id", "attack", "for", "against", "reply_to", "strength", "sources"])]
    withdraw: Option<String>,
    /// Why it is withdrawn (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT", requires = "withdraw")]
    reason: Option<String>,
    /// Give no rating, and say why, where you have not judged the claim yet
    #[arg(long, value_name = "TEXT")]
    abstain: Option<String>,
}

impl Argue {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let me = desk.me(context)?;
        let claim = desk.claim(&self.claim)?;
        let draft = desk.draft(review_path(&me, &claim.id))?;
        let (text, message) = match &self.withdraw {
            Some(id) => self.withdrawn(id, &draft)?,
            None => self.argued(&desk, claim, &me, &draft)?,
        };
        let paths = desk.save(vec![(draft, text)], context)?;
        desk.written(&paths, &message, context);
        Ok(Outcome::Done)
    }

    fn withdrawn(&self, id: &str, draft: &Draft) -> Result<(String, String)> {
        let id = argument_id(id)?;
        let reason = words::optional(self.reason.as_deref())?.unwrap_or_default();
        let text = edit::withdraw_argument(draft.existing()?, &id, &reason)?;
        Ok((text, format!("Withdraw argument {id} on {}", self.claim)))
    }

    fn argued(
        &self,
        desk: &Desk,
        claim: &Claim,
        me: &ReviewerId,
        draft: &Draft,
    ) -> Result<(String, String)> {
        let mine = draft
            .text
            .as_deref()
            .map(|text| arguments(text, me, claim))
            .transpose()?
            .unwrap_or_default();
        let given = self.id.as_deref().map(argument_id).transpose()?;
        let known = given
            .as_ref()
            .and_then(|id| mine.iter().find(|argument| argument.id == *id));
        let argument = match known {
            Some(argument) => self.changed(argument.clone(), desk.snapshot(), claim, me)?,
            None => self.added(given, &mine, desk.snapshot(), claim, me)?,
        };
        let verb = if known.is_some() { "Change" } else { "Add" };
        let message = format!("{verb} argument {} on {}", argument.id, claim.id);
        if draft.text.is_some() {
            let text = edit::put_argument(draft.existing()?, &argument)?;
            return Ok((text, message));
        }
        let Some(reason) = words::optional(self.abstain.as_deref())? else {
            return Err(
                CliError::new(format!("you have not judged {} yet", claim.id))
                    .hint(format!(
                        "rate it first: obelus review {} --confidence 0.35",
                        claim.id
                    ))
                    .hint("or argue without a rating: --abstain \"why\""),
            );
        };
        let answers = Answers {
            judgement: Some(Judgement::Abstained(reason)),
            arguments: vec![argument],
            ..Answers::default()
        };
        Ok((applied(draft, claim, me, &answers)?, message))
    }

    fn added(
        &self,
        id: Option<ArgumentId>,
        mine: &[Argument],
        snapshot: &Snapshot,
        claim: &Claim,
        me: &ReviewerId,
    ) -> Result<Argument> {
        let taken: Vec<ArgumentId> = mine.iter().map(|argument| argument.id.clone()).collect();
        if self.text.is_none() {
            ask::need_terminal(
                "the argument",
                "give --text \"…\" (- reads standard input, @FILE a file)",
            )?;
        }
        let base = match &self.text {
            Some(_) => blank()?,
            None => self::ask(&taken)?,
        };
        let mut argument = self.changed(base, snapshot, claim, me)?;
        argument.id = id.map_or_else(|| id_from(&argument.text, &taken), Ok)?;
        Ok(argument)
    }

    /// An argument with what the options say of it.
    fn changed(
        &self,
        mut argument: Argument,
        snapshot: &Snapshot,
        claim: &Claim,
        me: &ReviewerId,
    ) -> Result<Argument> {
        if let Some(text) = words::optional(self.text.as_deref())? {
            if text.trim().is_empty() {
                return Err(CliError::new("an argument needs a text"));
            }
            argument.text = text;
        }
        if self.in_favour {
            argument.stance = Side::For;
            argument.attack = None;
        } else if self.against || self.attack().is_some() {
            argument.stance = Side::Against;
            argument.attack = self.attack().or(argument.attack).or(Some(Attack::Rebut));
        }
        if let Some(target) = &self.reply_to {
            argument.target = Target::Argument(reply(target, snapshot, claim, me)?);
        }
        argument.strength = self.strength.unwrap_or(argument.strength);
        for source in &self.sources {
            let cited = citation(source)?;
            argument.sources.retain(|known| known.id != cited.id);
            argument.sources.push(cited);
        }
        Ok(argument)
    }

    fn attack(&self) -> Option<Attack> {
        let said = [
            (self.rebut, Attack::Rebut),
            (self.undercut, Attack::Undercut),
            (self.undermine, Attack::Undermine),
        ];
        said.into_iter()
            .find(|(given, _)| *given)
            .map(|(_, attack)| attack)
    }
}

/// Asks for one argument.
pub(super) fn ask(taken: &[ArgumentId]) -> Result<Argument> {
    const ATTACKS: [&str; 4] = [
        "against: it is false (rebut)",
        "against: it does not follow (undercut)",
        "against: a premise or a source is bad (undermine)",
        "for",
    ];
    let mut argument = blank()?;
    match ask::choose("Which way does it pull", &ATTACKS, 0)? {
        0 => {}
        1 => argument.attack = Some(Attack::Undercut),
        2 => argument.attack = Some(Attack::Undermine),
        _ => (argument.stance, argument.attack) = (Side::For, None),
    }
    argument.text = ask::parsed("What does it say", "", |text| match text {
        "" => Err("an argument needs a text".to_owned()),
        text => Ok(text.to_owned()),
    })?;
    let strength = ask::choose("How strong is it", Strength::ACCEPTED, 1)?;
    let strength = Strength::ACCEPTED
        .get(strength)
        .copied()
        .unwrap_or_default();
    argument.strength = Strength::from_word(strength).unwrap_or(Strength::Moderate);
    argument.id = id_from(&argument.text, taken)?;
    Ok(argument)
}

fn blank() -> Result<Argument> {
    Ok(Argument {
        id: id_from("", &[])?,
        stance: Side::Against,
        target: Target::Claim,
        attack: Some(Attack::Rebut),
        strength: Strength::Moderate,
        text: String::new(),
        sources: Vec::new(),
        withdrawn: None,
    })
}

fn argument_id(written: &str) -> Result<ArgumentId> {
    ArgumentId::new(written).map_err(|problem| {
        CliError::new(format!("`{written}` cannot be an id: {problem}")).hint(IdProblem::RULE)
    })
}

/// Words that say nothing about an argument.
const FILLERS: [&str; 24] = [
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on",
    "or", "that", "the", "this", "to", "was", "were", "with", "which",
];

/// An id from the first words of a text, unlike those that are taken.
fn id_from(text: &str, taken: &[ArgumentId]) -> Result<ArgumentId> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let telling: Vec<&str> = words
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .take(4)
        .collect();
    let mut stem: String = telling.join("-").chars().take(40).collect();
    stem.truncate(stem.trim_end_matches('-').len());
    if ArgumentId::new(&stem).is_err() {
        "argument".clone_into(&mut stem);
    }
    let free = |id: &ArgumentId| !taken.contains(id);
    let numbered = (2..).map(|n: u32| format!("{stem}-{n}"));
    let mut candidates = std::iter::once(stem.clone())
        .chain(numbered)
        .map(|id| argument_id(&id));
    candidates
        .find(|id| id.as_ref().map_or(true, free))
        .unwrap_or_else(|| argument_id(&stem))
}

/// The arguments that stand in a review's text.
fn arguments(text: &str, me: &ReviewerId, claim: &Claim) -> Result<Vec<Argument>> {
    let at = RecordPath::Review(me.clone(), claim.id.clone());
    let path = review_path(me, &claim.id);
    match decode::despite_unknown_keys(&path, &at, text) {
        Some(Record::Review(review)) => Ok(review.arguments.clone()),
        _ => {
            Err(CliError::refused(format!("{path} cannot be read")).hint("`obelus check` says why"))
        }
    }
}

/// The argument that is answered, which must be another reviewer's on the same claim.
fn reply(
    written: &str,
    snapshot: &Snapshot,
    claim: &Claim,
    me: &ReviewerId,
) -> Result<ArgumentRef> {
    let target: ArgumentRef = written.parse().map_err(|_| {
        CliError::new(format!("`{written}` names no argument"))
            .hint("write REVIEWER#ARGUMENT, as reports show it")
    })?;
    if target.reviewer == *me {
        return Err(
            CliError::new("that is an argument of your own").hint(format!(
                "change it with --id {0}, or take it back with --withdraw {0}",
                target.argument
            )),
        );
    }
    let known: Vec<String> = snapshot
        .reviews_of(&claim.id)
        .flat_map(|review: &Review| {
            review
                .arguments
                .iter()
                .map(|a| format!("{}#{}", review.reviewer, a.id))
        })
        .collect();
    if known.iter().any(|id| id == written) {
        return Ok(target);
    }
    let error = CliError::new(format!("nobody argued `{written}` on {}", claim.id));
    Err(match nearest(written, known.iter().map(String::as_str)) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None if known.is_empty() => error.hint("there is no argument on this claim yet"),
        None => error.hint(format!("arguments on this claim: {}", known.join(", "))),
    })
}

/// `id` or `id@locator`.
fn citation(written: &str) -> Result<Citation> {
    let (id, locator) = match written.split_once('@') {
        Some((id, locator)) => (
            id,
            Some(locator.trim().to_owned()).filter(|l| !l.is_empty()),
        ),
        None => (written, None),
    };
    let id = id.trim().parse().map_err(|problem: IdProblem| {
        CliError::new(format!("`{id}` cannot be the id of a source: {problem}"))
    })?;
    Ok(Citation { id, locator })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_telling_words_and_is_free() {
        let first = id_from("The capital came from China, not Japan.", &[]).unwrap();
        assert_eq!(first.as_str(), "capital-came-china-not");
        let second = id_from("The capital came from China, not Japan.", &[first]).unwrap();
        assert_eq!(second.as_str(), "capital-came-china-not-2");
        assert_eq!(
            id_from("Порт не замерзал", &[]).unwrap().as_str(),
            "argument"
        );
        assert_eq!(id_from("nul", &[]).unwrap().as_str(), "argument");
    }

    #[test]
    fn a_citation_may_name_a_place() {
        let cited = citation("mof-2014@table 3").unwrap();
        assert_eq!(
            (cited.id.as_str(), cited.locator.as_deref()),
            ("mof-2014", Some("table 3"))
        );
        assert_eq!(citation("mof-2014").unwrap().locator, None);
        assert!(citation("a b").is_err());
    }
}
