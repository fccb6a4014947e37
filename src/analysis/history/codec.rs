//! A fold as bytes, so that a walk can be taken up where an earlier one ended.
//!
//! Figures are written as the bits they are. The format is private to this program and versioned by
//! whoever keeps the bytes.

use std::collections::HashMap;
use std::sync::Arc;

use super::{ClaimState, Fold};
use crate::analysis::consensus::{Outcome, Terms};
use crate::model::{
    brief::{ClaimBrief, Rated, ReviewBrief},
    claim::{ClaimStatus, Scale},
    confidence::Confidence,
    id::{ClaimId, ReviewerId},
};

impl Fold {
    /// The state as bytes, always the same for the same state. The rules are not part of it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut reviewers: Vec<&ReviewerId> = self
            .claims
            .values()
            .flat_map(|state| state.reviews.iter().map(|(id, _)| id))
            .collect();
        reviewers.sort_unstable();
        reviewers.dedup();
        let mut out = Writer(Vec::new());
        out.count(reviewers.len());
        for id in &reviewers {
            out.text(id.as_str());
        }
        out.count(self.claims.len());
        for (id, state) in self.claims() {
            out.text(id.as_str());
            out.claim(state.claim.as_ref());
            out.count(state.reviews.len());
            for (reviewer, brief) in &state.reviews {
                out.count(reviewers.binary_search(&reviewer).unwrap_or_default());
                out.review(brief);
            }
        }
        out.0
    }

    /// The state that bytes hold under the rules of its commit; none if they are not of this format.
    pub fn from_bytes(bytes: &[u8], terms: Terms) -> Option<Self> {
        let mut from = Reader(bytes);
        let reviewers: Vec<ReviewerId> = (0..from.count()?)
            .map(|_| ReviewerId::new(from.text()?).ok())
            .collect::<Option<_>>()?;
        let mut claims = HashMap::new();
        for _ in 0..from.count()? {
            let id = ClaimId::new(from.text()?).ok()?;
            let claim = from.claim()?;
            let reviews = (0..from.count()?)
                .map(|_| Some((reviewers.get(from.count()?)?.clone(), from.review()?)))
                .collect::<Option<Vec<_>>>()?;
            let mut state = ClaimState {
                claim,
                reviews,
                outcome: Outcome::NONE,
            };
            state.judge(&terms);
            claims.insert(id, Arc::new(state));
        }
        from.0.is_empty().then_some(Self { terms, claims })
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Seven bits a byte, the lowest first (LEB128).
    fn count(&mut self, mut count: usize) {
        while count > 0x7f {
            self.byte(low_bits(count) | 0x80);
            count >>= 7;
        }
        self.byte(low_bits(count));
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: f64) {
        self.0.extend_from_slice(&number.to_bits().to_le_bytes());
    }

    fn claim(&mut self, claim: Option<&ClaimBrief>) {
        let Some(claim) = claim else {
            return self.byte(0);
        };
        self.byte(1);
        self.count(claim.edition as usize);
        self.byte(u8::from(claim.scale == Scale::Stance));
        self.byte(match claim.status {
            ClaimStatus::Open => 0,
            ClaimStatus::Withdrawn => 1,
            ClaimStatus::Superseded => 2,
        });
        self.0.extend_from_slice(&claim.wording.to_le_bytes());
    }

    fn review(&mut self, review: &ReviewBrief) {
        self.count(review.edition as usize);
        self.byte(u8::from(review.withdrawn));
        self.count(review.expertise.unwrap_or_default() as usize);
        match review.rated {
            Rated::Abstained => self.byte(0),
            Rated::Stance(level) => {
                self.byte(1);
                self.count(level as usize);
            }
            Rated::Confidence(confidence) => {
                let bounds = confidence.lower().zip(confidence.upper());
                self.byte(if bounds.is_some() { 3 } else { 2 });
                self.number(confidence.best());
                if let Some((lower, upper)) = bounds {
                    self.number(lower);
                    self.number(upper);
                }
            }
        }
    }
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn count(&mut self) -> Option<usize> {
        let (mut count, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()?;
            count |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(count);
            }
            shift += 7;
        }
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.count()?).ok()
    }

    fn text(&mut self) -> Option<&'b str> {
        let n = self.count()?;
        std::str::from_utf8(self.take(n)?).ok()
    }

    fn number(&mut self) -> Option<f64> {
        let bytes: [u8; 8] = self.take(8)?.try_into().ok()?;
        Some(f64::from_bits(u64::from_le_bytes(bytes)))
    }

    #[expect(
        clippy::option_option,
        reason = "none of this format, or a claim that is not there"
    )]
    fn claim(&mut self) -> Option<Option<ClaimBrief>> {
        if self.byte()? == 0 {
            return Some(None);
        }
        Some(Some(ClaimBrief {
            edition: self.small()?,
            scale: match self.byte()? {
                0 => Scale::Confidence,
                _ => Scale::Stance,
            },
            status: match self.byte()? {
                0 => ClaimStatus::Open,
                1 => ClaimStatus::Withdrawn,
                _ => ClaimStatus::Superseded,
            },
            wording: u64::from_le_bytes(self.take(8)?.try_into().ok()?),
        }))
    }

    fn review(&mut self) -> Option<ReviewBrief> {
        let edition = self.small()?;
        let withdrawn = self.byte()? != 0;
        let expertise = self.small()?;
        let rated = match self.byte()? {
            0 => Rated::Abstained,
            1 => Rated::Stance(self.small()?),
            2 => Rated::Confidence(Confidence::new(self.number()?, None, None).ok()?),
            _ => {
                let (best, lower, upper) = (self.number()?, self.number()?, self.number()?);
                Rated::Confidence(Confidence::new(best, Some(lower), Some(upper)).ok()?)
            }
        };
        Some(ReviewBrief {
            edition,
            rated,
            withdrawn,
            expertise: (expertise > 0).then_some(expertise),
        })
    }
}
/// The lowest seven bits of a count.
#[expect(clippy::cast_possible_truncation, reason = "seven bits fit in a byte")]
fn low_bits(count: usize) -> u8 {
    (count & 0x7f) as u8
}
