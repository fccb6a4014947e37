//! Verdicts and standings in words, marks and colours.

use anstyle::Style;

use crate::analysis::{argumentation::debate::Standing, statistics::verdict::Verdict};
use crate::model::signature::{self, Covers, SignatureState};
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

/// What is said of a rating for its signature.
pub fn signature(found: &signature::Verdict) -> &'static str {
    match (found.state, found.covers) {
        (SignatureState::Verified, Some(Covers::Commit)) => "signed by commit",
        (SignatureState::Verified, _) => "signed",
        (SignatureState::Unlisted, _) => "signed by an unlisted key",
        (SignatureState::Foreign, _) => "signed by somebody else's key",
        (SignatureState::Expired, _) => "signed by an expired key",
        (SignatureState::Revoked, _) => "signed by a revoked key",
        (SignatureState::Bad, _) => "bad signature",
        (SignatureState::Absent, _) => "unsigned",
        (SignatureState::Unsupported, _) => "signature not checked",
    }
}
