//! What people put around a name: numbers before it, frames around it, remarks behind it.

/// Takes a number off the start of some words: `3.`, `2.1`, `III`, `(a)`, `A.`, `第3`, `①`, `ア`.
pub(super) fn strip_number(words: &str) -> Option<&str> {
    let first = words.chars().next()?;
    if is_enclosed_number(first) {
        return Some(words[first.len_utf8()..].trim_start());
    }
    if let Some(rest) = words.strip_prefix('第') {
        let rest =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        return Some(
            rest.trim_start_matches(['章', '節', '条', '項', '部', '回'])
                .trim_start_matches(['.', '、', ' ']),
        );
    }
    if let Some((inner, rest)) = leading_frame(words)
        && is_number(inner)
        && !rest.is_empty()
    {
        return Some(rest.trim_start());
    }
    let kanji = words.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if kanji.len() < words.len() && kanji.starts_with([' ', '\u{3000}', '、', '．']) {
        return Some(kanji.trim_start_matches([' ', '\u{3000}', '、', '．']));
    }
    let end = words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(words.len());
    let token = &words[..end];
    let rest = &words[end..];
    if let Some(rest) = rest.strip_prefix([')', '、', ':']).filter(|_| is_number(token)) {
        return Some(rest.trim_start());
    }
    let is_apart = rest.starts_with(' ');
    if let Some(number) = token.strip_suffix('.').filter(|number| is_apart && is_number(number)) {
        return Some(words[number.len() + 1..].trim_start());
    }
    let is_digits = token.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_roman = token.len() >= 2 && token.chars().all(|c| "IVX".contains(c));
    let is_kana = token.chars().count() == 1 && ('ア'..='ン').contains(&first);
    if is_apart && !token.is_empty() && (is_digits || is_roman || is_kana) {
        return Some(rest.trim_start());
    }
    // Japanese follows a number without a blank.
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let follows = words[digits..].chars().next().is_some_and(|c| !c.is_ascii());
    (digits > 0 && follows).then(|| words[digits..].trim_start_matches(['、', ' ']))
}

/// Whether a word is a number, a letter or a syllable that counts.
fn is_number(word: &str) -> bool {
    let is_digits = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let is_roman = word.chars().all(|c| "ivxIVX".contains(c));
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphanumeric);
    !word.is_empty() && (is_digits || is_roman || is_letter)
}

fn is_enclosed_number(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3247}' | '\u{3280}'..='\u{32b0}')
}

/// The frame that some words begin with: what stands in it, and what follows it.
pub(super) fn leading_frame(words: &str) -> Option<(&str, &str)> {
    const FRAMES: [(char, char); 13] = [
        ('【', '】'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
        ('〔', '〕'),
        ('[', ']'),
        ('(', ')'),
        ('“', '”'),
        ('<', '>'),
        ('{', '}'),
        ('≪', '≫'),
        ('«', '»'),
    ];
    let first = words.chars().next()?;
    let (open, close) = FRAMES.into_iter().find(|(open, _)| *open == first)?;
    let end = words.find(close)?;
    Some((words[open.len_utf8()..end].trim(), &words[end + close.len_utf8()..]))
}

/// A remark in brackets at the end of some words, and what stands before it.
pub(super) fn remark_at_end(words: &str) -> Option<(&str, &str)> {
    let inner_end = words.strip_suffix([')', ']', '】', '〕', '>', '〉', '》', '≫'])?.len();
    let open = words[..inner_end].rfind(['(', '[', '【', '〔', '<', '〈', '《', '≪'])?;
    let before = words[..open].trim_end();
    let open_len = words[open..].chars().next().map_or(1, char::len_utf8);
    // A tag is no remark.
    let is_tag = words[open..].starts_with("</");
    (!before.is_empty() && !is_tag).then(|| (before, words[open + open_len..inner_end].trim()))
}
