//! The typesetting engine: fonts, themes, and a closed world that holds nothing but what it is given.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _, World};
use typst_kit::fonts::FontStore;

use crate::layout::theme::{BASE, THEMES, Theme, own_theme, theme_named};
use crate::release::Assets;
use crate::text::CharSet;

/// Fonts and the library of functions, loaded once and shared by all documents.
pub struct Engine {
    fonts: FontStore,
    library: LazyHash<Library>,
    /// The bold sans of the slides, to know how wide their titles are.
    bold: Option<FontInstance>,
    has_japanese: bool,
    /// The characters that any of the fonts has, gathered when they are first asked for.
    glyphs: OnceLock<CharSet>,
    /// The ministries' own themes that were made, each once, by their text and whether their mark is there.
    own_themes: Mutex<Vec<(String, bool, &'static Theme)>>,
}

/// Families that hold Japanese, in the order of preference; the themes name them too.
pub const JAPANESE_FAMILIES: &[&str] = &[
    "noto serif cjk jp",
    "noto sans cjk jp",
    "noto serif jp",
    "noto sans jp",
    "biz udpmincho",
    "biz udmincho",
    "biz udpgothic",
    "biz udgothic",
    "hiragino mincho pron",
    "hiragino sans",
    "yu mincho",
    "yu gothic",
    "ipaexmincho",
    "ipaexgothic",
];

impl Engine {
    /// Makes an engine with the fonts that come with the program: Latin, Greek and Cyrillic, no Japanese.
    pub fn with_own_fonts() -> Self {
        let mut fonts = FontStore::new();
        add_own_fonts(&mut fonts);
        Self::new(fonts)
    }

    /// Makes an engine with the program's own fonts and those installed on this system.
    pub fn with_system_fonts() -> Self {
        let mut fonts = FontStore::new();
        add_own_fonts(&mut fonts);
        fonts.extend(typst_kit::fonts::system());
        Self::new(fonts)
    }

    /// Makes an engine with the program's own fonts and those in one folder.
    pub fn with_fonts_in(folder: &Path) -> Self {
        let mut fonts = FontStore::new();
        add_own_fonts(&mut fonts);
        fonts.extend(typst_kit::fonts::scan(folder));
        Self::new(fonts)
    }

    fn new(fonts: FontStore) -> Self {
        let has_japanese = JAPANESE_FAMILIES.iter().any(|family| fonts.book().contains_family(family));
        let variant = FontVariant { weight: FontWeight::BOLD, ..FontVariant::default() };
        let bold = fonts.book().select("noto sans", variant).and_then(|idx| fonts.font(idx));
        let bold = bold.map(|font| font.instantiate(variant, Abs::pt(34.0), &FontVariations::default()));
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        Self {
            fonts,
            // Cells that head a row are told so, though the name of that function may change.
            library: LazyHash::new(Library::builder().with_features(features).build()),
            bold,
            has_japanese,
            glyphs: OnceLock::new(),
            own_themes: Mutex::default(),
        }
    }

    /// Whether a font with Japanese was found.
    pub fn has_japanese(&self) -> bool {
        self.has_japanese
    }

    /// The characters that any of the fonts has: those that pages show as more than a box.
    pub fn glyphs(&self) -> &CharSet {
        self.glyphs.get_or_init(|| {
            let book = self.fonts.book();
            let mut glyphs = CharSet::default();
            for font_idx in book.families().flat_map(|(_, font_indices)| font_indices) {
                if let Some(info) = book.info(font_idx) {
                    glyphs.extend(info.coverage.iter());
                }
            }
            glyphs
        })
    }

    /// The width of a letter in the bold sans of the slides, in ems; 1 for those that it does not have.
    pub(super) fn bold_advance(&self, c: char) -> f64 {
        let advance = self.bold.as_ref().and_then(|font| {
            let glyph = font.ttf().glyph_index(c)?;
            Some(font.x_advance(glyph.0)?.get())
        });
        advance.unwrap_or(1.0)
    }

    /// A font with Japanese, sans before serif, as bytes and the index of its face; for windows, which have none.
    pub fn japanese_font(&self) -> Option<(Vec<u8>, u32)> {
        let is_sans = |family: &&&str| !family.contains("serif") && !family.contains("mincho");
        let (sans, serif): (Vec<&&str>, Vec<&&str>) = JAPANESE_FAMILIES.iter().partition(is_sans);
        let book = self.fonts.book();
        let mut found =
            sans.into_iter().chain(serif).filter_map(|family| book.select(family, FontVariant::default()));
        let font = self.fonts.font(found.next()?)?;
        Some((font.data().to_vec(), font.index()))
    }

    /// The theme that a brief asks for: one of the program's by its name, or the ministry's own that lies beside the
    /// brief; the usual one where there is neither.
    pub fn theme_of(&self, name: Option<&str>, assets: &Assets) -> &'static Theme {
        if let Some(theme) = name.and_then(theme_named) {
            return theme;
        }
        let Some(own) = assets.theme.as_ref().filter(|_| name.is_some()) else { return &THEMES[0] };
        let has_mark = own.mark.is_some();
        // Whatever thread had it before left it whole.
        let mut known = self.own_themes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., theme)) = known.iter().find(|(text, mark, _)| *text == own.text && *mark == has_mark)
        {
            return theme;
        }
        // It lives as long as the program, as the others do; each text is made into one once.
        let made = own_theme(&own.text, has_mark).map(|theme| &*Box::leak(Box::new(theme)));
        let theme = made.unwrap_or(&THEMES[0]);
        known.push((own.text.clone(), has_mark, theme));
        theme
    }

    /// The families there are, in alphabetical order.
    pub fn families(&self) -> Vec<&str> {
        self.fonts.book().families().map(|(name, _)| name).collect()
    }
}

fn add_own_fonts(fonts: &mut FontStore) {
    fonts.extend(typst_kit::fonts::embedded());
    let sans = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    for bytes in sans {
        for font in Font::iter(Bytes::new(bytes)) {
            let info = font.info().clone();
            fonts.push((font, info));
        }
    }
}

/// Everything one document is made of: no disk, no clock, no packages, no network.
pub(super) struct ClosedWorld<'e> {
    engine: &'e Engine,
    main: Source,
    base: Source,
    theme: Source,
    files: HashMap<FileId, Bytes>,
}

impl<'e> ClosedWorld<'e> {
    pub fn new(engine: &'e Engine, main: Source, theme: &Theme) -> Self {
        let base = Source::new(file_id("base.typ"), BASE.to_owned());
        let theme = Source::new(file_id("theme.typ"), theme.source.to_string());
        Self { engine, main, base, theme, files: HashMap::new() }
    }

    pub fn add_file(&mut self, name: &str, bytes: &Arc<[u8]>) {
        self.files.insert(file_id(name), Bytes::new(Arc::clone(bytes)));
    }
}

/// The identity of a virtual file. Each name is kept for ever, so names come from a small fixed set.
pub(super) fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names are our own and plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for ClosedWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let all = [&self.main, &self.base, &self.theme];
        all.into_iter().find(|source| source.id() == id).cloned().ok_or_else(|| FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
