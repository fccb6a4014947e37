//! Flags, messages and exit codes, one file a command.

mod argue;
mod check;
mod ci;
mod claim;
mod diff;
mod diff_driver;
mod document;
mod editor;
mod fmt;
mod hosts;
mod index;
mod init;
mod leak;
mod log;
mod past;
mod report;
mod review;
mod reviewer;
mod round;
mod schema;
mod setup;
mod solve;
mod source;
mod stats;
mod weights;
