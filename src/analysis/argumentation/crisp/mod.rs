//! Yes-or-no semantics over attacks alone; supports play no part here.

mod grounded;

pub use grounded::{Grounded, Witness};

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
