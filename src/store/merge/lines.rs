//! Three-way merge by lines, for words of one text and for records that cannot be read.

use similar::{ConflictStyle, TextMerge};

use super::{Clash, Merged, Three};

/// The text with what both sides did to different lines of it.
pub(super) fn both(texts: Three<&str>) -> Option<String> {
    let ended = texts.map(|text| format!("{text}\n"));
    let merged = |ours: &str, theirs: &str| {
        let merge = TextMerge::from_lines(ended.base.as_str(), ours, theirs);
        (!merge.is_conflicted()).then(|| merge.to_string())
    };
    let text = merged(&ended.ours, &ended.theirs)?;
    // Lines next to each other may depend on the order in which the sides are named.
    let same = merged(&ended.theirs, &ended.ours)? == text;
    same.then(|| text.trim_end_matches('\n').to_owned())
}

/// A text of no keys, line by line.
pub(super) fn merge(texts: Three<&str>, marks: usize) -> Merged {
    let mut merge = TextMerge::from_lines(texts.base, texts.ours, texts.theirs);
    merge
        .conflict_style(ConflictStyle::Diff3)
        .conflict_marker_size(marks)
        .labels("base", "ours", "theirs");
    let clash = || Clash {
        what: "lines that both sides changed".to_owned(),
        texts: texts.map(str::to_owned),
    };
    Merged {
        text: merge.to_string(),
        clashes: merge.is_conflicted().then(clash).into_iter().collect(),
    }
}

/// A record that cannot be read. It is never clean: somebody has to look at it.
pub(super) fn unread(texts: Three<&str>, marks: usize) -> Merged {
    Merged {
        clashes: vec![Clash {
            what: "a record that cannot be read as TOML".to_owned(),
            texts: texts.map(str::to_owned),
        }],
        ..merge(texts, marks)
    }
}
