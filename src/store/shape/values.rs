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
use crate::store::signature::is_public_key;

type Value<'i> = Spanned<DeValue<'i>>;

/// Checks one value and everything in it.
pub(super) fn check(value: &Value<'_>, kind: Kind, key: &str, gather: &mut Gather<'_>) {
    match kind {
        Kind::Text | Kind::Prose => drop(text(value, key, gather)),
        Kind::Word(words) => word(value, words, key, gather),
        Kind::Count(least, most) => count(value, least, most, key, gather),
        Kind::Level => level(value, key, gather),
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
    escaped_control(value, text, key, gather);
    Some(text)
}

/// Characters that deceive the eye are reported where they stand, by the reader of the whole file;
/// only those written as escapes are left to be noticed here.
fn escaped_control(value: &Value<'_>, text: &str, key: &str, gather: &mut Gather<'_>) {
    let Some(c) = text.chars().find(|c| identifiers::is_deceptive(*c)) else {
        return;
    };
    let as_written = gather.text.get(value.span()).unwrap_or_default();
    if as_written.contains(c) {
        return;
    }
    let message = format!(
        "`{key}` contains the invisible character U+{:04X}",
        u32::from(c)
    );
    let help = "remove the escape; text says what it says without it".to_owned();
    gather.add(Code::ControlCharacter, value.span(), message, Some(help));
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
    if !whole(value, key, gather)
        || integer(value.get_ref()).is_some_and(|n| (least..=most).contains(&n))
    {
        return;
    }
    let unbounded = most == i64::from(u32::MAX);
    let small = integer(value.get_ref()).is_some_and(|n| n < least);
    let message = if unbounded && small {
        format!("`{key}` must be at least {least}")
    } else {
        format!("`{key}` must lie between {least} and {most}")
    };
    let help = if unbounded {
        format!("write a whole number from {least} upward, such as {key} = {least}")
    } else {
        format!("write a whole number from {least} to {most}")
    };
    gather.add(Code::NumberOutOfRange, value.span(), message, Some(help));
}

/// Whether a value is a whole number; if not, that is reported.
fn whole(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) -> bool {
    if matches!(value.get_ref(), DeValue::Integer(_)) {
        return true;
    }
    let number = match value.get_ref() {
        DeValue::String(text) => text.trim().parse::<f64>().ok(),
        other => as_number(other),
    };
    let help = match number.filter(|x| x.is_finite() && x.abs() < 1e15) {
        Some(x) => format!("write {}, without quotes or decimal point", x.round()),
        None => format!("write a number without quotes or decimal point, such as {key} = 3"),
    };
    wrong_type(value, key, "a whole number", Some(help), gather);
    false
}

/// A level of agreement; how many levels there are is known to the workspace alone.
fn level(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    if whole(value, key, gather) && as_count(value.get_ref()).is_none_or(|n| n < 1) {
        let message = "levels of agreement are counted from 1".to_owned();
        let help = "write 1 for the first level of obelus.toml, 2 for the next".to_owned();
        gather.add(Code::StanceOutOfRange, value.span(), message, Some(help));
    }
}

fn number(value: &Value<'_>, least: f64, most: f64, key: &str, gather: &mut Gather<'_>) {
    match as_number(value.get_ref()) {
        None => {
            let help = share_in(value.get_ref(), most)
                .unwrap_or_else(|| format!("write a number between {least} and {most}"));
            wrong_type(value, key, "a number", Some(help), gather);
        }
        Some(x) if (least..=most).contains(&x) => {}
        Some(x) => {
            let message = format!("`{key}` must lie between {least} and {most}");
            let help = percentage(x, most)
                .unwrap_or_else(|| format!("write a number between {least} and {most}"));
            gather.add(Code::NumberOutOfRange, value.span(), message, Some(help));
        }
    }
}

fn probability(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) -> Option<f64> {
    let Some(x) = as_number(value.get_ref()) else {
        let help = share_in(value.get_ref(), 1.0).unwrap_or_else(|| SIXTY.to_owned());
        wrong_type(value, key, "a number between 0 and 1", Some(help), gather);
        return None;
    };
    if (0.0..=1.0).contains(&x) {
        return Some(x);
    }
    let message = format!("`{key}` is a probability and must lie between 0 and 1");
    let help = percentage(x, 1.0).unwrap_or_else(|| SIXTY.to_owned());
    gather.add(
        Code::ConfidenceOutOfRange,
        value.span(),
        message,
        Some(help),
    );
    None
}

const SIXTY: &str = "write a number between 0 and 1, such as 0.6 for sixty per cent";

/// "write 0.6" for 60, where that is what was meant.
fn percentage(x: f64, most: f64) -> Option<String> {
    // One hundredth of x, without the digits that binary fractions add.
    let share = (x * 1e10).round() / 1e12;
    (x > 1.0 && share > 0.0 && share <= most).then(|| format!("write {share}"))
}

/// "write 0.6" for "60%", "60 %" or "0.6" in quotes.
fn share_in(value: &DeValue<'_>, most: f64) -> Option<String> {
    let text = value.as_str()?.trim();
    let number = text
        .trim_end_matches('%')
        .trim()
        .replace(',', ".")
        .parse::<f64>()
        .ok()?;
    if text.ends_with('%') {
        let share = (number * 1e10).round() / 1e12;
        return (0.0..=most)
            .contains(&share)
            .then(|| format!("write {share}"));
    }
    if (0.0..=most).contains(&number) {
        return Some(format!("write {number}, without quotes"));
    }
    percentage(number, most)
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
    let numbers = [best, lower, upper].map(Option::flatten);
    let [best, lower, upper] = numbers;
    match Confidence::new(best.unwrap_or_default(), lower, upper) {
        Err(problem @ ConfidenceProblem::OneBound) => {
            let key = if lower.is_some() { "lower" } else { "upper" };
            let help = "give both `lower` and `upper`, or neither".to_owned();
            let at = key_span(table, key).unwrap_or(value.span());
            gather.add(Code::BoundMissing, at, problem.to_string(), Some(help));
        }
        Err(problem) => {
            let key = if lower > best { "lower" } else { "upper" };
            let at = table.get(key).map_or(value.span(), Spanned::span);
            gather.add(
                Code::BoundsOutOfOrder,
                at,
                problem.to_string(),
                Some(in_order(numbers)),
            );
        }
        Ok(_) => {}
    }
}

fn key_span(table: &DeTable<'_>, key: &str) -> Option<std::ops::Range<usize>> {
    let (key, _) = table.iter().find(|(k, _)| k.get_ref() == key)?;
    Some(key.span())
}

fn in_order(numbers: [Option<f64>; 3]) -> String {
    let mut sorted: Vec<f64> = numbers.into_iter().flatten().collect();
    sorted.sort_by(f64::total_cmp);
    match sorted.as_slice() {
        [low, middle, high] => {
            format!(
                "if you meant these three: {{ best = {middle}, lower = {low}, upper = {high} }}"
            )
        }
        _ => "order them so that lower ≤ best ≤ upper".to_owned(),
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
            identifiers::is_ssh_key(written) && is_public_key(written),
            "paste the line from your .pub file: ssh-ed25519 AAAA…",
        ),
        Form::Path => (
            Code::BadDocumentPath,
            identifiers::is_inner_path(written),
            "write a path within the workspace with `/` between its parts: documents/chapter-2.txt",
        ),
        Form::Pool => (Code::BadPool, POOLS.contains(&written), ""),
    };
    if form == Form::SshKey && written.contains("PRIVATE KEY") {
        return private_key(value, key, gather);
    }
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

fn private_key(value: &Value<'_>, key: &str, gather: &mut Gather<'_>) {
    let message = format!("`{key}` holds a private key");
    let help = "remove it, and never use that key again if it was ever pushed; paste the line from your .pub file";
    gather.add(
        Code::PrivateKey,
        value.span(),
        message,
        Some(help.to_owned()),
    );
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
