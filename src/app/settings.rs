//! What a user may choose once and for all, kept as TOML in the platform's folder for settings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use etcetera::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};
use serde::{Deserialize, Serialize};

use crate::app::NOTES_SIZE_PT;
use crate::app::talk::{PointerLook, PointerShape};
use crate::brief::{Lang, Reader};
use crate::session::{
    Disk, Files as _, HistoryLimits, HouseFiles, Keyring, Passphrase, StoreError, io_reason, is_sealed,
    store_own,
};
use crate::text::Message;

/// The choices of one user. A field that a file lacks or spoils has its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// Light or dark.
    pub appearance: Appearance,
    /// The language of the window.
    pub language: Language,
    /// The size of all type and space in the window, in percent of what the screen asks for.
    pub scale_percent: u16,
    /// The size of the editor's type in points.
    pub editor_size_pt: u8,
    /// Whether the editor numbers its lines.
    pub shows_line_numbers: bool,
    /// The screen that shows the slides of a talk, by its name.
    pub room_screen: Option<String>,
    /// The screen of the console by name and place, for each set of screens.
    pub console_screens: BTreeMap<String, String>,
    /// Whose copy the console shows.
    pub console_reader: ConsoleReader,
    /// The size of the type on the console that was chosen last, in points.
    pub notes_size_pt: u8,
    /// The size of the type on the console, in points, by the name of the screen it stands on.
    pub notes_sizes_pt: BTreeMap<String, u8>,
    /// How large the clock of a talk is.
    pub clock_size: ClockSize,
    /// What the pointer looks like.
    pub pointer_shape: PointerShape,
    /// How wide the pointer is, in percent of the height of the slide.
    pub pointer_size_percent: u8,
    /// Whether one slide fades into the next.
    pub fades: bool,
    /// Whether the spelling of English is checked.
    pub checks_spelling: bool,
    /// Words that the user has said are right, in small letters.
    pub words: Vec<String>,
    /// How long earlier states of briefs are kept, in days; none are where it is nought.
    pub history_days: u16,
    /// How much room earlier states of all briefs may take, in megabytes.
    pub history_megabytes: u16,
    /// The keys that the user has given to commands, by id; an empty one takes the command's keys away.
    pub keys: BTreeMap<String, String>,
    /// The folder whose briefs the library lists.
    pub library: Option<PathBuf>,
    /// Files of secret keys that open sealed briefs, as `age-keygen` writes them.
    pub identities: Vec<PathBuf>,
    /// The public keys of others who may read what is sealed here.
    pub recipients: Vec<String>,
    /// The Word document whose styles Word files take, where a brief names none.
    pub word_template: Option<PathBuf>,
    /// The presentation whose layouts PowerPoint files take, where a brief names none.
    pub powerpoint_template: Option<PathBuf>,
    /// Whether the tour was taken or left.
    pub has_toured: bool,
    /// The briefs opened last, the newest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            appearance: Appearance::System,
            language: Language::System,
            scale_percent: 100,
            editor_size_pt: 15,
            shows_line_numbers: false,
            room_screen: None,
            console_screens: BTreeMap::new(),
            console_reader: ConsoleReader::Principal,
            notes_size_pt: NOTES_SIZE_PT,
            notes_sizes_pt: BTreeMap::new(),
            clock_size: ClockSize::Usual,
            pointer_shape: PointerShape::default(),
            pointer_size_percent: PointerLook::default().size_percent,
            fades: false,
            checks_spelling: true,
            words: Vec::new(),
            history_days: HistoryLimits::default().days,
            history_megabytes: HistoryLimits::default().megabytes,
            keys: BTreeMap::new(),
            library: None,
            identities: Vec::new(),
            recipients: Vec::new(),
            word_template: None,
            powerpoint_template: None,
            has_toured: false,
            recent: Vec::new(),
        }
    }
}

/// How light the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    /// As the system has it.
    System,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
    /// White on black, with strong lines.
    HighContrast,
}

/// The language of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// As the system has it.
    System,
    /// English.
    En,
    /// 日本語
    Ja,
}

/// How large the clock of a talk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockSize {
    /// To be read from a metre and a half.
    Usual,
    /// A fifth of the height of the screen.
    Large,
}

impl ClockSize {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Usual => Self::Large,
            Self::Large => Self::Usual,
        }
    }
}

/// Whose copy the console of a talk shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConsoleReader {
    /// The one who speaks and reads everything.
    Principal,
    /// Somebody who sits beside the principal.
    Delegation,
}

impl From<ConsoleReader> for Reader {
    fn from(reader: ConsoleReader) -> Self {
        match reader {
            ConsoleReader::Principal => Self::Principal,
            ConsoleReader::Delegation => Self::Delegation,
        }
    }
}

/// Why settings were not read or kept. The program goes on with what it has.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there and is not what it should be.
    #[error("the settings in {path} were not read: {}; correct or remove the file", .reason.en)]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: Message,
    },
    /// The file could not be written.
    #[error("the settings were not kept: {0}")]
    Unwritable(#[from] StoreError),
}

impl SettingsError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Unreadable { path, reason } => format!(
                "{path} の設定を読み込みませんでした：{}。ファイルを直すか削除してください",
                reason.ja
            ),
            Self::Unwritable(err) => format!("設定を保存できません：{}", err.message().ja),
        };
        Message { en: self.to_string(), ja }
    }
}

impl Settings {
    /// How many briefs are remembered as opened last.
    const MAX_RECENT: usize = 12;
    /// The largest file of settings that is read.
    const MAX_BYTES: u64 = 1_000_000;

    /// The language of the window, where the system has this one.
    pub fn lang(&self, of_system: Lang) -> Lang {
        match self.language {
            Language::En => Lang::En,
            Language::Ja => Lang::Ja,
            Language::System => of_system,
        }
    }

    /// Reads the settings in a file; the defaults where there is none.
    ///
    /// # Errors
    /// The file is there and cannot be read, or is not TOML.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let unreadable =
            |reason: Message| SettingsError::Unreadable { path: path.display().to_string(), reason };
        let bytes = match Disk.read(path, Self::MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(err) => return Err(unreadable(io_reason(&err))),
        };
        let settings: Self = toml::from_str(&String::from_utf8_lossy(&bytes))
            .map_err(|err| unreadable(Message::new(err.message(), "TOML として正しくありません")))?;
        Ok(settings.within_bounds())
    }

    /// Writes the settings into a file.
    ///
    /// # Errors
    /// The folder or file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), SettingsError> {
        let text = toml::to_string(self).expect("plain fields make TOML");
        store_own(path, text.into_bytes())?;
        Ok(())
    }

    /// What briefs are opened and sealed with: the keys that are named here, and a passphrase where one was asked for.
    pub fn keyring(&self, passphrase: Option<Passphrase>) -> Keyring {
        let (identity_files, recipients) = (self.identities.clone(), self.recipients.clone());
        Keyring { passphrase, identity_files, recipients, ..Keyring::default() }
    }

    /// Where the patterns of Word and PowerPoint files lie.
    pub fn house_files(&self) -> HouseFiles {
        HouseFiles { doc: self.word_template.clone(), pptx: self.powerpoint_template.clone() }
    }

    /// Puts a brief first among those opened last, unless it is sealed: then nothing of it stands in lists.
    pub fn remember(&mut self, path: &Path) {
        if is_sealed(path) {
            return;
        }
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(Self::MAX_RECENT);
    }

    /// The user's own words; nothing where spelling is not to be checked.
    pub fn own_words(&self) -> Option<BTreeSet<String>> {
        self.checks_spelling.then(|| self.words.iter().cloned().collect())
    }

    /// The pointer as it was chosen.
    pub fn pointer_look(&self) -> PointerLook {
        PointerLook { shape: self.pointer_shape, size_percent: self.pointer_size_percent }
    }

    fn within_bounds(mut self) -> Self {
        self.scale_percent = self.scale_percent.clamp(75, 300);
        self.editor_size_pt = self.editor_size_pt.clamp(10, 32);
        self.notes_size_pt = self.notes_size_pt.clamp(16, 72);
        self.notes_sizes_pt.values_mut().for_each(|size| *size = (*size).clamp(16, 72));
        self.pointer_size_percent = self.pointer_size_percent.clamp(4, 40);
        self.recent.truncate(Self::MAX_RECENT);
        self
    }
}

/// Where the settings of this user lie; nothing where the system has no home folder.
pub fn settings_path() -> Option<PathBuf> {
    let names = AppStrategyArgs {
        top_level_domain: String::new(),
        author: String::new(),
        app_name: "demarche".to_owned(),
    };
    Some(choose_app_strategy(names).ok()?.config_dir().join("settings.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("demarche/settings.toml");
        assert_eq!(Settings::load(&path).expect("defaults"), Settings::default());
        let mut settings = Settings {
            appearance: Appearance::Dark,
            language: Language::Ja,
            scale_percent: 150,
            editor_size_pt: 18,
            shows_line_numbers: true,
            has_toured: true,
            room_screen: Some("HDMI-1".to_owned()),
            console_screens: BTreeMap::from([(
                "HDMI-1@1920,0 | eDP-1@0,0".to_owned(),
                "eDP-1@0,0".to_owned(),
            )]),
            console_reader: ConsoleReader::Delegation,
            notes_size_pt: 40,
            notes_sizes_pt: BTreeMap::from([("eDP-1".to_owned(), 36)]),
            clock_size: ClockSize::Large,
            pointer_shape: PointerShape::Spot,
            pointer_size_percent: 20,
            fades: true,
            checks_spelling: false,
            words: vec!["kantei".to_owned()],
            history_days: 30,
            history_megabytes: 50,
            keys: BTreeMap::from([("focus".to_owned(), "Ctrl+Shift+E".to_owned())]),
            library: Some(PathBuf::from("/briefs")),
            identities: vec![PathBuf::from("/keys/own.txt")],
            recipients: vec!["age1other".to_owned()],
            word_template: Some(PathBuf::from("/house/letter.docx")),
            powerpoint_template: Some(PathBuf::from("/house/slides.potx")),
            recent: Vec::new(),
        };
        settings.remember(Path::new("a.md"));
        settings.remember(Path::new("b.md"));
        settings.remember(Path::new("sealed.md.age"));
        settings.remember(Path::new("a.md"));
        settings.save(&path).expect("saved");
        assert_eq!(Settings::load(&path).expect("loaded"), settings);
        assert_eq!(settings.recent, [PathBuf::from("a.md"), PathBuf::from("b.md")]);
    }

    #[test]
    fn a_spoiled_file_is_told_and_odd_values_are_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.toml");
        std::fs::write(&path, "scale_percent = 900\nunknown = 1\n").expect("written");
        assert_eq!(Settings::load(&path).expect("bounded").scale_percent, 300);
        std::fs::write(&path, "scale_percent = ").expect("written");
        let err = Settings::load(&path).expect_err("no TOML");
        assert!(err.to_string().contains("settings.toml"), "{err}");
    }
}
