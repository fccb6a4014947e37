//! Flags, messages and exit codes, one file a command.

mod check;
mod round;
