//! Who may read what: the kinds of text, the marks of portions, and the rule that both follow.

pub(super) mod kind;
pub(super) mod marking;
mod scope;

pub use self::{
    kind::{ALERTS, Alert, KINDS, Kind, KindRef, Reader, Readers, kind_for_heading, kind_named},
    marking::{Level, SCHEMES, Scheme, may_leave, portion_mark, scheme_named},
    scope::{Scope, Sections, top_level_scopes, walk_scopes},
};
