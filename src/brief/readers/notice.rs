//! Words that say of what they stand beside that it stays: the name of it, words of handling, or a sentence.

use crate::brief::readers::naming::{exact_naming, is_ours};
use crate::brief::readers::phrase::begins_forbidding;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::{handling_naming, names_private};

/// The longest line that is read as a caption, note or notice, in bytes.
pub(super) const MAX_LINE_BYTES: usize = 200;

/// Whether a clause of a Japanese sentence is a mark: `本表は部内限り。`
pub(super) fn says_in_japanese(words: &str) -> bool {
    let clauses = words.split(['は', 'を', 'も', '、', '。', '（', '）', '：', '　', ' ']);
    clauses.map(|clause| clause.trim_end_matches("とする").trim_end_matches("です")).any(is_keeping_word)
        || begins_forbidding(words)
}

/// Whether some words are the name of what stays or begin with it, or say so of what they stand beside.
pub(super) fn is_private(words: &str) -> bool {
    // A note below a table is nearly always one on its figures.
    let named = names_private(first_clause(words)).filter(|kind| is_ours(kind) && kind.name != "notes");
    named.is_some() || is_plainly_private(words)
}

/// Whether some words are the name of what stays and nothing else, or say so of what they stand beside.
pub(super) fn is_plainly_private(words: &str) -> bool {
    let clause = first_clause(words);
    if clause.is_empty() {
        return false;
    }
    let named = exact_naming(clause).filter(|named| is_ours(named.kind) && named.kind.name != "notes");
    named.is_some()
        || is_keeping_word(clause)
        || handling_naming(clause).is_some()
        || (words.is_ascii() && begins_forbidding(clause))
        || (!words.is_ascii() && says_in_japanese(words))
}

/// The words up to the first stop, without what stands around them.
fn first_clause(words: &str) -> &str {
    let is_around =
        |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '(' | ')' | '（' | '）' | '[' | ']' | '※');
    let words = words.trim_matches(is_around);
    words.split(['.', ';', '。']).next().unwrap_or(words).trim()
}
