//! Headings, lines and cells that name a kind, and what is said of them.

use crate::brief::parse::builder::{Builder, Frame};
use crate::brief::parse::fence_line::{Fence, Meaning};
use crate::brief::parse::grid::grid_label;
use crate::brief::parse::handling_line::is_one_word;
use crate::brief::parse::label::{indent_before, label_line, term_label};
use crate::brief::parse::marker::{Marker, read_marker};
use crate::brief::parse::notes::note_word;
use crate::brief::parse::opened::Open;
use crate::brief::readers::cells::head_rows;
use crate::brief::readers::counting::mark_behind_number;
use crate::brief::readers::head_words::{is_answer, is_question_head, is_their_question};
use crate::brief::readers::kind::{ALERTS, KindRef, fence_alert, kind_named};
use crate::brief::readers::naming::{Certainty, Naming, exact_naming};
use crate::brief::readers::portion::may_leave;
use crate::brief::readers::run_in::{handling_naming, head_naming, is_of_range};
use crate::brief::{Block, Cell, Edge, Inline, Kind, Label, Paragraph, Table, edge, inline_text};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

impl Builder<'_> {
    /// Reads the kind that the first line of a paragraph names.
    pub(super) fn label(&mut self, paragraph: &mut Paragraph) {
        let source = paragraph.span.slice(self.text);
        let line = source.lines().next().unwrap_or("");
        let is_plain = self.is_plain_line(paragraph.span.start, line);
        let found = if is_plain { None } else { label_line(line) };
        let grid = if found.is_some() { None } else { grid_label(source) };
        let Some(found) = found.or(grid).or_else(|| term_label(source)) else { return };
        // A question that bears a mark is kept by it, and so is a sentence that ends in what is nearly a name.
        let bears_mark = || {
            mark_behind_number(line, self.front.marking.scheme)
                .is_some_and(|(_, mark, _)| !may_leave(mark, self.front.marking.scheme))
        };
        let is_question = found.naming.kind.name == "qa" && !found.is_alone;
        let is_sentence = found.naming.certainty == Certainty::Near && is_stopped(line);
        if (is_question || is_sentence) && bears_mark() {
            return;
        }
        // A sentence that nearly names a kind speaks of itself alone.
        let is_in_list = || matches!(self.frames.last(), Some(Frame { open: Open::Item { .. }, .. }));
        if found.naming.kind.name == "background-internal" && is_one_word(line) && is_in_list() {
            return;
        }
        let is_alone =
            found.is_alone && !is_sentence && (grid.is_some() || source.trim().lines().count() == 1);
        if !found.naming.kind.readers.are_ours() && !is_alone {
            return;
        }
        paragraph.label = Some(Label { kind: found.naming.kind, is_alone });
        if let Some(edge) = edge(paragraph) {
            // It says where what stays begins or ends, which is found elsewhere.
            paragraph.label = paragraph.label.filter(|_| edge != Edge::Ends);
            return;
        }
        if self.is_in_private_kind() {
            // Where nobody else reads it, the name decides nothing that one must be told of.
            return;
        }
        self.diagnostics.extend(label_read(self.text, paragraph.span, found.naming.kind.name, is_alone));
    }

    /// Reads a word that is too common to be a label by itself, but that names a kind above what is set in below it:
    /// `- Notes`, `- Internal`.
    pub(super) fn label_item(&mut self, blocks: &mut [Block]) {
        let has_more = blocks.len() > 1;
        let Some(Block::Paragraph(first)) = blocks.first_mut().filter(|_| has_more) else { return };
        if first.label.is_some() {
            return;
        }
        let words = inline_text(&first.inlines);
        let named = exact_naming(&words).or_else(|| handling_naming(&words)).map(|named| named.kind);
        let Some(kind) = named.filter(|kind| kind.is_telling()) else { return };
        first.label = Some(Label { kind, is_alone: true });
        self.diagnostics.extend(label_read(self.text, first.span, kind.name, true));
    }

    /// Whether a kind of ours holds the current block, as far as one can tell before all blocks are grouped.
    fn is_in_private_kind(&self) -> bool {
        let holds = |frame: &Frame| {
            let marker = frame.blocks.first().and_then(|first| {
                let span = first.span();
                read_marker(self.text, span.start, span.end).filter(Marker::is_certain_in_quote)
            });
            let is_marked = matches!(frame.open, Open::Quote)
                && marker.is_some_and(|marker| {
                    !is_alert(&marker.name) && KindRef::named(&marker.name).readers().are_ours()
                });
            let is_in_fence = holds_private_fence(&frame.fences);
            let mut level = 7;
            let headings = frame.blocks.iter().rev().take(MAX_LOOKED_BACK).filter_map(|block| match block {
                Block::Heading(heading) => Some(heading),
                _ => None,
            });
            let is_below = headings.into_iter().any(|heading| {
                let is_above = heading.level < level;
                level = level.min(heading.level);
                is_above && heading.kind.is_some_and(|kind| kind.readers.are_ours())
            });
            is_marked || is_in_fence || is_below
        };
        self.frames.iter().any(holds)
    }
}

/// How far back a heading or fence is looked for that holds a label; it matters only for what is said of it.
const MAX_LOOKED_BACK: usize = 500;

/// Whether a line ends as a sentence does, behind tags too.
fn is_stopped(line: &str) -> bool {
    let mut line = line.trim_end();
    while let Some(at) = line.rfind('<').filter(|_| line.ends_with('>')) {
        line = line[..at].trim_end();
    }
    line.ends_with(['.', '。'])
}

/// Whether a fence among these is still open that only our own side reads.
fn holds_private_fence(fences: &[(usize, Fence)]) -> bool {
    let mut n_closed = 0_usize;
    fences.iter().rev().take(MAX_LOOKED_BACK).any(|(_, fence)| match &fence.meaning {
        Meaning::Close => {
            n_closed += 1;
            false
        }
        _ if n_closed > 0 => {
            n_closed -= 1;
            false
        }
        Meaning::Open { name, .. } => {
            let is_shared = matches!(name.as_str(), "columns" | "column") || fence_alert(name).is_some();
            !is_shared && KindRef::named(name).readers().are_ours()
        }
        Meaning::Unclear(_) | Meaning::Continued => true,
    })
}

fn is_alert(name: &str) -> bool {
    ALERTS.iter().any(|alert| alert.name.eq_ignore_ascii_case(name.trim_start_matches("callout-")))
}

/// Gives cells the private kind that they name: those at the head of columns and rows by their words, each by the
/// name that a line of it begins with.
pub(super) fn name_cells(text: &str, table: &mut Table, diagnostics: &mut Vec<Diagnostic>) {
    let words_of = |cell: &Cell| inline_text(&cell.inlines).trim().to_lowercase();
    let opens = |cell: &Cell| {
        matches!(
            words_of(cell).as_str(),
            "opening" | "opening bid" | "opening position" | "ask" | "our ask" | "acceptable" | "ideal"
        )
    };
    let is_range = table.head.iter().any(opens);
    let is_answered = table.head.iter().any(is_answer);
    let is_paper_of_questions = is_answered && table.head.iter().any(is_question_head);
    let mut name = |cell: &mut Cell, is_head: bool| {
        let words = inline_text(&cell.inlines);
        let whole = if is_head { head_naming(&words) } else { None };
        let is_limit = || is_range && is_head && is_of_range(&words);
        let whole = whole.or_else(|| kind_named("red-line").filter(|_| is_limit()));
        let is_question = || is_answered && is_head && is_their_question(&words);
        let whole = whole.or_else(|| kind_named("if-raised").filter(|_| is_question()));
        let is_asked = || is_paper_of_questions && is_head && is_question_head(cell);
        let whole = whole.or_else(|| kind_named("qa").filter(|_| is_asked()));
        cell.label = whole.or_else(|| line_in_cell(cell.span.slice(text)));
        if let Some(Kind { name, .. }) = cell.label {
            let message = message!(
                "this cell is read as the name of the kind {name}",
                "このセルを種別 {name} の名称として読み取っています"
            );
            diagnostics.push(Diagnostic::new(Severity::Info, "label", cell.span, message).with_hint(
                message!(
                    "what it names is private; put other words there if it is ordinary text",
                    "対象の部分は外部に出ません。通常の本文であれば、別の言葉に改めてください"
                ),
            ));
        }
    };
    table.head.iter_mut().for_each(|cell| name(cell, true));
    let heads = head_rows(table);
    for (row, is_head) in table.rows.iter_mut().zip(heads) {
        row.iter_mut().enumerate().for_each(|(idx, cell)| name(cell, is_head || idx == 0));
    }
}

/// The private kind that a line of a cell begins with.
fn line_in_cell(source: &str) -> Option<&'static Kind> {
    let lower = source.to_ascii_lowercase();
    let mut starts = vec![0];
    starts.extend(lower.match_indices("<br").filter_map(|(at, _)| Some(at + lower[at..].find('>')? + 1)));
    starts.iter().find_map(|&start| {
        let line = source[start..].split("<br").next()?.trim();
        let marker = || read_marker(line, 0, line.len()).filter(Marker::is_certain);
        let named = label_line(line).map(|found| found.naming.kind);
        let fence = || kind_named(line.strip_prefix(":::")?.split_whitespace().next()?);
        let note = || note_word(line).and_then(|_| kind_named("notes"));
        let named = named.or_else(|| kind_named(&marker()?.name)).or_else(fence).or_else(note);
        named.filter(|kind| kind.readers.are_ours())
    })
}

pub(super) fn named_heading(
    text: &str,
    named: Naming,
    inlines: &[Inline],
    span: Span,
    has_attributes: bool,
) -> Option<Diagnostic> {
    if !named.kind.readers.are_ours() {
        return None;
    }
    let words = inlines.iter().map(|inline| inline.span).reduce(Span::join)?;
    let severity = if named.certainty == Certainty::Near { Severity::Warning } else { Severity::Info };
    let &Kind { name: kind, label_en, label_ja, .. } = named.kind;
    let message = message!(
        "this heading is read as “{label_en}”, so its section is private",
        "この見出しを「{label_ja}」として読み取っているため、この節は外部に出ません"
    );
    let found = Diagnostic::new(severity, "named-kind", words, message).with_hint(message!(
        "write “{label_en}” alone or add {{.{kind}}}; add {{.text}} if it is ordinary text",
        "「{label_ja}」とだけ書くか、{{.{kind}}} を付けてください。通常の本文であれば {{.text}} を付けてください"
    ));
    let is_atx = span.slice(text).trim_start().starts_with(['#', '＃']);
    if !is_atx || has_attributes {
        return Some(found);
    }
    let level = span.slice(text).trim_start().chars().take_while(|c| matches!(c, '#' | '＃')).count();
    let mark = format!("{} ", "#".repeat(level));
    let edits = |class: &str| {
        vec![
            Edit::replace(Span::new(span.start, words.start), mark.clone()),
            Edit::insert(words.end, format!(" {{.{class}}}")),
        ]
    };
    Some(
        found
            .with_fix(
                message!("Give the section the kind {kind}", "この節の種別を {kind} とする"),
                edits(kind),
            )
            .with_fix(message!("Say that it is ordinary text", "通常の本文とする"), edits("text")),
    )
}

fn label_read(text: &str, span: Span, kind: &str, is_alone: bool) -> Option<Diagnostic> {
    let line = span.slice(text).lines().next()?.trim_end();
    let label = Span::new(span.start, span.start + line.len());
    let whole = Span::new(span.start, span.start + span.slice(text).trim_end().len());
    let what = if is_alone {
        message!("what follows", "以下の内容")
    } else {
        message!("this paragraph", "この段落")
    };
    let message = message!(
        "this line is read as the name of the kind {kind}, so {what} is of that kind",
        "この行を種別 {kind} の名称として読み取っているため、{what}はその種別になります",
        what
    );
    let indent = indent_before(text, span.start)?;
    // What stands right below belongs to it, and no block is put around it blindly.
    let below = text[whole.end..].strip_prefix('\n').and_then(|rest| rest.lines().next()).unwrap_or("");
    let goes_on = !below.trim_matches(['>', ' ', '\t']).is_empty();
    let open = |name: &str| Edit::insert(span.start, format!("::: {name}\n{indent}"));
    let close = Edit::insert(whole.end, format!("\n{indent}:::"));
    let found = Diagnostic::new(Severity::Info, "label", label, message).with_hint(message!(
        "write ::: {kind} above it and ::: below what belongs to it; write ::: text if it is ordinary text",
        "上に ::: {kind}、対象の末尾の下に ::: と書いてください。通常の本文であれば ::: text と書いてください"
    ));
    if goes_on && !is_alone {
        return Some(found);
    }
    // The answer to a question goes on below it, so a block around the question would give it away.
    let found = if is_alone || kind == "qa" {
        found
    } else {
        found.with_fix(
            message!("Make it a block of the kind {kind}", "種別 {kind} のブロックにする"),
            vec![open(kind), close.clone()],
        )
    };
    Some(
        found.with_fix(
            message!("Say that it is ordinary text", "通常の本文とする"),
            vec![open("text"), close],
        ),
    )
}
