//! Letters that no font has: named by script, with a package, in every format.

use demarche::brief::Reader;
use demarche::export::{Exported, FORMATS, Job, PdfStandard, export};
use demarche::layout::{Engine, Options, Paper, THEMES};
use demarche::text::Message;

use crate::support::released;

/// A text in all formats, with the fonts that come with the program.
fn exported(text: &str) -> Vec<(&'static str, Exported)> {
    let engine = Engine::with_own_fonts();
    let released = released(text, Reader::Counterpart);
    let of = |format: &'static demarche::export::Format| {
        let options = Options { shape: format.shapes[0], paper: Paper::A4, theme: &THEMES[0] };
        let job = Job {
            engine: &engine,
            released: &released,
            options,
            pdf_standard: PdfStandard::default(),
            stem: "x",
            ink: &[],
        };
        (format.extension, export(format, &job).unwrap_or_else(|err| panic!("{err}")))
    };
    FORMATS.iter().map(of).collect()
}

#[test]
fn every_format_names_the_scripts_that_no_font_has_and_is_written_all_the_same() {
    let text = "---\ntitle: Names\ndate: 2024-11-20\n---\n\n## Names\n\n- မြန်မာ\n- ኢትዮጵያ\n- កម្ពុជា\n- ประเทศไทย\n- 日本 😀\n";
    for (format, exported) in exported(text) {
        assert!(!exported.files[0].bytes.is_empty(), "{format}");
        let said = Message::list(&exported.warnings).en;
        for (script, package) in [
            ("Myanmar", "fonts-noto-core"),
            ("Ethiopic", "fonts-noto-core"),
            ("Khmer", "fonts-noto-core"),
            ("Thai", "fonts-noto-core"),
            ("Han", "fonts-noto-cjk"),
            ("emoji", "fonts-noto-color-emoji"),
        ] {
            let line = said.lines().find(|line| line.contains(script));
            assert!(line.is_some_and(|line| line.contains(package)), "{script} in {format}:\n{said}");
        }
    }
}

#[test]
fn nothing_is_said_of_letters_that_fonts_have_or_the_reader_does_not_get() {
    let text = "---\ntitle: Names\ndate: 2024-11-20\n---\n\n## Names\n\nÉtat, Ελλάδα, Київ – “x” … €\n\n> [!RED-LINE]\n> ประเทศไทย\n";
    for (format, exported) in exported(text) {
        assert_eq!(exported.warnings, Vec::<Message>::new(), "{format}");
    }
}
