//! What the window shows at the moment, as far as it is not the brief itself.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::talk::{KeptTalk, Mark};
use crate::app::{
    BookDesk, HistoryView, Request, SealAsked, TalkAsked, ThemePicture, TwoTexts, Welcome, WheelsUp,
};
use crate::brief::Reader;
use crate::layout::Shape;
use crate::session::{DocId, LibraryRow};
use crate::text::Message;

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
    /// What the fact panel looks for.
    pub fact_search: String,
    /// The briefs of the library's folder, or why there are none.
    pub library: Result<Vec<LibraryRow>, Message>,
    /// A font with Japanese for the window, once it is known whether there is one. The window takes its bytes, which
    /// are many.
    pub japanese: Option<Option<(Vec<u8>, u32)>>,
    /// Counts what the editor must look at: the cursor was moved from outside it.
    pub n_reveals: u64,
    /// How far a newcomer has come.
    pub welcome: Welcome,
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
            fact_search: String::new(),
            library: Ok(Vec::new()),
            japanese: None,
            n_reveals: 0,
            welcome: Welcome::default(),
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
    /// Another brief was opened: what was shown of the one before goes.
    pub(super) fn begin(&mut self) {
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
    /// The earlier states are to be forgotten.
    ForgetHistory,
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
}
