//! The text of a document: its paragraphs and tables one below the other, with what each of them is.

use crate::brief::{Block, PageTurn};
use crate::import::office::blocks::{Entry, Marker, code, heading, mark, notes, paragraph, quote};
use crate::import::office::docx::Word;
use crate::import::office::docx::around::{Around, Parsed, chosen};
use crate::import::office::docx::line::Line;
use crate::import::office::docx::numbering::Numbered;
use crate::import::office::docx::runs::read_runs;
use crate::import::office::docx::styles::{Look, Use, left, numbering, outline};
use crate::import::office::docx::table::read_table;
use crate::import::office::words::{Piece, Run, Wrap, inlines};
use crate::office::{Element, Ground};
use crate::text::message;

/// Reads blocks of text.
pub(super) fn lines_of(word: &mut Word<'_, '_>, parent: &Element, around: &Around) -> Vec<Line> {
    let mut lines = Vec::new();
    let elements: Vec<&Element> = parent.elements().collect();
    read_blocks(word, &elements, around, &mut lines);
    lines
}

/// Reads blocks of text that stand one below the other.
pub(super) fn read_blocks(
    word: &mut Word<'_, '_>,
    elements: &[&Element],
    around: &Around,
    lines: &mut Vec<Line>,
) {
    for element in elements {
        let inner = |name: &str| -> Vec<&Element> {
            element.child(name).map(|inner| inner.elements().collect()).unwrap_or_default()
        };
        match element.name.as_str() {
            "w:p" => read_paragraph(word, element, around, lines),
            "w:tbl" => read_table(word, element, around, lines),
            "w:sdt" if is_contents(element) => say_contents(word),
            "w:sdt" => read_blocks(word, &inner("w:sdtContent"), around, lines),
            "w:customXml" | "w:smartTag" => {
                read_blocks(word, &element.elements().collect::<Vec<_>>(), around, lines);
            }
            "w:ins" | "w:moveTo" => {
                let all: Vec<&Element> = element.elements().collect();
                read_blocks(word, &all, &around.with(Wrap::Inserted), lines);
            }
            "w:del" | "w:moveFrom" => {
                let all: Vec<&Element> = element.elements().collect();
                read_blocks(word, &all, &around.with(Wrap::Deleted), lines);
            }
            "mc:AlternateContent" => {
                read_blocks(word, &chosen(element).elements().collect::<Vec<_>>(), around, lines);
            }
            "w:altChunk" => word.source.remark(message!(
                "a part in another format, which is not read",
                "別の形式で埋め込まれた部分（読み込みません）"
            )),
            "m:oMathPara" => {
                let mut parsed = Parsed::default();
                read_runs(word, element, around, &mut parsed);
                push_words(word, &Placed::default(), parsed, lines);
            }
            _ => {}
        }
    }
}

/// Whether a control holds a table of contents.
fn is_contents(control: &Element) -> bool {
    let gallery = control.child("w:sdtPr").map(|it| it.all("w:docPartGallery")).unwrap_or_default();
    gallery.iter().any(|it| it.attribute("w:val").is_some_and(|name| name.contains("Contents")))
}

fn say_contents(word: &mut Word<'_, '_>) {
    word.source.look(message!("a table of contents", "目次"));
}

/// What the properties of a paragraph say.
#[derive(Clone, Debug, Default)]
struct Placed {
    style: String,
    purpose: Use,
    list: Option<(String, usize)>,
    left: i32,
    ground: Ground,
    begins_page: bool,
}

fn placed(word: &Word<'_, '_>, element: &Element) -> (Placed, Look) {
    let properties = element.child("w:pPr");
    let child = |name: &str| properties.and_then(|it| it.child(name));
    let id = child("w:pStyle").and_then(|it| it.attribute("w:val")).or(word.styles.usual());
    let id = id.unwrap_or_default();
    let purpose = match child("w:outlineLvl").and_then(outline) {
        Some(level) if word.styles.use_of(id) == Use::Text => Use::Heading(level),
        _ => word.styles.use_of(id),
    };
    let list = match child("w:numPr").map(numbering) {
        Some((Some(list), level)) => Some((list, level)),
        Some((None, level)) => word.styles.numbering(id).map(|(list, _)| (list, level)),
        None => word.styles.numbering(id),
    };
    // A list without a number takes a paragraph out of the list of its style.
    let list = list.filter(|(list, _)| list != "0");
    let of_list = list.as_ref().and_then(|(list, level)| word.numbering.left(list, *level));
    let own = child("w:ind").and_then(left);
    let placed = Placed {
        style: word.styles.name(id).to_owned(),
        purpose,
        list,
        left: own.or(of_list).or(word.styles.left(id)).unwrap_or(0),
        ground: properties.map(ground).unwrap_or_default(),
        begins_page: child("w:pageBreakBefore").is_some_and(super::styles::is_on),
    };
    // A heading is set as headings are, and its mark says nothing of its words.
    let look = word.styles.look(id);
    let plain = Look { bold: None, italic: None, underline: None, white: None, ..look };
    (placed, if purpose == Use::Text { look } else { plain })
}

/// The ground that our own files put private text and the blocks of a kind on.
fn ground(properties: &Element) -> Ground {
    let line = properties.child("w:pBdr").and_then(|it| it.child("w:left"));
    let color = line.and_then(|it| it.attribute("w:themeColor"));
    Ground::drawn(color, properties.child("w:shd").is_some())
}

fn read_paragraph(word: &mut Word<'_, '_>, element: &Element, around: &Around, lines: &mut Vec<Line>) {
    let (placed, look) = placed(word, element);
    let ids = |name: &str| -> Vec<String> {
        let marks = element.all(name);
        marks.iter().filter_map(|it| it.attribute("w:id")).map(str::to_owned).collect()
    };
    let ends = ids("w:commentRangeEnd");
    let remarks = ids("w:commentRangeStart").into_iter().filter(|id| ends.contains(id)).collect();
    let mut parsed = Parsed { remarks, ..Parsed::default() };
    let is_dark = around.is_dark || element.child("w:pPr").is_some_and(|it| it.child("w:shd").is_some());
    let inner = Around { look: look.or(around.look), is_dark, ..around.clone() };
    let n_fields = word.fields.len();
    read_runs(word, element, &inner, &mut parsed);
    // What a field is to work out ends with its paragraph, so that a damaged one does not take in the text.
    let kept = word.fields.split_off(n_fields.min(word.fields.len()));
    word.fields.extend(kept.into_iter().filter(|field| field.has_result));
    word.fields.truncate(64);
    if placed.purpose == Use::Contents {
        return say_contents(word);
    }
    push_words(word, &placed, parsed, lines);
}

/// Adds a paragraph as what it is.
fn push_words(word: &mut Word<'_, '_>, placed: &Placed, parsed: Parsed, lines: &mut Vec<Line>) {
    let says_something = parsed.runs.iter().any(Run::says_something);
    let number = placed.list.as_ref().filter(|_| says_something);
    let number = number.and_then(|(list, level)| Some((word.numbering.next(list, *level)?, *level)));
    let begins_page = placed.begins_page || parsed.begins_page;
    let line = |entry: Entry| Line {
        entry,
        style: placed.style.clone(),
        purpose: placed.purpose,
        ground: placed.ground,
        runs: parsed.runs.clone(),
        begins_page,
        begins_column: parsed.begins_column,
    };
    if !says_something {
        // A line without words says something only by where it stands.
        if begins_page || parsed.begins_column {
            lines.push(line(Entry::Block(Block::Page(mark()))));
        } else if placed.style == "rule" && word.is_ours {
            lines.push(line(Entry::Block(Block::Rule(mark()))));
        }
    } else if let Some((level, words)) = heading_of(placed, &parsed.runs, number.as_ref()) {
        lines.push(line(Entry::Block(heading(level, words, PageTurn::None))));
    } else {
        lines.push(line(entry_of(word, placed, &parsed.runs, number)));
    }
    lines.extend(parsed.boxes.into_iter().map(|block| {
        let entry = match placed.list.as_ref() {
            Some((_, level)) if says_something => Entry::Continued(*level, block),
            _ => Entry::Block(block),
        };
        Line::bare(entry, placed.ground)
    }));
}

/// A paragraph as a heading: its level and its words, with the number that Word prints before them.
fn heading_of(
    placed: &Placed,
    runs: &[Run],
    number: Option<&(Numbered, usize)>,
) -> Option<(u8, Vec<crate::brief::Inline>)> {
    let Use::Heading(level) = placed.purpose else { return None };
    // A heading that was taken out, or that nobody sees, begins no section.
    let is_seen = |run: &&Run| {
        run.says_something() && !run.wraps.iter().any(|it| matches!(it, Wrap::Hidden | Wrap::Deleted))
    };
    runs.iter().find(is_seen)?;
    let mut all: Vec<Run> = Vec::new();
    match number.map(|(number, _)| number) {
        Some(Numbered::Label(label)) => all.push(Run::plain(&format!("{label} "))),
        Some(Numbered::Marker(Marker::Number(number))) => all.push(Run::plain(&format!("{number}. "))),
        Some(Numbered::Marker(_)) | None => {}
    }
    let is_bold = |run: &Run| !run.says_something() || run.wraps.contains(&Wrap::Bold);
    let all_bold = runs.iter().all(is_bold);
    all.extend(runs.iter().cloned().map(|mut run| {
        // It is bold as a heading.
        run.wraps.retain(|wrap| !(all_bold && *wrap == Wrap::Bold));
        if run.piece == Piece::Break {
            run.piece = Piece::Text(" ".to_owned());
        }
        run
    }));
    Some((level, inlines(&all)))
}

/// A box that an item begins with in words, and what stands behind it.
fn ticked(runs: &[Run]) -> Option<(bool, Vec<Run>)> {
    let (first, rest) = runs.split_first()?;
    let Piece::Text(words) = &first.piece else { return None };
    let is_done = words.starts_with("[x] ");
    let behind = words.strip_prefix("[x] ").or_else(|| words.strip_prefix("[ ] "))?;
    let behind = Run::new(Piece::Text(behind.to_owned()), first.wraps.clone());
    Some((is_done, std::iter::once(behind).chain(rest.iter().cloned()).collect()))
}

/// The level of an item among those above it: a list of its own that stands further in lies within theirs.
fn depth_of(word: &mut Word<'_, '_>, placed: &Placed, level: usize) -> usize {
    /// How much further in words must stand to lie within, in twentieths of a point.
    const STEP: i32 = 100;
    let list = placed.list.as_ref().map(|(list, _)| list.clone()).unwrap_or_default();
    if word.last_item.is_none() {
        word.bases.clear();
        word.item_lefts.clear();
    }
    let known = word.bases.get(&list).copied();
    let base = known.unwrap_or_else(|| {
        let beside = word.item_lefts.iter().position(|left| *left >= placed.left - STEP);
        beside.unwrap_or(word.item_lefts.len()).saturating_sub(level)
    });
    word.bases.insert(list, base);
    let depth = base + level;
    word.item_lefts.resize(depth, placed.left);
    word.item_lefts.push(placed.left);
    depth
}

/// A paragraph as the block that its style makes of it; what nobody sees is the speaker's.
fn block_of(placed: &Placed, runs: &[Run]) -> Block {
    let is_hidden = |run: &Run| !run.says_something() || run.wraps.contains(&Wrap::Hidden);
    match placed.purpose {
        _ if runs.iter().all(is_hidden) => {
            let mut seen = runs.to_vec();
            seen.iter_mut().for_each(|run| run.wraps.retain(|wrap| *wrap != Wrap::Hidden));
            notes(vec![paragraph(inlines(&seen))])
        }
        Use::Quote => quote(vec![paragraph(inlines(runs))]),
        Use::Code => {
            let lines: String = runs
                .iter()
                .map(|run| match &run.piece {
                    Piece::Text(words) => words.as_str(),
                    Piece::Break => "\n",
                    _ => "",
                })
                .collect();
            code(lines + "\n")
        }
        _ => paragraph(inlines(runs)),
    }
}

fn entry_of(
    word: &mut Word<'_, '_>,
    placed: &Placed,
    runs: &[Run],
    number: Option<(Numbered, usize)>,
) -> Entry {
    let block = block_of(placed, runs);
    match number {
        Some((Numbered::Marker(marker), level)) => {
            let (marker, block) = match ticked(runs).filter(|_| word.is_ours && marker == Marker::Bullet) {
                Some((is_done, rest)) => (Marker::Box(is_done), paragraph(inlines(&rest))),
                None => (marker, block),
            };
            let level = depth_of(word, placed, level);
            word.last_item = Some((level, placed.left));
            Entry::Item(level, marker, vec![block])
        }
        Some((Numbered::Label(label), level)) => {
            let mut all = vec![Run::plain(&format!("{label} "))];
            all.extend(runs.iter().cloned());
            let block = paragraph(inlines(&all));
            // It is an item of a list without a sign, so it belongs to the item that it stands below.
            match word.last_item {
                Some((above, _)) if above < level => Entry::Continued(above, block),
                _ => {
                    word.last_item = None;
                    Entry::Block(block)
                }
            }
        }
        None => match word.last_item {
            Some((level, left))
                if placed.left > 0 && placed.left >= left && placed.ground == Ground::None =>
            {
                Entry::Continued(level, block)
            }
            _ => {
                word.last_item = None;
                Entry::Block(block)
            }
        },
    }
}
