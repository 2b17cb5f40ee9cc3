//! The typesetting engine: fonts, themes, and a closed world that holds nothing but what it is given.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo, FontInstance, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _, World};
use typst_kit::fonts::FontStore;

use crate::layout::theme::{BASE, THEMES, Theme, own_theme, theme_named};
use crate::release::Assets;
use crate::text::CharSet;

/// Fonts and the library of functions, loaded once and shared by all documents.
///
/// To list the fonts of a system takes longer than to set ten pages, so that is done when a text first needs them: one
/// whose letters the program's own fonts have is set without.
pub struct Engine {
    own: Faces,
    more: More,
    /// The program's own fonts and those that were found, once they are asked for.
    all: OnceLock<Faces>,
    library: LazyHash<Library>,
    /// The functions that all themes share, parsed once.
    base: Source,
    /// The bold sans of the slides, to know how wide their titles are.
    bold: Option<FontInstance>,
    /// The ministries' own themes that were made, each once, by their text and whether their mark is there.
    own_themes: Mutex<Vec<(String, bool, &'static Theme)>>,
}

/// Where there are fonts beside the program's own.
enum More {
    None,
    System,
    Folder(PathBuf),
}

/// Fonts by their numbers, and the characters that any of them has, gathered when they are first asked for.
#[derive(Default)]
struct Faces {
    store: FontStore,
    glyphs: OnceLock<CharSet>,
}

/// The families that the program's themes name first; they come with the program.
const OWN_FAMILIES: [&str; 3] = ["libertinus serif", "noto sans", "dejavu sans mono"];

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
        Self::new(More::None)
    }

    /// Makes an engine with the program's own fonts and those installed on this system.
    pub fn with_system_fonts() -> Self {
        Self::new(More::System)
    }

    /// Makes an engine with the program's own fonts and those in one folder.
    pub fn with_fonts_in(folder: &Path) -> Self {
        Self::new(More::Folder(folder.to_owned()))
    }

    fn new(more: More) -> Self {
        let own = Faces { store: own_fonts(), ..Faces::default() };
        let variant = FontVariant { weight: FontWeight::BOLD, ..FontVariant::default() };
        let bold = own.store.book().select("noto sans", variant).and_then(|idx| own.store.font(idx));
        let bold = bold.map(|font| font.instantiate(variant, Abs::pt(34.0), &FontVariations::default()));
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        Self {
            own,
            more,
            all: OnceLock::new(),
            // Cells that head a row are told so, though the name of that function may change.
            library: LazyHash::new(Library::builder().with_features(features).build()),
            base: Source::new(file_id("base.typ"), BASE.to_owned()),
            bold,
            own_themes: Mutex::default(),
        }
    }

    /// All fonts there are, the program's own first.
    fn all(&self) -> &Faces {
        if matches!(self.more, More::None) {
            return &self.own;
        }
        self.all.get_or_init(|| {
            let own = self.own.store.book();
            let mut store = FontStore::new();
            store.extend((0..).map_while(|idx| Some((self.own.store.font(idx)?, own.info(idx)?.clone()))));
            match &self.more {
                More::None => {}
                More::System => store.extend(typst_kit::fonts::system()),
                More::Folder(folder) => store.extend(typst_kit::fonts::scan(folder)),
            }
            Faces { store, ..Faces::default() }
        })
    }

    /// The fonts that a document is set in: the program's own where each of those that its theme names first has all
    /// its letters, so that none would be looked for elsewhere.
    fn faces_for(&self, source: &str, theme: &Theme) -> &Faces {
        let suffices = !theme.names_fonts() && self.own.have(source);
        if suffices { &self.own } else { self.all() }
    }

    /// Whether a font with Japanese was found.
    pub fn has_japanese(&self) -> bool {
        let book = self.all().store.book();
        JAPANESE_FAMILIES.iter().any(|family| book.contains_family(family))
    }

    /// The characters that any of the fonts has: those that pages show as more than a box.
    pub fn glyphs(&self) -> &CharSet {
        self.all().glyphs()
    }

    /// The characters that the fonts have which come with the program, for those who need not know the others.
    pub fn own_glyphs(&self) -> &CharSet {
        self.own.glyphs()
    }

    /// The width of a letter in the bold sans of the slides, in ems; 1 for those that it does not have.
    pub(super) fn bold_advance(&self, c: char) -> f64 {
        let advance = self.bold.as_ref().and_then(|font| {
            let glyph = font.ttf().glyph_index(c)?;
            Some(font.x_advance(glyph.0)?.get())
        });
        advance.unwrap_or(1.0)
    }

    /// A font with Japanese, sans before serif, as the bytes of its file and the index of its face; for windows, which
    /// have none. It is read now, if it was not needed for pages before.
    pub fn japanese_font(&self) -> Option<(&'static [u8], u32)> {
        self.lasting_font(self.japanese_face()?)
    }

    /// A font that has a letter, as the bytes of its file and the index of its face; for windows, whose own fonts have
    /// none of Hebrew, Arabic or Thai.
    pub fn font_with(&self, letter: char) -> Option<(&'static [u8], u32)> {
        let store = &self.all().store;
        let face =
            store.book().select_fallback(None, FontVariant::default(), letter.encode_utf8(&mut [0; 4]))?;
        self.lasting_font(face)
    }

    fn lasting_font(&self, face: usize) -> Option<(&'static [u8], u32)> {
        // It may be 20 MB, and pages and window share them: what is never let go is a name for them.
        let font: &'static Font = Box::leak(Box::new(self.all().store.font(face)?));
        Some((font.data(), font.index()))
    }

    fn japanese_face(&self) -> Option<usize> {
        let is_sans = |family: &&&str| !family.contains("serif") && !family.contains("mincho");
        let (sans, serif): (Vec<&&str>, Vec<&&str>) = JAPANESE_FAMILIES.iter().partition(is_sans);
        let book = self.all().store.book();
        sans.into_iter().chain(serif).find_map(|family| book.select(family, FontVariant::default()))
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
        self.all().store.book().families().map(|(name, _)| name).collect()
    }
}

impl Faces {
    fn glyphs(&self) -> &CharSet {
        self.glyphs.get_or_init(|| {
            let book = self.store.book();
            let mut glyphs = CharSet::default();
            for font_idx in book.families().flat_map(|(_, font_indices)| font_indices) {
                if let Some(info) = book.info(font_idx) {
                    glyphs.extend(info.coverage.iter());
                }
            }
            glyphs
        })
    }

    /// Whether the program's own families have all letters of a text, each of them in every style.
    fn have(&self, text: &str) -> bool {
        let letters: BTreeSet<u32> = text.chars().filter(|c| !c.is_ascii()).map(u32::from).collect();
        let book = self.store.book();
        let mut faces = OWN_FAMILIES.iter().flat_map(|family| book.select_family(family));
        faces.all(|face| {
            let has = |info: &FontInfo| letters.iter().all(|&letter| info.coverage.contains(letter));
            book.info(face).is_some_and(has)
        })
    }
}

fn own_fonts() -> FontStore {
    let mut fonts = FontStore::new();
    fonts.extend(typst_kit::fonts::embedded());
    let sans = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    for bytes in sans {
        for font in Font::iter(Bytes::new(bytes)) {
            let info = font.info().clone();
            fonts.push((font, info));
        }
    }
    fonts
}

/// Everything one document is made of: no disk, no clock, no packages, no network.
pub(super) struct ClosedWorld<'e> {
    engine: &'e Engine,
    fonts: &'e FontStore,
    main: Source,
    theme: Source,
    files: HashMap<FileId, Bytes>,
}

impl<'e> ClosedWorld<'e> {
    pub fn new(engine: &'e Engine, main: Source, theme: &Theme) -> Self {
        let fonts = &engine.faces_for(main.text(), theme).store;
        let theme = Source::new(file_id("theme.typ"), theme.source.to_string());
        Self { engine, fonts, main, theme, files: HashMap::new() }
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
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let all = [&self.main, &self.engine.base, &self.theme];
        all.into_iter().find(|source| source.id() == id).cloned().ok_or_else(|| FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::layout::{Options, Paper, Shape, typeset};
    use crate::release::{Context, project};

    /// A folder with a font of ours under the name of one with Japanese.
    fn folder() -> tempfile::TempDir {
        let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        let (own, japanese) = (wide("Noto Sans"), wide("Yu Gothic"));
        let mut bytes = notosans::REGULAR_TTF.to_vec();
        for at in 0..bytes.len() - own.len() {
            if bytes[at..].starts_with(&own) {
                bytes[at..at + own.len()].copy_from_slice(&japanese);
            }
        }
        let folder = tempfile::tempdir().expect("made");
        std::fs::write(folder.path().join("yu.ttf"), bytes).expect("written");
        folder
    }

    #[test]
    fn pages_and_window_share_a_font_with_japanese() {
        let folder = folder();
        let engine = Engine::with_fonts_in(folder.path());
        let (bytes, index) = engine.japanese_font().expect("found");
        assert_eq!((bytes.len(), index), (notosans::REGULAR_TTF.len(), 0));
        let of_pages = engine.all().store.font(engine.japanese_face().expect("found")).expect("read");
        assert_eq!(of_pages.data().as_ptr(), bytes.as_ptr());
    }

    #[test]
    fn a_letter_is_found_where_a_font_has_it() {
        let folder = folder();
        let engine = Engine::with_fonts_in(folder.path());
        assert!(engine.font_with('ж').is_some());
        assert_eq!(engine.font_with('ก'), None);
    }

    #[test]
    fn a_font_with_japanese_is_not_read_before_it_is_needed() {
        let folder = folder();
        let engine = Engine::with_fonts_in(folder.path());
        assert!(engine.has_japanese());
        let (book, assets) = (FactBook::default(), Assets::default());
        let context = Context { book: &book, assets: &assets };
        let released = project(&parse("## Trade\n\nWords.\n").0, &context, Reader::Principal);
        let options = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
        typeset(&engine, &released, &options).expect("set");
        // Were it in memory, it would still be there.
        folder.close().expect("removed");
        assert_eq!(engine.japanese_font(), None);
    }
}
