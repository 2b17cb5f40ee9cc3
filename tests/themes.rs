//! Themes: a ministry's own from a folder beside the brief, and the chooser with a picture of each.

use std::fs;
use std::path::Path;

use demarche::app::Dialog;
use demarche::brief::Reader;
use demarche::check::{AssetState, Context, check};
use demarche::facts::Date;
use demarche::layout::{Bitmap, Engine, Options, Paper, Shape, THEMES, typeset};
use demarche::release::project;
use demarche::session::{Disk, Loaded, open};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

const OWN: &str = "base = \"ministry\"\n\n[colors]\naccent = \"#7A1F2B\"\nslide-ground = \"#FFFFFF\"\n\n[mark]\nfile = \"mark.png\"\nalt = \"Ministry of Foreign Affairs\"\n";
const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: none\ntheme: mofa\n---\n\n## Plants\n\n- They employ many people.\n";

fn folder(theme: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("mofa")).expect("made");
    fs::write(folder.path().join("mofa/theme.toml"), theme).expect("written");
    let mark = image::RgbImage::from_pixel(60, 60, image::Rgb([0, 200, 0]));
    mark.save(folder.path().join("mofa/mark.png")).expect("saved");
    fs::write(folder.path().join("brief.md"), BRIEF).expect("written");
    folder
}

fn opened(folder: &Path) -> Loaded {
    open(&folder.join("brief.md"), &Disk).expect("a brief")
}

/// How many pixels of a page are nearly of a colour.
fn n_of(bitmap: &Bitmap, color: [u8; 3]) -> usize {
    let is_near = |pixel: &&[u8]| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 12);
    bitmap.rgba.chunks_exact(4).filter(is_near).count()
}

fn drawn(loaded: &Loaded, page_idx: usize) -> Bitmap {
    let engine = Engine::with_own_fonts();
    let theme = engine.theme_of(loaded.brief.front.theme.as_deref(), &loaded.assets);
    let released = project(&loaded.brief, &loaded.context(), Reader::Counterpart);
    let options = Options { shape: Shape::Slides, paper: Paper::A4, theme };
    typeset(&engine, &released, &options).expect("set").render(page_idx, 0.5).expect("a page")
}

fn findings(loaded: &Loaded) -> Vec<String> {
    let context = Context {
        book: &loaded.book,
        book_problem: None,
        today: Date { year: 2024, month: 11, day: 20 },
        assets: AssetState { problems: &loaded.problems, linked: &loaded.linked },
        glyphs: None,
        parse_diagnostics: &loaded.diagnostics,
        reader: None,
    };
    check(&loaded.brief, &loaded.text, &context).into_iter().map(|found| found.message.en).collect()
}

#[test]
fn a_ministrys_own_theme_brings_its_colours_and_its_mark() {
    let folder = folder(OWN);
    let loaded = opened(folder.path());
    assert_eq!(findings(&loaded), Vec::<String>::new());
    let (title, points) = (drawn(&loaded, 0), drawn(&loaded, 1));
    assert!(n_of(&title, [0, 200, 0]) > 400, "the mark stands on the title slide");
    assert!(n_of(&title, [0x7A, 0x1F, 0x2B]) > 1_000 && n_of(&points, [0x7A, 0x1F, 0x2B]) > 30);
    // Each text becomes a theme once.
    let engine = Engine::with_own_fonts();
    let theme = || engine.theme_of(Some("mofa"), &loaded.assets);
    assert!(std::ptr::eq(theme(), theme()));
    assert_eq!(engine.theme_of(None, &loaded.assets).name, THEMES[0].name);
}

#[test]
fn a_theme_that_cannot_be_read_is_a_finding_and_the_usual_one_is_taken() {
    let folder = folder(&OWN.replace("#7A1F2B", "#C9A0A6"));
    let loaded = opened(folder.path());
    let found = findings(&loaded);
    assert!(
        found
            .iter()
            .any(|found| found.contains("the theme mofa cannot be used") && found.contains("contrast"))
    );
    assert_eq!(n_of(&drawn(&loaded, 1), [0xC9, 0xA0, 0xA6]), 0);
    fs::write(folder.path().join("brief.md"), BRIEF.replace("mofa", "mofa/missing")).expect("written");
    assert!(findings(&opened(folder.path())).iter().any(|found| found.contains("there is no such file")));
    // A theme of another tool is no fault.
    fs::write(folder.path().join("brief.md"), BRIEF.replace("mofa", "gaia")).expect("written");
    assert_eq!(findings(&opened(folder.path())), Vec::<String>::new());
}

#[test]
fn a_theme_is_chosen_by_its_picture_and_can_be_taken_back() {
    let folder = folder(OWN);
    let path = folder.path().join("brief.md");
    let mut desk = Desk::at(folder, &path);
    desk.wait(|app| !app.preview.slots.is_empty());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    desk.type_text("theme");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Themes)));
    desk.wait(|app| app.view.themes.len() == THEMES.len() + 1);
    desk.step();
    desk.harness.get_by_label("a ministry's own");
    desk.click("Choose modern");
    assert!(desk.text().contains("\ntheme: modern\n---"), "{}", desk.text());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), BRIEF);
}
