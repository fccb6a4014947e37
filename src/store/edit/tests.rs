//! Hand-written styles of records, and every edit on each of them.

use proptest::prelude::*;

use super::{claim, create, review, reviewer, workspace};
use crate::model::{
    argument::{Argument, Attack, Side, Strength, Target, Withdrawal},
    confidence::Confidence,
    review::Judgement,
    source::{Bearing, CslValue, Source},
    workspace::{Policy, Round, SignaturePolicy},
};
use crate::store::{
    decode::{self, Record},
    fmt::format_text,
    layout::{RecordPath, classify},
    syntax::{Node, Tree, Value},
};

const REVIEW_PATH: &str = "reviews/energy/lng-share.toml";

fn review_at() -> RecordPath {
    classify(REVIEW_PATH).unwrap().unwrap()
}

/// Pieces that a hand could have written, put together at random.
fn hand_written() -> impl Strategy<Value = String> {
    let comment = prop_oneof![
        Just(""),
        Just("# a word\n"),
        Just("\n# apart\n\n"),
        Just("  # indented\n"),
        Just("\n\n")
    ];
    let end = prop_oneof![Just(""), Just("  # aside"), Just(" #tight"), Just("   ")];
    let rating = prop_oneof![
        Just("confidence = 0.35{E}\n"),
        Just("confidence={best=0.35,lower = 0.20, upper=0.5 }{E}\n"),
        Just(
            "confidence = {\n  best = 0.35, # inner\n  lower = 0.2,\n  upper = 0.6, # last\n}{E}\n"
        ),
        Just("confidence.best = 0.35{E}\n{C}confidence.lower = 0.1\nconfidence.upper = 0.5\n"),
        Just("stance = 2{E}\n"),
        Just("'abstain' = '''not my \"field\"'''{E}\n"),
        Just("{SECTION}"),
    ];
    let rationale = prop_oneof![
        Just(""),
        Just("rationale = \"one line\"{E}\n"),
        Just("rationale = 'literal \\ line'{E}\n"),
        Just("\"rationale\" = \"\"\"\nTwo lines, # no comment\nand \\\"quotes\\\".\n\"\"\"{E}\n"),
        Just("rationale = '''\nKept\n'''{E}\n"),
    ];
    let others = prop_oneof![
        Just(""),
        Just("expertise=3{E}\n"),
        Just("mine = [ 1, # inner\n  2 ]{E}\n"),
        Just("status = \"current\"{E}\n{C}x.y = 1\n"),
    ];
    let arguments = prop_oneof![
        Just(""),
        Just("arguments = []{E}\n"),
        Just(
            "arguments = [{id=\"first\",stance=\"for\",text='''so'''}, {id = 'second', stance = \"against\", attack = \"rebut\", text = \"no\"}]{E}\n"
        ),
        Just(
            "arguments = [\n  { id = \"first\", stance = \"for\", text = \"so\" }, # inner\n]{E}\n"
        ),
        Just("{ARGUMENTS}"),
    ];
    let sources = prop_oneof![
        Just(""),
        Just("{C}[[sources]]{E}\nid = \"boj-2015\"{E}\n{C}title=\"Report\"\nnote = 'n'\n{C}"),
    ];
    (
        proptest::collection::vec(comment, 12),
        proptest::collection::vec(end, 12),
        (rating, rationale, others, arguments, sources),
        any::<[bool; 4]>(),
    )
        .prop_map(|(comments, ends, (rating, rationale, others, arguments, sources), flags)| {
            let section = rating == "{SECTION}";
            let tables = arguments == "{ARGUMENTS}";
            let mut body = vec!["edition = 1{E}\n", others, rationale];
            if !section {
                body.push(rating);
            }
            if !tables {
                body.push(arguments);
            }
            if flags[0] {
                body.reverse();
            }
            let mut template = String::from("{C}");
            for piece in body {
                template.push_str(piece);
                template.push_str("{C}");
            }
            if flags[1] {
                template.push_str(sources);
            }
            if section {
                template.push_str("[confidence]{E}\nupper=0.5{E}\n{C}best = 0.35\nlower = 0.2\n");
            }
            if tables {
                template.push_str("{C}[[arguments]]{E}\nid = \"first\"\n{C}text = \"so\"{E}\nstance = \"for\"\n{C}[arguments.extra]\nk = 1{E}\n[[arguments]]\nid = 'second'{E}\nstance = \"against\"\nattack=\"rebut\"\ntext = \"\"\"\nno\n\"\"\"\n{C}");
            }
            if !flags[1] {
                template.push_str(sources);
            }
            let text = numbered(&fill(&template, &comments, &ends));
            let text = if flags[2] { text.trim_end_matches('\n').to_owned() } else { text };
            if flags[3] { text.replace('\n', "\r\n") } else { text }
        })
}

fn fill(template: &str, comments: &[&str], ends: &[&str]) -> String {
    let mut text = template.to_owned();
    for (mark, pieces) in [("{C}", comments), ("{E}", ends)] {
        for i in 0.. {
            if !text.contains(mark) {
                break;
            }
            text = text.replacen(mark, pieces[i % pieces.len()], 1);
        }
    }
    text
}

/// Gives each comment a number, so that none can stand for another.
fn numbered(text: &str) -> String {
    let Ok(tree) = Tree::parse(text) else {
        return text.to_owned();
    };
    let mut numbered = text.to_owned();
    for (i, comment) in tree.comments.iter().enumerate().rev() {
        numbered.insert_str(comment.end, &format!(" {i}!"));
    }
    numbered
}

fn comments(text: &str) -> Vec<String> {
    let tree = Tree::parse(text).unwrap();
    let mut all: Vec<String> = tree
        .comments
        .iter()
        .map(|c| tree.get(c).trim_end().to_owned())
        .collect();
    all.sort();
    all
}

/// What a text says, with line ends and closing line feeds of texts made alike.
fn meaning(text: &str) -> toml::Table {
    fn plain(value: &mut toml::Value) {
        match value {
            toml::Value::String(text) => {
                *text = text.replace("\r\n", "\n").trim_end_matches('\n').to_owned();
            }
            toml::Value::Array(items) => items.iter_mut().for_each(plain),
            toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| plain(value)),
            _ => {}
        }
    }
    let mut table =
        toml::Value::Table(toml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}")));
    plain(&mut table);
    match table {
        toml::Value::Table(table) => table,
        _ => unreachable!("a record is a table"),
    }
}

/// Source of every entry that does not stand under one of these keys, in order.
fn untouched<'t>(tree: &Tree<'t>, touched: &[&str]) -> Vec<&'t str> {
    let mut lines = Vec::new();
    for section in &tree.sections {
        let within = section.path().first().map(String::as_str);
        for entry in &section.entries {
            let top = within.or(entry.path.first().map(String::as_str));
            if !top.is_some_and(|key| touched.contains(&key)) {
                lines.push(tree.get(&entry.line).trim_end_matches(['\r', '\n']));
            }
        }
    }
    lines
}

#[derive(Debug, Clone)]
enum Op {
    Rating(Judgement),
    Edition(u32),
    Expertise(Option<u32>),
    Rationale(Option<String>),
    Withdraw(Option<String>),
    Argument(Argument),
    WithdrawArgument,
    Source(Source),
}

fn prose() -> impl Strategy<Value = String> {
    "[a-z\"'\\\\ #é漢]{0,30}(\n[a-z\"\\\\ ]{1,60}){0,2}x"
}

fn judgement() -> impl Strategy<Value = Judgement> {
    prop_oneof![
        (0.0..=1.0f64).prop_map(|x| Judgement::Confidence(Confidence::new(x, None, None).unwrap())),
        (0.0..0.5f64, 0.5..=1.0f64).prop_map(|(l, u)| {
            Judgement::Confidence(Confidence::new(0.5, Some(l), Some(u)).unwrap())
        }),
        (1..5u32).prop_map(Judgement::Stance),
        prose().prop_map(Judgement::Abstained),
    ]
}

fn argument() -> impl Strategy<Value = Argument> {
    let id = prop_oneof![Just("first"), Just("second"), Just("brand-new")];
    (
        id,
        any::<bool>(),
        prose(),
        proptest::option::of(Just("p. 3")),
    )
        .prop_map(|(id, against, text, locator)| Argument {
            id: id.parse().unwrap(),
            stance: if against { Side::Against } else { Side::For },
            target: Target::Claim,
            attack: against.then_some(Attack::Undercut),
            strength: if against {
                Strength::Strong
            } else {
                Strength::Moderate
            },
            text,
            sources: vec![crate::model::source::Citation {
                id: "boj-2015".parse().unwrap(),
                locator: locator.map(str::to_owned),
            }],
            withdrawn: None,
        })
}

fn source() -> impl Strategy<Value = Source> {
    (prop_oneof![Just("boj-2015"), Just("new")], any::<bool>()).prop_map(|(id, described)| {
        let text = |text: &str| CslValue::Text(text.to_owned());
        let mut csl = std::collections::BTreeMap::new();
        if described {
            csl.insert("title".to_owned(), text("Another \"title\""));
            csl.insert("volume".to_owned(), text("3"));
            csl.insert(
                "issued".to_owned(),
                CslValue::Date("2015-03".parse().unwrap()),
            );
            csl.insert(
                "author".to_owned(),
                CslValue::Names(vec!["Family, Given".to_owned()]),
            );
        }
        Source {
            id: id.parse().unwrap(),
            bearing: Some(Bearing::Context),
            csl,
        }
    })
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => judgement().prop_map(Op::Rating),
        1 => (1..9u32).prop_map(Op::Edition),
        1 => proptest::option::of(1..=5u32).prop_map(Op::Expertise),
        2 => proptest::option::of(prose()).prop_map(Op::Rationale),
        1 => proptest::option::of(prose()).prop_map(Op::Withdraw),
        3 => argument().prop_map(Op::Argument),
        1 => Just(Op::WithdrawArgument),
        2 => source().prop_map(Op::Source),
    ]
}

impl Op {
    fn run(&self, text: &str) -> super::Edited {
        match self {
            Self::Rating(judgement) => review::set_rating(text, judgement),
            Self::Edition(edition) => review::set_edition(text, *edition),
            Self::Expertise(expertise) => review::set_expertise(text, *expertise),
            Self::Rationale(rationale) => review::set_rationale(text, rationale.as_deref()),
            Self::Withdraw(reason) => review::set_withdrawn(
                text,
                reason.clone().map(|reason| Withdrawal { reason }).as_ref(),
            ),
            Self::Argument(argument) => review::put_argument(text, argument),
            Self::WithdrawArgument => {
                review::withdraw_argument(text, &"first".parse().unwrap(), "misread")
            }
            Self::Source(source) => review::put_source(text, source),
        }
    }

    fn touched(&self) -> &'static [&'static str] {
        match self {
            Self::Rating(_) => &["confidence", "stance", "abstain"],
            Self::Edition(_) => &["edition"],
            Self::Expertise(_) => &["expertise"],
            Self::Rationale(_) => &["rationale"],
            Self::Withdraw(_) => &["status", "reason"],
            Self::Argument(_) | Self::WithdrawArgument => &["arguments"],
            Self::Source(_) => &["sources"],
        }
    }

    /// Whether the record says, of what was touched, what was asked.
    fn holds(&self, found: &crate::model::review::Review) -> bool {
        match self {
            Self::Rating(judgement) => found.judgement == *judgement,
            Self::Edition(edition) => found.edition == *edition,
            Self::Expertise(expertise) => found.expertise == *expertise,
            Self::Rationale(rationale) => found.rationale == *rationale,
            Self::Withdraw(reason) => {
                found.withdrawn == reason.clone().map(|reason| Withdrawal { reason })
            }
            Self::Argument(argument) => found.arguments.contains(argument),
            Self::WithdrawArgument => found.arguments.iter().any(|a| !a.is_live()),
            Self::Source(source) => found.sources.contains(source),
        }
    }
}

/// The review a text holds, its unknown keys left out of account.
fn decoded(text: &str) -> Result<crate::model::review::Review, String> {
    let known = ["mine", "x", "extra"];
    let mut table = meaning(text);
    for key in known {
        table.remove(key);
    }
    if let Some(toml::Value::Array(arguments)) = table.get_mut("arguments") {
        arguments
            .iter_mut()
            .filter_map(toml::Value::as_table_mut)
            .for_each(|a| drop(a.remove("extra")));
    }
    let text = toml::to_string(&table).unwrap();
    match decode::record(REVIEW_PATH, &review_at(), &text) {
        (Some(Record::Review(review)), _) => Ok(std::sync::Arc::unwrap_or_clone(review)),
        (_, found) => Err(format!("{found:?}\n{text}")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_changes_what_was_asked_and_no_other_byte(text in hand_written(), op in op()) {
        let before = Tree::parse(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let edited = match op.run(&text) {
            Ok(edited) => edited,
            Err(super::EditError::Missing { .. }) => return Ok(()),
            Err(error) => panic!("{error}\n{text}"),
        };
        let after = Tree::parse(&edited).unwrap_or_else(|e| panic!("{e}\n{text}\n---\n{edited}"));
        prop_assert_eq!(untouched(&before, op.touched()), untouched(&after, op.touched()));
        prop_assert_eq!(comments(&text), comments(&edited));
        let found = decoded(&edited);
        prop_assert!(found.as_ref().is_ok_and(|found| op.holds(found)), "{:?}\n{}\n---\n{}", found, text, edited);
        let (mut old, mut new) = (meaning(&text), meaning(&edited));
        op.touched().iter().for_each(|key| { old.remove(*key); new.remove(*key); });
        prop_assert_eq!(old, new);
        let lone_feeds = edited.matches('\n').count() - edited.matches("\r\n").count();
        prop_assert!(!text.contains("\r\n") || lone_feeds == 0, "CRLF stays CRLF\n{:?}", edited);
        prop_assert_eq!(op.run(&edited).unwrap(), edited, "the same edit again changes nothing");
    }

    #[test]
    fn arguments_that_are_not_edited_keep_their_bytes(text in hand_written(), argument in argument()) {
        let edited = review::put_argument(&text, &argument).unwrap();
        let sources = |text: &str| -> Vec<String> {
            let tree = Tree::parse(text).unwrap();
            elements(&tree).into_iter().filter(|source| !source.contains(argument.id.as_str())).collect()
        };
        prop_assert_eq!(sources(&text), sources(&edited));
    }

    #[test]
    fn formatting_keeps_meaning_and_comments_and_is_stable(text in hand_written()) {
        let formatted = format_text(&review_at(), &text).unwrap();
        prop_assert_eq!(meaning(&text), meaning(&formatted), "\n{}\n---\n{}", text, formatted);
        prop_assert_eq!(comments(&text), comments(&formatted), "\n{}\n---\n{}", text, formatted);
        prop_assert!(!formatted.contains('\r') && formatted.ends_with('\n') && !formatted.ends_with("\n\n"));
        prop_assert!(!formatted.contains("\n\n\n"), "{}", formatted);
        prop_assert_eq!(format_text(&review_at(), &formatted).unwrap(), formatted);
    }

    #[test]
    fn a_new_review_is_read_back_as_it_was_and_is_canonical(
        judgement in judgement(), rationale in proptest::option::of(prose()), a in argument(), s in source(),
    ) {
        let review = crate::model::review::Review {
            reviewer: "energy".parse().unwrap(),
            claim: "lng-share".parse().unwrap(),
            edition: 2,
            judged: None,
        named: None,
        previous: Vec::new(),
            judgement,
            expertise: Some(3),
            rationale,
            withdrawn: None,
            arguments: vec![a],
            sources: vec![s],
        };
        let text = create::review(&review);
        let (record, found) = decode::record(REVIEW_PATH, &review_at(), &text);
        prop_assert_eq!(record, Some(Record::Review(std::sync::Arc::new(review))), "{:?}\n{}", found, text);
        prop_assert_eq!(format_text(&review_at(), &text).unwrap(), text);
    }
}

/// Source of each argument: the entry of its table, or its lines.
fn elements(tree: &Tree<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let inline = |value: &Value| match &value.node {
        Node::Array(items) => items
            .iter()
            .map(|item| tree.get(&item.span).to_owned())
            .collect(),
        _ => Vec::new(),
    };
    for section in &tree.sections {
        match section.path().first() {
            None => found.extend(
                section
                    .entries
                    .iter()
                    .filter(|e| e.path == ["arguments"])
                    .flat_map(|e| inline(&e.value)),
            ),
            Some(key) if key == "arguments" && section.path().len() == 1 => {
                let lines = section.entries.iter().map(|e| tree.get(&e.line).trim_end());
                found.push(lines.collect::<Vec<_>>().join("\n"));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_rating_takes_the_place_of_the_other_with_its_comment() {
    let text = "edition = 1\n\n# why\nconfidence = 0.4 # for now\nrationale = \"…\"\n";
    let abstained = review::set_rating(text, &Judgement::Abstained("no".to_owned())).unwrap();
    assert_eq!(
        abstained,
        "edition = 1\n\n# why\nabstain = \"no\" # for now\nrationale = \"…\"\n"
    );
    let rated = Confidence::new(0.35, Some(0.2), Some(0.55)).unwrap();
    assert_eq!(
        review::set_rating(&abstained, &Judgement::Confidence(rated)).unwrap(),
        "edition = 1\n\n# why\nconfidence = { best = 0.35, lower = 0.2, upper = 0.55 } # for now\nrationale = \"…\"\n"
    );
}

#[test]
fn a_number_that_is_there_already_keeps_its_digits() {
    let text = "edition = 1\nconfidence = { best = 0.350, lower = 2e-1, upper = 0.6 }\n";
    let same = Confidence::new(0.35, Some(0.2), Some(0.6)).unwrap();
    assert_eq!(
        review::set_rating(text, &Judgement::Confidence(same)).unwrap(),
        text
    );
    let other = Confidence::new(0.35, Some(0.2), Some(0.7)).unwrap();
    assert_eq!(
        review::set_rating(text, &Judgement::Confidence(other)).unwrap(),
        "edition = 1\nconfidence = { best = 0.350, lower = 2e-1, upper = 0.7 }\n"
    );
}

#[test]
fn new_keys_come_to_their_canonical_place() {
    let text = "edition = 1 # first\nconfidence = 0.4\n# reasons\nrationale = \"…\"\n\n[[sources]]\nid = \"a\"\n# end";
    let text = review::set_expertise(text, Some(3)).unwrap();
    let text = review::set_judged(&text, Some("sha256:0")).unwrap();
    let argument = Argument {
        id: "so".parse().unwrap(),
        stance: Side::For,
        target: Target::Claim,
        attack: None,
        strength: Strength::Moderate,
        text: "Because.".to_owned(),
        sources: Vec::new(),
        withdrawn: None,
    };
    let text = review::put_argument(&text, &argument).unwrap();
    assert_eq!(
        text,
        "edition = 1 # first\njudged = \"sha256:0\"\nconfidence = 0.4\nexpertise = 3\n# reasons\nrationale = \"…\"\n\n\
         [[arguments]]\nid = \"so\"\nstance = \"for\"\ntarget = \"claim\"\nstrength = \"moderate\"\ntext = \"Because.\"\n\n\
         [[sources]]\nid = \"a\"\n# end"
    );
}

#[test]
fn a_claim_can_be_reworded_withdrawn_and_anchored() {
    let text = "statement = 'Old.'\nkind = \"fact\"\nedition = 1\ntags = [\"a\"] # labels\n";
    let text = claim::set_statement(text, "New.").unwrap();
    let text = claim::set_edition(&text, 2).unwrap();
    let text = claim::set_tags(&text, &["a".to_owned(), "b".to_owned()]).unwrap();
    let (record, _) = decode::record(
        "claims/x.toml",
        &classify("claims/x.toml").unwrap().unwrap(),
        &text,
    );
    let Some(Record::Claim(mut read)) = record else {
        panic!("{text}");
    };
    read.status = crate::model::claim::ClaimStatus::Withdrawn;
    read.reason = Some("double".to_owned());
    let text = claim::set_status(&text, &read).unwrap();
    let resolution = crate::model::claim::Resolution {
        outcome: 0.0,
        resolved: Some("2018-12-31".parse().unwrap()),
        note: None,
        sources: Vec::new(),
    };
    let text = claim::set_resolution(&text, &resolution).unwrap();
    let anchor = crate::model::anchor::Anchor {
        document: "book".parse().unwrap(),
        section: None,
        paragraph: Some(3),
        selector: crate::model::anchor::Selector::Place,
    };
    let text = claim::add_anchor(&text, &anchor).unwrap();
    assert_eq!(
        text,
        "statement = \"New.\"\nkind = \"fact\"\nedition = 2\nstatus = \"withdrawn\"\nreason = \"double\"\ntags = [\"a\", \"b\"] # labels\n\n\
         [[anchors]]\ndocument = \"book\"\nparagraph = 3\n\n[resolution]\noutcome = false\nresolved = 2018-12-31\n"
    );
}

#[test]
fn the_workspace_file_takes_rounds_maintainers_and_documents() {
    let text = "format = 1\ntitle = \"T\"\npolicy.signatures = \"optional\" # yet\n\n[documents.book] # it\ntitle = \"B\"\n";
    let round = Round {
        name: "first".to_owned(),
        commit: "a".repeat(40),
    };
    let text = workspace::add_round(text, &round).unwrap();
    let policy = Policy {
        signatures: SignaturePolicy::Optional,
        maintainers: vec!["ada".parse().unwrap()],
    };
    let text = workspace::set_policy(&text, &policy).unwrap();
    assert_eq!(
        text,
        format!(
            "format = 1\ntitle = \"T\"\npolicy.signatures = \"optional\" # yet\npolicy.maintainers = [\"ada\"]\n\n\
             [documents.book] # it\ntitle = \"B\"\n\n[[rounds]]\nname = \"first\"\ncommit = \"{}\"\n",
            "a".repeat(40)
        )
    );
}

#[test]
fn a_reviewer_keeps_keys_nobody_knows() {
    let text = "name = \"A\"\nkind = \"group\"\ncolour = \"red\"\n";
    let at = classify("reviews/a/reviewer.toml").unwrap().unwrap();
    let (_, found) = decode::record("reviews/a/reviewer.toml", &at, text);
    assert_eq!(found.len(), 1, "the key is reported");
    let reviewer = crate::model::reviewer::Reviewer {
        id: "a".parse().unwrap(),
        name: "A".to_owned(),
        kind: crate::model::reviewer::ReviewerKind::Group,
        emails: vec!["a@example.org".to_owned()],
        orcid: None,
        expertise: Vec::new(),
        interests: None,
        note: None,
        group: None,
        keys: Vec::new(),
        expired_keys: Vec::new(),
        revoked_keys: Vec::new(),
    };
    assert_eq!(
        reviewer::put(text, &reviewer).unwrap(),
        "name = \"A\"\nkind = \"group\"\nemails = [\"a@example.org\"]\ncolour = \"red\"\n"
    );
}

#[test]
fn what_is_not_toml_is_not_edited() {
    let error = review::set_edition("edition = \n", 2).unwrap_err();
    assert!(matches!(error, super::EditError::NotToml(_)));
    assert!(error.to_string().contains("line 1"), "{error}");
}

#[test]
fn formatting_orders_keys_and_sections_and_carries_comments_along() {
    let text = "#:schema ../x.json\n# of the file\n\nrationale = 'r'   # why\r\nconfidence={upper=0.6,best=0.5,lower=0.4}\n\n\n# edition\n  edition=1\n# below\n\n[[sources]]\nid=\"a\"\n# of sources\n\n# of arguments\n[[arguments]] # here\ntext=\"t\"\nid=\"i\"\n\n# at the end\n";
    assert_eq!(
        format_text(&review_at(), text).unwrap(),
        "#:schema ../x.json\n# of the file\n\n# edition\nedition = 1\n# below\n\nconfidence = { best = 0.5, lower = 0.4, upper = 0.6 }\nrationale = 'r'   # why\n\n\
         # of arguments\n[[arguments]] # here\nid = \"i\"\ntext = \"t\"\n\n[[sources]]\nid = \"a\"\n# of sources\n\n# at the end\n"
    );
}
