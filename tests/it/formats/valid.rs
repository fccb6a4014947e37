//! Records that must never be found fault with.
