//! The talk, minus the window: what speakers need in the room, and the night before.
//!
//! Nothing here knows the time or a file; both come as arguments. What the room can see is a type of its own,
//! which private text has no way into.

mod area;
mod clock;
mod collect;
mod drill;
mod fold;
mod glossary;
mod hit;
mod ink;
mod keys;
mod pace;
mod pen;
mod picture;
mod plan;
mod points;
mod raised;
mod raising;
mod readings;
mod record;
mod rehearsal;
mod room;
mod running;
mod search;
mod show;
mod stage;

pub(super) use self::fold::fold;

pub use self::{
    area::{SlideArea, SlidePoint},
    clock::{Clock, ClockMode, minutes_and_seconds, time_left, time_of_day},
    drill::{Card, Drill, DrillRecord, Grade, Kept, ThrownIn, markdown_of, thrown_in_edit},
    hit::{FactLine, Hit, HitKind},
    ink::{DrawnSlide, InkLine, found_ink, last_ink},
    keys::{TALK_KEYS, TalkAct, TalkKey},
    pace::{Pace, Standing, pace},
    pen::{Pen, PenColor, PenStroke, PenWidth, PointerLook, PointerShape},
    picture::RoomPicture,
    plan::{Begun, Plan, Planned, parse_time, plan, plan_from},
    points::{Point, points},
    raised::Answers,
    raising::Raising,
    record::{Mark, MarkKind, MarkLine, Meeting, last_marks, record},
    rehearsal::{Rehearsal, Row, Spent, compare, times_as_edits},
    room::{LeadAt, RoomLink, RoomSlides, RoomView},
    running::{KeptTalk, Talk, TalkAsk, TalkForm, TalkParts, TalkStart},
    show::{Cover, KeptShow, KeptStop, Show, ShowAct, Stop},
    stage::{MainView, RoomWindow, Screen, Stage, StageAsk, StageKind, StageNotice, merged, set_key},
};
