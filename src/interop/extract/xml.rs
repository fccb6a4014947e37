//! XML as a row of tags and texts.

use quick_xml::{Reader, events::Event};

/// A piece of XML. Names are without their prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins, with its attributes.
    Open(String, Vec<(String, String)>),
    /// An element ends.
    Close(String),
    /// Text, with references resolved.
    Text(String),
}

/// Hands each piece to a function, up to the end or to the first mistake, which is returned.
pub(super) fn each(xml: &str, mut take: impl FnMut(Piece)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => take(open(&tag)),
            Event::Empty(tag) => {
                take(open(&tag));
                take(Piece::Close(local(tag.name().as_ref())));
            }
            Event::End(tag) => take(Piece::Close(local(tag.name().as_ref()))),
            Event::Text(text) => take(Piece::Text(String::from_utf8_lossy(&text).into_owned())),
            Event::CData(text) => take(Piece::Text(String::from_utf8_lossy(&text).into_owned())),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", String::from_utf8_lossy(&name));
                let resolved =
                    quick_xml::escape::unescape(&reference).map(std::borrow::Cow::into_owned);
                take(Piece::Text(resolved.unwrap_or_default()));
            }
            _ => {}
        }
    }
}

fn open(tag: &quick_xml::events::BytesStart<'_>) -> Piece {
    let attributes = tag.attributes().flatten().map(|attribute| {
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        let value = quick_xml::escape::unescape(&value)
            .map_or_else(|_| value.clone(), std::borrow::Cow::into_owned);
        (local(attribute.key.as_ref()), value)
    });
    Piece::Open(local(tag.name().as_ref()), attributes.collect())
}

fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit_once(':')
        .map_or(name.as_ref(), |(_, local)| local)
        .to_owned()
}
