//! What tells one open document from every other, in this program and in those that ran before it.

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// The identity of an open document. Whatever comes back from a thread names it, so that nothing made of one
/// document is applied to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(u128);

impl DocId {
    /// Makes an identity that no other document has.
    pub fn new() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // Two documents may be opened within one tick of the clock: the standard library keys each hasher anew.
        let unique = RandomState::new().build_hasher().finish();
        let nanos = u64::try_from(since.as_nanos()).unwrap_or(0);
        Self((u128::from(nanos) << 64) | u128::from(unique))
    }

    /// The identity as a number, as it stands in the journal.
    pub(super) fn to_bits(self) -> u128 {
        self.0
    }

    /// The identity that a journal names.
    pub(super) fn from_bits(bits: u128) -> Self {
        Self(bits)
    }
}

impl Default for DocId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for DocId {
    type Err = std::num::ParseIntError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(digits, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_are_the_same_and_each_is_read_as_it_is_written() {
        let ids: BTreeSet<DocId> = (0..10_000).map(|_| DocId::new()).collect();
        assert_eq!(ids.len(), 10_000);
        for id in ids {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
