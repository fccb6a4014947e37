//! The consensus through history: every commit's touched records folded into one state.
//!
//! Only the claims that a commit touches are looked at again, so that the cost is that of what
//! changed.

mod blame;
mod branches;
mod codec;
mod fold;
#[cfg(test)]
mod tests;

pub use blame::{Ledger, LedgerEntry, blame};
pub use branches::{all_branches, first_parents};
pub use fold::{ClaimState, Fold, Move};
