//! Banners below what stands in the text.

use crate::brief::{InlineContent, marks_within};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// Finds a banner that is lower than the highest portion mark, and marks without any banner.
///
/// The banner tells whoever finds the paper how to handle all of it. Our own copies are printed with the higher of
/// the two in any case, but what the author wrote is what others go by.
///
/// Example: `marking: { scheme: us, banner: SBU }` above a paragraph that begins with `(S)`.
pub const LINT: Lint = Lint {
    name: "low-banner",
    summary: "a banner below the highest portion mark",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    let marks = subject.runs.iter().filter_map(|run| run.portion().map(|(mark, _)| mark));
    let within = subject.inlines().filter_map(|inline| match &inline.content {
        InlineContent::Sentence(_) => Some(marks_within(inline.span.slice(subject.text))),
        _ => None,
    });
    let ranks = marks
        .chain(within.flatten())
        .chain(subject.title_mark())
        .filter_map(|mark| Some((scheme.rank(mark)?, mark)));
    let Some((highest, _)) = ranks.max_by_key(|&(rank, _)| rank) else { return };
    let top = &scheme.levels[highest];
    let level = &top.banner;
    let Some(banner) = subject.brief.front.marking.banner.as_deref() else {
        let span = subject.brief.front.key_span("marking");
        found.push(
            LINT.at(
                span,
                message!(
                    "portions are marked up to {level} and the brief has no banner",
                    "本文に {level} の取扱表示がありますが、資料全体の取扱区分がありません"
                ),
            )
            .with_hint(message!("write banner: {level}", "banner: {level} と書いてください")),
        );
        return;
    };
    // A banner that is no level at all is another finding.
    let Some(rank) = scheme.rank(banner).filter(|&rank| rank < highest) else { return };
    let span = banner_span(subject, banner);
    let raised = scheme.banner_of(top, banner);
    let written = &scheme.levels[rank].banner;
    let diagnostic = LINT
        .at(
            span,
            message!(
                "the banner {written} is below {level}, the highest mark in the text",
                "資料全体の取扱区分 {written} が、本文中の最も高い取扱表示 {level} を下回っています"
            ),
        )
        .with_hint(message!(
            "raise the banner to {level}, or lower the mark if it is too high",
            "資料全体の取扱区分を {level} に上げるか、取扱表示が高すぎる場合は下げてください"
        ));
    found.push(if span.slice(subject.text) == banner {
        diagnostic.with_fix(
            message!("Raise the banner to {level}", "資料全体の取扱区分を {level} に上げる"),
            vec![Edit::replace(span, raised)],
        )
    } else {
        diagnostic
    });
}

/// The bytes of the banner in the front matter, or those of its key.
pub(super) fn banner_span(subject: &Subject<'_>, banner: &str) -> Span {
    let front = &subject.brief.front;
    let key = front.key_span("marking");
    let next = front.keys.iter().map(|(_, span)| span.start).filter(|&start| start > key.start).min();
    let value = Span::new(key.end, next.unwrap_or(front.span.end));
    let found = value.slice(subject.text).rfind(banner);
    found.map_or(key, |at| Span::new(value.start + at, value.start + at + banner.len()))
}
