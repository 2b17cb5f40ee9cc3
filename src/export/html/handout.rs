//! The running handout: title, what stands below it, the text, and the notes that lead back.

use crate::brief::Lang;
use crate::export::html::block::write_blocks;
use crate::export::html::inline::{write_inlines, write_mark};
use crate::export::html::page::Page;
use crate::export::html::words::write_words;
use crate::release::{Content, Note, notes_title, plain_text};

/// Writes what stands between the two banners.
pub(super) fn write_handout(page: &mut Page<'_>, content: &Content) {
    page.html.open("main", &[]);
    write_title(page, content);
    page.last_level = 1;
    write_blocks(page, &content.blocks);
    write_notes(page, &content.notes);
    page.html.close();
}

fn write_title(page: &mut Page<'_>, content: &Content) {
    let lang = content.lang;
    page.html.open("div", &[("class", "dmtitle")]);
    write_mark(page);
    let above: Vec<&str> = [content.kind_label, content.copy_line.as_deref()].into_iter().flatten().collect();
    if !above.is_empty() {
        page.html.leaf("p", &[("class", "dmkind")], &above.join(" · "));
    }
    page.html.open("h1", &[("id", "dmtop")]);
    write_inlines(page, &content.title);
    page.html.close();
    if let Some(subtitle) = &content.subtitle {
        page.html.open("p", &[("class", "dmsubtitle")]);
        write_words(&mut page.html, subtitle, lang);
        page.html.close();
    }
    if !content.rows.is_empty() {
        page.html.open("dl", &[]);
        for (label, words) in &content.rows {
            page.html.open("div", &[]);
            page.html.leaf("dt", &[], label);
            page.html.open("dd", &[]);
            write_words(&mut page.html, words, lang);
            page.html.close();
            page.html.close();
        }
        page.html.close();
    }
    page.html.close();
}

/// Writes notes and sources, each with ways back to where it was referred to.
fn write_notes(page: &mut Page<'_>, notes: &[Note]) {
    if notes.is_empty() {
        return;
    }
    let before = page.html.take();
    // A note may refer to another: all are written before it is known from where they were referred to.
    let mut written = Vec::new();
    for note in notes {
        page.last_level = 2;
        write_blocks(page, &note.blocks);
        written.push(page.html.take());
    }
    page.html.raw(&before);
    page.html
        .open("section", &[("class", "dmnotes"), ("role", "doc-endnotes"), ("aria-labelledby", "dmnotes")]);
    page.html.leaf("h2", &[("id", "dmnotes")], notes_title(notes, page.lang()));
    page.html.open("ol", &[]);
    for (note, body) in notes.iter().zip(written) {
        let id = page.note_id(note.number);
        page.html.open("li", &[("id", &id)]);
        page.html.raw(&body);
        write_ways_back(page, note.number);
        page.html.close();
    }
    page.html.close();
    page.html.close();
}

/// Writes links to the places that refer to a note.
pub(super) fn write_ways_back(page: &mut Page<'_>, number: usize) {
    let n_refs = page.n_refs.get(&number).copied().unwrap_or(0);
    for place in 1..=n_refs {
        let to = format!("#{}", page.ref_id(number, place));
        let label = match page.lang() {
            Lang::En if n_refs > 1 => format!("Back to note {number}, place {place}"),
            Lang::En => format!("Back to note {number}"),
            Lang::Ja if n_refs > 1 => format!("注{number}の本文{place}へ戻る"),
            Lang::Ja => format!("注{number}の本文へ戻る"),
        };
        page.html.text(" ");
        let attributes =
            [("href", to.as_str()), ("role", "doc-backlink"), ("class", "dmback"), ("aria-label", &label)];
        page.html.leaf("a", &attributes, "↩");
    }
}

/// The title of a page in one line.
pub(super) fn title_words(content: &Content, is_screen: bool) -> String {
    plain_text(if is_screen { &content.screen.title } else { &content.title })
}
