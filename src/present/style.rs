//! The few styles of terminal output. Colour is never the only bearer of meaning.

use anstyle::{AnsiColor, Style};

/// A heading.
pub const HEADING: Style = Style::new().bold();
/// What matters less.
pub const FAINT: Style = Style::new().dimmed();
/// Something good, or for.
pub const GOOD: Style = AnsiColor::Blue.on_default();
/// Something bad, or against.
pub const BAD: Style = AnsiColor::Red.on_default();
/// Something to look at.
pub const NOTICE: Style = AnsiColor::Yellow.on_default();
/// Something to type.
pub const COMMAND: Style = AnsiColor::Cyan.on_default();

/// A text in a style.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
