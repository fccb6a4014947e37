//! What the process was started with: read here once, passed on from here.

use std::path::PathBuf;

use super::{Result, args::Global, ui::Ui, workspace::Opened};

/// The folder, the options and the terminal a command works with.
#[derive(Debug)]
pub(super) struct Context {
    /// The folder to work in.
    pub(super) dir: PathBuf,
    /// The terminal.
    pub(super) ui: Ui,
    /// The reviewer named on the command line.
    pub(super) reviewer: Option<String>,
    /// Whether everything is computed anew.
    pub(super) no_cache: bool,
}

impl Context {
    pub(super) fn new(global: &Global) -> Self {
        Self {
            dir: global.dir.clone().unwrap_or_else(|| PathBuf::from(".")),
            ui: Ui::new(global.color, global.quiet, global.verbose),
            reviewer: global.reviewer.clone(),
            no_cache: global.no_cache,
        }
    }

    /// The workspace that the current folder belongs to.
    pub(super) fn open(&self) -> Result<Opened> {
        Opened::find(&self.dir)
    }
}
