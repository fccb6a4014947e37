//! The one way by which anything reaches a terminal or a log.
//!
//! What strangers wrote is made visible where output is composed. This stands behind all of that and
//! sees every line once more, so that a text somebody forgot still gives no command: neither to the
//! terminal nor to the server that keeps the log.

use std::io::{self, Write};

use crate::present::{log_command::tame, visible::on_terminal};

/// Who could take a line for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Readers {
    /// A terminal, which obeys control characters and is deceived by invisible ones.
    pub(super) terminal: bool,
    /// A build server.
    pub(super) server: bool,
}

/// Passes lines on, with what its readers would obey shown as escapes; or everything as it is.
pub(super) struct Guard<W: Write> {
    inner: W,
    readers: Readers,
    line: Vec<u8>,
}

impl<W: Write> Guard<W> {
    pub(super) fn new(inner: W, readers: Readers) -> Self {
        Self {
            inner,
            readers,
            line: Vec::new(),
        }
    }

    fn pass(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&line);
        let text = if self.readers.terminal {
            on_terminal(&text)
        } else {
            text
        };
        if self.readers.server {
            return self.inner.write_all(tame(&text).as_bytes());
        }
        self.inner.write_all(text.as_bytes())
    }
}

impl<W: Write> Write for Guard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.readers == Readers::default() {
            return self.inner.write(bytes);
        }
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.pass()?;
            }
        }
        Ok(bytes.len())
    }

    /// Half a line waits for its other half, since only a whole one can be judged.
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> Drop for Guard<W> {
    fn drop(&mut self) {
        let _ = self.pass();
        let _ = self.inner.flush();
    }
}

/// Whether standard output ends up in a log, and not in a file: true where this cannot be told.
pub(super) fn goes_to_a_log() -> bool {
    !is_file().unwrap_or(false)
}

#[cfg(unix)]
fn is_file() -> io::Result<bool> {
    use std::os::fd::AsFd;
    let descriptor = io::stdout().as_fd().try_clone_to_owned()?;
    Ok(std::fs::File::from(descriptor).metadata()?.is_file())
}

#[cfg(windows)]
fn is_file() -> io::Result<bool> {
    use std::os::windows::io::AsHandle;
    let handle = io::stdout().as_handle().try_clone_to_owned()?;
    Ok(std::fs::File::from(handle).metadata()?.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: Readers = Readers {
        terminal: false,
        server: true,
    };
    const TERMINAL: Readers = Readers {
        terminal: true,
        server: false,
    };

    fn through(readers: Readers, parts: &[&str]) -> String {
        let mut written = Vec::new();
        let mut guard = Guard::new(&mut written, readers);
        for part in parts {
            guard.write_all(part.as_bytes()).expect("memory takes all");
        }
        drop(guard);
        String::from_utf8(written).expect("text stays text")
    }

    #[test]
    fn a_command_is_noticed_though_it_comes_in_pieces() {
        let shown = through(SERVER, &["a\n:", ":x\n b#", "#[y]"]);
        assert_eq!(shown, "a\n\\u003a:x\n b#\\u0023[y]");
    }

    #[test]
    fn a_terminal_gets_colours_and_no_other_sequence() {
        let shown = through(
            TERMINAL,
            &["\u{1b}[1;31ma\u{1b}[0m \u{1b}]52;c;x\u{7} \u{9b}2J \u{202e}"],
        );
        assert_eq!(
            shown,
            "\u{1b}[1;31ma\u{1b}[0m \\u001b]52;c;x\\u0007 \\u009b2J \\u202e"
        );
    }

    #[test]
    fn what_nobody_obeys_is_passed_on() {
        let text = "::x\n##[y] \u{1b}]8;;\u{202e}";
        assert_eq!(through(Readers::default(), &[text]), text);
    }
}
