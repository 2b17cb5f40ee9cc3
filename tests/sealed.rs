//! Sealed briefs: what is written here the `age` tool opens, what it writes opens here, and nothing of such a brief
//! stands open in the folders of the program.
//!
//! With `DEMARCHE_LONG` a thousand trips there and back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use demarche::app::{Dialog, Leave};
use demarche::session::{
    Keyring, OpenError, Passphrase, Protection, SealError, Session, Writing, open_sealed, seal_for,
};
use demarche::text::{Edit, EditKind, Selection};
use egui::{Key, Modifiers};

use crate::gui::Desk;
use crate::support::{program, written};

/// Words that stand in nothing but the sealed brief.
const WORDS: [&str; 4] = ["Quartzgambit", "Zephyrclause", "譲歩不可", "Unsavedwhisper"];
const TEXT: &str = "---\ntitle: Quartzgambit\n---\n\n## Zephyrclause\n\n- 譲歩不可 in any round.\n\n> [!RED-LINE]\n> Never.\n";
const PHRASE: &str = "correct horse battery staple";

/// A key of the `age` tool: its file, and its public half.
fn key(folder: &Path, name: &str) -> Option<(PathBuf, String)> {
    let file = folder.join(name);
    let output = program("age-keygen", "age")?.arg("-o").arg(&file).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&file).expect("written");
    let public = text.lines().find_map(|line| line.strip_prefix("# public key: ")).expect("it names it");
    Some((file, public.to_owned()))
}

fn keyring(file: &Path) -> Keyring {
    Keyring { identity_files: vec![file.to_owned()], ..Keyring::default() }
}

/// What the `age` tool makes of some bytes.
fn age(arguments: &[&str], input: &[u8]) -> Output {
    let input = written(input);
    Command::new("age").args(arguments).arg(input.path()).output().expect("it runs")
}

/// The `age` tool at a terminal, since it takes a passphrase from nowhere else.
fn age_at_terminal(folder: &Path, line: &str, typed: &[&str]) {
    let mut all = String::new();
    typed.iter().for_each(|words| all.push_str(&format!("{words}\n")));
    fs::write(folder.join("typed"), all).expect("written");
    let talk = format!(
        "(while read -r words; do sleep 0.4; echo \"$words\"; done < typed; sleep 2) | script -qec '{line}' /dev/null"
    );
    let output = Command::new("sh").args(["-c", &talk]).current_dir(folder).output().expect("it runs");
    fs::remove_file(folder.join("typed")).expect("removed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Puts words before the text and saves it.
fn save_with(session: &mut Session, words: &str) {
    let edit = vec![Edit::insert(session.text().len(), words)];
    session.edit(&edit, (Selection::default(), Selection::default()), EditKind::Other, 0).expect("fits");
    session.save(&Writing::default()).expect("saved");
}

#[test]
fn the_age_tool_opens_what_is_written_here_and_the_other_way_round() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((own, own_public)) = key(folder.path(), "own.txt") else { return };
    let Some((other, other_public)) = key(folder.path(), "other.txt") else { return };
    let n_trips = if std::env::var_os("DEMARCHE_LONG").is_some() { 1_000 } else { 12 };
    let file = folder.path().join("brief.md.age");
    for n in 0..n_trips {
        let text = format!("{TEXT}{}", "line 日本\r\n".repeat(n * 37 % 9_001));
        let mut arguments = vec!["-r", own_public.as_str(), "-r", other_public.as_str()];
        if n % 3 == 1 {
            arguments.push("-a");
        }
        let theirs = age(&arguments, text.as_bytes());
        assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
        fs::write(&file, &theirs.stdout).expect("written");
        let mut keys = keyring(&own);
        if n % 2 == 0 {
            keys.recipients.push(other_public.clone());
        } else {
            fs::write(folder.path().join(".age-recipients"), format!("# us\n{other_public}\n")).expect("ok");
        }
        let mut session = open_sealed(&file, &keys, None).expect("it opens").session;
        assert_eq!(session.text(), text, "trip {n}");
        assert_eq!(session.seal().map(demarche::session::Seal::n_readers_lost), Some(0));
        save_with(&mut session, "More.\n");
        assert!(session.is_saved());
        let sealed = fs::read(&file).expect("there");
        assert_eq!(sealed.starts_with(b"-----BEGIN AGE"), n % 3 == 1, "its form stays");
        for key in [&own, &other] {
            let ours = age(&["-d", "-i", &key.display().to_string()], &sealed);
            assert!(ours.status.success(), "{}", String::from_utf8_lossy(&ours.stderr));
            assert_eq!(String::from_utf8_lossy(&ours.stdout), format!("{text}More.\n"), "trip {n}");
        }
        fs::remove_file(folder.path().join(".age-recipients")).ok();
    }
    let session = open_sealed(&file, &keyring(&own), None).expect("it opens").session;
    let lost = session.seal().map(demarche::session::Seal::n_readers_lost);
    let is_armored = fs::read(&file).expect("there").starts_with(b"-----");
    assert_eq!(lost, Some(usize::from(!is_armored)), "the other's key is named nowhere any more");
}

#[test]
fn a_passphrase_is_the_same_for_both() {
    if program("age", "age").is_none() || program("script", "bsdutils").is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("plain"), TEXT).expect("written");
    age_at_terminal(folder.path(), "age -p -o brief.md.age plain", &[PHRASE, PHRASE]);
    let file = folder.path().join("brief.md.age");
    let with =
        |words: &str| Keyring { passphrase: Some(Passphrase::new(words.to_owned())), ..Keyring::default() };
    let reason = |opened: Result<demarche::session::OpenedSealed, OpenError>| match opened {
        Err(OpenError::Sealed { reason, .. }) => Some(reason),
        _ => None,
    };
    assert_eq!(reason(open_sealed(&file, &Keyring::default(), None)), Some(SealError::NeedsPassphrase));
    assert_eq!(reason(open_sealed(&file, &with("wrong"), None)), Some(SealError::WrongPassphrase));
    let mut session = open_sealed(&file, &with(PHRASE), None).expect("it opens").session;
    assert_eq!(session.text(), TEXT);
    save_with(&mut session, "More.\n");
    age_at_terminal(folder.path(), "age -d -o again brief.md.age", &[PHRASE]);
    assert_eq!(fs::read_to_string(folder.path().join("again")).expect("there"), format!("{TEXT}More.\n"));
}

#[test]
fn a_name_that_says_sealed_never_stands_for_plain_text_and_damage_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("brief.md.age");
    let plain = Session::unnamed(TEXT.to_owned(), &demarche::session::Disk);
    let outcome = plain.save_as_task(&file).run(&Writing::default());
    assert!(outcome.problem().is_some() && !file.exists());
    let keys = Keyring {
        passphrase: Some(Passphrase::new(PHRASE.to_owned())),
        work_factor: 4,
        ..Keyring::default()
    };
    let seal = seal_for(&file, &keys).expect("a seal");
    let outcome = plain.save_sealed_task(&file, seal).run(&Writing::default());
    assert!(outcome.problem().is_none());
    let whole = fs::read(&file).expect("there");
    assert!(!String::from_utf8_lossy(&whole).contains("Quartz"));
    for n in (0..whole.len()).step_by(7) {
        fs::write(&file, &whole[..n]).expect("cut");
        assert!(open_sealed(&file, &keys, None).is_err(), "cut at {n}");
        let mut damaged = whole.clone();
        damaged[n] ^= 4;
        fs::write(&file, damaged).expect("flipped");
        assert!(open_sealed(&file, &keys, None).is_err(), "flipped at {n}");
    }
    assert!(seal_for(&file, &Keyring::default()).is_err(), "there is nothing to seal with");
}

/// The files below a folder that hold one of the words, in the text or in their names.
fn holding(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("listed").flatten() {
            let path = entry.path();
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap_or_default() };
            let all = format!("{}\n{}", path.display(), String::from_utf8_lossy(&bytes));
            found.extend(
                WORDS
                    .iter()
                    .filter(|word| all.contains(**word))
                    .map(|word| format!("{word} in {}", path.display())),
            );
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

/// A window with a sealed brief open, and its passphrase.
fn sealed_desk(words: &str) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("brief.md.age");
    let keys =
        Keyring { passphrase: Some(Passphrase::new(words.to_owned())), work_factor: 6, ..Keyring::default() };
    let seal = seal_for(&file, &keys).expect("a seal");
    let plain = Session::unnamed(TEXT.to_owned(), &demarche::session::Disk);
    assert!(plain.save_sealed_task(&file, seal).run(&Writing::default()).problem().is_none());
    fs::write(folder.path().join("other.md"), "Nothing.\n").expect("written");
    let path = folder.path().join("other.md");
    Desk::at(folder, &path)
}

fn open_with(desk: &mut Desk, words: &str) {
    let file = desk.folder.path().join("brief.md.age");
    desk.app().leave(Leave::Open(file));
    desk.step();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Seal(_))));
    desk.type_text(words);
    desk.key(Modifiers::NONE, Key::Enter);
    desk.wait(|app| !matches!(&app.view.dialog, Some(Dialog::Seal(asked)) if asked.is_busy));
    desk.step();
}

#[test]
fn nothing_of_a_sealed_brief_stands_open_on_the_disk_and_a_crash_loses_nothing() {
    let mut desk = sealed_desk(PHRASE);
    open_with(&mut desk, "wrong");
    let asked = desk.app().view.dialog.clone();
    assert!(
        matches!(asked, Some(Dialog::Seal(asked)) if asked.problem.is_some()),
        "it says so and asks again"
    );
    desk.key(Modifiers::NONE, Key::Escape);
    open_with(&mut desk, PHRASE);
    assert_eq!(desk.text(), TEXT);
    assert!(!desk.app().title().contains("Quartz"), "the title of the window is in lists that others see");
    // Saved once, so that there is a history, then typed on.
    desk.go_behind("in any round");
    desk.type_text(" of talks");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.wait(|app| app.protection == Protection::Saved);
    desk.go_behind("in any round");
    desk.type_text(" Unsavedwhisper");
    desk.wait(|app| app.protection == Protection::Protected);
    let typed = desk.text();
    assert_eq!(holding(desk.folder.path()), Vec::<String>::new(), "while it is open");
    let recent = &desk.app().settings.recent;
    assert!(recent.iter().all(|path| !path.to_string_lossy().ends_with(".age")), "{recent:?}");
    let crashed = tempfile::tempdir().expect("a folder");
    copy(desk.folder.path(), crashed.path());
    drop(desk);
    // The journal knows the brief by its place, so what the crash left is put back where it lay.
    let place = crashed.path().to_owned();
    let mut again = Desk::at(crashed, &place.join("other.md"));
    assert_eq!(again.text(), "Nothing.\n");
    let is_told = again.app().toasts.iter().any(|toast| toast.words.contains("sealed brief has text"));
    assert!(is_told, "it says that there is something, and not of what");
    open_with(&mut again, PHRASE);
    assert!(again.text().contains("of talks"));
    assert_eq!(holding(again.folder.path()), Vec::<String>::new(), "after the crash");
    drop((again, typed));
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("listed").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("made");
            copy(&entry.path(), &target);
        } else if !entry.path().to_string_lossy().ends_with(".lock") {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn what_was_typed_into_a_sealed_brief_is_back_after_a_crash_with_undo_and_history() {
    let mut desk = sealed_desk(PHRASE);
    open_with(&mut desk, PHRASE);
    desk.go_behind("in any round");
    desk.type_text(" of talks");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.wait(|app| app.protection == Protection::Saved);
    desk.go_behind("in any round");
    desk.type_text(" Unsavedwhisper");
    desk.wait(|app| app.protection == Protection::Protected);
    let typed = desk.text();
    // As a kill leaves it: the journal stays, and nobody holds its lock.
    let kept = tempfile::tempdir().expect("a folder");
    copy(desk.folder.path(), kept.path());
    let (file, other) = (desk.folder.path().join("brief.md.age"), desk.folder.path().join("other.md"));
    let Desk { folder, harness } = desk;
    drop(harness);
    copy(kept.path(), folder.path());
    let mut again = Desk::at(folder, &other);
    open_with(&mut again, PHRASE);
    assert_eq!(again.text(), typed);
    assert_ne!(again.app().protection, Protection::Saved);
    again.key(Modifiers::COMMAND, Key::Z);
    assert!(!again.text().contains("whisper"), "what was typed before the crash can be taken back");
    again.key(Modifiers::COMMAND, Key::Y);
    again.key(Modifiers::COMMAND, Key::S);
    again.wait(|app| app.protection == Protection::Saved);
    again.app().show_history();
    let Some(Dialog::History(view)) = again.app().view.dialog.clone() else { panic!("there is a history") };
    let texts: Vec<&String> = view.states.iter().map(|_| view.text.as_ref().expect("it is read")).collect();
    assert!(texts[0].contains("Quartzgambit") && view.states.len() >= 2, "{}", view.states.len());
    assert!(view.states[0].read().is_err(), "without the seal nobody reads it");
    assert!(file.exists());
}

#[test]
fn a_brief_is_sealed_by_saving_it_under_a_name_that_ends_in_age() {
    let mut desk = Desk::with("## Quartzgambit\n");
    let file = desk.folder.path().join("now.md.age");
    desk.app().save_as(&file);
    desk.step();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Seal(_))));
    desk.type_text(PHRASE);
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.app().view.dialog.clone();
    assert!(matches!(asked, Some(Dialog::Seal(asked)) if asked.problem.is_some()), "it is typed twice");
    assert!(!file.exists());
    desk.key(Modifiers::NONE, Key::Tab);
    desk.type_text(PHRASE);
    desk.key(Modifiers::NONE, Key::Enter);
    desk.wait(|app| app.session.is_at(&file));
    assert!(file.exists() && desk.app().view.dialog.is_none());
    assert!(!String::from_utf8_lossy(&fs::read(&file).expect("there")).contains("Quartz"));
    desk.go_behind("Quartzgambit");
    desk.type_text(" Unsavedwhisper");
    desk.wait(|app| app.protection == Protection::Protected);
    let state = desk.folder.path().join("state");
    assert!(holding(&state).iter().all(|found| !found.contains("whisper")), "{:?}", holding(&state));
}

#[test]
fn from_a_shell_a_sealed_brief_is_checked_exported_and_its_history_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let Some((key_file, _)) = key(home.path(), "own.txt") else { return };
    let file = home.path().join("brief.md.age");
    let seal = seal_for(&file, &keyring(&key_file)).expect("a seal");
    let plain = Session::unnamed(TEXT.to_owned(), &demarche::session::Disk);
    assert!(plain.save_sealed_task(&file, seal).run(&Writing::default()).problem().is_none());
    let config = home.path().join(".config/demarche");
    fs::create_dir_all(&config).expect("made");
    fs::write(config.join("settings.toml"), format!("identities = [{:?}]\n", key_file.display().to_string()))
        .expect("written");
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(arguments).current_dir(home.path()).env("HOME", home.path()).stdin(Stdio::null());
        for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied());
        let output = command.output().expect("it runs");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), out, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, _, err) = run(&["export", "brief.md.age", "-o", "out.md", "--for", "counterpart"], &[]);
    assert_eq!(code, Some(0), "{err}");
    assert!(fs::read_to_string(home.path().join("out.md")).expect("there").contains("譲歩不可"));
    let (code, out, err) = run(&["check", "brief.md.age"], &[]);
    assert!(matches!(code, Some(0 | 1)) && !err.contains("cannot be opened"), "{out}{err}");
    // The same with a passphrase, which comes from a file or descriptor.
    let locked = home.path().join("locked.md.age");
    let keys = Keyring {
        passphrase: Some(Passphrase::new(PHRASE.to_owned())),
        work_factor: 4,
        ..Keyring::default()
    };
    let seal = seal_for(&locked, &keys).expect("a seal");
    let plain = Session::unnamed(TEXT.to_owned(), &demarche::session::Disk);
    assert!(plain.save_sealed_task(&locked, seal).run(&Writing::default()).problem().is_none());
    let (code, out, err) = run(&["check", "locked.md.age"], &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("passphrase") && err.lines().count() == 1, "{err}");
    fs::write(home.path().join("phrase"), format!("{PHRASE}\n")).expect("written");
    let given = [("DEMARCHE_PASSPHRASE_FILE", "phrase")];
    let (code, _, err) = run(&["export", "locked.md.age", "-o", "two.md", "--for", "counterpart"], &given);
    assert_eq!(code, Some(0), "{err}");
    let (code, _, err) = run(&["check", "locked.md.age"], &[("DEMARCHE_PASSPHRASE", "wrong")]);
    assert!(code == Some(2) && err.contains("does not open it"), "{err}");
    let (code, ..) = run(&["history", "locked.md.age"], &given);
    assert_eq!(code, Some(0));
}
