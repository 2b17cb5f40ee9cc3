//! Fences of code of a deck: where they begin and end.

/// The sign and length of a fence of code.
pub(super) fn is_code_fence(trimmed: &str) -> Option<(char, usize)> {
    let sign = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = trimmed.chars().take_while(|c| *c == sign).count();
    (len >= 3 && !(sign == '`' && trimmed[len..].contains('`'))).then_some((sign, len))
}

/// The code that is open behind a line, from what was open before it.
pub(super) fn code_after(code: Option<(char, usize)>, trimmed: &str) -> Option<(char, usize)> {
    let found = is_code_fence(trimmed);
    let Some((sign, len)) = code else { return found };
    let ends = found.is_some_and(|(other, other_len)| {
        other == sign && other_len >= len && trimmed.chars().all(|c| c == sign)
    });
    code.filter(|_| !ends)
}
