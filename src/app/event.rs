//! What comes back from the threads, and where each piece of it goes.

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use crate::app::analysis::Checked;
use crate::app::talk::{RoomPicture, RoomSlides, Screen};
use crate::app::{About, App, ExportResult, JapaneseFont, LibraryNews, PageSlot, PaintKey, Report, Revision};
use crate::brief::Reader;
use crate::import::Imported;
use crate::layout::{Bitmap, Shape};
use crate::session::{DocId, Kept, OpenError, OpenedSealed, Recovered, Resources, Seal, SealError};
use crate::text::Message;

/// What a job or the system tells the program. What is made of a document names it: by the time it comes, another
/// may be open.
pub enum Event {
    /// What is known of a font with Japanese for the window.
    Japanese(JapaneseFont),
    /// A font with letters that the window's own do not have: the bytes of its file, and the index of its face.
    Font(&'static [u8], u32),
    /// All pages were set.
    Typeset {
        /// Of which document.
        doc: DocId,
        /// Of which text.
        revision: Revision,
        /// Whose copy.
        reader: Reader,
        /// Which pages.
        shape: Shape,
        /// The pages.
        slots: Vec<PageSlot>,
    },
    /// The slide at the cursor was set.
    Slide {
        /// Of which document.
        doc: DocId,
        /// Of which text.
        revision: Revision,
        /// Where in the brief it begins.
        start: usize,
        /// Its pages.
        slots: Vec<PageSlot>,
    },
    /// A page was drawn.
    Painted {
        /// Which, and how large.
        key: PaintKey,
        /// The drawing.
        bitmap: Bitmap,
    },
    /// A page was not drawn, because another drawing was ordered for its place.
    NotPainted {
        /// Which, and how large.
        key: PaintKey,
    },
    /// The brief was checked.
    Checked {
        /// Which document.
        doc: DocId,
        /// Which text.
        revision: Revision,
        /// What was found.
        checked: Box<Checked>,
    },
    /// Pages that were wanted cannot be made of the text as it is.
    NotTypeset {
        /// Which document.
        doc: DocId,
        /// Whose copy.
        reader: Reader,
        /// In which shape.
        shape: Shape,
        /// Why.
        problem: Message,
    },
    /// What a brief refers to was read.
    Loaded {
        /// Of which document.
        doc: DocId,
        /// What was read.
        resources: Box<Resources>,
    },
    /// Text was kept safe, or could not be.
    Kept(Kept),
    /// Texts were found that a program left which ended only after this one began.
    Left {
        /// The texts.
        texts: Vec<Recovered>,
        /// The files that nothing can be read of.
        unreadable: Vec<PathBuf>,
    },
    /// Something was made beside pages, or goes on.
    Report(Report),
    /// An export has ended.
    Exported {
        /// Of which document.
        doc: DocId,
        /// How.
        result: ExportResult,
    },
    /// The slides of a talk were set.
    ShowSet {
        /// Of which document.
        doc: DocId,
        /// The slides.
        slides: Arc<RoomSlides>,
    },
    /// A slide of a talk was drawn.
    ShowDrawn {
        /// The slides it is one of.
        of: Weak<RoomSlides>,
        /// Its page.
        page_idx: usize,
        /// The size of the screen it was drawn for, in pixels.
        size_px: (u32, u32),
        /// The drawing.
        picture: RoomPicture,
    },
    /// A sealed brief was opened, or was not.
    Unsealed {
        /// Whether its passphrase was asked for.
        is_asked: bool,
        /// What came of it.
        result: Box<Result<OpenedSealed, OpenError>>,
    },
    /// The seal was made under which a document is to be saved, or was not.
    SealMade {
        /// Which document.
        doc: DocId,
        /// Where it is to be saved.
        path: PathBuf,
        /// What came of it.
        result: Result<Seal, SealError>,
    },
    /// A file of another program was made into a brief, or could not be.
    Imported {
        /// The brief.
        path: PathBuf,
        /// What came of it.
        result: Box<Result<Imported, Message>>,
    },
    /// The screens of this machine are these now.
    Screens(Vec<Screen>),
    /// A file beside a brief, or the brief's own, was changed by another program.
    ChangedOnDisk(DocId),
    /// The claim of a document changed.
    Claim(DocId, ClaimNews),
    /// The folder of the library was changed by another program.
    LibraryChanged,
    /// Briefs of the library were listed or found.
    Library(LibraryNews),
    /// A job failed.
    Failed(Message),
    /// The slides of a talk could not be set, by a fault of the program.
    ShowFailed(Message),
}

/// What became of the claim of a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimNews {
    /// Another window has taken it over, and the text up to this revision was handed to it.
    Lost(Revision),
    /// The window that was to hand over what it had not saved has done so, or has ended.
    HandedOver,
    /// No window has it any more.
    Free,
}

impl App {
    /// Takes in what a thread tells, unless it is of another document or text than the one that is open.
    pub(super) fn apply_event(&mut self, event: Event) {
        let own = self.session.id();
        match event {
            Event::Japanese(font) => self.view.japanese = font,
            Event::Font(bytes, face_idx) => self.take_font(bytes, face_idx),
            event @ (Event::Typeset { .. }
            | Event::NotTypeset { .. }
            | Event::Slide { .. }
            | Event::Painted { .. }
            | Event::NotPainted { .. }) => self.preview.meet(own, event),
            Event::Checked { doc, revision, checked } => {
                if (doc, revision) == (own, self.session.revision()) {
                    self.text_checked(*checked);
                }
            }
            Event::Loaded { doc, resources } => {
                if doc == own {
                    self.session.take_in(*resources);
                    self.send_resources();
                }
            }
            Event::Kept(Kept { doc, revision, result }) => {
                if doc == own {
                    self.safety.journal_written(revision, result);
                }
            }
            Event::Left { texts, unreadable } => {
                self.report_unreadable(&unreadable);
                self.take_left(texts);
            }
            Event::Report(event) => self.meet_report(event),
            Event::Exported { doc, result } => self.export_ended(doc, result),
            Event::LibraryChanged => self.note_library_change(),
            Event::Library(news) => self.meet_library(news),
            Event::Failed(problem) => self.report(&problem),
            Event::ShowSet { doc, slides } if doc == own => {
                self.forget_about(About::Talk);
                self.meet_show(slides);
            }
            Event::ShowSet { .. } => self.talk_asked = None,
            Event::ShowFailed(problem) => self.show_failed(problem),
            Event::ShowDrawn { of, page_idx, size_px, picture } => {
                if self.is_shown(&of) {
                    self.meet_picture(page_idx, size_px, picture);
                }
            }
            Event::ChangedOnDisk(doc) if doc == own => self.note_change(),
            Event::Claim(doc, news) if doc == own => self.claim_changed(news),
            Event::ChangedOnDisk(_) | Event::Claim(..) => {}
            Event::Unsealed { is_asked, result } => self.sealed_opened(is_asked, *result),
            Event::Imported { path, result } => {
                // It is read now.
                self.toasts.retain(|toast| toast.is_error || toast.about != Some(About::Import));
                self.tell_about(About::Import, |app| app.meet_imported(path, *result));
            }
            Event::SealMade { doc, path, result } => self.seal_made(doc, &path, result),
            Event::Screens(screens) => self.meet_screens(screens),
        }
    }

    fn show_failed(&mut self, problem: Message) {
        // The talk can be asked for again, and what is wrong is to be seen in the text.
        self.talk_asked = None;
        self.display.ends_with_talk = false;
        self.forget_about(About::Talk);
        self.tell_about(About::Talk, |app| app.report(&problem));
    }

    /// Whether slides are those of the talk that goes on.
    fn is_shown(&self, slides: &Weak<RoomSlides>) -> bool {
        self.talk.as_deref().is_some_and(|talk| std::ptr::eq(slides.as_ptr(), Arc::as_ptr(&talk.slides)))
    }
}
