//! The text of one record while it is edited: every change is a splice of a few bytes.

use super::{
    EditError,
    home::{At, Home},
    literal::{Literal, key, same},
    place::section_place,
    splice::{
        Splice, append_inline, comment_lines, cut_inline, cut_section, inline_array, insert_inline,
        insert_line, replace,
    },
};
use crate::store::{
    shape::Shape,
    syntax::{Tree, Value},
};

/// What a key shall hold after an edit.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    /// This value.
    Set(Literal),
    /// This value; where the key is missing it is understood anyway, but new tables write it.
    Usual(Literal),
    /// This value, which goes without saying: written only where the key stands already.
    Implied(Literal),
    /// Nothing: the key goes.
    Absent,
}

impl Wanted {
    pub(super) fn opt(value: Option<Literal>) -> Self {
        value.map_or(Self::Absent, Self::Set)
    }

    /// What is written into a new table.
    pub(super) fn when_new(self) -> Option<Literal> {
        match self {
            Self::Set(literal) | Self::Usual(literal) => Some(literal),
            Self::Implied(_) | Self::Absent => None,
        }
    }
}

/// The keys of a table in canonical order, with what they shall hold.
pub(super) type Fields = Vec<(String, Wanted)>;

/// A text that is being edited.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    crlf: bool,
}

impl Page {
    pub(super) fn open(text: &str) -> Result<Self, EditError> {
        Tree::parse(text)?;
        let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
        Ok(Self {
            text: text.to_owned(),
            crlf,
        })
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn tree(&self) -> Result<Tree<'_>, EditError> {
        Ok(Tree::parse(&self.text)?)
    }

    fn apply(&mut self, mut splices: Vec<Splice>) {
        splices.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        for (range, new) in splices {
            let new = if self.crlf {
                new.replace('\n', "\r\n")
            } else {
                new
            };
            self.text.replace_range(range, &new);
        }
    }

    /// Brings several keys of a table to what they shall hold.
    pub(super) fn put(
        &mut self,
        at: &At<'_>,
        shape: &Shape,
        fields: Fields,
    ) -> Result<(), EditError> {
        for (key, wanted) in fields {
            match wanted {
                Wanted::Set(literal) => self.set(at, shape, &key, &literal)?,
                Wanted::Usual(literal) | Wanted::Implied(literal) => {
                    if self.has(at, &key)? {
                        self.set(at, shape, &key, &literal)?;
                    }
                }
                Wanted::Absent => self.remove(at, &key)?,
            }
        }
        Ok(())
    }

    /// Whether a key stands in a table, in whatever form.
    pub(super) fn has(&self, at: &At<'_>, key: &str) -> Result<bool, EditError> {
        let tree = self.tree()?;
        let home = Home::find(&tree, at);
        let here = home.is_some_and(|home| {
            home.entries(&tree)
                .any(|(path, _)| path.first().is_some_and(|k| k == key))
        });
        Ok(here || !at.below(&tree, key).is_empty())
    }

    /// Sets a key; nothing changes where it holds that value already.
    pub(super) fn set(
        &mut self,
        at: &At<'_>,
        shape: &Shape,
        name: &str,
        literal: &Literal,
    ) -> Result<(), EditError> {
        let tree = self.tree()?;
        let entry = Home::find(&tree, at).and_then(|home| home.entry(&tree, name));
        let Some((entry, inline)) = entry else {
            self.remove(at, name)?;
            return self.insert(at, shape, name, literal);
        };
        if same(tree.get(&entry.value.span), literal.as_str()) {
            return Ok(());
        }
        let splices = replace(
            &tree,
            entry,
            entry.value.span.clone(),
            literal.as_str(),
            inline,
        );
        self.apply(splices);
        Ok(())
    }

    /// Puts one key in the place of another, value and all. False where the old key is not a plain
    /// entry of the table.
    pub(super) fn rename(
        &mut self,
        at: &At<'_>,
        old: &str,
        new: &str,
        literal: &Literal,
    ) -> Result<bool, EditError> {
        let tree = self.tree()?;
        let found = Home::find(&tree, at).and_then(|home| home.entry(&tree, old));
        let Some((entry, inline)) = found else {
            return Ok(false);
        };
        let last = entry.keys.last().map_or(entry.start(), |key| key.start);
        let source = format!("{} = {}", key(new), literal.as_str());
        let splices = replace(&tree, entry, last..entry.value.span.end, &source, inline);
        self.apply(splices);
        Ok(true)
    }

    /// Removes a key in whatever form it stands; comments within stay.
    pub(super) fn remove(&mut self, at: &At<'_>, name: &str) -> Result<(), EditError> {
        let tree = self.tree()?;
        let mut splices = Vec::new();
        if let Some(home) = Home::find(&tree, at) {
            let gone = |path: &[String]| path.first().is_some_and(|key| key == name);
            match home.inline() {
                None => splices.extend(
                    home.entries(&tree)
                        .filter(|(path, _)| gone(path))
                        .map(|(_, entry)| (entry.line.clone(), comment_lines(&tree, &entry.line))),
                ),
                Some(value) => splices.extend(cut_inline(&tree, value, |entry| {
                    home.relative(entry).is_some_and(gone)
                })),
            }
        }
        for section in at.below(&tree, name) {
            splices.extend(cut_section(&tree, section));
        }
        self.apply(splices);
        Ok(())
    }

    fn insert(
        &mut self,
        at: &At<'_>,
        shape: &Shape,
        name: &str,
        literal: &Literal,
    ) -> Result<(), EditError> {
        let tree = self.tree()?;
        let Some(home) = Home::find(&tree, at) else {
            return Err(EditError::NoTable(at.to_string()));
        };
        let splice = match home.inline() {
            Some(value) => insert_inline(&tree, &home, value, shape, name, literal),
            None => insert_line(&tree, &home, shape, name, literal),
        };
        self.apply(vec![splice]);
        Ok(())
    }

    /// Brings the keys of a table to what they shall hold; a missing table is added at its canonical
    /// place.
    pub(super) fn put_table(
        &mut self,
        path: &[&str],
        top: &Shape,
        shape: &Shape,
        fields: Fields,
    ) -> Result<(), EditError> {
        let at = At::Table(path);
        if Home::find(&self.tree()?, &at).is_some() {
            return self.put(&at, shape, fields);
        }
        let header: Vec<String> = path.iter().map(|part| key(part)).collect();
        let first = path.first().copied().unwrap_or_default();
        self.add_section(
            first,
            &format!("[{}]", header.join(".")),
            &written(fields),
            top,
        )
    }

    /// Whether a table is an inline one.
    pub(super) fn is_inline(&self, at: &At<'_>) -> Result<bool, EditError> {
        let tree = self.tree()?;
        Ok(Home::find(&tree, at).is_some_and(|home| home.inline().is_some()))
    }

    /// Appends a table to an array of tables, after the last of its kind or at its canonical place.
    pub(super) fn append(
        &mut self,
        array: &str,
        top: &Shape,
        fields: Fields,
    ) -> Result<(), EditError> {
        let fields = written(fields);
        let tree = self.tree()?;
        if let Some((value, items)) = inline_array(&tree, array) {
            let comments = tree.comments_in(&value.span).next().is_some();
            if !items.is_empty() || comments {
                let splice = append_inline(&tree, value, items, &fields);
                self.apply(vec![splice]);
                return Ok(());
            }
            self.remove(&At::Top, array)?;
        }
        self.add_section(array, &format!("[[{}]]", key(array)), &fields, top)
    }

    fn add_section(
        &mut self,
        first: &str,
        header: &str,
        fields: &[(String, Literal)],
        top: &Shape,
    ) -> Result<(), EditError> {
        let tree = self.tree()?;
        let at = section_place(&tree, first, top);
        let (before, after) = (&self.text[..at], &self.text[at..]);
        let line_open = !before.is_empty() && !before.ends_with(['\n', '\u{feff}']);
        let blank = |text: &str| {
            text.trim_start_matches('\u{feff}').is_empty()
                || text.ends_with("\n\n")
                || text.ends_with("\n\r\n")
        };
        let mut block = String::new();
        if line_open {
            block.push('\n');
        }
        if line_open || !blank(before) {
            block.push('\n');
        }
        block.push_str(&section(header, fields));
        if !(after.is_empty() || after.starts_with('\n') || after.starts_with("\r\n")) {
            block.push('\n');
        }
        self.apply(vec![(at..at, block)]);
        Ok(())
    }

    /// Which element of an array of tables has this text under this key.
    pub(super) fn position(
        &self,
        array: &str,
        name: &str,
        wanted: &str,
    ) -> Result<Option<usize>, EditError> {
        let tree = self.tree()?;
        let found = (0..).map_while(|i| Home::find(&tree, &At::Element(array, i)));
        Ok(found
            .enumerate()
            .find(|(_, home)| {
                home.entry(&tree, name)
                    .and_then(|(entry, _)| text_of(&tree, &entry.value))
                    .as_deref()
                    == Some(wanted)
            })
            .map(|(i, _)| i))
    }

    /// The keys that stand in a table.
    pub(super) fn keys(&self, at: &At<'_>) -> Result<Vec<String>, EditError> {
        let tree = self.tree()?;
        let home = Home::find(&tree, at);
        Ok(home.map_or_else(Vec::new, |home| {
            home.entries(&tree)
                .filter_map(|(path, _)| path.first().cloned())
                .collect()
        }))
    }
}

/// What is written of these keys into a new table.
pub(super) fn written(fields: Fields) -> Vec<(String, Literal)> {
    let new = |(key, wanted): (String, Wanted)| Some((key, wanted.when_new()?));
    fields.into_iter().filter_map(new).collect()
}

/// A new section: its heading, and a line for each key.
pub(super) fn section(header: &str, fields: &[(String, Literal)]) -> String {
    format!("{header}\n{}", lines(fields))
}

/// A line for each key.
pub(super) fn lines(fields: &[(String, Literal)]) -> String {
    let line = |(k, v): &(String, Literal)| format!("{} = {}\n", key(k), v.as_str());
    fields.iter().map(line).collect::<Vec<_>>().concat()
}

fn text_of(tree: &Tree<'_>, value: &Value) -> Option<String> {
    let table: toml::Table = toml::from_str(&format!("v = {}", tree.get(&value.span))).ok()?;
    Some(table.get("v")?.as_str()?.to_owned())
}
