//! Sources of a claim or a review.

use super::{
    EditError, fields,
    home::At,
    page::{Page, Wanted},
};
use crate::model::source::{DATE_VARIABLES, NAME_VARIABLES, Source, TEXT_VARIABLES};
use crate::store::shape::{SOURCE, Shape};

/// Adds a source, or brings the one of the same id to what is given; keys that are no CSL variables
/// stay.
pub(super) fn put(page: &mut Page, top: &Shape, source: &Source) -> Result<(), EditError> {
    let Some(index) = page.position("sources", "id", source.id.as_str())? else {
        return page.append("sources", top, fields::source(source));
    };
    let at = At::Element("sources", index);
    let csl = |key: &str| {
        [NAME_VARIABLES, DATE_VARIABLES, TEXT_VARIABLES]
            .iter()
            .any(|known| known.contains(&key))
    };
    let gone = page
        .keys(&at)?
        .into_iter()
        .filter(|key| csl(key) && !source.csl.contains_key(key));
    let mut wanted: Vec<(String, Wanted)> = gone.map(|key| (key, Wanted::Absent)).collect();
    wanted.extend(fields::source(source));
    page.put(&at, &SOURCE, wanted)
}
