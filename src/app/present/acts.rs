//! What the keys of a talk do.

use crate::app::App;
use crate::app::present::NOTES_SIZE_PT;
use crate::app::talk::{
    MarkKind, MarkLine, PointerShape, Raising, ShowAct, SlidePoint, Talk, TalkAct, TalkAsk,
};

/// The least and the largest type on the console, and the step between sizes, in points.
const NOTES_SIZES_PT: (u8, u8, u8) = (16, 72, 4);
impl App {
    /// Does what a key of the talk does.
    pub fn act_in_talk(&mut self, act: TalkAct) {
        let now = (self.environment.wall_clock)().unix_millis;
        let Some(talk) = &mut self.talk else { return };
        if is_called_off(talk, act) {
            return;
        }
        match act {
            TalkAct::Show(act) => self.act_in_show(act, now),
            TalkAct::Raise => talk.ask = Some(TalkAsk::Raising(Raising::default())),
            TalkAct::Follow => {
                if let Some(link) = talk.links().first() {
                    self.act_in_show(ShowAct::Slide(link.slide_idx), now);
                }
            }
            TalkAct::GoTo => talk.ask = Some(TalkAsk::GoTo(String::new())),
            TalkAct::Shrink => talk.ask = Some(TalkAsk::Shrink(String::new())),
            TalkAct::Keys => talk.ask = Some(TalkAsk::Keys),
            TalkAct::SwapScreens => self.swap_screens(),
            TalkAct::ToggleConsole => self.toggle_console(),
            TalkAct::Scroll { is_back } => talk.n_scrolls += if is_back { -1 } else { 1 },
            TalkAct::Larger => self.change_notes_size(u8::saturating_add),
            TalkAct::Smaller => self.change_notes_size(u8::saturating_sub),
            TalkAct::UsualSize if !talk.show.typed().is_empty() => {
                talk.show.act(ShowAct::Digit(0));
            }
            TalkAct::UsualSize => self.change_notes_size(|_, _| NOTES_SIZE_PT),
            TalkAct::ToggleClock => {
                if talk.clock.is_running() {
                    talk.clock.pause(now);
                } else {
                    talk.clock.resume(now);
                }
                self.time_section(now);
                self.keep_talk(true);
            }
            TalkAct::TurnClock => talk.clock.mode = talk.clock.mode.next(),
            TalkAct::LargeClock => {
                self.change_settings(|settings| settings.clock_size = settings.clock_size.other());
            }
            TalkAct::TurnPointer => self.turn_pointer(),
            TalkAct::ResetClock => {
                talk.clock.reset();
                self.keep_talk(true);
            }
            TalkAct::FullScreen => self.toggle_full_screen(),
            TalkAct::Mark(kind) => self.mark(kind, now),
            TalkAct::GoOn => self.act_in_show(ShowAct::GoOn, now),
        }
    }

    /// Turns the pointer on; where it is on, it takes its next shape.
    fn turn_pointer(&mut self) {
        let Some(talk) = &mut self.talk else { return };
        if !talk.show.is_pointing {
            talk.show.act(ShowAct::Pointer);
            return;
        }
        let shapes = PointerShape::ALL.into_iter().cycle();
        let next = shapes.skip_while(|shape| *shape != talk.pointer_look.shape).nth(1);
        talk.pointer_look.shape = next.unwrap_or_default();
        let shape = talk.pointer_look.shape;
        self.change_settings(|settings| settings.pointer_shape = shape);
    }

    /// The hand of the speaker is at a place on the slide: the pointer goes there, and the pen draws where it is held
    /// down. A stroke that is finished is kept, and the next one is a line of its own.
    pub fn point_at(&mut self, at: Option<SlidePoint>, is_held: bool) {
        let Some(talk) = &mut self.talk else { return };
        talk.pointer = at;
        if talk.show.draw(at.filter(|_| is_held)) {
            self.keep_talk(true);
        }
    }

    /// Marks what is being talked about.
    fn mark(&mut self, kind: MarkKind, now_unix_millis: u64) {
        let Some(talk) = &mut self.talk else { return };
        let title = talk.mark(kind, now_unix_millis);
        let line = talk.marks.last().cloned().map(|mark| MarkLine { talk_millis: talk.begun_millis, mark });
        self.keep_mark(line);
        let words = format!("{}: {title}", kind.label().in_lang(self.lang()));
        self.tell(words, None);
        self.keep_talk(true);
    }

    fn act_in_show(&mut self, act: ShowAct, now_unix_millis: u64) {
        let Some(talk) = &mut self.talk else { return };
        if act == ShowAct::Escape && talk.ask.take().is_some() {
            return;
        }
        if !talk.can_begin() {
            // Who does not wait begins with what is drawn.
            talk.is_ready |= matches!(act, ShowAct::Enter | ShowAct::Next);
            if act == ShowAct::Escape {
                self.end_talk();
            }
            return;
        }
        let has_moved = talk.show.act(act);
        if has_moved {
            if !talk.is_room_on_main() {
                talk.stage.forget_notice();
            }
            talk.clock.advance(now_unix_millis);
            talk.pointer = None;
            let missing = talk.missing_pages();
            if !missing.is_empty() {
                talk.drawing = Some(self.jobs.draw_show(&talk.slides, missing, talk.drawn_for_px));
            }
        }
        self.draw_thumbnails();
        self.time_section(now_unix_millis);
        if self.talk.as_ref().is_some_and(|talk| talk.show.has_ended()) {
            self.end_talk();
        } else {
            self.keep_talk(true);
        }
    }

    /// Draws the slides small that are to be chosen from and that memory had no room for.
    fn draw_thumbnails(&mut self) {
        let Some(talk) = &mut self.talk else { return };
        let missing = talk.missing_thumbnails();
        if !missing.is_empty() {
            talk.drawing_small = Some(self.jobs.draw_show(&talk.slides, missing, Talk::THUMBNAIL_PX));
        }
    }

    /// Gives the time that passes to the section of the slide.
    fn time_section(&mut self, now_unix_millis: u64) {
        let Some(talk) = &mut self.talk else { return };
        let start = talk.show.stop(talk.show.at()).and_then(|stop| stop.place.start).unwrap_or(0);
        if let Some(rehearsal) = &mut talk.rehearsal {
            if talk.clock.is_running() {
                rehearsal.go_to(start, now_unix_millis);
            } else {
                rehearsal.rest(now_unix_millis);
            }
        }
    }

    /// The size of the type on the console, in points: the one chosen last on this screen.
    pub fn notes_size_pt(&self) -> u8 {
        let own = self.display.screens.iter().find(|screen| screen.is_own);
        let chosen = own.and_then(|screen| self.settings.notes_sizes_pt.get(&screen.name));
        chosen.copied().unwrap_or(self.settings.notes_size_pt)
    }

    fn change_notes_size(&mut self, change: impl FnOnce(u8, u8) -> u8) {
        let (least, largest, step) = NOTES_SIZES_PT;
        let size_pt = change(self.notes_size_pt(), step).clamp(least, largest);
        let own = self.display.screens.iter().find(|screen| screen.is_own).map(|screen| screen.name.clone());
        self.change_settings(|settings| {
            // A screen that was never seen begins with the size that was chosen last.
            settings.notes_size_pt = size_pt;
            settings.notes_sizes_pt.extend(own.map(|name| (name, size_pt)));
        });
    }

    /// Goes to a slide that was chosen among all.
    pub fn choose_slide(&mut self, slide_idx: usize) {
        let now = self.now_unix_millis();
        let Some(talk) = &mut self.talk else { return };
        if talk.show.chosen().is_some() {
            talk.show.act(ShowAct::Overview);
        }
        talk.show.go_to_slide(slide_idx);
        talk.clock.advance(now);
        self.time_section(now);
        self.keep_talk(true);
    }

    /// Goes to the slide of a number that was typed.
    pub fn go_to_slide_number(&mut self, typed: &str) {
        for digit in typed.bytes().filter(u8::is_ascii_digit) {
            self.act_in_talk(TalkAct::Show(ShowAct::Digit(digit - b'0')));
        }
        self.act_in_talk(TalkAct::Show(ShowAct::Enter));
    }
}

/// Whether a key does no more than call off what a second press would have done, or has no place where the room
/// sees the only screen.
fn is_called_off(talk: &mut Talk, act: TalkAct) -> bool {
    use ShowAct::{Back, BackSlide, Enter, Escape, Next, NextSlide};
    // What a second press of one key would have done, any other key calls off. Those that leave or uncover do
    // no more than that: nobody is taken past the slide they were on.
    let is_second = matches!(act, TalkAct::ToggleConsole | TalkAct::SwapScreens);
    let act_in_show = if let TalkAct::Show(act) = act { Some(act) } else { None };
    if !is_second
        && talk.stage.cancel()
        && matches!(act_in_show, Some(Next | Back | NextSlide | BackSlide | Enter | Escape))
    {
        return true;
    }
    // Where the room sees the only screen, nothing of the console comes on it but by the key that is for it.
    let needs_console = matches!(act, TalkAct::Raise | TalkAct::GoTo | TalkAct::Shrink | TalkAct::Keys);
    needs_console && talk.is_room_on_main()
}
