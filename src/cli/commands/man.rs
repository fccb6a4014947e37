//! `obelus man`

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::cli::{Outcome, Result, command, context::Context};

/// Print the manual page, or write all manual pages into a folder
#[derive(Debug, Args)]
pub(in crate::cli) struct Man {
    /// Where to write a page for every command, such as ~/.local/share/man/man1
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let mut top = command();
        top.build();
        match self.folder {
            None => context.ui.out().write_all(&page(&top)?)?,
            Some(dir) => {
                // The folder is meant from where the user stands, as -C says.
                let dir = context.dir.join(dir);
                fs::create_dir_all(&dir)?;
                let written = write(&top, "obelus", &dir)?;
                context
                    .ui
                    .say(&format!("{written} pages in {}", dir.display()));
            }
        }
        Ok(Outcome::Done)
    }
}

fn page(command: &clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

/// Writes the page of a command and of all below it, and tells how many those are.
fn write(command: &clap::Command, name: &str, dir: &Path) -> Result<usize> {
    let named = command.clone().name(name.to_owned());
    fs::write(dir.join(format!("{name}.1")), page(&named)?)?;
    let below = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set() && c.get_name() != "help");
    below
        .map(|c| write(c, &format!("{name}-{}", c.get_name()), dir))
        .sum::<Result<usize>>()
        .map(|n| n + 1)
}
