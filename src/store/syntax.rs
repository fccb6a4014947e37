//! A record's text as a tree that knows the byte range of everything in it, comments included.
//!
//! Editing and formatting both work on ranges of the author's own bytes, so that what is not meant
//! to change cannot change.

use std::ops::Range;

use toml::de::DeTable;
use toml_parser::{
    Source,
    parser::{Event, EventKind},
};

/// The text is not TOML, so it has no tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it is not TOML: {message} (line {line})")]
pub struct NotToml {
    /// What the parser says.
    pub message: String,
    /// Where, counted from 1.
    pub line: usize,
}

/// A text and where everything in it stands.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    /// The text.
    pub(crate) text: &'t str,
    /// What stands under each heading; the first section has none.
    pub(crate) sections: Vec<Section>,
    /// Every comment, without its line end.
    pub(crate) comments: Vec<Range<usize>>,
}

/// A heading and the entries below it.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) header: Option<Header>,
    pub(crate) entries: Vec<Entry>,
}

/// A heading: `[path]` or `[[path]]`.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) path: Vec<String>,
    /// Whether it is one element of an array of tables.
    pub(crate) array: bool,
    /// From the first bracket to the last.
    pub(crate) span: Range<usize>,
    /// Its whole line with the line end.
    pub(crate) line: Range<usize>,
}

/// `key = value`, under a heading or within an inline table.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The parts of a dotted key.
    pub(crate) path: Vec<String>,
    /// Where each part of the key stands, quotation marks included.
    pub(crate) keys: Vec<Range<usize>>,
    pub(crate) value: Value,
    /// Its whole lines with the line end; within an inline table just the entry.
    pub(crate) line: Range<usize>,
}

/// A value.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) span: Range<usize>,
    pub(crate) node: Node,
}

/// What a value is made of.
#[derive(Debug)]
pub(crate) enum Node {
    Scalar,
    Array(Vec<Value>),
    Table(Vec<Entry>),
}

impl Entry {
    /// The first byte of the key.
    pub(crate) fn start(&self) -> usize {
        self.keys.first().map_or(self.line.start, |key| key.start)
    }
}

impl Section {
    /// The path of its heading; empty for the top of the file.
    pub(crate) fn path(&self) -> &[String] {
        self.header.as_ref().map_or(&[], |header| &header.path)
    }

    /// One past the last byte of its last line.
    pub(crate) fn end(&self) -> Option<usize> {
        let header = self.header.as_ref().map(|header| header.line.end);
        self.entries.last().map(|entry| entry.line.end).or(header)
    }
}

impl<'t> Tree<'t> {
    /// Reads a text.
    pub(crate) fn parse(text: &'t str) -> Result<Self, NotToml> {
        if let Some(error) = DeTable::parse_recoverable(text).1.first() {
            let at = error.span().map_or(0, |span| span.start);
            return Err(NotToml {
                message: error.message().to_owned(),
                line: super::locate::position(text, at).line,
            });
        }
        let (events, comments) = events(text);
        let mut builder = Builder {
            text,
            events: events.into_iter(),
        };
        Ok(Self {
            text,
            sections: builder.document(),
            comments,
        })
    }

    /// The bytes of a range.
    pub(crate) fn get(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The comments within a range.
    pub(crate) fn comments_in(&self, range: &Range<usize>) -> impl Iterator<Item = &'t str> {
        let within = |c: &&Range<usize>| range.start <= c.start && c.end <= range.end;
        self.comments.iter().filter(within).map(|c| self.get(c))
    }

    /// Where the text begins, after a byte order mark.
    pub(crate) fn start(&self) -> usize {
        if self.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }
    }
}

fn events(text: &str) -> (Vec<Event>, Vec<Range<usize>>) {
    let tokens = Source::new(text).lex().into_vec();
    let (mut events, mut comments) = (Vec::new(), Vec::new());
    let mut receive = |event: Event| match event.kind() {
        EventKind::Comment => comments.push(event.span().start()..event.span().end()),
        EventKind::Whitespace | EventKind::Newline => {}
        _ => events.push(event),
    };
    toml_parser::parser::parse_document(&tokens, &mut receive, &mut ());
    (events, comments)
}

struct Builder<'t> {
    text: &'t str,
    events: std::vec::IntoIter<Event>,
}

impl Builder<'_> {
    fn document(&mut self) -> Vec<Section> {
        let mut sections = vec![Section::default()];
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => sections.push(Section {
                    header: Some(self.header(&event)),
                    entries: Vec::new(),
                }),
                EventKind::SimpleKey => {
                    let entry = self.entry(&event);
                    if let (Some(mut entry), Some(section)) = (entry, sections.last_mut()) {
                        entry.line = self.line(&entry.line);
                        section.entries.push(entry);
                    }
                }
                _ => {}
            }
        }
        sections
    }

    fn header(&mut self, open: &Event) -> Header {
        let (mut path, mut span) = (Vec::new(), open.span().start()..open.span().end());
        for event in self.events.by_ref() {
            span.end = event.span().end();
            match event.kind() {
                EventKind::SimpleKey => path.push(key(self.text, &event)),
                EventKind::StdTableClose | EventKind::ArrayTableClose => break,
                _ => {}
            }
        }
        Header {
            path,
            array: open.kind() == EventKind::ArrayTableOpen,
            line: self.line(&span),
            span,
        }
    }

    fn entry(&mut self, first: &Event) -> Option<Entry> {
        let mut path = vec![key(self.text, first)];
        let mut keys = vec![span(first)];
        for event in self.events.by_ref() {
            match event.kind() {
                EventKind::SimpleKey => {
                    path.push(key(self.text, &event));
                    keys.push(span(&event));
                }
                EventKind::KeyValSep => break,
                _ => {}
            }
        }
        let next = self.events.next()?;
        let value = self.value(&next);
        let line = first.span().start()..value.span.end;
        Some(Entry {
            path,
            keys,
            value,
            line,
        })
    }

    fn value(&mut self, first: &Event) -> Value {
        let mut whole = span(first);
        let node = match first.kind() {
            EventKind::ArrayOpen => Node::Array(self.items(&mut whole)),
            EventKind::InlineTableOpen => Node::Table(self.fields(&mut whole)),
            _ => Node::Scalar,
        };
        Value { span: whole, node }
    }

    fn items(&mut self, whole: &mut Range<usize>) -> Vec<Value> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            whole.end = event.span().end();
            match event.kind() {
                EventKind::ArrayClose => break,
                EventKind::ValueSep => {}
                _ => items.push(self.value(&event)),
            }
        }
        items
    }

    fn fields(&mut self, whole: &mut Range<usize>) -> Vec<Entry> {
        let mut fields = Vec::new();
        while let Some(event) = self.events.next() {
            whole.end = event.span().end();
            match event.kind() {
                EventKind::InlineTableClose => break,
                EventKind::SimpleKey => fields.extend(self.entry(&event)),
                _ => {}
            }
        }
        fields
    }

    /// The whole lines that a range touches.
    fn line(&self, range: &Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        let bom = if self.text.starts_with('\u{feff}') {
            3
        } else {
            0
        };
        let start = before.rfind('\n').map_or(bom, |at| at + 1);
        let end = after
            .find('\n')
            .map_or(self.text.len(), |at| range.end + at + 1);
        start..end
    }
}

fn span(event: &Event) -> Range<usize> {
    event.span().start()..event.span().end()
}

fn key(text: &str, event: &Event) -> String {
    let mut decoded = String::new();
    let raw = text.get(span(event)).unwrap_or_default();
    toml_parser::Raw::new_unchecked(raw, event.encoding(), event.span())
        .decode_key(&mut decoded, &mut ());
    decoded
}
