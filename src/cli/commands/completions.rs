//! `obelus completions`

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use crate::cli::{Outcome, Result, command, context::Context};

/// Print completions for a shell
///
/// For instance `obelus completions bash > ~/.local/share/bash-completion/completions/obelus`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "obelus", &mut script);
        context.ui.out().write_all(&script)?;
        Ok(Outcome::Done)
    }
}
