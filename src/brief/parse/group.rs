//! Blocks of one container that belong together: what notes of other tools cover, what lost its quotation mark.

use std::collections::HashMap;

use crate::brief::parse::builder::Builder;
use crate::brief::parse::counted::unmark_counted;
use crate::brief::parse::html::{begins_hidden, open_tag, tags, words_of_html};
use crate::brief::parse::label::{indent_before, label_line};
use crate::brief::parse::marker::{begins_marker, read_marker};
use crate::brief::parse::notes::{note_word, notes_of, read_notes};
use crate::brief::parse::numbering::read_numbering;
use crate::brief::parse::run::read_marks;
use crate::brief::readers::kind::{KindRef, kind_named};
use crate::brief::readers::naming::naming;
use crate::brief::{Block, Form, Kind, Kinded, Reader, Share};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

impl Builder<'_> {
    /// Groups the blocks of one container, and of the fences in it; `is_top` for those of the brief itself.
    pub fn grouped(&mut self, blocks: Vec<Block>, is_top: bool) -> Vec<Block> {
        let blocks = self.rejoined(blocks);
        let blocks = self.hidden(blocks);
        let blocks = self.indented(blocks);
        let blocks = self.parted_reviews(blocks);
        let mut blocks = read_notes(self.text, self.front, blocks, is_top, &mut self.diagnostics);
        for block in &mut blocks {
            match block {
                Block::Kinded(kinded)
                    if matches!(kinded.form, Form::Div | Form::Unclosed)
                        && kinded.kind != KindRef::Ordinary =>
                {
                    kinded.blocks = self.grouped(std::mem::take(&mut kinded.blocks), is_top);
                }
                Block::Kinded(kinded) if kinded.kind == KindRef::Ordinary => {
                    self.read_left_marks(&mut kinded.blocks);
                }
                Block::Callout(callout) if callout.span.slice(self.text).starts_with(':') => {
                    callout.blocks = self.grouped(std::mem::take(&mut callout.blocks), is_top);
                }
                Block::Columns(columns) => {
                    for column in &mut columns.columns {
                        *column = self.grouped(std::mem::take(column), is_top);
                    }
                }
                _ => {}
            }
        }
        self.fix_labels(&blocks);
        unmark_counted(self.text, &mut blocks);
        read_numbering(self.text, &mut blocks);
        blocks
    }

    /// Reads the marks of paragraphs that begin like the notes of another tool, where they are none.
    fn read_left_marks(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let line = paragraph.span.slice(self.text).lines().next().unwrap_or("");
                    if note_word(line).is_some() {
                        read_marks(self.text, self.front.marking.scheme, &mut paragraph.inlines);
                    }
                }
                Block::Kinded(kinded) => self.read_left_marks(&mut kinded.blocks),
                Block::Callout(callout) => self.read_left_marks(&mut callout.blocks),
                Block::Quote(quote) => self.read_left_marks(&mut quote.blocks),
                Block::Columns(columns) => {
                    columns.columns.iter_mut().for_each(|column| self.read_left_marks(column));
                }
                Block::List(list) => {
                    list.items.iter_mut().for_each(|item| self.read_left_marks(&mut item.blocks));
                }
                _ => {}
            }
        }
    }

    /// Gives a callout of a kind the blocks right under it, which lost their `>`.
    fn rejoined(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
        // A heading right below a marker that holds nothing is what it is for, with its section.
        let mut is_in_section = false;
        for block in blocks {
            let span = block.span();
            let is_heading = matches!(block, Block::Heading(_));
            is_in_section &= !is_heading && !matches!(block, Block::Break(_));
            if let Some(Block::Kinded(kinded)) = out.last_mut()
                && (is_in_section || (is_heading && is_right_below(self.text, kinded.span, span)))
                && kinded.form == Form::Callout
                && kinded.kind.readers().are_ours()
                && kinded.title.is_empty()
                && (is_in_section || kinded.blocks.is_empty())
            {
                is_in_section = true;
                kinded.span = kinded.span.join(span);
                kinded.blocks.push(block);
                continue;
            }
            let block = match (out.last_mut(), block) {
                // A quotation right behind it is more of it, which a line without its sign parted.
                (Some(Block::Kinded(kinded)), Block::Quote(quote)) if goes_on_in_quotes(kinded) => {
                    self.diagnostics.push(parted_quote(self.text, kinded.span, span));
                    kinded.span = kinded.span.join(span);
                    kinded.blocks.extend(quote.blocks);
                    continue;
                }
                (_, block) => block,
            };
            let may_join = matches!(
                block,
                Block::List(_)
                    | Block::Code(_)
                    | Block::Table(_)
                    | Block::Paragraph(_)
                    | Block::Html(_)
                    | Block::Comment(_)
            );
            let callout = match out.last_mut() {
                Some(Block::Kinded(kinded)) if kinded.form == Form::Callout && may_join => Some(kinded),
                _ => None,
            };
            let is_kept =
                |kinded: &Kinded| self.front.share == Share::Text || kinded.kind.readers().are_ours();
            let callout =
                callout.filter(|kinded| is_right_below(self.text, kinded.span, span) && is_kept(kinded));
            if let Some(kinded) = callout {
                self.diagnostics.push(lost_quote(self.text, kinded.span.start, span));
                kinded.span = kinded.span.join(span);
                kinded.blocks.push(block);
            } else {
                let left = self.left_of_open_end(out.last_mut(), block);
                out.extend(left);
            }
        }
        out
    }

    /// Makes private what stands between raw HTML that hides it and its end.
    fn hidden(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let ends = tag_ends(&blocks);
        let n_blocks = blocks.len();
        let mut out = Vec::with_capacity(n_blocks);
        let mut blocks = blocks.into_iter();
        while let Some(block) = blocks.next() {
            let Block::Html(raw) = &block else {
                out.push(block);
                continue;
            };
            let marker = raw.span;
            // What is hidden anyway must not say how far by its words.
            let is_heading = !begins_hidden(&raw.text);
            let named = naming(&words_of_html(&raw.text)).map(|naming| naming.kind).filter(|_| is_heading);
            if let Some(kind) = named.filter(|kind| kind.readers.are_ours()) {
                // A heading in HTML is one all the same.
                let mut held = vec![block];
                held.extend(until_heading(&mut blocks));
                out.push(notes_of(Some(kind), held, marker, false));
                continue;
            }
            let Some((name, hides)) = open_tag(&raw.text) else {
                out.push(block);
                continue;
            };
            let n_done = n_blocks - blocks.len();
            let end = ends.get(&(n_done - 1)).map(|&end| end - n_done);
            let n_held = end.map_or(if hides { blocks.len() } else { 0 }, |end| end + 1);
            if n_held == 0 && !hides {
                out.push(block);
                continue;
            }
            let mut held = vec![block];
            held.extend(blocks.by_ref().take(n_held));
            if end.is_none() {
                self.diagnostics.push(unclosed_html(marker, &name));
            }
            self.diagnostics.push(hidden_html(marker, &name));
            held.retain(|block| !matches!(block, Block::Html(raw) if is_bare_tag(&raw.text)));
            out.push(notes_of(kind_named("notes"), held, marker, false));
        }
        out
    }

    /// Makes private what is code by its indentation alone and begins like a private block.
    fn indented(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out = Vec::with_capacity(blocks.len());
        let mut blocks = blocks.into_iter();
        while let Some(block) = blocks.next() {
            let found = match &block {
                Block::Code(code) if !code.fenced => private_line(code.text.lines().next().unwrap_or("")),
                _ => None,
            };
            let Some((kind, goes_on)) = found else {
                out.push(block);
                continue;
            };
            let marker = Span::at(block.span().start);
            let span = block.span();
            let mut held = vec![block];
            if goes_on {
                held.extend(until_heading(&mut blocks));
            }
            let message = message!(
                "this line is indented, so it is code; it is read as the beginning of a private block",
                "字下げされた行はコードですが、外部に出ないブロックの始まりとして読み取っています"
            );
            self.diagnostics.push(
                Diagnostic::new(Severity::Warning, "indented-marker", span, message)
                    .with_hint(message!("take the blanks before it away", "行頭の空白を取り除いてください")),
            );
            out.push(notes_of(Some(kind), held, marker, false));
        }
        out
    }
}

/// For each block the one in which a tag ends that it opens and leaves open; the outermost counts.
fn tag_ends(blocks: &[Block]) -> HashMap<usize, usize> {
    let mut open: HashMap<String, Vec<usize>> = HashMap::new();
    let mut ends = HashMap::new();
    for (idx, block) in blocks.iter().enumerate() {
        let Block::Html(raw) = block else { continue };
        for (name, is_opening) in tags(&raw.text) {
            let starts = open.entry(name).or_default();
            if is_opening {
                starts.push(idx);
            } else if let Some(start) = starts.pop().filter(|&start| start < idx) {
                ends.insert(start, idx);
            }
        }
    }
    ends
}

/// Takes the blocks before the next heading or slide break.
fn until_heading(blocks: &mut std::vec::IntoIter<Block>) -> Vec<Block> {
    let ends = |block: &Block| matches!(block, Block::Heading(_) | Block::Break(_));
    let n_held = blocks.as_slice().iter().position(ends).unwrap_or(blocks.len());
    blocks.by_ref().take(n_held).collect()
}

/// The private kind that a line of code would begin, and whether what follows is of it too.
fn private_line(line: &str) -> Option<(&'static Kind, bool)> {
    let line = line.trim().trim_start_matches(['>', '＞', ' ']);
    let is_ours = |kind: &&'static Kind| kind.readers.are_ours();
    if begins_marker(line) {
        let marker = read_marker(line, 0, line.len())?;
        return kind_named(&marker.name).filter(is_ours).map(|kind| (kind, false));
    }
    let words = line.trim_start_matches(['#', '＃']);
    if words.len() < line.len() {
        return naming(words).map(|naming| naming.kind).filter(is_ours).map(|kind| (kind, true));
    }
    let label = label_line(line)?;
    Some(label.naming.kind).filter(is_ours).map(|kind| (kind, label.is_alone))
}

/// Whether a block stands on the line below another.
pub(super) fn is_right_below(text: &str, above: Span, below: Span) -> bool {
    // The marks of the containers around both.
    let is_mark = |c: char| c.is_whitespace() || c == '>';
    let end = above.start + above.slice(text).trim_end_matches(['\n', '\r', ' ', '\t', '>']).len();
    text.get(end..below.start)
        .is_some_and(|between| between.matches('\n').count() == 1 && between.trim_matches(is_mark).is_empty())
}

/// Whether raw HTML is nothing but tags.
fn is_bare_tag(html: &str) -> bool {
    let mut depth = 0_usize;
    html.chars().all(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            c => return depth > 0 || c.is_whitespace(),
        }
        true
    })
}

fn lost_quote(text: &str, marker: usize, span: Span) -> Diagnostic {
    let message = message!(
        "this stands right below a block of a kind without its >, so it is read as part of it",
        "種別付きブロックの直下に > なしで続くため、そのブロックの一部として読み取っています"
    );
    let line_start = text[..marker].rfind('\n').map_or(0, |at| at + 1);
    let column = marker - line_start;
    let edits = text_starts(text, span, column).map(|at| Edit::insert(at, "> ")).collect();
    // A blank line within the containers around both.
    let marks = indent_before(text, marker).unwrap_or_default();
    let blank = Edit::insert(
        text[..span.start].rfind('\n').map_or(0, |at| at + 1),
        format!("{}\n", marks.trim_end()),
    );
    Diagnostic::new(Severity::Info, "lost-quote", span, message)
        .with_hint(message!(
            "begin each line with > if it belongs to the block; put a blank line above it if not",
            "ブロックの一部であれば各行を > で始め、そうでなければ上に空行を置いてください"
        ))
        .with_fix(message!("Make it part of the block", "ブロックに含める"), edits)
        .with_fix(message!("Part it from the block", "ブロックから切り離す"), vec![blank])
}

/// Whether a quotation behind a block is held to be more of it; one behind words to be spoken may be public.
fn goes_on_in_quotes(kinded: &Kinded) -> bool {
    let readers = kinded.kind.readers();
    matches!(kinded.form, Form::Callout | Form::Bare)
        && readers.are_ours()
        && !readers.contains(Reader::Interpreter)
}

fn parted_quote(text: &str, callout: Span, span: Span) -> Diagnostic {
    let message = message!(
        "only a blank line parts this quotation from the private block above, so it is read as part of that block",
        "外部に出ないブロックの後に空行だけを挟んで続く引用であるため、そのブロックの一部として読み取っています"
    );
    let indent = indent_before(text, span.start).unwrap_or_default();
    let end = callout.start + callout.slice(text).trim_end().len();
    let joined = Edit::replace(Span::new(end, span.start), format!("\n{indent}>\n{indent}"));
    let whole = span.start + span.slice(text).trim_end().len();
    let parted = vec![
        Edit::insert(span.start, format!("::: text\n{indent}")),
        Edit::insert(whole, format!("\n{indent}:::")),
    ];
    Diagnostic::new(Severity::Warning, "lost-quote", span, message)
        .with_hint(message!(
            "begin the line between them with > if it belongs to the block; write ::: text above it and ::: below if not",
            "ブロックの一部であれば間の行を > で始め、そうでなければ上に ::: text、下に ::: と書いてください"
        ))
        .with_fix(message!("Make it part of the block", "ブロックに含める"), vec![joined])
        .with_fix(message!("Say that it is ordinary text", "通常の本文とする"), parted)
}

/// Where the text of each line of a block begins, behind what stands before `column` on it.
fn text_starts(text: &str, span: Span, column: usize) -> impl Iterator<Item = usize> {
    let first = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let source = text[span.start..span.end].trim_end();
    let rest = source.match_indices('\n').map(move |(at, _)| span.start + at + 1);
    std::iter::once(first).chain(rest).map(move |start| {
        let line = text[start..].lines().next().unwrap_or("");
        let n_marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        start + n_marks.min(column)
    })
}

fn hidden_html(span: Span, name: &str) -> Diagnostic {
    let message = message!(
        "what stands between <{name}> and its end is private",
        "<{name}> からその終わりまでは外部に出ません"
    );
    Diagnostic::new(Severity::Info, "hidden-html", span, message).with_hint(message!(
        "write ::: notes above it and ::: below to say so in any language, or take the tags away",
        "その趣旨であれば、上に ::: notes、下に ::: と書いてください。そうでなければタグを取り除いてください"
    ))
}

fn unclosed_html(span: Span, name: &str) -> Diagnostic {
    let message = message!(
        "<{name}> is never closed, so all that follows it is private",
        "<{name}> が閉じられていないため、以下はすべて外部に出ません"
    );
    Diagnostic::new(Severity::Error, "unclosed-html", span, message)
        .with_hint(message!("put </{name}> where it ends", "終わりの位置に </{name}> を置いてください"))
}
