//! The brackets that marks stand in, in any width.

/// The longest mark that is looked for between brackets, in bytes.
pub(super) const MAX_MARK_BYTES: usize = 160;

/// The text in the brackets that a text begins with, and the bytes it takes up with them.
pub(in crate::brief) fn bracketed(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next().filter(|&c| is_opening(c))?;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if at > MAX_MARK_BYTES || c == '\n' {
            return None;
        }
        if is_opening(c) {
            depth += 1;
        } else if is_closing(c) {
            depth -= 1;
            if depth == 0 {
                return Some((&text[open.len_utf8()..at], at + c.len_utf8()));
            }
        }
    }
    None
}

/// Whether a sign opens the brackets of a mark.
pub(in crate::brief) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '（'
            | '['
            | '［'
            | '【'
            | '〔'
            | '〈'
            | '《'
            | '≪'
            | '〖'
            | '﹙'
            | '︵'
            | '＜'
            | '{'
            | '｛'
            | '«'
    )
}

/// Whether a sign closes the brackets of a mark.
pub(in crate::brief) fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | '）'
            | ']'
            | '］'
            | '】'
            | '〕'
            | '〉'
            | '》'
            | '≫'
            | '〗'
            | '﹚'
            | '︶'
            | '＞'
            | '}'
            | '｝'
            | '»'
    )
}
