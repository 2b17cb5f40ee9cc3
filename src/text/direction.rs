//! Which way words are written, and characters that nobody sees and that turn text.

use crate::text::levels::runs_left;

/// Whether words are written from right to left for the most part, names and abbreviations of another script among
/// them; nothing where no letter says so, as in a figure.
pub fn mostly_runs_left(words: &str) -> Option<bool> {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    let n_left = letters().filter(|&c| runs_left(c)).count();
    let n_letters = letters().count();
    (n_letters > 0).then_some(n_left * 2 > n_letters)
}

/// Whether a character turns the direction of the words around it, with which a text can be made to read as another.
pub fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_letters_say_which_way_words_are_written() {
        assert_eq!(mostly_runs_left("بلغت الصادرات 45 مليار دولار في 2023."), Some(true));
        assert_eq!(mostly_runs_left("ABC وقعت شركة اتفاقا"), Some(true));
        assert_eq!(mostly_runs_left("سلام means peace"), Some(false));
        assert_eq!(mostly_runs_left("EUR 45"), Some(false));
        assert_eq!(mostly_runs_left("-5 %"), None);
    }
}
