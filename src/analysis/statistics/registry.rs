//! Lists of statistics that can be walked in a fixed order and looked up by name.

/// Declares an enum whose variants each bear a published name, in the order of publication.
macro_rules! registry {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in the order in which they are published.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The published name: lower case, words joined by underscores.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Looks a name up; hyphens count as underscores.
            pub fn from_name(name: &str) -> Option<Self> {
                let name = name.replace('-', "_");
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }
        }
    };
}

pub(super) use registry;
