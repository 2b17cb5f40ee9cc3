//! `demarche history`: earlier states of a brief, by time.

use std::path::Path;

use crate::cli::args::{HistoryArguments, Letters};
use crate::cli::keys::{open_session, seal_of_missing, settings};
use crate::cli::{Failure, Outcome, print, say, ui_lang, unreadable};
use crate::session::{
    Disk, EarlierState, HistoryLimits, Journal, NewState, Origin, Piece, Seal, Session, Writing,
    compare_words, earlier_states, forget_history, io_reason, is_sealed, last_moment_of, shown_time,
    state_folder, wall_time,
};
use crate::text::{EditKind, Message, Selection, message};

pub(crate) fn run(arguments: &HistoryArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let HistoryArguments { file, show, restore, forget, letters } = arguments;
    let folder = state_folder().ok_or_else(|| {
        Failure(message!(
            "the system has no home folder, so no earlier states are kept; set HOME",
            "ホームフォルダーがないため、履歴を残せません。HOME を設定してください"
        ))
    })?;
    if *forget {
        let n_removed = forget_history(&folder, file).map_err(|err| {
            let (folder, reason) = (folder.display(), io_reason(&err));
            Failure(message!(
                "not all earlier states were forgotten: {reason}; check {folder}",
                "履歴をすべては消去できませんでした：{reason}。{folder} を確認してください",
                reason
            ))
        })?;
        let file = file.display();
        say(&message!(
            "{n_removed} earlier states of {file} were forgotten",
            "{file} の履歴 {n_removed} 件を消去しました"
        ));
        return Ok(Outcome::Clean);
    }
    let states = earlier_states(&folder, file);
    // Of a file that is gone there may be states; of one that never was there are none.
    if states.is_empty() {
        unreadable(file).map_or(Ok(()), Err)?;
    }
    let opened = Opened::of(file, *letters, &folder)?;
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
    fn of(file: &Path, letters: Letters, folder: &Path) -> Result<Self, Failure> {
        if !file.exists() {
            let seal = is_sealed(file).then(|| seal_of_missing(file)).transpose()?;
            return Ok(Self { session: Ok(None), seal });
        }
        let session = open_session(file, letters, folder);
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
        let file = file.display();
        say(&message!(
            "no earlier states of {file} are kept; each time the window saves it, one is",
            "{file} の履歴はありません。画面で保存するたびに残ります"
        ));
    }
    let now = opened.session.as_ref().ok().and_then(Option::as_ref).map(Session::text);
    for state in states {
        let change = match (state.read_with(opened.seal.as_ref()), now) {
            (Ok(text), Some(now)) => changed_words(&text, now),
            (Ok(_), None) => message!("the file is gone", "ファイルがありません"),
            (Err(err), _) => {
                let reason = io_reason(&err);
                message!("cannot be read: {reason}", "読み込めません：{reason}", reason)
            }
        };
        let (at, change) = (shown_time(state.at_unix_millis), change.in_lang(ui_lang()));
        print(&format!("{at}\t{:8}\t{change}", state.origin.in_words().in_lang(ui_lang())))?;
    }
    Ok(Outcome::Clean)
}

fn changed_words(then: &str, now: &str) -> Message {
    let (mut n_in, mut n_out) = (0, 0);
    for piece in compare_words(then, now) {
        match piece {
            Piece::Same(_) => {}
            Piece::Removed(words) => n_out += words.split_whitespace().count().max(1),
            Piece::Inserted(words) => n_in += words.split_whitespace().count().max(1),
        }
    }
    match (n_in, n_out) {
        (0, 0) => message!("as it is now", "現在と同じ"),
        _ => message!("+{n_in} −{n_out} words since", "以後 +{n_in} −{n_out} 語"),
    }
}

/// The text of the newest state at a time or before it.
fn text_at(
    states: &[EarlierState],
    (file, seal): (&Path, Option<&Seal>),
    when: &str,
) -> Result<String, Failure> {
    let until = last_moment_of(when).ok_or_else(|| {
        Failure(message!("{when} is no time; write it as the list does: 2024-11-20, 2024-11-20 14:30 or 2024-11-20 14:30:05", "{when} は日時ではありません。2024-11-20、2024-11-20 14:30、2024-11-20 14:30:05 のように書いてください"))
    })?;
    let state = states.iter().find(|state| state.at_unix_millis <= until).ok_or_else(|| {
        let oldest = states.last().map(|state| shown_time(state.at_unix_millis));
        let oldest = oldest.map_or_else(
            || message!("none is kept", "履歴はありません"),
            |at| message!("the oldest is of {at}", "最も古いものは {at} です"),
        );
        let file = file.display();
        Failure(message!(
            "there is no state of {file} as early as {when}: {oldest}; list them with: demarche history {file}",
            "{file} に {when} 以前の履歴はありません。{oldest}。一覧は demarche history {file} で表示できます",
            oldest
        ))
    })?;
    state.read_with(seal).map_err(|err| {
        let (at, reason) = (shown_time(state.at_unix_millis), io_reason(&err));
        Failure(message!(
            "the state of {at} cannot be read: {reason}; choose another",
            "{at} の履歴を読み込めません：{reason}。別のものを選んでください",
            reason
        ))
    })
}

/// Gives out a text as it is, without a line end of ours.
fn print_text(text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut out = std::io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(err) if err.kind() != std::io::ErrorKind::BrokenPipe => {
            let reason = io_reason(&err);
            Err(Failure(message!(
                "the text could not be printed: {reason}; check where it is sent",
                "本文を出力できません：{reason}。出力先を確認してください",
                reason
            )))
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
    let unkept = |err: &std::io::Error| {
        let (file, folder, reason) = (file.display(), folder.display(), io_reason(err));
        Failure(message!(
            "nothing was restored, since what {file} holds now cannot be kept: {reason}; check {folder}",
            "{file} の現在の内容を履歴に残せないため、復元しませんでした：{reason}。{folder} を確認してください",
            reason
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
    let file = file.display();
    say(&message!(
        "{file} was restored; what it held before is the newest state of its history",
        "{file} を復元しました。以前の内容は最新の履歴として残っています"
    ));
    Ok(())
}

/// The limits that the user has chosen.
fn limits() -> HistoryLimits {
    let settings = settings();
    // Also where no states are kept otherwise: what is replaced here nobody has seen.
    HistoryLimits { days: settings.history_days.max(1), megabytes: settings.history_megabytes }
}
