//! Commands from a shell.
//!
//! Results go to standard output and nothing else does. It decides nothing that a copy depends on; that is the
//! business of the modules above.

mod args;
mod check;
mod doctor;
mod export;
mod facts;
mod facts_delete;
mod hand_over;
mod history;
mod import;
mod keys;
mod lang;
mod man;
mod new;
mod prove;
mod sample;
mod usage;
mod wheels_up;

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

pub use self::{
    lang::{asked_lang, system_lang, ui_lang},
    usage::{can_be_read, every_flag},
};

use crate::cli::args::{BeginName, Command, PresentArguments};
use crate::export::ExportError;
use crate::session::{
    Disk, Encoding, OpenError, OpenedSealed, RegisterError, SaveError, SealError, StoreError, Writing,
    io_reason, is_sealed, open_sealed, read_text, state_folder,
};
use crate::text::{Message, message};

/// What a command found, as a script sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done, or nothing to say.
    Clean,
    /// Findings.
    Findings,
}

/// A command that could not run: one line, what happened, why, what to try.
#[derive(Debug)]
pub(crate) struct Failure(Message);

/// Lets `?` turn the errors of the library into what the shell is told.
macro_rules! fails_with {
    ($($error:ty),+ $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(err: $error) -> Self {
                Self(err.message())
            }
        })+
    };
}

fails_with!(OpenError, SaveError, SealError, StoreError, RegisterError, ExportError);

impl From<serde_json::Error> for Failure {
    fn from(err: serde_json::Error) -> Self {
        Self(message!("the result could not be written: {err}", "結果を書き出せません（{err}）"))
    }
}

/// What the shell asked for.
pub enum Asked {
    /// A command, which has run; the program ends with this code.
    Done(ExitCode),
    /// The window.
    Window {
        /// A brief or a folder of briefs, where one was named.
        target: Option<PathBuf>,
        /// The talk that is to begin in it.
        present: Option<PresentAsked>,
        /// The brief itself, where it is sealed and was opened from the shell.
        sealed: Option<Box<OpenedSealed>>,
        /// How the letters of the brief are written.
        encoding: Encoding,
        /// The command that is to be run in it.
        command: Option<&'static str>,
    },
}

/// How a talk is to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresentAsked {
    /// The number of the slide to begin with.
    pub from: Option<usize>,
    /// The time there is.
    pub duration: Option<Duration>,
    /// The screen for the slides, from 1.
    pub screen: Option<usize>,
    /// Whether the slides are to be in a window.
    pub is_windowed: bool,
}

/// Runs the command that was typed. Exit code 0: done or clean; 1: findings; 2: could not run.
pub fn run() -> Asked {
    let arguments = match usage::parse() {
        Ok(arguments) => arguments,
        Err(code) => return Asked::Done(code),
    };
    match arguments.command {
        None if has_display() => {
            return match open_sealed_first(arguments.target.as_deref(), false) {
                Ok(sealed) => {
                    let command = arguments.begin.map(BeginName::command);
                    let encoding = arguments.letters.encoding();
                    Asked::Window { target: arguments.target, present: None, sealed, encoding, command }
                }
                Err(failure) => Asked::Done(exit_code(Err(failure))),
            };
        }
        Some(Command::Present(arguments)) if has_display() => {
            let PresentArguments { file, from, duration, screen, windowed, letters } = arguments;
            let encoding = letters.encoding();
            let asked = PresentAsked { from, duration, screen, is_windowed: windowed };
            let opened = open_sealed_first(Some(&file), true);
            return match opened.and_then(|sealed| demand_letters(&file, encoding).map(|()| sealed)) {
                Ok(sealed) => {
                    let (target, present) = (Some(file), Some(asked));
                    Asked::Window { target, present, sealed, encoding, command: None }
                }
                Err(failure) => Asked::Done(exit_code(Err(failure))),
            };
        }
        _ => {}
    }
    let writing = Writing::default();
    end_between_files(&writing);
    let outcome = match arguments.command {
        Some(Command::Present(arguments)) => Err(no_window(&arguments.file, &no_display())),
        Some(Command::Export(arguments)) => export::run(&arguments, &writing),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Prove(arguments)) => prove::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments, &writing),
        Some(Command::Import(arguments)) => import::run(&arguments, &writing),
        Some(Command::Facts(arguments)) => facts::run(&arguments, &writing),
        Some(Command::History(arguments)) => history::run(&arguments, &writing),
        Some(Command::Doctor) => doctor::run(),
        Some(Command::Completions { shell }) => usage::print_completions(shell),
        Some(Command::Man { folder }) => man::run(&folder, &writing),
        None => match arguments.target {
            Some(target) => Err(no_window(&target, &no_display())),
            None => sample::run(&writing, &no_display()),
        },
    };
    Asked::Done(exit_code(outcome))
}

/// Opens a sealed brief before its window is. What is not asked for at the terminal, the window asks for; a talk must
/// be there when it does.
fn open_sealed_first(target: Option<&Path>, is_talk: bool) -> Result<Option<Box<OpenedSealed>>, Failure> {
    let Some(target) = target.filter(|target| is_sealed(target) && target.is_file()) else { return Ok(None) };
    if !is_talk && !keys::opens_unasked(target) {
        return Ok(None);
    }
    let path = std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
    let opened = open_sealed(&path, &keys::keyring(&path)?, state_folder().as_deref())?;
    Ok(Some(Box::new(opened)))
}

/// Refuses a talk from a file whose letters have to be asked about first: nobody wants that question before a room.
fn demand_letters(file: &Path, encoding: Encoding) -> Result<(), Failure> {
    match read_text(file, &Disk) {
        Err(err @ OpenError::OtherEncoding { .. }) if encoding == Encoding::Utf8 => Err(err.into()),
        _ => Ok(()),
    }
}

/// What is said where the file or folder that a window was asked for is not there or cannot be read; nothing where it
/// can.
pub fn not_found(target: &Path) -> Option<ExitCode> {
    Some(exit_code(Err(unreadable(target)?)))
}

/// Why a file or folder cannot be opened, whatever there is to open it in.
fn unreadable(target: &Path) -> Option<Failure> {
    let asked = if target.is_dir() { target.read_dir().map(drop) } else { File::open(target).map(drop) };
    let err = asked.err()?;
    let reason = match err.kind() {
        ErrorKind::NotFound => {
            message!("there is no such file or folder", "ファイル又はフォルダーがありません")
        }
        _ => io_reason(&err),
    };
    let target = target.display();
    Some(Failure(message!(
        "{target} was not opened: {reason}; check the name and that you may read it",
        "{target} を開けません：{reason}。名前と読み取りの権限を確認してください",
        reason
    )))
}

/// What is done where a window was asked for and cannot be had: without a target, the main job on the sample.
pub fn run_without_window(target: Option<&Path>, reason: &Message) -> ExitCode {
    let writing = Writing::default();
    end_between_files(&writing);
    exit_code(match target {
        Some(target) => Err(no_window(target, reason)),
        None => sample::run(&writing, reason),
    })
}

/// What is said when the window stopped by a fault of the program.
pub fn stopped() -> ExitCode {
    say(&message!(
        "demarche: the window stopped by a fault of the program; text that was not saved is kept and offered at the next start",
        "demarche: プログラムの不具合でウィンドウが終了しました。未保存の内容は保護されており、次の起動時に復元できます"
    ));
    ExitCode::from(2)
}

/// What is said when a command stopped by a fault of the program.
pub fn failed(place: &str) -> ExitCode {
    say(&message!(
        "demarche: stopped by a fault of the program at {place}; nothing was written, please report it",
        "demarche: プログラムの不具合（{place}）で終了しました。何も書き出していません。報告をお願いします"
    ));
    ExitCode::from(2)
}

/// What is said where the marking schemes of the house cannot be read.
pub fn unread_markings(reason: &Message) -> ExitCode {
    exit_code(Err(Failure(message!(
        "the marking schemes of this house cannot be read, so their marks would not be seen: {reason}; mend the file or take it away",
        "独自の取扱表示の方式を読み込めず、表示を認識できません：{reason}。ファイルを直すか取り除いてください",
        reason
    ))))
}

/// Says where something failed that is told and mended elsewhere.
pub fn said(place: &str) {
    say(&message!("demarche: a fault of the program at {place}", "demarche: プログラムの不具合（{place}）"));
}

/// What is said when a talk that the shell asked for does not begin.
pub fn not_presented(reason: &str) -> ExitCode {
    say(&Message::quoted(format!("demarche: {reason}")));
    ExitCode::from(2)
}

/// Why there is no window, where neither X11 nor Wayland is named.
fn no_display() -> Message {
    message!(
        "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)",
        "画面がありません（DISPLAY も WAYLAND_DISPLAY も設定されていません）"
    )
}

/// Whether a display is named, on the systems where one is.
pub(crate) fn has_display() -> bool {
    let is_named = |key| std::env::var_os(key).is_some_and(|value: std::ffi::OsString| !value.is_empty());
    cfg!(not(target_os = "linux")) || ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().any(is_named)
}

fn exit_code(outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(Failure(message)) => {
            let line = message.in_lang(ui_lang()).replace('\n', " ");
            say(&Message::quoted(format!("demarche: {line}")));
            ExitCode::from(2)
        }
    }
}

/// Lets Ctrl+C end the program only while no file is half in place.
fn end_between_files(writing: &Writing) {
    /// What shells expect of a program that was interrupted.
    const INTERRUPTED: i32 = 130;
    let writing = writing.clone();
    // Without a handler the system ends the program at once, which is no worse than it was.
    ctrlc::set_handler(move || writing.between(|| std::process::exit(INTERRUPTED))).ok();
}

fn no_window(target: &Path, reason: &Message) -> Failure {
    if let Some(failure) = unreadable(target) {
        return failure;
    }
    let target = target.display();
    Failure(message!(
        "{target} was not opened: {reason}; install what a window needs ({WINDOW_PACKAGES}), or write a file without one: demarche export {target} -o handout.pdf --for counterpart",
        "{target} を開けません：{reason}。ウィンドウに必要なものを入れるか（{WINDOW_PACKAGES}）、ウィンドウなしで書き出してください：demarche export {target} -o handout.pdf --for counterpart",
        reason
    ))
}

/// What a window needs on Debian and Ubuntu.
pub(crate) const WINDOW_PACKAGES: &str =
    "apt-get install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1";

/// Says something that is not a result.
pub(crate) fn say(line: &Message) {
    use std::io::Write as _;
    // Nobody is left to be told if standard error is closed.
    writeln!(std::io::stderr(), "{}", line.in_lang(ui_lang())).ok();
}

/// Says what somebody should look at; the work goes on.
pub(crate) fn say_warning(line: &Message) {
    say(&message!("warning: {line}", "警告：{line}", line));
}

/// Says why something is not done.
pub(crate) fn say_error(line: &Message) {
    say(&message!("error: {line}", "エラー：{line}", line));
}

/// Gives out a line of the result that is for people.
///
/// # Errors
/// As [`print()`].
pub(crate) fn tell(line: &Message) -> Result<(), Failure> {
    print(line.in_lang(ui_lang()))
}

/// Gives out a line of the result.
///
/// # Errors
/// Standard output is closed, as by `| head`.
pub(crate) fn print(line: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    match writeln!(std::io::stdout(), "{line}") {
        Ok(()) => Ok(()),
        // Whoever closed it has read enough.
        Err(err) if err.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(err) => {
            let reason = io_reason(&err);
            Err(Failure(message!(
                "the result could not be printed: {reason}; check where it is sent",
                "結果を出力できません：{reason}。出力先を確認してください",
                reason
            )))
        }
    }
}
