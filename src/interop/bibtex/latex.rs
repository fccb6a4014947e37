//! From LaTeX as it stands in fields to plain Unicode text.
//!
//! Accents, symbols, quotation marks and dashes are resolved; commands that only change the look
//! are dropped and what they hold is kept; a command that is not known stays as it was typed.
//! Unicode in the text is kept as it is. Groups are counted, not recursed into.

use unicode_normalization::char::compose;

use super::commands::{self, Command};

/// The text that a field means.
pub(super) fn text(field: &str) -> String {
    let mut decoder = Decoder {
        rest: field,
        out: String::with_capacity(field.len()),
        accent: None,
        math: false,
        silent: 0,
        next_group: Group::Plain,
        groups: Vec::new(),
    };
    while let Some(c) = decoder.next() {
        decoder.step(c);
    }
    decoder.out.truncate(decoder.out.trim_end().len());
    decoder.out
}

/// An address or identifier, where only escapes are resolved: dashes, tildes and quotation marks
/// mean themselves.
pub(super) fn verbatim(field: &str) -> String {
    let field = field.replace("$\\sim$", "~");
    let mut out = String::with_capacity(field.len());
    let mut rest = field.as_str();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => rest = escape(rest, &mut out),
            '{' | '}' => {}
            _ if c.is_whitespace() => {}
            _ => out.push(c),
        }
    }
    out
}

/// Resolves one escape of a verbatim field and returns what follows it.
fn escape<'s>(rest: &'s str, out: &mut String) -> &'s str {
    let word_end = rest.find(|c: char| !c.is_ascii_alphabetic());
    let (word, after) = rest.split_at(word_end.unwrap_or(rest.len()));
    match (word, rest.chars().next()) {
        ("url" | "nolinkurl" | "path", _) => after,
        ("textasciitilde" | "sim", _) => {
            out.push('~');
            after
        }
        ("textunderscore", _) => {
            out.push('_');
            after
        }
        (_, Some(c)) if c.is_ascii_punctuation() => {
            out.push(c);
            &rest[c.len_utf8()..]
        }
        _ => {
            out.push('\\');
            rest
        }
    }
}

/// What happens when a group closes.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Plain,
    Closing(&'static str),
    Silent,
}

struct Decoder<'s> {
    rest: &'s str,
    out: String,
    /// A combining mark that waits for its letter.
    accent: Option<char>,
    math: bool,
    /// How many groups deep nothing is printed.
    silent: usize,
    /// What the next group that opens will be.
    next_group: Group,
    groups: Vec<Group>,
}

impl Decoder<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn step(&mut self, c: char) {
        match c {
            '\\' => self.command(),
            '{' => self.open(),
            '}' => self.close(),
            '$' if self.math || self.opens_math() => self.math = !self.math,
            '^' | '_' if self.math => {}
            '~' => self.put(' '),
            '-' if !self.math && self.take("--") => self.put('—'),
            '-' if !self.math && self.take("-") => self.put('–'),
            '`' if self.take("`") => self.put('“'),
            '`' => self.put('‘'),
            '\'' if self.take("'") => self.put('”'),
            _ => self.put(c),
        }
    }

    /// Whether a dollar sign begins a formula rather than a price: something stands right behind
    /// it and right before the closing one, and no digit follows.
    fn opens_math(&self) -> bool {
        let Some((formula, after)) = self.rest.split_once('$') else {
            return false;
        };
        !formula.is_empty()
            && !formula.starts_with(char::is_whitespace)
            && !formula.ends_with(|c: char| c.is_whitespace() || c == '\\')
            && !after.starts_with(|c: char| c.is_ascii_digit())
    }

    fn open(&mut self) {
        let group = std::mem::replace(&mut self.next_group, Group::Plain);
        self.silent += usize::from(group == Group::Silent);
        self.groups.push(group);
    }

    fn close(&mut self) {
        if let Some(mark) = self.accent.take() {
            // `\~{}` and `\^{}` are how the bare signs are typed.
            match mark {
                '\u{303}' => self.put('~'),
                '\u{302}' => self.put('^'),
                _ => {}
            }
        }
        match self.groups.pop() {
            Some(Group::Closing(text)) => self.put_all(text),
            Some(Group::Silent) => self.silent -= 1,
            Some(Group::Plain) | None => {}
        }
    }

    fn command(&mut self) {
        let letters = self.rest.find(|c: char| !c.is_ascii_alphabetic());
        let letters = letters.unwrap_or(self.rest.len());
        let length = match letters {
            0 => self.peek().map_or(0, char::len_utf8),
            _ => letters,
        };
        let (name, after) = self.rest.split_at(length);
        self.rest = after;
        let is_word = letters > 0;
        match commands::command(name) {
            None => self.unknown(name),
            Some(meaning) => {
                if is_word {
                    self.rest = self.rest.trim_start();
                }
                self.obey(&meaning);
            }
        }
    }

    fn obey(&mut self, command: &Command) {
        match command {
            Command::Text(text) => self.put_all(text),
            Command::Accent(mark) => self.accent = Some(*mark),
            Command::Look => {}
            Command::Silent => self.next_group = Group::Silent,
            Command::Around(open, close) => {
                self.put_all(open);
                self.next_group = Group::Closing(close);
            }
        }
    }

    fn unknown(&mut self, name: &str) {
        self.put('\\');
        self.put_all(name);
    }

    fn put_all(&mut self, text: &str) {
        text.chars().for_each(|c| self.put(c));
    }

    fn put(&mut self, c: char) {
        if self.silent > 0 {
            return;
        }
        let blank = c.is_whitespace();
        match self.accent {
            Some(_) if blank => {}
            Some(mark) => {
                self.accent = None;
                let letter = match c {
                    'ı' => 'i',
                    'ȷ' => 'j',
                    c => c,
                };
                match compose(letter, mark) {
                    Some(composed) => self.out.push(composed),
                    None => self.out.extend([letter, mark]),
                }
            }
            None if blank => {
                if !self.out.is_empty() && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
            }
            None => self.out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_and_letters_of_latex_become_unicode() {
        for (latex, plain) in [
            (r"Erd{\H o}s, P{\'a}l", "Erdős, Pál"),
            (r#"G{\"o}del, G\"odel, G\"{o}del"#, "Gödel, Gödel, Gödel"),
            (r"Dvo{\v r}{\'a}k, \v{S}", "Dvořák, Š"),
            (
                r#"na\"{\i}ve, na\"{\i }ve, na{\"\i}ve"#,
                "naïve, naïve, naïve",
            ),
            (
                r"\O{}stergaard, \O stergaard, {\OE}uvre",
                "Østergaard, Østergaard, Œuvre",
            ),
            (r"Stra{\ss}e, \c{c}a, \k{a}", "Straße, ça, ą"),
        ] {
            assert_eq!(text(latex), plain, "{latex}");
        }
    }

    #[test]
    fn punctuation_of_latex_becomes_typographic() {
        for (latex, plain) in [
            ("12--34 --- a ``quotation''", "12–34 — a “quotation”"),
            (r"R\&D, 5\,\%, \#1, a\_b", "R&D, 5 %, #1, a_b"),
            ("A~B\n   C", "A B C"),
            (
                r"\enquote{so} and \emph{so} and {NASA}",
                "“so” and so and NASA",
            ),
            (r"CO$_2$ and the $11^{th}$ $\beta$", "CO2 and the 11th β"),
            ("from $5 to $6", "from $5 to $6"),
            (
                r"\href{https://example.org}{Example}",
                "https://example.org Example",
            ),
            (r"{\noopsort{1973b}}1973", "1973"),
            (r"\~{}user", "~user"),
        ] {
            assert_eq!(text(latex), plain, "{latex}");
        }
    }

    #[test]
    fn what_is_not_known_stays_as_it_was_typed() {
        assert_eq!(text(r"\unheardof{x}"), r"\unheardofx");
        assert_eq!(
            text("Зимняя «сказка» 北方領土 e\u{301}"),
            "Зимняя «сказка» 北方領土 e\u{301}"
        );
    }

    #[test]
    fn addresses_keep_their_dashes_and_tildes() {
        for (latex, plain) in [
            (
                r"https://x.org/a--b_c?d=1\&e=\%20",
                "https://x.org/a--b_c?d=1&e=%20",
            ),
            (r"\url{https://x.org/~me}", "https://x.org/~me"),
            (r"https://x.org/{\textasciitilde}me", "https://x.org/~me"),
            (r"http\://x.org/$\sim$me", "http://x.org/~me"),
            ("10.1000/a<b>{c}", "10.1000/a<b>c"),
        ] {
            assert_eq!(verbatim(latex), plain, "{latex}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_the_decoder_down(field in r#"([\\{}$"'`~^_ a-zé-]|\\v|\\emph|\\href){0,40}|\PC*"#) {
            text(&field);
            verbatim(&field);
        }

        #[test]
        fn text_without_commands_keeps_every_letter(words in "[a-zа-я一-龥]{1,8}( [a-zа-я一-龥]{1,8}){0,5}") {
            prop_assert_eq!(text(&words), words);
        }
    }
}
