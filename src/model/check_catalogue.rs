//! The catalogue of findings: every code with its severity and an explanation for people.
//!
//! Codes are part of the tool's contract: scripts match on them, so none is renamed or reused.

use crate::model::diagnostic::Severity;

macro_rules! catalogue {
    ($($variant:ident = $code:literal, $severity:ident, $title:literal, $explain:literal;)+) => {
        /// The stable code of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $variant,)+ }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// How bad such a finding is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What such a finding is, in half a sentence.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// Why it is a finding and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explain,)+ }
            }
        }
    };
}

catalogue! {
    InvalidToml = "invalid-toml", Error, "the file is not TOML",
        "The file could not be read as TOML from the marked place on. Usual causes are a quotation mark that is not closed, a missing `=`, a value without quotes, or the same key or table written twice. Everything after the mistake may be unread, so mend this one first and check again.";
    NotUtf8 = "not-utf8", Error, "the file is not UTF-8",
        "Records are UTF-8 text. Save the file in that encoding; most editors offer it under \"Save with encoding\".";
    RecordTooLarge = "record-too-large", Error, "the record is larger than 1 MiB",
        "A record holds one claim or one review. A file beyond 1 MiB is not read at all. Long material belongs in a source that the record cites.";
    RecordIsLink = "record-is-link", Error, "the record is a link or a submodule",
        "Only regular files are read as records, so that nobody can make a workspace read what lies outside of it. Replace the link by the file itself.";
    BadPath = "bad-path", Error, "the file's name is no id",
        "The path of a record is its id. Parts of an id are made of lower-case letters a-z, digits and single hyphens; at most four parts joined by `/` and 64 characters in all; `reviewer` and the device names of Windows (con, aux, nul, prn, com1 to com9, lpt1 to lpt9) are reserved. Rename the file.";
    PathsCollide = "paths-collide", Error, "two paths differ only in case or in Unicode form",
        "On many machines the two names are the same file, so that one would overwrite the other. Rename one of them.";
    MissingWorkspaceFile = "missing-workspace-file", Error, "there is no obelus.toml",
        "A workspace has a file `obelus.toml` at its top that says what is debated and by which rules. `obelus init` writes one.";
    UnsupportedFormat = "unsupported-format", Error, "this workspace needs a newer obelus",
        "The `format` number of obelus.toml is newer than this program knows. Install a newer obelus; nothing is read until then, so that nothing is misread.";
    UnknownKey = "unknown-key", Error, "a key that no such record has",
        "Usually a slip of the pen; the help names the key that was probably meant. Keys are written exactly as in docs/format.md, in lower case with hyphens.";
    MissingKey = "missing-key", Error, "a key that is required is missing",
        "The record cannot be understood without it. The help shows a line to start from.";
    WrongType = "wrong-type", Error, "a value of the wrong kind",
        "For instance a number in quotation marks, a text where a list is wanted, or a table where a text is wanted.";
    UnknownWord = "unknown-word", Error, "a word that is not one of those allowed",
        "Some keys take one of a few words. The help lists them.";
    EmptyText = "empty-text", Error, "a text is empty",
        "The key is there but nothing is said. Write the text, or remove the key where it is optional.";
    NumberOutOfRange = "number-out-of-range", Error, "a number outside its range",
        "The message says between which numbers it must lie.";
    ConfidenceOutOfRange = "confidence-out-of-range", Error, "a confidence that is no probability",
        "Confidences are probabilities between 0 and 1, that the claim is true as stated. Sixty per cent is written 0.6. Infinite values and NaN are no numbers to reason with.";
    BoundsOutOfOrder = "bounds-out-of-order", Error, "the bounds are out of order",
        "`lower` must not exceed `best`, and `best` must not exceed `upper`.";
    BoundMissing = "bound-missing", Error, "an interval with one bound only",
        "An interval needs `lower` and `upper`. Give both or neither.";
    RatingMissing = "rating-missing", Error, "a review without a rating",
        "A review says how far its author holds the claim to be true (`confidence`), or how far they agree (`stance`), or why they abstain (`abstain`).";
    RatingTwice = "rating-twice", Error, "a review with more than one rating",
        "A review gives one of `confidence`, `stance` and `abstain`, the one that fits the claim's scale.";
    ScaleMismatch = "scale-mismatch", Error, "a rating on the wrong scale",
        "The claim says by its `scale` whether it is judged by a probability (`confidence`) or by a level of agreement (`stance`). Rate it on that scale.";
    StanceOutOfRange = "stance-out-of-range", Error, "a stance outside the levels",
        "Levels of agreement are whole numbers from 1 to the number of levels in obelus.toml.";
    BadDate = "bad-date", Error, "a date that cannot be read",
        "Dates are written 2015, 2015-03 or 2015-03-07.";
    BadId = "bad-id", Error, "a text that is no id",
        "Ids are made of lower-case letters a-z, digits and single hyphens, parts joined by `/`. Sources of a shared bibliography may use the characters that reference managers use in keys.";
    DuplicateId = "duplicate-id", Error, "the same id twice in one file",
        "Arguments and sources are found by their id, so each id may stand once in a file. Rename the second one. Ids of withdrawn arguments stay taken.";
    UnknownClaim = "unknown-claim", Error, "a claim that does not exist",
        "The path of a review names the claim it judges: reviews/<reviewer>/<claim>.toml. Relations and successors name claims by the same id. The help names the claim that was probably meant.";
    UnknownReviewer = "unknown-reviewer", Error, "a reviewer who is not in the roster",
        "Each reviewer has a file reviews/<reviewer>/reviewer.toml that says who they are. `obelus reviewer add` writes one.";
    SuccessorCycle = "successor-cycle", Error, "claims that supersede each other in a circle",
        "Each of these claims says that another took its place, and in the end none is left. One of them must be open, or name a successor outside the circle.";
    RelationCycle = "relation-cycle", Warning, "claims that need or refine each other in a circle",
        "A claim that depends on itself through others explains nothing, and of two claims only one can be the more exact. Remove one of the relations, or let it say `supports`.";
    UnknownArgument = "unknown-argument", Error, "a reply to an argument that does not exist",
        "A reply names its target as `<reviewer>#<argument>`, an argument in that reviewer's review of the same claim.";
    SelfReply = "self-reply", Error, "a reply to an argument of one's own",
        "Replies answer other reviewers. To take back or change your own argument, edit it, or withdraw it with a reason.";
    ReplyCycle = "reply-cycle", Warning, "replies that answer each other in a circle",
        "Each of these arguments answers one that, in the end, answers it. Their standing may be undecided and their strength may have no stable value.";
    UnknownSource = "unknown-source", Error, "a source that is not described anywhere",
        "Sources are described under [[sources]] of the same file, or in the shared references.bib, and cited by their id.";
    UnfindableSource = "unfindable-source", Error, "a source that nobody can find",
        "Give a title, an address (URL), a DOI or an ISBN, so that a reader can look the source up. An entry that only gives a bearing needs a description under the same id in the claim or in references.bib.";
    BadDoi = "bad-doi", Error, "a malformed DOI",
        "A DOI begins with `10.`, a number of four to nine digits, and a slash: 10.1371/journal.pone.0256919. Leave out https://doi.org/.";
    BadIsbn = "bad-isbn", Error, "a malformed ISBN",
        "An ISBN has 10 or 13 digits of which the last is a check digit that must fit the others. Hyphens are allowed.";
    BadOrcid = "bad-orcid", Error, "a malformed ORCID",
        "An ORCID is four groups of four digits joined by hyphens, the last character being a check digit (0 to 9 or X).";
    BadUrl = "bad-url", Error, "an address that is not http or https",
        "Addresses begin with https:// or http:// and contain no spaces; nothing else is linked in reports.";
    BadEmail = "bad-email", Error, "an address that is no e-mail address",
        "Addresses in `emails` are compared with the author of commits and have the form name@host.";
    BadKey = "bad-key", Error, "a line that is no SSH public key",
        "Keys are written as in an .pub file: the key type, the base64 text and, if wanted, a comment.";
    PrivateKey = "private-key", Error, "a private key in a public place",
        "`keys` holds public keys. Whoever reads a private key can sign in its owner's name. Remove it, and if it was ever pushed, never use that key again.";
    SharedKey = "shared-key", Error, "one key, two reviewers",
        "A signature says who signed only where each key belongs to one reviewer.";
    SharedOrcid = "shared-orcid", Warning, "one ORCID, two reviewers",
        "An ORCID names one person. If both entries are that person, keep one of them; their reviews would count twice.";
    SignatureMissing = "signature-missing", Error, "a review without the signature that the policy requires",
        "`[policy] signatures = \"required\"` asks for a detached SSH signature beside every review, in a file of the same name with `.sig` added.";
    BadDigest = "bad-digest", Error, "a malformed digest",
        "Digests of text are written `fold1:sha256:` and 64 hexadecimal digits; those of judged claims `sha256:` and 64 digits. The tool writes them.";
    AttackMissing = "attack-missing", Error, "an argument against that does not say how",
        "Arguments against say by `attack` whether they rebut (it is false), undercut (it does not follow) or undermine (a premise or source is bad).";
    AttackOnSupport = "attack-on-support", Error, "an argument for that names an attack",
        "Only arguments against have an `attack`. Remove the key, or change `stance` to \"against\".";
    ReasonMissing = "reason-missing", Error, "withdrawn without a reason",
        "Nothing is deleted; what is withdrawn says why, in `reason`.";
    SuccessorMissing = "successor-missing", Error, "superseded by nothing",
        "A claim with `status = \"superseded\"` names the claim that took its place in `superseded-by`.";
    SelfRelation = "self-relation", Error, "a claim related to itself",
        "Relations tie a claim to other claims.";
    UnknownDocument = "unknown-document", Error, "a document that obelus.toml does not describe",
        "Anchors name a document by its id in `[documents.<id>]` of obelus.toml.";
    UnknownSection = "unknown-section", Warning, "a section that the document does not list",
        "obelus.toml lists the headings of the document in `sections`, and the anchor names another one. Correct the heading, or add it to the list.";
    BadDocumentPath = "bad-document-path", Error, "a path that leaves the workspace",
        "A document's `path` is relative to the workspace, with `/` between its parts, and leads nowhere outside of it, so that nobody's workspace can read another file of your machine.";
    BadAnchor = "bad-anchor", Error, "an anchor that mixes or lacks its parts",
        "An anchor gives either the first and last words (`start` and `end`, with `length` and `digest`), or a quotation (`exact`, with `prefix` and `suffix`), or just section and paragraph.";
    IdleKey = "idle-key", Warning, "a key that says nothing here",
        "Some keys mean something only beside others: `reason` where something is withdrawn, `superseded-by` where a claim is superseded, `[resolution]` where a claim is judged by confidence. Remove the key, or add what it goes with.";
    RepeatedEntry = "repeated-entry", Warning, "the same entry twice in a list",
        "Saying it twice does not make it count twice. Remove one of the two.";
    EditionAhead = "edition-ahead", Error, "a review of an edition that does not exist yet",
        "The review's `edition` is higher than the claim's. Editions are raised in the claim, by `obelus claim edit`.";
    BadBibliography = "bad-bibliography", Error, "references.bib cannot be read",
        "The shared bibliography is BibTeX as reference managers export it. The message says where reading stopped.";
    OddBibliography = "odd-bibliography", Warning, "something in references.bib that was not understood",
        "The entry was read, but a part of it was left as it was typed or left out. The message says which.";
    BadPool = "bad-pool", Error, "an unknown pooling method",
        "The help lists the methods that `[consensus] pool` accepts.";
    QuotationBudget = "quotation-budget", Error, "more of a document is quoted than it allows",
        "All committed quotations of a document together may disclose at most the share of its text that `quotation-budget` sets. Shorten `start` and `end` of anchors to a few words.";
    BudgetUnchecked = "budget-unchecked", Warning, "a quotation budget that cannot be checked",
        "How much of a document is disclosed can only be told where its `length` and its `quotation-budget` are known. `obelus document attach` writes the length; the budget is a decision: 0.05 lets five per cent be quoted.";
    RestrictedTracked = "restricted-text-tracked", Error, "a text that may not be redistributed is in git",
        "The document's licence does not allow its text to be passed on, but the file at its `path` is tracked, and everybody who clones the repository gets a copy. Untrack it with `git rm --cached`, ignore it in .gitignore, and if it was ever pushed, take it out of the history too.";
    QuotationForbidden = "quotation-forbidden", Error, "a whole passage of a text that may not be redistributed",
        "The document's licence does not allow its text in tracked files beyond a few identifying words. Replace `exact` by `start` and `end`.";
    ControlCharacter = "control-character", Error, "an invisible control character in a text",
        "Control characters and marks that reorder text (bidirectional overrides) can make a record look different from what it is. Remove them.";
    ExtremeConfidence = "extreme-confidence", Warning, "a confidence of exactly 0 or 1",
        "Certainty has infinite log-odds. The pool counts it as the clip allows (0.01 or 0.99 by default), and the report says so. If you mean very unlikely, write 0.02.";
    ZeroWidth = "zero-width", Warning, "bounds that leave no room",
        "`lower` and `upper` are equal, which claims to know the probability exactly. Widen the interval or leave the bounds out.";
    StaleReview = "stale-review", Warning, "a review of an older edition",
        "The claim was reworded since it was judged. The rating is shown but not counted until its author looks again: `obelus review CLAIM`.";
    JudgedMismatch = "judged-mismatch", Warning, "the wording differs from what was judged",
        "The review's `judged` digest does not fit the claim's statement, kind and scale although the edition is the same: the claim was changed without raising its edition.";
    NoAnchor = "no-anchor", Warning, "a claim that does not say where its text says it",
        "Readers want to see the passage. Add an [[anchors]] table that names document, section and the first and last words.";
    SupersededClaim = "superseded-claim", Warning, "a tie to a claim that is no longer open",
        "The relation names a claim that was withdrawn or superseded. Name its successor, if there is one.";
    UnusedSource = "unused-source", Warning, "a source that nothing cites",
        "The source is described here, without a bearing, and no argument cites it. Cite it, or say by `bearing` what it means for the claim.";
    MissingRationale = "missing-rationale", Warning, "a rating without a word of reason",
        "A number alone cannot be answered. Add a `rationale`, in a sentence or two.";
    BadLevels = "bad-levels", Error, "too few or too many levels of agreement",
        "`[stance] levels` lists the ordered answers, at least two and at most nine, from strongest disagreement to strongest agreement.";
    WeightsOutOfOrder = "weights-out-of-order", Error, "a weaker argument that counts more",
        "`[arguments]` says what weak, moderate and strong arguments count, in this order: weak ≤ moderate ≤ strong.";
    WeightsUnused = "weights-unused", Error, "weights that the pool cannot take",
        "With `[consensus] weights = \"expertise\"` reviews weigh differently, which only a pool that is a mean can do: geometric-mean-of-odds, arithmetic-mean, geometric-mean, extremised, beta-transformed-mean or probit-mean.";
    UnknownMaintainer = "unknown-maintainer", Warning, "a maintainer who is not in the roster",
        "`[policy] maintainers` lists ids of reviewers. Add the reviewer, or remove the id.";
    SharedEmail = "shared-email", Error, "one address, two reviewers",
        "Commits are told apart by their author's address. Each address may belong to one reviewer.";
    BadCommit = "bad-commit", Error, "a text that is no commit",
        "Rounds name the full hexadecimal object name of a commit; `obelus round close` writes it.";
    UnknownCommit = "unknown-commit", Warning, "a round whose commit is not in this repository",
        "The ratings of a closed round are those of its commit. The commit may have been rebased away, or never pushed; fetch it, or close the round anew.";
    UnexpectedFile = "unexpected-file", Warning, "a record in a place where none is read",
        "Files ending in .toml are records only where docs/format.md puts them: claims/…, reviews/<reviewer>/….";
    OrphanSignature = "orphan-signature", Warning, "a signature without its record",
        "A .sig file signs the record of the same name beside it, and that record is not there.";
}

impl Code {
    /// The code of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
