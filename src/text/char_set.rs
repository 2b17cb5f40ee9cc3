//! A set of characters, as the fonts of a machine have one.

/// A set of characters; to ask it costs the same however many it holds.
#[derive(Clone, PartialEq, Eq)]
pub struct CharSet {
    /// One bit a character.
    bits: Vec<u64>,
}

impl Default for CharSet {
    fn default() -> Self {
        Self { bits: vec![0; (char::MAX as usize + 1) / 64] }
    }
}

impl CharSet {
    /// Adds a character by its number; what is no character is left out.
    fn insert(&mut self, code: u32) {
        if let Some(bits) = self.bits.get_mut(code as usize / 64) {
            *bits |= 1 << (code % 64);
        }
    }

    /// Whether a character is in the set.
    pub fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        self.bits.get(code as usize / 64).is_some_and(|bits| bits & (1 << (code % 64)) != 0)
    }
}

impl Extend<u32> for CharSet {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, codes: I) {
        codes.into_iter().for_each(|code| self.insert(code));
    }
}

impl std::fmt::Debug for CharSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n_chars: u32 = self.bits.iter().map(|bits| bits.count_ones()).sum();
        write!(f, "CharSet({n_chars} characters)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_into_it() {
        let mut set = CharSet::default();
        set.extend([0, 65, u32::from('が'), 0x10_ffff, 0x11_0000]);
        for (c, is_there) in [('\0', true), ('A', true), ('B', false), ('が', true), ('\u{10ffff}', true)] {
            assert_eq!(set.contains(c), is_there, "{c:?}");
        }
    }
}
