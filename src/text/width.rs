//! Letters and signs in full width.

/// A letter, digit or sign of full width as the one of usual width, the wide blank as a blank; every other as it is.
///
/// Source: Unicode, block “Halfwidth and Fullwidth Forms”, where the wide ones stand in the order of ASCII.
pub fn narrow(c: char) -> char {
    /// How far the wide forms stand from the others.
    const OFFSET: u32 = 0xfee0;
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - OFFSET).unwrap_or(c),
        '\u{3000}' => ' ',
        '￥' => '¥',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_become_narrow() {
        let narrowed: String = "Ｒｅｄ　１２，０００！～￥日本aé".chars().map(narrow).collect();
        assert_eq!(narrowed, "Red 12,000!~¥日本aé");
    }
}
