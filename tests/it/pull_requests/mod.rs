//! Pull requests, checked by their base: who may change what. Each row of the bench makes a change
//! that is refused, and its honest twin.

mod authorship;
mod base;
mod desk;
mod governance;
mod journeys;
mod keys;
mod merges;
mod records;

use obelus::model::diagnostic::Code;

/// Every code that a row shows.
pub(crate) fn shown() -> Vec<Code> {
    [
        authorship::SHOWN,
        base::SHOWN,
        governance::SHOWN,
        keys::SHOWN,
        merges::SHOWN,
        records::SHOWN,
    ]
    .concat()
}
