//! Signing reviews: what a signature is for is written into the record, then its bytes are signed.

mod keys;

use std::{path::PathBuf, sync::Arc};

pub(super) use keys::line_of;

use super::{Result, context::Context, desk::Desk, error::CliError};
use crate::analysis::{judged, signatures::NoMemory, signatures::verdict};
use crate::model::{
    id::{ClaimId, ReviewerId},
    keyring::Keyring,
    layout::{self, RecordPath, review_path, signature_path},
    review::Review,
};
use crate::store::{
    decode::{self, Record},
    edit::review as edit,
    repo::Repo,
    signature::{self, Signer, digest, sign_record},
};

/// How to sign.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// The key to use.
    pub(super) key: Option<PathBuf>,
    /// Revisions whose state of a record is followed, beside the commit that is checked out.
    pub(super) after: Vec<String>,
}

/// Signs reviews of one reviewer; gives the paths that were written. What is signed already and
/// says what it is for stays as it is.
pub(super) fn sign(
    desk: &Desk,
    me: &ReviewerId,
    claims: &[ClaimId],
    options: &Options,
    context: &Context,
) -> Result<Vec<String>> {
    let ring = Keyring::of(desk.snapshot());
    let mut signer: Option<Box<dyn Signer>> = None;
    let mut written = Vec::new();
    for claim in claims {
        let (path, text) = bound(desk, me, claim, options)?;
        if is_signed(desk, &path, &text, &ring)? {
            continue;
        }
        if signer.is_none() {
            signer = Some(keys::signer(
                desk.opened(),
                me,
                &ring,
                options.key.as_deref(),
                context,
            )?);
        }
        if let Some(signer) = &mut signer {
            let armoured = sign_record(signer.as_mut(), text.as_bytes())
                .map_err(|error| CliError::refused(format!("{path} was not signed: {error}")))?;
            let beside = desk.overwritten(signature_path(&path))?;
            let drafts = vec![(desk.draft(path)?, text), (beside, armoured)];
            written.extend(desk.save(drafts, context)?);
        }
    }
    Ok(written)
}

/// The path of a review and its text with all that a signature must cover.
fn bound(
    desk: &Desk,
    me: &ReviewerId,
    claim: &ClaimId,
    options: &Options,
) -> Result<(String, String)> {
    let path = review_path(me, claim);
    let draft = desk.draft(path.clone())?;
    let text = draft.existing()?;
    let review = sound(&path, me, claim, text)?;
    let text = with_judged(desk, &review, text)?;
    let followed = followed(desk, &path, options)?;
    let own = digest(draft.existing()?.as_bytes());
    let mut previous = review.previous.clone();
    let add = |digest: &String, previous: &mut Vec<String>| {
        if !previous.contains(digest) {
            previous.push(digest.clone());
        }
    };
    for revision in followed.iter().filter(|digest| **digest != own) {
        add(revision, &mut previous);
    }
    let mut bound = edit::bind(&text, claim, &previous)?;
    // What is committed is followed as well, as soon as anything in it changes.
    if bound != draft.existing()? && followed.contains(&own) {
        add(&own, &mut previous);
        bound = edit::bind(&text, claim, &previous)?;
    }
    Ok((path, bound))
}

/// The review, if nothing in it is refused.
fn sound(path: &str, me: &ReviewerId, claim: &ClaimId, text: &str) -> Result<Review> {
    let at = RecordPath::Review(me.clone(), claim.clone());
    match decode::record(path, &at, text) {
        (Some(Record::Review(review)), _) => Ok(Arc::unwrap_or_clone(review)),
        _ => Err(
            CliError::refused(format!("{path} has errors, so it is not signed"))
                .hint("`obelus check` names each with what to write"),
        ),
    }
}

/// The text with the digest of what was judged; it is written only where that is sure.
fn with_judged(desk: &Desk, review: &Review, text: &str) -> Result<String> {
    if review.judged.is_some() {
        return Ok(text.to_owned());
    }
    let claim = desk.claim(review.claim.as_str())?;
    if review.edition != claim.edition {
        let message = format!(
            "your review of {} judges edition {}, and the claim is at edition {}",
            claim.id, review.edition, claim.edition
        );
        return Err(CliError::refused(message).hint(format!(
            "look again before you sign: `obelus review {}`",
            claim.id
        )));
    }
    Ok(edit::set_judged(text, Some(&judged::digest(claim)))?)
}

/// Digests of the revisions that a record follows: as it is committed, in the parents of a merge, in
/// what is being merged, and in revisions named by the user.
fn followed(desk: &Desk, path: &str, options: &Options) -> Result<Vec<String>> {
    let Some(repo) = &desk.opened().repo else {
        return Ok(Vec::new());
    };
    let mut commits = Vec::new();
    if let Some(head) = repo.head()? {
        let parents = repo.info(&head)?.parents;
        commits.push(head);
        commits.extend(parents.into_iter().filter(|_| is_merge(repo)));
    }
    commits.extend(repo.resolve("MERGE_HEAD").ok());
    for name in &options.after {
        commits.push(repo.resolve(name)?);
    }
    let mut found = Vec::new();
    for commit in &commits {
        let bytes = repo.bytes_at(commit, &desk.opened().folder, path)?;
        if let Some(digest) = bytes
            .map(|bytes| digest(&bytes))
            .filter(|d| !found.contains(d))
        {
            found.push(digest);
        }
    }
    Ok(found)
}

fn is_merge(repo: &Repo) -> bool {
    let head = repo.head().ok().flatten();
    let info = head.and_then(|head| repo.info(&head).ok());
    info.is_some_and(|info| info.parents.len() > 1)
}

/// Whether the signature beside a record is one of exactly this text by its reviewer's current key.
fn is_signed(desk: &Desk, path: &str, text: &str, ring: &Keyring) -> Result<bool> {
    let Some(armoured) = desk.bytes(&signature_path(path))? else {
        return Ok(false);
    };
    if desk.bytes(path)?.as_deref() != Some(text.as_bytes()) {
        return Ok(false);
    }
    let Some(Ok(at)) = layout::classify(path) else {
        return Ok(false);
    };
    let (Some(Record::Review(review)), _) = decode::record(path, &at, text) else {
        return Ok(false);
    };
    let proof = signature::proof(
        &armoured,
        crate::model::signature::NAMESPACE,
        text.as_bytes(),
    );
    Ok(verdict(&review, &proof, ring, &NoMemory)
        .state
        .is_verified())
}

/// After reviews were written: signs them anew where git's `obelus.sign` says so, and else tells of
/// signatures that no longer fit. Gives all paths that were written.
pub(super) fn follow_up(desk: &Desk, paths: &[String], context: &Context) -> Vec<String> {
    let mut all = paths.to_vec();
    let automatic = desk
        .opened()
        .repo
        .as_ref()
        .and_then(|repo| repo.config("obelus.sign"))
        .is_some_and(|value| matches!(value.to_lowercase().as_str(), "true" | "yes" | "on" | "1"));
    for path in paths {
        let Some(Ok(RecordPath::Review(reviewer, claim))) = layout::classify(path) else {
            continue;
        };
        let signed = matches!(desk.bytes(&signature_path(path)), Ok(Some(_)));
        if automatic {
            match sign(
                desk,
                &reviewer,
                std::slice::from_ref(&claim),
                &Options::default(),
                context,
            ) {
                Ok(more) => all.extend(more.into_iter().filter(|path| !paths.contains(path))),
                Err(error) => context.ui.failure(&error),
            }
        } else if signed {
            context.ui.warn(&format!(
                "{} no longer fits the record: `obelus sign {claim}` signs it anew",
                signature_path(path)
            ));
        }
    }
    all
}
