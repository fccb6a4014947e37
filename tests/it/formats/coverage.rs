//! Every code is triggered by a test.

use obelus::{model::diagnostic::Code, present::catalogue::Example};

use super::special::CASES;

#[test]
fn every_code_is_shown_by_an_example_a_special_case_or_a_pull_request() {
    let rows = crate::pull_requests::shown();
    let shown = |code: &&Code| {
        Example::of(**code).is_some()
            || CASES.iter().any(|case| case.code == **code)
            || rows.contains(*code)
    };
    let missing: Vec<&Code> = Code::ALL.iter().filter(|code| !shown(code)).collect();
    assert!(missing.is_empty(), "no test shows {missing:?}");
}

#[test]
fn every_code_says_what_it_is_and_what_to_do() {
    for code in Code::ALL {
        let (name, title, explanation) = (code.as_str(), code.title(), code.explanation());
        assert!(
            name.chars()
                .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-')),
            "{name}"
        );
        assert!(!title.ends_with('.') && title.len() >= 9, "{name}: {title}");
        assert!(
            explanation.ends_with('.') && explanation.len() > 25,
            "{name}: {explanation}"
        );
    }
    let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
}
