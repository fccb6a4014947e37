//! A host of pull requests, in code: a bare repository, forks of it, and what a host does to merge.

use std::{cell::Cell, rc::Rc};

use git2::{
    Commit, Index, MergeOptions, Oid, Repository, RepositoryInitOptions, Signature, Time, Tree,
    build::RepoBuilder,
};
use tempfile::TempDir;

use super::{Key, Output, Run, findings::line, world::index_entry};

/// Midnight of 1 January 2026 in UTC; each commit is a minute later than the one before.
const FIRST_COMMIT: i64 = 1_767_225_600;
const FILE: u32 = 0o100_644;
/// The committer of what people do on the pages of a forge.
const FORGE: &str = "noreply@github.com";

type Clock = Rc<Cell<i64>>;

/// A bare repository that everybody can read, whose `main` is the base of every pull request.
pub(crate) struct Host {
    dir: TempDir,
    repo: Repository,
    clock: Clock,
    forks: Cell<u32>,
}

/// Somebody's own copy, with one branch of their own.
pub(crate) struct Fork {
    repo: Repository,
    tip: Cell<Oid>,
    edits: std::cell::RefCell<Vec<Edit>>,
    clock: Clock,
}

enum Edit {
    Write(String, Vec<u8>),
    Remove(String),
}

/// Who makes a commit. Names without `@` get an address at example.org.
#[derive(Clone)]
pub(crate) struct By {
    author: String,
    committer: String,
    key: Option<Key>,
    misused: bool,
    time: Option<i64>,
}

/// Author and committer alike.
pub(crate) fn by(name: &str) -> By {
    By {
        author: name.to_owned(),
        committer: name.to_owned(),
        key: None,
        misused: false,
        time: None,
    }
}

impl By {
    /// Another committer.
    pub(crate) fn committed_by(mut self, name: &str) -> Self {
        name.clone_into(&mut self.committer);
        self
    }

    /// On the pages of a forge, which commits for its users.
    pub(crate) fn on_the_forge(self) -> Self {
        self.committed_by(FORGE)
    }

    /// Signed by a key.
    pub(crate) fn signed(mut self, key: &Key) -> Self {
        self.key = Some(key.clone());
        self
    }

    /// With a signature by a key over something else.
    pub(crate) fn misusing_a_signature(mut self, key: &Key) -> Self {
        self.key = Some(key.clone());
        self.misused = true;
        self
    }

    /// At a time that the commit claims, in seconds since 1970.
    pub(crate) fn at(mut self, seconds: i64) -> Self {
        self.time = Some(seconds);
        self
    }
}

/// Writes a commit to a repository, and gives its name.
fn commit(repo: &Repository, clock: &Clock, who: &By, tree: Oid, parents: &[Oid]) -> Oid {
    let now = who.time.unwrap_or_else(|| clock.replace(clock.get() + 60));
    let person = |name: &str| {
        let email = if name.contains('@') {
            name.to_owned()
        } else {
            format!("{name}@example.org")
        };
        Signature::new(name, &email, &Time::new(now, 0)).unwrap()
    };
    let tree = repo.find_tree(tree).unwrap();
    let parents: Vec<Commit<'_>> = parents
        .iter()
        .map(|p| repo.find_commit(*p).unwrap())
        .collect();
    let parents: Vec<&Commit<'_>> = parents.iter().collect();
    let (author, committer) = (person(&who.author), person(&who.committer));
    let text = repo
        .commit_create_buffer(&author, &committer, "A change", &tree, &parents)
        .unwrap();
    let text = text.as_str().unwrap();
    match &who.key {
        None => repo
            .odb()
            .unwrap()
            .write(git2::ObjectType::Commit, text.as_bytes())
            .unwrap(),
        Some(key) => {
            let signed = if who.misused { "another commit" } else { text };
            let signature = key.sign("git", signed.as_bytes());
            repo.commit_signed(text, signature.trim_end(), None)
                .unwrap()
        }
    }
}

fn entries(repo: &Repository, start: Option<&Tree<'_>>, edits: Vec<Edit>) -> Oid {
    let mut index = Index::new().unwrap();
    if let Some(tree) = start {
        index.read_tree(tree).unwrap();
    }
    for edit in edits {
        match edit {
            Edit::Write(path, text) => {
                let blob = repo.blob(&text).unwrap();
                index.add(&index_entry(&path, FILE, blob)).unwrap();
            }
            Edit::Remove(path) => index.remove(std::path::Path::new(&path), 0).unwrap(),
        }
    }
    index.write_tree_to(repo).unwrap()
}

impl Host {
    /// A host whose base holds these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let dir = TempDir::with_prefix("obelus-host-").unwrap();
        std::fs::create_dir_all(dir.path().join("home")).unwrap();
        let mut options = RepositoryInitOptions::new();
        options
            .bare(true)
            .initial_head("main")
            .external_template(false);
        let repo = Repository::init_opts(dir.path().join("host.git"), &options).unwrap();
        let clock = Rc::new(Cell::new(FIRST_COMMIT));
        let edits = files
            .iter()
            .map(|(path, text)| Edit::Write((*path).to_owned(), text.as_bytes().to_vec()));
        let tree = entries(&repo, None, edits.collect());
        let first = commit(&repo, &clock, &by("keeper"), tree, &[]);
        repo.reference("refs/heads/main", first, true, "").unwrap();
        Self {
            dir,
            repo,
            clock,
            forks: Cell::new(0),
        }
    }

    /// The bare repository.
    pub(crate) fn repository(&self) -> &Repository {
        &self.repo
    }

    /// Its folder.
    pub(crate) fn path(&self) -> &std::path::Path {
        self.repo.path()
    }

    /// A new fork at the present base.
    pub(crate) fn fork(&self) -> Fork {
        let number = self.forks.replace(self.forks.get() + 1);
        let place = self.dir.path().join(format!("fork-{number}.git"));
        let url = self.repo.path().to_str().unwrap();
        let repo = RepoBuilder::new().bare(true).clone(url, &place).unwrap();
        Fork {
            repo,
            tip: Cell::new(self.tip("main")),
            edits: std::cell::RefCell::default(),
            clock: Rc::clone(&self.clock),
        }
    }

    /// The commit of a branch.
    pub(crate) fn tip(&self, branch: &str) -> Oid {
        self.repo
            .refname_to_id(&format!("refs/heads/{branch}"))
            .unwrap()
    }

    /// Checks a pull request: a branch, to be merged into `main`.
    pub(crate) fn check(&self, branch: &str) -> Output {
        self.obelus(["check", "--base", "main", branch, "--format", "json"])
    }

    /// What the check of a pull request finds, each as `code path:line:column`.
    #[track_caller]
    pub(crate) fn finds(&self, branch: &str) -> Vec<String> {
        let found = self.check(branch).json();
        found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(line)
            .collect()
    }

    /// Runs the program in the bare repository.
    pub(crate) fn obelus<'a>(&self, args: impl AsRef<[&'a str]>) -> Output {
        Run::within(self.dir.path(), self.path(), args).go()
    }

    /// Merges a branch into the base, as the forge's button does.
    #[track_caller]
    pub(crate) fn merge(&self, branch: &str) -> Oid {
        let (base, head) = (self.tip("main"), self.tip(branch));
        let tree = merged(&self.repo, base, head, true);
        self.land(&by("keeper").on_the_forge(), tree, &[base, head])
    }

    /// Merges a branch as one commit that its author is named for.
    #[track_caller]
    pub(crate) fn squash(&self, branch: &str, author: &str) -> Oid {
        let (base, head) = (self.tip("main"), self.tip(branch));
        let tree = merged(&self.repo, base, head, true);
        self.land(&by(author).on_the_forge(), tree, &[base])
    }

    fn land(&self, who: &By, tree: Oid, parents: &[Oid]) -> Oid {
        let landed = commit(&self.repo, &self.clock, who, tree, parents);
        self.repo
            .reference("refs/heads/main", landed, true, "")
            .unwrap();
        landed
    }
}

/// The tree of a merge that has no conflict.
#[track_caller]
fn merged(repo: &Repository, ours: Oid, theirs: Oid, renames: bool) -> Oid {
    let [ours, theirs] = [ours, theirs].map(|oid| repo.find_commit(oid).unwrap());
    let mut options = MergeOptions::new();
    options.find_renames(renames);
    let mut index = repo.merge_commits(&ours, &theirs, Some(&options)).unwrap();
    assert!(!index.has_conflicts(), "the merge has conflicts");
    index.write_tree_to(repo).unwrap()
}

impl Fork {
    /// Writes a file into the next commit.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let edit = Edit::Write(path.to_owned(), text.as_ref().to_vec());
        self.edits.borrow_mut().push(edit);
        self
    }

    /// Removes a file with the next commit.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        self.edits.borrow_mut().push(Edit::Remove(path.to_owned()));
        self
    }

    /// Moves a file with the next commit.
    pub(crate) fn rename(&self, from: &str, to: &str) -> &Self {
        let text = self.read(from);
        self.write(to, text).remove(from)
    }

    /// The text of a file as the last commit has it.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        let tree = self
            .repo
            .find_commit(self.tip.get())
            .unwrap()
            .tree()
            .unwrap();
        let entry = tree.get_path(std::path::Path::new(path)).unwrap();
        let blob = self.repo.find_blob(entry.id()).unwrap();
        String::from_utf8(blob.content().to_vec()).unwrap()
    }

    /// Replaces words of a file with the next commit.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not say {from}");
        self.write(path, text.replace(from, to))
    }

    /// Commits what was written.
    pub(crate) fn commit(&self, who: &By) -> &Self {
        let here = self.repo.find_commit(self.tip.get()).unwrap();
        let edits = self.edits.take();
        let tree = entries(&self.repo, Some(&here.tree().unwrap()), edits);
        self.go_to(commit(&self.repo, &self.clock, who, tree, &[here.id()]))
    }

    /// Merges the host's base as it is now, with what was written put into the merge itself.
    #[track_caller]
    pub(crate) fn merge_main(&self, host: &Host, who: &By) -> &Self {
        self.fetch();
        self.merge_commit(host.tip("main"), who, false)
    }

    /// The same with renames detected, as git does unless told otherwise.
    #[track_caller]
    pub(crate) fn merge_main_with_renames(&self, host: &Host, who: &By) -> &Self {
        self.fetch();
        self.merge_commit(host.tip("main"), who, true)
    }

    #[track_caller]
    fn merge_commit(&self, other: Oid, who: &By, renames: bool) -> &Self {
        let tree = merged(&self.repo, self.tip.get(), other, renames);
        let tree = self.repo.find_tree(tree).unwrap();
        let tree = entries(&self.repo, Some(&tree), self.edits.take());
        let parents = [self.tip.get(), other];
        self.go_to(commit(&self.repo, &self.clock, who, tree, &parents))
    }

    /// Joins another commit as a parent but keeps the tree as it is here (git merge -s ours).
    pub(crate) fn merge_ours(&self, host: &Host, who: &By) -> &Self {
        self.fetch();
        let here = self.repo.find_commit(self.tip.get()).unwrap();
        let parents = [here.id(), host.tip("main")];
        self.go_to(commit(
            &self.repo,
            &self.clock,
            who,
            here.tree_id(),
            &parents,
        ))
    }

    /// Makes every commit that the base lacks anew on top of it, as somebody.
    pub(crate) fn rebase(&self, host: &Host, committer: &str) -> &Self {
        self.fetch();
        let mut walk = self.repo.revwalk().unwrap();
        walk.push(self.tip.get()).unwrap();
        walk.hide(host.tip("main")).unwrap();
        walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE)
            .unwrap();
        let commits: Vec<Oid> = walk.map(Result::unwrap).collect();
        self.tip.set(host.tip("main"));
        for oid in commits {
            let old = self.repo.find_commit(oid).unwrap();
            let here = self.repo.find_commit(self.tip.get()).unwrap();
            let mut index = self.repo.cherrypick_commit(&old, &here, 0, None).unwrap();
            let tree = index.write_tree_to(&self.repo).unwrap();
            let author = old.author().email().unwrap().to_owned();
            let who = by(&author).committed_by(committer);
            self.go_to(commit(&self.repo, &self.clock, &who, tree, &[here.id()]));
        }
        self
    }

    /// The last commit.
    pub(crate) fn tip(&self) -> Oid {
        self.tip.get()
    }

    fn go_to(&self, commit: Oid) -> &Self {
        self.tip.set(commit);
        self
    }

    fn fetch(&self) {
        let mut origin = self.repo.find_remote("origin").unwrap();
        origin
            .fetch(&["+refs/heads/*:refs/remotes/origin/*"], None, None)
            .unwrap();
    }

    /// Opens or updates a pull request: pushes to a branch of the host.
    pub(crate) fn push(&self, branch: &str) -> &Self {
        let name = format!("refs/heads/{branch}");
        self.repo
            .reference(&name, self.tip.get(), true, "")
            .unwrap();
        let mut origin = self.repo.find_remote("origin").unwrap();
        origin.push(&[format!("+{name}:{name}")], None).unwrap();
        self
    }
}
