//! Dates as bibliographies give them, read as far as they go.

use crate::model::date::PartialDate;

/// A date in the form of ISO 8601 and its extension for the humanities: `2015`, `2015-03-07`,
/// `2015-03-07T10:00`, `2015~`, `2015-21` (a season), `2015/2016`. Of a range the beginning counts,
/// or the end where the beginning is open.
pub(crate) fn extended(text: &str) -> Option<PartialDate> {
    let mut ends = text.split('/');
    ends.find_map(|end| {
        let end = end.trim().trim_end_matches(['~', '?', '%']);
        let day = end.split(['T', ' ']).next()?;
        let (sign, digits) = match day.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, day),
        };
        let mut parts = digits.split('-');
        let year: i32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let mut number = || parts.next().and_then(|part| part.parse::<u8>().ok());
        as_far_as_it_goes(sign * year, number(), number())
    })
}

/// A date of the traditional fields, of which month and day may be words: `2015`, `mar`, `7`.
pub(super) fn traditional(
    year: &str,
    month: Option<&str>,
    day: Option<&str>,
) -> Option<PartialDate> {
    let year = year.trim().trim_matches(['[', ']', '(', ')']);
    let year: i32 = year.parse().ok().filter(|_| year.len() == 4)?;
    let named = month.and_then(month_number);
    let day = day
        .and_then(number_in)
        .or_else(|| month.filter(|_| named.is_some()).and_then(number_in));
    let month = named.or_else(|| month.and_then(number_in));
    as_far_as_it_goes(year, month, day)
}

/// A date in words, such as `7 March 2015` or `c. 2015`: the first four digits in a row are the year,
/// and a day counts only beside the name of a month.
pub(crate) fn in_words(text: &str) -> Option<PartialDate> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let year = runs.find(|run| run.len() == 4)?.parse().ok()?;
    let month = month_number(text);
    as_far_as_it_goes(year, month, month.and_then(|_| number_in(text)))
}

/// The date without the parts that no calendar has.
pub(crate) fn as_far_as_it_goes(
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
) -> Option<PartialDate> {
    PartialDate::new(year, month, day)
        .or_else(|| PartialDate::new(year, month, None))
        .or_else(|| PartialDate::new(year, None, None))
}

fn month_number(text: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.find_map(|word| {
        let month = word.get(..3)?;
        let found = MONTHS.iter().zip(1..).find(|(name, _)| **name == month);
        found.map(|(_, number)| number)
    })
}

/// The first number of a text.
fn number_in(text: &str) -> Option<u8> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| !run.is_empty())?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_biblatex_are_read_as_far_as_they_go() {
        for (text, expected) in [
            ("2015", "2015"),
            ("2015-03-07", "2015-03-07"),
            ("2015-3-7", "2015-03-07"),
            ("2015-03-07T10:00:00Z", "2015-03-07"),
            ("2015~", "2015"),
            ("2015-21", "2015"),
            ("2015-03/2016-01", "2015-03"),
            ("/2016", "2016"),
            ("../2016", "2016"),
            ("-0044-03-15", "-0044-03-15"),
            ("2015-02-30", "2015-02"),
        ] {
            assert_eq!(
                extended(text).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["", "n.d.", "199X", "15", "forthcoming"] {
            assert_eq!(extended(text), None, "{text}");
        }
    }

    #[test]
    fn months_may_be_words_and_hold_the_day() {
        for (year, month, day, expected) in [
            ("2015", None, None, "2015"),
            ("2015", Some("March"), None, "2015-03"),
            ("2015", Some("3"), Some("7"), "2015-03-07"),
            ("2015", Some("March 7--9"), None, "2015-03-07"),
            ("2015", Some("7 March"), None, "2015-03-07"),
            ("[2015]", Some("Sept."), None, "2015-09"),
            ("2015", Some("Spring"), None, "2015"),
        ] {
            let date = traditional(year, month, day).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(expected));
        }
        assert_eq!(traditional("in press", None, None), None);
    }

    #[test]
    fn dates_in_words_never_guess_which_number_is_the_day() {
        for (text, expected) in [
            ("c. 2015", "2015"),
            ("7 March 2015", "2015-03-07"),
            ("March 7, 2015", "2015-03-07"),
            ("2015, March", "2015-03"),
            ("03/04/2015", "2015"),
            ("1998/99", "1998"),
        ] {
            assert_eq!(
                in_words(text).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(in_words("forthcoming"), None);
    }
}
