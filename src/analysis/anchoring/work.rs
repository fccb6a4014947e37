//! How much work a search does: tests bound it by counting, since time says more of the machine.

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes so many characters read, of a text or a table. Costs nothing outside tests.
#[cfg_attr(
    not(test),
    expect(clippy::missing_const_for_fn, reason = "it counts in tests")
)]
pub(super) fn did(characters: usize) {
    #[cfg(test)]
    DONE.with(|done| done.set(done.get() + characters));
    #[cfg(not(test))]
    let _ = characters;
}

/// What `work` does, counted in characters read; it has to stay on this thread.
#[cfg(test)]
pub(super) fn of(work: impl FnOnce()) -> usize {
    let before = DONE.with(std::cell::Cell::get);
    work();
    DONE.with(std::cell::Cell::get) - before
}
