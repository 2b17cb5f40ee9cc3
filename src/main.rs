//! The program: chooses a face, the shell's or the window's, and hands its verdict to the shell.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;

use demarche::app::talk::TalkStart;
use demarche::app::{App, Dialog, Makers, Settings, Side, Start, Wake, settings_path};
use demarche::brief::add_house_schemes;
use demarche::cli::{
    Asked, PresentAsked, asked_lang, failed, not_found, not_presented, run, run_without_window, said,
    stopped, system_lang, unread_markings,
};
use demarche::layout::Engine;
use demarche::session::{
    Disk, Encoding, Files as _, Journal, OpenError, OpenedSealed, Session, Writing, english_dictionaries,
    io_reason, is_sealed, sample_in_sources, state_folder, today, wall_time,
};
use demarche::text::Message;
use demarche::ui::open_window;

/// Gives memory back to the system once it is free, also after buffers of the size of a screen.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    forbid_core_dumps();
    forbid_huge_pages();
    // What a library says when it gives up may quote the brief: the place alone is told, and only of what nobody
    // catches.
    let (places, place) = channel();
    panic::set_hook(Box::new(move |info| {
        places.send(place_of(info)).ok();
    }));
    if let Err(reason) = read_house_schemes() {
        return unread_markings(&reason);
    }
    let asked = panic::catch_unwind(run);
    let (target, present, opening, command) = match asked {
        Ok(Asked::Done(code)) => return code,
        Ok(Asked::Window { target, present, sealed, encoding, command }) => {
            (target, present, (sealed, encoding), command)
        }
        Err(_) => return failed(&place.try_iter().last().unwrap_or_default()),
    };
    if let Some(code) = target.as_deref().and_then(not_found) {
        return code;
    }
    let wanted = target.clone();
    let (refusals, refused) = channel();
    let is_open = Arc::new(AtomicBool::new(false));
    let opened = Arc::clone(&is_open);
    // Libraries of the desktop that are missing are told by a panic; ours says in one line what to install.
    panic::set_hook(Box::new(|_| {}));
    let window = panic::catch_unwind(AssertUnwindSafe(|| {
        open_window(move |wake| {
            panic::set_hook(Box::new(|info| {
                said(&place_of(info));
            }));
            opened.store(true, Ordering::Relaxed);
            let mut app = start(wanted.as_deref(), opening, wake);
            if let Some(asked) = present {
                app.display.refusals = Some(refusals);
                begin_talk(&mut app, asked);
            }
            // Where nothing was ever opened there is nothing to present: the doors are shown.
            if let Some(id) = command.filter(|id| *id == "new" || !app.is_blank()) {
                app.run(id);
            }
            app
        })
    }));
    match window {
        Ok(Ok(())) => refused.try_recv().map_or(ExitCode::SUCCESS, |reason| not_presented(&reason)),
        Ok(Err(reason)) => run_without_window(target.as_deref(), &unopened(&reason)),
        Err(_) if is_open.load(Ordering::Relaxed) => stopped(),
        Err(_) => {
            let reason =
                Message::new("a library of the desktop is missing", "デスクトップのライブラリーがありません");
            run_without_window(target.as_deref(), &reason)
        }
    }
}

/// Reads the marking schemes of the house, which lie beside the settings. Where they are there and cannot be read nothing
/// is done: their marks would not be seen.
fn read_house_schemes() -> Result<(), Message> {
    /// The largest file of schemes.
    const MAX_BYTES: u64 = 256_000;
    let Some(path) = settings_path().map(|path| path.with_file_name("markings.toml")) else { return Ok(()) };
    let bytes = match Disk.read(&path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(err) => return Err(in_file(&path, &io_reason(&err))),
    };
    add_house_schemes(&String::from_utf8_lossy(&bytes)).map_err(|reason| in_file(&path, &reason))
}

fn in_file(path: &Path, reason: &Message) -> Message {
    let path = path.display();
    Message::new(format!("{path}: {}", reason.en), format!("{path}：{}", reason.ja))
}

/// Keeps the system from leaving the memory of this program on the disk when it ends badly: the brief is in it.
fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        // Where that may not be set, the program is no worse than others.
        setrlimit(Resource::Core, none).ok();
    }
}

/// Keeps the system from giving memory in pieces of two megabytes where the allocator holds a few kilobytes: in a window
/// at rest that is a fifth of all.
fn forbid_huge_pages() {
    // Where that may not be set, the program is larger and no worse.
    #[cfg(target_os = "linux")]
    nix::sys::prctl::set_thp_disable(true).ok();
}

/// Where the program gave up: a file of its sources and a line, without the folders of whoever built it.
fn place_of(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(|place| (Path::new(place.file()), place.line()));
    place.map_or_else(String::new, |(file, line)| {
        format!("{}:{line}", file.file_name().unwrap_or_default().to_string_lossy())
    })
}

/// Makes the program with the brief that was named, or else the one opened last.
fn start(
    target: Option<&Path>,
    (sealed, encoding): (Option<Box<OpenedSealed>>, Encoding),
    wake: Wake,
) -> App {
    let settings_path = settings_path();
    let loaded = settings_path.as_deref().map(Settings::load).transpose();
    let (mut settings, problem) = match loaded {
        Ok(settings) => (settings.unwrap_or_default(), None),
        Err(err) => (Settings::default(), Some(err.message())),
    };
    let folder = target.filter(|target| target.is_dir()).map(absolute);
    if folder.is_some() {
        settings.library.clone_from(&folder);
    }
    let (brief, is_first) = first_brief(target.filter(|_| folder.is_none()), target.is_some(), &settings);
    let brief = brief.map(|path| absolute(&path));
    let opened = brief.as_deref().map(|path| Session::open_in(path, encoding, &Disk)).transpose();
    let (session, unopened) = match opened {
        Ok(session) => (session.unwrap_or_else(|| Session::unnamed(String::new(), &Disk)), None),
        Err(err) => (Session::unnamed(String::new(), &Disk), Some(err)),
    };
    let mut app = App::new(Start {
        session,
        settings,
        settings_path,
        journal: open_journal(),
        recovers_any: target.is_none() || folder.is_some(),
        writing: Writing::default(),
        state_folder: state_folder(),
        today: today(),
        wall_clock: wall_time,
        system_lang: system_lang(),
        asked_lang: asked_lang(),
        makers: Makers { engine: Engine::with_system_fonts, dictionaries: english_dictionaries },
        wake,
    });
    if folder.is_some() || app.session.path().is_none() {
        app.view.side = Some(Side::Library);
    }
    if let Some(path) = app.session.path().map(Path::to_owned).filter(|_| target.is_some()) {
        // Started without a name, the program opens what was open.
        app.change_settings(|settings| settings.remember(&path));
    }
    match (sealed, target.filter(|target| is_sealed(target) && folder.is_none())) {
        (Some(opened), _) => app.show_sealed(*opened),
        // Its passphrase is asked for in the window.
        (None, Some(target)) => app.open(absolute(target)),
        (None, None) => {}
    }
    if is_first {
        app.offer_tour();
    }
    meet_unopened(&mut app, unopened, brief);
    problem.iter().for_each(|problem| app.report(problem));
    app
}

/// Says why the brief was not opened that was to be; where its letters are not UTF-8, the window asks how they are to
/// be read.
fn meet_unopened(app: &mut App, unopened: Option<OpenError>, brief: Option<PathBuf>) {
    match (unopened, brief) {
        (Some(OpenError::OtherEncoding { .. }), Some(brief)) => app.open(brief),
        (Some(err), _) => app.report(&err.message()),
        (None, _) => {}
    }
}

/// The brief to begin with: the one that was named, the one opened last, or the sample where the program is run from
/// its sources for the first time; and whether it is this one. A sealed one is opened later.
fn first_brief(named: Option<&Path>, is_asked: bool, settings: &Settings) -> (Option<PathBuf>, bool) {
    if is_asked {
        return (named.filter(|path| !is_sealed(path)).map(Path::to_owned), false);
    }
    let last = settings.recent.iter().find(|path| path.is_file()).cloned();
    let lang = asked_lang().unwrap_or_else(|| settings.lang(system_lang()));
    let sample = Some(sample_in_sources(lang)).filter(|path| last.is_none() && path.is_file());
    let is_first = sample.is_some();
    (last.or(sample), is_first)
}

/// Opens the folder of texts that are not saved, or says why it cannot be.
fn open_journal() -> Result<Journal, Message> {
    let folder = state_folder()
        .ok_or_else(|| Message::new("the system has no home folder", "ホームフォルダーがありません"))?;
    Journal::open(&folder).map_err(|err| {
        let (folder, reason) = (folder.display(), io_reason(&err));
        Message::new(
            format!("{folder} cannot be written: {}", reason.en),
            format!("{folder} に書き込めません：{}", reason.ja),
        )
    })
}

/// Why there is no window; what the desktop says is English.
fn unopened(reason: &str) -> Message {
    Message::new(reason, format!("デスクトップが応答しません（{reason}）"))
}

/// Begins the talk that the shell asked for.
fn begin_talk(app: &mut App, asked: PresentAsked) {
    // A talk needs no right to write.
    if matches!(app.view.dialog, Some(Dialog::OpenElsewhere)) {
        app.view.dialog = None;
    }
    app.display.is_windowed = asked.is_windowed;
    app.display.ends_with_talk = true;
    // A number that no screen has is told when the screens are known; so is nought.
    app.display.asked_screen = asked.screen.map(|number| number.wrapping_sub(1));
    let start = TalkStart { from_number: asked.from, available: asked.duration, ..TalkStart::default() };
    app.present_from(start);
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
