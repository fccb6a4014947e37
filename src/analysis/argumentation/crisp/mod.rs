//! Yes-or-no semantics over attacks alone; supports play no part here.
//!
//! The grounded labelling is found in linear time. The others can be
//! exponentially many and hard to find, so they are searched for under a
//! [`Budget`] and say whether they are complete.

mod budget;
mod enumerate;
mod grounded;
mod ideal;
mod search;
#[cfg(test)]
mod tests;

pub use budget::Budget;
pub use enumerate::{Enumeration, preferred, stable};
pub use grounded::{Grounded, Witness};
pub use ideal::{Ideal, ideal};

/// What a labelling says of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Accepted: every attacker is out.
    In,
    /// Rejected: some attacker is in.
    Out,
    /// Neither.
    Undec,
}

impl Label {
    /// The word used in files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Undec => "undec",
        }
    }
}
