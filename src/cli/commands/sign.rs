//! `obelus sign`

use std::{io::Write, path::PathBuf};

use clap::Args;

use crate::cli::{
    Outcome, Result,
    context::Context,
    desk::Desk,
    error::CliError,
    signed,
    signing::{self, Options},
};
use crate::model::{
    diagnostic::{Code, Diagnostic, Severity},
    id::{ClaimId, ReviewerId},
    layout::{review_path, signature_path},
    signature::{SignatureState, Verdict, Verdicts},
};

/// Sign my reviews with the SSH key I have
///
/// Writes a signature over a review's exact bytes beside it, in REVIEW.toml.sig. Before that, the
/// review is made to say which claim and wording it judges and which revisions it follows. Without
/// CLAIM, what changed since the last commit and what no longer fits its signature is signed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Sign {
    /// The claims whose reviews to sign
    #[arg(value_name = "CLAIM")]
    claims: Vec<String>,
    /// Every review of mine that has no valid signature
    #[arg(long, conflicts_with = "claims")]
    all: bool,
    /// Sign nothing; the exit code is 1 if anything would be signed
    #[arg(long)]
    check: bool,
    /// The key: a private key, or the .pub file of one that the agent has (else git's
    /// user.signingkey, else a listed key of the agent, else the usual ed25519 key)
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Follow the review as it stands in this commit too, such as the branch to merge into
    #[arg(long, value_name = "REV")]
    after: Vec<String>,
}

impl Sign {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let me = desk.me(context)?;
        let verdicts = signed::detached(desk.opened(), &desk.view)?;
        let claims = self.chosen(&desk, &me, &verdicts)?;
        if self.check {
            return unsigned(&claims, &me, &verdicts, context);
        }
        refuse_errors(&desk, &me, &claims)?;
        let options = Options {
            key: self.key,
            after: self.after,
        };
        let paths = signing::sign(&desk, &me, &claims, &options, context)?;
        if paths.is_empty() {
            context.ui.say(if self.all || !self.claims.is_empty() {
                "nothing to sign: all of it is signed"
            } else {
                "nothing to sign; `obelus sign --all` looks at every review of yours"
            });
            return Ok(Outcome::Done);
        }
        desk.put_down(&paths, "Sign reviews", context);
        Ok(Outcome::Done)
    }

    fn chosen(&self, desk: &Desk, me: &ReviewerId, verdicts: &Verdicts) -> Result<Vec<ClaimId>> {
        if !self.claims.is_empty() {
            let named = self.claims.iter().map(|name| mine(desk, me, name));
            return named.collect();
        }
        let reviews = desk
            .snapshot()
            .all_reviews()
            .filter(|review| review.reviewer == *me);
        let wanted = |claim: &ClaimId| {
            let path = review_path(me, claim);
            let state = verdicts.get(&path).unwrap_or(&Verdict::ABSENT).state;
            let changed = desk.view.changed.contains(&path);
            match state {
                SignatureState::Verified => false,
                SignatureState::Absent => self.all || changed,
                _ => true,
            }
        };
        let claims = reviews.map(|review| review.claim.clone());
        Ok(claims.filter(wanted).collect())
    }
}

fn mine(desk: &Desk, me: &ReviewerId, name: &str) -> Result<ClaimId> {
    let claim = desk.claim(name)?.id.clone();
    if desk.bytes(&review_path(me, &claim))?.is_none() {
        return Err(CliError::new(format!("{me} has not reviewed {claim}"))
            .hint(format!("`obelus review {claim}` writes a review")));
    }
    Ok(claim)
}

/// What has errors is not signed: a signature says that its author stands by it. That a review names
/// another claim is no reason, since signing mends it.
fn refuse_errors(desk: &Desk, me: &ReviewerId, claims: &[ClaimId]) -> Result<()> {
    let paths: Vec<String> = claims.iter().map(|claim| review_path(me, claim)).collect();
    let refused = |found: &&Diagnostic| {
        found.severity() == Severity::Error
            && found.code != Code::ClaimMismatch
            && paths.contains(&found.path)
    };
    match desk.view.diagnostics.iter().find(refused) {
        None => Ok(()),
        Some(found) => Err(CliError::refused(format!(
            "{} has errors, so it is not signed",
            found.path
        ))
        .hint("`obelus check` names each with what to write")),
    }
}

fn unsigned(claims: &[ClaimId], me: &ReviewerId, verdicts: &Verdicts, context: &Context) -> Result {
    let mut any = false;
    for claim in claims {
        let path = review_path(me, claim);
        let state = verdicts.get(&path).unwrap_or(&Verdict::ABSENT).state;
        if !state.is_verified() {
            any = true;
            writeln!(context.ui.out(), "{} {state}", signature_path(&path))?;
        }
    }
    Ok(if any {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}
