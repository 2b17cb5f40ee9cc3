//! Words with their language, so that they are read aloud as what they are and set in fonts that have them.

use crate::brief::Lang;
use crate::export::html::markup::Html;

/// How many words in a row are a passage in another language rather than a name.
const N_PASSAGE: usize = 4;

/// Writes words; what is in another language than the page says so.
pub(super) fn write_words(html: &mut Html, words: &str, lang: Lang) {
    for (other, run) in runs(words, lang) {
        match other {
            Some(other) => html.leaf("span", &[("lang", other)], run),
            None => html.text(run),
        }
    }
}

/// Whether a character is as wide as high, and needs no blank at the end of its line.
pub(super) fn is_wide(c: char) -> bool {
    is_japanese(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3134f}' | '々')
}

fn is_korean(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}')
}

/// Cuts words where their language changes; nothing for what is in the language of the page.
fn runs(words: &str, lang: Lang) -> Vec<(Option<&'static str>, &str)> {
    let language = |c: char| match lang {
        Lang::En if is_japanese(c) => Some("ja"),
        Lang::En | Lang::Ja if is_korean(c) => Some("ko"),
        Lang::Ja if c.is_ascii_alphabetic() => Some("en"),
        _ => None,
    };
    // What stands between two runs of one language, such as a stop or a blank, belongs to them.
    let is_between = |c: char| !c.is_alphabetic();
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    for (at, c) in words.char_indices() {
        let Some(other) = language(c) else { continue };
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some((last, _, last_end)) if *last == other && words[*last_end..at].chars().all(is_between) => {
                *last_end = end;
            }
            _ => found.push((other, at, end)),
        }
    }
    found.retain(|&(other, start, end)| other != "en" || is_passage(&words[start..end]));
    let mut out = Vec::new();
    let mut at = 0;
    for (other, start, end) in found {
        out.push((None, &words[at..start]));
        out.push((Some(other), &words[start..end]));
        at = end;
    }
    out.push((None, &words[at..]));
    out.retain(|(_, run)| !run.is_empty());
    out
}

/// Whether Latin letters within Japanese are a passage in English; names and abbreviations are read as Japanese reads
/// them.
fn is_passage(run: &str) -> bool {
    run.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).count()
        >= N_PASSAGE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_language_is_found_with_the_marks_within_it() {
        let found = runs("He said 「日本、米国」 twice", Lang::En);
        assert_eq!(found, [(None, "He said 「"), (Some("ja"), "日本、米国"), (None, "」 twice")]);
        assert_eq!(runs("Plain", Lang::En), [(None, "Plain")]);
        assert_eq!(runs("APECでの会合", Lang::Ja), [(None, "APECでの会合")]);
        let found = runs("原文は the parties shall meet each year とする", Lang::Ja);
        assert_eq!(found[1], (Some("en"), "the parties shall meet each year"));
    }
}
