//! Journeys through several commands.

mod repeatable;
mod tour;
