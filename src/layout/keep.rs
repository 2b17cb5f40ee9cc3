//! What stays on one page: short tables, and questions with their answers. Whether they are short is reckoned from
//! their words, since what is kept together and does not fit would be lost.

use crate::layout::chart::n_lines;
use crate::layout::style::Style;
use crate::release::{Block, BlockContent, Inline, Item, plain_text};

/// How many rows of a table stay together.
const MOST_ROWS: usize = 12;

/// How much of the height of a page may be kept together, in lines of text: far below what a page holds.
const MOST_LINES: (usize, usize) = (26, 16);

/// Whether a table does not part: one of a few rows, that surely fits on a page.
pub(super) fn keeps_together(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], style: Style) -> bool {
    // On a slide a table that does not fit goes on to the next.
    if style.chart.fills || rows.len() > MOST_ROWS || head.is_empty() {
        return false;
    }
    let ems = width_ems(style) / f64::from(u32::try_from(head.len()).unwrap_or(u32::MAX)) - 1.2;
    let row = |cells: &Vec<Vec<Inline>>| {
        let lines = cells.iter().map(|cell| n_lines(&plain_text(cell), ems.max(1.0), false));
        lines.max().unwrap_or(1) + 1
    };
    rows.iter().map(row).sum::<usize>() <= most_lines(style)
}

/// Whether blocks are so short that they are kept on the page of their heading.
pub(super) fn is_short(blocks: &[Block], style: Style) -> bool {
    !style.chart.fills
        && lines_of(blocks, width_ems(style)).is_some_and(|lines| lines <= most_lines(style) / 2)
}

/// How many blocks at the end of a text on a card keep together, because the last is of so few lines that no card may
/// begin with them alone: two, or none.
pub(super) fn n_in_tail(blocks: &[Block], style: Style) -> usize {
    const FEW_LINES: usize = 5;
    let is_card = style.whole_width.is_some() && !style.chart.fills;
    let [.., _, last] = blocks else { return 0 };
    let lines = |blocks: &[Block]| lines_of(blocks, width_ems(style));
    let is_few = lines(std::slice::from_ref(last)).is_some_and(|lines| lines <= FEW_LINES);
    let both = lines(&blocks[blocks.len() - 2..]).is_some_and(|lines| lines <= most_lines(style) * 3 / 4);
    if is_card && is_few && both { 2 } else { 0 }
}

/// The lines that blocks of text take; nothing where they hold more than text.
fn lines_of(blocks: &[Block], width: f64) -> Option<usize> {
    let words = |inlines: &[Inline], width: f64| n_lines(&plain_text(inlines), width.max(1.0), false) + 1;
    let mut lines = 0;
    for block in blocks {
        lines += match &block.content {
            BlockContent::Paragraph(inlines) | BlockContent::Heading { inlines, .. } => words(inlines, width),
            BlockContent::Numbered { inlines, .. } => words(inlines, width - 3.0),
            BlockContent::List { items, .. } => {
                let item = |item: &Item| lines_of(&item.blocks, width - 2.0);
                items.iter().map(item).sum::<Option<usize>>()?
            }
            BlockContent::Quote(inner) | BlockContent::Callout { blocks: inner, .. } => {
                lines_of(inner, width - 2.0)? + 1
            }
            BlockContent::Rule => 1,
            _ => return None,
        };
    }
    Some(lines)
}

/// The width of the text in ems of its type, which is larger than that of charts.
fn width_ems(style: Style) -> f64 {
    style.chart.width / (style.chart.size * 1.3)
}

fn most_lines(style: Style) -> usize {
    if style.whole_width.is_some() { MOST_LINES.1 } else { MOST_LINES.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Lang;
    use crate::layout::chart::Room;
    use crate::layout::style::TableWidth;
    use crate::release::InlineContent;
    use crate::text::Span;

    const PAPER: Style = Style {
        lang: Lang::En,
        links_notes: true,
        whole_width: None,
        n_columns: 7,
        max_picture_pt: 300.0,
        picture_lines: 3,
        table_width: TableWidth::Natural,
        kept_ems: None,
        chart: Room { width: 425.0, height: 560.0, size: 9.0, fills: false },
        runs_left: false,
        holds_turned: false,
        depth: 0,
        inline_depth: 0,
    };

    fn cell(text: &str) -> Vec<Inline> {
        vec![Inline { span: Span::default(), content: InlineContent::Text(text.to_owned()) }]
    }

    #[test]
    fn a_table_of_twelve_rows_keeps_together_unless_it_is_as_high_as_a_page() {
        let head = [cell("a"), cell("b")];
        let rows = |n: usize, text: &str| vec![vec![cell(text), cell("1")]; n];
        assert!(keeps_together(&head, &rows(12, "Ohio"), PAPER));
        assert!(!keeps_together(&head, &rows(13, "Ohio"), PAPER));
        assert!(!keeps_together(&head, &rows(12, &"word ".repeat(60)), PAPER));
        let slide = Style { chart: Room { fills: true, ..PAPER.chart }, ..PAPER };
        assert!(!keeps_together(&head, &rows(3, "Ohio"), slide));
    }
}
