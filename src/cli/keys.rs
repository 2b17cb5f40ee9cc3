//! Opening a brief that may be sealed, from a shell: the passphrase comes from the environment, a file or
//! descriptor, or the terminal; keys come from the settings.

use std::io::IsTerminal as _;
use std::path::Path;

use crate::app::{Settings, settings_path};
use crate::cli::args::Letters;
use crate::cli::{Failure, ui_lang};
use crate::session::{
    Disk, Keyring, Loaded, Passphrase, Seal, Session, asks_passphrase, io_reason, is_sealed, open_in,
    open_sealed, seal_for,
};
use crate::text::message;

/// Names a file or descriptor, such as `/dev/fd/3`, whose first line is the passphrase.
const PASSPHRASE_FILE: &str = "DEMARCHE_PASSPHRASE_FILE";
/// Holds the passphrase itself.
const PASSPHRASE: &str = "DEMARCHE_PASSPHRASE";
const MAX_PASSPHRASE_BYTES: u64 = 10_000;

/// Opens a brief with all it refers to.
pub(crate) fn open_brief(path: &Path, letters: Letters) -> Result<Loaded, Failure> {
    if is_sealed(path) {
        return Ok(open_sealed(path, &keyring(path)?, None)?.session.into_loaded());
    }
    Ok(open_in(path, letters.encoding(), &Disk)?)
}

/// Opens a brief that is to be saved again.
pub(crate) fn open_session(path: &Path, letters: Letters, state_folder: &Path) -> Result<Session, Failure> {
    if is_sealed(path) {
        return Ok(open_sealed(path, &keyring(path)?, Some(state_folder))?.session);
    }
    Ok(Session::open_in(path, letters.encoding(), &Disk)?)
}

/// What opens the earlier states of a sealed brief whose file is gone.
pub(crate) fn seal_of_missing(path: &Path) -> Result<Seal, Failure> {
    let mut keyring = keys();
    if keyring.identity_files.is_empty() || is_given() {
        keyring.passphrase = Some(passphrase(path)?);
    }
    Ok(seal_for(path, &keyring)?)
}

/// What opens a sealed brief.
pub(crate) fn keyring(path: &Path) -> Result<Keyring, Failure> {
    let mut keyring = keys();
    if asks_passphrase(path)? {
        keyring.passphrase = Some(passphrase(path)?);
    }
    Ok(keyring)
}

/// Whether a sealed brief can be opened without asking anybody.
pub(crate) fn opens_unasked(path: &Path) -> bool {
    is_given() || asks_passphrase(path).is_ok_and(|asks| !asks)
}

/// The choices of the user, or the usual ones.
pub(crate) fn settings() -> Settings {
    settings_path().and_then(|path| Settings::load(&path).ok()).unwrap_or_default()
}

fn keys() -> Keyring {
    settings().keyring(None)
}

fn is_given() -> bool {
    [PASSPHRASE_FILE, PASSPHRASE].into_iter().any(|key| std::env::var_os(key).is_some())
}

fn passphrase(path: &Path) -> Result<Passphrase, Failure> {
    if let Some(file) = std::env::var_os(PASSPHRASE_FILE) {
        return read_passphrase(Path::new(&file));
    }
    if let Ok(words) = std::env::var(PASSPHRASE) {
        return Ok(Passphrase::new(words));
    }
    if !std::io::stdin().is_terminal() && !std::io::stderr().is_terminal() {
        let file = path.display();
        return Err(Failure(message!(
            "{file} is sealed with a passphrase, and there is no terminal to ask for it; name a file or descriptor that holds it in {PASSPHRASE_FILE}",
            "{file} はパスフレーズで封印されていますが、入力できる端末がありません。パスフレーズを収めたファイルを {PASSPHRASE_FILE} で指定してください"
        )));
    }
    let file = path.display();
    let prompt = message!("Passphrase of {file}: ", "{file} のパスフレーズ：");
    let typed = rpassword::prompt_password(prompt.in_lang(ui_lang()));
    typed.map(Passphrase::new).map_err(|err| {
        let reason = io_reason(&err);
        Failure(message!(
            "the passphrase could not be read: {reason}; try {PASSPHRASE_FILE} instead",
            "パスフレーズを読み取れません：{reason}。{PASSPHRASE_FILE} をお試しください",
            reason
        ))
    })
}

fn read_passphrase(file: &Path) -> Result<Passphrase, Failure> {
    use std::io::Read as _;
    // A descriptor is no regular file, so it is read until its end.
    let mut bytes = Vec::new();
    let read =
        std::fs::File::open(file).and_then(|file| file.take(MAX_PASSPHRASE_BYTES).read_to_end(&mut bytes));
    read.map_err(|err| {
        let (file, reason) = (file.display(), io_reason(&err));
        Failure(message!(
            "the passphrase cannot be read from {file}: {reason}; check {PASSPHRASE_FILE}",
            "パスフレーズを {file} から読み取れません：{reason}。{PASSPHRASE_FILE} を確認してください",
            reason
        ))
    })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Passphrase::new(text.lines().next().unwrap_or("").to_owned()))
}
