//! Names of kinds that are phrases rather than words of a list: whom a note is for, in which case something is said,
//! and the letters before questions and answers.

use std::sync::LazyLock;

use crate::brief::readers::cases::{self, is_case, is_case_in_japanese};
use crate::brief::readers::first::FirstWords;
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::forbidding::{self, is_forbidding, is_instruction, is_notice, notice_starts};
use crate::brief::readers::kind::{Kind, kind_named, narrow};

/// The longest phrase that is read, in characters.
const MAX_CHARS: usize = 60;

/// Words before the name of a paper that make it one of our own side, folded.
const GRADES: [&str; 8] =
    ["internal", "confidential", "secret", "restricted", "classified", "privileged", "sensitive", "private"];

/// What phrases may begin with, folded.
pub(super) fn starts() -> impl Iterator<Item = &'static str> {
    ["note", "nb", "message", "reminder"]
        .into_iter()
        .chain(GRADES)
        .chain(forbidding::STARTS)
        .chain(cases::STARTS)
}

/// The private kind that a phrase names: `Note to the principal`, `先方から提起があった場合`.
pub(super) fn phrase(words: &str) -> Option<&'static Kind> {
    if words.chars().count() > MAX_CHARS {
        return None;
    }
    let folded = fold_name(words);
    if is_note_to(&folded) {
        return kind_named("notes");
    }
    if is_forbidding(words, &folded) || is_instruction(&folded) || is_graded(words, &folded) {
        return kind_named("background-internal");
    }
    (is_case(&folded) || is_case_in_japanese(words)).then(|| kind_named("if-raised")).flatten()
}

/// Whether the words that a sentence begins with say of it that it stays: `Do not volunteer that …`
pub(in crate::brief) fn begins_forbidding(words: &str) -> bool {
    let folded = fold_name(words);
    is_forbidding(words, &folded)
}

/// Whether a sentence says that its paper, or what follows it, stays.
pub(in crate::brief) fn is_notice_of_what_follows(words: &str) -> bool {
    words.len() <= MAX_NOTICE_BYTES && NOTICE_STARTS.may_begin(words) && is_notice(&fold_name(words))
}

/// What notices begin with; computed once, since each line is asked.
static NOTICE_STARTS: LazyLock<FirstWords> = LazyLock::new(|| FirstWords::of(notice_starts()));

/// The longest sentence that is read as a notice, in bytes.
const MAX_NOTICE_BYTES: usize = 200;

/// Whether words say for whom of our own side a note is. One to editors is a part of every press release.
fn is_note_to(folded: &str) -> bool {
    const PUBLIC: [&str; 12] = [
        "editor",
        "reader",
        "journalist",
        "reporter",
        "press",
        "media",
        "correspondent",
        "user",
        "account",
        "table",
        "statement",
        "text",
    ];
    let heads = [
        "note to ",
        "note for ",
        "message to ",
        "message for ",
        "reminder to ",
        "reminder for ",
        "nb to ",
        "nb for ",
    ];
    let Some(whom) = heads.iter().find_map(|head| folded.strip_prefix(head)) else { return false };
    let whom = whom.split([':', '–', '—', ',']).next().unwrap_or(whom);
    let mut names = whom.split_whitespace();
    let is_public =
        names.clone().any(|word| PUBLIC.contains(&word) || PUBLIC.contains(&word.trim_end_matches('s')));
    !is_public && names.by_ref().count() <= 4
}

/// Signs by which people say that something is not for everybody.
const LOCKS: [&str; 12] = [
    "🔒",
    "🔐",
    "🔏",
    "🤫",
    "🤐",
    "🙊",
    "⛔",
    "🚫",
    ":lock:",
    ":no_entry:",
    ":shushing_face:",
    ":no_entry_sign:",
];

/// Whether words begin with a sign by which people say that they are not for everybody: a lock, a closed mouth.
pub(in crate::brief) fn is_locked(words: &str) -> bool {
    let words = words.trim_start_matches([' ', '#', '*', '>']);
    LOCKS.iter().any(|sign| words.starts_with(sign))
}

/// Whether the words of a heading end in such a sign.
pub(super) fn is_locked_behind(words: &str) -> bool {
    !words.is_ascii() && lock_at_end(words).is_some()
}

/// Where such a sign begins that some words end in.
pub(super) fn lock_at_end(words: &str) -> Option<usize> {
    let words = words.trim_end();
    // All of them end in a sign.
    if words.ends_with(char::is_alphanumeric) {
        return None;
    }
    LOCKS.iter().find_map(|sign| words.strip_suffix(sign)).map(str::len)
}

/// Whether words are a paper of our own side by what stands before its name: `Internal lines`, `Confidential annex`.
fn is_graded(words: &str, folded: &str) -> bool {
    const PAPERS: [&str; 38] = [
        "qa",
        "q&a",
        "line",
        "point",
        "briefing",
        "brief",
        "objective",
        "aim",
        "view",
        "tp",
        "position",
        "deliberation",
        "paper",
        "memo",
        "annex",
        "background",
        "note",
        "draft",
        "estimate",
        "figure",
        "discussion",
        "thinking",
        "advice",
        "comment",
        "only",
        "information",
        "remark",
        "guidance",
        "consideration",
        "assessment",
        "reading",
        "table",
        "section",
        "part",
        "summary",
        "analysis",
        "picture",
        "instruction",
    ];
    const GRADES_JA: [&str; 6] = ["極秘", "秘密", "取扱注意", "部外秘", "厳秘", "非公開"];
    const PAPERS_JA: [&str; 5] = ["事項", "情報", "資料", "文書", "部分"];
    if GRADES_JA.iter().filter_map(|grade| words.strip_prefix(grade)).any(|rest| PAPERS_JA.contains(&rest)) {
        return true;
    }
    let Some((grade, rest)) = folded.split_once(' ') else { return false };
    GRADES.contains(&grade)
        && rest.split(' ').count() <= 3
        && rest.split(' ').any(|word| PAPERS.contains(&word))
}

/// Whether a line begins like a question or an answer of a paper of questions: `問１　…`, `（答）…`, `Q3. …?`.
pub(in crate::brief) fn is_question(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '#' | '■' | '●' | '○' | '◆')
    });
    let framed = line.strip_prefix(['（', '(', '【', '〔', '「', '[', '［', '〈', '《']);
    let bare = framed.unwrap_or(line);
    let is_framed = framed.is_some();
    let bare = ["質問", "回答"]
        .iter()
        .find_map(|word| {
            let rest = bare.strip_prefix(word)?;
            rest.starts_with(char::is_numeric).then(|| &bare["質".len()..])
        })
        .unwrap_or(bare);
    if let Some(rest) = bare.strip_prefix(['問', '答']) {
        let behind = rest.trim_start_matches(|c: char| {
            c.is_numeric()
                || matches!(
                    c,
                    '-' | '－' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
                )
        });
        let is_counted = behind.len() < rest.len();
        let next = behind.chars().next();
        let closes =
            next.is_some_and(|c| matches!(c, '）' | ')' | '】' | '〕' | '」' | ']' | '］' | '〉' | '》'));
        let is_apart =
            next.is_none_or(|c| c.is_whitespace() || matches!(c, '：' | ':' | '．' | '.' | '、' | '*'));
        return (is_framed && closes) || (!is_framed && (is_apart || (is_counted && closes)));
    }
    is_english_question(bare)
}

/// Whether a line is a question behind `Q:`, `Q3.` or `Question 3:`; a quarter of a year is no question.
fn is_english_question(line: &str) -> bool {
    const MAX_NUMBER: usize = 4;
    if !line.starts_with(['Q', 'Ｑ']) {
        return false;
    }
    let narrowed: String = line.chars().take(300).map(narrow).collect();
    let rest = narrowed.strip_prefix("Question").or_else(|| narrowed.strip_prefix('Q')).unwrap_or("");
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_short = rest.len() - behind.len() <= MAX_NUMBER;
    let behind = behind.trim_start_matches(['*', '_']);
    // A question in Japanese may end without a sign.
    let asks = |words: &str| words.contains('?') || words.trim_end().trim_end_matches('。').ends_with('か');
    // `Q1 Why?`, `Q – Why?`; in `Q2 was weak` a quarter is meant.
    let is_counted = behind.len() < rest.len() && rest.starts_with(|c: char| c.is_ascii_digit());
    let is_apart = is_counted && rest[..rest.len() - behind.len()].ends_with(' ');
    let dashed = behind.strip_prefix(['–', '—', '-']).filter(|behind| behind.starts_with(' '));
    let ends_asking = |words: &str| words.trim_end().trim_end_matches(['*', '_']).ends_with('?');
    is_short
        && (behind.strip_prefix([':', '.', ')']).is_some_and(asks)
            || (is_apart && (ends_asking(behind) || (!behind.is_ascii() && asks(behind))))
            || dashed.is_some_and(ends_asking))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_name_kinds() {
        for words in [
            "Note to principal",
            "NOTE FOR THE AMBASSADOR",
            "Notes to the delegation",
            "Reminder to the Minister",
            "NB for me",
        ] {
            assert_eq!(phrase(words).map(|kind| kind.name), Some("notes"), "{words}");
        }
        for words in
            ["先方から提起があった場合", "先方より更に質問のあった場合の対応", "米側から関税に言及された場合"]
        {
            assert_eq!(phrase(words).map(|kind| kind.name), Some("if-raised"), "{words}");
        }
        for words in [
            "Notes to editors",
            "Note to editors: figures are for 2023",
            "Note on the text",
            "Note for the press",
            "緊急の場合",
            "提起した場合の費用を負担する国",
            "Message",
        ] {
            assert_eq!(phrase(words).map(|kind| kind.name), None, "{words}");
        }
    }

    #[test]
    fn questions_and_answers_are_known_by_their_letters() {
        for line in [
            "問１　なぜか。",
            "問　なぜか。",
            "答　公表している。",
            "（問）なぜか",
            "【答】公表",
            "問1．なぜ",
            "Q: Why so late?",
            "Q3. Why?",
            "Question 2: Why?",
            "**Q:** Why?",
            "Ｑ１：なぜ？",
            "Ｑ：なぜ公表しないのか。",
            "Q. 譲歩するのか",
        ] {
            assert!(is_question(line), "{line}");
        }
        for line in [
            "問題は二つある。",
            "答申を得た。",
            "問い合わせ",
            "Q1: 2.3 million",
            "Quarter: up?",
            "Questions remain?",
            "（問題）",
            "Q",
            "問わず",
        ] {
            assert!(!is_question(line), "{line}");
        }
    }
}
