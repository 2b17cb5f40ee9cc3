//! The talk: what a speaker needs in the room and the night before.

mod collect;
mod drill;
mod fold;
mod raised;
mod readings;
mod search;

pub use self::{
    drill::{Card, Drill, DrillRecord, Grade, Kept, ThrownIn, markdown_of, thrown_in_edit},
    raised::{Answers, FactLine, Hit, HitKind},
};
