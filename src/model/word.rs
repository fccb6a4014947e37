//! Closed vocabularies: enums that are written as one word in a record.

use std::fmt;

/// A closed vocabulary as it is written in files, such as `fact` or `depends-on`.
pub trait Vocabulary: Sized + Copy + PartialEq + 'static {
    /// Every value with the word that stands for it, in canonical order.
    const WORDS: &'static [(Self, &'static str)];

    /// The word that stands for this value.
    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(value, _)| *value == self)
            .map_or("", |(_, word)| word)
    }

    /// The value that a word stands for, if it is one of this vocabulary.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(value, _)| *value)
    }
}

/// An error that names the words that would have been accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What was written.
    pub found: String,
    /// What is accepted.
    pub accepted: Vec<&'static str>,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is none of {}",
            self.found,
            self.accepted.join(", ")
        )
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum that is a [`Vocabulary`], with `Display` and `FromStr` over its words.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// The accepted words, in canonical order.
            pub const ACCEPTED: &'static [&'static str] = &[$($word,)+];
        }

        impl $crate::model::word::Vocabulary for $name {
            const WORDS: &'static [(Self, &'static str)] = &[$((Self::$variant, $word),)+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::model::word::Vocabulary::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::word::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::model::word::Vocabulary::from_word(text).ok_or_else(|| {
                    $crate::model::word::UnknownWord {
                        found: text.to_owned(),
                        accepted: Self::ACCEPTED.to_vec(),
                    }
                })
            }
        }
    };
}

pub(crate) use vocabulary;
