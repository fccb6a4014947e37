//! The command `obelus`.

use std::process::ExitCode;

/// Records are many small texts, read by several threads and kept to the end, which the allocator of
/// most systems handles slowly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    obelus::cli::main()
}
