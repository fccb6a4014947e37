//! Dates as bibliographies give them: a year, a month or a day.

use std::{fmt, str::FromStr};

/// A calendar date that may stop at the year or the month, written `2015`, `2015-03` or `2015-03-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date of the proleptic Gregorian calendar, or nothing if there is no such day.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let fits = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => (1..=12).contains(&m) && (1..=days_in(year, m)).contains(&d),
        };
        (fits && (-9999..=9999).contains(&year)).then_some(Self { year, month, day })
    }

    /// The year, negative before the common era.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<u8> {
        self.day
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date; write `2015`, `2015-03` or `2015-03-07`")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = digits
            .split('-')
            .map(|part| (part.len(), part.parse::<u32>()));
        let year = match parts.next() {
            Some((4, Ok(year))) => i32::try_from(year).map_err(|_| NotADate)?,
            _ => return Err(NotADate),
        };
        let mut two = || match parts.next() {
            None => Ok(None),
            Some((2, Ok(n))) => u8::try_from(n).map(Some).map_err(|_| NotADate),
            Some(_) => Err(NotADate),
        };
        let (month, day) = (two()?, two()?);
        if parts.next().is_some() || digits.contains('+') {
            return Err(NotADate);
        }
        Self::new(if negative { -year } else { year }, month, day).ok_or(NotADate)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.year.abs())?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_printed_as_they_were_read() {
        for text in ["2015", "2015-03", "2015-03-07", "2016-02-29", "-0044-03-15"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in [
            "",
            "15",
            "2015-13",
            "2015-02-29",
            "2015-3",
            "2015-03-07-01",
            "2015/03",
            "+2015",
            "may 2015",
        ] {
            assert!(
                text.parse::<PartialDate>().is_err(),
                "{text:?} was accepted"
            );
        }
    }
}
