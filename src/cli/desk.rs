//! Where records are taken up for a change and put back: read, checked as a whole, written.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    Result,
    context::Context,
    error::CliError,
    signing,
    workspace::{Opened, View},
};
use crate::analysis::{check::check, judged};
use crate::model::{
    claim::Claim,
    diagnostic::{Diagnostic, Severity},
    id::{ClaimId, ReviewerId},
    layout::{self, RecordPath},
    snapshot::Snapshot,
    spelling::nearest,
};
use crate::present::findings::{self, Look};
use crate::store::{
    decode::{self, Record},
    locate::{Located, in_text},
    write::{Change, Expected, WriteError, Writer},
};

/// A workspace whose records are about to be changed.
#[derive(Debug)]
pub(super) struct Desk {
    opened: Opened,
    /// The workspace as it stands.
    pub(super) view: View,
    writer: Writer,
    root: PathBuf,
}

/// A record that is being changed.
#[derive(Debug)]
pub(super) struct Draft {
    /// Its path relative to the workspace.
    pub(super) path: String,
    expected: Expected,
    /// Its text as it was read; none if there is no such file.
    pub(super) text: Option<String>,
}

impl Desk {
    /// The workspace that the current folder belongs to.
    pub(super) fn open(context: &Context) -> Result<Self> {
        let opened = context.open()?;
        let root = opened.root()?.to_owned();
        let mut view = opened.read(None, &context.ui)?;
        let unread: Vec<String> = view.snapshot.unreadable.iter().cloned().collect();
        for path in unread {
            if let Some(text) = view.tree.text(&path) {
                take_over(&mut view.snapshot, &path, &text);
            }
        }
        Ok(Self {
            writer: Writer::new(&root),
            opened,
            view,
            root,
        })
    }

    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.view.snapshot
    }

    pub(super) fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Who the user is.
    pub(super) fn me(&self, context: &Context) -> Result<ReviewerId> {
        self.opened
            .identify(context.reviewer.as_deref(), self.snapshot())
    }

    /// The claim of that id.
    pub(super) fn claim(&self, name: &str) -> Result<&Claim> {
        let claims = &self.snapshot().claims;
        let name = name.strip_prefix("claims/").unwrap_or(name);
        let name = name.strip_suffix(".toml").unwrap_or(name);
        if let Some(claim) = claims.get(name) {
            return Ok(claim);
        }
        let path = format!("{}/{name}.toml", layout::CLAIMS);
        if self.snapshot().unreadable.contains(&path) {
            return Err(
                CliError::refused(format!("{path} cannot be read")).hint("`obelus check` says why")
            );
        }
        let error = CliError::new(format!("there is no claim `{name}`"));
        Err(match nearest(name, claims.keys().map(ClaimId::as_str)) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None if claims.is_empty() => {
                error.hint("`obelus claim new ID --statement \"…\" --kind fact` makes one")
            }
            None => error.hint("`obelus claim list` lists them all"),
        })
    }

    /// A claim as it stands in its file by now.
    pub(super) fn read_claim(&self, id: &ClaimId) -> Result<Claim> {
        let draft = self.draft(layout::claim_path(id))?;
        let at = RecordPath::Claim(id.clone());
        match decode::despite_unknown_keys(&draft.path, &at, draft.existing()?) {
            Some(Record::Claim(claim)) => Ok(*claim),
            _ => Err(CliError::refused(format!("{} cannot be read", draft.path))),
        }
    }

    /// A record that is to be changed or made.
    pub(super) fn draft(&self, path: String) -> Result<Draft> {
        let expected = self.writer.read(&path)?;
        let text = match &expected {
            Expected::Absent => None,
            Expected::Bytes(bytes) => Some(String::from_utf8(bytes.clone()).map_err(|_| {
                CliError::refused(format!("{path} is not UTF-8")).hint("save it as UTF-8 first")
            })?),
        };
        Ok(Draft {
            path,
            expected,
            text,
        })
    }

    /// A file that is to be replaced whatever it holds, and is no record.
    pub(super) fn overwritten(&self, path: String) -> Result<Draft> {
        let expected = self.writer.read(&path)?;
        Ok(Draft {
            path,
            expected,
            text: None,
        })
    }

    /// The bytes of a file as it stands now, if it is there.
    pub(super) fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>> {
        match self.writer.read(path)? {
            Expected::Absent => Ok(None),
            Expected::Bytes(bytes) => Ok(Some(bytes)),
        }
    }

    /// Puts new texts in the place of records, all or none. What is unchanged is not written.
    pub(super) fn save(
        &self,
        drafts: Vec<(Draft, String)>,
        context: &Context,
    ) -> Result<Vec<String>> {
        let changed = drafts
            .into_iter()
            .filter(|(draft, text)| draft.text.as_ref() != Some(text));
        let changes: Vec<Change> = changed
            .map(|(draft, text)| Change {
                path: draft.path,
                expected: draft.expected,
                text,
            })
            .collect();
        if let Some(problems) = self.problems(&changes) {
            return Err(refused(&problems, context));
        }
        self.writer.put_all(&changes).map_err(|error| match error {
            WriteError::Invalid {
                path,
                text,
                diagnostics,
            } => {
                let findings = in_text(&text, diagnostics);
                let texts = BTreeMap::from([(path, text)]);
                refused(&Located { findings, texts }, context)
            }
            other => other.into(),
        })?;
        Ok(changes.into_iter().map(|change| change.path).collect())
    }

    /// What would be wrong with the workspace, which is not wrong now.
    fn problems(&self, changes: &[Change]) -> Option<Located> {
        let mut after = self.snapshot().clone();
        for change in changes {
            take_over(&mut after, &change.path, &change.text);
        }
        let known = check(self.snapshot());
        let new = |d: &Diagnostic| {
            d.severity() == Severity::Error && !known.iter().any(|known| same(known, d))
        };
        let mut by_path: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for found in check(&after).into_iter().filter(new) {
            by_path.entry(found.path.clone()).or_default().push(found);
        }
        let mut located = Located::default();
        for (path, found) in by_path {
            let changed = changes.iter().find(|change| change.path == path);
            let text = changed.map(|change| change.text.clone());
            let text = text
                .or_else(|| self.view.tree.text(&path))
                .unwrap_or_default();
            located.findings.extend(in_text(&text, found));
            located.texts.insert(path, text);
        }
        (!located.findings.is_empty()).then_some(located)
    }

    /// Says what was written, and how it gets into history; sees to the signatures of reviews.
    pub(super) fn written(&self, paths: &[String], message: &str, context: &Context) {
        let paths = signing::follow_up(self, paths, context);
        self.put_down(&paths, message, context);
    }

    /// Says what was written, and how it gets into history.
    pub(super) fn put_down(&self, paths: &[String], message: &str, context: &Context) {
        if paths.is_empty() {
            context
                .ui
                .say("nothing changed: the record says so already");
            return;
        }
        let shown: Vec<String> = paths.iter().map(|path| self.shown(path)).collect();
        context.ui.say(&format!("wrote {}", shown.join(", ")));
        let names = shell_words::join(&shown);
        let commit = shell_words::quote(message);
        if self.opened.repo.is_some() {
            context
                .ui
                .say(&format!("next: git add {names} && git commit -m {commit}"));
        }
    }

    /// A path as it is typed in the current folder.
    fn shown(&self, path: &str) -> String {
        let full = self.root.join(path);
        let here = std::env::current_dir().and_then(|dir| dir.canonicalize());
        match here
            .ok()
            .and_then(|here| full.strip_prefix(here).ok().map(Path::to_owned))
        {
            Some(relative) => relative.display().to_string(),
            None => full.display().to_string(),
        }
    }

    /// The digest of a claim as it would be judged now.
    pub(super) fn digest(claim: &Claim) -> String {
        judged::digest(claim)
    }
}

impl Draft {
    /// Its text, where it must exist.
    pub(super) fn existing(&self) -> Result<&str> {
        self.text
            .as_deref()
            .ok_or_else(|| CliError::new(format!("there is no {}", self.path)))
    }
}

fn same(a: &Diagnostic, b: &Diagnostic) -> bool {
    (a.code, &a.path, &a.message) == (b.code, &b.path, &b.message)
}

/// Puts a record into a snapshot as its text would be read; unknown keys are no hindrance to change
/// the others.
fn take_over(snapshot: &mut Snapshot, path: &str, text: &str) {
    let Some(Ok(at)) = layout::classify(path) else {
        return;
    };
    if at == RecordPath::Bibliography {
        return;
    }
    match decode::despite_unknown_keys(path, &at, text) {
        Some(Record::Workspace(workspace)) => snapshot.workspace = *workspace,
        Some(Record::Claim(claim)) => {
            snapshot.claims.insert(claim.id.clone(), *claim);
        }
        Some(Record::Reviewer(reviewer)) => {
            snapshot.reviewers.insert(reviewer.id.clone(), *reviewer);
        }
        Some(Record::Review(review)) => {
            let of_claim = snapshot.reviews.entry(review.claim.clone()).or_default();
            of_claim.insert(review.reviewer.clone(), review);
        }
        None => return,
    }
    snapshot.unreadable.remove(path);
}

/// Shows what is wrong with a text that was not written.
fn refused(located: &Located, context: &Context) -> CliError {
    use std::io::Write;
    let look = Look {
        colour: context.ui.colours_out(),
        width: context.ui.width(),
    };
    let shown = findings::human(&located.findings, &located.texts, look);
    let _ = write!(context.ui.err(), "{shown}");
    CliError::refused("nothing was written, because it would be refused")
}
