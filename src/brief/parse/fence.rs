//! Fences of colons (`::: kind` … `:::`), which the Markdown parser does not know.
//!
//! Before parsing, each line that may be a fence is masked by a rule of the same length, so that it ends
//! paragraphs and lists and every offset stays true. After parsing, fences are paired within each container.
//! One that is not closed, or not understood, keeps all that follows it private; one that closes nothing also what stands
//! between it and a block that was closed above it.

use crate::brief::parse::comment::inlines_of_text;
use crate::brief::parse::fence_line::{Fence, Meaning};
use crate::brief::parse::plain::read_as_text;
use crate::brief::parse::prepare::fence_signs;
use crate::brief::parse::run::{read_marks, read_run};
use crate::brief::readers::attributes::private_kind;
use crate::brief::readers::kind::{KINDS, KindRef, fence_alert};
use crate::brief::readers::marking::Scheme;
use crate::brief::weight::{take_title_weight, weight_at_end};
use crate::brief::{
    Block, Callout, Columns, Form, Inline, InlineContent, Kinded, Node, Scope, walk_blocks, walk_inlines,
};
use crate::text::{Diagnostic, Severity, Span, message, nearest};

/// How many fences may be open at once in one container.
const MAX_OPEN: usize = 16;

struct Open {
    fence: Fence,
    name: String,
    title: Span,
    /// Whether a closing fence may end it.
    can_close: bool,
    blocks: Vec<Block>,
}

impl Open {
    /// A fence after which all is private, whatever closes.
    fn endless(fence: Fence) -> Self {
        let title = Span::at(fence.span.end);
        Self { fence, name: ":::".to_owned(), title, can_close: false, blocks: Vec::new() }
    }
}

/// Pairs the fences of one container. `fences` holds, for each, the number of blocks before it.
///
/// Returns the blocks, and the fence after which all is private where one was left open.
pub(super) fn group(
    text: &str,
    scheme: &Scheme,
    blocks: Vec<Block>,
    fences: Vec<(usize, Fence)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Block>, Option<Fence>) {
    if fences.is_empty() {
        return (blocks, None);
    }
    let mut done = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut fences = fences.into_iter().peekable();
    let n_blocks = blocks.len();
    let mut blocks = blocks.into_iter();
    for idx in 0..=n_blocks {
        while let Some((_, fence)) = fences.next_if(|(before, _)| *before == idx) {
            apply_fence(text, scheme, fence, &mut stack, &mut done, diagnostics);
        }
        if let Some(block) = blocks.next() {
            stack.last_mut().map_or(&mut done, |open| &mut open.blocks).push(block);
        }
    }
    let mut left_open = None;
    while let Some(open) = stack.pop() {
        diagnostics.extend(unclosed(&open));
        left_open = Some(open.fence.clone());
        let title = inlines_of_text(text, open.title);
        let kinded = private_rest(open.name, title, open.fence.span, open.blocks);
        stack.last_mut().map_or(&mut done, |open| &mut open.blocks).push(kinded);
    }
    (done, left_open)
}

fn apply_fence(
    text: &str,
    scheme: &Scheme,
    fence: Fence,
    stack: &mut Vec<Open>,
    done: &mut Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_endless = stack.iter().any(|open| !open.can_close);
    match fence.meaning.clone() {
        Meaning::Continued if is_endless => {}
        Meaning::Open { .. } if stack.len() >= MAX_OPEN && is_endless => {}
        Meaning::Open { name, .. } if stack.len() >= MAX_OPEN => {
            let seen = message!(
                "the block {name}, which lies too deep in others,",
                "入れ子が深すぎるブロック {name}"
            );
            let meaning = Meaning::Unclear(seen);
            stack.push(Open::endless(Fence { span: fence.span, meaning }));
        }
        Meaning::Open { name, title } => {
            stack.push(Open { fence, name, title, can_close: true, blocks: Vec::new() });
        }
        Meaning::Unclear(_) | Meaning::Continued => stack.push(Open::endless(fence)),
        Meaning::Close => match stack.pop() {
            Some(open) if open.can_close => {
                let block = close(text, scheme, open, fence.span, diagnostics);
                stack.last_mut().map_or(&mut *done, |open| &mut open.blocks).push(block);
            }
            // What is private to the end stays so, whatever closes in it.
            Some(open) => stack.push(open),
            // Where another closed a block above it in its section, one of the two may have been too early.
            None => {
                let is_closed =
                    |block: &Block| matches!(block, Block::Kinded(kinded) if kinded.form == Form::Div);
                let is_end =
                    |block: &Block| matches!(block, Block::Heading(_) | Block::Break(_)) || is_closed(block);
                let last = done.iter().rposition(is_end).filter(|&at| is_closed(&done[at]));
                let blocks = last.map_or_else(Vec::new, |at| done.split_off(at + 1));
                stack.push(Open { blocks, ..Open::endless(fence) });
            }
        },
    }
}

fn unclosed(open: &Open) -> Option<Diagnostic> {
    let span = open.fence.span;
    let diagnostic = match &open.fence.meaning {
        Meaning::Open { name, .. } => Diagnostic::new(
            Severity::Error,
            "unclosed-fence",
            span,
            message!(
                "the block {name} is never closed, so all that follows it is private",
                "ブロック {name} が閉じられていないため、以下はすべて外部に出ません"
            ),
        )
        .with_hint(message!(
            "put a line of three colons where it ends",
            "終わりの位置に、コロン 3 個の行を置いてください"
        )),
        Meaning::Close => Diagnostic::new(
            Severity::Error,
            "stray-fence",
            span,
            message!(
                "this fence closes nothing, so all that follows it is private, and what stands between it and the block above",
                "この区切りは何も閉じていないため、直前のブロックからこの区切りまでの文章と、これより後は、すべて外部に出ません"
            ),
        )
        .with_hint(message!(
            "remove it, or open the block it was meant to close",
            "削除するか、対応するブロックの始まりを書いてください"
        )),
        Meaning::Unclear(seen) => Diagnostic::new(
            Severity::Error,
            "unclear-fence",
            span,
            message!(
                "{seen} is not understood, so all that follows it is private",
                "{seen} を解釈できないため、以下はすべて外部に出ません",
                seen
            ),
        )
        .with_hint(message!(
            "write the kind after the colons, as in ::: notes, on a line of its own",
            "独立した行に、::: notes のようにコロンの後へ種別を書いてください"
        )),
        Meaning::Continued => return None,
    };
    Some(diagnostic)
}

/// Wraps what follows a fence that has no end, so that only the principal reads it.
pub(super) fn private_rest(name: String, title: Vec<Inline>, marker_span: Span, blocks: Vec<Block>) -> Block {
    let span = blocks.iter().fold(marker_span, |span, block| span.join(block.span()));
    let kinded = Kinded::new(KindRef::Unknown(name), Form::Unclosed, blocks, marker_span, span);
    Block::Kinded(Kinded { title, ..kinded })
}

fn close(text: &str, scheme: &Scheme, mut open: Open, end: Span, diagnostics: &mut Vec<Diagnostic>) -> Block {
    let span = open.fence.span.join(end);
    let name = open.name.trim_start_matches("callout-").to_lowercase();
    let alert = fence_alert(&open.name);
    let mut title = inlines_of_text(text, open.title);
    let line = open.fence.span.slice(text).trim_end_matches([':', ' ', '\t']);
    let weight = weight_at_end(line).map(|(_, weight)| weight.moved(open.fence.span.start));
    take_title_weight(text, &mut title);
    read_run(text, &mut title, false, false);
    read_marks(text, scheme, &mut title);
    let scope = Scope::default();
    // `::: {.column .internal}`
    let is_shared = matches!(name.as_str(), "columns" | "column") || alert.is_some();
    let others =
        line.split_once('{').map(|(_, inner)| inner.trim_end_matches('}').replacen(&open.name, "", 1));
    let class = others.and_then(|others| private_kind(&others));
    if let Some(kind) = class.filter(|_| is_shared) {
        let blocks = std::mem::take(&mut open.blocks);
        open.blocks = vec![Block::Kinded(Kinded::new(kind, Form::Div, blocks, open.fence.span, span))];
    }
    if matches!(name.as_str(), "columns" | "column") && !open.title.is_empty() {
        diagnostics.push(column_title(open.title));
    }
    let attributes = settings(line);
    if name == "columns" {
        return with_settings(columns(open.blocks, span), attributes, open.fence.span);
    }
    if name == "column" {
        // Taken apart by the columns around it; on its own it is one column.
        return Block::Columns(Columns { columns: vec![open.blocks], span, scope });
    }
    if let Some(alert) = alert {
        let callout = Block::Callout(Callout { alert, title, weight, blocks: open.blocks, span, scope });
        return with_settings(callout, attributes, open.fence.span);
    }
    let kind = KindRef::named(&open.name);
    if let KindRef::Unknown(name) = &kind {
        diagnostics.push(unknown_kind(name, open.fence.span));
    }
    let marker_span = Span::new(open.fence.span.start, open.title.start.max(open.fence.span.start + 3));
    let mut blocks = open.blocks;
    if kind == KindRef::Ordinary {
        read_as_text(&mut blocks, span, diagnostics);
    }
    let kinded = Kinded::new(kind, Form::Div, blocks, marker_span, span);
    Block::Kinded(Kinded { title, weight, attributes, ..kinded })
}

/// A block that holds no settings itself, within ordinary text that holds them.
fn with_settings(block: Block, attributes: Option<String>, marker_span: Span) -> Block {
    if attributes.is_none() {
        return block;
    }
    let span = block.span();
    let kinded = Kinded::new(KindRef::Ordinary, Form::Div, vec![block], marker_span, span);
    Block::Kinded(Kinded { attributes, ..kinded })
}

/// The settings in the braces of a fence, such as `state=OH`.
fn settings(line: &str) -> Option<String> {
    let (_, inner) = line.split_once('{')?;
    let inner = inner.split('}').next().unwrap_or(inner);
    let is_setting = |word: &&str| word.split_once('=').is_some_and(|(key, _)| !key.is_empty());
    let words: Vec<&str> = inner.split_whitespace().filter(is_setting).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn column_title(span: Span) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "column-title",
        span,
        message!(
            "a column has no title, so these words are in no copy",
            "段組みに題名は付かないため、この言葉はどの写しにも載りません"
        ),
    )
    .with_hint(message!(
        "put them on the line below, as a heading or in bold",
        "下の行に、見出しか太字で書いてください"
    ))
}

/// Says that a kind is not known, and which one may have been meant.
pub(super) fn unknown_kind(name: &str, span: Span) -> Diagnostic {
    let nearest = nearest(name, KINDS.iter().map(|kind| kind.name));
    let message = message!(
        "no kind is called {name}, so only the principal reads this",
        "{name} という種別はないため、発言者用にのみ載ります"
    );
    let hint = match nearest {
        Some(kind) => message!("did you mean {kind}", "{kind} ではありませんか"),
        None => message!(
            "use a kind from the list, such as say, if-raised or notes",
            "say、if-raised、notes など、一覧にある種別を使ってください"
        ),
    };
    Diagnostic::new(Severity::Warning, "unknown-kind", span, message).with_hint(hint)
}

fn columns(blocks: Vec<Block>, span: Span) -> Block {
    let mut columns: Vec<Vec<Block>> = Vec::new();
    let mut loose: Vec<Block> = Vec::new();
    for block in blocks {
        match block {
            Block::Columns(inner) if inner.columns.len() == 1 => {
                if !loose.is_empty() {
                    columns.push(std::mem::take(&mut loose));
                }
                columns.extend(inner.columns);
            }
            other => loose.push(other),
        }
    }
    if !loose.is_empty() {
        columns.push(loose);
    }
    Block::Columns(Columns { columns, span, scope: Scope::default() })
}

/// Finds the line of running text that begins like a fence, which it then is not: the parser saw it as text.
pub(super) fn looks_like_fence(text: &str, inlines: &[Inline]) -> Option<Span> {
    let mut at_line_start = true;
    let mut found = None;
    walk_inlines(inlines, &mut |node| {
        let Node::Inline(inline) = node else { return };
        let source = inline.span.slice(text);
        if at_line_start && fence_signs(source).is_some() {
            found = found.or(Some(inline.span));
        }
        at_line_start = matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
    });
    found
}

/// Finds the lines among `candidates` that begin like a fence but were read as something that others may see.
///
/// Code and comments may hold such lines; in raw HTML, tables and the like nobody can say what was meant.
pub(super) fn lost_fences(blocks: &[Block], candidates: &[usize]) -> Vec<usize> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut covered: Vec<Span> = Vec::new();
    walk_blocks(blocks, &mut |node| match node {
        Node::Block(Block::Code(_) | Block::Chart(_) | Block::Comment(_)) => covered.push(node.span()),
        Node::Block(Block::Kinded(kinded)) if kinded.form == Form::Unclosed => covered.push(kinded.span),
        Node::Inline(Inline {
            content: InlineContent::Code(_) | InlineContent::Comment(_), span, ..
        }) => {
            covered.push(*span);
        }
        Node::Block(_) | Node::Inline(_) => {}
    });
    covered.sort();
    let mut covered = covered.into_iter().peekable();
    let mut end = 0;
    let is_lost = |&start: &usize| {
        while let Some(span) = covered.next_if(|span| span.start <= start) {
            end = end.max(span.end);
        }
        start >= end
    };
    candidates.iter().copied().filter(is_lost).collect()
}
