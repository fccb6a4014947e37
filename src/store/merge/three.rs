//! The three texts of a merge, and what follows from comparing them.

/// One of the two sides that are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The side that is merged into.
    Ours,
    /// The side that is merged.
    Theirs,
}

/// Something as it was before, and as either side has it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Three<T> {
    /// Before.
    pub base: T,
    /// On the side that is merged into.
    pub ours: T,
    /// On the side that is merged.
    pub theirs: T,
}

impl<T> Three<T> {
    /// Does the same to all three.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Three<U> {
        Three {
            base: f(self.base),
            ours: f(self.ours),
            theirs: f(self.theirs),
        }
    }

    /// Does the same to all three, if it can be done to each.
    ///
    /// # Errors
    /// The first that `f` gives.
    pub fn try_map<U, E>(self, mut f: impl FnMut(T) -> Result<U, E>) -> Result<Three<U>, E> {
        Ok(Three {
            base: f(self.base)?,
            ours: f(self.ours)?,
            theirs: f(self.theirs)?,
        })
    }

    /// References to all three.
    pub fn as_ref(&self) -> Three<&T> {
        Three {
            base: &self.base,
            ours: &self.ours,
            theirs: &self.theirs,
        }
    }

    /// What a side has.
    pub fn of(self, side: Side) -> T {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }
}

impl Three<String> {
    /// The three texts.
    pub fn as_deref(&self) -> Three<&str> {
        self.as_ref().map(String::as_str)
    }
}

impl<T: PartialEq> Three<T> {
    /// The side to take: the one that changed, or either where they agree; none where both changed
    /// differently.
    pub fn settle(&self) -> Option<Side> {
        if self.ours == self.theirs || self.theirs == self.base {
            Some(Side::Ours)
        } else if self.ours == self.base {
            Some(Side::Theirs)
        } else {
            None
        }
    }
}
