//! Text in an encoding that can be told for certain.

use super::ExtractError;

/// UTF-8 as it is, or UTF-16 with a byte order mark. Other encodings cannot be told apart safely.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ExtractError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec())
            .ok()
            .filter(|text| !text.contains('\0'))
            .ok_or(ExtractError::Encoding),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ExtractError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok(text),
        _ => Err(ExtractError::Encoding),
    }
}
