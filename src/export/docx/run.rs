//! Running text: runs with their properties, links, notes, open edits and remarks.

use crate::brief::Lang;
use crate::export::docx::picture::write_inline_picture;
use crate::export::docx::story::Story;
use crate::export::runs::{
    Look, Run, RunContent, Style, Target, address, any_east_asian, by_script, has_east_asian, look_of_part,
    runs,
};
use crate::office::{Xml, sort};
use crate::release::Inline;

/// Who open edits and remarks are by: a file names nobody.
pub(super) const AUTHOR: &str = "Démarche";

/// Writes running text; `height_pt` is how high a picture in it may be.
pub(super) fn write_inlines(story: &mut Story<'_>, inlines: &[Inline], height_pt: f64) {
    let mut runs = runs(inlines, story.content.lang);
    if story.is_slanted && any_east_asian(&runs) {
        runs.iter_mut().for_each(|run| run.look = run.look.without(Style::Italic).with(Style::Upright));
    }
    let remarks = remark_starts(&runs, story);
    let mut idx = 0;
    while idx < runs.len() {
        let target = runs[idx].target;
        let n_same = runs[idx..].iter().take_while(|run| run.target == target).count();
        let is_open = open_link(story, target);
        for (at, run) in runs.iter().enumerate().skip(idx).take(n_same) {
            for (_, id) in remarks.iter().filter(|(start, _)| *start == at) {
                story.xml.empty("w:commentRangeStart", &[("w:id", id)]);
            }
            write_run(story, run, runs[..at].last(), (is_open, height_pt));
        }
        if is_open {
            story.xml.close();
        }
        idx += n_same;
    }
}

/// Where the text begins that each remark is about, with the remark's id.
fn remark_starts(runs: &[Run<'_>], story: &Story<'_>) -> Vec<(usize, String)> {
    let remarks = runs.iter().enumerate().filter_map(|(at, run)| match run.content {
        RunContent::Remark(_, n_about) if !story.is_note => Some(at - n_about.min(at)),
        _ => None,
    });
    remarks.zip(story.remarks.len()..).map(|(start, id)| (start, id.to_string())).collect()
}

fn open_link(story: &mut Story<'_>, target: Option<Target<'_>>) -> bool {
    match target {
        Some(Target::Out(dest)) => {
            let Some(address) = address(dest) else { return false };
            let id = story.relations.add_external(sort::LINK, &address);
            story.xml.open("w:hyperlink", &[("r:id", &id)]);
        }
        Some(Target::Within(to)) => {
            if to >= story.content.anchors.len().max(1) {
                return false;
            }
            story.xml.open("w:hyperlink", &[("w:anchor", &format!("_to{to}"))]);
        }
        None => return false,
    }
    true
}

fn write_run(
    story: &mut Story<'_>,
    run: &Run<'_>,
    before: Option<&Run<'_>>,
    (is_link, height_pt): (bool, f64),
) {
    let look = run.look;
    match &run.content {
        RunContent::Text(text) => {
            for (part, is_wide) in by_script(text) {
                let look = look_of_part(look, part, text);
                in_edit(story, look, |story| write_text(&mut story.xml, part, (look, is_wide, is_link)));
            }
        }
        RunContent::Soft => {}
        RunContent::Break => in_edit(story, look, |story| {
            story.xml.open("w:r", &[]);
            story.xml.empty("w:br", &[]);
            story.xml.close();
        }),
        RunContent::Ruby(base, reading) => {
            in_edit(story, look, |story| write_ruby(&mut story.xml, base, reading, look));
        }
        RunContent::Ref(number) => {
            if before.is_some_and(|before| matches!(before.content, RunContent::Ref(_))) {
                write_raised(&mut story.xml, ",");
            }
            in_edit(story, look, |story| write_ref(story, *number));
        }
        RunContent::Picture(picture) => {
            in_edit(story, look, |story| write_inline_picture(story, picture, height_pt));
        }
        RunContent::Remark(remark, _) => write_remark(story, remark),
    }
}

/// Writes something within the mark of the open edit that it is part of.
fn in_edit(story: &mut Story<'_>, look: Look, write: impl FnOnce(&mut Story<'_>)) {
    let mark = if look.has(Style::Deleted) {
        "w:del"
    } else if look.has(Style::Inserted) {
        "w:ins"
    } else {
        return write(story);
    };
    let id = story.next_edit();
    story.xml.open(mark, &[("w:id", &id), ("w:author", AUTHOR)]);
    write(story);
    story.xml.close();
}

fn write_text(xml: &mut Xml, text: &str, (look, is_wide, is_link): (Look, bool, bool)) {
    xml.open("w:r", &[]);
    write_look(xml, look, (is_wide, is_link));
    let tag = if look.has(Style::Deleted) { "w:delText" } else { "w:t" };
    xml.words(tag, &[("xml:space", "preserve")], text);
    xml.close();
}

/// Writes the properties of a run, in the order that Word wants.
fn write_look(xml: &mut Xml, look: Look, (is_wide, is_link): (bool, bool)) {
    if look == Look::default() && !is_wide && !is_link {
        return;
    }
    xml.open("w:rPr", &[]);
    let styles = [(Style::Code, "CodeInLine"), (Style::Portion, "PortionMark")];
    let style = styles.iter().find(|(style, _)| look.has(*style)).map(|(_, name)| *name);
    style
        .or(is_link.then_some("Hyperlink"))
        .iter()
        .for_each(|name| xml.empty("w:rStyle", &[("w:val", name)]));
    if is_wide {
        xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
    }
    let has = |style: Style| look.has(style);
    for (style, tags) in [(Style::Bold, ["w:b", "w:bCs"]), (Style::Italic, ["w:i", "w:iCs"])] {
        tags.iter().filter(|_| has(style)).for_each(|tag| xml.empty(tag, &[]));
    }
    if has(Style::Upright) {
        ["w:i", "w:iCs"].into_iter().for_each(|tag| xml.empty(tag, &[("w:val", "0")]));
    }
    if has(Style::Strike) {
        xml.empty("w:strike", &[]);
    }
    if has(Style::Highlight) {
        xml.empty("w:highlight", &[("w:val", "yellow")]);
    }
    if has(Style::Underline) {
        xml.empty("w:u", &[("w:val", "single")]);
    }
    if has(Style::Key) {
        xml.empty("w:bdr", &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
    }
    let raised = [(Style::Subscript, "subscript"), (Style::Superscript, "superscript")];
    raised.iter().filter(|(style, _)| has(*style)).take(1).for_each(|(_, name)| {
        xml.empty("w:vertAlign", &[("w:val", name)]);
    });
    if is_wide {
        xml.empty("w:lang", &[("w:eastAsia", "ja-JP")]);
    }
    xml.close();
}

/// Writes words with their reading above them.
fn write_ruby(xml: &mut Xml, base: &str, reading: &str, look: Look) {
    xml.open("w:r", &[]);
    xml.open("w:ruby", &[]);
    xml.open("w:rubyPr", &[]);
    xml.empty("w:rubyAlign", &[("w:val", "distributeSpace")]);
    for (tag, half_points) in [("w:hps", "11"), ("w:hpsRaise", "20"), ("w:hpsBaseText", "22")] {
        xml.empty(tag, &[("w:val", half_points)]);
    }
    xml.empty("w:lid", &[("w:val", "ja-JP")]);
    xml.close();
    for (tag, words) in [("w:rt", reading), ("w:rubyBase", base)] {
        xml.open(tag, &[]);
        write_text(xml, words, (look.without(Style::Italic), true, false));
        xml.close();
    }
    xml.close();
    xml.close();
}

/// Writes the number of a note: a footnote where the text refers to it first, and to that one later.
fn write_ref(story: &mut Story<'_>, number: usize) {
    let known = story.referred.iter().position(|known| *known == number);
    if !story.content.notes.iter().any(|note| note.number == number) {
        return;
    }
    match known {
        Some(idx) => {
            write_field(&mut story.xml, &format!("NOTEREF _fn{} \\f \\h", idx + 1), &(idx + 1).to_string());
        }
        // A note of a note has no foot of its own; the text does not refer to it, so it stands at the end.
        None if story.is_note => {}
        None => {
            story.referred.push(number);
            let id = story.referred.len().to_string();
            let bookmark = story.open_bookmark(&format!("_fn{id}"));
            story.xml.open("w:r", &[]);
            write_raised_style(&mut story.xml);
            story.xml.empty("w:footnoteReference", &[("w:id", &id)]);
            story.xml.close();
            story.close_bookmark(&bookmark);
        }
    }
}

fn write_raised_style(xml: &mut Xml) {
    xml.open("w:rPr", &[]);
    xml.empty("w:rStyle", &[("w:val", "FootnoteReference")]);
    xml.close();
}

/// Writes words as the number of a note looks.
pub(super) fn write_raised(xml: &mut Xml, words: &str) {
    xml.open("w:r", &[]);
    write_raised_style(xml);
    xml.words("w:t", &[("xml:space", "preserve")], words);
    xml.close();
}

/// Writes a field that shows the number of a note.
fn write_field(xml: &mut Xml, instruction: &str, result: &str) {
    let mark = |xml: &mut Xml, sort: &str| {
        xml.open("w:r", &[]);
        write_raised_style(xml);
        xml.empty("w:fldChar", &[("w:fldCharType", sort)]);
        xml.close();
    };
    mark(xml, "begin");
    xml.open("w:r", &[]);
    xml.words("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} "));
    xml.close();
    mark(xml, "separate");
    write_raised(xml, result);
    mark(xml, "end");
}

/// Writes a remark as a comment in the margin; in notes, which Word gives none, as words.
fn write_remark(story: &mut Story<'_>, remark: &str) {
    if story.is_note {
        story.xml.open("w:r", &[]);
        story.xml.open("w:rPr", &[]);
        story.xml.empty("w:rStyle", &[("w:val", "PrivateRemark")]);
        story.xml.close();
        story.xml.words("w:t", &[("xml:space", "preserve")], &format!(" [{remark}]"));
        story.xml.close();
        return;
    }
    let id = story.remarks.len().to_string();
    story.remarks.push(remark.to_owned());
    story.xml.empty("w:commentRangeEnd", &[("w:id", &id)]);
    story.xml.open("w:r", &[]);
    story.xml.open("w:rPr", &[]);
    story.xml.empty("w:rStyle", &[("w:val", "CommentReference")]);
    story.xml.close();
    story.xml.empty("w:commentReference", &[("w:id", &id)]);
    story.xml.close();
}

/// Writes plain words of our own, or of a title.
pub(super) fn write_words(story: &mut Story<'_>, words: &str, look: Look) {
    let words = words.replace(['\n', '\t', '\r'], " ");
    let is_japanese = story.content.lang == Lang::Ja || has_east_asian(&words);
    let look = if story.is_slanted && is_japanese { look.with(Style::Upright) } else { look };
    for (part, is_wide) in by_script(&words) {
        write_text(&mut story.xml, part, (look, is_wide, false));
    }
}
