//! `demarche history`: earlier states of a brief, by time.

use std::path::Path;

use crate::app::{Settings, settings_path};
use crate::cli::args::HistoryArguments;
use crate::cli::keys::{open_session, seal_of_missing};
use crate::cli::{Failure, Outcome, print, say};
use crate::session::{
    Disk, EarlierState, HistoryLimits, Journal, NewState, Origin, Piece, Seal, Session, Writing,
    compare_words, earlier_states, forget_history, is_sealed, last_moment_of, shown_time, state_folder,
    wall_time,
};
use crate::text::{EditKind, Selection};

pub(crate) fn run(arguments: &HistoryArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let HistoryArguments { file, show, restore, forget } = arguments;
    let folder = state_folder().ok_or_else(|| {
        Failure("the system has no home folder, so no earlier states are kept; set HOME".to_owned())
    })?;
    if *forget {
        let n_removed = forget_history(&folder, file).map_err(|err| {
            Failure(format!("not all earlier states were forgotten: {err}; check {}", folder.display()))
        })?;
        say(&format!("{n_removed} earlier states of {} were forgotten", file.display()));
        return Ok(Outcome::Clean);
    }
    let states = earlier_states(&folder, file);
    let opened = Opened::of(file, &folder)?;
    let seal = opened.seal.as_ref();
    if let Some(when) = show {
        let text = text_at(&states, (file, seal), when)?;
        return print_text(&text).map(|()| Outcome::Clean);
    }
    if let Some(when) = restore {
        let text = text_at(&states, (file, seal), when)?;
        restore_text((file, opened), &text, &folder, writing)?;
        return Ok(Outcome::Clean);
    }
    list(&states, file, &opened)
}

/// The brief as its file holds it, and what opens its states.
struct Opened {
    session: Result<Option<Session>, Failure>,
    seal: Option<Seal>,
}

impl Opened {
    fn of(file: &Path, folder: &Path) -> Result<Self, Failure> {
        if !file.exists() {
            let seal = is_sealed(file).then(|| seal_of_missing(file)).transpose()?;
            return Ok(Self { session: Ok(None), seal });
        }
        let session = open_session(file, folder);
        if is_sealed(file) {
            let session = session?;
            let seal = session.seal().cloned();
            return Ok(Self { session: Ok(Some(session)), seal });
        }
        // What was kept of a file is of most use where the file itself cannot be read.
        Ok(Self { session: session.map(Some), seal: None })
    }
}

/// The states, the newest first, columns parted by tabs: since when, where from, and what has changed since.
fn list(states: &[EarlierState], file: &Path, opened: &Opened) -> Result<Outcome, Failure> {
    if states.is_empty() {
        say(&format!(
            "no earlier states of {} are kept; each time the window saves it, one is",
            file.display()
        ));
    }
    let now = opened.session.as_ref().ok().and_then(Option::as_ref).map(Session::text);
    for state in states {
        let change = match (state.read_with(opened.seal.as_ref()), now) {
            (Ok(text), Some(now)) => changed_words(&text, now),
            (Ok(_), None) => "the file is gone".to_owned(),
            (Err(err), _) => format!("cannot be read: {err}"),
        };
        print(&format!("{}\t{:8}\t{change}", shown_time(state.at_unix_millis), state.origin))?;
    }
    Ok(Outcome::Clean)
}

fn changed_words(then: &str, now: &str) -> String {
    let (mut n_in, mut n_out) = (0, 0);
    for piece in compare_words(then, now) {
        match piece {
            Piece::Same(_) => {}
            Piece::Removed(words) => n_out += words.split_whitespace().count().max(1),
            Piece::Inserted(words) => n_in += words.split_whitespace().count().max(1),
        }
    }
    match (n_in, n_out) {
        (0, 0) => "as it is now".to_owned(),
        _ => format!("+{n_in} −{n_out} words since"),
    }
}

/// The text of the newest state at a time or before it.
fn text_at(
    states: &[EarlierState],
    (file, seal): (&Path, Option<&Seal>),
    when: &str,
) -> Result<String, Failure> {
    let until = last_moment_of(when).ok_or_else(|| {
        Failure(format!("{when} is no time; write it as the list does: 2024-11-20, 2024-11-20 14:30 or 2024-11-20 14:30:05"))
    })?;
    let state = states.iter().find(|state| state.at_unix_millis <= until).ok_or_else(|| {
        let oldest = states.last().map(|state| shown_time(state.at_unix_millis));
        let oldest = oldest.map_or("none is kept".to_owned(), |at| format!("the oldest is of {at}"));
        Failure(format!(
            "there is no state of {} as early as {when}: {oldest}; list them with: demarche history {}",
            file.display(),
            file.display()
        ))
    })?;
    state.read_with(seal).map_err(|err| {
        let at = shown_time(state.at_unix_millis);
        Failure(format!("the state of {at} cannot be read: {err}; choose another"))
    })
}

/// Gives out a text as it is, without a line end of ours.
fn print_text(text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut out = std::io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(err) if err.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("the text could not be printed: {err}; check where it is sent")))
        }
        _ => Ok(()),
    }
}

/// Writes a text to the brief's file. What that holds now becomes an earlier state first.
fn restore_text(
    (file, opened): (&Path, Opened),
    text: &str,
    folder: &Path,
    writing: &Writing,
) -> Result<(), Failure> {
    let unkept = |err: &dyn std::fmt::Display| {
        Failure(format!(
            "nothing was restored, since what {} holds now cannot be kept: {err}; check {}",
            file.display(),
            folder.display()
        ))
    };
    let Opened { session, seal } = opened;
    if let Some(mut session) = session? {
        let mut journal = Journal::open(folder).map_err(|err| unkept(&err))?;
        journal.limit_history(limits());
        let at_unix_millis = wall_time().unix_millis;
        let now = NewState {
            path: file.to_owned(),
            text: session.text().to_owned(),
            origin: Origin::Opened,
            at_unix_millis,
        };
        let kept = match session.seal() {
            Some(seal) => journal.keep_sealed_state(&now, seal),
            None => journal.keep_state(&now),
        };
        kept.map_err(|err| unkept(&err))?;
        let none = (Selection::default(), Selection::default());
        session.edit(&[session.edit_to(text)], none, EditKind::Other, 0);
        session.save(writing)?;
    } else {
        let session = Session::unnamed(text.to_owned(), &Disk);
        let task = match seal {
            Some(seal) => session.save_sealed_task(file, seal),
            None => session.save_as_task(file),
        };
        let outcome = task.run(writing);
        Session::unnamed(String::new(), &Disk).apply_save(outcome)?;
    }
    say(&format!("{} was restored; what it held before is the newest state of its history", file.display()));
    Ok(())
}

/// The limits that the user has chosen.
fn limits() -> HistoryLimits {
    let settings = settings_path().and_then(|path| Settings::load(&path).ok()).unwrap_or_default();
    // Also where no states are kept otherwise: what is replaced here nobody has seen.
    HistoryLimits { days: settings.history_days.max(1), megabytes: settings.history_megabytes }
}
