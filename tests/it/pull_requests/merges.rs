//! What a merge may do: put its parents together, and nothing of its own.

use super::desk::{ADAS_REVIEW, BENS_REVIEW, NEW_REVIEW, host, rows};
use crate::support::{Fork, Host, by};

const ADAS: &str = "reviews/ada/froze.toml";

/// Meanwhile Ada's change of mind is merged.
fn ada_changes_her_mind(host: &Host) {
    let fork = host.fork();
    fork.edit(ADAS, "0.35", "0.6")
        .commit(&by("ada"))
        .push("ada");
    host.merge("ada");
}

/// Ben writes about another claim.
fn ben_writes(fork: &Fork) {
    fork.write(
        "claims/ice.toml",
        "statement = \"The ice bore carts.\"\nkind = \"fact\"\n",
    );
    fork.write("reviews/ben/ice.toml", NEW_REVIEW)
        .commit(&by("ben"));
}

rows! {
    a_file_taken_for_a_renamed_other_is_found MergeInvented: host,
        // Ben's file looks like Ada's, which is gone: git puts her new words into his.
        wrong |host, fork| {
            fork.write("claims/ice.toml", "statement = \"The ice bore carts.\"\nkind = \"fact\"\n");
            fork.remove(ADAS).write("reviews/ben/ice.toml", ADAS_REVIEW.replace("every", "each")).commit(&by("ben"));
            ada_changes_her_mind(host);
            fork.merge_main_with_renames(host, &by("keeper").on_the_forge());
            assert!(fork.read("reviews/ben/ice.toml").contains("0.6"), "the trap did not close");
        } => [
            "foreign-review reviews/ada/froze.toml:1:1",
            "merge-undid reviews/ada/froze.toml:1:1",
            "record-moved reviews/ada/froze.toml:1:1",
            "merge-invented reviews/ben/ice.toml:1:1",
            "words-moved reviews/ben/ice.toml:3:13"
        ],
        right |host, fork| {
            ben_writes(fork);
            ada_changes_her_mind(host);
            fork.merge_main_with_renames(host, &by("keeper").on_the_forge());
        } => [];
    words_slipped_into_a_merge_are_found MergeInvented: host,
        wrong |host, fork| {
            ben_writes(fork);
            ada_changes_her_mind(host);
            fork.write(ADAS, ADAS_REVIEW.replace("0.35", "0.99")).merge_main(host, &by("ben"));
        } => ["merge-invented reviews/ada/froze.toml:1:1"],
        right |host, fork| {
            ben_writes(fork);
            ada_changes_her_mind(host);
            fork.write("reviews/ben/ice.toml", NEW_REVIEW.replace("0.5", "0.6")).merge_main(host, &by("ben"));
        } => [];
    what_others_changed_survives_a_merge MergeUndid: host,
        wrong |host, fork| {
            ben_writes(fork);
            ada_changes_her_mind(host);
            fork.merge_ours(host, &by("ben"));
        } => ["merge-undid reviews/ada/froze.toml:1:1"],
        right |host, fork| {
            ben_writes(fork);
            ada_changes_her_mind(host);
            fork.merge_main(host, &by("ben"));
        } => [];
    a_claim_is_not_turned_back_by_a_merge MergeUndid: host,
        wrong |host, fork| {
            ben_writes(fork);
            keeper_rewords(host);
            fork.merge_ours(host, &by("ben"));
        } => ["merge-undid claims/froze.toml:1:1", "edition-lowered claims/froze.toml:3:11"],
        right |host, fork| {
            ben_writes(fork);
            keeper_rewords(host);
            fork.merge_main(host, &by("ben"));
        } => ["stale-review reviews/ada/froze.toml:1:11", "stale-review reviews/ben/froze.toml:1:11"];
    the_owner_solves_a_conflict_of_their_own MergeInvented: host,
        wrong |host, fork| {
            fork.write("reviews/ben/froze.toml", BENS_REVIEW.replace("0.8", "0.7")).commit(&by("ben"));
            ada_changes_her_mind(host);
            fork.write("reviews/ben/froze.toml", BENS_REVIEW.replace("0.8", "0.75")).merge_main(host, &by("keeper"));
        } => ["merge-invented reviews/ben/froze.toml:1:1"],
        right |host, fork| {
            fork.write("reviews/ben/froze.toml", BENS_REVIEW.replace("0.8", "0.7")).commit(&by("ben"));
            ada_changes_her_mind(host);
            fork.write("reviews/ben/froze.toml", BENS_REVIEW.replace("0.8", "0.75")).merge_main(host, &by("ben"));
        } => [];
}

fn keeper_rewords(host: &Host) {
    let fork = host.fork();
    fork.write(
        "claims/froze.toml",
        "statement = \"It froze in most winters.\"\nkind = \"fact\"\nedition = 2\n",
    );
    fork.commit(&by("keeper")).push("keeper");
    host.merge("keeper");
}
