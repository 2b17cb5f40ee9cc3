//! Windows of the room that rest: where nothing on them changes, a frame of the console draws none of them anew.
//!
//! What changes is still drawn within the frame that changes it, before the console, so that the room waits for
//! nothing. A window at rest draws itself where the system asks for it, and tells what it hears.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{Context, Rect, ViewportBuilder, ViewportId};

use crate::app::talk::{
    Cover, PenStroke, PointerLook, RoomLink, RoomView, ShowAct, SlideArea, SlidePoint, TalkAct,
};
use crate::ui::talk::keys::{Keys, Pressed, Typing};
use crate::ui::talk::room::{RoomInput, RoomState, room_ui};
use crate::ui::talk::textures::Textures;
use crate::ui::talk::{keep_in_place, typed_in};

/// What a window at rest has heard.
pub(super) struct Heard {
    pub acts: Vec<TalkAct>,
    /// Letters, where something is being typed on the console.
    pub typed: String,
    pub input: RoomInput,
}

/// Which windows rest, and what is heard from them.
pub(super) struct Resting {
    looks: HashMap<ViewportId, Look>,
    heard: Receiver<Heard>,
    told: Sender<Heard>,
}

impl Default for Resting {
    fn default() -> Self {
        let (told, heard) = channel();
        Self { looks: HashMap::new(), heard, told }
    }
}

/// All that a window shows, since when, and whether it rests.
struct Look {
    seen: Seen,
    since: f64,
    is_resting: bool,
}

#[derive(PartialEq)]
struct Seen {
    /// The page and the digest of its picture.
    page: Option<(usize, u64)>,
    /// The slides that are to be made ready.
    near: Vec<usize>,
    links: Vec<RoomLink>,
    cover: Option<Cover>,
    note: Option<&'static str>,
    pointer: Option<SlidePoint>,
    pointer_look: PointerLook,
    ink: Vec<PenStroke>,
    zoom: Option<SlideArea>,
    place: Option<Rect>,
    is_in_hand: bool,
}

impl Seen {
    fn of(view: &RoomView, place: Option<Rect>, is_in_hand: bool) -> Self {
        Self {
            page: view.picture.as_ref().map(|(page_idx, picture)| (*page_idx, picture.digest())),
            near: view.near.iter().map(|(page_idx, _)| *page_idx).collect(),
            links: view.links.clone(),
            cover: view.cover,
            note: view.note,
            pointer: view.pointer,
            pointer_look: view.pointer_look,
            ink: view.ink.clone(),
            zoom: view.zoom,
            place,
            is_in_hand,
        }
    }
}

impl Resting {
    /// Whether a window has shown the same for so long that it can rest: it has come to its place, slides have faded
    /// into one another, and those that may come next lie ready. One that is in the hand of the speaker does not.
    pub(super) fn rests(
        &mut self,
        ctx: &Context,
        id: ViewportId,
        (view, place): (&RoomView, Option<Rect>),
        is_in_hand: bool,
    ) -> bool {
        const SETTLED_SECONDS: f64 = 1.0;
        let now = ctx.input(|input| input.time);
        let seen = Seen::of(view, place, is_in_hand);
        let is_same = self.looks.get(&id).is_some_and(|look| look.seen == seen);
        if !is_same {
            self.looks.insert(id, Look { seen, since: now, is_resting: false });
        }
        let since = self.looks.get(&id).map_or(now, |look| look.since);
        !is_in_hand && !ctx.embed_viewports() && now - since > SETTLED_SECONDS
    }

    /// Forgets what windows showed that are gone.
    pub(super) fn retain(&mut self, shown: &[ViewportId]) {
        self.looks.retain(|id, _| shown.contains(id));
    }

    /// What was heard since this was asked last.
    pub(super) fn take_heard(&self) -> Vec<Heard> {
        self.heard.try_iter().collect()
    }

    /// Keeps a window as it is.
    pub(super) fn rest(&mut self, ctx: &Context, (id, builder): (ViewportId, ViewportBuilder), rest: Rest) {
        if let Some(look) = self.looks.get_mut(&id)
            && !std::mem::replace(&mut look.is_resting, true)
        {
            // What was done to this window may be what asked for this frame, which does not draw it: without another,
            // a button that was put down or let go is not heard before the next is.
            ctx.request_repaint_of(id);
        }
        let told = self.told.clone();
        let Rest { view, place, keys, typing, textures } = rest;
        let kept = Mutex::new((RoomState::default(), textures));
        ctx.show_viewport_deferred(id, builder, move |ui, _| {
            if let Some(place) = place {
                keep_in_place(ui.ctx(), place);
            }
            let Pressed { mut acts, typed } = keys.pressed(ui.ctx(), typing);
            if ui.input(|input| input.viewport().close_requested()) {
                acts.push(TalkAct::Show(ShowAct::Escape));
            }
            let typed = if typing.is_on { typed_in(ui.ctx()) } else { typed };
            // Nobody else draws this window, and a panic of one frame is no reason for a second in the next.
            let Ok(mut kept) = kept.lock() else { return };
            let (state, textures) = &mut *kept;
            let input = room_ui(ui, state, textures, &view, false);
            if !acts.is_empty() || !typed.is_empty() || input.is_telling() {
                // Whoever has gone hears nothing.
                told.send(Heard { acts, typed, input }).ok();
                ui.ctx().request_repaint_of(ViewportId::ROOT);
            }
        });
    }
}

/// What a window at rest needs to draw itself and to hear.
pub(super) struct Rest {
    pub view: RoomView,
    pub place: Option<Rect>,
    pub keys: Keys,
    pub typing: Typing,
    /// Its slide, unpacked.
    pub textures: Textures,
}
