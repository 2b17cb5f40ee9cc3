//! How many pages the paper has, and whether that is more than its front matter allows.

use crate::brief::{Brief, FrontMatter, Reader};
use crate::layout::{Engine, Options, Paper, Shape, Typesetter, too_much_for_pages};
use crate::release::{Context, project};
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// What is to be said of pages before they are set: what is too much for those of some copies, once for each cause,
/// with the copies and the kinds of pages that it is too much for. It is marked in the first line of its place: what is too
/// much has thousands of them.
pub fn too_much(brief: &Brief, text: &str, context: &Context<'_>, readers: &[Reader]) -> Vec<Diagnostic> {
    let mut causes: Vec<(Message, Span, Vec<Reader>, Vec<Shape>)> = Vec::new();
    // The principal's copy holds all that the others do.
    let all = project(brief, context, Reader::Principal);
    let shapes = Shape::ALL.into_iter().filter(|&shape| too_much_for_pages(&all, shape).is_some());
    let shapes: Vec<Shape> = shapes.collect();
    if shapes.is_empty() {
        return Vec::new();
    }
    for &reader in readers {
        let released = project(brief, context, reader);
        for &shape in &shapes {
            let Some((words, span)) = too_much_for_pages(&released, shape) else { continue };
            let at = causes.iter().position(|(other, at, ..)| (other, *at) == (&words, span));
            let cause = at.unwrap_or(causes.len());
            if at.is_none() {
                causes.push((words, span, Vec::new(), Vec::new()));
            }
            let (_, _, readers, shapes) = &mut causes[cause];
            readers.extend((!readers.contains(&reader)).then_some(reader));
            shapes.extend((!shapes.contains(&shape)).then_some(shape));
        }
    }
    let finding = |(words, span, readers, shapes): (Message, Span, Vec<Reader>, Vec<Shape>)| {
        // Many a brief is never printed as notes or cards.
        let is_needed = shapes.iter().any(|shape| matches!(shape, Shape::Text | Shape::Slides));
        let severity = if is_needed { Severity::Error } else { Severity::Warning };
        let copies = Message::list(&readers.into_iter().map(Reader::in_words).collect::<Vec<_>>());
        let shapes = Message::list(&shapes.into_iter().map(shape_words).collect::<Vec<_>>());
        let message = message!(
            "{words} (copy for {copies}; {shapes})",
            "{words}（写し：{copies}、形式：{shapes}）",
            words,
            copies,
            shapes
        );
        let first = span.slice(text).lines().next().map_or(0, |line| line.trim_end().len());
        Diagnostic::new(severity, "too-much-for-pages", Span::new(span.start, span.start + first), message)
    };
    causes.into_iter().map(finding).collect()
}

/// What pages of a shape are called.
fn shape_words(shape: Shape) -> Message {
    match shape {
        Shape::Text => message!("handout", "配布資料"),
        Shape::Slides => message!("slides", "スライド"),
        Shape::Notes => message!("notes pages", "ノート"),
        Shape::Cards => message!("cards", "カード"),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::facts::FactBook;
    use crate::release::Assets;

    /// What check says of a text, in English.
    fn said(text: &str, readers: &[Reader]) -> Vec<String> {
        let (brief, _) = parse(text);
        let (book, assets) = (FactBook::default(), Assets::default());
        let found = too_much(&brief, text, &Context { book: &book, assets: &assets }, readers);
        found.into_iter().map(|found| found.message.en).collect()
    }

    fn slides(n_slides: usize) -> String {
        let slides: Vec<String> = (1..=n_slides).map(|n| format!("## Port {n}\n\nBerth {n}.\n\n")).collect();
        slides.concat()
    }

    #[test]
    fn what_only_notes_pages_refuse_is_found_for_them() {
        assert_eq!(said(&slides(420), &Reader::ALL), Vec::<String>::new());
        let said = said(&slides(421), &[Reader::Counterpart]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].starts_with("there are 421 slides, and one file or talk takes at most 420;"),
            "{said:?}"
        );
        assert!(said[0].ends_with("(copy for counterpart; notes pages)"), "{said:?}");
    }

    #[test]
    fn what_is_too_much_for_one_copy_is_said_of_that_copy() {
        let row = "> | one | two | three | four | five |\n";
        let table = format!("{row}> |---|---|---|---|---|\n{}", row.repeat(2_000));
        let text = format!("## Ports\n\nOpen.\n\n> [!BACKGROUND-INTERNAL]\n{table}");
        assert_eq!(said(&text, &[Reader::Counterpart, Reader::Press]), Vec::<String>::new());
        let said = said(&text, &Reader::ALL);
        assert_eq!(said.len(), 2, "paper takes more than slides: {said:?}");
        for (words, most) in said.iter().zip(["10,000", "6,500"]) {
            let cause = format!("with this table there are 10,005 cells, and pages take at most {most};");
            assert!(words.starts_with(&cause), "{said:?}");
            assert!(
                words.contains("(copy for principal, delegation") && !words.contains("counterpart"),
                "{said:?}"
            );
        }
    }
}
