//! What the window shows at the moment, as far as it is not the brief itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::talk::{KeptTalk, Mark};
use crate::app::{
    BookDesk, ChartForm, ChartPreview, EncodingAsked, HistoryView, ImportReport, JapaneseFont, Library,
    Request, SealAsked, TalkAsked, ThemePicture, TwoTexts, Welcome, WheelsUp,
};
use crate::brief::Reader;
use crate::layout::Shape;
use crate::session::DocId;

/// What is open, chosen and folded away.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each panel is open or not, whatever the others are")]
pub struct View {
    /// Whose copy the preview shows.
    pub reader: Reader,
    /// Which pages the preview shows.
    pub shape: Shape,
    /// How large the preview shows them.
    pub zoom: Zoom,
    /// Which panel stands on the left; nothing where it is folded away.
    pub side: Option<Side>,
    /// Whether the preview is open.
    pub shows_preview: bool,
    /// Whether small pictures of all pages stand beside the pages.
    pub shows_thumbnails: bool,
    /// Whether the list of problems is open.
    pub shows_problems: bool,
    /// Whether all but the section of the cursor steps back.
    pub focuses_section: bool,
    /// The one dialog that is open.
    pub dialog: Option<Dialog>,
    /// What the window was told and asked beside that.
    pub cues: Cues,
    /// What the fact panel looks for.
    pub fact_search: String,
    /// The briefs of the library's folder.
    pub library: Library,
    /// A font with Japanese for the window.
    pub japanese: JapaneseFont,
    /// Counts what the editor must look at: the cursor was moved from outside it.
    pub n_reveals: u64,
    /// What the library looks for.
    pub library_search: String,
    /// The fact book on its screen.
    pub book: BookDesk,
    /// The last look before leaving.
    pub look: WheelsUp,
    /// The themes as they were drawn last.
    pub themes: Vec<ThemePicture>,
    /// The states that are to have a copy of their own, by their codes.
    pub export_states: Vec<&'static str>,
    /// The state whose copy is being made, how many are made, and how many there are.
    pub export_progress: Option<(&'static str, usize, usize)>,
}

/// What the window was told and asked that is no panel: for the next frame, or until another brief is opened.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for or not, whatever the others are")]
pub struct Cues {
    /// How far a newcomer has come.
    pub welcome: Welcome,
    /// Fonts with letters that neither the window's own have nor that with Japanese: bytes of a file, index of a face.
    pub fonts: Vec<(&'static [u8], u32)>,
    /// Whether the panel on the left was asked for later than the pages, and stays where there is room for one.
    pub favours_side: bool,
    /// The room for text and panels, in points; 0 before the window has told it.
    pub room_pt: f32,
    /// What is to be selected in a brief that is being opened: the first place of these words.
    pub sought: Option<String>,
    /// The folders of the library that are folded, as paths below its own.
    pub folded: BTreeSet<PathBuf>,
    /// Whether the field of the find bar is to have the keyboard.
    pub asks_find: bool,
    /// Whether the field that looks for a fact is to have the keyboard.
    pub asks_fact: bool,
    /// The chart of the form as it was drawn last.
    pub chart: Option<ChartPreview>,
    /// The block that the form is, as it was last ordered to be drawn.
    pub chart_asked: String,
    /// Where a fact book was looked for beside the brief, and whether there is one.
    pub(super) book_beside: Option<(PathBuf, bool)>,
    /// The form as it was opened.
    pub(super) chart_begun: Option<ChartForm>,
    /// A form that was left with words in it: of which document, as it was opened, and as it was left.
    pub(super) chart_left: Option<(DocId, ChartForm, ChartForm)>,
    /// Whether the cursor is to stand at the top third, with what follows below it.
    pub shows_what_follows: bool,
    /// As whom each brief that was open is read, and in which pages, by its path.
    pub(super) looks: BTreeMap<PathBuf, (Reader, Shape)>,
    /// The brief that is looked at so now.
    pub(super) look_of: Option<PathBuf>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            reader: Reader::Counterpart,
            shape: Shape::Slides,
            zoom: Zoom::Width,
            side: Some(Side::Outline),
            shows_preview: true,
            shows_thumbnails: false,
            shows_problems: false,
            focuses_section: false,
            dialog: None,
            cues: Cues::default(),
            fact_search: String::new(),
            library: Library::default(),
            japanese: JapaneseFont::default(),
            n_reveals: 0,
            library_search: String::new(),
            book: BookDesk::default(),
            look: WheelsUp::default(),
            themes: Vec::new(),
            export_states: Vec::new(),
            export_progress: None,
        }
    }
}

impl View {
    /// The least room for the panel on the left, in points.
    pub const SIDE_MIN_PT: f32 = 170.0;
    /// The least room for the pages.
    pub const PAGES_MIN_PT: f32 = 200.0;
    /// The room that the text has beside both panels, at the least.
    pub const TEXT_MIN_PT: f32 = 420.0;
    /// The room that it has beside one that was asked for, at the least.
    pub const TEXT_LEAST_PT: f32 = 220.0;

    /// The panels that there is room for: that on the left, and the pages where the brief `has_pages`. The text keeps
    /// a width that can be read; then the panel gives way that was not asked for last.
    pub fn panels(&self, has_pages: bool) -> (bool, bool) {
        let (has_side, has_pages) = (self.side.is_some(), self.shows_preview && has_pages);
        let fits = |panels: f32, text: f32| self.cues.room_pt <= 0.0 || self.cues.room_pt >= panels + text;
        if has_side && has_pages {
            if fits(Self::SIDE_MIN_PT + Self::PAGES_MIN_PT, Self::TEXT_MIN_PT) {
                return (true, true);
            }
            return if self.cues.favours_side {
                (fits(Self::SIDE_MIN_PT, Self::TEXT_LEAST_PT), false)
            } else {
                (false, fits(Self::PAGES_MIN_PT, Self::TEXT_LEAST_PT))
            };
        }
        (
            has_side && fits(Self::SIDE_MIN_PT, Self::TEXT_LEAST_PT),
            has_pages && fits(Self::PAGES_MIN_PT, Self::TEXT_LEAST_PT),
        )
    }

    /// Whose copy the pages show, and which pages: while a file is about to be written, those that will be in it.
    pub fn shown_copy(&self) -> (Reader, Shape) {
        self.export_choice().map_or((self.reader, self.shape), |choice| (choice.reader, choice.shape))
    }

    /// What is about to be written, while its dialog is open and while it is asked where to.
    pub(super) fn export_choice(&self) -> Option<&ExportChoice> {
        match &self.dialog {
            Some(
                Dialog::Export(choice)
                | Dialog::Path { request: Request::PickExport(choice), .. }
                | Dialog::Replace { replacing: Replacing::Export(_, _, choice), .. },
            ) => Some(choice),
            _ => None,
        }
    }

    /// Another brief was opened: what was shown of the one before goes, and as whom it is read is this one's own.
    pub(super) fn begin(&mut self, path: Option<&Path>) {
        let look = (self.reader, self.shape);
        if let Some(before) = std::mem::replace(&mut self.cues.look_of, path.map(Path::to_owned)) {
            self.cues.looks.insert(before, look);
        }
        let own = path.and_then(|path| self.cues.looks.get(path)).copied();
        (self.reader, self.shape) = own.unwrap_or((Reader::Counterpart, Shape::Slides));
        (self.book, self.look) = (BookDesk::default(), WheelsUp::default());
        self.export_progress = None;
        self.themes.clear();
        self.export_states.clear();
    }
}

/// How large pages are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zoom {
    /// As wide as the panel.
    Width,
    /// A whole page at once.
    Page,
    /// In percent of the printed size.
    Percent(u16),
}

/// A panel on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The briefs of a folder.
    Library,
    /// The headings of the brief.
    Outline,
    /// The fact book.
    Facts,
}

impl Side {
    /// All panels, in the order of their tabs.
    pub const ALL: [Self; 3] = [Self::Library, Self::Outline, Self::Facts];
}

/// What stands over the window and waits for an answer. Escape closes each.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// All commands, by name.
    Palette {
        /// What is typed.
        search: String,
        /// The row that Enter runs.
        chosen: usize,
    },
    /// Find and replace, within the editor.
    Find,
    /// A heading to go to.
    GoTo {
        /// What is typed.
        search: String,
        /// The row that Enter goes to.
        chosen: usize,
    },
    /// A new brief from a skeleton.
    New,
    /// How large a table is to be.
    Table {
        /// Its rows below the heads.
        n_rows: usize,
        /// Its columns.
        n_columns: usize,
    },
    /// A chart as a form.
    Chart(Box<ChartForm>),
    /// What is to be said of a brief that was made of a file.
    Imported(Arc<ImportReport>),
    /// The copy, shape and format of a file to be written.
    Export(ExportChoice),
    /// The fact book: its entries, and one of them as a form.
    FactBook,
    /// What must be so before leaving.
    WheelsUp,
    /// The themes, with a picture of each.
    Themes,
    /// The choices of the user.
    Settings,
    /// The keys of all commands.
    Keys {
        /// The command whose key is being changed.
        changed: Option<&'static str>,
        /// Why the last key was not taken.
        problem: Option<String>,
    },
    /// The program.
    About,
    /// Text is not saved, and the brief is to be closed.
    Unsaved(Leave),
    /// The file was changed by another program, and the text here, too.
    ChangedOnDisk(Arc<TwoTexts>),
    /// Another window has the brief.
    OpenElsewhere,
    /// Earlier states of the brief.
    History(Arc<HistoryView>),
    /// A text that was not saved when the program last ended is to be given up.
    DiscardLeft,
    /// The earlier states are to be forgotten.
    ForgetHistory,
    /// How the letters of a file are to be read.
    Encoding(Arc<EncodingAsked>),
    /// The passphrase of a sealed brief.
    Seal(SealAsked),
    /// Files are there already that are about to be written.
    Replace {
        /// What would replace them.
        replacing: Replacing,
        /// The files.
        files: Vec<PathBuf>,
    },
    /// A talk has ended: its record and its times are offered.
    AfterTalk {
        /// What became of the points.
        marks: Vec<Mark>,
        /// Whether it was a rehearsal.
        is_rehearsal: bool,
    },
    /// A talk was going on when the program last ended: it can go on.
    ResumeTalk {
        /// Where it stood.
        kept: Box<KeptTalk>,
        /// The talk that the shell asked for, which begins if it does not.
        instead: Option<Box<TalkAsked>>,
    },
    /// The questions of the brief, one after the other.
    Drill,
    /// What is checked before a show.
    RoomCheck,
    /// The system has no dialog for files, so the path is typed.
    Path {
        /// What it is asked for.
        request: Request,
        /// What is typed.
        path: String,
    },
}

/// Where to after a brief is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The program ends.
    Quit,
    /// Another brief is opened.
    Open(PathBuf),
    /// A new brief is begun with this text.
    New(String),
}

/// What would replace files that are there.
#[derive(Clone, Debug, PartialEq)]
pub enum Replacing {
    /// The brief, saved under this name.
    Save(PathBuf),
    /// An export of a document.
    Export(DocId, PathBuf, ExportChoice),
}

/// What is to be written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportChoice {
    /// Whose copy.
    pub reader: Reader,
    /// Which pages.
    pub shape: Shape,
    /// The ending of the file.
    pub extension: &'static str,
    /// On Letter instead of A4.
    pub is_letter: bool,
    /// With what was drawn over the slides in the last talk.
    pub has_ink: bool,
}

impl ExportChoice {
    /// Whether this copy can have on it what was drawn in a talk: it is for our own side, and shows slides on pages.
    pub fn can_have_ink(&self) -> bool {
        let has_slides = matches!(self.shape, Shape::Slides | Shape::Notes);
        self.reader.is_ours() && has_slides && matches!(self.extension, "pdf" | "png")
    }
}
