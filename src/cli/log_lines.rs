//! Output that a build server reads line by line for commands.

use std::io::{self, Write};

use crate::present::log_command::tame;

/// Passes lines on, with what the server would obey shown as escapes; or everything as it is.
pub(super) struct LogLines<W: Write> {
    inner: W,
    watched: bool,
    line: Vec<u8>,
}

impl<W: Write> LogLines<W> {
    pub(super) fn new(inner: W, watched: bool) -> Self {
        Self {
            inner,
            watched,
            line: Vec::new(),
        }
    }

    fn pass(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        match std::str::from_utf8(&line) {
            Ok(text) => self.inner.write_all(tame(text).as_bytes()),
            Err(_) => self.inner.write_all(&line),
        }
    }
}

impl<W: Write> Write for LogLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.watched {
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

impl<W: Write> Drop for LogLines<W> {
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

    fn through(watched: bool, parts: &[&str]) -> String {
        let mut written = Vec::new();
        let mut lines = LogLines::new(&mut written, watched);
        for part in parts {
            lines.write_all(part.as_bytes()).expect("memory takes all");
        }
        drop(lines);
        String::from_utf8(written).expect("text stays text")
    }

    #[test]
    fn a_command_is_noticed_though_it_comes_in_pieces() {
        assert_eq!(
            through(true, &["a\n:", ":x\n b#", "#[y]"]),
            "a\n\\u003a:x\n b#\\u0023[y]"
        );
    }

    #[test]
    fn what_no_server_reads_is_passed_on() {
        assert_eq!(through(false, &["::x\n", "##[y]"]), "::x\n##[y]");
    }
}
