//! The closed rounds as JSON, schema `obelus-rounds/1`.

use schemars::JsonSchema;
use serde::Serialize;

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-rounds/1";

/// A closed round with what its commit holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Listed {
    /// How the round is called.
    pub name: String,
    /// The commit whose ratings it holds.
    pub commit: String,
    /// The committer's time; null where the commit cannot be read.
    pub committed: Option<String>,
    /// Reviews in it.
    pub reviews: Option<usize>,
    /// Claims with reviews in it.
    pub claims: Option<usize>,
    /// Why the commit cannot be read; null where it can.
    pub missing: Option<String>,
}

/// The closed rounds of a workspace.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RoundsDocument<'a> {
    /// `obelus-rounds/1`
    schema: &'static str,
    /// The rounds, oldest first.
    rounds: &'a [Listed],
}

/// The rounds as a document.
pub fn json(rounds: &[Listed]) -> RoundsDocument<'_> {
    RoundsDocument {
        schema: SCHEMA,
        rounds,
    }
}
