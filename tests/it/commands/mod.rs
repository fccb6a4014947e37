//! Flags, messages and exit codes, one file a command.

mod argue;
mod check;
mod claim;
mod diff;
mod editor;
mod fmt;
mod init;
mod review;
mod reviewer;
mod round;
<<<<<<< HEAD
mod solve;
=======
mod source;
>>>>>>> 5381ea9 (Attach sources to a review from options, BibTeX or CSL-JSON)
