use caseless::Caseless;
use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::*;

#[test]
fn hyphenation_quotes_dashes_spaces_and_case_vanish() {
    let printed = "It\u{2019}s a “long-\nterm” co\u{ad}opera\u{2010}\n tion \u{2013} \u{fb01}ne";
    let typed = "it's a \"long-term\" cooperation - FINE";
    assert_eq!(fold(printed), fold(typed));
    assert_eq!(fold(typed), "itsalongtermcooperationfine");
}

#[test]
fn a_look_alike_letter_in_a_mixed_word_follows_the_majority() {
    assert_eq!(fold("\u{421}old War"), "coldwar");
    assert_eq!(fold("the \u{421}o-\n ld War"), "thecoldwar");
    assert_eq!(fold("Росcия"), fold("Россия"));
    assert_eq!(fold("naїve"), fold("naïve"));
    assert_eq!(fold("Ελλάδα με A\u{3c1}γ\u{3cc}"), fold("Ελλάδα με Αργό"));
}

#[test]
fn words_of_one_script_and_mixtures_that_are_meant_stay() {
    assert_eq!(fold("сор"), "сор");
    assert_ne!(fold("сор"), fold("cop"));
    assert_eq!(fold("5 μm, ΔT"), "5μmδt");
    assert_eq!(fold("β-blocker"), "βblocker");
    assert_eq!(fold("Tシャツ"), "tシャツ");
}

#[test]
fn real_text_of_many_scripts_survives() {
    for (raw, folded) in [
        ("Ёлка и йод", "ёлкаийод"),
        ("Россия — объём", "россияобъём"),
        ("за\u{301}мок", "замок"),
        ("ќерка, ѓон", "ќеркаѓон"),
        ("Ὀδυσσεύς, ΟΔΟΣ", "ὀδυσσεύσοδοσ"),
        ("日本とロシア、ガス", "日本とロシアガス"),
        ("ﾛｼｱ ｶﾞｽ", "ロシアガス"),
        ("か\u{3099}っこう", "がっこう"),
        ("हिन्दी में क़लम", "हिन्दीमेंक\u{93c}लम"),
        ("الرُّوسِيَّة", "الروسية"),
        ("مؤتمر آخر أول", "مؤتمرآخرأول"),
        ("العـــربية", "العربية"),
        ("ﷲ ﻻ", "اللهلا"),
        ("שָׁלוֹם", "שלום"),
        ("한국어 \u{1112}\u{1161}\u{11ab}", "한국어한"),
        ("İstanbul", "istanbul"),
        ("Straße, ſo", "strasseso"),
        ("don´t", "dont"),
        ("cafe\u{301} №5 x²", "caféno5x2"),
    ] {
        assert_eq!(fold(raw), folded, "{raw}");
    }
}

#[test]
fn a_range_leads_back_to_the_bytes_it_came_from() {
    let raw = "«Ja-\n pan», e\u{301}té \u{fb03}x";
    let text = Folded::new(raw);
    assert_eq!(text.text(), "japanétéffix");
    assert_eq!(raw.get(text.raw(0..5).unwrap()), Some("Ja-\n pan"));
    assert_eq!(raw.get(text.raw(5..6).unwrap()), Some("e\u{301}"));
    assert_eq!(raw.get(text.raw(8..9).unwrap()), Some("\u{fb03}"));
    assert_eq!(text.raw(3..3), None);
    assert_eq!(text.raw(0..99), None);
    let japan = text.raw(0..5).unwrap();
    assert_eq!(text.chars_of(japan), 0..5);
}

#[test]
fn a_digest_is_that_of_the_folded_bytes() {
    let (length, digest) = digest::of_text("A, b.");
    assert_eq!(length, 2);
    // SHA-256 of the two bytes "ab", as `printf ab | sha256sum` gives it.
    assert_eq!(
        digest,
        "fold1:sha256:fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"
    );
}

#[test]
fn passages_are_found_by_their_ends() {
    let text = Folded::new("One two three four. One two nine. Three four.");
    let found = |start, end| -> Vec<&str> {
        let ranges = find_ends(&text, start, end, 9);
        ranges.into_iter().map(|range| text.slice(range)).collect()
    };
    assert_eq!(found("two three", "three four"), ["twothreefour"]);
    assert_eq!(found("One two", "four.").len(), 2);
    assert_eq!(found("four", "One"), ["fourone"]);
    assert!(found("", "four.").is_empty());
    assert!(found("four", "two three").is_empty());
}

/// The recipe spelled out by the crates alone, without a map and without look-alikes.
fn by_the_book(raw: &str) -> String {
    let folded: String = raw.nfkd().default_case_fold().nfkd().collect();
    let kept: String = folded
        .chars()
        .filter(|c| c.is_alphanumeric() || is_combining_mark(*c))
        .collect();
    kept.nfc().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_agrees_with_the_recipe_where_scripts_are_not_mixed(raw in "[ -~à-öø-ÿĀ-žА-яёΑ-Ωα-ωﬀ-ﬆ①-⑳Ａ-ｚ“”’–\n]{0,40}") {
        let scripts = |word: &str| {
            let any = |low: char, high: char| word.chars().any(|c| (low..=high).contains(&c));
            usize::from(any('A', 'ž') || any('ﬀ', 'ﬆ') || any('Ａ', 'ｚ')) + usize::from(any('Α', 'ω')) + usize::from(any('А', 'ё'))
        };
        // The dot of İ is the one mark here on which the recipes differ.
        let raw = raw.replace('İ', "I");
        let unmixed: String = raw.split_inclusive(' ').filter(|word| scripts(word) < 2).collect();
        prop_assert_eq!(fold(&unmixed), by_the_book(&unmixed));
    }

    #[test]
    fn any_text_folds_to_composed_letters_with_a_map_in_bounds(raw in any::<String>()) {
        let text = Folded::new(&raw);
        let composed: String = text.text().nfc().collect();
        prop_assert_eq!(text.text(), composed);
        prop_assert_eq!(text.text().chars().count(), text.len());
        for i in 0..text.len() {
            let bytes = text.raw(i..i + 1).unwrap();
            prop_assert!(raw.get(bytes.clone()).is_some_and(|piece| !piece.is_empty()));
            prop_assert!(text.chars_of(bytes).contains(&i));
        }
    }

    #[test]
    fn wrapping_and_hyphenating_change_nothing(words in prop::collection::vec("[a-zà-öа-яα-ω一-二か-と]{1,9}", 1..9), cut in 0usize..9) {
        let plain = words.join(" ");
        let broken: Vec<String> = words.iter().map(|word| {
            let at = word.char_indices().nth(cut).map_or(0, |(at, _)| at);
            if at == 0 { word.clone() } else { format!("{}-\n {}", &word[..at], &word[at..]) }
        }).collect();
        prop_assert_eq!(fold(&plain), fold(&broken.join("\n\n")));
    }
}
