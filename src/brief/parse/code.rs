//! Blocks of code, and charts, which are written as one.

use std::borrow::Cow;

use crate::brief::parse::builder::Builder;
use crate::brief::readers::comment::{
    FIRST, Sort, dropped_comment, end, may_hold_comment, opening, strip_comments,
};
use crate::brief::readers::counting::keeps_chart;
use crate::brief::{Block, Chart, ChartBlock, Code, Scope, is_chart};
use crate::text::{Diagnostic, Severity, Span, message};

impl Builder<'_> {
    pub(super) fn code(&mut self, info: String, fenced: bool, mut text: String, span: Span) -> Block {
        let scope = Scope::default();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if !is_chart(&info) {
            return Block::Code(Code { info, fenced, text, span, scope });
        }
        let plain = without_line_comments(&text);
        if plain != text || plain.lines().any(has_yaml_comment) {
            self.diagnostics.push(dropped_comment(span));
        }
        match Chart::from_yaml(&plain) {
            Ok(chart) => {
                let is_marked = keeps_chart(&text, self.front.marking.scheme);
                if is_marked {
                    self.diagnostics.push(kept_chart(span));
                }
                Block::Chart(ChartBlock { chart, text, is_marked, span, scope })
            }
            Err(reason) => {
                let message = message!(
                    "this chart is not understood: {reason}",
                    "この図表を読み取れません：{reason}",
                    reason
                );
                self.diagnostics.push(Diagnostic::new(Severity::Error, "chart", span, message).with_hint(
                    message!(
                        "write type (bar, line, map or number), title, source and data as YAML",
                        "type（bar、line、map、number）、title、source、data を YAML で書いてください"
                    ),
                ));
                Block::Code(Code { info, fenced, text, span, scope })
            }
        }
    }
}

fn kept_chart(span: Span) -> Diagnostic {
    let message = message!(
        "words of this chart bear a mark or the name of what stays, so no copy outside has it",
        "この図表に取扱表示又は非公開の種別の名称があるため、外部向けの写しには載りません"
    );
    Diagnostic::new(Severity::Info, "kept-chart", span, message).with_hint(message!(
        "take the mark out if the chart may leave",
        "外部に出してよい図表であれば、その表示を取り除いてください"
    ))
}

/// Whether a line of YAML holds a comment with words, outside of quotation marks.
fn has_yaml_comment(line: &str) -> bool {
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '#') if before.is_whitespace() => return line[at..].contains(char::is_alphanumeric),
            _ => {}
        }
        before = c;
    }
    false
}

/// The lines of a chart without the comments in them.
fn without_line_comments(text: &str) -> String {
    if !may_hold_comment(text) {
        return text.to_owned();
    }
    without_long_comments(text).split_inclusive('\n').map(without_line_comment).collect()
}

/// The same text without the comments that go over several lines.
fn without_long_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(FIRST) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // Two signs of percent on two lines are figures.
        let comment = opening(rest).filter(|(sort, _)| *sort != Sort::Percents).and_then(|(sort, len)| {
            let (_, end) = end(&rest[len..], sort)?;
            Some(len + end).filter(|&end| rest[..end].contains('\n'))
        });
        let n_sign = rest.chars().next().map_or(1, char::len_utf8);
        if comment.is_none() {
            out.push_str(&rest[..n_sign]);
        }
        rest = &rest[comment.unwrap_or(n_sign)..];
    }
    out.push_str(rest);
    out
}

fn without_line_comment(line: &str) -> Cow<'_, str> {
    let words = strip_comments(line);
    if words == line.trim() {
        return Cow::Borrowed(line);
    }
    let n_blank = line.len() - line.trim_start().len();
    let ends_line = if line.ends_with('\n') { "\n" } else { "" };
    // A quotation mark that a comment took with it.
    let mark = words.split_once(": ").and_then(|(_, value)| value.chars().next());
    let is_open = mark.filter(|c| matches!(c, '"' | '\'') && words.matches(*c).count() == 1);
    let mark = is_open.map(String::from).unwrap_or_default();
    Cow::Owned(format!("{}{words}{mark}{ends_line}", &line[..n_blank]))
}
