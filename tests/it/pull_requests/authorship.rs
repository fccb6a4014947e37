//! Whose work a commit is.

use super::desk::{NEW_REVIEW, host, host_with, rows};
use crate::support::by;

const ADAS: &str = "reviews/ada/froze.toml";

rows! {
    somebody_elses_review_is_left_alone ForeignReview: host,
        wrong |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("mallory")); }
            => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("ada")); } => [];
    not_even_a_maintainer_changes_a_review ForeignReview: host,
        wrong |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("keeper")); }
            => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |_, fork| { fork.write("reviews/keeper/froze.toml", NEW_REVIEW).commit(&by("keeper")); } => [];
    an_edit_that_is_reverted_later_is_found ForeignReview: host,
        wrong |_, fork| {
            fork.edit(ADAS, "0.35", "0.9").commit(&by("mallory"));
            fork.edit(ADAS, "0.9", "0.35").commit(&by("mallory"));
        } => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            fork.edit(ADAS, "0.35", "0.9").commit(&by("ada"));
            fork.edit(ADAS, "0.9", "0.35").commit(&by("ada"));
        } => [];
    every_file_of_a_folder_is_its_owners ForeignReview: host,
        wrong |_, fork| { fork.write("reviews/ada/notes.md", "Not hers.\n").commit(&by("mallory")); }
            => ["foreign-review reviews/ada/notes.md:1:1"],
        right |_, fork| { fork.write("reviews/ada/notes.md", "Hers.\n").commit(&by("ada")); } => [];
    a_name_that_is_only_the_authors_proves_nothing AuthorNotCommitter: host,
        wrong |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("ada").committed_by("mallory")); }
            => ["author-not-committer reviews/ada/froze.toml:1:1"],
        right |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("ada").on_the_forge()); } => [];
    a_stranger_who_commits_as_another_is_found AuthorNotCommitter: host,
        wrong |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("ada").committed_by("stranger@example.net")); }
            => ["author-not-committer reviews/ada/froze.toml:1:1"],
        right |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("ADA@Example.org")); } => [];
    addresses_are_compared_whole ForeignReview: || host_with(&[("reviews/ada/reviewer.toml",
            "name = \"Ada's view\"\nemails = [\"17+ada@users.noreply.github.com\"]\n")]),
        wrong |_, fork| { fork.edit(ADAS, "0.35", "0.9").commit(&by("ada@users.noreply.github.com")); }
            => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            fork.edit(ADAS, "0.35", "0.9").commit(&by("17+ada@users.noreply.github.com").on_the_forge());
        } => [];
    a_mailmap_makes_nobody_somebody_else ForeignReview: host,
        wrong |_, fork| {
            fork.write(".mailmap", "Ada <ada@example.org> <mallory@example.org>\n");
            fork.edit(ADAS, "0.35", "0.9").commit(&by("mallory"));
        } => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            fork.write(".mailmap", "Mallory <mallory@example.org> <ada@example.org>\n");
            fork.edit(ADAS, "0.35", "0.9").commit(&by("ada"));
        } => [];
    a_newcomer_names_the_address_that_commits UnnamedNewcomer: host,
        wrong |_, fork| {
            fork.write("reviews/cyd/reviewer.toml", "name = \"Cyd's view\"\nemails = [\"cyd@example.org\"]\n");
            fork.write("reviews/cyd/froze.toml", NEW_REVIEW).commit(&by("stranger"));
        } => [
            "unnamed-newcomer reviews/cyd/froze.toml:1:1",
            "new-reviewer reviews/cyd/reviewer.toml:1:1",
            "unnamed-newcomer reviews/cyd/reviewer.toml:1:1"
        ],
        right |_, fork| {
            fork.write("reviews/cyd/reviewer.toml", "name = \"Cyd's view\"\nemails = [\"cyd@example.org\"]\n");
            fork.write("reviews/cyd/froze.toml", NEW_REVIEW).commit(&by("cyd"));
        } => ["new-reviewer reviews/cyd/reviewer.toml:1:1"];
    a_reviewer_joins_but_once UnnamedNewcomer: host,
        wrong |_, fork| {
            fork.write("reviews/ada-too/reviewer.toml", "name = \"Ada's other view\"\nemails = [\"ada@example.org\"]\n");
            fork.write("reviews/ada-too/froze.toml", NEW_REVIEW).commit(&by("ada"));
        } => [
            "unnamed-newcomer reviews/ada-too/froze.toml:1:1",
            "new-reviewer reviews/ada-too/reviewer.toml:1:1",
            "unnamed-newcomer reviews/ada-too/reviewer.toml:1:1",
            "shared-email reviews/ada-too/reviewer.toml:2:11"
        ],
        right |_, fork| {
            fork.write("reviews/dan/reviewer.toml", "name = \"Dan's view\"\nemails = [\"dan@example.org\"]\n");
            fork.commit(&by("keeper"));
        } => ["new-reviewer reviews/dan/reviewer.toml:1:1"];
    a_folder_needs_its_entry UnnamedNewcomer: host,
        wrong |_, fork| { fork.write("reviews/cyd/froze.toml", NEW_REVIEW).commit(&by("cyd")); } => [
            "unnamed-newcomer reviews/cyd/froze.toml:1:1",
            "unknown-reviewer reviews/cyd/reviewer.toml:1:1"
        ],
        right |_, fork| {
            fork.write("reviews/cyd/froze.toml", NEW_REVIEW).commit(&by("cyd"));
            fork.write("reviews/cyd/reviewer.toml", "name = \"Cyd's view\"\nemails = [\"cyd@example.org\"]\n").commit(&by("cyd"));
        } => ["new-reviewer reviews/cyd/reviewer.toml:1:1"];
}

#[test]
fn a_slip_in_a_newcomers_entry_is_all_that_is_told_of_it() {
    let host = host();
    let fork = host.fork();
    fork.write("reviews/cyd/froze.toml", NEW_REVIEW);
    fork.write(
        "reviews/cyd/reviewer.toml",
        "name = \"Cyd's view\"\nemail = [\"cyd@example.org\"]\n",
    )
    .commit(&by("cyd"));
    fork.push("change");
    assert_eq!(
        host.finds("change"),
        ["unknown-key reviews/cyd/reviewer.toml:2:1"]
    );
}
