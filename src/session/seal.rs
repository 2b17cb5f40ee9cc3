//! Sealed briefs: files that only who has the passphrase or a key can read, in the format of the `age` tool.
//!
//! It invents no cryptography: the brief is one age file. What the program keeps of it beside its file is sealed
//! under a key of its own, which stands at the beginning of each kept file, sealed as the brief is: a passphrase is
//! slow to try on purpose, and the journal writes several times a second.

use std::fmt;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret as _, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};

use crate::session::Files;
use crate::session::reason::io_reason;
use crate::text::{Message, message};

/// How much work trying one passphrase is, as the `age` tool has it, and the most that a file may ask for.
const WORK_FACTOR: u8 = 18;
const MAX_WORK_FACTOR: u8 = 22;
/// The file beside briefs that names whom they are sealed for, by the custom of tools built on age.
const RECIPIENTS_FILE: &str = ".age-recipients";
/// The largest file of keys that is read.
const MAX_KEY_FILE_BYTES: u64 = 1_000_000;

/// Whether a file is sealed, by its name.
pub fn is_sealed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("age"))
}

/// A passphrase. It is never shown, not even to who debugs.
#[derive(Clone, Debug)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// Takes what was typed.
    pub fn new(words: String) -> Self {
        Self(SecretString::from(words))
    }

    fn is_empty(&self) -> bool {
        self.0.expose_secret().is_empty()
    }
}

/// What the user has to open and seal briefs with.
#[derive(Clone, Debug)]
pub struct Keyring {
    /// The passphrase that was asked for, where one was.
    pub passphrase: Option<Passphrase>,
    /// Files of secret keys, as `age-keygen` writes them.
    pub identity_files: Vec<PathBuf>,
    /// The public keys of others who may read what is sealed here.
    pub recipients: Vec<String>,
    /// How much work trying a passphrase is to be: each step doubles it.
    pub work_factor: u8,
}

impl Default for Keyring {
    fn default() -> Self {
        Self {
            passphrase: None,
            identity_files: Vec::new(),
            recipients: Vec::new(),
            work_factor: WORK_FACTOR,
        }
    }
}

/// Why a brief cannot be opened or sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It is sealed with a passphrase, and none was given.
    #[error("it is sealed with a passphrase; type it")]
    NeedsPassphrase,
    /// The passphrase is another.
    #[error("the passphrase does not open it; try again")]
    WrongPassphrase,
    /// None of the keys opens it.
    #[error("none of your keys opens it; name the file of the right one in the settings")]
    NoKey,
    /// There is neither passphrase nor key to seal with.
    #[error("there is nothing to seal it with; type a passphrase, or name a key file in the settings")]
    NothingToSealWith,
    /// A file of keys cannot be used.
    #[error("the keys in {path} cannot be used: {}", .reason.en)]
    KeyFile {
        /// The file.
        path: String,
        /// Why.
        reason: Message,
    },
    /// What should be a public key is none.
    #[error("{0} is no public key of age; it begins with age1")]
    Recipient(String),
    /// The file is damaged, or is no age file.
    #[error("it is damaged, or no file of age: {0}")]
    Damaged(String),
}

impl SealError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::NeedsPassphrase => {
                "パスフレーズで封印されています。パスフレーズを入力してください".to_owned()
            }
            Self::WrongPassphrase => "パスフレーズが違います。もう一度入力してください".to_owned(),
            Self::NoKey => "手元の鍵では開けません。正しい鍵ファイルを設定で指定してください".to_owned(),
            Self::NothingToSealWith => {
                "封印に使うものがありません。パスフレーズを入力するか、設定で鍵ファイルを指定してください"
                    .to_owned()
            }
            Self::KeyFile { path, reason } => format!("{path} の鍵を使えません：{}", reason.ja),
            Self::Recipient(words) => {
                format!("{words} は age の公開鍵ではありません。公開鍵は age1 で始まります")
            }
            Self::Damaged(_) => "ファイルが壊れているか、age のファイルではありません".to_owned(),
        };
        Message { en: self.to_string(), ja }
    }
}

impl From<DecryptError> for SealError {
    fn from(err: DecryptError) -> Self {
        match err {
            DecryptError::NoMatchingKeys => Self::NoKey,
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Self::WrongPassphrase,
            err => Self::Damaged(err.to_string()),
        }
    }
}

/// How one brief is sealed.
#[derive(Clone)]
pub struct Seal(Arc<Parts>);

struct Parts {
    lock: Lock,
    /// Whether the file is written as lines of text.
    is_armored: bool,
    kept_key: x25519::Identity,
    /// `kept_key`, sealed as the brief is.
    wrapped_key: Vec<u8>,
    n_readers: usize,
}

enum Lock {
    Passphrase(Passphrase, u8),
    Keys { own: Vec<x25519::Identity>, readers: Vec<x25519::Recipient> },
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// Makes the seal of a brief that is to lie in a folder: with the passphrase, where the keyring has one, else for
    /// the user's own keys and those who are named in the settings and beside the brief.
    ///
    /// # Errors
    /// There is nothing to seal with, or a key is none.
    pub fn new(keyring: &Keyring, folder: &Path, files: &dyn Files) -> Result<Self, SealError> {
        let lock = match &keyring.passphrase {
            Some(passphrase) if !passphrase.is_empty() => {
                Lock::Passphrase(passphrase.clone(), keyring.work_factor)
            }
            _ => Lock::keys(keyring, folder, files)?,
        };
        Self::with(lock, false, (None, 0))
    }

    /// Opens a sealed brief; returns what it holds, and how to seal it again. `known_key` is the key of what is kept
    /// of it, as it stands in a file that is kept, so that all of it has one.
    ///
    /// # Errors
    /// The passphrase or the keys do not open it, or it is damaged.
    pub fn open(
        bytes: &[u8],
        (keyring, known_key): (&Keyring, Option<&[u8]>),
        folder: &Path,
        files: &dyn Files,
    ) -> Result<(Vec<u8>, Self), SealError> {
        let is_armored = bytes.trim_ascii_start().starts_with(b"-----BEGIN AGE");
        let lock = if needs_passphrase(bytes)? {
            let passphrase = keyring.passphrase.clone().filter(|passphrase| !passphrase.is_empty());
            Lock::Passphrase(passphrase.ok_or(SealError::NeedsPassphrase)?, keyring.work_factor)
        } else {
            Lock::keys(keyring, folder, files)?
        };
        let text = lock.open(bytes)?;
        let n_readers = if is_armored { 0 } else { n_stanzas(bytes) };
        Ok((text, Self::with(lock, is_armored, (known_key, n_readers))?))
    }

    fn with(
        lock: Lock,
        is_armored: bool,
        (known_key, n_readers): (Option<&[u8]>, usize),
    ) -> Result<Self, SealError> {
        let known = known_key.and_then(|wrapped| Some((lock.unwrap(wrapped)?, wrapped.to_vec())));
        let (kept_key, wrapped_key) = if let Some(known) = known {
            known
        } else {
            let key = x25519::Identity::generate();
            let wrapped = lock.seal(key.to_string().expose_secret().as_bytes(), false)?;
            (key, wrapped)
        };
        Ok(Self(Arc::new(Parts { lock, is_armored, kept_key, wrapped_key, n_readers })))
    }

    /// Seals the text of the brief.
    ///
    /// # Errors
    /// The system has no random numbers, or no memory.
    pub fn seal(&self, text: &[u8]) -> Result<Vec<u8>, SealError> {
        self.0.lock.seal(text, self.0.is_armored)
    }

    /// Opens the brief again, as another program has written it.
    ///
    /// # Errors
    /// It is sealed in another way by now, or damaged.
    pub fn open_again(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        self.0.lock.open(bytes)
    }

    /// How many could read the file as it was opened and cannot read what is saved here, since the file does not say
    /// who they are.
    pub fn n_readers_lost(&self) -> usize {
        match &self.0.lock {
            Lock::Passphrase(..) => 0,
            Lock::Keys { readers, .. } => self.0.n_readers.saturating_sub(readers.len()),
        }
    }

    /// The key of what is kept of the brief, sealed as the brief is.
    pub(super) fn wrapped_key(&self) -> &[u8] {
        &self.0.wrapped_key
    }

    /// Seals something that is kept of the brief beside its file.
    pub(super) fn seal_kept(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        age::encrypt(&self.0.kept_key.to_public(), bytes).map_err(|err| SealError::Damaged(err.to_string()))
    }

    /// The key of a kept file that begins with `wrapped_key`.
    pub(super) fn kept_key(&self, wrapped_key: &[u8]) -> Option<KeptKey> {
        if wrapped_key == self.0.wrapped_key {
            return Some(KeptKey(self.0.kept_key.clone()));
        }
        self.0.lock.unwrap(wrapped_key).map(KeptKey)
    }
}

/// The key that opens what was kept of a brief.
pub(super) struct KeptKey(x25519::Identity);

impl KeptKey {
    pub(super) fn open(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age::decrypt(&self.0, bytes).ok()
    }
}

/// Whether a sealed brief is opened by a passphrase, rather than by a key.
///
/// # Errors
/// It is damaged, or no age file.
pub fn needs_passphrase(bytes: &[u8]) -> Result<bool, SealError> {
    Ok(Decryptor::new_buffered(ArmoredReader::new(bytes))?.is_scrypt())
}

impl Lock {
    fn keys(keyring: &Keyring, folder: &Path, files: &dyn Files) -> Result<Self, SealError> {
        let mut own = Vec::new();
        for path in &keyring.identity_files {
            for line in key_lines(path, files)? {
                let unusable = |reason: &str| SealError::KeyFile {
                    path: path.display().to_string(),
                    reason: message!(
                        "{reason}; it must hold keys as age-keygen writes them",
                        "age-keygen が書き出す形の鍵が必要です"
                    ),
                };
                own.push(line.parse::<x25519::Identity>().map_err(unusable)?);
            }
        }
        let beside = folder.join(RECIPIENTS_FILE);
        let mut named = keyring.recipients.clone();
        if beside.is_file() {
            named.extend(key_lines(&beside, files)?);
        }
        let mut readers: Vec<x25519::Recipient> = own.iter().map(x25519::Identity::to_public).collect();
        for name in named.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            let reader = name.parse().map_err(|_| SealError::Recipient(name.to_owned()))?;
            if !readers.contains(&reader) {
                readers.push(reader);
            }
        }
        if own.is_empty() {
            // Who seals for others alone could not read what was just saved.
            return Err(SealError::NothingToSealWith);
        }
        Ok(Self::Keys { own, readers })
    }

    fn seal(&self, text: &[u8], is_armored: bool) -> Result<Vec<u8>, SealError> {
        let encryptor = match self {
            Self::Passphrase(passphrase, work_factor) => {
                let mut recipient = scrypt::Recipient::new(passphrase.0.clone());
                recipient.set_work_factor(*work_factor);
                Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            }
            Self::Keys { readers, .. } => {
                Encryptor::with_recipients(readers.iter().map(|reader| reader as &dyn age::Recipient))
            }
        };
        let encryptor = encryptor.map_err(|err| SealError::Damaged(err.to_string()))?;
        let format = if is_armored { Format::AsciiArmor } else { Format::Binary };
        let write = || {
            let mut writer = encryptor.wrap_output(ArmoredWriter::wrap_output(Vec::new(), format)?)?;
            writer.write_all(text)?;
            writer.finish()?.finish()
        };
        write().map_err(|err: std::io::Error| SealError::Damaged(err.to_string()))
    }

    fn open(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        let decryptor = Decryptor::new_buffered(ArmoredReader::new(bytes))?;
        let mut reader = match self {
            Self::Passphrase(passphrase, _) => {
                let mut identity = scrypt::Identity::new(passphrase.0.clone());
                identity.set_max_work_factor(MAX_WORK_FACTOR);
                decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))?
            }
            Self::Keys { own, .. } => {
                decryptor.decrypt(own.iter().map(|identity| identity as &dyn age::Identity))?
            }
        };
        let mut text = Vec::new();
        // What was cut off is told by the format; no part is given out as the whole.
        reader.read_to_end(&mut text).map_err(|err| SealError::Damaged(err.to_string()))?;
        Ok(text)
    }

    fn unwrap(&self, wrapped_key: &[u8]) -> Option<x25519::Identity> {
        let key = self.open(wrapped_key).ok()?;
        std::str::from_utf8(&key).ok()?.parse().ok()
    }
}

/// The lines of a file of keys that are no comments.
fn key_lines(path: &Path, files: &dyn Files) -> Result<Vec<String>, SealError> {
    let bytes = files
        .read(path, MAX_KEY_FILE_BYTES)
        .map_err(|err| SealError::KeyFile { path: path.display().to_string(), reason: io_reason(&err) })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

/// How many can open a file: each has a stanza in its header.
fn n_stanzas(bytes: &[u8]) -> usize {
    let lines = bytes.split(|&byte| byte == b'\n').take_while(|line| !line.starts_with(b"---"));
    lines.filter(|line| line.starts_with(b"-> X25519 ") || line.starts_with(b"-> ssh-")).count()
}
