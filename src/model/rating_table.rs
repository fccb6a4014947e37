//! Tables of ratings that stand outside any workspace.

/// One line of a table of ratings. What is empty is missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RatingRow {
    /// The claim that is rated; never empty.
    pub claim: String,
    /// Who rates it; never empty.
    pub reviewer: String,
    /// The round of rating, from 1.
    pub round: u32,
    /// The best estimate of the probability that the claim is true.
    pub best: Option<f64>,
    /// The lower bound of that estimate.
    pub lower: Option<f64>,
    /// The upper bound of that estimate.
    pub upper: Option<f64>,
    /// The level of agreement, counted from 1 on the table's [`Levels`].
    pub stance: Option<usize>,
    /// What the claim turned out to be: 1 true, 0 false.
    pub outcome: Option<f64>,
}

/// A table of ratings with the levels of its stances.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RatingRows {
    /// The lines in the order of the file.
    pub rows: Vec<RatingRow>,
    /// The levels that stances stand on; none when there are no stances.
    pub levels: Levels,
}

/// Where an ordered scale comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LevelSource {
    /// Declared, in order, before anything was counted.
    #[default]
    Declared,
    /// The numbers that occur, in their order.
    InferredNumbers,
    /// The names that occur; their order means nothing.
    InferredNames,
}

/// The levels of a stance, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Levels {
    names: Vec<String>,
    values: Vec<f64>,
    source: LevelSource,
}

impl Levels {
    /// Levels as declared, from the lowest to the highest.
    ///
    /// # Errors
    /// The name of a level that is given twice or empty.
    pub fn declared(names: &[String]) -> Result<Self, String> {
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        for (index, name) in names.iter().enumerate() {
            if name.is_empty() || names.iter().take(index).any(|other| same(other, name)) {
                return Err(name.clone());
            }
        }
        Ok(Self::new(names, LevelSource::Declared))
    }

    /// The levels that occur in stances nobody declared: numbers in their order, else names by letter.
    pub fn inferred<'a>(stances: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for stance in stances {
            if !names.iter().any(|known| same(known, stance)) {
                names.push(stance.to_owned());
            }
        }
        let numbers: Option<Vec<f64>> = names.iter().map(|name| number(name)).collect();
        names.sort_by(|a, b| match (number(a), number(b)) {
            (Some(a), Some(b)) if numbers.is_some() => a.total_cmp(&b),
            _ => a.cmp(b),
        });
        let source = if numbers.is_some() {
            LevelSource::InferredNumbers
        } else {
            LevelSource::InferredNames
        };
        Self::new(names, source)
    }

    fn new(names: Vec<String>, source: LevelSource) -> Self {
        let numbers: Option<Vec<f64>> = names.iter().map(|name| number(name)).collect();
        let counted = || {
            (1..=u32::try_from(names.len()).unwrap_or(u32::MAX))
                .map(f64::from)
                .collect()
        };
        let values = numbers.unwrap_or_else(counted);
        Self {
            names,
            values,
            source,
        }
    }

    /// The level of a stance, counted from 1, if it is one; numbers are compared as numbers.
    pub fn level(&self, stance: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|name| same(name, stance))
            .map(|index| index + 1)
    }

    /// The names, from the lowest to the highest.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What each level is worth: its number if all levels are numbers, else its place from 1.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Where the levels come from.
    pub fn source(&self) -> LevelSource {
        self.source
    }
}

fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    // Adding nought turns −0 into 0.
    number.is_finite().then_some(number + 0.0)
}

fn same(a: &str, b: &str) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b).is_eq(),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(names: &[&str]) -> Result<Levels, String> {
        Levels::declared(&names.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn levels_that_are_numbers_keep_their_value_and_others_count() {
        assert_eq!(
            declared(&["0", "10", "100"]).unwrap().values(),
            [0.0, 10.0, 100.0]
        );
        assert_eq!(
            declared(&["no", "maybe", "yes"]).unwrap().values(),
            [1.0, 2.0, 3.0]
        );
        assert_eq!(
            declared(&["1", "2", "many"]).unwrap().values(),
            [1.0, 2.0, 3.0]
        );
    }

    #[test]
    fn a_stance_is_found_by_name_or_number() {
        let levels = declared(&["1", "2", "3"]).unwrap();
        assert_eq!(
            (levels.level("2"), levels.level("2.0"), levels.level("4")),
            (Some(2), Some(2), None)
        );
    }

    #[test]
    fn a_level_cannot_be_declared_twice() {
        assert_eq!(declared(&["a", "b", "a"]), Err("a".into()));
        assert_eq!(declared(&["1", "1.0"]), Err("1.0".into()));
        assert_eq!(declared(&["a", " "]), Err(String::new()));
    }

    #[test]
    fn inferred_numbers_are_in_order_and_inferred_names_are_not() {
        let numbers = Levels::inferred(["10", "9", "9.0", "2"].into_iter());
        assert_eq!(
            (numbers.names(), numbers.source()),
            (
                &["2", "9", "10"].map(String::from)[..],
                LevelSource::InferredNumbers
            )
        );
        assert_eq!(
            Levels::inferred(["yes", "no"].into_iter()).source(),
            LevelSource::InferredNames
        );
    }
}
