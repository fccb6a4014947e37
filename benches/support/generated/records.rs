//! The texts of the records.

use std::fmt::Write as _;

use super::dice::Dice;

/// Claims in a section.
pub(super) const SECTION: u64 = 100;
/// Works that are cited.
const LIBRARY: u64 = 2_000;

pub(super) const WORKSPACE: &str = "format = 1\ntitle = \"A generated debate\"\n\n[consensus]\nmin-reviews = 3\nrule = \"thirds\"\n";

pub(super) fn path_of_reviewer(reviewer: u64) -> String {
    format!("reviews/r{reviewer:02}/reviewer.toml")
}

pub(super) fn reviewer(reviewer: u64) -> String {
    format!("name = \"Reviewer {reviewer}\"\nkind = \"perspective\"\n")
}

pub(super) fn path_of_claim(claim: u64) -> String {
    format!("claims/{}.toml", id(claim))
}

pub(super) fn path_of_review(reviewer: u64, claim: u64) -> String {
    format!("reviews/r{reviewer:02}/{}.toml", id(claim))
}

fn id(claim: u64) -> String {
    format!("s{:03}/c{claim:05}", claim / SECTION)
}

/// Every fifth claim is judged by agreement.
fn by_level(claim: u64) -> bool {
    claim % 5 == 4
}

pub(super) fn claim(dice: &mut Dice, claim: u64, edition: u32, withdrawn: bool) -> String {
    let kind = if by_level(claim) {
        "evaluation"
    } else {
        "fact"
    };
    let status = if withdrawn {
        "status = \"withdrawn\"\nreason = \"too vague to be judged\"\n"
    } else {
        ""
    };
    format!(
        "statement = \"Claim {claim}: {}.\"\nkind = \"{kind}\"\nedition = {edition}\n{status}tags = [\"generated\"]\n",
        dice.sentence(14)
    )
}

/// What a review says beside its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Review {
    pub(super) claim: u64,
    pub(super) reviewer: u64,
    pub(super) edition: u32,
    pub(super) withdrawn: bool,
    pub(super) argued: bool,
    /// Whose argument it answers.
    pub(super) answers: Option<u64>,
}

pub(super) fn review(dice: &mut Dice, what: Review) -> String {
    let mut text = format!("edition = {}\n{}", what.edition, rating(dice, what));
    if what.withdrawn {
        text.push_str("status = \"withdrawn\"\nreason = \"read the source anew\"\n");
    }
    let _ = write!(
        text,
        "expertise = {}\nrationale = \"\"\"\n{}\n\"\"\"\n",
        1 + dice.roll(5),
        dice.sentence(24)
    );
    if what.argued {
        argument(dice, what, &mut text);
    }
    text
}

/// Reviewers lean to one side of a claim, so that there are camps and agreement.
fn rating(dice: &mut Dice, what: Review) -> String {
    let Review {
        claim, reviewer, ..
    } = what;
    let lean = Dice::new(claim).roll(70) + Dice::new(reviewer ^ claim << 8).roll(25);
    let best = (lean + dice.roll(6)).clamp(6, 94);
    if by_level(claim) {
        return format!("stance = {}\n", 1 + best / 20);
    }
    let (lower, upper) = (best - dice.roll(6), best + dice.roll(6));
    format!("confidence = {{ best = 0.{best:02}, lower = 0.{lower:02}, upper = 0.{upper:02} }}\n")
}

/// An argument against the claim, or against somebody's argument, with its source.
fn argument(dice: &mut Dice, what: Review, text: &mut String) {
    let (target, attack) = match what.answers {
        Some(other) => (format!("r{other:02}#a1"), "undercut"),
        None => ("claim".to_owned(), "rebut"),
    };
    let source = dice.roll(LIBRARY);
    let _ = write!(
        text,
        "\n[[arguments]]\nid = \"a1\"\nstance = \"against\"\ntarget = \"{target}\"\nattack = \"{attack}\"\nstrength = \"moderate\"\ntext = \"{}.\"\nsources = [\"s{source}\"]\n\n[[sources]]\nid = \"s{source}\"\ntype = \"report\"\ntitle = \"Report {source} on {}\"\nissued = \"20{:02}\"\nbearing = \"contradicts\"\n",
        dice.sentence(18),
        Dice::new(source).sentence(5),
        source % 20
    );
}
