//! Text of HTML and XHTML.

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

use super::lines::Lines;

/// What a reader of the page would see. No tree is built, so depth costs nothing.
pub(super) fn text(html: &str) -> String {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.state.take().lines.finish()
}

/// Elements whose content is not shown as text.
const HIDDEN: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math", "head",
];

/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
];

#[derive(Default)]
struct State {
    lines: Lines,
    /// Hidden elements that are open, and readings printed beside ruby.
    hidden: Vec<String>,
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.hidden.is_empty() => state.lines.push(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.as_ref();
        match tag.kind {
            TagKind::StartTag => self.open(name, tag.self_closing),
            TagKind::EndTag => {
                if let Some(at) = self.hidden.iter().rposition(|open| open == name) {
                    self.hidden.truncate(at);
                }
                if name == "body" || name == "html" {
                    self.hidden.clear();
                }
                self.part(name);
                TokenSinkResult::Continue
            }
        }
    }

    fn open(&mut self, name: &str, closed: bool) -> TokenSinkResult<()> {
        if name == "body" {
            self.hidden.clear();
        }
        let hides = HIDDEN.contains(&name) || matches!(name, "rt" | "rp");
        if hides && !closed && self.hidden.len() < 64 {
            self.hidden.push(name.to_owned());
        }
        self.part(name);
        match name {
            _ if closed => TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Parts what stands in different blocks.
    fn part(&mut self, name: &str) {
        match name {
            "br" | "li" | "tr" | "dt" | "dd" | "option" => self.lines.line(),
            "td" | "th" => self.lines.push(" "),
            _ if INLINE.contains(&name) || matches!(name, "rt" | "rp") => {}
            _ => self.lines.paragraph(),
        }
    }
}
