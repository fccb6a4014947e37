//! `obelus reviewer`

mod key;

use std::{fmt::Write as _, io::Write};

use clap::{Args, Subcommand};

use crate::cli::{
    Outcome, Result, ask, context::Context, desk::Desk, error::CliError, signing::line_of, words,
};
use crate::model::{
    id::{IdProblem, ReviewerId},
    layout::reviewer_path,
    reviewer::{Reviewer, ReviewerKind},
    spelling::nearest,
};
use crate::present::{
    style::{HEADING, paint},
    visible::{one_line, visible},
};
use crate::store::edit::create;

/// The roster: who reviews
#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewerCommand {
    #[command(subcommand)]
    command: Sub,
}

#[derive(Debug, Subcommand)]
enum Sub {
    Add(Box<Add>),
    List(List),
    Show(Show),
    Key(key::Key),
}

impl ReviewerCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        match self.command {
            Sub::Add(command) => command.run(context),
            Sub::List(command) => command.run(context),
            Sub::Show(command) => command.run(context),
            Sub::Key(command) => command.run(context),
        }
    }
}

/// Add a reviewer to the roster
#[derive(Debug, Args)]
struct Add {
    /// Id of the reviewer, which becomes the name of the folder
    #[arg(value_name = "ID")]
    id: String,
    /// How the reviewer is called
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// person, group, or perspective (a point of view worked through for illustration)
    #[arg(long, value_name = "KIND", default_value = "person")]
    kind: ReviewerKind,
    /// An address whose commits belong to this reviewer; several may be given
    #[arg(long = "email", value_name = "ADDRESS")]
    emails: Vec<String>,
    /// The reviewer's ORCID
    #[arg(long, value_name = "ORCID")]
    orcid: Option<String>,
    /// A field of knowledge; several may be given
    #[arg(long, value_name = "FIELD")]
    expertise: Vec<String>,
    /// Conflicts of interest (- reads standard input, @FILE a file)
    #[arg(long, value_name = "TEXT")]
    interests: Option<String>,
    /// A word to readers (- or @FILE as above)
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The part of the panel this reviewer belongs to
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// An SSH public key that may sign for this reviewer: its line, or its .pub file; several may be
    /// given
    #[arg(long = "key", value_name = "KEY")]
    keys: Vec<String>,
    /// This is you: take git's user.email too, and act as this reviewer in this clone from now on
    #[arg(long)]
    me: bool,
}

impl Add {
    fn run(mut self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let id = ReviewerId::new(&self.id).map_err(|problem| {
            CliError::new(format!("`{}` cannot be an id: {problem}", self.id)).hint(IdProblem::RULE)
        })?;
        let draft = desk.draft(reviewer_path(&id))?;
        if draft.text.is_some() {
            return Err(CliError::refused(format!("{} exists already", draft.path))
                .hint("change it in your editor, then `obelus check`"));
        }
        if self.me {
            self.take_own_address(&desk);
        }
        let reviewer = self.reviewer(id)?;
        let paths = desk.save(vec![(draft, create::reviewer(&reviewer))], context)?;
        if self.me {
            desk.opened()
                .repository()?
                .set_config("obelus.reviewer", reviewer.id.as_str())?;
        }
        desk.written(&paths, &format!("Add reviewer {}", reviewer.id), context);
        if !self.me && reviewer.emails.is_empty() {
            context.ui.say(&format!(
                "if this is you: git config obelus.reviewer {}",
                reviewer.id
            ));
        }
        Ok(Outcome::Done)
    }

    fn take_own_address(&mut self, desk: &Desk) {
        let repo = desk.opened().repo.as_ref();
        let own = repo.and_then(|repo| repo.config("user.email"));
        let known = |own: &String| self.emails.iter().any(|e| e.eq_ignore_ascii_case(own));
        let new = own.filter(|own| !known(own));
        self.emails.extend(new);
    }

    fn reviewer(&self, id: ReviewerId) -> Result<Reviewer> {
        let name = self.name.clone().map_or_else(ask_name, Ok)?;
        Ok(Reviewer {
            id,
            name,
            kind: self.kind,
            emails: self.emails.clone(),
            orcid: self.orcid.clone(),
            expertise: self.expertise.clone(),
            interests: words::optional(self.interests.as_deref())?,
            note: words::optional(self.note.as_deref())?,
            group: self.group.clone(),
            keys: keys(&self.keys)?,
            expired_keys: Vec::new(),
            revoked_keys: Vec::new(),
        })
    }
}

fn keys(written: &[String]) -> Result<Vec<String>> {
    written.iter().map(|key| line_of(key)).collect()
}

fn ask_name() -> Result<String> {
    ask::need_terminal("the name", "give --name \"…\"")?;
    ask::parsed("How is the reviewer called", "", |text| match text {
        "" => Err("a reviewer needs a name".to_owned()),
        text => Ok(text.to_owned()),
    })
}

/// List the reviewers: id, kind, reviews, name
#[derive(Debug, Args)]
struct List {}

impl List {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    fn run(self, context: &Context) -> Result {
        let view = context.open()?.read(None, &context.ui)?;
        let snapshot = &view.snapshot;
        let width = snapshot
            .reviewers
            .keys()
            .map(|id| id.as_str().len())
            .max()
            .unwrap_or(0);
        let mut out = context.ui.out();
        for (id, reviewer) in &snapshot.reviewers {
            let count = snapshot
                .all_reviews()
                .filter(|review| review.reviewer == *id)
                .count();
            let noun = if count == 1 { "review" } else { "reviews" };
            let name = one_line(&reviewer.name);
            writeln!(
                out,
                "{id:width$}  {:11}  {count:>4} {noun:7}  {name}",
                reviewer.kind
            )?;
        }
        if snapshot.reviewers.is_empty() {
            context
                .ui
                .say("nobody yet; `obelus reviewer add ID --name \"…\" --me` adds you");
        }
        Ok(Outcome::Done)
    }
}

/// Show a reviewer and their reviews
#[derive(Debug, Args)]
struct Show {
    /// The reviewer; by default you
    #[arg(value_name = "ID")]
    id: Option<String>,
}

impl Show {
    fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let roster = &desk.snapshot().reviewers;
        let reviewer = match &self.id {
            None => roster.get(&desk.me(context)?),
            Some(name) => roster.get(name.as_str()),
        };
        let reviewer = reviewer.ok_or_else(|| {
            let name = self.id.unwrap_or_default();
            let error = CliError::new(format!("there is no reviewer `{name}` in the roster"));
            match nearest(&name, roster.keys().map(ReviewerId::as_str)) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error.hint("`obelus reviewer list` lists them all"),
            }
        })?;
        let mut out = context.ui.out();
        write!(out, "{}", described(reviewer))?;
        for review in desk
            .snapshot()
            .all_reviews()
            .filter(|review| review.reviewer == reviewer.id)
        {
            writeln!(out, "  {}", review.claim)?;
        }
        Ok(Outcome::Done)
    }
}

fn described(reviewer: &Reviewer) -> String {
    let mut text = format!(
        "{}  {} ({})\n",
        paint(HEADING, reviewer.id.as_str()),
        one_line(&reviewer.name),
        reviewer.kind
    );
    let lists = [
        ("emails", &reviewer.emails),
        ("expertise", &reviewer.expertise),
        ("keys", &reviewer.keys),
        ("expired keys", &reviewer.expired_keys),
        ("revoked keys", &reviewer.revoked_keys),
    ];
    let single = [
        ("orcid", &reviewer.orcid),
        ("group", &reviewer.group),
        ("interests", &reviewer.interests),
        ("note", &reviewer.note),
    ];
    for (label, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        let _ = writeln!(text, "{label}: {}", one_line(&items.join(", ")));
    }
    for (label, value) in single {
        if let Some(value) = value {
            let _ = writeln!(text, "{label}: {}", visible(value));
        }
    }
    text
}
