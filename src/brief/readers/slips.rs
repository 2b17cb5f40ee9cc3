//! Slips of the pen in names and marks: `Confidental`, `(SECERT)`, `Do not sahre`. A known slip is no word of a sentence, so
//! what it was meant to be counts.

use crate::text::{distance, slip_for};

/// The longest words that are looked up, in bytes.
const MAX_BYTES: usize = 60;

/// The shortest word that is looked up, in letters.
const MIN_LETTERS: usize = 4;

/// Some words with known slips put right; nothing where there are none.
pub(super) fn corrected(words: &str) -> Option<String> {
    if words.len() > MAX_BYTES || !words.is_ascii() {
        return None;
    }
    let mut is_changed = false;
    let meant = words.split(' ').map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
        let known = if bare.len() < MIN_LETTERS { &[] } else { slip_for(bare) };
        match known.first() {
            Some(meant) => {
                is_changed = true;
                let is_shouted = !bare.contains(|c: char| c.is_ascii_lowercase());
                let meant = if is_shouted { meant.to_ascii_uppercase() } else { (*meant).to_owned() };
                word.replace(bare, &meant)
            }
            None => word.to_owned(),
        }
    });
    let meant: Vec<String> = meant.collect();
    is_changed.then(|| meant.join(" "))
}

/// Whether words in capitals are a mark but for a letter too many, too few or out of its place.
pub(super) fn is_coined_but_for_a_slip(words: &str) -> bool {
    const COINED: [&str; 10] = [
        "NOFORN",
        "LIMDIS",
        "EXDIS",
        "NODIS",
        "ORCON",
        "OFFSEN",
        "OFFICIAL-SENSITIVE",
        "CONFIDENTIAL",
        "RESTRICTED",
        "SENSITIVE BUT UNCLASSIFIED",
    ];
    let letters = |words: &str| {
        let mut letters: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters
    };
    let is_shouted = words.contains(|c: char| c.is_ascii_uppercase()) && !words.contains(char::is_lowercase);
    is_shouted
        && COINED.iter().any(|coined| {
            coined.len().abs_diff(words.len()) <= 2
                && (distance(words, coined) <= 1 || letters(words) == letters(coined))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_slips_are_put_right() {
        assert_eq!(corrected("Confidental").as_deref(), Some("confidential"));
        assert_eq!(corrected("Do not sahre").as_deref(), Some("Do not share"));
        assert_eq!(corrected("Confidential"), None);
        for words in ["CONFIDENTAL", "NOFRON", "NO FORN", "OFFICIALSENSITIVE", "OFFICIAL-SENSTIVE"] {
            assert!(is_coined_but_for_a_slip(words), "{words}");
        }
        for words in ["PROTEST", "EXTERNAL", "SECRETS", "ports", "NORFOLK"] {
            assert!(!is_coined_but_for_a_slip(words), "{words}");
        }
    }
}
