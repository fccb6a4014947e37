//! What follows from the records: pure, without clock, files or git.
