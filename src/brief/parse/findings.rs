//! What is said of comments: those that are typed in another way than they should be, and those that no copy can show.

use crate::brief::readers::comment::{Sort, dropped_comment, end, opening};
use crate::brief::readers::resolve::code_is_private;
use crate::brief::readers::run_in::names_private;
use crate::brief::{Block, Callout, Code, Inline, InlineContent, Node, inline_text, is_chart, walk_blocks};
use crate::text::{Diagnostic, Edit, Severity, Span};

/// Finds such comments among the blocks of a brief.
pub(super) fn comment_findings(text: &str, blocks: &[Block], diagnostics: &mut Vec<Diagnostic>) {
    walk_blocks(blocks, &mut |node| {
        let span = match node {
            Node::Block(Block::Comment(raw)) => raw.span,
            Node::Inline(Inline { content: InlineContent::Comment(_), span, .. }) => *span,
            Node::Block(Block::Kinded(kinded)) => return in_title(&kinded.title, diagnostics),
            Node::Block(Block::Callout(callout)) => {
                diagnostics.extend(named_callout(callout));
                return in_title(&callout.title, diagnostics);
            }
            Node::Block(Block::Code(code)) => return diagnostics.extend(private_code(code)),
            _ => return,
        };
        diagnostics.extend(odd_comment(text, span));
    });
}

/// Says that the title of a callout names what stays with us.
fn named_callout(callout: &Callout) -> Option<Diagnostic> {
    let kind = names_private(&inline_text(&callout.title))?;
    let span = callout.title.iter().map(|inline| inline.span).reduce(Span::join)?;
    let message =
        format!("this title is read as the name of the kind {}, so the block is private", kind.name);
    let hint = format!("write > [!{}] to say so, or another title", kind.name.to_uppercase());
    Some(Diagnostic::new(Severity::Info, "named-kind", span, message).with_hint(hint))
}

/// Says that code is only for the principal.
fn private_code(code: &Code) -> Option<Diagnostic> {
    if is_chart(&code.info) || !code_is_private(code) {
        return None;
    }
    let message = "this code is named as private or holds a comment, so only the principal reads it";
    Some(
        Diagnostic::new(Severity::Warning, "private-code", code.span, message)
            .with_hint("write ::: notes above private text and ::: below it"),
    )
}

fn in_title(title: &[Inline], diagnostics: &mut Vec<Diagnostic>) {
    let comments = title.iter().filter(|inline| matches!(inline.content, InlineContent::Comment(_)));
    diagnostics.extend(comments.map(|comment| dropped_comment(comment.span)));
}

/// Says that the marks of a comment are typed in another way than they should be.
fn odd_comment(text: &str, span: Span) -> Option<Diagnostic> {
    let source = span.slice(text);
    let n_blank = source.len() - source.trim_start_matches(['\u{2060}', ' ', '\n', '\t', '>']).len();
    let source = &source[n_blank..];
    let Some((sort, len)) = opening(source) else {
        let message = "this is read as a comment";
        let found = Diagnostic::new(Severity::Info, "odd-comment", span, message);
        return Some(found.with_hint("write <!-- and --> around it"));
    };
    let (close_start, close_end) = end(&source[len..], sort)?;
    let close = &source[len + close_start..len + close_end];
    let opening_mark = match sort {
        Sort::Html | Sort::Lacking | Sort::Note | Sort::Latex | Sort::Code | Sort::Template => "<!--",
        Sort::Percents => "%%",
        Sort::Critic => "{>>",
    };
    let closing_mark = if opening_mark == "<!--" { "-->" } else { sort.closing_mark() };
    let inner = &source[len..len + close_start];
    let holds_arrow = inner.contains(closing_mark) && !inner.contains(opening_mark);
    if source.starts_with(opening_mark) && close == closing_mark && !holds_arrow {
        return None;
    }
    let start = span.start + n_blank;
    let whole = Span::new(start, start + len + close_end);
    let edits = vec![
        Edit::replace(Span::new(start, start + len), format!("{opening_mark} ")),
        Edit::replace(Span::new(start + len + close_start, whole.end), format!(" {closing_mark}")),
    ];
    let found = Diagnostic::new(Severity::Info, "odd-comment", whole, "this is read as a comment")
        .with_hint(format!("write {opening_mark} and {closing_mark} around it"));
    // Within it, marks that would end it sooner are better seen to by hand.
    let is_plain = !source[len..len + close_start].contains(closing_mark);
    Some(if is_plain { found.with_fix(format!("Write {opening_mark} {closing_mark}"), edits) } else { found })
}

pub(super) fn unclosed_comment(span: Span, end: &str) -> Diagnostic {
    let message = "this comment is never closed, so all that follows it is private";
    Diagnostic::new(Severity::Error, "unclosed-comment", span, message)
        .with_hint(format!("put {end} where it ends"))
}

pub(super) fn fence_in_text(span: Span) -> Diagnostic {
    let message =
        "this fence runs on from the line before, so it is not understood and all that follows is private";
    Diagnostic::new(Severity::Error, "unclear-fence", span, message)
        .with_hint("put it on a line of its own, without blanks before it")
}
