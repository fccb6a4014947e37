//! Flags, messages and exit codes, one file a command.

mod argue;
mod check;
mod claim;
mod editor;
mod fmt;
mod init;
mod review;
mod reviewer;
mod diff;
mod round;
mod solve;
