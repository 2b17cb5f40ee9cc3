//! The talk itself, minus the window: what there is to say, in what time, and what came of it.

mod clock;
mod pace;
mod plan;
mod points;
mod record;
mod rehearsal;

pub use self::{
    clock::{Clock, ClockMode, minutes_and_seconds, time_of_day},
    pace::{Pace, Standing, pace},
    plan::{Plan, Planned, parse_time, plan},
    points::{Point, points},
    record::{Mark, MarkKind, Meeting, record},
    rehearsal::{Rehearsal, Row, Spent, compare, times_as_edits},
};
