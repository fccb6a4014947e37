//! The command `obelus`.

use std::process::ExitCode;

fn main() -> ExitCode {
    obelus::cli::main()
}
