//! Slides on one page: each fills the window, and links lead to the one before and the one behind. Without a script
//! there are no keys but those of the browser, and no steps: a slide stands there whole.

use crate::brief::Lang;
use crate::export::html::block::write_blocks;
use crate::export::html::handout::write_ways_back;
use crate::export::html::inline::{says_anything, write_inlines, write_mark};
use crate::export::html::page::Page;
use crate::export::html::words::write_words;
use crate::release::{Content, Slide};

/// Writes the title and all slides.
pub(super) fn write_deck(page: &mut Page<'_>, content: &Content) {
    let n_slides = content.screen.slides.len();
    page.html.open("main", &[]);
    write_title_slide(page, content);
    write_ways(page, 0, n_slides);
    page.html.close();
    for (number, slide) in (1..).zip(&content.screen.slides) {
        write_slide(page, number, slide);
        write_ways(page, number, n_slides);
        page.html.close();
    }
    page.html.close();
}

fn write_title_slide(page: &mut Page<'_>, content: &Content) {
    let lang = content.lang;
    page.html
        .open("section", &[("id", "dmtop"), ("class", "dmslide dmopening"), ("aria-labelledby", "dmtitle")]);
    page.html.open("div", &[("class", "dmbody")]);
    write_mark(page);
    page.html.open("h1", &[("id", "dmtitle")]);
    write_inlines(page, &content.screen.title);
    page.html.close();
    if let Some(subtitle) = &content.screen.subtitle {
        page.html.open("p", &[("class", "dmsubtitle")]);
        write_words(&mut page.html, subtitle, lang);
        page.html.close();
    }
    // The screen is the room's: of what stands below the title only the date is for everybody.
    if let Some((_, date)) = content.rows.first().filter(|_| content.date.is_some()) {
        page.html.leaf("p", &[("class", "dmdate")], date);
    }
    page.html.close();
}

fn write_slide(page: &mut Page<'_>, number: usize, slide: &Slide) {
    let (id, label) = (format!("dmslide{number}"), slide_name(page, number));
    let class = if slide.is_section { "dmslide dmsection" } else { "dmslide" };
    page.html.open("section", &[("id", &id), ("class", class), ("aria-label", &label)]);
    page.prefix = format!("dmslide{number}");
    page.n_refs.clear();
    page.html.open("div", &[("class", "dmbody")]);
    if says_anything(&slide.title) {
        page.html.open("h2", &[]);
        write_inlines(page, &slide.title);
        page.html.close();
    }
    page.last_level = 2;
    write_blocks(page, &slide.blocks);
    page.html.close();
    if slide.notes.is_empty() {
        return;
    }
    page.html.open("ol", &[("class", "dmsmall")]);
    for note in &slide.notes {
        let id = page.note_id(note.number);
        page.html.open("li", &[("id", &id)]);
        let lang = page.lang();
        write_words(&mut page.html, &note.short, lang);
        write_ways_back(page, note.number);
        page.html.close();
    }
    page.html.close();
}

fn slide_name(page: &Page<'_>, number: usize) -> String {
    match page.lang() {
        Lang::En => format!("Slide {number}"),
        Lang::Ja => format!("スライド{number}"),
    }
}

/// Writes the links to the slides around one; the title slide is number 0.
fn write_ways(page: &mut Page<'_>, number: usize, n_slides: usize) {
    if n_slides == 0 {
        return;
    }
    let label = match page.lang() {
        Lang::En => format!("Around slide {number}"),
        Lang::Ja => format!("スライド{number}の前後"),
    };
    let dest = |number: usize| if number == 0 { "#dmtop".to_owned() } else { format!("#dmslide{number}") };
    page.html.open("nav", &[("aria-label", &label)]);
    if let Some(before) = number.checked_sub(1) {
        let words = page.word("Previous", "前へ");
        page.html.leaf("a", &[("href", &dest(before))], words);
    }
    page.html.leaf("span", &[], &format!("{number} / {n_slides}"));
    if number < n_slides {
        let words = page.word("Next", "次へ");
        page.html.leaf("a", &[("href", &dest(number + 1))], words);
    }
    page.html.close();
}
