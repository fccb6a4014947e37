//! Anchors as Web Annotation selectors and as text fragments.
//!
//! W3C Web Annotation Data Model (2017): an annotation has a body (the claim's statement) and a
//! target (the document with selectors). A passage of which only first and last words are known is
//! named by a `FragmentSelector` whose value is a text directive (WICG, URL Fragment Text
//! Directives); a `RangeSelector` would end before its last words. A quotation is a
//! `TextQuoteSelector`.

use serde_json::{Value, json};

use crate::model::{
    anchor::{Anchor, Selector},
    claim::Claim,
    document::Document,
    source::CslValue,
};

/// The specification of text directives, by which a `FragmentSelector` says how to read its value.
const TEXT_DIRECTIVES: &str = "https://wicg.github.io/scroll-to-text-fragment/";

/// The public address of a document, if it has one.
pub fn address(document: &Document) -> Option<String> {
    let url = match document.csl.get("URL")? {
        CslValue::Text(url) => url.clone(),
        _ => return None,
    };
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}

/// The text directive of an anchor, such as `:~:text=first%20words,last%20words`; nothing for an
/// anchor without words. Browsers match whole words and take the first place that fits.
pub fn directive(anchor: &Anchor) -> Option<String> {
    let value = match &anchor.selector {
        Selector::Place => return None,
        Selector::Ends { start, end, .. } => format!("{},{}", encoded(start), encoded(end)),
        Selector::Quote {
            exact,
            prefix,
            suffix,
        } => {
            let prefix = prefix.as_ref().map(|text| format!("{}-,", encoded(text)));
            let suffix = suffix.as_ref().map(|text| format!(",-{}", encoded(text)));
            [
                prefix.unwrap_or_default(),
                encoded(exact),
                suffix.unwrap_or_default(),
            ]
            .concat()
        }
    };
    Some(format!(":~:text={value}"))
}

/// A link that opens a document at the passage, where the document has a public address.
pub fn link(document: &Document, anchor: &Anchor) -> Option<String> {
    let address = address(document)?;
    let directive = directive(anchor)?;
    let joint = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{joint}{directive}"))
}

/// Percent-encoded for a text directive: besides what no fragment may hold, dash, comma and
/// ampersand, which part its terms.
fn encoded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut encoded = String::new();
    for byte in words.join(" ").bytes() {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'_' | b'~' | b'!' | b'\'' | b'(' | b')')
        {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend([byte >> 4, byte & 15].map(hex));
        }
    }
    encoded
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16)
        .unwrap_or('0')
        .to_ascii_uppercase()
}

/// The anchors of a claim in a document as annotations, one each.
///
/// `position` gives the code points of the passage in an attached copy, where it was found there; it
/// becomes a `TextPositionSelector` beside the other.
pub fn annotations(
    claim: &Claim,
    document: &Document,
    position: impl Fn(usize) -> Option<(usize, usize)>,
) -> Vec<Value> {
    let source =
        address(document).unwrap_or_else(|| format!("urn:obelus:document:{}", document.id));
    let of = claim.anchors.iter().enumerate();
    of.filter(|(_, anchor)| anchor.document == document.id)
        .filter_map(|(number, anchor)| {
            let mut selectors = vec![selector(anchor)?];
            if let Some((start, end)) = position(number) {
                selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
            }
            Some(json!({
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": format!("urn:obelus:claim:{}:{number}", claim.id),
                "type": "Annotation",
                "motivation": "describing",
                "body": [{
                    "type": "TextualBody",
                    "value": claim.statement,
                    "format": "text/plain",
                    "purpose": "describing",
                }],
                "target": {"source": source, "selector": selectors},
            }))
        })
        .collect()
}

fn selector(anchor: &Anchor) -> Option<Value> {
    match &anchor.selector {
        Selector::Quote {
            exact,
            prefix,
            suffix,
        } => {
            let mut quote = json!({"type": "TextQuoteSelector", "exact": exact});
            for (key, value) in [("prefix", prefix), ("suffix", suffix)] {
                if let (Some(value), Some(object)) = (value, quote.as_object_mut()) {
                    object.insert(key.to_owned(), json!(value));
                }
            }
            Some(quote)
        }
        _ => Some(json!({
            "type": "FragmentSelector",
            "conformsTo": TEXT_DIRECTIVES,
            "value": directive(anchor)?,
        })),
    }
}

/// Annotations as one page of a collection.
pub fn page(annotations: &[Value]) -> Value {
    let bare = annotations.iter().cloned().map(|mut annotation| {
        if let Some(object) = annotation.as_object_mut() {
            object.shift_remove("@context");
        }
        annotation
    });
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:obelus:anchors",
        "type": "AnnotationPage",
        "items": bare.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::DocumentId;

    fn anchor(selector: Selector) -> Anchor {
        let document = DocumentId::new("text").unwrap();
        Anchor {
            document,
            section: None,
            paragraph: None,
            selector,
        }
    }

    #[test]
    fn a_directive_names_first_and_last_words_and_encodes_what_parts_terms() {
        let ends = anchor(Selector::Ends {
            start: "A long-term, \u{201c}open\u{201d}".to_owned(),
            end: "R&D at 5 %".to_owned(),
            length: None,
            digest: None,
        });
        assert_eq!(
            directive(&ends).unwrap(),
            ":~:text=A%20long%2Dterm%2C%20%E2%80%9Copen%E2%80%9D,R%26D%20at%205%20%25"
        );
    }

    #[test]
    fn a_quotation_takes_its_surroundings_along() {
        let quote = anchor(Selector::Quote {
            exact: "will grow".to_owned(),
            prefix: Some("trade".to_owned()),
            suffix: Some("by half".to_owned()),
        });
        assert_eq!(
            directive(&quote).unwrap(),
            ":~:text=trade-,will%20grow,-by%20half"
        );
        assert_eq!(selector(&quote).unwrap()["prefix"], "trade");
    }

    #[test]
    fn a_place_without_words_has_no_directive() {
        assert_eq!(directive(&anchor(Selector::Place)), None);
    }
}
