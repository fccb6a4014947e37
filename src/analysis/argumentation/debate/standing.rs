//! From labels to the words of a report.

use super::build::{CLAIM, Layout};
use crate::analysis::argumentation::adjacency::Relation;
use crate::analysis::argumentation::crisp::{Grounded, Label};

/// Where a claim or argument stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// In, and no attacker is left unanswered.
    Stands,
    /// In, but an attacker that does not defeat it is unanswered.
    Contested,
    /// An unanswered attacker defeats it.
    Defeated,
    /// Neither: its attackers and their answers defeat one another.
    Undecided,
    /// Nobody argued; claims only.
    Unargued,
}

impl Standing {
    /// Every standing, the best first.
    pub const ALL: [Self; 5] = [
        Self::Stands,
        Self::Contested,
        Self::Defeated,
        Self::Undecided,
        Self::Unargued,
    ];

    /// The word used in files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Contested => "contested",
            Self::Defeated => "defeated",
            Self::Undecided => "undecided",
            Self::Unargued => "unargued",
        }
    }
}

/// A standing with what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Where it stands.
    pub standing: Standing,
    /// The attackers labelled in, whether or not strong enough to defeat; ids,
    /// ordered.
    pub unanswered_by: Vec<String>,
    /// The attackers that are defeated, each with the argument that defeats it.
    pub answered: Vec<(String, String)>,
    /// The attackers that are themselves undecided.
    pub undecided_by: Vec<String>,
}

impl Layout {
    /// Where a node stands under a labelling of the defeats.
    pub(super) fn position(&self, grounded: &Grounded, node: usize) -> Position {
        self.position_without(grounded, node, &[])
    }

    /// The same with the arguments in `gone` answered for good.
    pub(super) fn position_without(
        &self,
        grounded: &Grounded,
        node: usize,
        gone: &[usize],
    ) -> Position {
        let attackers = self.attackers(node).into_iter();
        let attackers: Vec<usize> = attackers.filter(|from| !gone.contains(from)).collect();
        let labelled = |label: Label| {
            let such = attackers
                .iter()
                .filter(|&&from| grounded.labels[from] == label);
            such.map(|&from| self.id(from)).collect::<Vec<_>>()
        };
        let unanswered_by = labelled(Label::In);
        let answered = attackers.iter().filter_map(|&from| {
            let by = grounded.defeater(from)?;
            Some((self.id(from), self.id(by)))
        });
        Position {
            standing: self.standing(grounded.labels[node], node, !unanswered_by.is_empty()),
            answered: answered.collect(),
            undecided_by: labelled(Label::Undec),
            unanswered_by,
        }
    }

    fn standing(&self, label: Label, node: usize, unanswered: bool) -> Standing {
        match label {
            _ if node == CLAIM && self.members.is_empty() => Standing::Unargued,
            Label::In if unanswered => Standing::Contested,
            Label::In => Standing::Stands,
            Label::Out => Standing::Defeated,
            Label::Undec => Standing::Undecided,
        }
    }

    /// Who attacks a node; for the claim also who attacks what it rests on.
    fn attackers(&self, node: usize) -> Vec<usize> {
        let attacks: &Relation = self.graph.attacks();
        let mut attackers = attacks.sources_of(node).to_vec();
        if node == CLAIM {
            let foundations = self.foundations.iter();
            attackers.extend(foundations.flat_map(|&below| attacks.sources_of(below)));
            attackers.sort_unstable();
            attackers.dedup();
        }
        attackers
    }

    pub(super) fn id(&self, node: usize) -> String {
        self.graph.ids().get(node).cloned().unwrap_or_default()
    }
}
