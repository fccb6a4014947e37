//! A mistake and its remedy for every code that a few lines can show.
//!
//! The tests put each of them into a small workspace and see that the one is found and the other is
//! not, so that this page cannot promise what the checks do not keep. A line `# no KEY` stands for
//! the absence of a key.

use crate::model::diagnostic::Code;

/// A few lines with a mistake, and the same lines without.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What the mistake is.
    pub code: Code,
    /// In which file of a workspace.
    pub file: &'static str,
    /// The lines with the mistake.
    pub bad: &'static str,
    /// The lines without it.
    pub good: &'static str,
}

const WORKSPACE: &str = "obelus.toml";
const CLAIM: &str = "claims/froze.toml";
const REVIEW: &str = "reviews/weather/froze.toml";
const STANCE: &str = "reviews/weather/well-run.toml";
const REVIEWER: &str = "reviews/weather/reviewer.toml";

macro_rules! examples {
    ($($code:ident in $file:expr, $bad:literal => $good:literal;)+) => {
        /// All examples, in order of the catalogue.
        pub const EXAMPLES: &[Example] = &[
            $(Example { code: Code::$code, file: $file, bad: $bad, good: $good },)+
        ];
    };
}

examples! {
    InvalidToml in REVIEW, "rationale = \"The log speaks of two open winters." => "rationale = \"The log speaks of two open winters.\"";
    UnsupportedFormat in WORKSPACE, "format = 2" => "format = 1";
    UnknownKey in CLAIM, "tag = [\"ice\"]" => "tags = [\"ice\"]";
    MissingKey in REVIEW,
        "[[arguments]]\nid = \"log-is-complete\"\nstance = \"for\""
        => "[[arguments]]\nid = \"log-is-complete\"\nstance = \"for\"\ntext = \"The log has an entry for every day.\"";
    WrongType in REVIEW, "edition = \"1\"" => "edition = 1";
    UnknownWord in CLAIM, "kind = \"facts\"" => "kind = \"fact\"";
    EmptyText in REVIEW, "rationale = \"\"" => "rationale = \"The log speaks of two open winters.\"";
    NumberOutOfRange in REVIEW, "expertise = 7" => "expertise = 4";
    ConfidenceOutOfRange in REVIEW, "confidence = 60" => "confidence = 0.6";
    BoundsOutOfOrder in REVIEW,
        "confidence = { best = 0.35, lower = 0.4, upper = 0.55 }"
        => "confidence = { best = 0.4, lower = 0.35, upper = 0.55 }";
    BoundMissing in REVIEW,
        "confidence = { best = 0.35, lower = 0.2 }"
        => "confidence = { best = 0.35, lower = 0.2, upper = 0.55 }";
    RatingMissing in REVIEW, "# no confidence, stance or abstain" => "abstain = \"outside my field\"";
    RatingTwice in REVIEW, "confidence = 0.6\nabstain = \"outside my field\"" => "confidence = 0.6";
    ScaleMismatch in STANCE, "confidence = 0.6" => "stance = 4";
    StanceOutOfRange in STANCE, "stance = 9" => "stance = 5";
    BadDate in CLAIM,
        "[resolution]\noutcome = false\nresolved = \"12/2018\""
        => "[resolution]\noutcome = false\nresolved = \"2018-12\"";
    BadId in CLAIM,
        "[[relations]]\nkind = \"supports\"\nclaim = \"Well Run\""
        => "[[relations]]\nkind = \"supports\"\nclaim = \"well-run\"";
    DuplicateId in REVIEW,
        "[[arguments]]\nid = \"log\"\nstance = \"for\"\ntext = \"The log is complete.\"\n\n[[arguments]]\nid = \"log\"\nstance = \"for\"\ntext = \"It was kept by three hands.\""
        => "[[arguments]]\nid = \"log\"\nstance = \"for\"\ntext = \"The log is complete.\"\n\n[[arguments]]\nid = \"three-hands\"\nstance = \"for\"\ntext = \"It was kept by three hands.\"";
    UnknownClaim in CLAIM,
        "[[relations]]\nkind = \"supports\"\nclaim = \"well-rum\""
        => "[[relations]]\nkind = \"supports\"\nclaim = \"well-run\"";
    UnknownArgument in REVIEW,
        "[[arguments]]\nid = \"mild-winters\"\nstance = \"for\"\ntarget = \"harbour#two-winters\"\ntext = \"Both winters were mild.\""
        => "[[arguments]]\nid = \"mild-winters\"\nstance = \"for\"\ntarget = \"harbour#two-open-winters\"\ntext = \"Both winters were mild.\"";
    SelfReply in REVIEW,
        "[[arguments]]\nid = \"correction\"\nstance = \"for\"\ntarget = \"weather#correction\"\ntext = \"It was three winters.\""
        => "[[arguments]]\nid = \"correction\"\nstance = \"for\"\ntarget = \"claim\"\ntext = \"It was three winters.\"";
    UnknownSource in REVIEW,
        "[[arguments]]\nid = \"log\"\nstance = \"for\"\ntext = \"The log is complete.\"\nsources = [\"port-log\"]"
        => "[[arguments]]\nid = \"log\"\nstance = \"for\"\ntext = \"The log is complete.\"\nsources = [\"port-log\"]\n\n[[sources]]\nid = \"port-log\"\ntitle = \"Log of the port\"";
    UnfindableSource in REVIEW,
        "[[sources]]\nid = \"port-log\"\nbearing = \"contradicts\"\npublisher = \"Port office\""
        => "[[sources]]\nid = \"port-log\"\nbearing = \"contradicts\"\npublisher = \"Port office\"\ntitle = \"Log of the port\"";
    BadDoi in REVIEW,
        "[[sources]]\nid = \"ice-cover\"\nbearing = \"context\"\nDOI = \"https://doi.org/10.1371/journal.pone.0256919\""
        => "[[sources]]\nid = \"ice-cover\"\nbearing = \"context\"\nDOI = \"10.1371/journal.pone.0256919\"";
    BadIsbn in REVIEW,
        "[[sources]]\nid = \"ice-book\"\nbearing = \"context\"\nISBN = \"978-0-306-40615-8\""
        => "[[sources]]\nid = \"ice-book\"\nbearing = \"context\"\nISBN = \"978-0-306-40615-7\"";
    BadOrcid in REVIEWER, "orcid = \"0000-0002-1825-0098\"" => "orcid = \"0000-0002-1825-0097\"";
    BadUrl in REVIEW,
        "[[sources]]\nid = \"ice-page\"\nbearing = \"context\"\nURL = \"www.example.org/ice\""
        => "[[sources]]\nid = \"ice-page\"\nbearing = \"context\"\nURL = \"https://www.example.org/ice\"";
    BadEmail in REVIEWER, "emails = [\"weather at example.org\"]" => "emails = [\"weather@example.org\"]";
    BadKey in REVIEWER,
        "keys = [\"SHA256:uNiVztksCsDhcc0u9e8BrX2UyPbLDGSy0FGhNQYjBcM\"]"
        => "keys = [\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\"]";
    BadDigest in REVIEW, "judged = \"1234\"" => "# no judged: the tool writes it";
    PrivateKey in REVIEWER,
        "keys = [\"-----BEGIN OPENSSH PRIVATE KEY----- …\"]"
        => "keys = [\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\"]";
    SharedOrcid in REVIEWER, "orcid = \"0000-0002-1694-233X\"" => "orcid = \"0000-0002-1825-0097\"";
    AttackMissing in REVIEW,
        "[[arguments]]\nid = \"port-was-closed\"\nstance = \"against\"\ntext = \"The port was closed by order.\""
        => "[[arguments]]\nid = \"port-was-closed\"\nstance = \"against\"\nattack = \"undercut\"\ntext = \"The port was closed by order.\"";
    AttackOnSupport in REVIEW,
        "[[arguments]]\nid = \"log\"\nstance = \"for\"\nattack = \"rebut\"\ntext = \"The log is complete.\""
        => "[[arguments]]\nid = \"log\"\nstance = \"for\"\ntext = \"The log is complete.\"";
    ReasonMissing in REVIEW,
        "status = \"withdrawn\""
        => "status = \"withdrawn\"\nreason = \"I read the log of another port.\"";
    SuccessorMissing in CLAIM,
        "status = \"superseded\""
        => "status = \"superseded\"\nsuperseded-by = \"well-run\"";
    SelfRelation in CLAIM,
        "[[relations]]\nkind = \"supports\"\nclaim = \"froze\""
        => "[[relations]]\nkind = \"supports\"\nclaim = \"well-run\"";
    UnknownDocument in CLAIM,
        "[[anchors]]\ndocument = \"pamflet\"\nsection = \"Introduction\""
        => "[[anchors]]\ndocument = \"pamphlet\"\nsection = \"Introduction\"";
    UnknownSection in CLAIM,
        "[[anchors]]\ndocument = \"pamphlet\"\nsection = \"Intro\""
        => "[[anchors]]\ndocument = \"pamphlet\"\nsection = \"Introduction\"";
    BadDocumentPath in WORKSPACE,
        "[documents.pamphlet]\ntitle = \"The pamphlet\"\npath = \"../pamphlet.txt\""
        => "[documents.pamphlet]\ntitle = \"The pamphlet\"\npath = \"documents/pamphlet.txt\"";
    BadAnchor in CLAIM,
        "[[anchors]]\ndocument = \"pamphlet\"\nstart = \"The harbour froze\""
        => "[[anchors]]\ndocument = \"pamphlet\"\nstart = \"The harbour froze\"\nend = \"of the decade\"";
    EditionAhead in REVIEW, "edition = 2" => "edition = 1";
    BadPool in WORKSPACE,
        "[consensus]\npool = \"mean-of-odds\""
        => "[consensus]\npool = \"geometric-mean-of-odds\"";
    BudgetUnchecked in WORKSPACE,
        "[documents.pamphlet]\ntitle = \"The pamphlet\"\nlicense = \"not redistributable\""
        => "[documents.pamphlet]\ntitle = \"The pamphlet\"\nlicense = \"not redistributable\"\nlength = 12000\nquotation-budget = 0.05";
    ControlCharacter in CLAIM, "note = \"as\\u202E printed\"" => "note = \"as printed\"";
    ExtremeConfidence in REVIEW, "confidence = 1" => "confidence = 0.98";
    ZeroWidth in REVIEW,
        "confidence = { best = 0.35, lower = 0.35, upper = 0.35 }"
        => "confidence = 0.35";
    NoAnchor in CLAIM,
        "# no anchors"
        => "[[anchors]]\ndocument = \"pamphlet\"\nsection = \"Introduction\"";
    SupersededClaim in CLAIM,
        "[[relations]]\nkind = \"supports\"\nclaim = \"old\""
        => "[[relations]]\nkind = \"supports\"\nclaim = \"well-run\"";
    UnusedSource in REVIEW,
        "[[sources]]\nid = \"port-log\"\ntitle = \"Log of the port\""
        => "[[sources]]\nid = \"port-log\"\ntitle = \"Log of the port\"\nbearing = \"contradicts\"";
    MissingRationale in REVIEW, "# no rationale" => "rationale = \"The log speaks of two open winters.\"";
    IdleKey in CLAIM,
        "superseded-by = \"well-run\""
        => "status = \"superseded\"\nsuperseded-by = \"well-run\"";
    RepeatedEntry in CLAIM, "tags = [\"ice\", \"ice\"]" => "tags = [\"ice\"]";
    BadLevels in WORKSPACE,
        "[stance]\nlevels = [\"agree\"]"
        => "[stance]\nlevels = [\"disagree\", \"neither\", \"agree\"]";
    WeightsOutOfOrder in WORKSPACE,
        "[arguments]\nweak = 0.7\nmoderate = 0.6"
        => "[arguments]\nweak = 0.3\nmoderate = 0.6";
    WeightsUnused in WORKSPACE,
        "[consensus]\npool = \"median\"\nweights = \"expertise\""
        => "[consensus]\npool = \"geometric-mean-of-odds\"\nweights = \"expertise\"";
    UnknownMaintainer in WORKSPACE,
        "[policy]\nmaintainers = [\"harbor\"]"
        => "[policy]\nmaintainers = [\"harbour\"]";
    SharedEmail in REVIEWER, "emails = [\"harbour@example.org\"]" => "emails = [\"weather@example.org\"]";
}
