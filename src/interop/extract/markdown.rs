//! Text of Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::Lines;

/// What a reader of the rendered page would see; raw HTML is left out, as are addresses of links.
pub(super) fn text(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut lines = Lines::default();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => lines.push(&text),
            Event::SoftBreak => lines.push(" "),
            Event::HardBreak => lines.line(),
            Event::Rule => lines.paragraph(),
            Event::Start(tag) => begin(&tag, &mut lines),
            Event::End(tag) => end(tag, &mut lines),
            _ => {}
        }
    }
    lines.finish()
}

fn begin(tag: &Tag<'_>, lines: &mut Lines) {
    match tag {
        Tag::Item | Tag::TableRow => lines.line(),
        Tag::TableCell => lines.push(" "),
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
        }
        _ => lines.paragraph(),
    }
}

fn end(tag: TagEnd, lines: &mut Lines) {
    match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_) => {
            lines.paragraph();
        }
        _ => {}
    }
}
