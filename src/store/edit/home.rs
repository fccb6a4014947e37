//! Where the keys of a table stand: under a heading, as dotted keys, or in an inline table.

use std::fmt;

use crate::store::syntax::{Entry, Node, Section, Tree, Value};

/// Which table of a record.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    /// The record itself.
    Top,
    /// The table at this path.
    Table(&'a [&'a str]),
    /// An element of an array of tables at the top, counted from 0.
    Element(&'a str, usize),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => f.write_str("the record"),
            Self::Table(path) => write!(f, "[{}]", path.join(".")),
            Self::Element(array, index) => write!(f, "[[{array}]] number {}", index + 1),
        }
    }
}

impl At<'_> {
    /// The sections that hold a key of this table as a heading of its own.
    pub(super) fn below<'t>(&self, tree: &'t Tree<'_>, key: &str) -> Vec<&'t Section> {
        let (mut path, sections): (Vec<&str>, &[Section]) = match self {
            Self::Top => (Vec::new(), tree.sections.get(1..).unwrap_or_default()),
            Self::Table(path) => (path.to_vec(), tree.sections.get(1..).unwrap_or_default()),
            Self::Element(array, index) => (vec![*array], within_element(tree, array, *index)),
        };
        path.push(key);
        sections
            .iter()
            .filter(|section| starts_with(section.path(), &path))
            .collect()
    }
}

fn starts_with(path: &[String], prefix: &[&str]) -> bool {
    path.len() >= prefix.len() && path.iter().zip(prefix).all(|(a, b)| a == b)
}

/// The sections that follow the heading of an element and belong to it.
fn within_element<'t>(tree: &'t Tree<'_>, array: &str, index: usize) -> &'t [Section] {
    let Some(start) = element_section(tree, array, index) else {
        return &[];
    };
    let rest = tree.sections.get(start + 1..).unwrap_or_default();
    let next = rest.iter().position(|section| is_element(section, array));
    rest.get(..next.unwrap_or(rest.len())).unwrap_or_default()
}

fn is_element(section: &Section, array: &str) -> bool {
    section
        .header
        .as_ref()
        .is_some_and(|header| header.array && header.path == [array])
}

fn element_section(tree: &Tree<'_>, array: &str, index: usize) -> Option<usize> {
    let elements = tree.sections.iter().enumerate();
    let mut elements = elements.filter(|(_, section)| is_element(section, array));
    elements.nth(index).map(|(i, _)| i)
}

/// Where the keys of a table stand.
#[derive(Debug)]
pub(super) struct Home<'t> {
    place: Place<'t>,
    prefix: Vec<String>,
}

#[derive(Debug)]
enum Place<'t> {
    Section(usize),
    Inline(&'t Value),
}

impl<'t> Home<'t> {
    /// Finds a table.
    pub(super) fn find(tree: &'t Tree<'_>, at: &At<'_>) -> Option<Self> {
        match at {
            At::Top => Some(Self::section_at(0)),
            At::Table(path) => Self::table(tree, path),
            At::Element(array, index) => element_section(tree, array, *index)
                .map(Self::section_at)
                .or_else(|| Self::inline_element(tree, array, *index)),
        }
    }

    fn section_at(index: usize) -> Self {
        Self {
            place: Place::Section(index),
            prefix: Vec::new(),
        }
    }

    fn inline_element(tree: &'t Tree<'_>, array: &str, index: usize) -> Option<Self> {
        let top = tree.sections.first()?;
        let entry = top.entries.iter().find(|entry| entry.path == [array])?;
        match &entry.value.node {
            Node::Array(items) => Some(Self {
                place: Place::Inline(items.get(index)?),
                prefix: Vec::new(),
            }),
            _ => None,
        }
    }

    fn table(tree: &'t Tree<'_>, path: &[&str]) -> Option<Self> {
        let plain = |section: &Section| section.header.as_ref().is_none_or(|header| !header.array);
        let mut found = None;
        for (i, section) in tree.sections.iter().enumerate().filter(|(_, s)| plain(s)) {
            let own = section.path();
            let fits = own.len() <= path.len() && own.iter().zip(path).all(|(a, b)| a == b);
            if !fits {
                continue;
            }
            let rest = path.get(own.len()..).unwrap_or_default();
            if rest.is_empty() {
                return Some(Self::section_at(i));
            }
            found = found.or_else(|| Self::among(&section.entries, rest, i));
        }
        found
    }

    /// A table written inline or by dotted keys among these entries.
    fn among(entries: &'t [Entry], path: &[&str], section: usize) -> Option<Self> {
        for entry in entries {
            let shared = entry.path.iter().zip(path).all(|(a, b)| a == b);
            match &entry.value.node {
                _ if !shared => {}
                _ if entry.path.len() > path.len() => {
                    return Some(Self {
                        place: Place::Section(section),
                        prefix: path.iter().map(|key| (*key).to_owned()).collect(),
                    });
                }
                Node::Table(_) if entry.path.len() == path.len() => {
                    return Some(Self {
                        place: Place::Inline(&entry.value),
                        prefix: Vec::new(),
                    });
                }
                Node::Table(inner) => {
                    let rest = path.get(entry.path.len()..).unwrap_or_default();
                    return Self::among(inner, rest, section).map(|home| Self {
                        place: match home.place {
                            Place::Section(_) => Place::Inline(&entry.value),
                            inline @ Place::Inline(_) => inline,
                        },
                        prefix: home.prefix,
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// The inline table, if it is one.
    pub(super) fn inline(&self) -> Option<&'t Value> {
        match self.place {
            Place::Inline(value) => Some(value),
            Place::Section(_) => None,
        }
    }

    /// The section, if it stands in one.
    pub(super) fn section<'a>(&self, tree: &'a Tree<'_>) -> Option<&'a Section> {
        match self.place {
            Place::Section(index) => tree.sections.get(index),
            Place::Inline(_) => None,
        }
    }

    /// The path of an entry within this table, if it is one of its own.
    pub(super) fn relative<'e>(&self, entry: &'e Entry) -> Option<&'e [String]> {
        let own = entry.path.len() > self.prefix.len() && entry.path.starts_with(&self.prefix);
        own.then(|| entry.path.get(self.prefix.len()..))?
    }

    /// Its entries in the order of the text, with their paths within this table.
    pub(super) fn entries<'a>(
        &'a self,
        tree: &'t Tree<'_>,
    ) -> impl Iterator<Item = (&'t [String], &'t Entry)> + 'a
    where
        't: 'a,
    {
        let all: &'t [Entry] = match self.place {
            Place::Section(index) => tree.sections.get(index).map_or(&[], |s| &s.entries),
            Place::Inline(value) => match &value.node {
                Node::Table(entries) => entries,
                _ => &[],
            },
        };
        all.iter()
            .filter_map(|entry| self.relative(entry).map(|path| (path, entry)))
    }

    /// The plain entry of a key, and whether it stands in an inline table.
    pub(super) fn entry(&self, tree: &'t Tree<'_>, key: &str) -> Option<(&'t Entry, bool)> {
        let mut entries = self.entries(tree);
        let (_, entry) = entries.find(|(path, _)| *path == [key])?;
        Some((entry, self.inline().is_some()))
    }

    /// What must precede a new key, where the table is written by dotted keys.
    pub(super) fn prefix_text(&self) -> String {
        let parts = self
            .prefix
            .iter()
            .map(|part| super::literal::key(part) + ".");
        parts.collect::<Vec<_>>().concat()
    }
}
