//! Programs that a repository's configuration names are never run.

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

#[cfg(unix)]
#[test]
fn no_hook_monitor_filter_or_driver_of_the_repository_is_ever_run() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.claim("froze", CLAIM).reviewer("harbour", REVIEWER);
    world.review("harbour", "froze", REVIEW);
    world.commit("First");

    let canary = world.path().parent().unwrap().join("canary");
    let program = world.path().join("canary.sh");
    let script = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", canary.display());
    world.write("canary.sh", &script);
    let hooks = [
        "pre-commit",
        "post-checkout",
        "post-index-change",
        "fsmonitor-watchman",
        "post-commit",
        "reference-transaction",
    ];
    for hook in hooks {
        world.write(&format!(".git/hooks/{hook}"), &script);
        let path = world.path().join(".git/hooks").join(hook);
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    }
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let program = program.display().to_string();
    let mut config = world.repo().config().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshcommand",
        "core.askpass",
        "credential.helper",
        "diff.external",
        "filter.canary.clean",
        "filter.canary.smudge",
        "filter.canary.process",
        "merge.canary.driver",
        "diff.canary.textconv",
        "diff.canary.command",
        "gpg.program",
        "gpg.ssh.program",
    ] {
        config.set_str(key, &program).unwrap();
    }
    world.write(
        ".gitattributes",
        "* filter=canary diff=canary merge=canary\n",
    );
    world.review(
        "harbour",
        "froze",
        "edition = 1\nconfidence = 0.7\nrationale = \"Changed.\"\n",
    );

    for args in [
        &["check"][..],
        &["check", "HEAD"],
        &["status", "--reviewer", "harbour"],
        &["diff"],
        &["report"],
        &["log", "--no-cache"],
        &["log"],
        &["blame", "froze"],
        &["fmt"],
        &[
            "review",
            "froze",
            "--reviewer",
            "harbour",
            "--confidence",
            "0.4",
        ],
        &[
            "claim",
            "new",
            "another",
            "--statement",
            "x",
            "--kind",
            "fact",
        ],
        &["round", "close", "first"],
        &["cache"],
    ] {
        let out = world.obelus(args);
        assert!((0..=2).contains(&out.code), "{args:?}: {out}");
        let fired = std::fs::read_to_string(&canary).unwrap_or_default();
        assert_eq!(fired, "", "{args:?}");
    }
}
