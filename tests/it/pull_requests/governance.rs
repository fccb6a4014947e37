//! What only maintainers change, and who is one.

use super::desk::{host, host_with, rows};
use crate::support::by;

const WORKSPACE: &str = "obelus.toml";
const NO_MAINTAINERS: &str = "format = 1\ntitle = \"What the pamphlet claims\"\n";

rows! {
    a_claim_that_stands_is_changed_by_maintainers ForeignClaim: host,
        wrong |_, fork| {
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"Read it twice.\"").commit(&by("ada"));
        } => ["foreign-claim claims/froze.toml:1:1"],
        right |_, fork| {
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"Read it twice.\"").commit(&by("keeper"));
        } => [];
    anybody_proposes_a_claim ForeignClaim: host,
        wrong |_, fork| {
            fork.write("claims/thaw.toml", "statement = \"It thawed by March.\"\nkind = \"fact\"\n");
            fork.edit("claims/froze.toml", "kind = \"fact\"", "kind = \"fact\"\ntags = [\"ice\"]");
            fork.commit(&by("stranger"));
        } => ["foreign-claim claims/froze.toml:1:1"],
        right |_, fork| {
            fork.write("claims/thaw.toml", "statement = \"It thawed by March.\"\nkind = \"fact\"\n").commit(&by("stranger"));
            fork.edit("claims/thaw.toml", "March", "April").commit(&by("ada"));
        } => [];
    the_workspace_file_is_changed_by_maintainers ForeignWorkspace: host,
        wrong |_, fork| { fork.edit(WORKSPACE, "What the", "All that the").commit(&by("ada")); }
            => ["foreign-workspace obelus.toml:1:1"],
        right |_, fork| { fork.edit(WORKSPACE, "What the", "All that the").commit(&by("keeper")); } => [];
    shared_files_are_changed_by_maintainers ForeignFile: host,
        wrong |_, fork| { fork.write("claims/README.md", "Mine.\n").commit(&by("ada")); }
            => ["foreign-file claims/README.md:1:1"],
        right |_, fork| { fork.write("claims/README.md", "Ours.\n").commit(&by("keeper")); } => [];
    nobody_makes_themselves_a_maintainer SelfGranted: host,
        wrong |_, fork| {
            fork.edit(WORKSPACE, "[\"keeper\"]", "[\"keeper\", \"mallory\"]").commit(&by("mallory"));
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"Mine now.\"").commit(&by("mallory"));
        } => [
            "foreign-claim claims/froze.toml:1:1",
            "self-granted obelus.toml:4:2",
            "policy-changed obelus.toml:5:15"
        ],
        right |_, fork| { fork.edit(WORKSPACE, "[\"keeper\"]", "[\"keeper\", \"ada\"]").commit(&by("keeper")); }
            => ["policy-changed obelus.toml:5:15"];
    signatures_stay_required_whoever_dislikes_it SelfGranted: host,
        wrong |_, fork| {
            fork.edit(WORKSPACE, "[policy]", "[policy]\nsignatures = \"optional\"").commit(&by("keeper"));
            fork.edit(WORKSPACE, "\"optional\"", "\"required\"").commit(&by("mallory"));
            fork.edit(WORKSPACE, "\"required\"", "\"optional\"").commit(&by("mallory"));
        } => ["self-granted obelus.toml:4:2"],
        right |_, fork| { fork.edit(WORKSPACE, "[policy]", "[policy]\nsignatures = \"optional\"").commit(&by("keeper")); } => [];
    a_policy_that_changes_is_told PolicyChanged: host,
        wrong |_, fork| { fork.edit(WORKSPACE, "[\"keeper\"]", "[\"keeper\", \"ben\"]").commit(&by("keeper")); }
            => ["policy-changed obelus.toml:5:15"],
        right |_, fork| { fork.edit(WORKSPACE, "What", "All").commit(&by("keeper")); } => [];
    an_entry_is_its_reviewers_or_the_maintainers ForeignEntry: host,
        wrong |_, fork| { fork.edit("reviews/ada/reviewer.toml", "Ada's view", "A view").commit(&by("mallory")); }
            => ["foreign-entry reviews/ada/reviewer.toml:1:1"],
        right |_, fork| {
            fork.edit("reviews/ada/reviewer.toml", "Ada's view", "Ada's own view").commit(&by("ada"));
            fork.edit("reviews/ada/reviewer.toml", "own ", "").commit(&by("keeper"));
        } => [];
    another_address_is_told IdentityChanged: host,
        wrong |_, fork| {
            fork.edit("reviews/ada/reviewer.toml", "[\"ada@example.org\"]", "[\"ada@example.org\", \"mallory2@example.org\"]");
            fork.commit(&by("ada"));
            fork.edit("reviews/ada/froze.toml", "0.35", "0.9").commit(&by("mallory2"));
        } => [
            "foreign-review reviews/ada/froze.toml:1:1",
            "identity-changed reviews/ada/reviewer.toml:3:30"
        ],
        right |_, fork| {
            fork.edit("reviews/ada/reviewer.toml", "[\"ada@example.org\"]", "[\"ada@example.org\", \"ada@example.net\"]");
            fork.commit(&by("ada"));
        } => ["identity-changed reviews/ada/reviewer.toml:3:30"];
    rules_that_change_during_rating_are_told RulesChangedLate: host,
        wrong |_, fork| {
            fork.edit(WORKSPACE, "[policy]", "[consensus]\nmin-reviews = 2\n\n[policy]").commit(&by("keeper"));
        } => ["rules-changed-late obelus.toml:5:15"],
        right |_, fork| { fork.edit(WORKSPACE, "[policy]", "[confidence]\n\n[policy]").commit(&by("keeper")); } => [];
    without_maintainers_the_roster_is_trusted NoMaintainers: || host_with(&[(WORKSPACE, NO_MAINTAINERS)]),
        wrong |_, fork| {
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"Read it twice.\"").commit(&by("stranger"));
        } => ["foreign-claim claims/froze.toml:1:1", "no-maintainers obelus.toml:1:1"],
        right |_, fork| {
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"Read it twice.\"").commit(&by("ada"));
        } => ["no-maintainers obelus.toml:1:1"];
    even_without_maintainers_a_review_is_its_owners ForeignReview: || host_with(&[(WORKSPACE, NO_MAINTAINERS)]),
        wrong |_, fork| { fork.edit("reviews/ada/froze.toml", "0.35", "0.9").commit(&by("ben")); }
            => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |_, fork| { fork.edit("reviews/ada/froze.toml", "0.35", "0.9").commit(&by("ada")); } => [];
    a_folder_that_nobody_owns_is_the_maintainers UnownedFolder: || host_with(&[
            ("reviews/trade/reviewer.toml", "name = \"Trade\"\nkind = \"perspective\"\n")]),
        wrong |_, fork| { fork.write("reviews/trade/froze.toml", super::desk::NEW_REVIEW).commit(&by("ada")); }
            => ["foreign-review reviews/trade/froze.toml:1:1", "unowned-folder reviews/trade/reviewer.toml:1:1"],
        right |_, fork| { fork.write("reviews/trade/froze.toml", super::desk::NEW_REVIEW).commit(&by("keeper")); }
            => ["unowned-folder reviews/trade/reviewer.toml:1:1"];
    the_bibliography_is_everybodys_and_watched BibliographyChanged: host,
        wrong |_, fork| { fork.write("references.bib", "@book{log, title = {The log}}\n").commit(&by("ada")); }
            => ["bibliography-changed references.bib:1:1"],
        right |_, fork| { fork.write("references.bib", "@book{log, title = {The log}}\n").commit(&by("keeper")); } => [];
    a_newcomer_is_told NewReviewer: host,
        wrong |_, fork| {
            fork.write("reviews/cyd/reviewer.toml", "name = \"Cyd's view\"\nemails = [\"cyd@example.org\"]\n").commit(&by("cyd"));
        } => ["new-reviewer reviews/cyd/reviewer.toml:1:1"],
        right |_, fork| { fork.write("reviews/ben/notes.md", "Ben's.\n").commit(&by("ben")); } => [];
}
