//! Marking a passage in the attached text of a document.

use dialoguer::Select;

use crate::analysis::anchoring::{
    Copy, Measure, Outline, Sentence, Unmeasured, anchor, around, mark, measure, sentences,
};
use crate::analysis::fold::{fold, occurrences};
use crate::cli::{Result, ask, error::CliError};
use crate::model::{anchor::Anchor, document::Document};
use crate::present::terminal::reading::choice;

/// So many places of searched words are told apart.
const MOST_PLACES: usize = 50;

/// The one passage between these words.
pub(super) fn measured(
    copy: &Copy<'_>,
    document: &Document,
    start: &str,
    end: &str,
) -> Result<Measure> {
    measure(&copy.folded, start, end).map_err(|problem| match problem {
        Unmeasured::NotFound => CliError::refused(format!(
            "no passage of {} begins with \"{start}\" and ends with \"{end}\"",
            document.id
        ))
        .hint("copy the words from the text as they are printed"),
        Unmeasured::Several(n) => {
            CliError::refused(format!("{n} passages of {} begin and end so", document.id))
                .hint("give one or two words more, so that one is meant")
        }
    })
}

/// An anchor for the passage between these words, with its place.
pub(super) fn between(text: &str, document: &Document, start: &str, end: &str) -> Result<Anchor> {
    let copy = Copy::new(text);
    let passage = measured(&copy, document, start, end)?;
    let outline = Outline::new(&copy, &document.sections);
    let words = (start.to_owned(), end.to_owned());
    Ok(anchor(&outline, &document.id, words, passage))
}

/// An anchor for the sentences around searched words, or for those chosen on a terminal.
pub(super) fn pick(text: &str, document: &Document, search: Option<&str>) -> Result<Anchor> {
    let copy = Copy::new(text);
    let outline = Outline::new(&copy, &document.sections);
    let all = sentences(&copy, &outline);
    let chars = match search {
        Some(words) => {
            let places = places(&copy, &all, words);
            match places.as_slice() {
                [] => {
                    return Err(CliError::refused(format!(
                        "\"{words}\" stands nowhere in {}",
                        document.id
                    )));
                }
                [one] => one.clone(),
                several => several_places(&copy, several)?,
            }
        }
        None => by_choice(&copy, &all)?,
    };
    mark(&copy, &outline, &document.id, chars)
        .ok_or_else(|| CliError::refused("there are no letters or digits in that passage"))
}

type Chars = std::ops::Range<usize>;

/// The sentences in which words stand, each once.
fn places(copy: &Copy<'_>, all: &[Sentence], words: &str) -> Vec<Chars> {
    let found = occurrences(&copy.folded, &fold(words), MOST_PLACES);
    let mut places: Vec<Chars> = found
        .iter()
        .filter_map(|chars| around(copy, all, chars))
        .collect();
    places.dedup();
    places
}

fn several_places(copy: &Copy<'_>, places: &[Chars]) -> Result<Chars> {
    let options = "search for more words, or give --start and --end";
    ask::need_terminal("which of several places is meant", options)?;
    let shown = places.iter().zip(1..).map(|(chars, n)| {
        let bytes = copy.folded.raw(chars.clone()).unwrap_or_default();
        choice(n, copy.raw.get(bytes).unwrap_or_default(), 76)
    });
    let lines: Vec<String> = shown.collect();
    let chosen = select("Which passage", &lines, 0)?;
    Ok(places.get(chosen).cloned().unwrap_or_default())
}

/// First and last sentence, chosen from a list that scrolls.
fn by_choice(copy: &Copy<'_>, all: &[Sentence]) -> Result<Chars> {
    ask::need_terminal("the passage", "give --start and --end, or --search")?;
    let lines: Vec<String> = all
        .iter()
        .zip(1..)
        .map(|(s, n)| choice(n, &s.text, 76))
        .collect();
    let first = select("It begins with", &lines, 0)?;
    let rest = lines.get(first..).unwrap_or_default();
    let last = first + select("It ends with", rest, 0)?;
    let bytes = |i: usize| all.get(i).map(|s| s.bytes.clone()).unwrap_or_default();
    Ok(copy.folded.chars_of(bytes(first).start..bytes(last).end))
}

/// A list that shows a page at a time.
fn select(prompt: &str, lines: &[String], default: usize) -> Result<usize> {
    let select = Select::new()
        .with_prompt(prompt)
        .items(lines)
        .default(default)
        .max_length(16);
    let chosen = select
        .interact()
        .map_err(|error| CliError::new(error.to_string()))?;
    Ok(chosen)
}
