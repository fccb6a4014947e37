//! Formatted citations, by the rules of a style of the Citation Style Language.
//!
//! All sources of a report are formatted together, since a style tells apart what would look alike
//! (`2015a`, `2015b`).

mod item;
mod spans;

use std::{collections::BTreeMap, sync::LazyLock};

use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Rendered,
    archive::{self, ArchivedStyle},
    citationberg::{IndependentStyle, Locale, LocaleCode, Style, json::Item},
    standalone_citation,
};
use rayon::prelude::*;

use crate::model::{
    citation::{FormattedCitation, Span},
    id::SourceId,
    source::Source,
};

/// The styles on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CitationStyle {
    /// American Psychological Association, 7th edition.
    #[default]
    Apa,
    /// Chicago Manual of Style, author and date.
    ChicagoAuthorDate,
}

impl CitationStyle {
    fn definition(self) -> Option<&'static IndependentStyle> {
        static APA: LazyLock<Option<IndependentStyle>> =
            LazyLock::new(|| load(ArchivedStyle::AmericanPsychologicalAssociation));
        static CHICAGO: LazyLock<Option<IndependentStyle>> =
            LazyLock::new(|| load(ArchivedStyle::ChicagoAuthorDate));
        match self {
            Self::Apa => APA.as_ref(),
            Self::ChicagoAuthorDate => CHICAGO.as_ref(),
        }
    }
}

/// The style, but with its list in the order it is given: it is the reports that sort, and a suffix
/// such as `2015a` should not wander when a title changes.
fn load(style: ArchivedStyle) -> Option<IndependentStyle> {
    let Style::Independent(mut style) = style.get() else {
        return None;
    };
    if let Some(list) = &mut style.bibliography {
        list.sort = None;
    }
    Some(style)
}

/// The locale of American English alone: unpacking all sixty would cost more than a report.
fn locale_files() -> &'static [Locale] {
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
        let named = |packed: &&&[u8]| packed.windows(5).any(|name| name == b"en-US");
        let unpacked = archive::LOCALES.iter().filter(named);
        let locales = unpacked.filter_map(|packed| ciborium::from_reader(*packed).ok());
        locales
            .filter(|locale: &Locale| locale.lang == Some(LocaleCode::en_us()))
            .collect()
    });
    &LOCALES
}

/// Formats sources in APA style, each under its id; of several with one id, the first.
///
/// A source without description is shown by its id.
pub fn format_all(sources: &[&Source]) -> BTreeMap<SourceId, FormattedCitation> {
    let formatted = format_each(sources, CitationStyle::default());
    let mut by_id = BTreeMap::new();
    for (source, citation) in sources.iter().zip(formatted) {
        by_id.entry(source.id.clone()).or_insert(citation);
    }
    by_id
}

/// Formats sources, one result for each in the same order.
///
/// Sources of the same description are one work, whatever their ids, and share a label; works that
/// would share a label by accident are told apart. The result does not depend on the order.
pub fn format_each(sources: &[&Source], style: CitationStyle) -> Vec<FormattedCitation> {
    let works = Works::of(sources);
    let rendered = style.definition().map(|style| render(&works.items, style));
    let formatted = rendered.unwrap_or_default();
    sources
        .iter()
        .zip(&works.keys)
        .map(|(source, key)| {
            let citation = key.as_ref().and_then(|key| formatted.get(key));
            completed(citation.cloned(), source)
        })
        .collect()
}

/// The citation with the id in place of what the style leaves empty.
fn completed(citation: Option<FormattedCitation>, source: &Source) -> FormattedCitation {
    let bare = bare(&source.id);
    let Some(mut citation) = citation else {
        return bare;
    };
    if item::has_no_name(source) || citation.label.trim().is_empty() {
        citation.label = bare.label;
    }
    if citation.plain().trim().is_empty() {
        citation.spans = bare.spans;
    }
    citation
}

fn bare(id: &SourceId) -> FormattedCitation {
    FormattedCitation {
        label: id.to_string(),
        spans: vec![Span::plain(id.as_str())],
    }
}

/// The distinct works among sources.
struct Works {
    /// One item a work, in order of the smallest id that describes it.
    items: Vec<Item>,
    /// Which work each source is; none where nothing is described.
    keys: Vec<Option<String>>,
}

impl Works {
    fn of(sources: &[&Source]) -> Self {
        let mut order: Vec<usize> = (0..sources.len()).collect();
        let described = |index: &usize| sources.get(*index).filter(|s| !s.is_reference());
        order.sort_by_key(|index| described(index).map(|s| (&s.id, format!("{:?}", s.csl))));
        let mut works = Self {
            items: Vec::new(),
            keys: vec![None; sources.len()],
        };
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for index in order {
            let (Some(source), Some(slot)) = (described(&index), works.keys.get_mut(index)) else {
                continue;
            };
            let key = known.entry(format!("{:?}", source.csl)).or_insert_with(|| {
                // Keys sort as numbers do, so that the order of works is the order of keys.
                let key = format!("{:08}", works.items.len());
                works.items.push(item::item(&key, source));
                key
            });
            *slot = Some(key.clone());
        }
        works
    }
}

/// Formats every item, in order.
///
/// Only items that would share a label can need telling apart, so each such group is rendered by
/// itself, and the groups at the same time.
fn render(items: &[Item], style: &IndependentStyle) -> BTreeMap<String, FormattedCitation> {
    let labels: Vec<String> = items.par_iter().map(|item| label(item, style)).collect();
    let mut groups: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for (label, item) in labels.iter().zip(items) {
        groups.entry(label).or_default().push(item);
    }
    let groups: Vec<Vec<&Item>> = groups.into_values().collect();
    let rendered = groups
        .par_iter()
        .flat_map_iter(|group| by_key(render_group(group, style)));
    told_apart(rendered.collect())
}

/// Where a style knows no way to tell labels apart, numbers do.
fn told_apart(
    mut formatted: BTreeMap<String, FormattedCitation>,
) -> BTreeMap<String, FormattedCitation> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for citation in formatted.values_mut() {
        let count = taken.entry(citation.label.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            citation.label = format!("{} ({count})", citation.label);
        }
    }
    formatted
}

fn request<'a>(item: &'a Item, style: &'a IndependentStyle) -> CitationRequest<'a, Item> {
    let item = vec![CitationItem::with_entry(item)];
    CitationRequest::new(item, style, Some(LocaleCode::en_us()), locale_files(), None)
}

fn label(item: &Item, style: &IndependentStyle) -> String {
    spans::label(&standalone_citation(request(item, style)))
}

fn render_group(items: &[&Item], style: &IndependentStyle) -> Rendered {
    // The processor suffixes undated works (`n.d.-a`) only if some work at hand has a date.
    let dated = item::dated();
    let mut driver = BibliographyDriver::new();
    for item in items {
        driver.citation(request(item, style));
    }
    if items.len() > 1 {
        driver.citation(request(&dated, style));
    }
    driver.finish(BibliographyRequest {
        style,
        locale: Some(LocaleCode::en_us()),
        locale_files: locale_files(),
    })
}

/// The labels and lines of a group by key; both come in the order of its items.
fn by_key(rendered: Rendered) -> Vec<(String, FormattedCitation)> {
    let lines = rendered.bibliography.map(|list| list.items);
    let labels = rendered.citations.iter();
    labels
        .zip(lines.unwrap_or_default())
        .map(|(label, line)| {
            let label = spans::label(&label.citation);
            let spans = spans::spans(&line.content);
            (line.key, FormattedCitation { label, spans })
        })
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
