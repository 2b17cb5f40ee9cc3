//! Talks that take longer than the time given.

use std::time::Duration;

use crate::brief::{Interpreter, measure};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds briefs that take longer to say than `duration` gives, with the interpreter's time.
///
/// What is spoken last is what is cut, and it is often the ask.
///
/// Example: four pages of points, `duration: 5m` and `interpreter: consecutive`.
pub const LINT: Lint =
    Lint { name: "too-long", summary: "a talk longer than the time given", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.brief.front;
    let Some(given) = front.duration else { return };
    let spoken = measure(subject.brief).spoken;
    if spoken <= given {
        return;
    }
    let with = match front.interpreter {
        Interpreter::Consecutive => " with the interpreter",
        Interpreter::None | Interpreter::Simultaneous => "",
    };
    let (takes, given) = (clock(spoken), clock(given));
    found.push(
        LINT.at(
            subject.value_span("duration"),
            format!("said aloud{with}, this takes {takes}, and {given} are given"),
        )
        .with_hint("shorten what is said, or move part of it into ::: background"),
    );
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}
