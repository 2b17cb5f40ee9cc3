//! A brief that is open in two windows: one writes it, the other shows it, and who is which is said and chosen.

use std::path::PathBuf;

use crate::app::jobs::{ClaimSide, ClaimWatch, KeepOrder};
use crate::app::{About, App, ClaimNews, Dialog};
use crate::session::{Begun, Claims, Disk, Watch};

/// Whether this window may write its brief.
#[derive(Default)]
pub(super) struct Claiming {
    /// Nothing where there is no folder for claims: then nobody is stopped.
    claims: Option<Claims>,
    /// The brief that is claimed, or that is to be.
    path: Option<PathBuf>,
    claim_watch: Option<Watch>,
    /// Tells of changes to the brief's own folder.
    pub(super) brief_watch: Option<Watch>,
    /// Tells of changes to the folder of the library.
    pub(super) library_watch: Option<Watch>,
    right: Right,
    /// When the files were looked at last because another program had written, and whether they are to be again.
    looked_millis: Option<u64>,
    look: Look,
}

/// Whether the brief may be written in this window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Right {
    /// It is written here.
    #[default]
    Own,
    /// It is written here, and what another window had not saved is to come.
    Owed,
    /// Another window has it; it is written here once that lets go of it.
    Foreign,
    /// Another window has taken it over, and what was not saved went there.
    GivenUp,
    /// The user chose to read it only, whatever becomes of the other window.
    ReadChosen,
}

/// Whether the files are to be looked at.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Look {
    #[default]
    Idle,
    Due,
    /// Somebody is speaking, who is asked nothing meanwhile.
    AfterTalk,
}

impl Claiming {
    pub(super) fn new(claims: Option<Claims>) -> Self {
        Self { claims, ..Self::default() }
    }
}

impl App {
    /// How often files are looked at while other programs write without a pause, as those do that sync a folder.
    const LOOK_MILLIS: u64 = 250;

    /// Another program has written beside the brief, or the brief itself: that is looked at now or a little later.
    pub(super) fn note_change(&mut self) {
        self.claiming.look = Look::Due;
        self.note_library_change();
    }

    /// Looks at the files, if that is due.
    pub(super) fn look_at_changes(&mut self) {
        let is_speaking = self.is_speaking();
        if !is_speaking && self.claiming.look == Look::AfterTalk {
            self.claiming.look = Look::Due;
        }
        if self.next_look_millis() != Some(0) {
            return;
        }
        self.claiming.looked_millis = Some(self.now_millis);
        if is_speaking {
            // The key that closes what would be asked now is the one that blackens the room's screen, and what would
            // be read anew is not what the room is shown.
            self.claiming.look = Look::AfterTalk;
            self.look_at_claims();
        } else {
            self.claiming.look = Look::Idle;
            self.meet_change();
        }
    }

    /// When the files are to be looked at, in milliseconds from now.
    pub(super) fn next_look_millis(&self) -> Option<u64> {
        let until = self.claiming.looked_millis.map_or(0, |looked| looked + Self::LOOK_MILLIS);
        (self.claiming.look == Look::Due).then(|| until.saturating_sub(self.now_millis))
    }

    /// Whether the brief can only be read here, since another window has it.
    pub fn is_read_only(&self) -> bool {
        !matches!(self.claiming.right, Right::Own | Right::Owed)
    }

    /// Whether what another window had not saved is to come here.
    pub(super) fn awaits_unsaved(&self) -> bool {
        self.claiming.right == Right::Owed
    }

    /// Claims the brief that was opened; asks where another window has it.
    pub(super) fn claim_brief(&mut self) {
        let path = self.session.path().map(PathBuf::from);
        if self.claiming.path != path {
            self.release_claim();
        }
        let Some(claims) = &self.claiming.claims else { return };
        let stays_read = self.claiming.right == Right::ReadChosen && self.claiming.path == path;
        if !stays_read {
            let is_own = path.as_deref().is_none_or(|path| claims.claim(path));
            self.claiming.right = if is_own { Right::Own } else { Right::Foreign };
        }
        if self.claiming.right == Right::Foreign {
            self.view.dialog = Some(Dialog::OpenElsewhere);
        } else if matches!(self.view.dialog, Some(Dialog::OpenElsewhere)) {
            // A window that was killed is gone a moment after its claim was looked at.
            self.view.dialog = None;
        }
        // Also for a brief that is opened anew, which is another document.
        let tell = self.jobs.change_notice(self.session.id());
        let watching = path.as_deref().map(|path| Watch::new(&claims.file(path), tell));
        self.claiming.claim_watch = watching.and_then(Result::ok);
        self.claiming.path = path;
        self.watch_claim();
    }

    /// Lets the keeper watch the claim, also while this window draws nothing.
    fn watch_claim(&self) {
        let side = match self.claiming.right {
            Right::Own => ClaimSide::Own,
            Right::Owed => ClaimSide::Owed,
            Right::Foreign | Right::GivenUp | Right::ReadChosen => ClaimSide::Foreign,
        };
        let path = self.claiming.path.clone().filter(|_| self.claiming.right != Right::ReadChosen);
        let claim = path.map(|path| ClaimWatch { doc: self.session.id(), path, side });
        self.jobs.keep(KeepOrder::WatchClaim(claim));
    }

    /// The keeper has seen that the claim changed.
    pub(super) fn claim_changed(&mut self, news: ClaimNews) {
        match news {
            ClaimNews::Lost(revision) => self.lost(Some(revision)),
            ClaimNews::HandedOver => {
                if self.claiming.right == Right::Owed {
                    self.claiming.right = Right::Own;
                }
            }
            ClaimNews::Free => {
                self.look_at_claims();
                if self.is_read_only() {
                    self.watch_claim();
                }
            }
        }
    }

    /// Reads the brief only, as the user chose, also once no other window has it.
    pub fn read_only(&mut self) {
        self.view.dialog = None;
        if self.is_read_only() {
            self.claiming.right = Right::ReadChosen;
            self.watch_claim();
        }
    }

    /// Lets another window have the brief.
    pub(super) fn release_claim(&mut self) {
        if let (Some(claims), Some(path)) = (&self.claiming.claims, self.claiming.path.take()) {
            claims.release(&path);
        }
    }

    /// Claims may have changed: another window has taken over the brief, or has closed it.
    pub(super) fn look_at_claims(&mut self) {
        let (Some(claims), Some(path)) = (&self.claiming.claims, &self.claiming.path) else { return };
        match self.claiming.right {
            Right::ReadChosen => {}
            Right::Foreign | Right::GivenUp => {
                if claims.claim(path) {
                    self.forget_about(About::Claim);
                    self.tell_about(About::Claim, Self::now_written_here);
                }
            }
            Right::Own | Right::Owed => {
                if !claims.holds(path) {
                    self.lost(None);
                }
            }
        }
    }

    fn now_written_here(&mut self) {
        if matches!(self.view.dialog, Some(Dialog::OpenElsewhere)) {
            self.view.dialog = None;
        }
        // The other window may have ended with words that are in no file. Saved over, they would come back as those of
        // another text; they come from the keeper now, or have come before the claim was seen to be free.
        self.own(Right::Owed);
        let begun = self.session.begun(self.selection, None);
        self.begin_anew(begun);
        self.take_left(Vec::new());
        self.tell(
            self.word(
                "The other window has let go of this brief; you can write here now",
                "他のウィンドウで閉じられたため、ここで編集できます",
            ),
            None,
        );
    }

    /// The brief is written here from now on, as its file has it.
    fn own(&mut self, right: Right) {
        let before = std::mem::replace(&mut self.claiming.right, right);
        // What was given up is shown until then, and the file may not have it.
        if before == Right::GivenUp || self.session.is_changed_on_disk(&Disk) {
            self.reread();
        }
        self.watch_claim();
    }

    /// The journal knows nothing of the brief if it went to another window before.
    fn begin_anew(&self, begun: Begun) {
        self.jobs.keep(KeepOrder::Seal(self.session.id(), self.session.seal().cloned()));
        self.jobs.keep(KeepOrder::Begin(Box::new(begun)));
    }

    /// Another window writes the brief from now on. What was not saved here goes there, if the keeper has not handed it
    /// over already, up to a revision. It is still shown here until the other window saves.
    fn lost(&mut self, handed_over: Option<u64>) {
        if self.is_read_only() {
            return;
        }
        let (doc, revision) = (self.session.id(), self.session.revision());
        if handed_over.is_some_and(|handed_over| handed_over != revision) && !self.session.is_saved() {
            // Typed in the very frame in which the rest was handed over: it stays in the history.
            self.keep_given_up();
        }
        self.claiming.right = Right::GivenUp;
        self.jobs.keep(KeepOrder::HandOver(doc));
        self.watch_claim();
        self.session.give_up();
        self.safety.reset();
        self.tell(
            self.word(
                "Another window has taken over this brief; here it can only be read",
                "他のウィンドウが編集を引き継ぎました。ここでは閲覧のみできます",
            ),
            None,
        );
    }

    /// Writes the brief in this window, whichever had it.
    pub fn take_over(&mut self) {
        if matches!(self.view.dialog, Some(Dialog::OpenElsewhere)) {
            self.view.dialog = None;
        }
        let (Some(claims), Some(path)) = (&self.claiming.claims, &self.claiming.path) else { return };
        if !self.is_read_only() {
            return;
        }
        let is_free = claims.is_free(path);
        claims.take_over(path);
        self.forget_about(About::Claim);
        self.tell_about(About::Claim, |app| app.take_over_from(is_free));
    }

    fn take_over_from(&mut self, is_free: bool) {
        self.own(Right::Owed);
        let begun = self.session.begun(self.selection, None);
        self.begin_anew(begun);
        if is_free {
            self.tell(self.word("You write this brief here now", "このウィンドウで編集します"), None);
            return;
        }
        self.tell(
            self.word(
                "You write this brief here now; what the other window had not saved comes here",
                "このウィンドウで編集します。他方の未保存の内容もここに移ります",
            ),
            None,
        );
    }

    /// Whether the text must not be changed at this moment; says why.
    pub(super) fn refuses_change(&mut self) -> bool {
        if !self.is_read_only() {
            return false;
        }
        self.forget_about(About::Claim);
        self.tell_about(About::Claim, Self::tell_why_refused);
        // What was to be changed may stand elsewhere by now, so it is not changed in any case.
        true
    }

    fn tell_why_refused(&mut self) {
        self.look_at_claims();
        if self.claiming.right == Right::ReadChosen {
            self.complain(self.word(
                "You chose to read this brief only, since another window had it; “Write in this window” lets you write",
                "他のウィンドウで開かれていたため、閲覧のみを選びました。「このウィンドウで編集」で編集できます",
            ));
        } else if self.is_read_only() {
            let words = self.word(
                "This brief is open in another window and can only be read here; “Write in this window” takes it over",
                "この資料は他のウィンドウで開かれており、閲覧のみできます。「このウィンドウで編集」で引き継げます",
            );
            self.complain(words);
        }
    }
}
