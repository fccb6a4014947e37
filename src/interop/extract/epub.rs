//! Text of EPUB: the chapters in reading order.

use std::collections::BTreeMap;

use super::xml::Piece;
use super::{ExtractError, LARGEST_TEXT, archive::Archive, docx, html, xml};

const NAME: &str = "EPUB";

/// The text of a book. A word processor's document under another name is read as what it is.
pub(super) fn text(bytes: &[u8]) -> Result<String, ExtractError> {
    let mut archive = Archive::open(bytes, NAME)?;
    if archive.has("word/document.xml") {
        return docx::text(bytes);
    }
    let package = package_path(&archive.text("META-INF/container.xml")?)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = String::new();
    for chapter in spine(&archive.text(&package)?)? {
        let path = resolve(folder, &chapter);
        if archive.has(&path) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&html::text(&archive.text(&path)?));
        }
        if text.len() > LARGEST_TEXT {
            return Err(ExtractError::TextTooLarge);
        }
    }
    Ok(text)
}

fn broken(why: impl Into<String>) -> ExtractError {
    ExtractError::Broken(NAME, why.into())
}

fn value<'a>(attributes: &'a [(String, String)], key: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value.as_str())
}

/// Where the container says that the package stands.
fn package_path(container: &str) -> Result<String, ExtractError> {
    let mut path = None;
    let read = xml::each(container, |piece| {
        if let Piece::Open(name, attributes) = piece
            && name == "rootfile"
            && path.is_none()
        {
            path = value(&attributes, "full-path").map(str::to_owned);
        }
    });
    read.map_err(broken)?;
    path.ok_or_else(|| broken("its container names no package"))
}

/// The files of the package in reading order, each once.
fn spine(package: &str) -> Result<Vec<String>, ExtractError> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    let read = xml::each(package, |piece| {
        let Piece::Open(name, attributes) = piece else {
            return;
        };
        match name.as_str() {
            "item" => {
                let id = value(&attributes, "id").unwrap_or_default();
                let file = value(&attributes, "href").unwrap_or_default();
                files.insert(id.to_owned(), file.to_owned());
            }
            "itemref" => order.extend(value(&attributes, "idref").map(str::to_owned)),
            _ => {}
        }
    });
    read.map_err(broken)?;
    Ok(order.iter().filter_map(|id| files.remove(id)).collect())
}

/// The name of an entry that a package in a folder refers to.
fn resolve(folder: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    let decoded = percent_decoded(reference);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let hex = more
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = hex.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match byte {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = more.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
