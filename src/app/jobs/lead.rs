//! The thread that sets the slides a talk begins with, whatever the typesetter is doing at that time: in a long brief
//! that was just opened or typed in, it may be at work for seconds.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::app::Event;
use crate::app::jobs::{Jobs, ShowOrder, spawn};
use crate::app::talk::RoomSlides;
use crate::brief::{Brief, parse};
use crate::facts::FactBook;
use crate::layout::{Engine, Options, Paper, Shape};
use crate::release::{Assets, Context};
use crate::session::DocId;

/// A brief whose first slides are wanted.
pub struct LeadOrder {
    /// Which document.
    pub doc: DocId,
    /// Its text.
    pub text: String,
    /// Its fact book.
    pub book: FactBook,
    /// Its pictures and data.
    pub assets: Assets,
    /// Which slides, and how they look.
    pub show: ShowOrder,
}

impl Jobs {
    /// Sets the first slides of a talk; returns whether that can be done, which it cannot before the fonts are read.
    pub(in crate::app) fn set_lead(&self, order: LeadOrder) -> bool {
        let Some(engine) = self.engine.get().cloned() else { return false };
        let post = self.post.clone();
        spawn("lead", move || {
            let context = Context { book: &order.book, assets: &order.assets };
            let set = || lead(&parse(&order.text).0, &context, &engine, order.show);
            if let Ok(Some(slides)) = catch_unwind(AssertUnwindSafe(set)) {
                post.send(Event::ShowSet { doc: order.doc, slides: Arc::new(slides) });
            }
        });
        true
    }
}

/// How the slides of a brief look in a talk.
pub(super) fn show_options(
    brief: &Brief,
    context: &Context<'_>,
    engine: &Engine,
    order: ShowOrder,
) -> Options {
    let theme = match brief.front.theme {
        Some(_) => engine.theme_of(brief.front.theme.as_deref(), context.assets),
        None => order.theme,
    };
    Options { shape: Shape::Slides, paper: Paper::A4, theme }
}

/// The slides that a talk begins with; nothing where it is not known which, or all are set as fast. What is wrong with
/// them is told when all are set.
pub(super) fn lead(
    brief: &Brief,
    context: &Context<'_>,
    engine: &Engine,
    order: ShowOrder,
) -> Option<RoomSlides> {
    let first = order.first?;
    let options = show_options(brief, context, engine, order);
    RoomSlides::set_lead(brief, context, engine, (&options, first)).ok().flatten()
}
