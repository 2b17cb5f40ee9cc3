//! Numbers and signs that begin a line and that Markdown does not know: `(a)`, `ア`, `・`, `2 bis.`.
//!
//! They are kept as typed. A paragraph that begins with one hangs, one level further in for each other sort of
//! number that it stands below.

use crate::brief::{Block, Inline, InlineContent, Numbering};

/// A number or sign at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its length in bytes, without the blank behind it.
    pub len: usize,
    pub sort: Sort,
}

/// What counts on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A sign, the same for each line.
    Sign(char),
    /// A letter or digit, in brackets or with a stop behind it.
    Counted { numeral: Numeral, dress: Dress },
    /// A number that was put in later, such as `2 bis.`.
    Latin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    Digit,
    Small,
    /// One that may also be a letter: `(i)`, `(v)`, `(x)`.
    Roman,
    Capital,
    Kana,
    Circled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    Brackets,
    WideBrackets,
    Stop,
    None,
}

/// Reads the number or sign that a line begins with.
pub(super) fn mark_at(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let n_first = first.len_utf8();
    let rest = &line[n_first..];
    let is_apart =
        |rest: &str| rest.starts_with([' ', '\t', '\u{3000}', '\u{a0}']) && !rest.trim().is_empty();
    let sign = |len| Some(Mark { len, sort: Sort::Sign(first) });
    match first {
        '・' | '•' | '○' | '●' | '◎' | '◆' | '◇' | '■' | '□' | '▪' | '‣' => {
            (!rest.trim().is_empty() && !rest.starts_with(first)).then_some(()).and_then(|()| sign(n_first))
        }
        '–' | '—' | '·' | '∙' | '◦' | '⁃' | '▸' | '►' | '➢' | '➤' | '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' => {
            is_apart(rest).then_some(()).and_then(|()| sign(n_first))
        }
        // What a word processor leaves of its signs, in letters with a tab's width behind them.
        'o' | '§' | 'Ø' if ["\t", "  ", " \u{a0}", "\u{a0}"].iter().any(|gap| rest.starts_with(gap)) => {
            is_apart(rest).then_some(()).and_then(|()| sign(n_first))
        }
        '-' => rest.strip_prefix('-').filter(|rest| is_apart(rest)).and_then(|_| sign(2)),
        '(' | '（' => bracketed(line, first),
        '\u{2460}'..='\u{2473}' => {
            let sort = Sort::Counted { numeral: Numeral::Circled, dress: Dress::None };
            (!rest.trim().is_empty()).then_some(Mark { len: n_first, sort })
        }
        'ア'..='ン' => {
            let sort = Sort::Counted { numeral: Numeral::Kana, dress: Dress::None };
            is_apart(rest).then_some(Mark { len: n_first, sort })
        }
        '0'..='9' => latin(line),
        'a'..='z' => {
            let after = rest.strip_prefix('.').filter(|after| is_apart(after))?;
            // `i. e.` is no number.
            let next = after.trim_start();
            let is_abbreviation = next.len() > 1 && next.as_bytes()[1] == b'.';
            let sort = Sort::Counted { numeral: numeral(&line[..1])?, dress: Dress::Stop };
            (!is_abbreviation).then_some(Mark { len: 2, sort })
        }
        _ => None,
    }
}

/// `(a)`, `(iv)`, `（１）`, `（ア）`.
fn bracketed(line: &str, open: char) -> Option<Mark> {
    let inner_start = open.len_utf8();
    let close = line[inner_start..].find([')', '）'])? + inner_start;
    let inner = &line[inner_start..close];
    let close_len = line[close..].chars().next().map_or(1, char::len_utf8);
    let rest = &line[close + close_len..];
    let is_wide = open == '（';
    let is_apart = rest.starts_with([' ', '\t', '\u{3000}', '\u{a0}']) || (is_wide && !rest.is_empty());
    let numeral = numeral(inner).filter(|_| is_apart && !rest.trim().is_empty())?;
    let dress = if is_wide { Dress::WideBrackets } else { Dress::Brackets };
    Some(Mark { len: close + close_len, sort: Sort::Counted { numeral, dress } })
}

fn numeral(inner: &str) -> Option<Numeral> {
    let chars: Vec<char> = inner.chars().map(crate::brief::readers::kind::narrow).collect();
    let first = *chars.first()?;
    match chars.len() {
        1..=2 if chars.iter().all(char::is_ascii_digit) => Some(Numeral::Digit),
        1..=5 if chars.iter().all(|c| "ivx".contains(*c)) => Some(Numeral::Roman),
        1 if first.is_ascii_lowercase() => Some(Numeral::Small),
        1 if first.is_ascii_uppercase() => Some(Numeral::Capital),
        1 if ('ア'..='ン').contains(&first) => Some(Numeral::Kana),
        _ => None,
    }
}

/// `2 bis.`, `2 ter.`
fn latin(line: &str) -> Option<Mark> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = line[digits..].strip_prefix(' ')?;
    let word = ["bis", "ter", "quater", "quinquies", "sexies", "septies"]
        .into_iter()
        .find(|word| rest.strip_prefix(word).is_some_and(|after| after.starts_with(['.', ' '])))?;
    let after = &rest[word.len()..];
    let n_stop = usize::from(after.starts_with('.'));
    let is_apart = after[n_stop..].starts_with(' ');
    is_apart.then_some(Mark { len: digits + 1 + word.len() + n_stop, sort: Sort::Latin })
}

/// Whether a line may begin a numbered paragraph right below `before`: signs and letters also stand in sentences.
pub(super) fn begins_line(mark: Mark, before: &str) -> bool {
    let is_japanese = match mark.sort {
        Sort::Sign(sign) => !matches!(sign, '–' | '—' | '-'),
        Sort::Counted { numeral, dress } => {
            matches!(numeral, Numeral::Kana | Numeral::Circled) || dress == Dress::WideBrackets
        }
        Sort::Latin => true,
    };
    let before = before.trim_end_matches([' ', '\t', '*', '_', '"', '”']);
    let ends = before.ends_with(['.', ';', ':', ',', '?', '!', ']', ')', '。', '：', '；', '、'])
        || before.ends_with(" and")
        || before.ends_with(" or");
    is_japanese || ends || mark_at(before.trim_start()).is_some()
}

/// Gives the paragraphs among the blocks of one container their numbers and how far in they stand.
pub(super) fn read_numbering(text: &str, blocks: &mut [Block]) {
    let mut sorts: Vec<Sort> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let label = label_of(text, &paragraph.inlines);
                let Some((label, mark)) = label else {
                    sorts.clear();
                    continue;
                };
                let depth = enter(&mut sorts, mark.sort);
                paragraph.numbering = Some(Numbering { label, depth });
            }
            Block::Heading(_) | Block::Break(_) => sorts.clear(),
            _ => {}
        }
    }
}

/// Goes to the level of a sort; returns how many others it stands below.
fn enter(sorts: &mut Vec<Sort>, sort: Sort) -> u8 {
    let sort = match sort {
        // After letters `(i)` is one of them only if letters came just before it.
        Sort::Counted { numeral: Numeral::Roman, dress } => {
            let letters = Sort::Counted { numeral: Numeral::Small, dress };
            let roman = Sort::Counted { numeral: Numeral::Roman, dress };
            if sorts.is_empty() || sorts.contains(&roman) || sorts.last() == Some(&letters) {
                roman
            } else {
                letters
            }
        }
        // A number that was put in later stands where its neighbours do.
        Sort::Latin => {
            sorts.clear();
            return 0;
        }
        sort => sort,
    };
    if let Some(at) = sorts.iter().position(|other| *other == sort) {
        sorts.truncate(at + 1);
    } else {
        sorts.push(sort);
    }
    u8::try_from(sorts.len() - 1).unwrap_or(u8::MAX)
}

fn label_of(text: &str, inlines: &[Inline]) -> Option<(String, Mark)> {
    let first = inlines.first()?;
    let InlineContent::Text(words) = &first.content else { return None };
    // A number that is strong, or whose blank stands in another piece, is words.
    let line = if first.span.len() == words.len() { rest_of_line(text, first.span.start) } else { words };
    let mark = mark_at(line).filter(|mark| mark.len <= words.len())?;
    Some((words[..mark.len].to_owned(), mark))
}

fn rest_of_line(text: &str, start: usize) -> &str {
    text[start..].split('\n').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    fn labels(text: &str) -> Vec<(String, u8)> {
        let (brief, _) = parse(text);
        let mut labels = Vec::new();
        for block in &brief.blocks {
            if let Block::Paragraph(paragraph) = block
                && let Some(numbering) = &paragraph.numbering
            {
                labels.push((numbering.label.clone(), numbering.depth));
            }
        }
        labels
    }

    #[test]
    fn each_sort_stands_one_level_further_in() {
        let text = "The following:\n(a) ships;\n(b) for each ship:\n(i) name;\n(ii) cargo;\n(c) incidents.\n";
        let expected = [("(a)", 0), ("(b)", 0), ("(i)", 1), ("(ii)", 1), ("(c)", 0)];
        assert_eq!(labels(text), expected.map(|(label, depth)| (label.to_owned(), depth)));
        let text = "・第一\n・第二\n\nア　甲\n（ア）乙\nイ　丙\n";
        let expected = [("・", 0), ("・", 0), ("ア", 1), ("（ア）", 2), ("イ", 1)];
        assert_eq!(labels(text), expected.map(|(label, depth)| (label.to_owned(), depth)));
    }

    #[test]
    fn lines_that_begin_otherwise_are_text() {
        for line in [
            "(and so on)",
            "a. m. is early",
            "–5 percent",
            "2 bisons",
            "e. g. this",
            "-- ",
            "・・・",
            "(c)",
            "アメリカ",
        ] {
            assert_eq!(mark_at(line), None, "{line}");
        }
        for line in [
            "(c) x",
            "2 bis. x",
            "– x",
            "-- x",
            "• x",
            "・x",
            "a. x",
            "（１）x",
            "（ア）x",
            "①x",
            "ア　x",
            "(12) x",
        ] {
            assert!(mark_at(line).is_some(), "{line}");
        }
    }
}
