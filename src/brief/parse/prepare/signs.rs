//! What a line is by the signs it begins with or is made of.

use crate::brief::parse::label::is_order;
use crate::brief::readers::kind::kind_named;
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// Whether a line begins like the definition of a link and is text, such as `[Chair]: Agreed.`
pub(super) fn is_bracket_text(rest: &str) -> bool {
    let is_name = rest.starts_with('[') && !rest.starts_with("[^") && !rest.starts_with("[]");
    is_name
        && rest.split_once("]:").is_some_and(|(name, dest)| {
            let is_one = !name[1..].contains(['[', ']']);
            is_one && !dest.trim().is_empty() && !crate::brief::parse::is_definition(rest)
        })
}

/// Whether a line is a rule of hyphens, which would make a heading of the line above it.
pub(super) fn is_dashes(rest: &str) -> bool {
    let rest = rest.trim();
    rest.len() >= 2 && rest.bytes().all(|byte| byte == b'-')
}

/// Whether a line is an order that ends the sentence begun above, which stays as a whole: `Nine would do;` above `not to
/// be raised with them.`
pub(super) fn ends_sentence_above(above: &str, rest: &str) -> bool {
    let (above, rest) = (above.trim_end(), rest.trim_start_matches(['*', '_']));
    let goes_on = above.ends_with([';', ',', '–', '—', '、', '；', '，'])
        || (above.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_lowercase));
    goes_on && is_order(rest)
}

/// The length of the colons, wide or escaped ones among them, that a line begins with as a fence does. Two are enough
/// before the name of a private kind.
pub(in crate::brief::parse) fn fence_signs(rest: &str) -> Option<usize> {
    let signs = rest.trim_start_matches([':', '：', '\\']);
    let len = rest.len() - signs.len();
    let n_colons = rest[..len].chars().filter(|c| *c != '\\').count();
    let word = signs.split_whitespace().next().unwrap_or("").trim_matches(['{', '}', '.']);
    let names_kind = || kind_named(word).is_some_and(|kind| kind.readers.are_ours());
    let is_fence = n_colons >= 3 || (n_colons == 2 && names_kind());
    (is_fence && !rest[..len].contains("\\\\")).then_some(len)
}

pub(super) fn is_rule_line(rest: &str) -> bool {
    let rest = rest.trim();
    let mut signs = rest.chars().filter(|c| *c != ' ');
    let Some(first) = signs.next().filter(|c| matches!(c, '-' | '*' | '_')) else { return false };
    rest.chars().filter(|c| *c == first).count() >= 3 && signs.all(|c| c == first)
}

/// Says that a line is read as what it would be with other signs.
pub(super) fn odd_line(span: Span, edits: Vec<Edit>) -> Diagnostic {
    let message = message!(
        "the signs that this line begins with are typed in another way, and read as they are meant",
        "行頭の記号が標準の書き方ではないため、本来の記号とみなしています"
    );
    Diagnostic::new(Severity::Info, "odd-signs", span, message)
        .with_hint(message!(
            "write them narrow, with a blank behind them and none before them",
            "半角で書き、前に空白を置かず、後に空白を置いてください"
        ))
        .with_fix(message!("Write the signs as Markdown has them", "Markdown の記号で書く"), edits)
}
