//! A repository that belongs to somebody else is not trusted.

use crate::support::{CLAIM, World};

/// Only the superuser can give a folder away; elsewhere there is nothing to try this on.
#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_refused_with_advice() {
    let world = World::new();
    world.claim("froze", CLAIM);
    world.commit("First");
    let top = world.path();
    for path in [top.join(".git"), top.clone()] {
        if std::os::unix::fs::chown(&path, Some(12_345), Some(12_345)).is_err() {
            return;
        }
    }
    for args in [&["check"][..], &["report"], &["status"], &["log"]] {
        let out = world.obelus(args).exits(2);
        assert!(
            out.stderr.contains("belongs to another user"),
            "{args:?}: {out}"
        );
        assert!(out.stderr.contains("safe.directory"), "{args:?}: {out}");
        assert_eq!(out.stdout, "", "{args:?}");
    }
}
