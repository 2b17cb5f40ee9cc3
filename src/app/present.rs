//! Commands about the talk: beginning it, what its keys do, ending it, going on after a crash.

mod acts;
mod keeping;
mod ticking;

use std::sync::Arc;

use crate::app::jobs::{LeadOrder, Order, ShowOrder};
use crate::app::talk::{
    LeadAt, RoomPicture, RoomSlides, StageKind, Talk, TalkParts, TalkStart, parse_time, time_of_day,
};
use crate::app::{App, Dialog};
use crate::brief::Lang;

/// A talk that was asked for and whose slides are being set.
#[derive(Clone, Debug)]
pub struct TalkAsked {
    /// How it will use the screens.
    pub kind: StageKind,
    /// How it begins.
    pub start: TalkStart,
}

/// The usual size of the type on the console, in points.
pub const NOTES_SIZE_PT: u8 = 28;

impl App {
    /// Begins the talk at its first slide; where a talk was left in the middle, goes on there.
    pub fn present(&mut self) {
        let kind = self.usual_kind();
        let left = self.practice.left_talk.take().filter(|left| left.clock.has_begun());
        if let Some(left) = &left {
            let words = match self.lang() {
                Lang::En => {
                    format!("The show goes on at slide {}; Home begins anew", left.show.at.slide_idx + 1)
                }
                Lang::Ja => format!("{} 枚目から再開します（Home で最初へ）", left.show.at.slide_idx + 1),
            };
            self.tell(words, None);
        }
        self.ask_talk(kind, TalkStart { left, ..TalkStart::default() });
    }

    /// Begins the talk at the slide of the cursor.
    pub fn present_here(&mut self) {
        let start = TalkStart { from_offset: Some(self.selection.head), ..TalkStart::default() };
        self.ask_talk(self.usual_kind(), start);
    }

    /// Begins the talk as the shell asked for it; one that goes on after a crash goes on.
    pub fn present_from(&mut self, start: TalkStart) {
        self.ask_talk(self.usual_kind(), start);
    }

    /// Shows the console in the main window, and no slides.
    pub fn present_console(&mut self) {
        self.ask_talk(StageKind::ConsoleAlone, TalkStart::default());
    }

    /// Begins a rehearsal: the talk, timed by section.
    pub fn rehearse(&mut self) {
        let start = TalkStart { is_rehearsal: true, ..TalkStart::default() };
        self.ask_talk(self.usual_kind(), start);
    }

    /// The screens, unless the slides are to be in a window.
    fn usual_kind(&self) -> StageKind {
        if self.display.is_windowed { StageKind::Window } else { StageKind::Screens }
    }

    /// Whether somebody speaks, or is about to.
    pub(super) fn is_speaking(&self) -> bool {
        self.talk.is_some() || self.talk_asked.is_some()
    }

    /// Orders the slides of a talk, which begins when they are set.
    pub fn ask_talk(&mut self, kind: StageKind, start: TalkStart) {
        if self.is_speaking() {
            return;
        }
        if let Some(Dialog::ResumeTalk { instead, .. }) = &mut self.view.dialog {
            *instead = Some(Box::new(TalkAsked { kind, start }));
            return;
        }
        self.view.dialog = None;
        let theme = self.theme();
        let first = match &start {
            // What the room saw while the speaker was elsewhere is not among the first.
            TalkStart { left: Some(left), .. } if left.show.frozen_at.is_none() => {
                Some(LeadAt::Slide(left.show.at.slide_idx))
            }
            // The number of a slide counts pages.
            TalkStart { left: Some(_), .. } | TalkStart { from_number: Some(_), .. } => None,
            TalkStart { from_offset: Some(offset), .. } => Some(LeadAt::Offset(*offset)),
            TalkStart { .. } => Some(LeadAt::Slide(0)),
        };
        let show = ShowOrder { theme, first };
        let first = if self.set_lead(show) { None } else { first };
        self.jobs.order(Order::Show(ShowOrder { theme, first }));
        self.talk_asked = Some(TalkAsked { kind, start });
        self.watch_screens();
    }

    /// Whether a room may be watching the window though no talk is on: one was asked for and its slides are being set,
    /// one was broken off and may go on, or the shell asked for a talk and for nothing else. The text is not for it.
    pub fn is_room_watching(&self) -> bool {
        let may_go_on = matches!(self.view.dialog, Some(Dialog::ResumeTalk { .. }));
        self.talk_asked.is_some() || may_go_on || self.display.ends_with_talk
    }

    /// Has the first slides set beside the typesetter, which may be at work; returns whether somebody does.
    fn set_lead(&self, show: ShowOrder) -> bool {
        // Nothing is shown to a room with a gap where a picture belongs.
        if show.first.is_none() || self.session.awaits_pictures() {
            return false;
        }
        let loaded = self.session.loaded();
        self.jobs.set_lead(LeadOrder {
            doc: self.session.id(),
            text: self.session.text().to_owned(),
            book: loaded.book.clone(),
            assets: loaded.assets.clone(),
            show,
        })
    }

    /// The slides of the talk that was asked for are set, all or the first of them.
    pub(super) fn meet_show(&mut self, slides: Arc<RoomSlides>) {
        const MANY_SLIDES: usize = 50;
        if let Some(talk) = &mut self.talk {
            // The first slides may come when all are there.
            if talk.slides.is_whole() || !slides.is_whole() {
                return;
            }
            talk.complete(slides);
            self.draw_slides();
            self.keep_talk(true);
            return;
        }
        let Some(asked) = self.talk_asked.take() else {
            self.slides_checked(slides.n_slides());
            return;
        };
        if let Some(words) = self.refusal(&slides, &asked) {
            self.refuse_talk(words);
            return;
        }
        if slides.n_slides() > MANY_SLIDES {
            // Nobody sees the pages of the editor now, and they take as much memory as the slides.
            self.preview.reset();
        }
        let stage = self.stage_of(asked.kind);
        let loaded = self.session.loaded();
        let parts = TalkParts {
            brief: &loaded.brief,
            book: &loaded.book,
            assets: &loaded.assets,
            reader: self.settings.console_reader.into(),
            today: self.environment.today,
        };
        let start = TalkStart { now_millis: self.now_unix_millis(), ..asked.start };
        let mut talk = Talk::new(slides, &parts, stage, start);
        talk.pointer_look = self.settings.pointer_look();
        self.talk = Some(Box::new(talk));
        self.draw_slides();
        self.place_main_window();
        self.keep_talk(true);
    }

    /// Why the talk that was asked for cannot begin, if it cannot.
    fn refusal(&self, slides: &RoomSlides, asked: &TalkAsked) -> Option<String> {
        if let Some(number) = asked.start.from_number {
            let stops = slides.stops();
            let last = stops.last().map_or(0, |stop| stop.place.number);
            if stops.iter().all(|stop| stop.place.number != number) {
                return Some(match self.lang() {
                    Lang::En => format!("there is no slide {number}; choose one from 1 to {last}"),
                    Lang::Ja => format!("スライド {number} はありません。1〜{last} を指定してください"),
                });
            }
        }
        let n_screens = self.display.screens.len();
        let idx = self.display.asked_screen.filter(|&idx| idx >= n_screens && n_screens > 0)?;
        Some(match (self.lang(), n_screens) {
            (Lang::En, 1) => format!("there is no screen {}; there is one", idx + 1),
            (Lang::En, _) => format!("there is no screen {}; choose one from 1 to {n_screens}", idx + 1),
            (Lang::Ja, _) => format!("画面 {} はありません。1〜{n_screens} を指定してください", idx + 1),
        })
    }

    /// A slide of the talk is drawn. The talk begins when all are.
    pub(super) fn meet_picture(&mut self, page_idx: usize, size_px: (u32, u32), picture: RoomPicture) {
        // The slides may have moved to another screen since.
        match &mut self.talk {
            Some(talk) if talk.drawn_for_px == size_px => talk.take_in(page_idx, picture),
            Some(talk) if size_px == Talk::THUMBNAIL_PX => {
                talk.thumbnails.insert(page_idx, picture);
            }
            Some(_) | None => {}
        }
    }

    /// Takes what was typed as the time there is; says what is wrong with it, if something is.
    pub fn shrink_talk(&mut self, typed: &str) {
        let words = self.word("Write minutes, such as 10 or 1h30m", "10 や 1h30m のように入力してください");
        let now = self.now_unix_millis();
        match parse_time(typed).filter(|time| !time.is_zero()) {
            Some(available) => {
                if let Some(talk) = &mut self.talk {
                    talk.shrink(available, now);
                }
                self.keep_talk(true);
            }
            None => self.complain(words),
        }
    }

    /// The speaker has taken a point out of the plan or brought one back.
    pub fn plan_changed(&mut self) {
        self.keep_talk(true);
    }

    /// Leaves the talk; what was marked and timed is offered.
    pub fn end_talk(&mut self) {
        let now = (self.environment.wall_clock)().unix_millis;
        // A stroke that is being drawn ends here.
        if let Some(talk) = &mut self.talk {
            talk.show.draw(None);
        }
        self.keep_talk(false);
        let Some(mut talk) = self.talk.take() else { return };
        self.release_screens();
        if self.preview.slots.is_empty() && self.preview.wanted.is_some() {
            // The pages of the editor made room for the talk.
            self.send_resources();
        }
        let kept = talk.kept(false, now);
        let is_at_end = talk.show.next_stop().is_none();
        if let Some(mut rehearsal) = talk.rehearsal.take() {
            rehearsal.rest(now);
            self.keep_run(rehearsal);
        }
        let has_marks = !talk.marks.is_empty();
        let drawn = talk.drawn_slides();
        let has_ink = !drawn.is_empty();
        if !talk.is_ink_new() {
            self.practice.drawn = drawn;
        }
        let is_rehearsal = kept.rehearsal.is_some();
        self.practice.left_talk = (!is_at_end && !is_rehearsal).then_some(kept);
        if has_marks || is_rehearsal || has_ink {
            self.view.dialog = Some(Dialog::AfterTalk { marks: talk.marks, is_rehearsal });
        }
    }

    /// The time now, in milliseconds since 1970.
    pub fn now_unix_millis(&self) -> u64 {
        (self.environment.wall_clock)().unix_millis
    }

    /// The time of day where the speaker is.
    pub fn time_of_day(&self, now_unix_millis: u64) -> String {
        time_of_day(now_unix_millis, (self.environment.wall_clock)().utc_offset_seconds)
    }
}
