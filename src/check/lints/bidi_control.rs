//! Invisible signs that reverse the order in which text is shown.

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Edit, Severity, Span, message, turns_text};

/// Finds signs that reverse the direction of text (U+202A to U+202E, U+2066 to U+2069).
///
/// With them a line reads otherwise than it is stored, so that a portion may look private and not be, or a figure
/// may show its digits in another order. They come along with text pasted from web pages.
///
/// Example: `The sum is <U+202E>000,901`.
pub const LINT: Lint = Lint {
    name: "bidi-control",
    summary: "an invisible sign that reverses text",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (at, c) in subject.text.char_indices() {
        if !turns_text(c) {
            continue;
        }
        let span = Span::new(at, at + c.len_utf8());
        let code = u32::from(c);
        found.push(
            LINT.at(
                span,
                message!(
                    "an invisible sign (U+{code:04X}) changes the order in which this text is shown",
                    "不可視の制御文字（U+{code:04X}）により、文字の表示順が変わります"
                ),
            )
            .with_hint(message!("remove it", "削除してください"))
            .with_fix(
                message!("Remove the invisible sign", "不可視文字を削除"),
                vec![Edit::replace(span, "")],
            ),
        );
    }
}
