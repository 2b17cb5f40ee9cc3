//! Pictures on pages: large enough to be seen, and inside the page, whatever stands around them.

use std::io::Cursor;
use std::sync::Arc;

use demarche::brief::{Reader, parse};
use demarche::facts::FactBook;
use demarche::layout::{Bitmap, Engine, Pages, Shape};
use demarche::release::{Assets, Context, Released, clean_image, project};
use image::{DynamicImage, Rgb, RgbImage};

use crate::support::pages;

/// Drawn in nothing else.
const MAGENTA: [u8; 3] = [255, 0, 255];

/// The counterpart's copy of a text, with one picture of a size in pixels, called `p.png`.
fn with_picture(text: &str, (width_px, height_px): (u32, u32)) -> Released {
    let picture = DynamicImage::from(RgbImage::from_pixel(width_px, height_px, Rgb(MAGENTA)));
    let mut png = Vec::new();
    picture.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).expect("encodes");
    let mut assets = Assets::default();
    assets.images.insert("p.png".to_owned(), Arc::new(clean_image(&png).expect("a picture")));
    let (brief, _) = parse(text);
    project(&brief, &Context { book: &FactBook::default(), assets: &assets }, Reader::Counterpart)
}

/// Left, top, right and bottom of what is magenta on a page, and the size of the page.
fn bounds(bitmap: &Bitmap) -> Option<(u32, u32, u32, u32)> {
    let mut found: Option<(u32, u32, u32, u32)> = None;
    for (idx, pixel) in bitmap.rgba.chunks_exact(4).enumerate() {
        if pixel[0] > 240 && pixel[1] < 20 && pixel[2] > 240 {
            let idx = u32::try_from(idx).expect("a small page");
            let (x, y) = (idx % bitmap.width_px, idx / bitmap.width_px);
            let (left, top, right, bottom) = found.unwrap_or((x, y, x, y));
            found = Some((left.min(x), top.min(y), right.max(x), bottom.max(y)));
        }
    }
    found
}

/// The sizes in points of the picture on the pages where it stands.
fn sizes(pages: &Pages) -> Vec<(u32, u32)> {
    let mut sizes = Vec::new();
    for page_idx in 0..pages.len() {
        let bitmap = pages.render(page_idx, 1.0).expect("a page");
        let Some((left, top, right, bottom)) = bounds(&bitmap) else { continue };
        let is_inside = left > 8 && top > 8 && right < bitmap.width_px - 8 && bottom < bitmap.height_px - 8;
        assert!(
            is_inside,
            "{:?} on a page of {} by {}",
            (left, top, right, bottom),
            bitmap.width_px,
            bitmap.height_px
        );
        sizes.push((right - left + 1, bottom - top + 1));
    }
    sizes
}

const HEAD: &str = "---\ntitle: T\ndate: 2024-11-20\n---\n\n## A heading\n\n";

#[test]
fn a_picture_among_words_is_large_enough_and_inside_the_page() {
    let engine = Engine::with_own_fonts();
    for around in [
        "Words with no blank line\n![p](p.png)\n\nMore.",
        "![p](p.png)\nWords right below",
        "Words\\\n![p](p.png)\\\nand words",
        "Words before ![p](p.png) and behind it.",
        "- A point\n  ![p](p.png)\n- Another",
        "> Quoted\n> ![p](p.png)",
        "Words\n[![p](p.png)](https://example.org)",
        "**Words**\n**![p](p.png)**",
        "Words.\n\n![p](p.png)\n\n- One\n- Two",
    ] {
        let text = format!("{HEAD}{around}\n");
        for shape in [Shape::Text, Shape::Slides, Shape::Cards, Shape::Notes] {
            for size_px in [(240, 160), (300, 1_800), (3_000, 500)] {
                let found = sizes(&pages(&engine, &with_picture(&text, size_px), shape));
                assert!(!found.is_empty(), "{shape}, {size_px:?}: {around}");
                // On notes pages it stands on the slide alone, which is shown at 0.41 of its size.
                let least = if shape == Shape::Notes { 41 } else { 100 };
                let largest = found.iter().map(|(width, height)| width.max(height)).max();
                assert!(largest >= Some(&least), "{found:?} for {shape}, {size_px:?}: {around}");
            }
        }
    }
}

#[test]
fn a_picture_that_must_stay_in_its_line_is_seen_too() {
    let engine = Engine::with_own_fonts();
    let text = format!("{HEAD}| Picture | Words |\n|---|---|\n| ![p](p.png) | Cell |\n");
    for shape in [Shape::Text, Shape::Slides, Shape::Cards] {
        let found = sizes(&pages(&engine, &with_picture(&text, (240, 160)), shape));
        assert!(found.iter().all(|&(width, height)| width > 30 && height > 20), "{found:?} for {shape}");
        assert!(!found.is_empty(), "{shape}");
    }
}

#[test]
fn a_sign_among_words_stays_as_high_as_they_are() {
    let engine = Engine::with_own_fonts();
    let text = format!("{HEAD}Words before ![p](p.png) and behind it.\n");
    let found = sizes(&pages(&engine, &with_picture(&text, (24, 24)), Shape::Text));
    assert!(matches!(found.as_slice(), [(width, height)] if *width <= 16 && *height <= 16), "{found:?}");
}

#[test]
fn a_picture_that_has_a_page_for_itself_fills_what_is_there() {
    let engine = Engine::with_own_fonts();
    let point = "- A point that takes a line of the slide and says something.\n";
    let set = |n_points: usize, behind: &str| {
        let text = format!("{HEAD}{}\n![A plant](p.png)\n{behind}", point.repeat(n_points));
        pages(&engine, &with_picture(&text, (1_600, 900)), Shape::Slides)
    };
    // The title, the points, and the picture on the page after them.
    let alone = set(6, "");
    assert_eq!(alone.len(), 3);
    assert!(matches!(sizes(&alone).as_slice(), [(_, height)] if *height > 280), "{:?}", sizes(&alone));
    // With its text beside it, or with more text behind it, it leaves them room.
    for (n_points, behind) in [(1, ""), (6, "\nWords behind it.\n")] {
        let found = sizes(&set(n_points, behind));
        assert!(matches!(found.as_slice(), [(_, height)] if *height <= 200), "{found:?}");
    }
}

/// The counterpart's copy of a text with a photograph, called `p.jpg`.
fn with_photo(text: &str, (width_px, height_px): (u32, u32)) -> Released {
    let picture = DynamicImage::from(RgbImage::from_pixel(width_px, height_px, Rgb(MAGENTA)));
    let mut jpg = Vec::new();
    picture.write_to(&mut Cursor::new(&mut jpg), image::ImageFormat::Jpeg).expect("encodes");
    let mut assets = Assets::default();
    assets.images.insert("p.jpg".to_owned(), Arc::new(clean_image(&jpg).expect("a picture")));
    let (brief, _) = parse(text);
    project(&brief, &Context { book: &FactBook::default(), assets: &assets }, Reader::Counterpart)
}

#[test]
fn a_photograph_alone_fills_its_slide_above_a_band_with_its_caption() {
    let text = |braces: &str| {
        format!(
            "---\ntitle: T\ndate: 2024-11-20\nmarking: {{ scheme: uk, banner: OFFICIAL }}\n---\n\n## The plant in Ohio{braces}\n\n\
             ![A plant](p.jpg \"Marysville, opened in 1982\")\n"
        )
    };
    let engine = Engine::with_own_fonts();
    let shown = |braces: &str, size| {
        let pages = pages(&engine, &with_photo(&text(braces), size), Shape::Slides);
        assert_eq!(pages.len(), 2);
        let words = pages.words(1);
        for expected in ["The plant in Ohio", "Marysville, opened in 1982", "OFFICIAL"] {
            assert!(words.contains(expected), "{words}");
        }
        bounds(&pages.render(1, 1.0).expect("a page")).expect("the picture is there")
    };
    let (left, top, right, bottom) = shown("", (1600, 900));
    assert!(left == 0 && right >= 959, "as wide as the slide: {left} to {right}");
    assert!(
        (30..60).contains(&top) && (350..450).contains(&bottom),
        "between marking and band: {top} to {bottom}"
    );
    // One that is high is not cut at head and feet.
    let (left, _, right, _) = shown(" {layout=photo}", (1000, 1000));
    assert!(left > 200 && right < 760, "{left} to {right}");
    let (left, _, _, _) = shown(" {layout=picture}", (1600, 900));
    assert!(left > 30, "{left}");
}
