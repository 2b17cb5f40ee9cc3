//! Comparing words with those that were agreed, sentence by sentence.

use crate::facts::Agreed;

/// What differs between a sentence and an agreed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The sentence as it stands here.
    pub here: String,
    /// The agreed sentence.
    pub agreed: String,
    /// The part of it that differs, here.
    pub part_here: String,
    /// The part that was agreed in its place.
    pub part_agreed: String,
}

/// A sentence of fewer letters is too common to be taken for an agreed one.
const LEAST_LETTERS: usize = 12;

/// The sentences of a text that are like agreed ones and are not the same. Text that is marked as agreed is held to
/// every sentence that is half alike; elsewhere three quarters must be.
pub(super) fn differences(text: &str, agreed: &Agreed, is_marked: bool) -> Vec<Difference> {
    let least = if is_marked { 0.5 } else { 0.75 };
    let whole = plain(&agreed.text);
    let ours: Vec<String> = sentences(&whole);
    let mut found = Vec::new();
    for here in sentences(&plain(text)) {
        // A quotation may be a part of what was agreed, and stand within a longer sentence.
        if whole.contains(&here) || ours.iter().any(|agreed| here.contains(agreed.as_str())) {
            continue;
        }
        let alike = ours.iter().map(|agreed| (likeness(&here, agreed), agreed));
        let nearest = alike.max_by(|(one, _), (other, _)| one.total_cmp(other));
        let n_letters = here.chars().filter(|c| c.is_alphanumeric()).count();
        if let Some((likeness, agreed)) = nearest
            && likeness >= least
            && n_letters >= LEAST_LETTERS
        {
            let (part_here, part_agreed) = parts(&here, agreed);
            found.push(Difference { here, agreed: agreed.clone(), part_here, part_agreed });
        }
    }
    found
}

/// A text with one blank between words.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let is_stop = matches!(c, '。' | '！' | '？')
            || (matches!(c, '.' | '!' | '?') && text[end..].starts_with(' ') && !is_initial(&text[..at]));
        if is_stop {
            sentences.push(text[start..end].trim().to_owned());
            start = end;
        }
    }
    sentences.push(text[start..].trim().to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn is_initial(before: &str) -> bool {
    let word = before.rsplit([' ', '.']).next().unwrap_or("");
    word.chars().count() == 1
}

/// Words of letters; of Japanese, which parts no words, each sign.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() && (c as u32) < 0x2e80 {
            word.extend(c.to_lowercase());
            continue;
        }
        tokens.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        if c.is_alphanumeric() {
            tokens.push(c.to_string());
        }
    }
    tokens.extend((!word.is_empty()).then_some(word));
    tokens
}

/// How much two sentences are alike, from 0 to 1: twice the words they share in order, of all their words.
fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (tokens(one), tokens(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let mut before = vec![0_u32; other.len() + 1];
    for word in &one {
        let mut row = vec![0; other.len() + 1];
        for (idx, candidate) in other.iter().enumerate() {
            row[idx + 1] = if word == candidate { before[idx] + 1 } else { row[idx].max(before[idx + 1]) };
        }
        before = row;
    }
    let n_shared = f64::from(before.last().copied().unwrap_or(0));
    let n_all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    2.0 * n_shared / f64::from(n_all)
}

/// The parts in which two sentences differ, without what they have in common before and after, by whole words.
fn parts(here: &str, agreed: &str) -> (String, String) {
    let split = |text: &str| -> Vec<String> {
        if text.contains(' ') {
            text.split(' ').map(str::to_owned).collect()
        } else {
            text.chars().map(String::from).collect()
        }
    };
    let joint = if here.contains(' ') || agreed.contains(' ') { " " } else { "" };
    let (one, other) = (split(here), split(agreed));
    let n_before = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let most = one.len().min(other.len()) - n_before;
    let ends = one.iter().rev().zip(other.iter().rev());
    let n_after = ends.take(most).take_while(|(one, other)| one == other).count();
    // A word that is only left out shows nothing, so its neighbour comes along.
    let n_before = if one.len() == n_before + n_after || other.len() == n_before + n_after {
        n_before.saturating_sub(1)
    } else {
        n_before
    };
    let part = |words: &[String]| words[n_before..words.len() - n_after].join(joint);
    (part(&one), part(&other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Lang;
    use crate::text::Span;

    fn agreed(text: &str) -> Agreed {
        let (id, origin) = ("a".to_owned(), "the Joint Statement".to_owned());
        Agreed { id, text: text.to_owned(), origin, lang: Lang::En, span: Span::default() }
    }

    fn found(text: &str, is_marked: bool) -> Vec<(String, String)> {
        let agreed =
            agreed("Both sides will settle the matter swiftly, and in good faith. They will meet in May.");
        let differences = differences(text, &agreed, is_marked);
        differences.into_iter().map(|one| (one.part_here, one.part_agreed)).collect()
    }

    fn pair(here: &str, agreed: &str) -> (String, String) {
        (here.to_owned(), agreed.to_owned())
    }

    #[test]
    fn a_word_a_comma_and_an_order_are_changes() {
        let whole = "Both sides will settle the matter swiftly, and in good faith.";
        assert_eq!(found(whole, true), []);
        assert_eq!(found("Both sides will settle the matter\nswiftly, and in good faith.", true), []);
        assert_eq!(found(&whole.replace("settle", "resolve"), true), [pair("resolve", "settle")]);
        assert_eq!(found(&whole.replace(',', ""), true), [pair("swiftly", "swiftly,")]);
        assert_eq!(found(&whole.replace("will settle", "settle"), true), [pair("sides", "sides will")]);
        assert_eq!(found("They will meet in June.", false), [pair("June.", "May.")]);
    }

    #[test]
    fn a_quotation_of_a_part_is_no_change_and_other_words_are_none_either() {
        assert_eq!(found("settle the matter swiftly", false), []);
        assert_eq!(found("We said: They will meet in May.", false), []);
        assert_eq!(found("Both sides have plants in nine states.", false), []);
        assert_eq!(found("The matter rests.", true), []);
    }

    #[test]
    fn japanese_is_compared_sign_by_sign() {
        let agreed = agreed("両国は、問題を早期に解決することで一致した。");
        let found = differences("両国は、問題を早期に処理することで一致した。", &agreed, false);
        assert_eq!((found[0].part_here.as_str(), found[0].part_agreed.as_str()), ("処理", "解決"));
    }
}
