//! Git objects that no index or working tree would take, written byte by byte.

use git2::{ObjectType, Oid, Repository};

pub(super) const FILE: &str = "100644";
pub(super) const LINK: &str = "120000";
pub(super) const FOLDER: &str = "40000";
pub(super) const SUBMODULE: &str = "160000";

/// One entry of a tree: mode, name and object.
pub(super) type Item<'a> = (&'a str, &'a [u8], Oid);

/// A tree with exactly these entries, in this order, whatever their names.
pub(super) fn tree(repo: &Repository, items: &[Item<'_>]) -> Oid {
    let mut bytes = Vec::new();
    for (mode, name, oid) in items {
        bytes.extend_from_slice(mode.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend_from_slice(oid.as_bytes());
    }
    repo.odb().unwrap().write(ObjectType::Tree, &bytes).unwrap()
}

/// A commit on top of HEAD, with an author and a message of any bytes; HEAD's branch moves there.
pub(super) fn commit(repo: &Repository, tree: Oid, author: &[u8], message: &[u8]) -> Oid {
    let parent = repo.head().unwrap().peel_to_commit().unwrap();
    let mut bytes = format!("tree {tree}\nparent {}\n", parent.id()).into_bytes();
    for role in ["author", "committer"] {
        bytes.extend_from_slice(role.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(author);
        bytes.extend_from_slice(b" <a@example.org> 1767300000 +0000\n");
    }
    bytes.push(b'\n');
    bytes.extend_from_slice(message);
    let oid = repo
        .odb()
        .unwrap()
        .write(ObjectType::Commit, &bytes)
        .unwrap();
    let mut head = repo.head().unwrap();
    head.set_target(oid, "hostile").unwrap();
    oid
}

/// The blob or tree at a path of HEAD.
pub(super) fn at_head(repo: &Repository, path: &str) -> Oid {
    let tree = repo.head().unwrap().peel_to_tree().unwrap();
    tree.get_path(std::path::Path::new(path)).unwrap().id()
}
