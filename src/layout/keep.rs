//! What stays on one page: short tables, and questions with their answers. Whether they are short is reckoned from
//! their words, since what is kept together and does not fit would be lost.

use crate::layout::chart::n_lines;
use crate::layout::likely::holds_picture;
use crate::layout::style::Style;
use crate::release::{Block, BlockContent, Inline, Item, text_in_lines};

/// How many rows of a table stay together.
const MOST_ROWS: usize = 12;

/// How much of the height of a page may be kept together, in lines of text: far below what a page holds.
const MOST_LINES: (usize, usize) = (26, 16);

/// How many lines the head of a table and two of its rows may take to be kept together, on paper and on a slide.
const MOST_END_LINES: (usize, usize) = (12, 8);

/// Whether a table does not part: one of a few rows, that surely fits on a page. `row_lines` says how many lines each
/// row takes.
pub(super) fn keeps_together(row_lines: &[usize], style: Style) -> bool {
    // On a slide a table that does not fit goes on to the next.
    !style.chart.fills
        && row_lines.len() <= MOST_ROWS
        && row_lines.iter().map(|lines| lines + 1).sum::<usize>() <= most_lines(style)
}

/// Whether the first two rows of a table stay together with its head, and the last two with each other, so that no
/// row stands alone where the table goes on. High ones may part, since what does not part and does not fit is lost.
pub(super) fn keeps_ends(head_lines: usize, row_lines: &[usize], style: Style) -> bool {
    let most = if style.chart.fills { MOST_END_LINES.1 } else { MOST_END_LINES.0 };
    let [first, second, ..] = row_lines else { return false };
    let last = row_lines[row_lines.len() - 2..].iter().sum::<usize>();
    // Of three rows, all stay together.
    let begin = if row_lines.len() > 3 { first + second } else { row_lines.iter().sum() };
    begin.max(last) + head_lines <= most
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
    let [.., _, last] = blocks else { return 0 };
    let lines = |blocks: &[Block]| lines_of(blocks, width_ems(style));
    let is_few = lines(std::slice::from_ref(last)).is_some_and(|lines| lines <= FEW_LINES);
    let both = lines(&blocks[blocks.len() - 2..]).is_some_and(|lines| lines <= most_lines(style) * 3 / 4);
    if style.is_card() && is_few && both { 2 } else { 0 }
}

/// The lines that blocks of text take; nothing where they hold more than text, as pictures are.
fn lines_of(blocks: &[Block], width: f64) -> Option<usize> {
    let words = |inlines: &[Inline], width: f64| {
        (!inlines.iter().any(holds_picture)).then(|| n_lines(&text_in_lines(inlines), width, false) + 1)
    };
    let mut lines = 0;
    for block in blocks {
        lines += match &block.content {
            BlockContent::Paragraph(inlines) | BlockContent::Heading { inlines, .. } => {
                words(inlines, width)?
            }
            BlockContent::Numbered { inlines, .. } => words(inlines, width - 3.0)?,
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

    const SLIDE: Style =
        Style { chart: Room { width: 425.0, height: 560.0, size: 9.0, fills: true }, ..PAPER };

    #[test]
    fn a_table_of_twelve_rows_keeps_together_unless_it_is_as_high_as_a_page() {
        assert!(keeps_together(&[1; 12], PAPER));
        assert!(!keeps_together(&[1; 13], PAPER));
        assert!(!keeps_together(&[4; 12], PAPER));
        assert!(!keeps_together(&[1; 3], SLIDE));
    }

    #[test]
    fn rows_at_the_ends_of_a_table_keep_together_unless_they_are_high() {
        for style in [PAPER, SLIDE] {
            assert!(keeps_ends(1, &[1; 30], style));
            assert!(keeps_ends(2, &[2, 2, 9, 2, 2], style));
            assert!(!keeps_ends(1, &[1, 12, 1, 1], style), "the beginning is high");
            assert!(!keeps_ends(1, &[1, 1, 1, 12], style), "the end is high");
            assert!(!keeps_ends(1, &[1], style));
        }
    }
}
