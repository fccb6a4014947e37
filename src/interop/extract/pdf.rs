//! Text of PDF, page by page.

use std::{panic, sync::mpsc, thread, time::Duration};

use super::ExtractError;

const NAME: &str = "PDF";

/// No PDF is read for longer.
const PATIENCE: Duration = Duration::from_mins(2);

/// Stack of the reading thread, in bytes: objects may be nested deeply.
const STACK: usize = 256 << 20;

/// The text of all pages, parted by form feeds.
///
/// The reader panics on some malformed files and may take for ever on others, so it runs in a thread
/// of its own, whose panics end there; one that takes too long is left behind.
pub(super) fn text(bytes: &[u8]) -> Result<String, ExtractError> {
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_vec();
    let started = thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK)
        .spawn(move || drop(send.send(pages(&bytes))));
    started.map_err(|error| ExtractError::Broken(NAME, error.to_string()))?;
    match receive.recv_timeout(PATIENCE) {
        Ok(result) => result.map(|pages| pages.join("\u{c}")),
        Err(_) => Err(ExtractError::TooSlow(NAME, PATIENCE.as_secs())),
    }
}

fn pages(bytes: &[u8]) -> Result<Vec<String>, ExtractError> {
    let before = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(bytes));
    panic::set_hook(before);
    let broken = |why: String| ExtractError::Broken(NAME, why);
    match read {
        Ok(Ok(pages)) => Ok(pages),
        Ok(Err(error)) => Err(broken(error.to_string())),
        Err(_) => Err(broken("its reader gave up on it".to_owned())),
    }
}
