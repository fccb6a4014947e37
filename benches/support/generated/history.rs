//! What happens, commit by commit.

use super::{
    Size,
    dice::Dice,
    records::{
        Review, SECTION, WORKSPACE, claim, path_of_claim, path_of_review, path_of_reviewer, review,
        reviewer,
    },
    stream::{Commit, Files, Stream},
};

const MAIN: &str = "refs/heads/main";
const SIDE: &str = "refs/heads/side";

/// A debate as it goes on.
pub(super) struct History<'s> {
    stream: &'s mut Stream,
    size: Size,
    dice: Dice,
    /// The commit that main is at; 0 before the first.
    tip: u64,
    editions: Vec<u32>,
    withdrawn: Vec<bool>,
    /// Which reviews have an argument, claim by claim; an argument once made is kept, since others
    /// may answer it.
    argued: Vec<bool>,
}

impl<'s> History<'s> {
    pub(super) fn new(stream: &'s mut Stream, size: Size) -> Self {
        let claims = at(size.claims);
        Self {
            stream,
            dice: Dice::new(size.seed),
            tip: 0,
            editions: vec![1; claims],
            withdrawn: vec![false; claims],
            argued: vec![false; claims * at(size.reviewers)],
            size,
        }
    }

    pub(super) fn play(mut self) {
        self.found();
        self.add_claims();
        self.first_ratings();
        while self.stream.made() < self.size.commits {
            if self.dice.one_in(20) {
                self.branch();
            } else {
                let (who, files) = self.change();
                self.on_main(who, "Move", &files);
            }
        }
    }

    /// One review of the first claim changes, whatever was made before.
    pub(super) fn one_more(mut self, turn: u64) {
        self.dice = Dice::new(self.size.seed + 1 + turn);
        let text = self.review(0, 0);
        let files = Files::from([(path_of_review(0, 0), text)]);
        self.on_main(0, "One more", &files);
    }

    fn found(&mut self) {
        let mut files = Files::from([("obelus.toml".to_owned(), WORKSPACE.to_owned())]);
        for who in 0..self.size.reviewers {
            files.insert(path_of_reviewer(who), reviewer(who));
        }
        self.on_main(0, "Found the workspace", &files);
    }

    fn add_claims(&mut self) {
        for section in 0..self.size.claims.div_ceil(SECTION) {
            let of_section = section * SECTION..((section + 1) * SECTION).min(self.size.claims);
            let files = of_section
                .map(|id| (path_of_claim(id), self.claim(id)))
                .collect();
            self.on_main(0, "Add a section's claims", &files);
        }
    }

    /// Everybody rates everything in four fifths of the commits, a stretch of claims at a time.
    fn first_ratings(&mut self) {
        let pairs = self.size.claims * self.size.reviewers;
        let commits = (self.size.commits * 4 / 5)
            .saturating_sub(self.stream.made())
            .max(1);
        let batch = pairs.div_ceil(commits).max(1);
        let mut from = 0;
        while from < self.size.claims {
            let until = (from + batch).min(self.size.claims);
            for who in 0..self.size.reviewers {
                let files = (from..until)
                    .map(|id| (path_of_review(who, id), self.review(id, who)))
                    .collect();
                self.on_main(who, "Rate", &files);
            }
            from = until;
        }
    }

    /// A claim that is reworded, withdrawn or taken up again, or one to three reviews that change.
    fn change(&mut self) -> (u64, Files) {
        let id = self.dice.roll(self.size.claims);
        let who = self.dice.roll(self.size.reviewers);
        if self.dice.one_in(12) {
            return (who, self.change_claim(id));
        }
        let (stretch, all) = (0..=self.dice.roll(3), self.size.claims);
        let files = stretch
            .map(|offset| (id + offset) % all)
            .map(|id| (path_of_review(who, id), self.review(id, who)))
            .collect();
        (who, files)
    }

    fn change_claim(&mut self, id: u64) -> Files {
        let withdraw = self.dice.one_in(6);
        if let (true, Some(withdrawn)) = (withdraw, self.withdrawn.get_mut(at(id))) {
            *withdrawn = !*withdrawn;
        } else if let Some(edition) = self.editions.get_mut(at(id)) {
            *edition += 1;
        }
        Files::from([(path_of_claim(id), self.claim(id))])
    }

    /// A few commits beside main, and their merge.
    fn branch(&mut self) {
        let mut all = Files::new();
        let mut theirs = self.tip;
        for _ in 0..=self.dice.roll(4) {
            let (author, files) = self.change();
            let commit = Commit {
                branch: SIDE,
                parent: theirs,
                merged: None,
                author,
                subject: "Move on a branch",
            };
            theirs = self.stream.commit(commit, &files);
            all.extend(files);
        }
        let (who, files) = self.change();
        self.on_main(who, "Move meanwhile", &files);
        let merge = Commit {
            branch: MAIN,
            parent: self.tip,
            merged: Some(theirs),
            author: who,
            subject: "Merge",
        };
        self.tip = self.stream.commit(merge, &all);
    }

    fn on_main(&mut self, author: u64, subject: &str, files: &Files) {
        let commit = Commit {
            branch: MAIN,
            parent: self.tip,
            merged: None,
            author,
            subject,
        };
        self.tip = self.stream.commit(commit, files);
    }

    fn claim(&mut self, id: u64) -> String {
        let withdrawn = self.withdrawn.get(at(id)) == Some(&true);
        let edition = self.edition(id);
        claim(&mut self.dice, id, edition, withdrawn)
    }

    fn edition(&self, id: u64) -> u32 {
        self.editions.get(at(id)).copied().unwrap_or(1)
    }

    fn review(&mut self, id: u64, who: u64) -> String {
        let other = self.dice.roll(self.size.reviewers);
        let answers = (other < who && self.has_argued(id, other)).then_some(other);
        let argued = self.has_argued(id, who) || self.dice.one_in(4);
        let place = at(id * self.size.reviewers + who);
        if let Some(mark) = self.argued.get_mut(place) {
            *mark = argued;
        }
        let what = Review {
            claim: id,
            reviewer: who,
            edition: self.edition(id),
            withdrawn: self.dice.one_in(40),
            argued,
            answers,
        };
        review(&mut self.dice, what)
    }

    fn has_argued(&self, id: u64, who: u64) -> bool {
        self.argued.get(at(id * self.size.reviewers + who)) == Some(&true)
    }
}

fn at(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
