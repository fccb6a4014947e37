//! Trees of the repository, compared and listed without opening what is equal or of no interest.
//!
//! Trees are read as git stores them. Comparing two commits costs in proportion to what differs
//! between them, and what was read for one comparison is at hand for the next.

use std::{cmp::Ordering, collections::HashMap, path::Path, rc::Rc};

use git2::{Commit, Oid};

use super::{
    error::GitError,
    layout::{is_file_of_top, is_top},
    objects::Objects,
    source_tree::{EntryKind, MAX_DEPTH},
};

/// Trees are kept at hand up to this many bytes.
const MOST_CACHED: usize = 32 << 20;
const MODE_TREE: u32 = 0o040_000;

/// A file of a tree: what it is, and the object that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Leaf {
    /// What it is.
    pub(super) kind: EntryKind,
    /// The object.
    pub(super) object: [u8; 20],
}

/// Reads the trees of one repository, from one thread.
pub(super) struct Trees {
    objects: Objects,
    cache: HashMap<Oid, Rc<[u8]>>,
    cached: usize,
}

/// Told of each file that differs: its path below the folder compared, and both sides of it.
pub(super) type OnDifference<'f> = dyn FnMut(&str, Option<Leaf>, Option<Leaf>) + 'f;

/// Which folders are entered, and who is told.
type Told<'a, 'f> = (&'a dyn Fn(&str) -> bool, &'a mut OnDifference<'f>);

impl Trees {
    /// The trees of the repository with this git directory.
    pub(super) fn open(git_dir: &Path) -> Result<Self, GitError> {
        Ok(Self {
            objects: Objects::open(git_dir)?,
            cache: HashMap::new(),
            cached: 0,
        })
    }

    /// A commit, whose tree can then be read.
    pub(super) fn commit(&self, oid: Oid) -> Result<Commit<'_>, GitError> {
        self.objects.commit(oid)
    }

    fn read(&mut self, oid: Oid) -> Result<Rc<[u8]>, GitError> {
        if let Some(tree) = self.cache.get(&oid) {
            return Ok(Rc::clone(tree));
        }
        let tree: Rc<[u8]> = Rc::from(self.objects.read(oid)?);
        if self.cached + tree.len() > MOST_CACHED {
            self.cache.clear();
            self.cached = 0;
        }
        self.cached += tree.len();
        self.cache.insert(oid, Rc::clone(&tree));
        Ok(tree)
    }

    /// The tree of a folder below another; none where there is no such folder.
    pub(super) fn below(&mut self, root: Oid, folder: &str) -> Result<Option<Oid>, GitError> {
        let mut here = root;
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            let tree = self.read(here)?;
            let wanted = |item: &Item<'_>| item.name == part.as_bytes() && item.is_tree();
            match items(&tree).find(wanted) {
                Some(item) => here = item.oid,
                None => return Ok(None),
            }
        }
        Ok(Some(here))
    }

    /// The file at a path below a tree; none where there is no such file.
    pub(super) fn leaf(&mut self, root: Oid, path: &str) -> Result<Option<Leaf>, GitError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let Some(folder) = self.below(root, folder)? else {
            return Ok(None);
        };
        let tree = self.read(folder)?;
        let mut here = items(&tree).filter(|item| item.name == name.as_bytes() && !item.is_tree());
        Ok(here.next().map(|item| item.leaf()))
    }

    /// Tells of every record that differs between two workspaces, in order of git's trees.
    pub(super) fn compare(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
        on: &mut OnDifference<'_>,
    ) -> Result<(), GitError> {
        self.compare_where(before, after, &|_| true, on)
    }

    /// The same in the folders that `enter` wants, asked with a slash at their end.
    pub(super) fn compare_where(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
        enter: &dyn Fn(&str) -> bool,
        on: &mut OnDifference<'_>,
    ) -> Result<(), GitError> {
        if before == after {
            return Ok(());
        }
        let mut path = String::new();
        self.compare_at(&mut path, 0, [before, after], &mut (enter, on))
    }

    fn compare_at(
        &mut self,
        path: &mut String,
        depth: usize,
        sides: [Option<Oid>; 2],
        told: &mut Told<'_, '_>,
    ) -> Result<(), GitError> {
        let before = sides[0].map(|oid| self.read(oid)).transpose()?;
        let after = sides[1].map(|oid| self.read(oid)).transpose()?;
        let mut old = items(before.as_deref().unwrap_or_default()).peekable();
        let mut new = items(after.as_deref().unwrap_or_default()).peekable();
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.order(b),
            };
            let a = if order.is_le() { old.next() } else { None };
            let b = if order.is_ge() { new.next() } else { None };
            if a != b {
                self.differing(path, depth, [a.as_ref(), b.as_ref()], told)?;
            }
        }
    }

    fn differing(
        &mut self,
        path: &mut String,
        depth: usize,
        sides: [Option<&Item<'_>>; 2],
        told: &mut Told<'_, '_>,
    ) -> Result<(), GitError> {
        let Some(either) = sides[0].or(sides[1]) else {
            return Ok(());
        };
        let length = path.len();
        if !either.step_into(path) {
            return Ok(());
        }
        if either.is_tree() && depth < MAX_DEPTH && !is_file_of_top(path) {
            path.push('/');
            if (told.0)(path) {
                let oids = sides.map(|item| item.map(|item| item.oid));
                self.compare_at(path, depth + 1, oids, told)?;
            }
        } else {
            let [a, b] = sides.map(|item| item.map(Item::leaf));
            if a != b {
                (told.1)(path, a, b);
            }
        }
        path.truncate(length);
        Ok(())
    }

    /// Tells of every file of a workspace that could matter; folders are entered where `enter`, asked
    /// with a slash at their end, says so.
    pub(super) fn list(
        &mut self,
        top: Oid,
        enter: &dyn Fn(&str, Oid) -> bool,
        on: &mut dyn FnMut(&str, Leaf),
    ) -> Result<(), GitError> {
        self.list_at(&mut String::new(), 0, top, enter, on)
    }

    /// The same below one folder, given with a slash at its end.
    pub(super) fn list_below(
        &mut self,
        folder: &str,
        tree: Oid,
        enter: &dyn Fn(&str, Oid) -> bool,
        on: &mut dyn FnMut(&str, Leaf),
    ) -> Result<(), GitError> {
        let depth = folder.matches('/').count();
        self.list_at(&mut folder.to_owned(), depth, tree, enter, on)
    }

    fn list_at(
        &mut self,
        path: &mut String,
        depth: usize,
        tree: Oid,
        enter: &dyn Fn(&str, Oid) -> bool,
        on: &mut dyn FnMut(&str, Leaf),
    ) -> Result<(), GitError> {
        let tree = self.read(tree)?;
        for item in items(&tree) {
            let length = path.len();
            if !item.step_into(path) {
                continue;
            }
            if item.is_tree() && depth < MAX_DEPTH && !is_file_of_top(path) {
                path.push('/');
                if enter(path, item.oid) {
                    self.list_at(path, depth + 1, item.oid, enter, on)?;
                }
            } else {
                on(path, item.leaf());
            }
            path.truncate(length);
        }
        Ok(())
    }
}

/// One entry of a tree as git stores it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item<'t> {
    mode: u32,
    name: &'t [u8],
    oid: Oid,
}

impl Item<'_> {
    fn is_tree(&self) -> bool {
        self.mode == MODE_TREE
    }

    fn leaf(&self) -> Leaf {
        let kind = match self.mode {
            0o100_644 | 0o100_755 | 0o100_664 => EntryKind::File,
            0o120_000 => EntryKind::Link,
            _ => EntryKind::Other,
        };
        Leaf {
            kind,
            object: <[u8; 20]>::try_from(self.oid.as_bytes()).unwrap_or_default(),
        }
    }

    /// Git's order of entries: by name, a folder's as if it ended in a slash.
    fn order(&self, other: &Self) -> Ordering {
        let common = self.name.len().min(other.name.len());
        let heads = [self, other].map(|item| item.name.get(..common));
        let next = |item: &Self| match item.name.get(common) {
            Some(byte) => *byte,
            None if item.is_tree() => b'/',
            None => 0,
        };
        heads[0]
            .cmp(&heads[1])
            .then_with(|| next(self).cmp(&next(other)))
    }

    /// Appends the name to the path of its folder; at the top only where it could matter.
    fn step_into(&self, path: &mut String) -> bool {
        let at_top = path.is_empty();
        match std::str::from_utf8(self.name) {
            Ok(name) => path.push_str(name),
            Err(_) => path.push_str(&String::from_utf8_lossy(self.name)),
        }
        if !at_top {
            return true;
        }
        let matters = is_top(path);
        if !matters {
            path.clear();
        }
        matters
    }
}

/// The entries of a tree; stops at anything malformed.
fn items(tree: &[u8]) -> impl Iterator<Item = Item<'_>> {
    let mut rest = tree;
    std::iter::from_fn(move || {
        let space = rest.iter().position(|b| *b == b' ')?;
        let mode = rest.get(..space)?.iter().fold(0, |mode, digit| {
            mode << 3 | u32::from(digit.wrapping_sub(b'0') & 7)
        });
        let after = rest.get(space + 1..)?;
        let end = after.iter().position(|b| *b == 0)?;
        let name = after.get(..end)?;
        let oid = Oid::from_bytes(after.get(end + 1..end + 21)?).ok()?;
        rest = after.get(end + 21..)?;
        Some(Item { mode, name, oid })
    })
}
