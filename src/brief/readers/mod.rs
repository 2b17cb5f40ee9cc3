//! Who may read what: the kinds of text, the marks of portions, and the rule that both follow.

pub(super) mod announced;
mod around;
pub(super) mod attributes;
mod beside;
pub(super) mod brackets;
pub(super) mod caption;
mod cases;
pub(super) mod cells;
mod closing;
pub(super) mod comment;
mod common_names;
mod continuation;
pub(super) mod counting;
mod edge;
mod ending;
mod first;
pub(super) mod flow;
mod fold;
mod forbidding;
pub(super) mod foreign;
mod frame;
mod handling;
pub(super) mod head_words;
mod house;
pub(super) mod kind;
mod latex;
mod long_names;
pub(super) mod mark_behind;
pub(super) mod marking;
mod marks;
pub(super) mod named_block;
pub(super) mod names;
pub(super) mod naming;
pub(super) mod note_signs;
pub(super) mod notice;
pub(super) mod phrase;
mod points;
pub(super) mod portion;
mod region;
pub(super) mod remark;
pub(super) mod resolve;
pub(super) mod review;
pub(super) mod run_in;
pub(super) mod schemes;
mod scope;
pub(super) mod section_text;
pub(super) mod slips;
mod style_rule;
pub(super) mod terms;
pub(super) mod text_row;
pub(super) mod tool_comment;
pub(super) mod unfinished;
mod wiki_macro;

pub use self::{
    caption::kept_by_captions,
    closing::{closes, closing_blocks},
    counting::{keeps_data, keeps_words, kept_title, marks_within},
    foreign::{HIDING_SETTINGS, SHOWING_SETTINGS},
    kind::{ALERTS, Alert, KINDS, Kind, KindRef, Reader, Readers, kind_named},
    marking::{Level, Scheme},
    naming::{Certainty, Naming, kind_for_heading, naming},
    note_signs::refers_to_kept,
    portion::{may_leave, portion_mark},
    region::{Edge, edge},
    schemes::{add_house_schemes, scheme_named, scheme_names, schemes},
    scope::Scope,
    unfinished::{Unfinished, lacks_answer, says_nothing, unfinished},
};
