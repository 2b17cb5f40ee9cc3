//! Characters that nobody sees and that turn text.

/// Whether a character turns the direction of the words around it, with which a text can be made to read as another.
pub fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
