//! Where a line of Japanese may end in a title or on a slide: between phrases, as the model of `budoux` finds them.

/// Phrases longer than this are parted where the line ends, as in running text.
const MOST_CHARS: usize = 14;

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

/// Whether a phrase is short enough to be kept on one line.
pub(super) fn is_kept(phrase: &str) -> bool {
    let n_chars = phrase.trim().chars().count();
    n_chars > 1 && n_chars <= MOST_CHARS && phrase.chars().any(is_wide)
}

/// Phrases with the numbers and counters put together that the model parts, and no phrase that begins with a mark
/// which must not begin a line.
fn joined<'t>(text: &'t str, pieces: &[&'t str]) -> Vec<&'t str> {
    let mut out: Vec<&str> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for piece in pieces {
        let before = text[start..end].chars().next_back();
        let first = piece.chars().next();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let is_counted =
            is_digit(before) && first.is_some_and(is_wide) || is_digit(before) && is_digit(first);
        let is_closing = first.is_some_and(|c| "、。，．）」』】〉》・ー〜…％".contains(c));
        let is_opened = before.is_some_and(|c| "（「『【〈《".contains(c));
        if start < end && !(is_counted || is_closing || is_opened) {
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

/// Whether a letter is Japanese and as wide as high.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert!(phrases(text).iter().any(|phrase| phrase.contains(held)), "{:?}", phrases(text));
        }
    }
}
