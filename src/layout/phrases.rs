//! Where a line of Japanese may end in a title or on a slide: between phrases, as the model of `budoux` finds them.

use crate::brief::is_digit;
use crate::layout::chart::ems;

/// The phrases of a text that has kana or kanji; any other text is one piece. Together they are the text.
pub(super) fn phrases(text: &str) -> Vec<&str> {
    if !text.chars().any(is_wide) {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for phrase in budoux::parse(budoux::models::default_japanese_model(), text) {
        let end = start + phrase.len();
        // The model leaves nothing out; should it ever, the rest of the text is one piece.
        let Some(piece) = text.get(start..end).filter(|piece| *piece == phrase) else { break };
        pieces.push(piece);
        start = end;
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    joined(text, &pieces)
}

/// A phrase as it is, or in parts where it is too wide for one line: a date behind its year, a list behind its marks,
/// words of kanji between each two. Together they are the phrase.
pub(super) fn parts_within(phrase: &str, most_ems: f64) -> Vec<&str> {
    /// A phrase wider than that makes ragged lines even where it fits.
    const MOST_EMS: f64 = 8.0;
    let is_too_wide = |part: &str| ems(part.trim(), true) > most_ems.min(MOST_EMS);
    if !is_too_wide(phrase) {
        return vec![phrase];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in phrase.char_indices() {
        let is_year = c == '年' && before.is_some_and(|c: char| c.is_numeric());
        before = Some(c);
        let end = at + c.len_utf8();
        // What stands before the marks is not left alone, nor what stands behind them.
        if (is_year || matches!(c, '・' | '、')) && start < at && end < phrase.len() {
            parts.push(&phrase[start..end]);
            start = end;
        }
    }
    parts.push(&phrase[start..]);
    parts.into_iter().flat_map(|part| if is_too_wide(part) { in_pairs(part) } else { vec![part] }).collect()
}

/// A word of kanji in its pairs, of which such words are mostly made; the last may have three.
fn in_pairs(word: &str) -> Vec<&str> {
    let is_kanji = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
    let n_kanji = word.chars().count();
    if n_kanji < 4 || !word.chars().all(is_kanji) {
        return vec![word];
    }
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).step_by(2).take(n_kanji / 2).collect();
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &word[start..end]).collect()
}

/// Whether a phrase is narrow enough to be kept on one line; `most_ems` is the widest that is.
pub(super) fn is_kept(phrase: &str, most_ems: f64) -> bool {
    let phrase = phrase.trim();
    phrase.chars().count() > 1 && ems(phrase, true) <= most_ems && phrase.chars().any(is_wide)
}

/// A phrase in three: the brackets that open it, its words, and the marks that close it. Typst keeps such marks from
/// the ends of lines by itself, and at the edge of a box it would take half of their width away.
pub(super) fn in_marks(phrase: &str) -> (&str, &str, &str) {
    let core = phrase.trim_start_matches(['（', '「', '『', '【', '〈', '《']);
    let opening = &phrase[..phrase.len() - core.len()];
    let words = core.trim_end_matches(['、', '。', '，', '．', '）', '」', '』', '】', '〉', '》']);
    (opening, words, &core[words.len()..])
}

/// The last letters of a text of some length, so that no line of one letter is left at its end: where they begin, and
/// where the marks behind them do. They are few, since lines that are set to the full width would stretch for more.
pub(super) fn last_letters(text: &str) -> Option<(usize, usize)> {
    const LEAST_TEXT: usize = 12;
    const KEPT: usize = 3;
    let (_, words, marks) = in_marks(text);
    if text.chars().count() < LEAST_TEXT || !words.chars().rev().take(KEPT + 1).all(is_wide) {
        return None;
    }
    let end = text.len() - marks.len();
    let begins = |c: &char| !"ぁぃぅぇぉっゃゅょァィゥェォッャュョー々、。」』）".contains(*c);
    let start = words.char_indices().rev().skip(KEPT - 1).find(|(_, c)| begins(c))?.0;
    Some((end - words.len() + start, end))
}

/// Phrases with the numbers and counters put together that the model parts, and no phrase that begins with a mark
/// which must not begin a line.
fn joined<'t>(text: &'t str, pieces: &[&'t str]) -> Vec<&'t str> {
    let mut out: Vec<&str> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for piece in pieces {
        let before = text[start..end].chars().next_back();
        let first = piece.chars().next();
        let is_digit = |c: Option<char>| c.is_some_and(is_digit);
        let is_counted =
            is_digit(before) && first.is_some_and(is_wide) || is_digit(before) && is_digit(first);
        // A number that the next one goes on, and what says of a number which one it is.
        let is_gone_on = is_digit(first) && is_led_by(&text[start..end]);
        let is_closing = first.is_some_and(|c| "、。，．）」』】〉》・ー〜…％".contains(c));
        let is_opened = before.is_some_and(|c| "（「『【〈《".contains(c));
        if start < end && !(is_counted || is_gone_on || is_closing || is_opened) {
            out.push(&text[start..end]);
            start = end;
        }
        end += piece.len();
    }
    if start < end {
        out.push(&text[start..end]);
    }
    out
}

/// Whether the number behind a text belongs to it: `9月|25日`, `3兆|5,000億円`, `第|5回`, `約|27兆円`.
fn is_led_by(before: &str) -> bool {
    let number = before.strip_suffix(['月', '兆', '億', '万']);
    number.is_some_and(|number| number.ends_with(is_digit))
        || before.ends_with(['第', '約', '計', '全', '各'])
}

/// Whether a letter is Japanese and as wide as high.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_too_wide_are_parted_where_they_may_be() {
        for (phrase, most_ems, parts) in [
            ("2025年4月1日", 9.0, vec!["2025年4月1日"]),
            ("2025年4月1日", 4.0, vec!["2025年", "4月1日"]),
            ("経済産業省", 4.0, vec!["経済", "産業省"]),
            ("蓄電池・半導体・重要鉱物に", 8.0, vec!["蓄電池・", "半導体・", "重要鉱物に"]),
            ("合意済", 2.0, vec!["合意済"]),
            ("・日本", 2.0, vec!["・日本"]),
        ] {
            assert_eq!(parts_within(phrase, most_ems), parts, "{phrase}");
        }
    }

    #[test]
    fn titles_are_parted_between_phrases_and_nothing_is_lost() {
        for (title, parts) in [
            ("地域の安定に対する日本の貢献", vec!["地域の", "安定に", "対する", "日本の", "貢献"]),
            ("英語だけ", vec!["英語だけ"]),
        ] {
            assert_eq!(phrases(title), parts);
        }
        for text in [
            "日本は、まず自らの防衛力を抜本的に強化している",
            "10万9,000人が27州で働く",
            "「日米同盟を、更に高い次元に」（首相）",
            "Latin のみ ASEAN と 43兆円",
            "",
            " 、。",
        ] {
            assert_eq!(phrases(text).concat(), text);
            for phrase in phrases(text).iter().skip(1) {
                assert!(!phrase.starts_with(['、', '。', '」', '）']), "{text}: {phrase}");
            }
        }
    }

    #[test]
    fn a_number_stays_with_its_counter() {
        for (text, held) in [
            ("従業員は10万9,000人です", "10万9,000人"),
            ("計画は43兆円とする", "43兆円"),
            ("５名が参加", "５名"),
            ("会談は2019年9月25日に行われた", "9月25日"),
            ("予算は3兆5,000億円とする", "3兆5,000億円"),
            ("第5回の会合を開く", "第5回"),
            ("約27兆円の投資を行う", "約27兆円"),
            ("全50州に工場がある", "全50州"),
        ] {
            assert!(phrases(text).iter().any(|phrase| phrase.contains(held)), "{:?}", phrases(text));
        }
    }

    #[test]
    fn marks_stand_outside_of_what_is_kept() {
        assert_eq!(in_marks("「同盟を、"), ("「", "同盟を", "、"));
        assert_eq!(in_marks("述べた。」"), ("", "述べた", "。」"));
        assert_eq!(in_marks("（）"), ("（", "", "）"));
    }

    #[test]
    fn the_last_letters_of_a_sentence_are_not_parted() {
        for (text, last, marks) in [
            ("運用の詳細については、お答えを差し控えます。", "えます", "。"),
            ("それは、予算の範囲で対応することでしょう。」", "しょう", "。」"),
            ("計画の全体を見直すことに決まった", "まった", ""),
        ] {
            let (start, end) = last_letters(text).expect("some");
            assert_eq!((&text[start..end], &text[end..]), (last, marks));
        }
        assert_eq!(last_letters("短い文です。"), None);
        assert_eq!(last_letters("an English sentence that is long enough"), None);
    }
}
