//! Spelling of English words: slips that are known by heart and, where the system has a dictionary, all others.
//!
//! It is no lint. A dictionary knows few names, so what is found here is marked while one writes and is never a
//! reason not to export.

use std::collections::{BTreeSet, HashMap};

use spellbook::Dictionary;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::brief::{Brief, InlineContent, Lang, Node, walk_blocks};
use crate::check::figures::names::NAMES;
use crate::text::{Span, slip_for};

/// How many words are offered in the place of a wrong one.
const MAX_SUGGESTIONS: usize = 4;

/// A word that is likely to be spelled wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// Where it stands.
    pub span: Span,
    /// What may have been meant, the likeliest first; may be empty.
    pub suggestions: Vec<String>,
}

/// A dictionary as Hunspell keeps it: the rules and the words.
#[derive(Clone, Debug)]
pub struct DictionaryFiles {
    /// The text of the `.aff` file.
    pub rules: String,
    /// The text of the `.dic` file.
    pub words: String,
}

/// Knows how words are spelled. What was looked up once is remembered.
#[derive(Default)]
pub struct Speller {
    dictionaries: Vec<Dictionary>,
    names: BTreeSet<String>,
    looked_up: HashMap<String, Option<Vec<String>>>,
}

impl Speller {
    /// Makes a speller of the dictionaries that there are; a word that one of them knows is right.
    ///
    /// One that cannot be read is left out. Takes about a tenth of a second for each.
    pub fn new(files: &[DictionaryFiles]) -> Self {
        let dictionaries = files.iter().filter_map(|files| Dictionary::new(&files.rules, &files.words).ok());
        Self {
            dictionaries: dictionaries.collect(),
            names: NAMES.iter().map(|name| name.to_lowercase()).collect(),
            looked_up: HashMap::new(),
        }
    }

    /// What may have been meant by a word that is wrong; nothing for one that is right.
    fn look_up(&mut self, word: &str) -> Option<Vec<String>> {
        if let Some(known) = self.looked_up.get(word) {
            return known.clone();
        }
        let found = self.suggest(word);
        self.looked_up.insert(word.to_owned(), found.clone());
        found
    }

    fn suggest(&self, word: &str) -> Option<Vec<String>> {
        let slip = slip_for(word);
        let is_known = self.dictionaries.iter().any(|dictionary| dictionary.check(word));
        if slip.is_empty() && (is_known || self.dictionaries.is_empty()) {
            return None;
        }
        let mut meant: Vec<String> = slip.iter().map(|meant| in_case_of(word, meant)).collect();
        for dictionary in &self.dictionaries {
            let mut more = Vec::new();
            dictionary.suggest(word, &mut more);
            meant.extend(more);
        }
        let mut seen = BTreeSet::new();
        meant.retain(|word| seen.insert(word.clone()));
        meant.truncate(MAX_SUGGESTIONS);
        Some(meant)
    }
}

/// A word with the capitals of another.
fn in_case_of(model: &str, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if model.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// The words of an English brief that are likely to be spelled wrong, in the order of the text.
///
/// Code, addresses, acronyms and what holds a digit are not looked at, and neither are the user's own words, which
/// are in small letters.
pub fn spelling(
    brief: &Brief,
    text: &str,
    speller: &mut Speller,
    own: &BTreeSet<String>,
) -> Vec<Misspelling> {
    let mut found = Vec::new();
    if brief.front.lang != Lang::En {
        return found;
    }
    walk_blocks(&brief.blocks, &mut |node| {
        let Node::Inline(inline) = node else { return };
        let InlineContent::Text(words) = &inline.content else { return };
        // Where an escape or entity was resolved, the places in text and tree are not the same.
        if inline.span.slice(text) != words || words.contains("://") {
            return;
        }
        for (at, word) in words.unicode_word_indices() {
            let Some(plain) = plain_word(word) else { continue };
            let small = plain.to_lowercase().replace('’', "'");
            if speller.names.contains(&small) || own.contains(&small) {
                continue;
            }
            if let Some(suggestions) = speller.look_up(&plain.replace('’', "'")) {
                let start = inline.span.start + at;
                found.push(Misspelling { span: Span::new(start, start + plain.len()), suggestions });
            }
        }
    });
    found.sort_by_key(|misspelling| misspelling.span);
    found
}

/// A word without the ending of a genitive; nothing where it is none that a dictionary could know.
fn plain_word(word: &str) -> Option<&str> {
    let plain = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let is_latin = |c: char| c.is_ascii_alphabetic() || ('À'..='ɏ').contains(&c) || matches!(c, '\'' | '’');
    let n_capitals = plain.chars().filter(|c| c.is_uppercase()).count();
    let is_word = plain.chars().count() > 1 && plain.chars().all(is_latin) && n_capitals <= 1;
    is_word.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    fn found(text: &str, speller: &mut Speller, own: &[&str]) -> Vec<(String, Vec<String>)> {
        let (brief, _) = parse(text);
        let own = own.iter().map(|word| (*word).to_owned()).collect();
        let found = spelling(&brief, text, speller, &own);
        found.into_iter().map(|one| (one.span.slice(text).to_owned(), one.suggestions)).collect()
    }

    #[test]
    fn known_slips_are_found_without_a_dictionary() {
        let mut speller = Speller::new(&[]);
        let text = "## The goverment\n\n- They **recieve** `recieve` and the goverment's [seperate](x) FUTENMA hosst.\n";
        let found = found(text, &mut speller, &[]);
        let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["goverment", "recieve", "goverment", "seperate"]);
        assert_eq!(found[1].1, ["receive"]);
    }

    #[test]
    fn a_dictionary_knows_all_other_words_but_names_and_the_users_own() {
        let files = DictionaryFiles {
            rules: "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\nTRY esianrtolcdugmphbyfvkwz\n".to_owned(),
            words: "4\nhost/S\nthe\nat\nbases/S\n".to_owned(),
        };
        let mut speller = Speller::new(&[files]);
        let found =
            found("The hosts at Kadena hosst the demarcheplan bases.\n", &mut speller, &["demarcheplan"]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "hosst");
        assert!(found[0].1.contains(&"host".to_owned()), "{found:?}");
    }

    #[test]
    fn japanese_briefs_are_left_alone() {
        let mut speller = Speller::new(&[]);
        assert!(found("---\nlang: ja\n---\n\nrecieve\n", &mut speller, &[]).is_empty());
    }
}
