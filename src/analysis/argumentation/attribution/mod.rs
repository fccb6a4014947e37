//! Who moved a strength, and by how much.
//!
//! Two answers to two questions (Kampik, Potyka, Yin, Čyras and Toni, "Contribution
//! functions for quantitative bipolar argumentation graphs", arXiv 2401.08879):
//! [`removal`] says what would be different if one argument were gone;
//! [`shapley`] divides the whole distance from the base among all arguments.

mod attribute;
mod evaluator;
mod removal;
mod shapley;

pub use attribute::{Attribution, Part, Way, attribute};
pub use evaluator::Evaluator;
pub use removal::{Contribution, removal};
pub use shapley::{Effort, Method, Shapley, shapley};
