//! Running text as Typst source.

use crate::brief::{Lang, TextStyle};
use crate::layout::chart::{Room, ems};
use crate::layout::phrases::{in_marks, is_kept, is_wide, last_letters, parts_within, phrases};
use crate::layout::picture::write_within_line;
use crate::layout::source::Writer;
use crate::layout::style::{Style, target_name};
use crate::release::{Inline, InlineContent, plain_text};
use crate::text::{Span, mostly_runs_left, runs_left};

/// The widest name of a key and the widest characters with a reading above them that stay on one line, in ems: narrower
/// than any column.
const MOST_KEY_EMS: f64 = 8.0;
const MOST_RUBY_EMS: f64 = 8.0;

/// Writes inlines as the inside of a content block, in the direction in which most of them are written.
pub(super) fn write_inlines(writer: &mut Writer, inlines: &[Inline], style: Style) {
    if style.inline_depth > 0 {
        return write_in_order(writer, inlines, style);
    }
    let words = plain_text(inlines);
    let holds_turned = words.chars().any(runs_left);
    in_direction(writer, &words, style, |writer, style| {
        write_in_order(writer, inlines, Style { holds_turned, ..style });
    });
}

/// Writes something in the direction of its words, where that is not the one around it.
pub(super) fn in_direction(
    writer: &mut Writer,
    words: &str,
    style: Style,
    write: impl FnOnce(&mut Writer, Style),
) {
    // A sign before a figure without words would come to stand behind it.
    let runs_left = mostly_runs_left(words).unwrap_or(false);
    if runs_left == style.runs_left {
        return write(writer, style);
    }
    writer.code(if runs_left { "#from-right[" } else { "#from-left[" });
    write(writer, Style { runs_left, ..style });
    writer.code("];");
}

/// The argument of that name that gives a title the direction in which most of its words are written, where that is not
/// the usual one.
pub(super) fn direction_of(title: &[Inline], name: &str) -> String {
    if mostly_runs_left(&plain_text(title)) == Some(true) { format!(", {name}: rtl") } else { String::new() }
}

fn write_in_order(writer: &mut Writer, inlines: &[Inline], style: Style) {
    for (idx, inline) in inlines.iter().enumerate() {
        match &inline.content {
            _ if is_too_deep(inline, style) => write_in_order(writer, inline.content.children(), style),
            InlineContent::Text(text) => {
                let around = (&inlines[..idx], &inlines[idx + 1..]);
                write_words(writer, (text, inline.span), around, style);
            }
            InlineContent::Code(text) => {
                writer.code("#mono(");
                writer.string(&text.replace('\n', " "), inline.span);
                writer.code(");");
            }
            InlineContent::Emphasis(children) => wrapped(writer, "#em[", children, style),
            InlineContent::Strong(children) => wrapped(writer, "#st[", children, style),
            InlineContent::Strikethrough(children) => wrapped(writer, "#del[", children, style),
            InlineContent::Styled { style: text_style, children } => {
                wrapped(writer, opening_of(*text_style, children), children, style);
            }
            InlineContent::Ruby { children, reading } => write_ruby(writer, children, reading, style),
            InlineContent::Inserted(children) => wrapped(writer, "#added[", children, style),
            InlineContent::Deleted(children) => wrapped(writer, "#struck[", children, style),
            InlineContent::Link { dest, children } => {
                writer.code("#lnk(");
                writer.own_string(dest);
                wrapped(writer, ")[", children, style);
            }
            InlineContent::Jump { to, children } => {
                let opening = jump_opening(writer, *to);
                wrapped(writer, &opening, children, style);
            }
            InlineContent::Picture(picture) => write_within_line(writer, picture, style),
            InlineContent::Ref(number) => {
                let follows_ref = inlines[..idx].last().map(|before| &before.content);
                writer.code(if matches!(follows_ref, Some(InlineContent::Ref(_))) {
                    "#ref-comma;"
                } else {
                    ""
                });
                let function = if style.links_notes { "ref-no" } else { "ref-mark" };
                writer.code(&format!("#{function}({number});"));
            }
            InlineContent::Portion(mark) => {
                write_enclosed(writer, "#mark[", &format!("({mark})"), inline.span);
            }
            InlineContent::Private(text) => write_enclosed(writer, "#private-remark[", text, inline.span),
            InlineContent::SoftBreak => {
                if !joins_without_space(inlines, idx, style.lang) {
                    write_text(writer, " ", inline.span, (&inlines[..idx], &inlines[idx + 1..]));
                }
            }
            InlineContent::HardBreak => writer.code("#br();"),
        }
    }
}

/// Writes characters with their reading: above them where both are short.
fn write_ruby(writer: &mut Writer, children: &[Inline], reading: &str, style: Style) {
    let is_short =
        ems(reading, false) <= MOST_RUBY_EMS * 2.0 && ems(&plain_text(children), false) <= MOST_RUBY_EMS;
    writer.code(if is_short { "#ruby(" } else { "#ruby-behind(" });
    writer.own_content(reading);
    wrapped(writer, ")[", children, style);
}

/// Writes words so that lines end where they may.
fn write_words(
    writer: &mut Writer,
    (text, span): (&str, Span),
    around: (&[Inline], &[Inline]),
    style: Style,
) {
    let is_last = around.1.is_empty();
    match style.kept_ems {
        _ if style.holds_turned => write_text(writer, text, span, around),
        Some(most_ems) if text.chars().any(is_wide) => write_phrases(writer, text, span, most_ems),
        Some(_) if is_last => write_last_words(writer, (text, span), around, style),
        None if is_last && text.len() == span.len() => match last_letters(text) {
            Some(last) => write_last_letters(writer, (text, span), last, around),
            None => write_text(writer, text, span, around),
        },
        _ => write_text(writer, text, span, around),
    }
}

fn opening_of(text_style: TextStyle, children: &[Inline]) -> &'static str {
    match text_style {
        TextStyle::Subscript => "#lower[",
        TextStyle::Superscript => "#raised[",
        TextStyle::Underline => "#under[",
        TextStyle::Highlight | TextStyle::Flagged => "#marked[",
        TextStyle::Key if ems(&plain_text(children), false) > MOST_KEY_EMS => "#key-long[",
        TextStyle::Key => "#key[",
    }
}

/// What a link to a place in the document begins with; a slide that is set alone has nowhere to lead to.
fn jump_opening(writer: &Writer, to: usize) -> String {
    match to {
        0 => "#jmp-start[".to_owned(),
        to if writer.targets.contains(&to) => format!("#jmp({:?})[", target_name(to)),
        _ => "#jmp-look[".to_owned(),
    }
}

fn write_enclosed(writer: &mut Writer, opening: &str, words: &str, span: Span) {
    writer.code(opening);
    writer.words(words, span);
    writer.code("];");
}

/// Writes Japanese whose phrases stay each on one line.
fn write_phrases(writer: &mut Writer, text: &str, span: Span, most_ems: f64) {
    let is_verbatim = text.len() == span.len();
    let mut at = 0;
    for phrase in phrases(text).into_iter().flat_map(|phrase| parts_within(phrase, most_ems)) {
        let part = Span::new(span.start + at, span.start + at + phrase.len());
        at += phrase.len();
        let mut write = |code: &str, words: &str, from: usize| {
            writer.code(code);
            let own = Span::new(part.start + from, part.start + from + words.len());
            if !words.is_empty() {
                writer.unbroken_words(
                    &words.replace('\n', " "),
                    if is_verbatim { own } else { span },
                    ("", ""),
                );
            }
        };
        if is_kept(phrase, most_ems) {
            let (opening, words, closing) = in_marks(phrase);
            write("", opening, 0);
            write("#box[", words, opening.len());
            write("]", closing, opening.len() + words.len());
        } else if let Some((start, end)) = last_letters(phrase) {
            write("", &phrase[..start], 0);
            write("#box[", &phrase[start..end], start);
            write("]", &phrase[end..], end);
        } else {
            write("", phrase, 0);
        }
    }
}

/// Writes Japanese whose last letters stay on one line.
fn write_last_letters(
    writer: &mut Writer,
    (text, span): (&str, Span),
    (start, end): (usize, usize),
    around: (&[Inline], &[Inline]),
) {
    let part = |from: usize, to: usize| Span::new(span.start + from, span.start + to);
    write_text(writer, &text[..start], part(0, start), (around.0, &[]));
    writer.code("#box[");
    write_text(writer, &text[start..end], part(start, end), (&[], &[]));
    writer.code("]");
    if end < text.len() {
        write_text(writer, &text[end..], part(end, text.len()), (&[], around.1));
    }
}

/// Writes the last words of a title or point so that no line is left with one short word.
fn write_last_words(
    writer: &mut Writer,
    (text, span): (&str, Span),
    around: (&[Inline], &[Inline]),
    style: Style,
) {
    const LEAST_WORDS: usize = 5;
    let most_chars = most_last_chars(style.chart);
    let n_words = plain_text(around.0).split_whitespace().count() + text.split_whitespace().count();
    let pair = text.rmatch_indices(' ').nth(1).map(|(at, _)| at + 1).filter(|at| {
        let is_verbatim = text.len() == span.len() && !text.ends_with(' ');
        is_verbatim && n_words >= LEAST_WORDS && text[*at..].chars().count() <= most_chars
    });
    let Some(at) = pair else { return write_text(writer, text, span, around) };
    write_text(writer, &text[..at], Span::new(span.start, span.start + at), (around.0, &[]));
    // A box and no blank of another kind, so that the words are found and copied as they were typed.
    writer.code("#box[");
    write_text(writer, &text[at..], Span::new(span.start + at, span.end), (&[], around.1));
    writer.code("]");
}

/// How many letters are kept together at the end of a text: surely fewer than its line holds in its largest type.
fn most_last_chars(room: Room) -> usize {
    const ON_PAPER: usize = 20;
    const PT_PER_CHAR: [(f64, usize); 5] = [(572.0, 26), (440.0, 20), (308.0, 14), (242.0, 11), (198.0, 9)];
    if !room.fills {
        return ON_PAPER;
    }
    PT_PER_CHAR.iter().find(|(width, _)| room.width >= *width).map_or(0, |(_, n_chars)| *n_chars)
}

/// Writes words; `around` are the inlines before and behind them, which may hold the rest of a number.
fn write_text(writer: &mut Writer, text: &str, span: Span, around: (&[Inline], &[Inline])) {
    let is_note = |inline: &&Inline| matches!(inline.content, InlineContent::Ref(_));
    let neighbour =
        |inline: Option<&Inline>| inline.map_or(String::new(), |one| plain_text(std::slice::from_ref(one)));
    let is_blank_edge = text.starts_with(' ') || text.ends_with(' ');
    let (before, after) = if is_blank_edge {
        let before = around.0.iter().rev().find(|inline| !is_note(inline));
        (neighbour(before), neighbour(around.1.iter().find(|inline| !is_note(inline))))
    } else {
        (String::new(), String::new())
    };
    writer.unbroken_words(&text.replace('\n', " "), span, (&before, &after));
}

fn wrapped(writer: &mut Writer, opening: &str, children: &[Inline], style: Style) {
    writer.code(opening);
    write_inlines(writer, children, style.deeper_inline());
    writer.code("];");
}

/// Whether an emphasis, a link or the like lies in too many others to be set within them.
fn is_too_deep(inline: &Inline, style: Style) -> bool {
    style.is_deepest_inline() && !inline.content.children().is_empty()
}

/// Whether a line break in the source stands between two Japanese characters, where no space belongs.
fn joins_without_space(inlines: &[Inline], idx: usize, lang: Lang) -> bool {
    if lang != Lang::Ja {
        return false;
    }
    let before = inlines[..idx].last().and_then(|inline| edge(inline, false));
    let after = inlines.get(idx + 1).and_then(|inline| edge(inline, true));
    matches!((before, after), (Some(before), Some(after)) if is_wide(before) && is_wide(after))
}

fn edge(inline: &Inline, is_first: bool) -> Option<char> {
    match &inline.content {
        InlineContent::Text(text) | InlineContent::Code(text) => {
            if is_first {
                text.chars().next()
            } else {
                text.chars().next_back()
            }
        }
        content => {
            let children = content.children();
            let child = if is_first { children.first() } else { children.last() };
            edge(child?, is_first)
        }
    }
}
