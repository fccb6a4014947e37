//! Flags, messages and exit codes, one file a command.

mod argue;
mod check;
mod claim;
mod diff;
mod diff_driver;
mod document;
mod editor;
mod fmt;
mod init;
mod log;
mod review;
mod reviewer;
mod round;
mod schema;
mod setup;
mod solve;
mod source;
mod stats;
