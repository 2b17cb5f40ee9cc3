//! How wide words are in the sans of charts and slides, and how many lines they take: near enough to lay out by.
//!
//! Measuring them in Typst would set each chart twice. Widths are those of Noto Sans, rounded up; a letter that is
//! not known counts as wide as high.

/// How far apart the baselines of two lines of one text are, in ems.
pub(in crate::layout) const LINE_EMS: f64 = 1.15;

/// The width of a text in ems.
pub(in crate::layout) fn ems(text: &str, is_bold: bool) -> f64 {
    let width: f64 = text.chars().map(letter).sum();
    if is_bold { width * 1.06 } else { width }
}

fn letter(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => 0.0,
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => 0.26,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '’' | '‘' | '!' => 0.28,
        'I' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '·' | '“' | '”' | '"' | 'J' => 0.42,
        '0'..='9' | '$' | '£' | '€' | '+' | '\u{2212}' | '=' | '–' | 's' | 'z' | 'c' | '?' => 0.573,
        'm' => 0.95,
        'w' | 'M' | 'W' | '%' | '—' | '@' | '…' => 0.95,
        'a'..='z' | 'ß'..='ÿ' => 0.62,
        'A'..='Z' | 'À'..='Þ' => 0.72,
        '\u{100}'..='\u{24f}' | '\u{370}'..='\u{52f}' => 0.7,
        _ => 1.0,
    }
}

/// How many lines a text takes in lines of `width` ems, with those that a line feed ends; never none.
pub(in crate::layout) fn n_lines(text: &str, width: f64, is_bold: bool) -> usize {
    /// In less than a letter nothing can be set, and a line of next to nothing would take next to for ever.
    const LEAST_EMS: f64 = 1.0;
    let width = width.max(LEAST_EMS);
    if text.contains('\n') {
        return text.split('\n').map(|line| n_lines(line, width, is_bold)).sum();
    }
    let (mut lines, mut taken) = (1, 0.0);
    for word in words(text) {
        let (body, whole) = (ems(word.trim_end(), is_bold), ems(word, is_bold));
        if taken > 0.0 && taken + body > width {
            lines += 1;
            taken = 0.0;
        }
        // A word longer than the line is parted.
        let mut rest = whole;
        while rest > width && body > width {
            lines += 1;
            rest -= width;
        }
        taken += rest;
    }
    lines
}

/// The lines of a text in lines of `width` ems, each without the blank at its end. A word that is longer stays whole.
pub(in crate::layout) fn lines(text: &str, width: f64, is_bold: bool) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in words(text) {
        if !line.is_empty() && ems(&line, is_bold) + ems(word.trim_end(), is_bold) > width {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The pieces of a text between which a line may end.
pub(in crate::layout) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut before) = (0, None::<char>);
    for (at, c) in text.char_indices() {
        let is_wide = |c: char| letter(c) >= 1.0;
        let breaks = before.is_some_and(|before| {
            (before == ' ' && c != ' ') || matches!(before, '-' | '–' | '/') || is_wide(before) || is_wide(c)
        });
        // No line begins with closing marks.
        if breaks && at > start && !matches!(c, '、' | '。' | '」' | '）' | 'ー' | ')' | ',' | '.') {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// A text cut to `width` ems, with an ellipsis where something is cut off.
pub(in crate::layout) fn cut(text: &str, width: f64, is_bold: bool) -> String {
    if ems(text, is_bold) <= width {
        return text.to_owned();
    }
    let room = width - ems("…", is_bold);
    let mut taken = 0.0;
    let mut kept = String::new();
    for c in text.chars() {
        taken += ems(c.encode_utf8(&mut [0; 4]), is_bold);
        if taken > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_in_both_languages() {
        assert_eq!(n_lines("", 10.0, false), 1);
        assert_eq!(n_lines("one two three", 100.0, false), 1);
        assert_eq!(n_lines("North Carolina", 6.0, false), 2);
        assert_eq!(n_lines("a\nb\n\nNorth Carolina", 6.0, false), 5);
        assert_eq!(n_lines("日米同盟の現状と課題", 5.0, false), 2);
        assert!(n_lines("Donaudampfschifffahrtsgesellschaft", 5.0, false) >= 4);
    }

    #[test]
    fn a_long_text_is_cut_with_an_ellipsis() {
        assert_eq!(cut("short", 10.0, false), "short");
        let title = cut("American jobs, Japanese automakers and more", 12.0, false);
        assert!(title.ends_with('…') && ems(&title, false) <= 12.0, "{title}");
        assert_eq!(cut("日米同盟の現状と課題", 5.0, false), "日米同盟…");
    }
}
