//! Charts without data.

use crate::brief::{Block, Chart, ChartBlock, Data};
use crate::check::lints::image_alt::first_line;
use crate::check::{Lint, Subject};
use crate::facts::chart_rows;
use crate::text::{Diagnostic, Severity, Span, message};

/// Finds charts without rows, and charts whose file of data cannot be had.
///
/// The copy would show an empty frame.
///
/// Example: `data: states.csv` where no such file lies beside the brief.
pub const LINT: Lint =
    Lint { name: "missing-data", summary: "a chart without data", severity: Severity::Error, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (block, _) in subject.blocks() {
        let Block::Chart(chart) = block else { continue };
        let line = first_line(chart.span, subject.text);
        if !chart.chart.facts.is_empty() {
            of_facts(subject, chart, found);
            continue;
        }
        match &chart.chart.data {
            Data::File(path) => {
                let Some(reason) = subject.context.assets.problems.get(path) else { continue };
                let at = chart.span.slice(subject.text).find(path.as_str());
                let span = at
                    .map_or(line, |at| Span::new(chart.span.start + at, chart.span.start + at + path.len()));
                found.push(
                    LINT.at(
                        span,
                        message!(
                            "the data {path} cannot be read: {reason}",
                            "データ {path} を読み込めません：{reason}",
                            reason
                        ),
                    )
                    .with_hint(message!(
                        "check the name, or copy the file into the folder of the brief",
                        "名前を確認するか、資料のフォルダーにファイルを入れてください"
                    )),
                );
            }
            Data::Pairs(_) | Data::Rows(_) if chart.chart.table(None).rows.is_empty() => {
                found.push(
                    LINT.at(line, message!("this chart has no data", "この図表にデータがありません"))
                        .with_hint(message!(
                            "add a line data: and one row a line below it",
                            "data: の行を加え、その下に 1 行ずつ書いてください"
                        )),
                );
            }
            Data::Pairs(_) | Data::Rows(_) => {}
        }
    }
}

/// Finds keys of a chart that name no fact.
fn of_facts(subject: &Subject<'_>, block: &ChartBlock, found: &mut Vec<Diagnostic>) {
    let (chart, front) = (&block.chart, &subject.brief.front);
    for key in &chart.facts {
        let alone = Chart { facts: vec![key.clone()], ..chart.clone() };
        if !chart_rows(&alone, None, subject.context.book, (None, None), front.lang).table.rows.is_empty() {
            continue;
        }
        let at = block.span.slice(subject.text).find(key.as_str());
        let span = at.map_or(first_line(block.span, subject.text), |at| {
            Span::new(block.span.start + at, block.span.start + at + key.len())
        });
        found.push(
            LINT.at(
                span,
                message!(
                    "the fact book holds no {key} to draw",
                    "図表に使う {key} が基礎データ集にありません"
                ),
            )
            .with_hint(message!(
                "correct the key, or add the fact to the book with its source",
                "キーを直すか、出典とともに基礎データ集に追加してください"
            )),
        );
    }
}
