//! What stands in a paragraph: words with their looks, fields, notes, edits, remarks, and what floats beside it.

use crate::import::office::docx::Word;
use crate::import::office::docx::around::{Around, Field, PAGE_NUMBER, Parsed, chosen};
use crate::import::office::docx::drawing::read_drawing;
use crate::import::office::docx::styles::{Look, is_on};
use crate::import::office::formula::in_a_line;
use crate::import::office::source::target;
use crate::import::office::words::{Piece, Run, Wrap};
use crate::office::Element;
use crate::text::message;

/// Reads what stands in a paragraph or a part of one.
pub(super) fn read_runs(word: &mut Word<'_, '_>, parent: &Element, around: &Around, out: &mut Parsed) {
    for element in parent.elements() {
        match element.name.as_str() {
            "w:r" => read_run(word, element, around, out),
            "w:ins" | "w:moveTo" => read_runs(word, element, &around.with(Wrap::Inserted), out),
            "w:del" | "w:moveFrom" => read_runs(word, element, &around.with(Wrap::Deleted), out),
            "w:hyperlink" => {
                let id = element.attribute("r:id");
                let link =
                    target(&word.relations, id).filter(|it| it.is_external).map(|it| it.target.clone());
                let around = link.map_or_else(|| around.clone(), |link| around.with(Wrap::Link(link)));
                read_runs(word, element, &around, out);
            }
            "w:fldSimple" => {
                let instruction = element.attribute("w:instr").unwrap_or_default().to_owned();
                word.fields.push(Field { instruction, has_result: true });
                begin_result(word, around, out);
                read_runs(word, element, around, out);
                word.fields.pop();
            }
            "w:commentRangeStart" => {
                let id = element.attribute("w:id").unwrap_or_default().to_owned();
                if out.remarks.contains(&id) {
                    out.open.push(id);
                }
            }
            "w:commentRangeEnd" => {
                let id = element.attribute("w:id").unwrap_or_default();
                out.open.retain(|open| open != id);
            }
            "mc:AlternateContent" => read_runs(word, chosen(element), around, out),
            "m:oMath" => {
                push(word, &in_a_line(element), around, out);
            }
            "w:pPr" | "w:rPr" | "w:sdtPr" | "w:sdtEndPr" => {}
            // What only groups runs.
            _ => read_runs(word, element, around, out),
        }
    }
}

fn read_run(word: &mut Word<'_, '_>, run: &Element, around: &Around, out: &mut Parsed) {
    let mut around = around.clone();
    around.wraps.extend(wraps_of(word, run, &around));
    let style = run.child("w:rPr").and_then(|it| it.child("w:rStyle")).and_then(|it| it.attribute("w:val"));
    around.is_reference = style.is_some_and(|style| word.styles.name(style).contains("reference"));
    read_pieces(word, run, &around, out);
}

/// Reads what stands in a run.
fn read_pieces(word: &mut Word<'_, '_>, run: &Element, around: &Around, out: &mut Parsed) {
    for element in run.elements() {
        match element.name.as_str() {
            "w:t" | "w:delText" => push(word, &element.text(), around, out),
            // Behind a wide bracket Japanese has no blank.
            "w:tab" if ends_wide(&out.runs) => {}
            "w:tab" | "w:ptab" => push(word, "\t", around, out),
            "w:noBreakHyphen" => push(word, "\u{2011}", around, out),
            "w:sym" => read_sign(word, element, around, out),
            "w:cr" => push_piece(word, Piece::Break, around, out),
            "w:br" => match element.attribute("w:type") {
                Some("page") if out.runs.iter().all(|run| !run.says_something()) => out.begins_page = true,
                Some("column") => out.begins_column = true,
                Some("page") => {}
                _ => push_piece(word, Piece::Break, around, out),
            },
            "w:instrText" | "w:delInstrText" => {
                let words = element.text();
                word.fields.last_mut().iter_mut().for_each(|field| field.instruction.push_str(&words));
            }
            "w:fldChar" => read_field_mark(word, element, around, out),
            "w:ruby" => {
                let words = |name: &str| element.child(name).map(ruby_words).unwrap_or_default();
                push_piece(word, Piece::Ruby(words("w:rubyBase"), words("w:rt")), around, out);
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                if let Some(id) = element.attribute("w:id") {
                    let label = word.notes.label(element.name == "w:endnoteReference", id);
                    push_piece(word, Piece::Note(label), around, out);
                }
            }
            "w:commentReference" => read_remark(word, element, around, out),
            "w:drawing" | "w:pict" | "w:object" => read_drawing(word, element, around, out),
            "mc:AlternateContent" => read_pieces(word, chosen(element), around, out),
            _ => {}
        }
    }
}

/// Whether words end with a bracket or a stop that is as wide as two letters.
fn ends_wide(runs: &[Run]) -> bool {
    let Some(Run { piece: Piece::Text(words), .. }) = runs.last() else { return false };
    words.ends_with(['）', '】', '」', '．', '、', '：'])
}

fn ruby_words(element: &Element) -> String {
    element.all("w:t").iter().map(|words| words.text()).collect()
}

/// What the properties of a run put around its words.
fn wraps_of(word: &mut Word<'_, '_>, run: &Element, around: &Around) -> Vec<Wrap> {
    let Some(properties) = run.child("w:rPr") else { return look_wraps(around.look, around.is_dark) };
    if properties.child("w:rPrChange").is_some() {
        word.n_formats += 1;
    }
    let style = properties.child("w:rStyle").and_then(|it| it.attribute("w:val"));
    let own = Look::of(properties);
    let look = own.or(style.map(|style| word.styles.look(style)).unwrap_or_default()).or(around.look);
    let value = |name: &str| properties.child(name).and_then(|it| it.attribute("w:val"));
    let is_dark = around.is_dark
        || properties.child("w:shd").is_some()
        || value("w:highlight").is_some_and(|color| color != "none");
    let mut wraps = look_wraps(look, is_dark);
    // A link looks like one without a line of its own, and so does what a reviewer added.
    if own.underline.is_none() || around.wraps.iter().any(|wrap| matches!(wrap, Wrap::Link(_))) {
        wraps.retain(|wrap| *wrap != Wrap::Underline);
    }
    match value("w:vertAlign") {
        Some("superscript") => wraps.push(Wrap::Superscript),
        Some("subscript") => wraps.push(Wrap::Subscript),
        _ => {}
    }
    if value("w:highlight").is_some_and(|color| color != "none") {
        wraps.push(Wrap::Highlight);
    }
    if properties.child("w:bdr").is_some_and(|line| line.attribute("w:val") != Some("none")) {
        wraps.push(Wrap::Key);
    }
    if style.is_some_and(|style| word.styles.name(style) == "private remark") {
        wraps.push(Wrap::Hidden);
    }
    wraps
}

fn look_wraps(look: Look, is_dark: bool) -> Vec<Wrap> {
    let is_white = look.white == Some(true) && !is_dark;
    let all = [
        (look.hidden == Some(true) || is_white, Wrap::Hidden),
        (look.bold == Some(true), Wrap::Bold),
        (look.italic == Some(true), Wrap::Italic),
        (look.strike == Some(true), Wrap::Strike),
        (look.underline == Some(true), Wrap::Underline),
        (look.code == Some(true), Wrap::Code),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, wrap)| wrap).collect()
}

/// Adds words where they are seen: not those that only tell a field what to work out.
fn push(word: &mut Word<'_, '_>, words: &str, around: &Around, out: &mut Parsed) {
    if let Some(field) = word.fields.last() {
        if !field.has_result {
            return;
        }
        // The number of a note stands there already, as a reference.
        if field.name() == "NOTEREF" {
            return;
        }
        if word.in_margin && matches!(field.name(), "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "SECTION") {
            push_piece(word, Piece::Text(PAGE_NUMBER.to_string()), around, out);
            return;
        }
    }
    let is_after_note = out.runs.last().is_some_and(|run| matches!(run.piece, Piece::Note(_)));
    if words == "," && around.is_reference && is_after_note {
        return;
    }
    push_piece(word, Piece::Text(words.to_owned()), around, out);
}

fn push_piece(word: &Word<'_, '_>, piece: Piece, around: &Around, out: &mut Parsed) {
    if word.fields.iter().any(|field| !field.has_result) {
        return;
    }
    let mut wraps = around.wraps.clone();
    if !matches!(piece, Piece::Remark(_)) && !out.open.is_empty() {
        // Our own files mark so what a remark is about.
        wraps.retain(|wrap| !(word.is_ours && *wrap == Wrap::Highlight));
        wraps.push(Wrap::Flagged);
    }
    let link = word.fields.iter().rev().find_map(Field::link);
    wraps.extend(link.filter(|_| !wraps.iter().any(|it| matches!(it, Wrap::Link(_)))).map(Wrap::Link));
    out.runs.push(Run::new(piece, wraps));
}

fn read_field_mark(word: &mut Word<'_, '_>, mark: &Element, around: &Around, out: &mut Parsed) {
    match mark.attribute("w:fldCharType") {
        Some("begin") => {
            word.fields.push(Field::default());
            if let Some(data) = mark.child("w:ffData").and_then(|data| data.child("w:checkBox")) {
                let state = data.child("w:checked").or_else(|| data.child("w:default"));
                let is_ticked = state.is_some_and(is_on);
                let sign = if is_ticked { "☑" } else { "☐" };
                let field = word.fields.pop();
                push_piece(word, Piece::Text(sign.to_owned()), around, out);
                word.fields.extend(field);
            }
        }
        Some("separate") => {
            word.fields.last_mut().iter_mut().for_each(|field| field.has_result = true);
            begin_result(word, around, out);
        }
        Some("end") => {
            word.fields.pop();
        }
        _ => {}
    }
}

/// What a field says that is no word of its result.
fn begin_result(word: &mut Word<'_, '_>, around: &Around, out: &mut Parsed) {
    let Some(field) = word.fields.last() else { return };
    if field.name() != "NOTEREF" {
        return;
    }
    let bookmark = field.instruction.split_whitespace().nth(1).unwrap_or_default();
    if let Some((is_end, id)) = word.note_bookmarks.get(bookmark).cloned() {
        let label = word.notes.label(is_end, &id);
        push_piece(word, Piece::Note(label), around, out);
    }
}

fn read_remark(word: &mut Word<'_, '_>, reference: &Element, around: &Around, out: &mut Parsed) {
    let Some(id) = reference.attribute("w:id") else { return };
    out.open.retain(|open| open != id);
    if let Some(words) = word.comments.get(id).cloned() {
        word.used_comments.insert(id.to_owned());
        // A remark is ours whatever it stands in, and looks like none of it.
        let around = Around { wraps: Vec::new(), ..around.clone() };
        push_piece(word, Piece::Remark(words), &around, out);
    }
}

/// Signs of the fonts of signs that have letters of their own.
fn read_sign(word: &mut Word<'_, '_>, sign: &Element, around: &Around, out: &mut Parsed) {
    let code = sign.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
    let font = sign.attribute("w:font").unwrap_or_default().to_lowercase();
    let known = match code & 0xff {
        _ if code < 0xf000 => char::from_u32(code),
        0xa8 | 0x6f | 0x71 if font.contains("wingdings") => Some('☐'),
        0xfe | 0x52 if font.contains("wingdings") => Some('☑'),
        0xfc if font.contains("wingdings") => Some('✓'),
        0xfb if font.contains("wingdings") => Some('✗'),
        0xe0 | 0xe8 if font.contains("wingdings") => Some('→'),
        0x4a if font.contains("wingdings") => Some('☺'),
        0xb7 | 0x6c | 0x9f => Some('•'),
        0xae => Some('→'),
        0xb3 => Some('≥'),
        0xa3 => Some('≤'),
        0xb1 => Some('±'),
        0xd7 | 0xb4 => Some('×'),
        0x61 if font == "symbol" => Some('α'),
        0x62 if font == "symbol" => Some('β'),
        0x44 if font == "symbol" => Some('Δ'),
        0x6d if font == "symbol" => Some('μ'),
        _ => None,
    };
    if known.is_none() {
        word.source.remark(message!(
            "a sign of the font {font}, number {code:X}",
            "書体 {font} の記号（番号 {code:X}）"
        ));
    }
    push(word, &known.unwrap_or('\u{fffd}').to_string(), around, out);
}
