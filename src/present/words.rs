//! Verdicts and standings in words, marks and colours.

use anstyle::Style;

use crate::analysis::{argumentation::debate::Standing, statistics::verdict::Verdict};
use crate::present::style::{BAD, FAINT, GOOD, NOTICE};

/// One word for a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Insufficient => "insufficient",
        Verdict::Contested => "contested",
        Verdict::Mixed => "mixed",
        Verdict::ConsensusSupported => "supported",
        Verdict::ConsensusUndecided => "undecided",
        Verdict::ConsensusRejected => "rejected",
    }
}

/// A mark beside the word. The obelus, †, marked what ancient editors doubted.
pub fn mark(verdict: Verdict) -> char {
    match verdict {
        Verdict::Insufficient => '·',
        Verdict::Contested => '≠',
        Verdict::Mixed => '≈',
        Verdict::ConsensusSupported => '✓',
        Verdict::ConsensusUndecided => '?',
        Verdict::ConsensusRejected => '†',
    }
}

/// The colour of a verdict, which only repeats what the word says.
pub fn colour(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Insufficient => FAINT,
        Verdict::Contested => NOTICE.bold(),
        Verdict::Mixed => NOTICE,
        Verdict::ConsensusSupported => GOOD,
        Verdict::ConsensusUndecided => Style::new(),
        Verdict::ConsensusRejected => BAD,
    }
}

/// What a verdict means, for a legend.
pub fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Insufficient => "too few ratings for a verdict",
        Verdict::Contested => "two camps at the ends of the scale",
        Verdict::Mixed => "neither agreement nor two camps",
        Verdict::ConsensusSupported => "the panel agrees that it holds",
        Verdict::ConsensusUndecided => "the panel agrees that it is open",
        Verdict::ConsensusRejected => "the panel agrees that it does not hold",
    }
}

/// What a standing means.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Stands => "every objection is answered",
        Standing::Contested => "an objection is unanswered, though none defeats it",
        Standing::Defeated => "an unanswered objection defeats it",
        Standing::Undecided => "objections and answers defeat one another",
        Standing::Unargued => "nobody has argued",
    }
}
