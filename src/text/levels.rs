//! In which order the letters of a line are shown where words of it run from right to left, as those of Hebrew and
//! Arabic do.
//!
//! It is the Unicode bidirectional algorithm for a line of either direction, without the characters that turn text:
//! these are warned of, and nothing is turned for them.

/// Whether a letter is written from right to left.
pub fn runs_left(c: char) -> bool {
    let is_of_script = matches!(c,
        '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' | '\u{200f}');
    is_of_script && !c.is_numeric() && !matches!(c, '\u{066a}'..='\u{066c}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Left,
    Right,
    Number,
    Neutral,
}

fn kind(c: char) -> Kind {
    match c {
        _ if runs_left(c) => Kind::Right,
        _ if c.is_numeric() => Kind::Number,
        _ if c.is_alphabetic() => Kind::Left,
        _ => Kind::Neutral,
    }
}

/// The level of each character of a line that is read from the left, or from the right: 0 from left to right in the
/// former, 1 from right to left, 2 from left to right or a number among the latter.
pub fn levels(line: &str, is_from_right: bool) -> Vec<u8> {
    let chars: Vec<char> = line.chars().collect();
    let mut kinds: Vec<Kind> = chars.iter().map(|&c| kind(c)).collect();
    join_marks_and_numbers(&chars, &mut kinds);
    let mut turns = Vec::with_capacity(kinds.len());
    let mut is_strong_right = is_from_right;
    for &kind in &kinds {
        turns.push(match kind {
            Kind::Neutral => None,
            // A number goes with the words before it.
            Kind::Number => Some(is_strong_right),
            Kind::Left | Kind::Right => {
                is_strong_right = kind == Kind::Right;
                Some(is_strong_right)
            }
        });
    }
    turn_brackets(&chars, &mut turns, is_from_right);
    let turns = joined_neutrals(&turns, is_from_right);
    let level = |(kind, turns): (&Kind, bool)| match (kind, turns) {
        (Kind::Number, true) => 2,
        (_, true) => 1,
        (_, false) => 2 * u8::from(is_from_right),
    };
    kinds.iter().zip(turns).map(level).collect()
}

/// Lets what stands between words of one direction go with them, and all else with the line.
fn joined_neutrals(turns: &[Option<bool>], is_from_right: bool) -> Vec<bool> {
    let mut joined = Vec::with_capacity(turns.len());
    let mut before = is_from_right;
    while joined.len() < turns.len() {
        let idx = joined.len();
        if let Some(turns) = turns[idx] {
            before = turns;
            joined.push(turns);
            continue;
        }
        let end = turns[idx..].iter().position(Option::is_some).map_or(turns.len(), |n| idx + n);
        let behind = turns.get(end).copied().flatten().unwrap_or(is_from_right);
        joined.resize(end, if before == behind { before } else { is_from_right });
    }
    joined
}

/// Signs that are shown the other way round among words that run left; the first of them are brackets, which go in
/// pairs.
const MIRRORED: [(char, char); 20] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('［', '］'),
    ('｛', '｝'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
    ('〈', '〉'),
    ('《', '》'),
    ('｢', '｣'),
    ('⟨', '⟩'),
    ('«', '»'),
    ('‹', '›'),
    ('<', '>'),
    ('≤', '≥'),
    ('≪', '≫'),
    ('∈', '∋'),
];
const N_BRACKETS: usize = 14;

/// How a sign is shown among words that run left; anything else is what it is.
pub fn mirrored(c: char) -> char {
    let other = |&(open, close): &(char, char)| match c {
        _ if c == open => Some(close),
        _ if c == close => Some(open),
        _ => None,
    };
    MIRRORED.iter().find_map(other).unwrap_or(c)
}

/// Gives both brackets of a pair the same direction: that of the line where a word of its direction stands between them,
/// else that of the words before and in them.
fn turn_brackets(chars: &[char], turns: &mut [Option<bool>], is_from_right: bool) {
    for (open, close) in bracket_pairs(chars) {
        let mut within = turns[open + 1..close].iter().flatten().peekable();
        if within.peek().is_none() {
            continue;
        }
        let holds_others = within.all(|&turns| turns != is_from_right);
        let before = turns[..open].iter().rev().find_map(|turns| *turns).unwrap_or(is_from_right);
        let is_other = holds_others && before != is_from_right;
        turns[open] = Some(is_other != is_from_right);
        turns[close] = turns[open];
    }
}

/// The brackets that open and close each other, in the order in which they open.
fn bracket_pairs(chars: &[char]) -> Vec<(usize, usize)> {
    /// As deep as the algorithm looks.
    const MAX_DEPTH: usize = 63;
    let mut pairs = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (idx, c) in chars.iter().enumerate() {
        if let Some((_, close)) = MIRRORED[..N_BRACKETS].iter().find(|(opening, _)| opening == c) {
            if open.len() == MAX_DEPTH {
                break;
            }
            open.push((idx, *close));
        } else if let Some(n) = open.iter().rposition(|(_, close)| close == c) {
            pairs.push((open[n].0, idx));
            open.truncate(n);
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Lets accents go with their letter, and what stands in a number with its digits.
fn join_marks_and_numbers(chars: &[char], kinds: &mut [Kind]) {
    for idx in 1..chars.len() {
        if matches!(chars[idx], '\u{0300}'..='\u{036f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}') {
            kinds[idx] = kinds[idx - 1];
        }
        let is_separator =
            matches!(chars[idx], '.' | ',' | ':' | '/' | '+' | '-' | '\u{a0}' | '\u{66b}' | '\u{66c}');
        let is_between = kinds[idx - 1] == Kind::Number && kinds.get(idx + 1) == Some(&Kind::Number);
        if is_separator && is_between {
            kinds[idx] = Kind::Number;
        }
    }
    let is_unit = |c: char| matches!(c, '%' | '‰' | '$' | '£' | '¥' | '€' | '#' | '°' | '\u{66a}');
    for idx in 1..chars.len() {
        if is_unit(chars[idx]) && kinds[idx - 1] == Kind::Number {
            kinds[idx] = Kind::Number;
        }
    }
    for idx in (1..chars.len()).rev() {
        if is_unit(chars[idx - 1]) && kinds[idx] == Kind::Number {
            kinds[idx - 1] = Kind::Number;
        }
    }
}

/// What is shown first, second and so on, from the left, of things with levels.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut idx = 0;
        while idx < order.len() {
            let n = order[idx..].iter().take_while(|&&at| levels[at] >= level).count();
            order[idx..idx + n].reverse();
            idx += n.max(1);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(line: &str, is_from_right: bool) -> String {
        let chars: Vec<char> = line.chars().collect();
        visual_order(&levels(line, is_from_right)).into_iter().map(|idx| chars[idx]).collect()
    }

    fn shown(line: &str) -> String {
        ordered(line, false)
    }

    #[test]
    fn words_run_left_and_numbers_do_not() {
        // Letters of Hebrew from the first on stand for any of them.
        assert_eq!(shown("abc אבג def"), "abc גבא def");
        assert_eq!(shown("abc אבג דהו def"), "abc והד גבא def");
        assert_eq!(shown("אבג 42 דהו"), "והד 42 גבא");
        assert_eq!(shown("- אבג 1,250.5 דהו."), "- והד 1,250.5 גבא.");
        assert_eq!(shown("אבג $13.9 דהו"), "והד $13.9 גבא");
        assert_eq!(shown("אבג 42 means"), "42 גבא means");
        assert_eq!(shown("in 42 אבג"), "in 42 גבא");
        assert_eq!(shown("plain, 42 (words)"), "plain, 42 (words)");
        assert_eq!(shown("سلام ٤٢ عليكم"), "مكيلع ٤٢ مالس");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn brackets_go_in_pairs() {
        assert_eq!(shown("אבג (דהו) זחט"), "טחז )והד( גבא", "both turn, and are drawn mirrored");
        assert_eq!(shown("abc (אבג) דהו"), "abc (גבא) והד", "the line runs right before them");
        assert_eq!(shown("אבג (abc דהו) זחט"), "גבא (abc והד) טחז", "a word of the line is in them");
        assert_eq!(shown("אבג (42) דהו"), "והד )42( גבא");
        assert_eq!(shown("אבג (דהו [42]) זחט"), "טחז )]42[ והד( גבא");
        assert_eq!(shown("abc) אבג (דהו"), "abc) והד( גבא");
        assert_eq!([mirrored('('), mirrored('»'), mirrored('a')], [')', '«', 'a']);
        assert_eq!(levels(&"(".repeat(9_000), false).len(), 9_000);
    }

    #[test]
    fn a_line_from_the_right_begins_there() {
        let shown = |line| ordered(line, true);
        assert_eq!(shown("## אבג: דהו."), ".והד :גבא ##");
        assert_eq!(shown("- אבג 1,250.5 דהו."), ".והד 1,250.5 גבא -");
        assert_eq!(
            shown("אבג (abc) דהו!"),
            "!והד )abc( גבא",
            "brackets of the line, which are drawn mirrored"
        );
        assert_eq!(shown("abc def אבג"), "גבא abc def");
        assert_eq!(shown("אבג abc (def) דהו"), "והד abc (def) גבא", "the words before and in them run right");
        assert_eq!(shown("אבג abc 42"), "abc 42 גבא");
        assert_eq!(shown("42 אבג"), "גבא 42");
        assert_eq!(shown("abc"), "abc");
    }

    #[test]
    fn every_character_is_shown_once() {
        for line in ["a אב 1 ג", "אבג", "  א  ", "א 1 2 ב c ד"] {
            for is_from_right in [false, true] {
                let mut order = visual_order(&levels(line, is_from_right));
                order.sort_unstable();
                assert!(order.into_iter().eq(0..line.chars().count()), "{line}");
            }
        }
    }
}
