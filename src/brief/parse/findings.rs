//! What is said of comments, and of titles of links: those that are typed in another way than they should be, and those
//! that no copy can show.

use crate::brief::readers::announced::{Setting, setting};
use crate::brief::readers::comment::{Sort, dropped_comment, end, opening, strip_comments};
use crate::brief::readers::counting::keeps_words;
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::resolve::code_is_private;
use crate::brief::readers::run_in::names_private;
use crate::brief::{Block, Callout, Code, Inline, InlineContent, Node, inline_text, is_chart, walk_blocks};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

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
            Node::Block(Block::Heading(heading)) if heading.level == 1 => {
                return in_title(&heading.inlines, diagnostics);
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
    let (name, marker) = (kind.name, kind.name.to_uppercase());
    let message = message!(
        "this title is read as the name of the kind {name}, so the block is private",
        "この題名を種別 {name} の名称として読み取っているため、このブロックは外部に出ません"
    );
    let hint = message!(
        "write > [!{marker}] to say so, or another title",
        "その趣旨であれば > [!{marker}] と書き、そうでなければ題名を改めてください"
    );
    Some(Diagnostic::new(Severity::Info, "named-kind", span, message).with_hint(hint))
}

/// Says that code is only for the principal.
fn private_code(code: &Code) -> Option<Diagnostic> {
    if is_chart(&code.info) || !code_is_private(code) {
        return None;
    }
    let message = message!(
        "this code is named as private or holds a comment, so only the principal reads it",
        "このコードは非公開の名称かコメントを含むため、発言者用にのみ載ります"
    );
    Some(Diagnostic::new(Severity::Warning, "private-code", code.span, message).with_hint(message!(
        "write ::: notes above private text and ::: below it",
        "外部に出さない文の上に ::: notes、下に ::: と書いてください"
    )))
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
        let message = message!("this is read as a comment", "コメントとして読み取っています");
        let found = Diagnostic::new(Severity::Info, "odd-comment", span, message);
        return Some(
            found.with_hint(message!("write <!-- and --> around it", "<!-- と --> で囲んでください")),
        );
    };
    let (close_start, close_end) = end(&source[len..], sort)?;
    let close = &source[len + close_start..len + close_end];
    let opening_mark = match sort {
        Sort::Percents => "%%",
        Sort::Critic => "{>>",
        _ => "<!--",
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
    let found = Diagnostic::new(
        Severity::Info,
        "odd-comment",
        whole,
        message!("this is read as a comment", "コメントとして読み取っています"),
    )
    .with_hint(message!(
        "write {opening_mark} and {closing_mark} around it",
        "{opening_mark} と {closing_mark} で囲んでください"
    ));
    // Within it, marks that would end it sooner are better seen to by hand.
    let is_plain = !source[len..len + close_start].contains(closing_mark);
    Some(if is_plain {
        found.with_fix(
            message!("Write {opening_mark} {closing_mark}", "{opening_mark} {closing_mark} と書く"),
            edits,
        )
    } else {
        found
    })
}

/// Says that a comment is read as the name of what follows it.
pub(super) fn comment_that_sets(block: &Block) -> Option<Diagnostic> {
    let Block::Comment(raw) = block else { return None };
    let Setting::Begins(kind) = setting(&raw.text)? else { return None };
    let name = kind.name;
    let message = message!(
        "this comment is read as the name of the kind {name}, so what follows is of that kind",
        "このコメントを種別 {name} の名称として読み取っているため、以下の内容はその種別になります"
    );
    Some(Diagnostic::new(Severity::Info, "label", raw.span, message).with_hint(message!(
        "write ::: {name} and ::: around what belongs to it; write other words if it is a note to yourself",
        "対象を ::: {name} と ::: で囲んでください。自分用の覚え書きであれば、別の言葉に改めてください"
    )))
}

pub(super) fn unclosed_comment(span: Span, end: &str) -> Diagnostic {
    let message = message!(
        "this comment is never closed, so all that follows it is private",
        "コメントが閉じられていないため、以下はすべて外部に出ません"
    );
    Diagnostic::new(Severity::Error, "unclosed-comment", span, message)
        .with_hint(message!("put {end} where it ends", "終わりの位置に {end} を置いてください"))
}

pub(super) fn fence_in_text(span: Span) -> Diagnostic {
    let message = message!(
        "this fence runs on from the line before, so it is not understood and all that follows is private",
        "この区切りは前の行から続いているため解釈できず、以下はすべて外部に出ません"
    );
    Diagnostic::new(Severity::Error, "unclear-fence", span, message).with_hint(message!(
        "put it on a line of its own, without blanks before it",
        "行頭に空白を入れず、独立した行に書いてください"
    ))
}

/// The title of a link without the comments in it; nothing where it bears a mark or names what stays, since a link is in
/// every copy.
pub(super) fn link_title(
    title: &str,
    scheme: &Scheme,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let words = strip_comments(title);
    if words.is_empty() || !keeps_words(&words, scheme) {
        return words;
    }
    let message = message!(
        "the title of this link bears a mark or a private name, so no copy has it, ours included",
        "このリンクの題名に取扱表示又は非公開の種別の名称があるため、発言者用を含むどの写しにも載りません"
    );
    diagnostics.push(Diagnostic::new(Severity::Info, "kept-title", span, message).with_hint(message!(
        "put it into a comment behind the link to have it in the principal's copy",
        "発言者用に載せるには、リンクの後にコメントとして書いてください"
    )));
    String::new()
}
