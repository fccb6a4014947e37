//! Flags, messages and exit codes, one file a command.

mod argue;
mod check;
mod claim;
mod diff;
mod document;
mod editor;
mod fmt;
mod index;
mod init;
mod leak;
mod log;
mod past;
mod review;
mod reviewer;
mod round;
mod schema;
mod solve;
mod source;
mod stats;
mod weights;
