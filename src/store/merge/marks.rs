//! A clash as people know it from git: both sides and what was before, between marks.

use super::Three;

/// The three texts between marks of this length, without a line end after the last.
pub(super) fn block(texts: &Three<String>, length: usize) -> String {
    let mark = |sign: char, label: &str| {
        let line: String = std::iter::repeat_n(sign, length).collect();
        format!("{line} {label}").trim_end().to_owned()
    };
    let ended = |text: &str| match text {
        "" => String::new(),
        text if text.ends_with('\n') => text.to_owned(),
        text => format!("{text}\n"),
    };
    format!(
        "{}\n{}{}\n{}{}\n{}{}",
        mark('<', "ours"),
        ended(&texts.ours),
        mark('|', "base"),
        ended(&texts.base),
        mark('=', ""),
        ended(&texts.theirs),
        mark('>', "theirs"),
    )
}
