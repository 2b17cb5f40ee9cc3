//! Pictures that cannot be shown.

use crate::brief::InlineContent;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span, message};

/// Finds pictures whose file is missing, broken, too large or outside the folder of the brief.
///
/// The copy would show the description in place of the picture.
///
/// Example: `![A plant in Ohio](ohio.jpg)` where no such file lies beside the brief.
pub const LINT: Lint =
    Lint { name: "missing-image", summary: "a picture that cannot be shown", severity: Severity::Error, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for inline in subject.inlines() {
        let InlineContent::Image { dest, .. } = &inline.content else { continue };
        if dest.trim().is_empty() {
            let hint = message!(
                "write the name of its file between the round brackets",
                "丸括弧の中にファイル名を書いてください"
            );
            found.push(
                LINT.at(
                    inline.span,
                    message!("this picture has no file", "この画像にはファイルの指定がありません"),
                )
                .with_hint(hint),
            );
            continue;
        }
        let Some(reason) = subject.context.assets.problems.get(dest) else { continue };
        let at = inline.span.slice(subject.text).rfind(dest.as_str());
        let span = at
            .map_or(inline.span, |at| Span::new(inline.span.start + at, inline.span.start + at + dest.len()));
        found.push(
            LINT.at(
                span,
                message!(
                    "the picture {dest} cannot be shown: {reason}",
                    "画像 {dest} を表示できません：{reason}",
                    reason
                ),
            )
            .with_hint(message!(
                "check the name, or copy the file into the folder of the brief",
                "名前を確認するか、資料のフォルダーにファイルを入れてください"
            )),
        );
    }
}
