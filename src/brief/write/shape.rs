//! What the marks of a block depend on that is written: what it holds, and what stands before it.

use pulldown_cmark::{Event, Parser, Tag};

use crate::brief::escape::escape_markdown;
use crate::brief::{Block, Code, Form};

pub(super) fn indented_code(code: &Code, previous: Option<&Block>) -> String {
    // After these, lines with four blanks before them would belong to what stands above.
    let is_taken = match previous {
        Some(Block::List(_) | Block::Footnote(_)) => true,
        Some(Block::Code(above)) => !above.fenced,
        _ => false,
    };
    if is_taken || code.text.trim().is_empty() {
        return fenced_code("", &code.text);
    }
    prefixed(code.text.trim_end_matches('\n'), "    ", "    ")
}

pub(super) fn fenced_code(info: &str, code: &str) -> String {
    let mark = if info.contains('`') { '~' } else { '`' };
    let run = |line: &str| line.trim_start().chars().take_while(|&c| c == mark).count();
    let longest = code.lines().map(run).max().unwrap_or(0);
    let fence = mark.to_string().repeat((longest + 1).max(3));
    let gap = if code.is_empty() || code.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{info}\n{code}{gap}{fence}")
}

pub(super) fn escape_info(info: &str) -> String {
    // What a tilde or backtick would do here, no escape can undo; all else may be escaped.
    escape_markdown(info).replace("\\`", "`").replace("\\~", "~")
}

/// Puts marks before each line.
pub(super) fn prefixed(body: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (idx, line) in body.split('\n').enumerate() {
        if idx > 0 {
            out.push('\n');
        }
        let prefix = if idx == 0 { first } else { rest };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

/// A bullet that neither continues the list above nor makes a rule of the line.
pub(super) fn bullet(items: &[String], previous: Option<char>) -> char {
    let is_fit = |mark: &char| {
        Some(*mark) != previous
            && !items.iter().any(|item| {
                let line = item.lines().next().unwrap_or("");
                let is_rule = line.chars().all(|c| c == *mark || c == ' ')
                    && line.chars().filter(|c| c == mark).count() >= 2;
                is_rule || (*mark == '*' && line.starts_with(":::"))
            })
    };
    ['-', '+', '*'].into_iter().find(is_fit).unwrap_or('+')
}

/// Whether a paragraph stands in the item itself, so that blank lines make its list loose.
pub(super) fn holds_paragraph(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Paragraph(_) | Block::Pause(_) => true,
        Block::Kinded(kinded) => match kinded.form {
            Form::Div | Form::Unclosed => holds_paragraph(&kinded.blocks),
            Form::Bare => true,
            Form::Foreign => kinded.goes_on,
            Form::Callout => false,
        },
        Block::Columns(columns) => columns.columns.iter().any(|blocks| holds_paragraph(blocks)),
        Block::Callout(_)
        | Block::Heading(_)
        | Block::List(_)
        | Block::Quote(_)
        | Block::Code(_)
        | Block::Chart(_)
        | Block::Table(_)
        | Block::Footnote(_)
        | Block::Break(_)
        | Block::Rule(_)
        | Block::Page(_)
        | Block::Html(_)
        | Block::Definition(_)
        | Block::Comment(_) => false,
    })
}

/// Whether all that follows a block is private because of a fence within it.
pub(super) fn ends_open(block: &Block) -> bool {
    let last = |blocks: &[Block]| blocks.last().is_some_and(ends_open);
    match block {
        Block::Kinded(kinded) => kinded.form == Form::Unclosed || last(&kinded.blocks),
        Block::Quote(quote) => last(&quote.blocks),
        Block::Callout(callout) => last(&callout.blocks),
        Block::Footnote(footnote) => last(&footnote.blocks),
        Block::List(list) => list.items.last().is_some_and(|item| last(&item.blocks)),
        Block::Heading(_)
        | Block::Paragraph(_)
        | Block::Code(_)
        | Block::Chart(_)
        | Block::Table(_)
        | Block::Columns(_)
        | Block::Break(_)
        | Block::Rule(_)
        | Block::Pause(_)
        | Block::Page(_)
        | Block::Html(_)
        | Block::Definition(_)
        | Block::Comment(_) => false,
    }
}

/// Whether a fence right below a block is read as one.
pub(super) fn ends_at_a_fence(block: &Block) -> bool {
    match block {
        Block::Heading(_) | Block::Paragraph(_) | Block::List(_) | Block::Columns(_) | Block::Chart(_) => {
            true
        }
        Block::Kinded(kinded) => matches!(kinded.form, Form::Div | Form::Foreign),
        Block::Code(code) => code.fenced,
        Block::Break(_) | Block::Rule(_) | Block::Pause(_) => true,
        Block::Quote(_)
        | Block::Callout(_)
        | Block::Table(_)
        | Block::Footnote(_)
        | Block::Page(_)
        | Block::Html(_)
        | Block::Definition(_)
        | Block::Comment(_) => false,
    }
}

/// Whether raw HTML takes in all that follows it, as `<script>` does that is never closed.
pub(super) fn runs_on(html: &str) -> bool {
    let words = format!("{html}\n\nwords\n");
    !Parser::new(&words).any(|event| matches!(event, Event::Start(Tag::Paragraph)))
}

/// What stood between two pieces of raw HTML of which the second goes on where the first ended.
pub(super) fn within_html(text: &str, previous: Option<&Block>, block: &Block) -> Option<&'static str> {
    let (Block::Comment(before) | Block::Html(before), Block::Comment(after) | Block::Html(after)) =
        (previous?, block)
    else {
        return None;
    };
    let between = text.get(before.span.end..after.span.start)?;
    match between.matches('\n').count() {
        0 => Some(""),
        1 => Some("\n"),
        _ => None,
    }
}

/// An HTML comment that ends where it should, whatever stands in it.
pub(super) fn comment(words: &str) -> String {
    let mut words = words.replace("-->", "-- >");
    // A comment within would want an end of its own.
    for mark in ["<!--", "<!—", "<!–", "< !--"] {
        words = words.replace(mark, "<!- -");
    }
    let gap = if words.starts_with('>') || words.starts_with("->") { " " } else { "" };
    let end = if words.ends_with('-') { " " } else { "" };
    format!("<!--{gap}{words}{end}-->")
}
