//! A debate's result in plain sentences.

use super::build::CLAIM;
use super::{Debate, Kind, Position, Standing};
use crate::analysis::argumentation::attribution::{Evaluator, removal};
use crate::analysis::argumentation::gradual::Semantics;

/// One argument's part in the claim's strength.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// Its id.
    pub id: String,
    /// What it does.
    pub kind: Kind,
    /// The claim's strength with it minus without it.
    pub change: f64,
    /// The arguments that defeat it, if any.
    pub answered_by: Vec<String>,
}

/// What moved a claim and what is still open.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Where the claim stands.
    pub standing: Standing,
    /// The base it started from.
    pub base: f64,
    /// The strength it arrived at; `None` where none can be shown.
    pub strength: Option<f64>,
    /// The argument without which the claim would be strongest, if any weakens it.
    pub weakening: Option<Influence>,
    /// The argument without which it would be weakest, if any strengthens it.
    pub strengthening: Option<Influence>,
    /// Each unanswered attacker of the claim, with the strength the claim would
    /// have if it were answered for good.
    pub unanswered: Vec<(String, Kind, Option<f64>)>,
}

impl Debate {
    /// Explains the claim's standing and strength, by taking away one argument
    /// at a time. Of equal influences the first by id is named.
    pub fn explain(&self) -> Explanation {
        let evaluator = Evaluator::new(&self.layout.graph, Semantics::QuadraticEnergy, CLAIM);
        let influences = self.influences(&evaluator);
        let extreme = |sign: f64| {
            let pulling = influences.iter().filter(|i| i.change * sign > NOTICEABLE);
            pulling.fold(None, |most: Option<&Influence>, next| match most {
                Some(most) if most.change.abs() >= next.change.abs() => Some(most),
                _ => Some(next),
            })
        };
        Explanation {
            standing: self.claim.standing,
            base: self.weights.claim,
            strength: self.strength,
            weakening: extreme(-1.0).cloned(),
            strengthening: extreme(1.0).cloned(),
            unanswered: self.unanswered(&evaluator),
        }
    }

    fn influences(&self, evaluator: &Evaluator) -> Vec<Influence> {
        let shares = removal(evaluator).unwrap_or_default();
        let influence = |(member, result): (&super::build::Member, &super::ArgumentResult)| {
            let at = shares.binary_search_by_key(&member.node, |share| share.node);
            let share = shares.get(at.ok()?)?;
            Some(Influence {
                id: member.id.clone(),
                kind: member.kind,
                change: share.share,
                answered_by: defeated_by(&result.position),
            })
        };
        let members = self.layout.members.iter().zip(&self.arguments);
        members.filter_map(influence).collect()
    }

    fn unanswered(&self, evaluator: &Evaluator) -> Vec<(String, Kind, Option<f64>)> {
        let members = self.layout.members.iter();
        members
            .filter(|member| self.claim.unanswered_by.contains(&member.id))
            .map(|member| {
                let strength = evaluator.strength_without(&[member.node]);
                (member.id.clone(), member.kind, strength)
            })
            .collect()
    }
}

fn defeated_by(position: &Position) -> Vec<String> {
    match position.standing {
        Standing::Defeated => position.unanswered_by.clone(),
        _ => Vec::new(),
    }
}

/// Smaller changes than this are rounding.
const NOTICEABLE: f64 = 1e-9;

impl Explanation {
    /// Fixed sentences, in a fixed order, numbers rounded to two digits; `who`
    /// turns an argument's id into the name of its author.
    pub fn sentences(&self, who: &dyn Fn(&str) -> String) -> Vec<String> {
        let mut sentences = vec![self.headline()];
        for (word, influence) in [
            ("weakening", &self.weakening),
            ("strengthening", &self.strengthening),
        ] {
            sentences.extend(influence.as_ref().map(|i| i.sentence(word, who)));
        }
        sentences.extend(self.open_sentences(who));
        sentences
    }

    fn headline(&self) -> String {
        let standing = match self.standing {
            Standing::Stands => "Stands",
            Standing::Contested => "Contested",
            Standing::Defeated => "Defeated",
            Standing::Undecided => "Undecided",
            Standing::Unargued => return "Nobody has argued about this claim yet.".to_owned(),
        };
        match self.strength {
            Some(strength) => format!("{standing} ({strength:.2}; started at {:.2}).", self.base),
            None => format!("{standing} (no stable strength)."),
        }
    }

    fn open_sentences(&self, who: &dyn Fn(&str) -> String) -> Vec<String> {
        let [(id, kind, strength)] = &self.unanswered[..] else {
            let named = self.unanswered.iter();
            let named: Vec<_> = named
                .map(|(id, kind, _)| possessive(id, *kind, who))
                .collect();
            let listed = format!("Still unanswered: {}.", named.join("; "));
            return if named.is_empty() {
                Vec::new()
            } else {
                vec![listed]
            };
        };
        let mut sentences = vec![format!("Still unanswered: {}.", possessive(id, *kind, who))];
        sentences.extend(strength.map(|s| format!("Answering it would give {s:.2}.")));
        sentences
    }
}

impl Influence {
    fn sentence(&self, word: &str, who: &dyn Fn(&str) -> String) -> String {
        let sign = if self.change < 0.0 { '−' } else { '+' };
        let what = possessive(&self.id, self.kind, who);
        let size = self.change.abs();
        let answer = match &self.answered_by[..] {
            [] => String::new(),
            ids => {
                let names: Vec<_> = ids.iter().map(|id| who(id)).collect();
                format!(", answered by {}", names.join(" and "))
            }
        };
        format!("Biggest {word}: {what} ({sign}{size:.2}){answer}.")
    }
}

fn possessive(id: &str, kind: Kind, who: &dyn Fn(&str) -> String) -> String {
    format!("{}'s {} ({id})", who(id), kind.noun())
}
