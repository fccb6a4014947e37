//! How much a search may cost.

/// A limit on searches that may take exponentially long.
///
/// The caller decides what a step is worth: a count, or a look at a clock,
/// which analysis itself does not have.
pub struct Budget<'a> {
    allow: &'a mut dyn FnMut() -> bool,
    most_labellings: usize,
    spent: bool,
}

impl<'a> Budget<'a> {
    /// `allow` is asked before every step of a search; after its first `false`
    /// all searching stops. No more than `most_labellings` are collected.
    pub fn new(most_labellings: usize, allow: &'a mut dyn FnMut() -> bool) -> Self {
        Self {
            allow,
            most_labellings,
            spent: false,
        }
    }

    /// Whether one more step may be made.
    pub(super) fn spend(&mut self) -> bool {
        self.spent = self.spent || !(self.allow)();
        !self.spent
    }

    /// How many labellings are wanted at most.
    pub(super) fn most(&self) -> usize {
        self.most_labellings
    }

    /// Whether `found` labellings are as many as wanted.
    pub(super) fn is_full(&self, found: usize) -> bool {
        found >= self.most_labellings
    }
}
