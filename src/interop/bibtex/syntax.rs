//! The grammar of BibTeX files: entries, fields, abbreviations and comments.
//!
//! The reader is forgiving: an entry that cannot be read is reported and the next one is found
//! again, so that one slip does not lose a bibliography. It looks at no byte more than a few times,
//! and what abbreviations may expand to is bounded, so that no file can keep it busy.

use std::{
    collections::{BTreeMap, btree_map},
    ops::Range,
};

use super::{braces::Braces, macros::Macros, problems::Problems, raw::RawEntry, raw::RawField};

/// Why an entry cannot be read on.
struct Broken {
    bytes: Range<usize>,
    message: String,
    help: &'static str,
}

/// Reads a file entry by entry.
pub(super) struct Reader<'s> {
    text: &'s str,
    at: usize,
    braces: Braces,
    macros: Macros,
    entries: Vec<RawEntry>,
}

/// The entries of a file in their order.
pub(super) fn entries(text: &str, problems: &mut Problems) -> Vec<RawEntry> {
    let mut reader = Reader {
        text,
        at: 0,
        braces: Braces::of(text),
        macros: Macros::default(),
        entries: Vec::new(),
    };
    while let Some(start) = reader.next_entry() {
        reader.entry(start, problems);
    }
    reader.entries
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character at the present place, or nothing at the end.
    fn here(&self) -> Range<usize> {
        self.at..self.at + self.peek().map_or(0, char::len_utf8)
    }

    /// Moves over the characters that fit and returns them.
    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let fits = self.peek() == Some(wanted);
        if fits {
            self.at += wanted.len_utf8();
        }
        fits
    }

    fn skip_blanks(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Skips blanks and comments to the end of their line.
    fn skip_to_token(&mut self) {
        self.skip_blanks();
        while self.peek() == Some('%') {
            self.take_while(|c| c != '\n');
            self.skip_blanks();
        }
    }

    fn identifier(&mut self) -> &'s str {
        self.take_while(is_identifier)
    }

    /// The place of the next `@`. What stands between entries is comment.
    fn next_entry(&mut self) -> Option<usize> {
        loop {
            let found = self.rest().find(['@', '%'])?;
            self.at += found;
            if self.peek() == Some('@') {
                return Some(self.at);
            }
            self.take_while(|c| c != '\n');
        }
    }

    fn entry(&mut self, start: usize, problems: &mut Problems) {
        self.at = start + 1;
        let kind = self.identifier().to_ascii_lowercase();
        self.skip_blanks();
        let open = self.at;
        let close = match self.peek() {
            Some('{') if !kind.is_empty() => self.braces.close(open),
            Some('(') if !kind.is_empty() => Some(self.text.len()),
            _ => return,
        };
        let braced = self.peek() == Some('{');
        if matches!(kind.as_str(), "comment" | "preamble") {
            self.skip_comment(close.filter(|_| braced));
            return;
        }
        let read = match close {
            Some(limit) => self.body(&kind, limit, problems),
            None => Err(never_closed(start..open + 1)),
        };
        if let Err(broken) = read {
            problems.broken(broken.bytes, broken.message, broken.help);
            let inside = self.boundary(open, close.unwrap_or(self.text.len()));
            let after = close.filter(|_| braced).map(|close| close + 1);
            self.at = inside.or(after).unwrap_or(self.text.len());
        } else if braced && self.at_field() {
            let message = "the entry ended before this field".to_owned();
            problems.broken(self.here(), message, "remove a closing brace above it");
        }
    }

    /// Whether a field stands here, where only comment may stand.
    fn at_field(&self) -> bool {
        let rest = self.rest().trim_start();
        let Some(rest) = rest.strip_prefix(',') else {
            return false;
        };
        let name = rest.trim_start();
        let value = name.trim_start_matches(is_identifier);
        value.len() < name.len() && value.trim_start().starts_with('=')
    }

    fn skip_comment(&mut self, close: Option<usize>) {
        match close {
            Some(close) => self.at = close + 1,
            None => {
                self.take_while(|c| c != '\n');
            }
        }
    }

    /// Where, within a range, a line begins like an entry.
    fn boundary(&self, from: usize, to: usize) -> Option<usize> {
        let within = self.text.get(from..to)?;
        within.match_indices('\n').find_map(|(line, _)| {
            let rest = within.get(line + 1..)?;
            let kind = rest.strip_prefix('@')?;
            let body = kind.trim_start_matches(is_identifier);
            let opened = body.trim_start_matches([' ', '\t']).starts_with(['{', '(']);
            (opened && body.len() < kind.len()).then_some(from + line + 1)
        })
    }

    /// What stands between the delimiters of an entry; `limit` is where it must end.
    fn body(&mut self, kind: &str, limit: usize, problems: &mut Problems) -> Result<(), Broken> {
        let parenthesis = self.peek() == Some('(');
        self.at += 1;
        if kind == "string" {
            let fields = self.fields(limit, parenthesis, problems)?;
            for (name, field) in fields {
                self.macros.define(&name, field.text);
            }
            return Ok(());
        }
        let (key, key_bytes) = self.key()?;
        let mut entry = RawEntry {
            kind: kind.to_owned(),
            key,
            key_bytes,
            fields: BTreeMap::new(),
        };
        for (name, field) in self.fields(limit, parenthesis, problems)? {
            match entry.fields.entry(name) {
                btree_map::Entry::Vacant(free) => {
                    free.insert(field);
                }
                btree_map::Entry::Occupied(first) => {
                    let message = format!("`{}` stands twice in `{}`", first.key(), entry.key);
                    let help = "the first one counts; remove the other";
                    problems.odd(field.bytes, message, help);
                }
            }
        }
        self.entries.push(entry);
        Ok(())
    }

    fn key(&mut self) -> Result<(String, Range<usize>), Broken> {
        self.skip_to_token();
        let start = self.at;
        let key = self
            .take_while(|c| !matches!(c, ',' | '{' | '}' | ')' | '=' | '"' | '\n' | '\r'))
            .trim_end();
        let bytes = start..start + key.len();
        self.skip_to_token();
        match self.peek() {
            Some(',' | '}' | ')') if !key.is_empty() => Ok((key.to_owned(), bytes)),
            Some('=') if key.contains(char::is_whitespace) => Err(Broken {
                bytes,
                message: "a comma is missing after the key".to_owned(),
                help: "write @book{name, title = {…}}",
            }),
            Some(',' | '}' | ')' | '=') => Err(Broken {
                bytes: if key.is_empty() { self.here() } else { bytes },
                message: "the entry has no key".to_owned(),
                help: "give it a name to be cited by: @book{name, title = {…}}",
            }),
            _ => Err(Broken {
                bytes: self.here(),
                message: "a comma is missing after the key".to_owned(),
                help: "write @book{name, title = {…}}",
            }),
        }
    }

    fn fields(
        &mut self,
        limit: usize,
        parenthesis: bool,
        problems: &mut Problems,
    ) -> Result<Vec<(String, RawField)>, Broken> {
        let mut fields = Vec::new();
        let mut divided = true;
        loop {
            self.skip_to_token();
            match self.peek() {
                Some(')') if parenthesis => break,
                Some('}') if !parenthesis && self.at == limit => break,
                Some(',') => {
                    self.at += 1;
                    divided = true;
                    continue;
                }
                _ => {}
            }
            let start = self.at;
            let name = self.field_name()?;
            if !divided {
                let message = format!("a comma is missing before `{name}`");
                let help = "put a comma between the fields";
                problems.broken(start..start + name.len(), message, help);
            }
            fields.push((name, self.value(limit, problems)?));
            divided = false;
        }
        self.at += 1;
        Ok(fields)
    }

    fn field_name(&mut self) -> Result<String, Broken> {
        let name = self.identifier().to_lowercase();
        if name.is_empty() {
            return Err(match self.peek() {
                None => never_closed(self.here()),
                Some('@') => Broken {
                    bytes: self.here(),
                    message: "the entry is not closed before the next one begins".to_owned(),
                    help: "close it, or remove this sign",
                },
                Some(found) => Broken {
                    bytes: self.here(),
                    message: format!("`{}` where a field should begin", found.escape_debug()),
                    help: "fields are written name = {value}, with a comma between them",
                },
            });
        }
        self.skip_to_token();
        if self.take_if('=') {
            return Ok(name);
        }
        Err(Broken {
            bytes: self.here(),
            message: format!("`=` is missing after `{name}`"),
            help: "fields are written name = {value}, with a comma between them",
        })
    }

    /// A value: pieces joined by `#`.
    fn value(&mut self, limit: usize, problems: &mut Problems) -> Result<RawField, Broken> {
        self.skip_to_token();
        let start = self.at;
        let mut text = String::new();
        let mut end;
        loop {
            text.push_str(&self.piece(limit, problems)?);
            end = self.at;
            self.skip_to_token();
            if !self.take_if('#') {
                break;
            }
            self.skip_to_token();
        }
        let bytes = start..end;
        Ok(RawField { text, bytes })
    }

    fn piece(&mut self, limit: usize, problems: &mut Problems) -> Result<String, Broken> {
        let start = self.at;
        match self.peek() {
            Some('{') => {
                let close = self.braces.close(start).filter(|close| *close < limit);
                let close = close.ok_or_else(|| never_closed(start..start + 1))?;
                self.literal(start + 1, close)
            }
            Some('"') => {
                let close = self.closing_quote(start + 1, limit);
                let close = close.ok_or_else(|| never_closed(start..start + 1))?;
                self.literal(start + 1, close)
            }
            Some(c) if c.is_ascii_digit() => Ok(self.identifier().to_owned()),
            Some(c) if is_identifier(c) => {
                let name = self.identifier();
                let bytes = start..self.at;
                Ok(self.macros.expand(name, bytes, problems))
            }
            _ => Err(Broken {
                bytes: self.here(),
                message: "a value is missing".to_owned(),
                help: "write the value in braces: name = {value}",
            }),
        }
    }

    /// The text between two delimiters, unless it runs over into the next entry.
    fn literal(&mut self, from: usize, to: usize) -> Result<String, Broken> {
        if self.boundary(from, to).is_some() {
            return Err(Broken {
                bytes: from - 1..from,
                message: "this is not closed before the next entry begins".to_owned(),
                help: "close it where the value ends",
            });
        }
        self.at = to + 1;
        Ok(self.text.get(from..to).unwrap_or_default().to_owned())
    }

    /// The quotation mark that ends a value: the first outside of braces.
    fn closing_quote(&self, from: usize, limit: usize) -> Option<usize> {
        let mut at = from;
        while at < limit {
            at += self.text.get(at..limit)?.find(['"', '{', '}', '\\'])?;
            match self.text.as_bytes().get(at)? {
                b'"' => return Some(at),
                b'{' => at = self.braces.close(at)? + 1,
                b'\\' => at += 1 + self.text.get(at + 1..)?.chars().next()?.len_utf8(),
                _ => return None,
            }
        }
        None
    }
}

fn never_closed(bytes: Range<usize>) -> Broken {
    Broken {
        bytes,
        message: "what begins here is never closed".to_owned(),
        help: "look for a missing brace or quotation mark; the other entries were read",
    }
}

fn is_identifier(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(
            c,
            '@' | '{' | '}' | '(' | ')' | '"' | '#' | '\'' | ',' | '=' | '%' | '\\' | '~'
        )
}
