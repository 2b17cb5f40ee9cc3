//! How some words end: in a question, or in signs and words that announce more below them.

use crate::brief::readers::mark_behind::mark_at_end;
use crate::brief::{Inline, InlineContent, TextStyle, inline_text};

/// What the last of some words lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The answer to a question.
    Question,
    /// What a colon, or another sign that points at words, announces.
    Colon,
    /// What other words or signs announce that end no sentence.
    Words,
    /// What dots leave out.
    Dots,
}

/// How some words end that lack something.
///
/// What stands behind a sentence and is no part of it is passed over: references, remarks in brackets, braces, and signs
/// that close or only decorate.
pub(super) fn ending(inlines: &[Inline]) -> Option<Ending> {
    let is_raised = |inline: &&Inline| {
        matches!(inline.content, InlineContent::Styled { style: TextStyle::Superscript, .. })
    };
    let n_raised = inlines.iter().rev().take_while(is_raised).count();
    let inlines = &inlines[..inlines.len() - n_raised];
    // What an edit puts in at the end may be the sign.
    if let Some(Inline { content: InlineContent::Inserted(words), .. }) = inlines.last() {
        return ending_of(&inline_text(words)).or_else(|| ending_of(&inline_text(inlines)));
    }
    ending_of(&inline_text(inlines))
}

/// Whether some words go on below.
pub(super) fn goes_on_below(inlines: &[Inline]) -> bool {
    matches!(ending(inlines), Some(Ending::Colon | Ending::Words | Ending::Dots))
}

/// Whether some words are nothing but questions.
pub(super) fn asks_alone(inlines: &[Inline]) -> bool {
    let words = inline_text(inlines);
    let says = ['.', '!', '。', '！'].iter().any(|stop| {
        words.match_indices(*stop).any(|(at, _)| {
            let behind = &words[at + stop.len_utf8()..];
            // The stop of a number or of `Q.` ends no sentence.
            let is_long = words[..at].rsplit(char::is_whitespace).next().is_some_and(|last| last.len() > 2);
            is_long && (behind.starts_with(char::is_whitespace) || !stop.is_ascii()) && is_said(behind)
        })
    });
    !says && (ending_of(&words) == Some(Ending::Question) || asks_by_particle(&words))
}

fn is_said(words: &str) -> bool {
    words.contains(char::is_alphanumeric)
}

fn ending_of(words: &str) -> Option<Ending> {
    let mut words = words.trim_end();
    if has_open_bracket(words) {
        return Some(Ending::Words);
    }
    loop {
        if let Some(found) = sign_at_end(words) {
            return Some(found);
        }
        match without_appendix(words) {
            Some(rest) => words = rest.trim_end(),
            None => return phrase_at_end(words),
        }
    }
}

/// What the sign at the very end of some words says.
fn sign_at_end(words: &str) -> Option<Ending> {
    const COLONS: [char; 6] = [':', '：', '∶', '﹕', '︰', '꞉'];
    const MORE: [char; 16] =
        [';', '；', ',', '，', '、', '–', '—', '―', '～', '〜', '~', '=', '＝', '/', '&', '+'];
    let last_word = words.rsplit(char::is_whitespace).next().unwrap_or("");
    if last_word.contains("://") {
        return None;
    }
    let stopped = words.trim_end_matches(['.', '。', '．', '!', '！']);
    let n_stops = words[stopped.len()..].chars().count();
    let n_middle = stopped.chars().rev().take_while(|c| matches!(c, '・' | '･' | '·')).count();
    let has_dots =
        (n_stops > 1 && !words.ends_with(['!', '！'])) || stopped.ends_with(['…', '‥']) || n_middle > 1;
    // Behind some of their like, dots stand for the rest.
    let listed = stopped.trim_end_matches(['・', '･', '·', '…', '‥']);
    if has_dots && listed.matches([',', '、', '，', ';', '・']).count() > 1 {
        return None;
    }
    let last = stopped.chars().next_back()?;
    let more = match last {
        '?' | '？' | '؟' | '⁇' | '⁈' | '⁉' | '‽' => Some(Ending::Question),
        c if COLONS.contains(&c) || is_arrow(c) => Some(Ending::Colon),
        // A hyphen behind a letter is a part of the word.
        '-' if !stopped.trim_end_matches('-').ends_with(char::is_alphanumeric) || stopped.ends_with("--") => {
            Some(Ending::Words)
        }
        '>' if stopped.trim_end_matches('>').ends_with(['-', '=']) => Some(Ending::Colon),
        '/' if last_word.matches('/').count() > 1 => None,
        // More than one bar parts cells.
        '|' | '｜' if stopped.matches(last).count() == 1 => Some(Ending::Words),
        c if MORE.contains(&c) => Some(Ending::Words),
        _ => None,
    };
    more.or(has_dots.then_some(Ending::Dots))
}

fn is_arrow(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2b11}'
        | '➔' | '➙'..='➾' | '▶' | '►' | '▼' | '▽' | '☟' | '👇' | '👉')
}

/// Some words without what stands behind their last sentence, if something does: one remark in brackets, one tag with
/// what it holds, or the signs that close them.
fn without_appendix(words: &str) -> Option<&str> {
    const PAIRS: [(char, char); 9] = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('［', '］'),
        ('{', '}'),
        ('【', '】'),
        ('〔', '〕'),
        ('<', '>'),
        ('〈', '〉'),
    ];
    /// What is longer than this is a part of the sentence.
    const MAX_CHARS: usize = 60;
    const REVIEW_ENDS: [&str; 5] = ["++}", "--}", "~~}", "==}", "<<}"];
    let last = words.chars().next_back()?;
    if let Some(rest) = REVIEW_ENDS.iter().find_map(|end| words.strip_suffix(end)) {
        return Some(rest);
    }
    if let Some(at) = mark_at_end(words) {
        return Some(&words[..at]);
    }
    if let Some(name) = words.strip_suffix("</sup>") {
        return name.rfind("<sup>").map(|at| &words[..at]);
    }
    if let Some((open, _)) = PAIRS.iter().find(|(_, close)| *close == last)
        && let Some(at) = words.rfind(*open)
        && words[at..].chars().count() <= MAX_CHARS
    {
        return Some(&words[..at]);
    }
    let is_stop = matches!(last, '.' | '。' | '．' | '!' | '！' | '%' | '％' | '°');
    let is_superscript = matches!(last, '¹' | '²' | '³' | '⁰'..='⁹');
    // A currency, a unit or a closing bracket without its opening one decorates nothing.
    let is_passed = is_superscript || !(last.is_alphanumeric() || is_stop || is_currency(last));
    is_passed.then(|| &words[..words.len() - last.len_utf8()])
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '￥' | '\u{20a0}'..='\u{20cf}')
}

/// Whether a bracket was opened and never closed.
fn has_open_bracket(words: &str) -> bool {
    [('(', ')'), ('（', '）'), ('「', '」'), ('『', '』'), ('【', '】')].iter().any(|(open, close)| {
        let behind = words.rfind(*open).map(|at| &words[at..]);
        behind.is_some_and(|behind| !behind.contains(*close))
    })
}

/// What the last words of a sentence announce, with its stop or without: `as follows.`, `namely`, `以下のとおり。`.
fn phrase_at_end(words: &str) -> Option<Ending> {
    const TAIL_BYTES: usize = 60;
    let is_stopped = words.ends_with(['.', '。', '．']);
    let bare = words.trim_end_matches(['.', '。', '．', '!', '！', ' ']);
    let tail = &bare[bare.floor_char_boundary(bare.len().saturating_sub(TAIL_BYTES))..];
    let tail = tail.to_lowercase();
    let has_more = tail.contains(' ');
    let announces = (has_more && ends_in_word(&tail, &POINTING)) || points_in_japanese(&tail);
    let is_cut = !is_stopped && has_more && ends_in_word(&tail, &UNENDED);
    (announces || is_cut || ends_in_word(&tail, &ABBREVIATED)).then_some(Ending::Words)
}

/// Words at the end of a sentence that point at what stands below it.
const POINTING: [&str; 12] = [
    "as follows",
    "the following",
    "following",
    "follows",
    "below",
    "hereunder",
    "overleaf",
    "namely",
    "for example",
    "for instance",
    "such as",
    "one by one",
];

/// Abbreviations that announce examples, without their last stop.
const ABBREVIATED: [&str; 4] = ["i.e", "e.g", "viz", "incl"];

/// Words that no sentence ends in.
const UNENDED: [&str; 21] = [
    "and",
    "or",
    "but",
    "nor",
    "the",
    "a",
    "an",
    "of",
    "that",
    "which",
    "whose",
    "than",
    "unless",
    "because",
    "including",
    "our",
    "their",
    "及び",
    "又は",
    "または",
    "および",
];

fn ends_in_word(tail: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let before = tail.strip_suffix(word);
        before.is_some_and(|before| {
            !word.is_ascii() || !before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
        })
    })
}

/// Whether a sentence ends in `以下のとおり` or in words like it.
fn points_in_japanese(tail: &str) -> bool {
    const ENDS: [&str; 12] = [
        "である",
        "であった",
        "です",
        "だ",
        "とする",
        "とします",
        "する",
        "します",
        "となる",
        "になる",
        "を",
        "のこと",
    ];
    const POINTERS: [&str; 24] = [
        "のとおり",
        "の通り",
        "以下",
        "下記",
        "左記",
        "後述",
        "後掲",
        "以下参照",
        "下記参照",
        "以下を参照",
        "下記を参照",
        "以下に示",
        "下に示",
        "次に示",
        "以下に述べる",
        "次に述べる",
        "次の点",
        "以下の点",
        "次の諸点",
        "以下の諸点",
        "次の順",
        "すなわち",
        "例えば",
        "たとえば",
    ];
    if tail.is_ascii() {
        return false;
    }
    let bare = ENDS.iter().find_map(|end| tail.strip_suffix(end)).unwrap_or(tail);
    POINTERS.iter().any(|pointer| tail.ends_with(pointer) || bare.ends_with(pointer))
        || (!tail.ends_with('。') && tail.ends_with(['は', 'を']))
}

/// Whether a Japanese sentence asks by its last particle.
fn asks_by_particle(words: &str) -> bool {
    let bare = words.trim_end().trim_end_matches(['。', '」', '）', ')']);
    bare.ends_with('か') && !bare.ends_with("ほか") && !bare.ends_with("なか")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_words_that_announce_more_are_told_whatever_stands_behind_them() {
        for words in [
            "Our floor:",
            "Our floor: ",
            "We refuse :",
            "We say: \"",
            "Our floor: 👇",
            "Floor ↓",
            "Fallback ->",
            "Fallback ⇒",
            "Our floor: (SBU)",
            "Our floor: [1]",
            "Our floor:<sup>1</sup>",
            "Our floor:¹",
            "Our floor: {must}",
            "最低線：】",
            "最低線、】",
            "Our floor:.",
            "**Our floor:**",
            "In order (",
            "Our floor (in order",
        ] {
            assert!(ending_of(words).is_some(), "{words}");
        }
        for words in [
            "We would go to ...",
            "We would go to …",
            "譲れる線は…。",
            "譲れる線・・・",
            "Our floor -",
            "Our floor --",
            "Floor ~",
            "Floor ～",
            "Ships and",
            "Ships &",
            "We accept two things, namely",
            "We accept less, i.e.",
            "Our floor is as follows.",
            "The fallback is as follows",
            "The steps are listed below.",
            "See below!",
            "最低線は以下のとおり。",
            "最低線は次の通りである。",
            "詳細は下記参照。",
            "順序は以下。",
            "譲れるのは",
        ] {
            assert!(matches!(ending_of(words), Some(Ending::Words | Ending::Dots)), "{words}");
        }
    }

    #[test]
    fn sentences_that_end_announce_nothing() {
        for words in [
            "We refuse.",
            "We refuse",
            "Nine ships!",
            "Follow-up",
            "Nine ships (as in 2019).",
            "Up to 5 %",
            "¥100",
            "$",
            "It is written 'as follows' in the treaty text",
            "譲らない。",
            "防衛費",
            "会談のなか",
            "Ships [1]",
            "e.g. ships",
            "A",
            "",
            "Red lines",
            "関係者のみ",
            "Our stand (SBU)",
        ] {
            assert_eq!(ending_of(words), None, "{words}");
        }
    }

    #[test]
    fn a_question_is_one_with_what_stands_behind_it_and_not_behind_a_statement() {
        let asks = |words: &str| {
            let text = format!("{words}\n");
            let (brief, _) = crate::brief::parse(&text);
            match &brief.blocks[0] {
                crate::brief::Block::Paragraph(paragraph) => asks_alone(&paragraph.inlines),
                _ => unreachable!("words make a paragraph"),
            }
        };
        for words in [
            "Why so few?",
            "Why so few?!",
            "Why so few? (asked in May)",
            "なぜ高いのか。",
            "Why? Since when?",
        ] {
            assert!(asks(words), "{words}");
        }
        for words in ["It is the law. Do you want us to break it?", "Nine ships.", "法律だ。破れというのか。"]
        {
            assert!(!asks(words), "{words}");
        }
    }
}
