//! Notes that say of what refers to them that it stays: a footnote, or a line below a table that begins with the sign its
//! cells end in: `[^1]: Internal only.`, `* internal`.

use crate::brief::readers::flow::is_passed_over;
use crate::brief::readers::notice::{MAX_LINE_BYTES, is_plainly_private};
use crate::brief::{Block, Inline, InlineContent, Item, Part, TextStyle, inline_text};

/// How many blocks below a table are looked at for its notes.
const MAX_NOTES: usize = 4;

/// The signs that a note below a table begins with, and a cell ends in.
pub(super) const SIGNS: &str = "*＊†‡§¹²³⁴⁵⁶⁷⁸⁹※#";

/// The labels of the footnotes in some blocks that say of what refers to them that it stays.
pub(in crate::brief) fn kept_notes(blocks: &[Block]) -> Vec<String> {
    let mut labels = Vec::new();
    push_kept(blocks, &mut labels);
    labels
}

fn push_kept(blocks: &[Block], labels: &mut Vec<String>) {
    for block in blocks {
        if let Block::Footnote(footnote) = block
            && let Some(Block::Paragraph(paragraph)) = footnote.blocks.first()
            && paragraph.span.len() <= MAX_LINE_BYTES
            && is_plainly_private(&inline_text(&paragraph.inlines))
        {
            labels.push(footnote.label.clone());
        }
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                push_kept(blocks, labels);
            }
        });
    }
}

/// Whether some words refer to a footnote that says that they stay, given the labels of those.
pub fn refers_to_kept(inlines: &[Inline], kept: &[String]) -> bool {
    inlines.iter().any(|inline| match &inline.content {
        InlineContent::FootnoteRef(label) => kept.contains(label),
        InlineContent::Note(words) => is_plainly_private(&inline_text(words)),
        content => refers_to_kept(content.children(), kept),
    })
}

/// The signs in the cells of the table that some blocks begin with whose notes below it say that they stay.
pub(super) fn kept_signs(blocks: &[Block]) -> Vec<String> {
    let Some((Block::Table(table), below)) = blocks.split_first() else { return Vec::new() };
    let notes = below.iter().filter(|block| !is_passed_over(block));
    let is_note = |block: &&Block| matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Kinded(_));
    let notes = notes.take_while(is_note).take(MAX_NOTES);
    let mut kept = Vec::new();
    notes.for_each(|note| push_signs(note, &mut kept));
    let cells = || table.rows.iter().chain([&table.head]).flatten();
    kept.retain(|sign| cells().any(|cell| ends_in_sign(&cell.inlines, sign)));
    kept
}

/// The signs of the notes in a block below a table that say that what bears them stays.
fn push_signs(block: &Block, kept: &mut Vec<String>) {
    match block {
        Block::Paragraph(paragraph) if paragraph.span.len() <= MAX_LINE_BYTES => {
            for line in paragraph.inlines.split(|inline| is_break(&inline.content)) {
                kept.extend(sign_of(line).filter(|(_, note)| is_plainly_private(note)).map(|(sign, _)| sign));
            }
        }
        // A star before a note is the sign of a list to Markdown.
        Block::List(list) if list.start.is_none() => {
            let is_kept = |item: &Item| match item.blocks.as_slice() {
                [Block::Paragraph(paragraph)] => is_plainly_private(&inline_text(&paragraph.inlines)),
                _ => false,
            };
            if list.items.iter().any(is_kept) {
                kept.push("*".to_owned());
            }
        }
        // In other tools the word before them begins a speaker's notes.
        Block::Kinded(kinded) => kinded.blocks.iter().for_each(|block| push_signs(block, kept)),
        _ => {}
    }
}

fn is_break(content: &InlineContent) -> bool {
    matches!(content, InlineContent::SoftBreak | InlineContent::HardBreak)
}

/// The sign that a line begins with, and the words behind it.
fn sign_of(line: &[Inline]) -> Option<(String, String)> {
    if let Some((first, rest)) = line.split_first()
        && let Some(sign) = raised(&first.content)
    {
        return Some((sign, inline_text(rest)));
    }
    let words = inline_text(line);
    let words = ["Notes:", "Note:", "注：", "（注）"]
        .iter()
        .find_map(|head| words.strip_prefix(head))
        .unwrap_or(&words);
    let words = words.trim_start();
    let bare = words.trim_start_matches(|c| SIGNS.contains(c));
    if bare.len() < words.len() {
        let sign = plain(&words[..words.len() - bare.len()]);
        return Some((sign, bare.trim_start_matches(['\\', ' ', '\u{3000}']).to_owned()));
    }
    // `1) Internal only.`, `a. internal`
    let number = words.trim_start_matches(['(', '[', '（']);
    let end = number.find(|c: char| !c.is_ascii_alphanumeric()).filter(|end| (1..=2).contains(end))?;
    let is_number = number.as_bytes()[0].is_ascii_digit() || end == 1;
    let behind = number[end..].trim_start_matches([')', ']', '）', '.', ':', ' ']);
    (is_number && !behind.is_empty()).then(|| (number[..end].to_owned(), behind.to_owned()))
}

/// The sign that some words set high are.
fn raised(content: &InlineContent) -> Option<String> {
    match content {
        InlineContent::Styled { style: TextStyle::Superscript, children } => {
            Some(plain(&inline_text(children)))
        }
        _ => None,
    }
}

/// A sign in letters of the usual height and width.
fn plain(sign: &str) -> String {
    const RAISED: &str = "¹²³⁴⁵⁶⁷⁸⁹";
    let plain = |c: char| match c {
        '＊' => '*',
        c => {
            let digit =
                RAISED.chars().position(|raised| raised == c).and_then(|at| u32::try_from(at + 1).ok());
            digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
        }
    };
    sign.trim().chars().map(plain).collect()
}

/// Whether the words of a cell end in the sign of a note.
pub(super) fn ends_in_sign(inlines: &[Inline], sign: &str) -> bool {
    if let Some(raised) = inlines.last().and_then(|last| raised(&last.content)) {
        return raised == sign;
    }
    let words = inline_text(inlines);
    let words = words.trim_end();
    if let Some(inner) = words.strip_suffix([')', ']', '）']) {
        return inner.ends_with(sign) && inner[..inner.len() - sign.len()].ends_with(['(', '[', '（']);
    }
    let bare = words.trim_end_matches(|c| SIGNS.contains(c));
    bare.len() < words.len() && plain(&words[bare.len()..]) == sign
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    /// The signs that a text's first table has kept notes for.
    fn signs(text: &str) -> Vec<String> {
        kept_signs(&parse(text).0.blocks)
    }

    #[test]
    fn notes_below_a_table_are_told_by_their_signs() {
        let table = |cell: &str| format!("| Item | Value |\n|---|---|\n| {cell} | 9 |\n| Port | 4 |\n\n");
        for (cell, note, sign) in [
            ("Fee*", "\\* internal", "*"),
            ("Fee*", "* internal", "*"),
            ("Fee**", "** Internal only.", "**"),
            ("Fee¹", "¹ Internal only.", "1"),
            ("Fee<sup>1</sup>", "<sup>1</sup> Internal only.", "1"),
            ("Fee (a)", "(a) internal", "a"),
            ("Fee†", "Notes: † not for disclosure", "†"),
            ("料金※", "※部内限り", "※"),
        ] {
            assert_eq!(signs(&format!("{}{note}\n", table(cell))), [sign], "{note}");
        }
        for (cell, note) in [
            ("Fee*", "\\* estimate"),
            ("Fee", "\\* internal"),
            ("Fee¹", "² Internal only."),
            ("Fee 1", "1 internal"),
        ] {
            assert_eq!(signs(&format!("{}{note}\n", table(cell))), Vec::<String>::new(), "{note}");
        }
    }

    #[test]
    fn footnotes_that_say_so_are_known_by_their_labels() {
        let (brief, _) = parse("Nine.[^1] Four.[^b]\n\n[^1]: Internal only.\n\n[^b]: Embassy, 2023.\n");
        assert_eq!(kept_notes(&brief.blocks), ["1"]);
    }
}
