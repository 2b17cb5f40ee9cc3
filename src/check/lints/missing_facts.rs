//! Citations without a fact book to cite.

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds cited facts where the brief names no fact book, or one that cannot be read.
///
/// Without the book no figure can be checked, no source can be printed, and `[](fact:key)` shows its key.
///
/// Example: `[24](fact:autos.us.plants)` in a brief without `facts:` in its front matter.
pub const LINT: Lint = Lint {
    name: "missing-facts",
    summary: "facts are cited and there is no fact book",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(problem) = subject.context.book_problem {
        found.push(
            LINT.at(
                subject.value_span("facts"),
                message!(
                    "the fact book cannot be read: {problem}",
                    "基礎データ集を読み込めません：{problem}",
                    problem
                ),
            )
            .with_hint(message!(
                "check the name, or copy the fact book into the folder of the brief",
                "名前を確認するか、資料のフォルダーに基礎データ集を入れてください"
            )),
        );
        return;
    }
    let Some((_, _, span)) = subject.facts().next().filter(|_| subject.brief.front.facts.is_none()) else {
        return;
    };
    found.push(
        LINT.at(
            span,
            message!(
                "facts are cited here and the brief names no fact book",
                "基礎データを引用していますが、基礎データ集が指定されていません"
            ),
        )
        .with_hint(message!(
            "add a line such as facts: facts.toml to the front matter",
            "冒頭の設定に facts: facts.toml のような行を加えてください"
        )),
    );
}
