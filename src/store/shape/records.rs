//! The tables of keys: what docs/format.md says, as data.

use super::{Field, Form, IdKind, Kind, Shape};
use crate::model::{
    argument::{Attack, Side, Strength},
    claim::{ClaimKind, ClaimStatus, RelationKind, Scale},
    reviewer::ReviewerKind,
    rules::{StaleRule, VerdictRule, WeightRule},
    source::{Bearing, CSL_TYPES},
    workspace::SignaturePolicy,
};

const fn required(
    key: &'static str,
    kind: Kind,
    doc: &'static str,
    example: &'static str,
) -> Field {
    Field {
        key,
        kind,
        required: true,
        doc,
        example,
    }
}

const fn optional(
    key: &'static str,
    kind: Kind,
    doc: &'static str,
    example: &'static str,
) -> Field {
    Field {
        key,
        kind,
        required: false,
        doc,
        example,
    }
}

const TEXTS: Kind = Kind::List(&Kind::Text);
const SOURCE_IDS: Kind = Kind::List(&Kind::Id(IdKind::Source));
const PROBABILITY: Kind = Kind::Number(0.0, 1.0);
const ANY_COUNT: i64 = u32::MAX as i64;

/// The workspace file.
pub static WORKSPACE: Shape = Shape {
    name: "the workspace file",
    doc: "What is debated, and by which rules: obelus.toml.",
    csl: false,
    fields: &[
        required(
            "format",
            Kind::Count(1, ANY_COUNT),
            "Version of the workspace format.",
            "format = 1",
        ),
        required(
            "title",
            Kind::Text,
            "What the debate is about.",
            "title = \"What the book claims\"",
        ),
        optional(
            "documents",
            Kind::Map(&DOCUMENT),
            "The texts whose claims are judged, by id.",
            "[documents.book]",
        ),
        optional(
            "confidence",
            Kind::Table(&CONFIDENCE),
            "What confidences mean.",
            "[confidence]",
        ),
        optional(
            "stance",
            Kind::Table(&STANCE),
            "The scale of agreement.",
            "[stance]",
        ),
        optional(
            "consensus",
            Kind::Table(&CONSENSUS),
            "How a consensus is computed; fixed before rating begins.",
            "[consensus]",
        ),
        optional(
            "arguments",
            Kind::Table(&WEIGHTS),
            "How arguments are weighed.",
            "[arguments]",
        ),
        optional(
            "rounds",
            Kind::Tables(&ROUND),
            "Closed rounds, oldest first; written by `obelus round close`.",
            "[[rounds]]",
        ),
        optional(
            "policy",
            Kind::Table(&POLICY),
            "Who may do what.",
            "[policy]",
        ),
    ],
};

/// A document of the workspace.
pub static DOCUMENT: Shape = Shape {
    name: "a document",
    doc: "A text that makes claims, described in CSL's terms.",
    csl: true,
    fields: &[
        required(
            "title",
            Kind::Text,
            "Title of the text.",
            "title = \"Chapter 2\"",
        ),
        optional(
            "path",
            Kind::Form(Form::Path),
            "Where a copy of the text stands, relative to the workspace.",
            "path = \"documents/chapter-2.txt\"",
        ),
        optional(
            "license",
            Kind::Text,
            "Under which terms the text may be passed on.",
            "license = \"not redistributable\"",
        ),
        optional(
            "quotation-budget",
            Kind::Number(0.0, 1.0),
            "Greatest share of the folded text that all committed quotes together may disclose.",
            "quotation-budget = 0.05",
        ),
        optional(
            "digest",
            Kind::Form(Form::FoldDigest),
            "Digest of the whole folded text, so that an attached copy can be recognised.",
            "digest = \"fold1:sha256:…\"",
        ),
        optional(
            "length",
            Kind::Count(1, ANY_COUNT),
            "Folded characters of the whole text.",
            "length = 12000",
        ),
        optional(
            "sections",
            TEXTS,
            "The headings in the order of the text.",
            "sections = [\"Introduction\"]",
        ),
    ],
};

/// What confidences mean.
static CONFIDENCE: Shape = Shape {
    name: "[confidence]",
    doc: "What confidences mean.",
    csl: false,
    fields: &[optional(
        "interval",
        Kind::Number(0.0, 1.0),
        "What lower..upper mean: 0.9 for a 90 % credible interval.",
        "interval = 0.9",
    )],
};

/// The scale of agreement.
static STANCE: Shape = Shape {
    name: "[stance]",
    doc: "The scale of agreement, for claims that are not true or false.",
    csl: false,
    fields: &[optional(
        "levels",
        TEXTS,
        "The ordered answers, from strongest disagreement to strongest agreement.",
        "levels = [\"disagree\", \"neither\", \"agree\"]",
    )],
};

/// The rules of consensus.
static CONSENSUS: Shape = Shape {
    name: "[consensus]",
    doc: "How a consensus is computed; every report prints it.",
    csl: false,
    fields: &[
        optional(
            "min-reviews",
            Kind::Count(1, ANY_COUNT),
            "Fewer ratings than this make no verdict.",
            "min-reviews = 3",
        ),
        optional(
            "pool",
            Kind::Form(Form::Pool),
            "How probabilities are pooled.",
            "pool = \"geometric-mean-of-odds\"",
        ),
        optional(
            "weights",
            Kind::Word(WeightRule::ACCEPTED),
            "How much each review weighs in the pool: alike, or by the expertise its author states.",
            "weights = \"equal\"",
        ),
        optional(
            "clip",
            Kind::Number(0.0, 0.5),
            "Probabilities are clipped to clip..1-clip before log-odds.",
            "clip = 0.01",
        ),
        optional(
            "rule",
            Kind::Word(VerdictRule::ACCEPTED),
            "How ratings make a verdict.",
            "rule = \"thirds\"",
        ),
        optional(
            "stale",
            Kind::Word(StaleRule::ACCEPTED),
            "Whether reviews of an older edition count.",
            "stale = \"exclude\"",
        ),
    ],
};

/// How arguments are weighed.
static WEIGHTS: Shape = Shape {
    name: "[arguments]",
    doc: "The numbers that turn stated strengths into base scores.",
    csl: false,
    fields: &[
        optional(
            "claim",
            Kind::Number(0.0, 1.0),
            "Base of the claim itself.",
            "claim = 0.5",
        ),
        optional(
            "weak",
            Kind::Number(0.0, 1.0),
            "What `weak` counts.",
            "weak = 0.3",
        ),
        optional(
            "moderate",
            Kind::Number(0.0, 1.0),
            "What `moderate` counts.",
            "moderate = 0.6",
        ),
        optional(
            "strong",
            Kind::Number(0.0, 1.0),
            "What `strong` counts.",
            "strong = 0.9",
        ),
        optional(
            "credence",
            Kind::Number(0.0, 1.0),
            "Credence of an argument that nobody rated.",
            "credence = 0.5",
        ),
    ],
};

/// A closed round.
pub static ROUND: Shape = Shape {
    name: "a round",
    doc: "A name and a commit; ratings as of that commit stay comparable for ever.",
    csl: false,
    fields: &[
        required(
            "name",
            Kind::Text,
            "How the round is called.",
            "name = \"first\"",
        ),
        required(
            "commit",
            Kind::Form(Form::Commit),
            "The commit whose ratings it holds.",
            "commit = \"…\"",
        ),
    ],
};

/// Who may do what.
pub static POLICY: Shape = Shape {
    name: "[policy]",
    doc: "Who may do what.",
    csl: false,
    fields: &[
        optional(
            "signatures",
            Kind::Word(SignaturePolicy::ACCEPTED),
            "Whether records must be signed.",
            "signatures = \"optional\"",
        ),
        optional(
            "maintainers",
            Kind::List(&Kind::Id(IdKind::Reviewer)),
            "Reviewers who may change claims, this file and other people's reviewer.toml.",
            "maintainers = []",
        ),
    ],
};

/// A claim.
pub static CLAIM: Shape = Shape {
    name: "a claim",
    doc: "One claim of a text: claims/<claim>.toml.",
    csl: false,
    fields: &[
        required(
            "statement",
            Kind::Prose,
            "What is claimed, in words that can be judged.",
            "statement = \"What is claimed.\"",
        ),
        required(
            "kind",
            Kind::Word(ClaimKind::ACCEPTED),
            "What sort of assertion it is.",
            "kind = \"fact\"",
        ),
        optional(
            "scale",
            Kind::Word(Scale::ACCEPTED),
            "How it is judged; by default confidence, but stance for evaluation and prescription.",
            "scale = \"confidence\"",
        ),
        optional(
            "edition",
            Kind::Count(1, ANY_COUNT),
            "Raised whenever the meaning changes.",
            "edition = 1",
        ),
        optional(
            "status",
            Kind::Word(ClaimStatus::ACCEPTED),
            "Whether it is up for judgement.",
            "status = \"open\"",
        ),
        optional(
            "superseded-by",
            Kind::Id(IdKind::Claim),
            "Which claim took its place.",
            "superseded-by = \"economy/other\"",
        ),
        optional(
            "reason",
            Kind::Prose,
            "Why it was withdrawn.",
            "reason = \"…\"",
        ),
        optional("tags", TEXTS, "Free labels.", "tags = [\"economy\"]"),
        optional(
            "note",
            Kind::Prose,
            "A word to reviewers, not judged.",
            "note = \"…\"",
        ),
        optional(
            "anchors",
            Kind::Tables(&ANCHOR),
            "Where the source says it.",
            "[[anchors]]",
        ),
        optional(
            "relations",
            Kind::Tables(&RELATION),
            "Ties to other claims.",
            "[[relations]]",
        ),
        optional(
            "resolution",
            Kind::Table(&RESOLUTION),
            "What the world has since settled.",
            "[resolution]",
        ),
        optional(
            "sources",
            Kind::Tables(&SOURCE),
            "Sources described in this file.",
            "[[sources]]",
        ),
    ],
};

/// Where a source says it.
pub static ANCHOR: Shape = Shape {
    name: "an anchor",
    doc: "Where a document says what the claim reports.",
    csl: false,
    fields: &[
        required(
            "document",
            Kind::Id(IdKind::Document),
            "A document of the workspace.",
            "document = \"book\"",
        ),
        optional(
            "section",
            Kind::Text,
            "Heading of the section, for people.",
            "section = \"Introduction\"",
        ),
        optional(
            "paragraph",
            Kind::Count(1, ANY_COUNT),
            "Paragraph within the section; a hint for people, never identity.",
            "paragraph = 3",
        ),
        optional(
            "start",
            Kind::Text,
            "The passage's first words, as printed.",
            "start = \"The first words\"",
        ),
        optional(
            "end",
            Kind::Text,
            "The passage's last words, as printed.",
            "end = \"the last words\"",
        ),
        optional(
            "length",
            Kind::Count(1, ANY_COUNT),
            "Folded characters from start to end.",
            "length = 148",
        ),
        optional(
            "digest",
            Kind::Form(Form::FoldDigest),
            "Digest of the folded passage.",
            "digest = \"fold1:sha256:…\"",
        ),
        optional(
            "exact",
            Kind::Prose,
            "The passage itself, where it may be quoted (Web Annotation TextQuoteSelector).",
            "exact = \"…\"",
        ),
        optional(
            "prefix",
            Kind::Prose,
            "What stands before the passage.",
            "prefix = \"…\"",
        ),
        optional(
            "suffix",
            Kind::Prose,
            "What stands after the passage.",
            "suffix = \"…\"",
        ),
    ],
};

/// A tie to another claim.
pub static RELATION: Shape = Shape {
    name: "a relation",
    doc: "A tie to another claim.",
    csl: false,
    fields: &[
        required(
            "kind",
            Kind::Word(RelationKind::ACCEPTED),
            "How this claim bears on the other.",
            "kind = \"supports\"",
        ),
        required(
            "claim",
            Kind::Id(IdKind::Claim),
            "The other claim.",
            "claim = \"economy/other\"",
        ),
    ],
};

/// What the world has settled.
pub static RESOLUTION: Shape = Shape {
    name: "[resolution]",
    doc: "What the world has since settled.",
    csl: false,
    fields: &[
        required(
            "outcome",
            Kind::Outcome,
            "true, false, or a share between 0 and 1.",
            "outcome = false",
        ),
        optional(
            "resolved",
            Kind::Date,
            "When it was settled.",
            "resolved = 2018-12-31",
        ),
        optional("note", Kind::Prose, "How it was settled.", "note = \"…\""),
        optional("sources", SOURCE_IDS, "What shows it.", "sources = [\"…\"]"),
    ],
};

/// A review.
pub static REVIEW: Shape = Shape {
    name: "a review",
    doc: "One reviewer's one review of one claim: reviews/<reviewer>/<claim>.toml.",
    csl: false,
    fields: &[
        required(
            "edition",
            Kind::Count(1, ANY_COUNT),
            "The edition of the claim that was judged.",
            "edition = 1",
        ),
        optional(
            "judged",
            Kind::Form(Form::Digest),
            "Digest of what was judged; written by the tool.",
            "judged = \"sha256:…\"",
        ),
        optional(
            "confidence",
            Kind::Confidence,
            "Probability that the claim is true as stated, with an interval if wanted.",
            "confidence = { best = 0.35, lower = 0.2, upper = 0.55 }",
        ),
        optional(
            "stance",
            Kind::Level,
            "Level of agreement, from 1.",
            "stance = 4",
        ),
        optional(
            "abstain",
            Kind::Prose,
            "Why there is no rating.",
            "abstain = \"outside my field\"",
        ),
        optional(
            "expertise",
            Kind::Count(1, 5),
            "The reviewer's own estimate for this claim, 1 to 5.",
            "expertise = 3",
        ),
        optional(
            "rationale",
            Kind::Prose,
            "Why this number.",
            "rationale = \"…\"",
        ),
        optional(
            "status",
            Kind::Word(&["current", "withdrawn"]),
            "Whether it still counts.",
            "status = \"current\"",
        ),
        optional(
            "reason",
            Kind::Prose,
            "Why it was withdrawn.",
            "reason = \"…\"",
        ),
        optional(
            "arguments",
            Kind::Tables(&ARGUMENT),
            "Arguments for and against, and replies.",
            "[[arguments]]",
        ),
        optional(
            "sources",
            Kind::Tables(&SOURCE),
            "Sources, described or given a bearing.",
            "[[sources]]",
        ),
    ],
};

/// A confidence with its bounds.
pub static INTERVAL: Shape = Shape {
    name: "a confidence",
    doc: "A probability with its bounds.",
    csl: false,
    fields: &[
        required("best", PROBABILITY, "The best estimate.", "best = 0.35"),
        optional("lower", PROBABILITY, "The lower bound.", "lower = 0.2"),
        optional("upper", PROBABILITY, "The upper bound.", "upper = 0.55"),
    ],
};

/// A source as an argument cites it.
pub static CITATION: Shape = Shape {
    name: "a citation",
    doc: "A source and a place in it.",
    csl: false,
    fields: &[
        required(
            "id",
            Kind::Id(IdKind::Source),
            "Which source.",
            "id = \"mof-2014\"",
        ),
        optional(
            "locator",
            Kind::Text,
            "Where in it.",
            "locator = \"table 3\"",
        ),
    ],
};

/// An argument.
pub static ARGUMENT: Shape = Shape {
    name: "an argument",
    doc: "An argument for or against a claim, or a reply to another's argument.",
    csl: false,
    fields: &[
        required(
            "id",
            Kind::Id(IdKind::Argument),
            "Unique in this file, never reused.",
            "id = \"figures-are-older\"",
        ),
        required(
            "stance",
            Kind::Word(Side::ACCEPTED),
            "Which way it pulls.",
            "stance = \"against\"",
        ),
        optional(
            "target",
            Kind::Target,
            "`claim`, or `<reviewer>#<argument>` for a reply.",
            "target = \"claim\"",
        ),
        optional(
            "attack",
            Kind::Word(Attack::ACCEPTED),
            "Against only: rebut (it is false), undercut (it does not follow), undermine (a premise or source is bad).",
            "attack = \"rebut\"",
        ),
        optional(
            "strength",
            Kind::Word(Strength::ACCEPTED),
            "How strong its author holds it to be.",
            "strength = \"moderate\"",
        ),
        required("text", Kind::Prose, "What it says.", "text = \"…\""),
        optional(
            "sources",
            Kind::List(&Kind::Citation),
            "What it rests on: ids, or tables of id and locator.",
            "sources = [\"boj-2015\"]",
        ),
        optional(
            "status",
            Kind::Word(&["current", "withdrawn"]),
            "Whether it still counts.",
            "status = \"current\"",
        ),
        optional(
            "reason",
            Kind::Prose,
            "Why it was withdrawn.",
            "reason = \"…\"",
        ),
    ],
};

/// A source.
pub static SOURCE: Shape = Shape {
    name: "a source",
    doc: "A source in CSL's terms; without a description it refers to the claim's or the shared bibliography's entry of the same id.",
    csl: true,
    fields: &[
        required(
            "id",
            Kind::Id(IdKind::Source),
            "Its id.",
            "id = \"boj-2015\"",
        ),
        optional(
            "type",
            Kind::Word(CSL_TYPES),
            "CSL item type.",
            "type = \"report\"",
        ),
        optional("title", Kind::Text, "Title.", "title = \"…\""),
        optional(
            "author",
            TEXTS,
            "`Family, Given`, or an institution.",
            "author = [\"Family, Given\"]",
        ),
        optional(
            "issued",
            Kind::Date,
            "When it appeared.",
            "issued = \"2015-03\"",
        ),
        optional(
            "container-title",
            Kind::Text,
            "What it appeared in.",
            "container-title = \"…\"",
        ),
        optional(
            "publisher",
            Kind::Text,
            "Who published it.",
            "publisher = \"…\"",
        ),
        optional(
            "URL",
            Kind::Form(Form::Url),
            "Where it is on the web.",
            "URL = \"https://…\"",
        ),
        optional("DOI", Kind::Form(Form::Doi), "Its DOI.", "DOI = \"10.…\""),
        optional("ISBN", Kind::Form(Form::Isbn), "Its ISBN.", "ISBN = \"…\""),
        optional(
            "accessed",
            Kind::Date,
            "When it was last seen there.",
            "accessed = \"2026-11-01\"",
        ),
        optional(
            "bearing",
            Kind::Word(Bearing::ACCEPTED),
            "What it means for the claim by itself.",
            "bearing = \"contradicts\"",
        ),
    ],
};

/// A reviewer.
pub static REVIEWER: Shape = Shape {
    name: "a reviewer",
    doc: "Who a reviewer is: reviews/<reviewer>/reviewer.toml.",
    csl: false,
    fields: &[
        required(
            "name",
            Kind::Text,
            "How the reviewer is called.",
            "name = \"Energy desk\"",
        ),
        optional(
            "kind",
            Kind::Word(ReviewerKind::ACCEPTED),
            "person, group, or perspective (a point of view worked through for illustration).",
            "kind = \"person\"",
        ),
        optional(
            "emails",
            Kind::List(&Kind::Form(Form::Email)),
            "Commits by these belong to this reviewer.",
            "emails = [\"name@example.org\"]",
        ),
        optional(
            "orcid",
            Kind::Form(Form::Orcid),
            "The reviewer's ORCID.",
            "orcid = \"0000-0002-1825-0097\"",
        ),
        optional(
            "expertise",
            TEXTS,
            "Fields of knowledge.",
            "expertise = [\"energy markets\"]",
        ),
        optional(
            "interests",
            Kind::Prose,
            "Conflicts of interest.",
            "interests = \"none declared\"",
        ),
        optional("note", Kind::Prose, "A word to readers.", "note = \"…\""),
        optional(
            "group",
            Kind::Text,
            "The panel's part this reviewer belongs to.",
            "group = \"economists\"",
        ),
        optional(
            "keys",
            Kind::List(&Kind::Form(Form::SshKey)),
            "SSH public keys that may sign this reviewer's records and commits.",
            "keys = []",
        ),
    ],
};
