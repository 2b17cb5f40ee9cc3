//! What the speaker can do to a show, and what each act does.

use crate::app::talk::pen::Pen;
use crate::app::talk::show::{Cover, Phase, Show};

/// What the speaker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowAct {
    /// To the next step.
    Next,
    /// To the step before.
    Back,
    /// To the next slide, whatever steps this one has.
    NextSlide,
    /// To the beginning of the slide before.
    BackSlide,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
    /// A digit of the number of a slide.
    Digit(u8),
    /// To the slide whose number was typed, or that is chosen in the overview; else to the next step.
    Enter,
    /// To a slide, from 0, that a link leads to.
    Slide(usize),
    /// Back to where one was before one jumped.
    Return,
    /// Black on, black off.
    Black,
    /// White on, white off.
    White,
    /// The room keeps what it sees while the console moves on; once more, and it sees what the console shows.
    Freeze,
    /// All slides at once, to choose from.
    Overview,
    /// The pointer on and off.
    Pointer,
    /// The pen on and off.
    Pen,
    /// The pen on, and where it was on, the next colour.
    PenColor,
    /// The pen on, and where it was on, the next width.
    PenWidth,
    /// What the pen drew on this slide goes.
    Wipe,
    /// The whole slide again, after a part of it was shown large.
    ZoomOut,
    /// From the black slide at the end to where one was.
    GoOn,
    /// Out of whatever stands over the slide; where nothing does, to the black slide at the end; there, out of the
    /// show.
    Escape,
}

impl Show {
    /// Does what the speaker does; returns whether another stop is shown now.
    pub fn act(&mut self, act: ShowAct) -> bool {
        let before = self.at;
        if !matches!(act, ShowAct::Digit(_) | ShowAct::Enter) {
            self.typed.clear();
        }
        match act {
            ShowAct::Next | ShowAct::Back | ShowAct::NextSlide | ShowAct::BackSlide => self.go(act),
            ShowAct::First => self.choose_or_jump(0),
            ShowAct::Last => self.choose_or_jump(self.n_slides().saturating_sub(1)),
            ShowAct::Digit(digit) => {
                if self.typed.len() < 4 {
                    self.typed.push(char::from(b'0' + digit.min(9)));
                }
            }
            ShowAct::Enter => self.enter(),
            ShowAct::Slide(slide_idx) => self.go_to_slide(slide_idx),
            ShowAct::Return => {
                if let Some(at) = self.visited.pop() {
                    self.end_if(false);
                    self.arrive(at);
                }
            }
            ShowAct::GoOn => self.end_if(false),
            ShowAct::Escape => self.escape(),
            ShowAct::Overview => {
                self.chosen = if self.chosen.is_some() { None } else { Some(self.slide_idx()) };
            }
            // What is black stays black, and nothing is drawn on it.
            _ if self.is_ending() => {}
            ShowAct::Black => self.toggle_cover(Cover::Black),
            ShowAct::White => self.toggle_cover(Cover::White),
            ShowAct::Freeze => self.frozen_at = if self.is_frozen() { None } else { Some(self.at) },
            ShowAct::Pointer => (self.is_pointing, self.is_drawing) = (!self.is_pointing, false),
            ShowAct::Pen => (self.is_drawing, self.is_pointing) = (!self.is_drawing, false),
            ShowAct::PenColor => self.change_pen(Pen::recolored),
            ShowAct::PenWidth => self.change_pen(Pen::broadened),
            ShowAct::Wipe => {
                self.ink.remove(&self.slide_idx());
            }
            ShowAct::ZoomOut => self.zoom = None,
        }
        self.at != before
    }

    pub(super) fn is_shown(&self, at: usize) -> bool {
        self.stop(at).is_some_and(|stop| !self.skipped.contains(&stop.place.slide_idx))
    }

    pub(super) fn first_stop(&self, slide_idx: usize) -> Option<usize> {
        self.stops.iter().position(|stop| stop.place.slide_idx == slide_idx)
    }

    fn go(&mut self, act: ShowAct) {
        let is_on = matches!(act, ShowAct::Next | ShowAct::NextSlide);
        if let Some(chosen) = self.chosen {
            let last = self.n_slides().saturating_sub(1);
            self.chosen = Some(if is_on { (chosen + 1).min(last) } else { chosen.saturating_sub(1) });
            return;
        }
        if self.cover.take().is_some() {
            return;
        }
        if self.is_ending() {
            self.end_if(is_on);
            return;
        }
        let slide_idx = self.slide_idx();
        let is_other = |&at: &usize| self.stops[at].place.slide_idx != slide_idx;
        let to = match act {
            ShowAct::Next => self.next_stop(),
            ShowAct::Back => (0..self.at).rev().find(|&at| self.is_shown(at)),
            ShowAct::NextSlide => (self.at..self.stops.len()).filter(is_other).find(|&at| self.is_shown(at)),
            _ => {
                let before = (0..self.at).rev().filter(is_other).find(|&at| self.is_shown(at));
                before.and_then(|at| self.first_stop(self.stops[at].place.slide_idx))
            }
        };
        match to {
            Some(to) => self.arrive(to),
            None => self.end_if(is_on),
        }
    }

    fn enter(&mut self) {
        if let Some(slide_idx) = self.chosen.take() {
            self.go_to_slide(slide_idx);
            return;
        }
        let typed = std::mem::take(&mut self.typed);
        if typed.is_empty() {
            self.go(ShowAct::Next);
        } else if let Ok(number) = typed.parse::<usize>()
            && let Some(at) = self.stops.iter().position(|stop| stop.place.number == number)
        {
            self.jump(at);
        }
    }

    fn choose_or_jump(&mut self, slide_idx: usize) {
        if self.chosen.is_some() {
            self.chosen = Some(slide_idx);
        } else {
            self.go_to_slide(slide_idx);
        }
    }

    pub(super) fn jump(&mut self, at: usize) {
        if at != self.at {
            self.visited.push(self.at);
            if self.visited.len() > Self::MAX_VISITED {
                self.visited.remove(0);
            }
        }
        self.cover = None;
        self.end_if(false);
        self.arrive(at);
    }

    fn arrive(&mut self, at: usize) {
        if at != self.at {
            self.zoom = None;
            self.is_pen_down = false;
        }
        self.at = at.min(self.stops.len().saturating_sub(1));
    }

    /// Goes to the black slide at the end, or back from it.
    fn end_if(&mut self, is_end: bool) {
        self.phase = if is_end { Phase::End } else { Phase::Slides };
    }

    fn change_pen(&mut self, change: impl FnOnce(Pen) -> Pen) {
        if self.is_drawing {
            self.pen = change(self.pen);
        }
        (self.is_drawing, self.is_pointing) = (true, false);
    }

    fn toggle_cover(&mut self, cover: Cover) {
        self.cover = if self.cover == Some(cover) { None } else { Some(cover) };
    }

    fn escape(&mut self) {
        if self.is_ending() && self.chosen.is_none() && !self.is_frozen() {
            self.phase = Phase::Over;
            return;
        }
        let stood_over = self.chosen.take().is_some()
            || self.zoom.take().is_some()
            || std::mem::take(&mut self.is_drawing)
            || self.cover.take().is_some()
            || self.frozen_at.take().is_some();
        self.end_if(!stood_over || self.is_ending());
    }
}
