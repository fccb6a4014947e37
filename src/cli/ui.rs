//! Where words go: data to stdout, talk and progress to stderr.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::time::Duration;

use anstream::AutoStream;
use clap::ColorChoice;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{
    error::CliError,
    guard::{Guard, Readers, goes_to_a_log},
};
use crate::present::style::{BAD, COMMAND, NOTICE, paint};
use crate::store::load::Progress;

/// Columns of output that goes to no terminal, so that it is the same everywhere.
const FIXED_WIDTH: usize = 100;

/// The user's terminal, or what stands in for it.
#[derive(Debug, Clone)]
pub(super) struct Ui {
    colour: anstream::ColorChoice,
    quiet: bool,
    verbose: u8,
    logged: bool,
}

impl Ui {
    /// `logged`: whether a build server reads what is written for commands.
    pub(super) fn new(colour: ColorChoice, quiet: bool, verbose: u8, logged: bool) -> Self {
        let colour = match colour {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::AlwaysAnsi,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Self {
            colour,
            quiet,
            verbose,
            logged,
        }
    }

    /// The same with colours wanted, not wanted, or left as they were.
    pub(super) fn with_colours(&self, wanted: Option<bool>) -> Self {
        let colour = match wanted {
            Some(true) => anstream::ColorChoice::AlwaysAnsi,
            Some(false) => anstream::ColorChoice::Never,
            None => self.colour,
        };
        Self {
            colour,
            ..self.clone()
        }
    }

    /// Whether colours were neither asked for nor forbidden.
    pub(super) fn colours_by_itself(&self) -> bool {
        self.colour == anstream::ColorChoice::Auto
    }

    /// Standard output, which drops colours where they are not wanted. In a build server's log no
    /// line of it is a command.
    pub(super) fn out(&self) -> Guard<AutoStream<StdoutLock<'static>>> {
        let stream = AutoStream::new(std::io::stdout().lock(), self.colour);
        Guard::new(stream, self.readers())
    }

    /// Who reads standard output for commands; where nobody does, every byte is passed on.
    fn readers(&self) -> Readers {
        Readers {
            terminal: std::io::stdout().is_terminal(),
            server: self.logged && goes_to_a_log(),
        }
    }

    /// Standard output for data without colours: buffered. In a build server's log no line of it is
    /// a command; JSON stays the same JSON.
    pub(super) fn data(&self) -> Guard<BufWriter<StdoutLock<'static>>> {
        Guard::new(Self::commands(), self.readers())
    }

    /// Standard output for what a build server shall obey.
    pub(super) fn commands() -> BufWriter<StdoutLock<'static>> {
        BufWriter::with_capacity(1 << 16, std::io::stdout().lock())
    }

    /// Standard error, likewise.
    pub(super) fn err(&self) -> Guard<AutoStream<std::io::StderrLock<'static>>> {
        let stream = AutoStream::new(std::io::stderr().lock(), self.colour);
        let readers = Readers {
            terminal: true,
            server: self.logged,
        };
        Guard::new(stream, readers)
    }

    /// Whether standard output is coloured.
    pub(super) fn colours_out(&self) -> bool {
        match self.colour {
            anstream::ColorChoice::Never => false,
            anstream::ColorChoice::Auto => {
                AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
            }
            _ => true,
        }
    }

    /// Columns of standard output: the terminal's, or a fixed number where there is none.
    #[expect(
        clippy::unused_self,
        reason = "the terminal is the user interface's to ask"
    )]
    pub(super) fn width(&self) -> usize {
        if !std::io::stdout().is_terminal() {
            return FIXED_WIDTH;
        }
        terminal_size::terminal_size().map_or(FIXED_WIDTH, |(width, _)| {
            usize::from(width.0).clamp(40, 160)
        })
    }

    /// Whether questions can be asked.
    pub(super) fn is_interactive() -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// A word to the user, unless they asked for quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(self.err(), "{text}");
        }
    }

    /// A word to the user who asked for more.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose > 0 {
            self.say(text);
        }
    }

    /// Something that went well enough but should be known, even when quiet.
    pub(super) fn warn(&self, text: &str) {
        let _ = writeln!(self.err(), "{}: {text}", paint(NOTICE.bold(), "warning"));
    }

    /// What a command failed of.
    pub(super) fn failure(&self, error: &CliError) {
        if error.is_silent() {
            return;
        }
        let mut err = self.err();
        let _ = writeln!(err, "{}: {}", paint(BAD.bold(), "error"), error.message());
        for hint in error.hints() {
            let _ = writeln!(err, "{}: {hint}", paint(COMMAND, "help"));
        }
    }

    /// A bar for long work; it shows on a terminal only, and only when the work takes a while.
    pub(super) fn progress(&self, label: &'static str) -> Bar {
        let hidden = self.quiet || !std::io::stderr().is_terminal();
        let target = if hidden {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(10)
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) =
            ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}")
        {
            bar.set_style(style);
        }
        bar.set_message(label);
        Bar {
            bar,
            started: std::time::Instant::now(),
        }
    }
}

/// A progress bar that clears itself.
pub(super) struct Bar {
    bar: ProgressBar,
    started: std::time::Instant,
}

/// Work that is over by then needs no bar.
const PATIENCE: Duration = Duration::from_millis(300);

impl Progress for Bar {
    fn total(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn step(&self) {
        if self.started.elapsed() > PATIENCE {
            self.bar.inc(1);
        } else {
            self.bar.update(|state| state.set_pos(state.pos() + 1));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
