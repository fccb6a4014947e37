//! What becomes of records: nothing is deleted or moved, and what was judged stays what it was.

use super::desk::{host, host_with, rows};
use crate::support::by;

const ADAS: &str = "reviews/ada/froze.toml";
const FROZE: &str = "claims/froze.toml";
const ROUND: &str = "format = 1\ntitle = \"x\"\n\n[policy]\nmaintainers = [\"keeper\"]\n\n[[rounds]]\nname = \"first\"\ncommit = \"3f2a3f2a3f2a3f2a3f2a3f2a3f2a3f2a3f2a3f2a\"\n";

rows! {
    a_review_is_withdrawn_not_deleted RecordDeleted: host,
        wrong |_, fork| { fork.remove(ADAS).commit(&by("ada")); } => ["record-deleted reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            fork.edit(ADAS, "edition = 1", "edition = 1\nstatus = \"withdrawn\"\nreason = \"Another port.\"").commit(&by("ada"));
        } => [];
    a_deletion_that_is_taken_back_is_found RecordDeleted: host,
        wrong |_, fork| {
            let text = fork.read(FROZE);
            fork.remove(FROZE).commit(&by("keeper"));
            fork.write(FROZE, text).commit(&by("keeper"));
        } => ["record-deleted claims/froze.toml:1:1"],
        right |_, fork| {
            fork.write("claims/thaw.toml", "statement = \"It thawed.\"\nkind = \"fact\"\n").commit(&by("ada"));
            fork.remove("claims/thaw.toml").commit(&by("ada"));
        } => [];
    a_deleted_review_of_another_is_found_twice ForeignReview: host,
        wrong |_, fork| { fork.remove(ADAS).commit(&by("mallory")); }
            => ["foreign-review reviews/ada/froze.toml:1:1", "record-deleted reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            fork.write("reviews/ada/notes.md", "x").commit(&by("ada"));
            fork.remove("reviews/ada/notes.md").commit(&by("ada"));
        } => [];
    a_record_stays_where_it_is RecordMoved: host,
        wrong |_, fork| {
            fork.write("claims/thaw.toml", "statement = \"It thawed.\"\nkind = \"fact\"\n").commit(&by("ada"));
            fork.rename(ADAS, "reviews/ada/thaw.toml").commit(&by("ada"));
        } => ["record-moved reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            fork.write("claims/thaw.toml", "statement = \"It thawed.\"\nkind = \"fact\"\n").commit(&by("ada"));
            fork.write("reviews/ada/thaw.toml", super::desk::NEW_REVIEW).commit(&by("ada"));
            fork.write("claims/spring.toml", "statement = \"It thawed.\"\nkind = \"fact\"\n").commit(&by("ada"));
            fork.rename("reviews/ada/thaw.toml", "reviews/ada/spring.toml").commit(&by("ada"));
        } => [];
    an_argument_is_withdrawn_not_deleted ArgumentDeleted: host,
        wrong |_, fork| {
            let text = fork.read(ADAS);
            let (head, _) = text.split_once("\n[[arguments]]").unwrap();
            fork.write(ADAS, head).commit(&by("ada"));
        } => ["argument-deleted reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            let text = fork.read(ADAS) + "status = \"withdrawn\"\nreason = \"Another port.\"\n";
            fork.write(ADAS, text).commit(&by("ada"));
        } => [];
    a_claim_is_reworded_as_a_new_edition ClaimReworded: host,
        wrong |_, fork| { fork.edit(FROZE, "every winter", "most winters").commit(&by("keeper")); }
            => ["claim-reworded claims/froze.toml:1:13"],
        right |_, fork| {
            fork.edit(FROZE, "edition = 1", "edition = 2").commit(&by("keeper"));
            fork.edit(FROZE, "every winter", "most winters").commit(&by("keeper"));
            fork.edit(FROZE, "most winters", "some winters").commit(&by("keeper"));
        } => ["stale-review reviews/ada/froze.toml:1:11", "stale-review reviews/ben/froze.toml:1:11"];
    a_rewording_behind_an_unreadable_commit_is_found ClaimReworded: host,
        wrong |_, fork| {
            fork.write(FROZE, "statement = ").commit(&by("keeper"));
            fork.write(FROZE, "statement = \"It froze in most winters.\"\nkind = \"fact\"\nedition = 1\n").commit(&by("keeper"));
        } => ["claim-reworded claims/froze.toml:1:13"],
        right |_, fork| {
            fork.edit(FROZE, "The harbour froze", "The  harbour\\nfroze").commit(&by("keeper"));
        } => [];
    a_claim_that_becomes_another_kind_is_another_edition ClaimReworded: host,
        wrong |_, fork| { fork.edit(FROZE, "\"fact\"", "\"statistic\"").commit(&by("keeper")); }
            => ["claim-reworded claims/froze.toml:2:8"],
        right |_, fork| { fork.edit(FROZE, "\"fact\"", "\"fact\"\nscale = \"confidence\"").commit(&by("keeper")); } => [];
    editions_only_rise EditionLowered: || host_with(&[
            (FROZE, "statement = \"The harbour froze in every winter of the decade.\"\nkind = \"fact\"\nedition = 3\n"),
            (ADAS, "edition = 3\nconfidence = 0.35\nrationale = \"The log.\"\n"),
            ("reviews/ben/froze.toml", "edition = 3\nconfidence = 0.8\nrationale = \"The almanacs.\"\n")]),
        wrong |_, fork| {
            fork.edit(FROZE, "edition = 3", "edition = 2").commit(&by("keeper"));
            fork.edit(ADAS, "edition = 3", "edition = 2").commit(&by("ada"));
            fork.edit("reviews/ben/froze.toml", "edition = 3", "edition = 2").commit(&by("ben"));
        } => [
            "edition-lowered claims/froze.toml:3:11",
            "edition-lowered reviews/ada/froze.toml:1:11",
            "edition-lowered reviews/ben/froze.toml:1:11"
        ],
        right |_, fork| {
            fork.edit(FROZE, "edition = 3", "edition = 5").commit(&by("keeper"));
            fork.edit(FROZE, "edition = 5", "edition = 4").commit(&by("keeper"));
            fork.edit(ADAS, "edition = 3", "edition = 4").commit(&by("ada"));
            fork.edit("reviews/ben/froze.toml", "edition = 3", "edition = 4").commit(&by("ben"));
        } => [];
    a_review_names_the_wording_that_it_judged JudgedIncoherent: host,
        wrong |_, fork| {
            let judged = format!("judged = \"sha256:{}\"\nconfidence", "0".repeat(64));
            fork.edit(ADAS, "confidence", &judged).commit(&by("ada"));
        } => ["judged-incoherent reviews/ada/froze.toml:2:10", "judged-mismatch reviews/ada/froze.toml:2:10"],
        right |_, fork| {
            let judged = super::desk::digest();
            fork.edit(ADAS, "confidence", &format!("judged = \"{judged}\"\nconfidence")).commit(&by("ada"));
        } => [];
    words_stay_with_those_who_said_them WordsMoved: host,
        wrong |_, fork| {
            let words = "Each winter had its month of frost, as the almanacs of the town agree.";
            fork.edit("reviews/ben/froze.toml", words, "I have come to doubt the almanacs.").commit(&by("ben"));
            fork.edit(ADAS, "The port's own log speaks of two winters in which ships came and went.", words).commit(&by("ada"));
        } => ["words-moved reviews/ada/froze.toml:3:13"],
        right |_, fork| {
            fork.edit("reviews/ben/froze.toml", "Each winter", "Every winter").commit(&by("ben"));
            fork.edit(ADAS, "speaks of two winters", "speaks of three winters").commit(&by("ada"));
        } => [];
    words_that_are_copied_are_told WordsCopied: host,
        wrong |_, fork| {
            let text = "edition = 1\nconfidence = 0.8\nrationale = \"\"\"\nEach winter had its month of frost,\nas the almanacs of the town agree.\n\"\"\"\n";
            fork.write("reviews/mallory/froze.toml", text).commit(&by("mallory"));
        } => ["words-copied reviews/mallory/froze.toml:3:13"],
        right |_, fork| { fork.write("reviews/mallory/froze.toml", super::desk::NEW_REVIEW).commit(&by("mallory")); } => [];
    a_closed_round_stays RoundChanged: || host_with(&[("obelus.toml", ROUND)]),
        wrong |_, fork| { fork.edit("obelus.toml", "\"first\"", "\"second\"").commit(&by("keeper")); }
            => ["round-changed obelus.toml:7:1", "unknown-commit obelus.toml:9:10"],
        right |_, fork| { fork.edit("obelus.toml", "\"x\"", "\"y\"").commit(&by("keeper")); }
            => ["unknown-commit obelus.toml:9:10"];
}
