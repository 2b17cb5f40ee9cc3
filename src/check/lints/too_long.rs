//! Talks that take longer than the time given.

use std::time::Duration;

use crate::brief::{Interpreter, measure};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Message, Severity, message};

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
        Interpreter::Consecutive => message!(" with the interpreter", "通訳を含めて"),
        Interpreter::None | Interpreter::Simultaneous => message!("", "読み上げると"),
    };
    let (takes, given) = (clock(spoken), clock(given));
    found.push(
        LINT.at(
            subject.value_span("duration"),
            message!(
                "said aloud{with}, this takes {takes}, and {given} are given",
                "{with}{takes}かかりますが、持ち時間は{given}です",
                with,
                takes,
                given
            ),
        )
        .with_hint(message!(
            "shorten what is said, or move part of it into ::: background",
            "発言を短くするか、一部を ::: background に移してください"
        )),
    );
}

fn clock(time: Duration) -> Message {
    let seconds = time.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => message!("{seconds} s", "{seconds}秒"),
        (minutes, 0) => message!("{minutes} min", "{minutes}分"),
        (minutes, seconds) => message!("{minutes} min {seconds} s", "{minutes}分{seconds}秒"),
    }
}
