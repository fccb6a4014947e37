//! Formats that others define.
