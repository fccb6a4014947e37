//! The canonical form of a record: keys in the order of their shape, one blank line between
//! sections, one space around `=`.
//!
//! The author keeps the wording: texts, numbers and quoting stay as written, lists over several
//! lines keep their layout, blank lines between keys are kept (one at most), and every comment goes
//! with what it belongs to: with what it stands right above, else with what it stands right below,
//! else with the file.

mod gap;
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
#[derive(Debug, Default)]
struct Item {
    /// Whether a blank line stands before it.
    apart: bool,
    /// Comments above it.
    lead: Vec<Block>,
    /// Whether the last of them stands right above it.
    touching: bool,
    /// Its own text.
    text: String,
    /// Comments right below it.
    tail: Block,
    /// Its place in canonical order.
    rank: usize,
}

#[derive(Debug, Default)]
struct Part {
    header: Option<Item>,
    entries: Vec<Item>,
}

#[derive(Debug, Default)]
struct File {
    head: Vec<Block>,
    parts: Vec<Part>,
    foot: Vec<Block>,
}

fn rank(shape: Option<&Shape>, key: &str) -> usize {
    let known = shape.and_then(|shape| shape.fields.iter().position(|field| field.key == key));
    known.unwrap_or(usize::MAX)
}

impl File {
    fn read(tree: &Tree<'_>, shape: &'static Shape) -> Self {
        let mut file = Self::default();
        let mut gaps = gap::between_lines(tree).into_iter();
        let mut first = true;
        for section in &tree.sections {
            let inner = section_shape(shape, section.path());
            let mut part = Part::default();
            if let Some(header) = &section.header {
                let gap = file.admit(gaps.next().unwrap_or_default(), &mut first, &mut part);
                part.header = Some(item(
                    gap,
                    header_text(tree, header),
                    rank(Some(shape), first_key(&header.path)),
                ));
            }
            for entry in &section.entries {
                let gap = file.admit(gaps.next().unwrap_or_default(), &mut first, &mut part);
                let kind = inner.and_then(|shape| entry_kind(shape, &entry.path));
                part.entries.push(item(
                    gap,
                    entry_text(tree, entry, kind),
                    rank(inner, first_key(&entry.path)),
                ));
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

    fn sort(&mut self) {
        for part in &mut self.parts {
            part.entries.sort_by_key(|item| item.rank);
        }
        self.parts
            .sort_by_key(|part| part.header.as_ref().map(|item| item.rank));
    }

    fn print(&self) -> String {
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
        self.line(&item.text);
        self.block(&item.tail);
        self.ended |= !item.tail.is_empty();
    }
}

fn item(gap: Gap, text: String, rank: usize) -> Item {
    Item {
        apart: gap.blank_first,
        touching: gap.touches_next,
        lead: gap.blocks,
        text,
        tail: Block::new(),
        rank,
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
    let brackets = if header.array {
        ("[[", "]]")
    } else {
        ("[", "]")
    };
    let comment = after(tree, header.span.end..header.line.end);
    format!("{}{raw}{}{comment}", brackets.0, brackets.1)
}

fn entry_text(tree: &Tree<'_>, entry: &Entry, kind: Option<Kind>) -> String {
    let keys: Vec<&str> = entry.keys.iter().map(|key| tree.get(key)).collect();
    let value = value::text(tree, &entry.value, kind);
    let comment = after(tree, entry.value.span.end..entry.line.end);
    format!("{} = {value}{comment}", keys.join("."))
}

/// The comment at the end of a line with the space before it.
fn after(tree: &Tree<'_>, rest: Range<usize>) -> String {
    let rest = tree.get(&rest).trim_end();
    if rest.is_empty() || rest.starts_with([' ', '\t']) {
        return rest.to_owned();
    }
    format!(" {rest}")
}
