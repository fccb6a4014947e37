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
    /// Where GitHub's runner collects the summary of a step.
    pub(super) step_summary: Option<PathBuf>,
}

/// Variables by which build servers whose logs obey commands make themselves known.
const SERVERS: [&str; 3] = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"];

impl Context {
    pub(super) fn new(global: &Global) -> Self {
        Self {
            dir: global.dir.clone().unwrap_or_else(|| PathBuf::from(".")),
            ui: Ui::new(global.color, global.quiet, global.verbose, is_logged()),
            reviewer: global.reviewer.clone(),
            no_cache: global.no_cache,
            step_summary: variable("GITHUB_STEP_SUMMARY").map(PathBuf::from),
        }
    }

    /// The workspace that the current folder belongs to.
    pub(super) fn open(&self) -> Result<Opened> {
        Opened::find(&self.dir)
    }
}

/// Whether a build server keeps the log and reads it for commands.
pub(super) fn is_logged() -> bool {
    SERVERS.into_iter().any(|name| variable(name).is_some())
}

fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
