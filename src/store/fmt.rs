//! The canonical form of a record: keys in the order of their shape, one blank line between
//! sections, one space around `=`.
//!
//! The author keeps the wording: texts, numbers and quoting stay as written, lists over several
//! lines keep their layout, blank lines between keys are kept (one at most), and every comment goes
//! with what it belongs to: with what it stands right above, else with what it stands right below,
//! else with the file.

pub(in crate::store) mod gap;
mod value;

use std::ops::Range;

use self::gap::{Block, Gap};
use super::{
    decode::shape_of,
    layout::RecordPath,
    shape::{Kind, Shape},
    syntax::{Entry, Header, NotToml, Tree},
};

/// The canonical form of a record's text. Formatting it again changes nothing.
///
/// # Errors
/// [`NotToml`] if the text cannot be read; such files are left alone.
pub fn format_text(at: &RecordPath, text: &str) -> Result<String, NotToml> {
    let tree = Tree::parse(text)?;
    let Some(shape) = shape_of(at) else {
        return Ok(text.to_owned());
    };
    let mut file = File::read(&tree, shape);
    file.sort();
    Ok(file.print())
}

/// A line, or a value over several, with the comments that go with it.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Item {
    /// The parts of its key, or of its heading.
    pub(in crate::store) path: Vec<String>,
    /// Whether a blank line stands before it.
    pub(in crate::store) apart: bool,
    /// Comments above it.
    pub(in crate::store) lead: Vec<Block>,
    /// Whether the last of them stands right above it.
    pub(in crate::store) touching: bool,
    /// Its key and `=`; nothing for a heading.
    pub(in crate::store) key: String,
    /// Its value, or the heading.
    pub(in crate::store) value: String,
    /// The comment at the end of its line, with the space before it.
    pub(in crate::store) comment: String,
    /// Comments right below it.
    pub(in crate::store) tail: Block,
    /// Its place in canonical order.
    pub(in crate::store) rank: usize,
}

/// A heading with the entries below it.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Part {
    pub(in crate::store) header: Option<Item>,
    /// Whether the heading is one element of an array of tables.
    pub(in crate::store) array: bool,
    pub(in crate::store) entries: Vec<Item>,
}

/// A record's text in pieces that can be put in order.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct File {
    /// Comments of the file, at its top.
    pub(in crate::store) head: Vec<Block>,
    pub(in crate::store) parts: Vec<Part>,
    /// Comments of the file, at its end.
    pub(in crate::store) foot: Vec<Block>,
}

fn rank(shape: Option<&Shape>, key: &str) -> usize {
    let known = shape.and_then(|shape| shape.fields.iter().position(|field| field.key == key));
    known.unwrap_or(usize::MAX)
}

impl File {
    /// Takes a text to pieces.
    pub(in crate::store) fn read(tree: &Tree<'_>, shape: &'static Shape) -> Self {
        let mut file = Self::default();
        let mut gaps = gap::between_lines(tree).into_iter();
        let mut first = true;
        for section in &tree.sections {
            let inner = section_shape(shape, section.path());
            let mut part = Part::default();
            if let Some(header) = &section.header {
                let gap = file.admit(gaps.next().unwrap_or_default(), &mut first, &mut part);
                part.array = header.array;
                part.header = Some(Item {
                    path: header.path.clone(),
                    value: header_text(tree, header),
                    comment: after(tree, header.span.end..header.line.end),
                    rank: rank(Some(shape), first_key(&header.path)),
                    ..item(gap)
                });
            }
            for entry in &section.entries {
                let gap = file.admit(gaps.next().unwrap_or_default(), &mut first, &mut part);
                let kind = inner.and_then(|shape| entry_kind(shape, &entry.path));
                part.entries.push(Item {
                    path: entry.path.clone(),
                    key: key_text(tree, entry),
                    value: value::text(tree, &entry.value, kind),
                    comment: after(tree, entry.value.span.end..entry.line.end),
                    rank: rank(inner, first_key(&entry.path)),
                    ..item(gap)
                });
            }
            file.parts.push(part);
        }
        let mut last = Part::default();
        let gap = file.admit(gaps.next().unwrap_or_default(), &mut first, &mut last);
        file.foot = gap.blocks;
        file
    }

    /// Gives what stands right below the line before to that line, and what stands at the top of the
    /// file to the file.
    fn admit(&mut self, mut gap: Gap, first: &mut bool, part: &mut Part) -> Gap {
        if std::mem::take(first) {
            self.head = gap.take_head();
            return gap;
        }
        if let Some(tail) = gap.take_tail() {
            let before = part.entries.last_mut().or(part.header.as_mut());
            if let Some(item) = before.or_else(|| self.last_item()) {
                item.tail = tail;
            }
        }
        gap
    }

    fn last_item(&mut self) -> Option<&mut Item> {
        let part = self
            .parts
            .iter_mut()
            .rev()
            .find(|part| part.header.is_some() || !part.entries.is_empty())?;
        part.entries.last_mut().or(part.header.as_mut())
    }

    /// Puts everything in canonical order; what ranks alike stays as it is.
    pub(in crate::store) fn sort(&mut self) {
        for part in &mut self.parts {
            part.entries.sort_by_key(|item| item.rank);
        }
        self.parts
            .sort_by_key(|part| part.header.as_ref().map(|item| item.rank));
    }

    /// The text that the pieces make.
    pub(in crate::store) fn print(&self) -> String {
        let mut out = Printer::default();
        for block in &self.head {
            out.apart();
            out.block(block);
            out.ended = true;
        }
        for part in &self.parts {
            if let Some(header) = &part.header {
                out.apart();
                out.item(header);
            }
            for (i, entry) in part.entries.iter().enumerate() {
                if entry.apart && i > 0 {
                    out.apart();
                }
                out.item(entry);
            }
        }
        for block in &self.foot {
            out.apart();
            out.block(block);
        }
        out.text.replace("\r\n", "\n")
    }
}

/// The text as it grows.
#[derive(Debug, Default)]
struct Printer {
    text: String,
    /// Whether a blank line must come before anything else.
    ended: bool,
}

impl Printer {
    fn apart(&mut self) {
        if !self.text.is_empty() {
            self.ended = true;
        }
    }

    fn line(&mut self, line: &str) {
        if std::mem::take(&mut self.ended) {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        for comment in block {
            self.line(comment);
        }
    }

    fn item(&mut self, item: &Item) {
        for (i, block) in item.lead.iter().enumerate() {
            self.block(block);
            self.ended = i + 1 < item.lead.len() || !item.touching;
        }
        self.line(&format!("{}{}{}", item.key, item.value, item.comment));
        self.block(&item.tail);
        self.ended |= !item.tail.is_empty();
    }
}

/// A piece that has nothing yet but what stands before it.
fn item(gap: Gap) -> Item {
    Item {
        apart: gap.blank_first,
        touching: gap.touches_next,
        lead: gap.blocks,
        ..Item::default()
    }
}

fn first_key(path: &[String]) -> &str {
    path.first().map_or("", String::as_str)
}

/// The shape of the table under a heading.
fn section_shape(shape: &'static Shape, path: &[String]) -> Option<&'static Shape> {
    match path {
        [] => Some(shape),
        [key] => match shape.field(key)?.kind {
            Kind::Table(inner) | Kind::Tables(inner) => Some(inner),
            Kind::Confidence => Some(&super::shape::INTERVAL),
            _ => None,
        },
        [key, _] => match shape.field(key)?.kind {
            Kind::Map(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

fn entry_kind(shape: &Shape, path: &[String]) -> Option<Kind> {
    match path {
        [key] => shape.field(key).map(|field| field.kind),
        _ => None,
    }
}

fn header_text(tree: &Tree<'_>, header: &Header) -> String {
    let raw = tree.get(&header.span).trim_matches(['[', ']']).trim();
    if header.array {
        format!("[[{raw}]]")
    } else {
        format!("[{raw}]")
    }
}

fn key_text(tree: &Tree<'_>, entry: &Entry) -> String {
    let keys: Vec<&str> = entry.keys.iter().map(|key| tree.get(key)).collect();
    format!("{} = ", keys.join("."))
}

/// The comment at the end of a line with the space before it.
fn after(tree: &Tree<'_>, rest: Range<usize>) -> String {
    let rest = tree.get(&rest).trim_end();
    if rest.is_empty() || rest.starts_with([' ', '\t']) {
        return rest.to_owned();
    }
    format!(" {rest}")
}
