//! Checks of single values: their type, their range and their form.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Form, IdKind, Kind, check, check::Gather};
use crate::model::{
    argument::Target,
    confidence::{Confidence, ConfidenceProblem},
    diagnostic::Code,
    id::{ArgumentId, ArgumentRef, ClaimId, DocumentId, IdProblem, ReviewerId, SourceId},
    identifiers,
    rules::POOLS,
    spelling::nearest,
};

type Value<'i> = Spanned<DeValue<'i>>;

/// Checks one value and everything in it.
pub(super) fn check(value: &Value<'_>, kind: Kind, key: &str, gather: &mut Gather<'_>) {
    match kind {
        Kind::Text | Kind::Prose => drop(text(value, key, gather)),
        Kind::Word(words) => word(value, words, key, gather),
        Kind::Count(least, most) => count(value, least, most, key, gather),
        Kind::Number(least, most) => number(value, least, most, key, gather),
        Kind::Confidence => confidence(value, key, gather),
        Kind::Outcome => outcome(value, key, gather),
        Kind::Date => date(value, key, gather),
        Kind::Id(sort) => id(value, sort, key, gather),
        Kind::Form(form) => formed(value, form, key, gather),
        Kind::List(inner) => list(value, *inner, key, gather),
        Kind::Citation => citation(value, key, gather),
        Kind::Target => target(value, key, gather),
        Kind::Table(shape) => match value.get_ref().as_table() {
            Some(inner) => check::table(inner, shape, value.span(), gather),
            None => wrong_type(
                value,
                key,
                "a table",
                Some(format!("write it under a heading [{key}]")),
                gather,
            ),
        },
        Kind::Tables(shape) => check::tables(value, shape, key, gather),
        Kind::Map(shape) => map(value, shape, key, gather),
    }
}

/// Notes that a value is of the wrong type.
pub(super) fn wrong_type(
    value: &Value<'_>,
    key: &str,
    wanted: &str,
    help: Option<String>,
    gather: &mut Gather<'_>,
) {
    let message = format!(
        "`{key}` must be {wanted}, not {}",
        with_article(value.get_ref())
    );
    gather.add(Code::WrongType, value.span(), message, help);
}

fn with_article(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a decimal point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn text<'v>(value: &'v Value<'_>, key: &str, gather: &mut Gather<'_>) -> Option<&'v str> {
    let Some(text) = value.get_ref().as_str() else {
        let help = "put it in quotation marks".to_owned();
        wrong_type(value, key, "a text", Some(help), gather);
        return None;
    };
    if text.trim().is_empty() {
        let help = format!("write something, or remove `{key}` if it is optional");
        gather.add(
            Code::EmptyText,
            value.span(),
            format!("`{key}` is empty"),
            Some(help),
        );
        return None;
    }
    if let Some(c) = text.chars().find(|c| identifiers::is_deceptive(*c)) {
        let message = format!(
            "`{key}` contains the invisible character U+{:04X}",
            u32::from(c)
        );
        gather.add(
            Code::ControlCharacter,
            value.span(),
            message,
            Some("remove it".to_owned()),
        );
    }
    Some(text)
}

fn word(value: &Value<'_>, words: &'static [&'static str], key: &str, gather: &mut Gather<'_>) {
    let Some(written) = text(value, key, gather) else {
        return;
    };
    if words.contains(&written) {
        return;
    }
    let all = || words.join(", ");
    let help = match nearest(written, words.iter().copied()) {
        Some(meant) if words.len() > 12 => format!("did you mean \"{meant}\"?"),
        Some(meant) => format!("did you mean \"{meant}\"? Allowed are {}", all()),
        None => format!("write one of {}", all()),
    };
    gather.add(
        Code::UnknownWord,
        value.span(),
        format!("`{key}` cannot be \"{written}\""),
        Some(help),
    );
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}

/// The number a value holds, whole or not.
pub(crate) fn as_number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
        DeValue::Integer(whole) => match integer(value) {
            Some(small) => Some(small as f64),
            None => whole.as_str().replace('_', "").parse().ok(),
        },
        _ => None,
    }
}

/// The whole number a value holds, if it fits.
pub(crate) fn as_count(value: &DeValue<'_>) -> Option<u32> {
    integer(value).and_then(|n| u32::try_from(n).ok())
}

fn count(value: &Value<'_>, least: i64, most: i64, key: &str, gather: &mut Gather<'_>) {
    if !matches!(value.get_ref(), DeValue::Integer(_)) {
        return wrong_type(value, key, "a whole number", None, gather);
    }
    if integer(value.get_ref()).is_some_and(|n| (least..=most).contains(&n)) {
        return;
    }
    let message = if most == i64::from(u32::MAX) {
        format!("`{key}` must be at least {least}")
    } else {
        format!("`{key}` must lie between {least} and {most}")
    };
    gather.add(Code::NumberOutOfRange, value.span(), message, None);
}

fn number(value: &Value<'_>, least: f64, most: f64, key: &str, gather: &mut Gather<'_>) {
    match as_number(value.get_ref()) {
        None => wrong_type(value, key, "a number", None, gather),
        Some(x) if (least..=most).contains(&x) => {}
        Some(_) => {
            let message = format!("`{key}` must lie between {least} and {most}");
            gather.add(Code::NumberOutOfRange, value.span(), message, None);
        }
    }
}

fn probability(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) -> Option<f64> {
    if let DeValue::String(text) = value.get_ref() {
        let trimmed = text.trim().trim_end_matches('%').trim();
        let help = trimmed
            .parse::<f64>()
            .ok()
            .map(|x| suggest_probability(x, text.contains('%')));
        wrong_type(value, key, "a number", help, gather);
        return None;
    }
    let Some(x) = as_number(value.get_ref()) else {
        wrong_type(value, key, "a number between 0 and 1", None, gather);
        return None;
    };
    if (0.0..=1.0).contains(&x) {
        return Some(x);
    }
    let message = format!("`{key}` is a probability and must lie between 0 and 1");
    let help = suggest_probability(x, false);
    gather.add(
        Code::ConfidenceOutOfRange,
        value.span(),
        message,
        Some(help),
    );
    None
}

fn suggest_probability(x: f64, percent: bool) -> String {
    let share = if percent || x > 1.0 {
        (x * 1e10).round() / 1e12
    } else {
        x
    };
    if (0.0..=1.0).contains(&share) {
        format!("write {share}")
    } else {
        "write a number such as 0.6 for sixty per cent".to_owned()
    }
}

fn confidence(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    match value.get_ref() {
        DeValue::Table(table) => interval(value, table, gather),
        _ => drop(probability(value, key, gather)),
    }
}

fn interval(value: &Value<'_>, table: &DeTable<'_>, gather: &mut Gather<'_>) {
    const KEYS: [&str; 3] = ["best", "lower", "upper"];
    for (key, _) in table
        .iter()
        .filter(|(key, _)| !KEYS.contains(&key.get_ref().as_ref()))
    {
        let help = nearest(key.get_ref(), KEYS.into_iter()).map_or_else(
            || "its keys are best, lower and upper".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        gather.add(
            Code::UnknownKey,
            key.span(),
            format!("a confidence has no key `{}`", key.get_ref()),
            Some(help),
        );
    }
    let before = gather.found.len();
    let [best, lower, upper] =
        KEYS.map(|key| table.get(key).map(|inner| probability(inner, key, gather)));
    if best.is_none() {
        let help = "write { best = 0.35, lower = 0.2, upper = 0.55 }".to_owned();
        gather.add(
            Code::MissingKey,
            value.span(),
            "a confidence needs `best`".to_owned(),
            Some(help),
        );
    }
    if gather.found.len() > before {
        return;
    }
    if let Err(problem) = Confidence::new(
        best.flatten().unwrap_or_default(),
        lower.flatten(),
        upper.flatten(),
    ) {
        let (code, help) = match problem {
            ConfidenceProblem::OneBound => (Code::BoundMissing, "give both bounds, or neither"),
            _ => (
                Code::BoundsOutOfOrder,
                "order them so that lower ≤ best ≤ upper",
            ),
        };
        gather.add(
            code,
            value.span(),
            problem.to_string(),
            Some(help.to_owned()),
        );
    }
}

fn outcome(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    if value.get_ref().is_bool() {
        return;
    }
    let help = Some("write true, false, or a share between 0 and 1".to_owned());
    match as_number(value.get_ref()) {
        None => wrong_type(value, key, "true, false or a number", help, gather),
        Some(x) if (0.0..=1.0).contains(&x) => {}
        Some(_) => gather.add(
            Code::NumberOutOfRange,
            value.span(),
            format!("`{key}` must lie between 0 and 1"),
            help,
        ),
    }
}

/// The date a value holds.
pub(crate) fn as_date(value: &DeValue<'_>) -> Option<crate::model::date::PartialDate> {
    match value {
        DeValue::String(text) => text.trim().parse().ok(),
        DeValue::Integer(_) => integer(value)?.to_string().parse().ok(),
        DeValue::Datetime(moment) => {
            let date = moment.date?;
            crate::model::date::PartialDate::new(
                i32::from(date.year),
                Some(date.month),
                Some(date.day),
            )
        }
        _ => None,
    }
}

fn date(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    if as_date(value.get_ref()).is_none() {
        let help = "write \"2015\", \"2015-03\" or \"2015-03-07\"".to_owned();
        gather.add(
            Code::BadDate,
            value.span(),
            format!("`{key}` is no date"),
            Some(help),
        );
    }
}

fn id(value: &Value<'_>, sort: IdKind, key: &str, gather: &mut Gather<'_>) {
    let Some(written) = text(value, key, gather) else {
        return;
    };
    let problem = match sort {
        IdKind::Claim => ClaimId::new(written).err(),
        IdKind::Reviewer => ReviewerId::new(written).err(),
        IdKind::Argument => ArgumentId::new(written).err(),
        IdKind::Document => DocumentId::new(written).err(),
        IdKind::Source => SourceId::new(written).err(),
    };
    if let Some(problem) = problem {
        bad_id(value, key, written, &problem, gather);
    }
}

fn bad_id(
    value: &Value<'_>,
    key: &str,
    written: &str,
    problem: &IdProblem,
    gather: &mut Gather<'_>,
) {
    let message = format!("`{key}` cannot be \"{written}\": {problem}");
    gather.add(
        Code::BadId,
        value.span(),
        message,
        Some(IdProblem::RULE.to_owned()),
    );
}

fn formed(value: &Value<'_>, form: Form, key: &str, gather: &mut Gather<'_>) {
    let Some(written) = text(value, key, gather) else {
        return;
    };
    let (code, fits, help) = match form {
        Form::FoldDigest => (
            Code::BadDigest,
            identifiers::is_digest(written, "fold1:sha256:"),
            "it is `fold1:sha256:` and 64 hexadecimal digits; the tool writes it",
        ),
        Form::Digest => (
            Code::BadDigest,
            identifiers::is_digest(written, "sha256:"),
            "it is `sha256:` and 64 hexadecimal digits; the tool writes it",
        ),
        Form::Commit => (
            Code::BadCommit,
            identifiers::is_commit(written),
            "write the full name of the commit, as `git rev-parse` prints it",
        ),
        Form::Doi => (
            Code::BadDoi,
            identifiers::is_doi(written),
            "a DOI looks like 10.1371/journal.pone.0256919, without https://doi.org/",
        ),
        Form::Isbn => (
            Code::BadIsbn,
            identifiers::is_isbn(written),
            "compare it with the book: 10 or 13 digits, and the last must fit the others",
        ),
        Form::Orcid => (
            Code::BadOrcid,
            identifiers::is_orcid(written),
            "an ORCID looks like 0000-0002-1825-0097, and its last character must fit the others",
        ),
        Form::Url => (
            Code::BadUrl,
            identifiers::is_web_address(written),
            "write an address that begins with https:// or http://, without spaces",
        ),
        Form::Email => (
            Code::BadEmail,
            identifiers::is_email(written),
            "write name@host, without angle brackets",
        ),
        Form::SshKey => (
            Code::BadKey,
            identifiers::is_ssh_key(written),
            "paste the line from your .pub file: ssh-ed25519 AAAA…",
        ),
        Form::Pool => (Code::BadPool, POOLS.contains(&written), ""),
    };
    if !fits {
        let help = if form == Form::Pool {
            pool_help(written)
        } else {
            help.to_owned()
        };
        gather.add(
            code,
            value.span(),
            format!("`{key}` cannot be \"{written}\""),
            Some(help),
        );
    }
}

fn pool_help(written: &str) -> String {
    let all = POOLS.join(", ");
    match nearest(written, POOLS.iter().copied()) {
        Some(meant) => format!("did you mean \"{meant}\"? Allowed are {all}"),
        None => format!("write one of {all}"),
    }
}

fn list(value: &Value<'_>, inner: Kind, key: &str, gather: &mut Gather<'_>) {
    match value.get_ref().as_array() {
        Some(array) => array
            .iter()
            .for_each(|item| check(item, inner, key, gather)),
        None => wrong_type(
            value,
            key,
            "a list",
            Some(format!("put it in square brackets: {key} = [ … ]")),
            gather,
        ),
    }
}

fn citation(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    let DeValue::Table(table) = value.get_ref() else {
        return id(value, IdKind::Source, key, gather);
    };
    for (inner_key, inner) in table {
        match inner_key.get_ref().as_ref() {
            "id" => id(inner, IdKind::Source, "id", gather),
            "locator" => drop(text(inner, "locator", gather)),
            other => {
                let help = "a citation has `id` and `locator`: { id = \"mof-2014\", locator = \"table 3\" }".to_owned();
                gather.add(
                    Code::UnknownKey,
                    inner_key.span(),
                    format!("a citation has no key `{other}`"),
                    Some(help),
                );
            }
        }
    }
    if !table.contains_key("id") {
        let help = "write { id = \"mof-2014\", locator = \"table 3\" }".to_owned();
        gather.add(
            Code::MissingKey,
            value.span(),
            "a citation needs `id`".to_owned(),
            Some(help),
        );
    }
}

/// The target a text names.
pub(crate) fn as_target(written: &str) -> Result<Target, IdProblem> {
    match written {
        "claim" => Ok(Target::Claim),
        other => other.parse::<ArgumentRef>().map(Target::Argument),
    }
}

fn target(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    let Some(written) = text(value, key, gather) else {
        return;
    };
    if as_target(written).is_err() {
        let help = "write \"claim\", or \"<reviewer>#<argument>\" to answer an argument".to_owned();
        gather.add(
            Code::BadId,
            value.span(),
            format!("`{key}` cannot be \"{written}\""),
            Some(help),
        );
    }
}

fn map(value: &Value<'_>, shape: &'static super::Shape, key: &str, gather: &mut Gather<'_>) {
    let Some(table) = value.get_ref().as_table() else {
        return wrong_type(
            value,
            key,
            "a table of tables",
            Some(format!("write [{key}.<id>]")),
            gather,
        );
    };
    for (name, inner) in table {
        if let Err(problem) = DocumentId::new(name.get_ref()) {
            let message = format!("`{}` cannot be an id in [{key}]: {problem}", name.get_ref());
            gather.add(
                Code::BadId,
                name.span(),
                message,
                Some(IdProblem::RULE.to_owned()),
            );
        }
        match inner.get_ref().as_table() {
            Some(fields) => check::table(fields, shape, inner.span(), gather),
            None => wrong_type(
                inner,
                name.get_ref(),
                "a table",
                Some(format!("write [{key}.{}]", name.get_ref())),
                gather,
            ),
        }
    }
}
