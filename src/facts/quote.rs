//! Whether a text holds words or a date of the book: a quotation, a phrase, the day of a signature.

use crate::brief::Lang;
use crate::facts::figures::figures;
use crate::facts::fold::{fold, holds, places};
use crate::facts::{Date, long_date};

/// Words that turn or bend what follows, so that leaving them out says something else.
#[rustfmt::skip]
const BENDING: [&str; 30] = [
    "no", "not", "never", "without", "nor", "t", "hardly", "less", "more", "than", "fewer", "nearly", "almost",
    "over", "under", "about", "around", "roughly", "approximately", "above", "below", "up", "only", "least",
    "most", "some", "close", "cannot", "neither", "nothing",
];

/// Words that turn what follows, so that adding them says the opposite.
const TURNING: [&str; 9] = ["no", "not", "never", "without", "nor", "t", "hardly", "cannot", "neither"];

/// Endings that bend a Japanese phrase.
const BENDING_JA: [&str; 9] = ["未満", "以上", "以下", "超", "弱", "約", "ない", "なかった", "ず"];

/// Whether a folded text holds words of the book, or is a fair part of them.
///
/// A part is fair if nothing is left out before it that bends it: "unfair agreement" of "an unfair agreement",
/// but not "half" of "over half".
pub(super) fn quotes(shown: &str, words: &str) -> bool {
    let (shown, words) = (bare(shown), bare(&fold(words)));
    holds_words(&shown, &words) || is_fair_part(&shown, &words)
}

/// Whether a folded text names a day or month of the book, in either language and as far as it goes.
pub(super) fn names_date(shown: &str, date: &str) -> bool {
    let mut full = vec![date.to_owned(), long_date(date, Lang::En), long_date(date, Lang::Ja)];
    let mut part = Vec::new();
    let month_and_year = |date: &str| long_date(date.get(..7).unwrap_or(""), Lang::En);
    if let Ok(Date { year, month, day }) = date.parse() {
        let in_words = month_and_year(date);
        let name = in_words.split(' ').next().unwrap_or("");
        full.push(format!("{name} {day}, {year}"));
        part.extend([format!("{name} {day}"), format!("{day} {name}"), format!("{month}月{day}日")]);
        part.extend([format!("{year}年{month}月"), in_words]);
    } else if long_date(date, Lang::Ja) == date {
        return false;
    }
    let shown = bare(shown);
    let is_named = |name: &String| holds(&shown, &bare(&fold(name)));
    // A part must be all that is said of the date: "November 2024" is not said by "8 November 2024".
    let is_all = |name: &String| digits(&shown) == digits(&bare(&fold(name)));
    full.iter().any(is_named) || part.iter().any(|name| is_named(name) && is_all(name))
}

fn holds_words(shown: &str, words: &str) -> bool {
    let has_figures = !figures(words).is_empty();
    places(shown, words).any(|at| {
        let before = shown[..at].split_whitespace().next_back().unwrap_or("");
        // "Nearly" before a quotation may belong to the sentence; before a figure it changes the figure.
        let turns = TURNING.contains(&before);
        let bends = has_figures && BENDING.contains(&before);
        !turns && !bends
    })
}

fn is_fair_part(shown: &str, words: &str) -> bool {
    let n_letters = shown.chars().filter(|c| c.is_alphanumeric()).count();
    let is_weighty = n_letters >= 4 || shown.contains(|c: char| c.is_ascii_digit());
    is_weighty
        && places(words, shown).any(|at| {
            let (before, rest) = words.split_at(at);
            let after = &rest[shown.len()..];
            let is_bent = before.split_whitespace().any(|word| BENDING.contains(&word));
            let is_bent_ja =
                BENDING_JA.iter().any(|ending| before.contains(ending) || after.contains(ending));
            !is_bent && !is_bent_ja
        })
}

/// The words of a folded text without the marks between them.
fn bare(folded: &str) -> String {
    let chars: Vec<char> = folded.replace('%', " percent ").chars().collect();
    let is_digit = |idx: Option<usize>| idx.and_then(|idx| chars.get(idx)).is_some_and(char::is_ascii_digit);
    let is_kept = |idx: usize, c: char| {
        let is_within_number =
            matches!(c, '.' | ',') && is_digit(idx.checked_sub(1)) && is_digit(Some(idx + 1));
        c.is_alphanumeric() || matches!(c, '$' | '¥' | '€' | '£') || is_within_number
    };
    let spaced: String =
        chars.iter().enumerate().map(|(idx, &c)| if is_kept(idx, c) { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digits(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_agree_whole_or_in_fair_part() {
        let words = "raise the Japan-U.S. alliance further, to both a higher dimension and a higher stage";
        assert!(quotes(&fold(words), words));
        assert!(quotes(&fold("“a higher dimension and a higher stage”"), words));
        assert!(quotes(&fold("raise the Japan–U.S. alliance further"), words));
        assert!(!quotes(&fold("an even higher level"), words));
        assert!(quotes("unfair agreement", "an unfair agreement"));
        assert!(!quotes("a", "an unfair agreement"));
        assert!(quotes("日米同盟", "日米同盟、更に、より高い次元に"));
    }

    #[test]
    fn a_word_that_turns_the_meaning_may_be_neither_dropped_nor_added() {
        assert!(!quotes("intention to act", "no intention to act on Japanese cars"));
        assert!(!quotes("half", "over half"));
        assert!(!quotes("1 percent", "less than 1 percent"));
        assert!(!quotes("1%", "1％未満"));
        assert!(!quotes("it was not an unfair agreement", "an unfair agreement"));
        assert!(!quotes("more than one third", "one third"));
        assert!(quotes("he complained about an unfair agreement", "an unfair agreement"));
    }

    #[test]
    fn dates_agree_in_either_language_as_far_as_they_go() {
        for shown in [
            "2024-11-07",
            "November 7, 2024",
            "on 7 November 2024 at 9:30",
            "2024年11月7日",
            "11月7日",
            "November 7",
            "November 2024",
        ] {
            assert!(names_date(&fold(shown), "2024-11-07"), "{shown}");
        }
        for shown in
            ["17 November 2024", "8 November 2024", "7 November 2023", "November 17", "2023年11月7日", "2024"]
        {
            assert!(!names_date(&fold(shown), "2024-11-07"), "{shown}");
        }
        assert!(names_date("november 2016", "2016-11") && !names_date("november 2017", "2016-11"));
        assert!(!names_date("first", "first"));
    }
}
