//! `obelus reviewer key`

use clap::Args;

use crate::cli::{
    Outcome, Result, context::Context, desk::Desk, error::CliError, signing::line_of,
};
use crate::model::{keyring::PublicKey, layout::reviewer_path, reviewer::Reviewer};
use crate::store::edit;

/// Add, expire or revoke a reviewer's SSH key
///
/// A key is given as the line of its .pub file, or by the name of a file. An expired key covers what
/// it had signed when it expired; a revoked one covers nothing, and is never taken up again.
#[derive(Debug, Args)]
pub(super) struct Key {
    /// The reviewer; by default you
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// A key that may sign from now on
    #[arg(long, value_name = "KEY", required_unless_present_any = ["expire", "revoke"])]
    add: Option<String>,
    /// A key that no longer signs
    #[arg(long, value_name = "KEY")]
    expire: Option<String>,
    /// A key that others may have got hold of
    #[arg(long, value_name = "KEY")]
    revoke: Option<String>,
}

impl Key {
    pub(super) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let id = match &self.id {
            None => desk.me(context)?,
            Some(name) => desk.opened().identify(Some(name), desk.snapshot())?,
        };
        let draft = desk.draft(reviewer_path(&id))?;
        let mut reviewer = desk.snapshot().reviewers[&id].clone();
        self.change(&mut reviewer)?;
        let text = edit::reviewer::put(draft.existing()?, &reviewer)?;
        let paths = desk.save(vec![(draft, text)], context)?;
        desk.written(&paths, &format!("Keys of {id}"), context);
        Ok(Outcome::Done)
    }

    fn change(&self, reviewer: &mut Reviewer) -> Result<()> {
        let Reviewer {
            keys,
            expired_keys,
            revoked_keys,
            ..
        } = reviewer;
        if let Some(written) = &self.revoke {
            let line = line_of(written)?;
            take(&line, [keys, expired_keys]);
            put(line, revoked_keys);
        }
        if let Some(written) = &self.expire {
            let line = line_of(written)?;
            refuse(&line, revoked_keys)?;
            take(&line, [keys]);
            put(line, expired_keys);
        }
        if let Some(written) = &self.add {
            let line = line_of(written)?;
            refuse(&line, revoked_keys)?;
            take(&line, [expired_keys]);
            put(line, keys);
        }
        Ok(())
    }
}

fn same(line: &str, other: &str) -> bool {
    PublicKey::new(line) == PublicKey::new(other)
}

fn take<const N: usize>(line: &str, lists: [&mut Vec<String>; N]) {
    for list in lists {
        list.retain(|other| !same(line, other));
    }
}

fn put(line: String, list: &mut Vec<String>) {
    if !list.iter().any(|other| same(&line, other)) {
        list.push(line);
    }
}

fn refuse(line: &str, revoked: &[String]) -> Result<()> {
    if revoked.iter().any(|other| same(line, other)) {
        return Err(
            CliError::refused("this key was revoked, and is never taken up again")
                .hint("make a new one: ssh-keygen -t ed25519"),
        );
    }
    Ok(())
}
