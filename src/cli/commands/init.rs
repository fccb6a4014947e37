//! `obelus init`

mod ci;
mod editor;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::analysis::fold::digest::of_text;
use crate::cli::{
    Outcome, Result, ask, context::Context, error::CliError, ui::Ui, workspace::Opened,
};
use crate::model::{
    anchor::{Anchor, Selector},
    claim::{Claim, ClaimKind, ClaimStatus, Scale},
    document::Document,
    id::IdProblem,
    layout::{WORKSPACE_FILE, claim_path},
    rules::{ArgumentRules, ConsensusRules},
    workspace::{DEFAULT_LEVELS, Policy, SignaturePolicy, Workspace},
};
use crate::store::{
    edit::create,
    repo::Repo,
    write::{Change, Expected, Writer},
};

/// Make a new workspace
///
/// Writes obelus.toml with the rules spelled out, and what git and editors need to know of it. A git
/// repository is made where there is none. Files that exist are never overwritten. In a workspace
/// that is there already, `--ci` writes the file that a host wants, and nothing else.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// The folder; by default the current one
    #[arg(value_name = "DIR", id = "folder")]
    dir: Option<PathBuf>,
    /// What the debate is about
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Add a sample claim
    #[arg(long)]
    sample: bool,
    /// Write the file by which this host checks pull requests
    #[arg(long, value_name = "HOST", value_enum)]
    ci: Option<ci::Ci>,
    /// Where that file has obelus from: the address of its repository, `@`, and the full name of a commit
    #[arg(long, value_name = "URL@COMMIT", requires = "ci")]
    ci_tool: Option<ci::Tool>,
}

impl Init {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let dir = self
            .dir
            .as_ref()
            .map_or_else(|| context.dir.clone(), |dir| context.dir.join(dir));
        if self.ci.is_some() && is_workspace(&dir) {
            self.write_ci(&dir.canonicalize()?, context)?;
            return Ok(Outcome::Done);
        }
        refuse_existing(&dir)?;
        let title = self.title(&dir)?;
        std::fs::create_dir_all(&dir)
            .map_err(|error| CliError::new(format!("cannot make {}: {error}", dir.display())))?;
        let root = dir.canonicalize()?;
        let new_repo = repository(&root)?;
        let changes = files(&title, self.sample, &root)?;
        Writer::new(&root).put_all(&changes)?;
        verify(&root, context)?;
        told(&self, &root, &changes, new_repo, context);
        self.write_ci(&root, context)?;
        Ok(Outcome::Done)
    }

    fn write_ci(&self, root: &Path, context: &Context) -> Result<()> {
        let Some(host) = self.ci else {
            return Ok(());
        };
        let written = ci::write(host, self.ci_tool.as_ref(), root)?;
        context.ui.say(&format!("wrote {}", written.path));
        for todo in written.todo {
            context.ui.say(&format!("next: {todo}"));
        }
        Ok(())
    }

    fn title(&self, dir: &Path) -> Result<String> {
        let given = self.title.clone().filter(|title| !title.trim().is_empty());
        if let Some(title) = given {
            return Ok(title);
        }
        let folder = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
        let name = folder.file_name().map_or("A debate".to_owned(), |name| {
            name.to_string_lossy().into_owned()
        });
        if !Ui::is_interactive() {
            return Ok(name);
        }
        Ok(ask::optional("What is the debate about", &name)?.unwrap_or(name))
    }
}

fn is_workspace(dir: &Path) -> bool {
    dir.join(WORKSPACE_FILE).symlink_metadata().is_ok()
}

fn refuse_existing(dir: &Path) -> Result<()> {
    if is_workspace(dir) {
        return Err(
            CliError::new(format!("{} is a workspace already", dir.display()))
                .hint("`obelus check` looks at it; nothing was changed"),
        );
    }
    Ok(())
}

/// Makes a repository where the folder belongs to none; whether one was made.
fn repository(root: &Path) -> Result<bool> {
    if Repo::discover(root)?.is_some() {
        return Ok(false);
    }
    Repo::create(root)?;
    Ok(true)
}

/// What git must know: records have the same bytes on every machine, signatures are not text.
const ATTRIBUTES: &str = "\
/obelus.toml text eol=lf
/references.bib text eol=lf
/claims/**/*.toml text eol=lf
/reviews/**/*.toml text eol=lf
/reviews/**/*.sig -text
";

/// Attached texts are not committed by accident.
const IGNORE: &str = "\
# Texts that are attached here stay on this machine.
# To publish one with the workspace, add a line such as  !/documents/book.txt
/documents/*
";

const HEAD: &str = "\
# What is debated here, and by which rules. `obelus check` looks at everything, `obelus status`
# says what waits for you. The rules of [consensus] are fixed before rating begins.

";

const SAMPLE_TEXT: &str = "The harbour froze in every winter of the decade.\n";

fn files(title: &str, sample: bool, root: &Path) -> Result<Vec<Change>> {
    let mut workspace = workspace(title);
    let mut ignore = IGNORE.to_owned();
    let mut changes = Vec::new();
    if sample {
        let document = sample_document()?;
        let claim = sample_claim(&document)?;
        workspace.documents.insert(document.id.clone(), document);
        ignore.push_str("!/documents/sample.txt\n");
        changes.push(new("documents/sample.txt", SAMPLE_TEXT.to_owned()));
        changes.push(new(&claim_path(&claim.id), create::claim(&claim)));
    }
    changes.insert(
        0,
        new(
            WORKSPACE_FILE,
            format!("{HEAD}{}", create::workspace(&workspace)),
        ),
    );
    changes.push(appended(root, ".gitattributes", ATTRIBUTES)?);
    changes.push(appended(root, ".gitignore", &ignore)?);
    for (path, text) in editor::files()? {
        if root.join(&path).symlink_metadata().is_err() {
            changes.push(new(&path, text));
        }
    }
    Ok(changes)
}

fn new(path: &str, text: String) -> Change {
    Change {
        path: path.to_owned(),
        expected: Expected::Absent,
        text,
    }
}

/// A file of lines, each added where it is missing.
fn appended(root: &Path, path: &str, lines: &str) -> Result<Change> {
    let expected = Writer::new(root).read(path)?;
    let mut text = match &expected {
        Expected::Absent => String::new(),
        Expected::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    };
    let missing: Vec<&str> = lines
        .lines()
        .filter(|line| !text.lines().any(|known| known.trim() == *line))
        .collect();
    if !text.is_empty() && !text.ends_with('\n') && !missing.is_empty() {
        text.push('\n');
    }
    for line in missing {
        text.push_str(line);
        text.push('\n');
    }
    Ok(Change {
        path: path.to_owned(),
        expected,
        text,
    })
}

fn workspace(title: &str) -> Workspace {
    Workspace {
        title: title.to_owned(),
        documents: std::collections::BTreeMap::new(),
        interval: 0.9,
        levels: DEFAULT_LEVELS.map(str::to_owned).to_vec(),
        consensus: ConsensusRules::default(),
        arguments: ArgumentRules::default(),
        rounds: Vec::new(),
        policy: Policy {
            signatures: SignaturePolicy::Optional,
            maintainers: Vec::new(),
        },
    }
}

fn sample_document() -> Result<Document> {
    let (length, digest) = of_text(SAMPLE_TEXT);
    Ok(Document {
        id: "sample".parse().map_err(|problem| bad_id(&problem))?,
        title: "A sample text".to_owned(),
        path: Some("documents/sample.txt".to_owned()),
        license: Some("CC0-1.0".to_owned()),
        quotation_budget: None,
        digest: Some(digest),
        length: u32::try_from(length).ok(),
        sections: Vec::new(),
        csl: std::collections::BTreeMap::new(),
    })
}

fn bad_id(problem: &IdProblem) -> CliError {
    CliError::new(problem.to_string())
}

fn sample_claim(document: &Document) -> Result<Claim> {
    let exact = SAMPLE_TEXT.trim_end().to_owned();
    Ok(Claim {
        id: "sample/harbour-froze"
            .parse()
            .map_err(|problem| bad_id(&problem))?,
        statement: exact.clone(),
        kind: ClaimKind::Fact,
        scale: Scale::Confidence,
        edition: 1,
        status: ClaimStatus::Open,
        superseded_by: None,
        reason: None,
        tags: Vec::new(),
        note: Some(
            "A sample. Rate it, argue about it, and withdraw it when you are done.".to_owned(),
        ),
        anchors: vec![Anchor {
            document: document.id.clone(),
            section: None,
            paragraph: Some(1),
            selector: Selector::Quote {
                exact,
                prefix: None,
                suffix: None,
            },
        }],
        relations: Vec::new(),
        resolution: None,
        sources: Vec::new(),
    })
}

/// Reads the new workspace back: it must be without a finding.
fn verify(root: &Path, context: &Context) -> Result<()> {
    let view = Opened::find(root)?.read(None, &context.ui)?;
    match view.diagnostics.first() {
        None => Ok(()),
        Some(found) => Err(
            CliError::refused(format!("{}: {}", found.path, found.message))
                .hint("records stood here before; `obelus check` tells all"),
        ),
    }
}

fn told(init: &Init, root: &Path, changes: &[Change], new_repo: bool, context: &Context) {
    let place = root.display().to_string();
    let shown = changes
        .iter()
        .filter(|change| !change.path.starts_with(".obelus/"));
    let paths: Vec<&str> = shown.map(|change| change.path.as_str()).collect();
    let repo = if new_repo {
        " in a new git repository"
    } else {
        ""
    };
    context.ui.say(&format!(
        "made a workspace in {place}{repo}: {}",
        paths.join(", ")
    ));
    let elsewhere = init.dir.as_ref().filter(|dir| *dir != Path::new("."));
    let enter = elsewhere.map_or_else(String::new, |dir| {
        format!("cd {} && ", shell_words::quote(&dir.display().to_string()))
    });
    context.ui.say(&format!(
        "next: {enter}obelus reviewer add YOUR-ID --name \"Your name\" --me"
    ));
    if !init.sample {
        context
            .ui
            .say("then: obelus claim new ID --statement \"What is claimed.\" --kind fact");
    }
    context
        .ui
        .say("and: git add . && git commit -m \"Begin the debate\"");
    context
        .ui
        .say("in each clone: obelus setup, so that git compares and merges records by id");
}
