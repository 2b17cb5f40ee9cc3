//! Pictures of pages: one for each layout of a slide and each rule of paper, compared with tolerance.
//!
//! They show what words and places do not: grounds, bands, weights, lines. `UPDATE_SNAPSHOTS=1` draws them anew; look at
//! each that has changed before it is kept.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

use demarche::brief::{Reader, parse};
use demarche::export::png_of;
use demarche::facts::parse_book;
use demarche::layout::{Bitmap, Engine, Options, Paper, Shape, THEMES, theme_named, typeset};
use demarche::release::{Assets, Context, Released, clean_image, project};
use image::{DynamicImage, Rgb, RgbImage};

/// How many pixels a point is.
const SCALE: f64 = 0.5;
/// How far two pixels may be apart in one colour, of 255, to be the same to the eye.
const SAME: u8 = 40;
/// How many pixels of a thousand may differ: a line of text that moved by a pixel is more than that.
const MOST_DIFFERENT: usize = 4;

const HEAD: &str = "---\ntitle: American jobs, Japanese automakers\nsubtitle: For members of Congress\ndate: 2024-11-20\n\
    place: Washington\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n";
const POINTS: &str =
    "- They employ 109,000 people\n- They build 3.2 million vehicles\n- They buy parts in 27 states\n";
const TABLE: &str = "| State | Jobs | Plants |\n|---|--:|--:|\n| Ohio | 16,000 | 3 |\n| Indiana | 17,339 | 4 |\n| Kentucky | 10,000 | 2 |\n";
const CHART: &str = "```chart\ntype: bar\ntitle: People employed\nunit: jobs\ndata:\n  \"2014\": 88000\n  \"2019\": 93000\n  \"2023\": 109000\nsource: JAMA\n```\n";

/// What is drawn: the name of the picture, the text below the front matter, the shape and which page of it.
struct Drawn {
    name: &'static str,
    text: String,
    shape: Shape,
    page_idx: usize,
    theme: &'static str,
    reader: Reader,
}

fn drawn(name: &'static str, text: &str, shape: Shape, page_idx: usize) -> Drawn {
    let reader = Reader::Principal;
    Drawn { name, text: format!("{HEAD}{text}"), shape, page_idx, theme: "ministry", reader }
}

fn slide(name: &'static str, text: &str) -> Drawn {
    drawn(name, text, Shape::Slides, 1)
}

fn paper(name: &'static str, text: &str, page_idx: usize) -> Drawn {
    drawn(name, text, Shape::Text, page_idx)
}

fn slides() -> Vec<Drawn> {
    let map = "```chart\ntype: map\ntitle: Jobs by state\nunit: jobs\ndata: {OH: 16000, IN: 17339, KY: 10000}\nsource: JAMA\n```\n";
    let line = "```chart\ntype: line\ntitle: Investment\nunit: USD billion\ndata: {2019: 51, 2020: 51.5, 2021: 53, 2022: 55, 2023: 61.6}\nsource: JAMA\n```\n";
    let title = |text: &str| format!("## A claim that the slide shows\n\n{text}");
    vec![
        drawn("slide-title", "## A\n\nB.\n", Shape::Slides, 0),
        slide("slide-section", "# What we build together\n\nFrom Ohio to Texas.\n"),
        slide("slide-points", &title(POINTS)),
        slide("slide-figures", &title("- **24** plants that build vehicles\n- **109,000** people at work\n")),
        slide("slide-quote", &title("> No ally has done more.\n>\n> — The Secretary of State\n")),
        slide("slide-ask", &title("> [!ASK]\n> Keep the agreement as it stands.\n")),
        slide("slide-table", &title(TABLE)),
        slide("slide-picture", &title("![A drawing](drawing.png)\n")),
        slide("slide-photo", &title("![A plant](photo.jpg \"Marysville, Ohio\")\n")),
        slide(
            "slide-columns",
            &title("::: columns\n::: column\n- Left\n:::\n::: column\n- Right\n:::\n:::\n"),
        ),
        slide("slide-chart", &title(CHART)),
        slide("slide-beside", &title(&format!("{CHART}\n- Up since 2014\n- Most of all in 2023\n"))),
        slide("slide-map", &title(map)),
        slide("slide-line", &title(line)),
        slide(
            "slide-stale-source",
            &title("- They employ [109,000](fact:jobs) people\n- In [24](fact:plants) plants\n"),
        ),
        Drawn { theme: "high-contrast", ..slide("slide-high-contrast", &title(POINTS)) },
        Drawn {
            theme: "modern",
            ..slide("slide-modern", &title("> [!ASK]\n> Keep the agreement as it stands.\n"))
        },
        Drawn {
            text: HEAD.replace("place:", "aspectRatio: 4/3\nplace:") + &title(POINTS),
            ..slide("slide-four-to-three", "")
        },
    ]
}

fn papers() -> Vec<Drawn> {
    let filler = |n: usize| {
        "A line that fills the page and says little beyond that it is there to do so.\n\n".repeat(n)
    };
    let rows = |n: usize| (0..n).map(|n| format!("| Row {n} | {n},000 |")).collect::<Vec<_>>().join("\n");
    let long_table = format!("| State | Jobs |\n|---|--:|\n{}", rows(60));
    let private = "> [!IF-RAISED] You still sell more than you build\n> We do not say otherwise.\n\n> [!RED-LINE]\n> No quota.\n";
    vec![
        paper(
            "paper-title",
            &format!("## Points\n\n{POINTS}\nMore [words](https://example.com)[^a].\n\n[^a]: A note.\n"),
            0,
        ),
        paper("paper-private", &format!("## Points\n\n{POINTS}\n{private}"), 0),
        paper("paper-table-kept", &format!("{}\n## Table\n\n{TABLE}", filler(37)), 1),
        paper("paper-table-repeats-head", &format!("## Table\n\n{long_table}"), 1),
        paper("paper-question-kept", &format!("{}\n{private}", filler(36)), 1),
        paper("paper-landscape", &format!("## One\n\nWords.\n\n## Wide {{.landscape}}\n\n{TABLE}"), 1),
        paper("paper-annex", "## One\n\nWords.\n\n## Annex A\n\nMore words.\n", 1),
        paper("paper-full", &filler(42), 0),
        paper("paper-chart", &format!("## Chart\n\n{CHART}"), 0),
        Drawn {
            reader: Reader::Counterpart,
            ..paper("paper-counterpart", &format!("## Points\n\n{POINTS}\n{private}"), 0)
        },
        Drawn { theme: "large-print", ..paper("paper-large-print", &format!("## Points\n\n{POINTS}"), 0) },
        drawn("notes", &format!("## Points\n\n{POINTS}\n> [!SAY]\n> Pause here.\n"), Shape::Notes, 1),
        drawn("cards", &format!("## Points\n\n{POINTS}\n> [!SAY]\n> Pause here.\n"), Shape::Cards, 0),
    ]
}

/// A picture with a shape in it, so that one sees where it is cut.
fn assets() -> Assets {
    let circle = |width_px: u32, height_px: u32| {
        let (x0, y0) = (f64::from(width_px) / 2.0, f64::from(height_px) / 2.0);
        let inside = move |x: u32, y: u32| (f64::from(x) - x0).hypot(f64::from(y) - y0) < y0 * 0.9;
        let color = move |x, y| if inside(x, y) { Rgb([0x8A, 0xA6, 0x7A]) } else { Rgb([0xC9, 0xD4, 0xE4]) };
        DynamicImage::from(RgbImage::from_fn(width_px, height_px, color))
    };
    let mut assets = Assets::default();
    let formats = [
        ("photo.jpg", image::ImageFormat::Jpeg, (1200, 750)),
        ("drawing.png", image::ImageFormat::Png, (600, 400)),
    ];
    for (name, format, (width_px, height_px)) in formats {
        let mut bytes = Vec::new();
        circle(width_px, height_px).write_to(&mut Cursor::new(&mut bytes), format).expect("encodes");
        assets.images.insert(name.to_owned(), Arc::new(clean_image(&bytes).expect("a picture")));
    }
    assets
}

fn draw(engine: &Engine, drawn: &Drawn) -> Bitmap {
    let (book, _) = parse_book(
        "[[source]]\nid = \"s\"\ntitle = \"Report\"\npublisher = \"JAMA\"\ndate = \"2024\"\n\n\
         [[fact]]\nkey = \"jobs\"\nvalue = 109000\nas_of = \"2023\"\nsource = \"s\"\n\n\
         [[fact]]\nkey = \"plants\"\nvalue = 24\nas_of = \"2023\"\nsource = \"s\"\n",
    );
    let (brief, _) = parse(&drawn.text);
    let released: Released = project(&brief, &Context { book: &book, assets: &assets() }, drawn.reader);
    let theme = theme_named(drawn.theme).unwrap_or(&THEMES[0]);
    let pages =
        typeset(engine, &released, &Options { shape: drawn.shape, paper: Paper::A4, theme }).expect("set");
    pages
        .render(drawn.page_idx, SCALE)
        .unwrap_or_else(|| panic!("{} has no page {}", drawn.name, drawn.page_idx))
}

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/pages").join(format!("{name}.png"))
}

/// How many pixels of a thousand differ; all where the sizes do.
fn difference(drawn: &Bitmap, golden: &RgbImage) -> usize {
    if golden.dimensions() != (drawn.width_px, drawn.height_px) {
        return 1_000;
    }
    let pixels = drawn.rgba.chunks_exact(4).zip(golden.pixels());
    let differs =
        pixels.filter(|(drawn, golden)| drawn.iter().zip(golden.0).any(|(a, b)| a.abs_diff(b) > SAME));
    let n_pixels = usize::try_from(golden.width() * golden.height()).expect("a small page");
    (differs.count() * 1_000).div_ceil(n_pixels)
}

#[test]
fn pages_look_as_they_did_when_somebody_looked_at_them() {
    let engine = Engine::with_own_fonts();
    let is_update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut wrong = Vec::new();
    let all: Vec<Drawn> = slides().into_iter().chain(papers()).collect();
    assert!(all.len() < 40);
    for drawn in &all {
        let bitmap = draw(&engine, drawn);
        let path = golden(drawn.name);
        let there = fs::read(&path).ok().and_then(|bytes| image::load_from_memory(&bytes).ok());
        let differs = there.map_or(1_000, |there| difference(&bitmap, &there.to_rgb8()));
        if differs <= MOST_DIFFERENT {
            continue;
        }
        if is_update {
            let png = png_of(bitmap.width_px, bitmap.height_px, bitmap.rgba).expect("encodes");
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(&path, png).expect("written");
        } else {
            wrong.push(format!("{}: {differs} of 1,000 pixels differ", drawn.name));
        }
    }
    assert!(wrong.is_empty(), "{}; look at them, then UPDATE_SNAPSHOTS=1", wrong.join("\n"));
}

#[test]
fn a_line_that_moves_is_seen() {
    let engine = Engine::with_own_fonts();
    let all = slides();
    let points = all.iter().find(|drawn| drawn.name == "slide-points").expect("there");
    let image = |bitmap: &Bitmap| {
        let pixels = bitmap.rgba.chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
        RgbImage::from_raw(bitmap.width_px, bitmap.height_px, pixels).expect("as large")
    };
    let usual = draw(&engine, points);
    assert_eq!(difference(&usual, &image(&usual)), 0);
    let other =
        Drawn { text: points.text.replace("They buy parts", "They sell parts and more"), ..slide("", "") };
    assert!(difference(&draw(&engine, &other), &image(&usual)) > MOST_DIFFERENT);
}
