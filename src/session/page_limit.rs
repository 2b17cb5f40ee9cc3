//! How many pages the paper has, and whether that is more than its front matter allows.

use crate::brief::{Brief, FrontMatter, Reader};
use crate::layout::{Engine, Options, Paper, Shape, Typesetter, too_much_for_pages};
use crate::release::{Context, project};
use crate::text::{Diagnostic, Severity, Span, message};

/// What is to be said of pages before they are set: what in the principal's copy, which holds all, is too much for paper
/// or for slides. It is marked in the first line of its place: what is too much has thousands of them.
pub fn too_much(brief: &Brief, text: &str, context: &Context<'_>) -> Option<Diagnostic> {
    let found = too_much_for_pages(&project(brief, context, Reader::Principal))?;
    let first = found.span.slice(text).lines().next().map_or(0, |line| line.trim_end().len());
    Some(Diagnostic { span: Span::new(found.span.start, found.span.start + first), ..found })
}

/// Counts the pages of the principal's paper, which is the longest.
pub fn n_paper_pages(
    typesetter: &mut Typesetter,
    engine: &Engine,
    brief: &Brief,
    context: &Context<'_>,
) -> Option<usize> {
    let theme = engine.theme_of(brief.front.theme.as_deref(), context.assets);
    let options = Options { shape: Shape::Text, paper: Paper::A4, theme };
    let released = project(brief, context, Reader::Principal);
    typesetter.typeset(engine, &released, &options).ok().map(|pages| pages.len())
}

/// What is to be said where a paper has more pages than `limit` in its front matter.
pub fn over_limit(front: &FrontMatter, n_pages: usize) -> Option<Diagnostic> {
    let limit = front.limit.filter(|&limit| n_pages > limit)?;
    let noun = if limit == 1 { "page" } else { "pages" };
    let message = message!(
        "the paper has {n_pages} pages, and its limit is {limit} {noun}",
        "紙面は {n_pages} ページあり、上限の {limit} ページを超えています"
    );
    let found = Diagnostic::new(Severity::Warning, "page-limit", front.key_span("limit"), message);
    Some(found.with_hint(message!(
        "shorten the text, or raise the limit",
        "本文を短くするか、上限を見直してください"
    )))
}
