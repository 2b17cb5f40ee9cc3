//! The keys of commands and of the talk: those of the tables, and those that the user has chosen in their place.

use crate::app::talk::{TALK_KEYS, TalkKey};
use crate::app::{App, COMMANDS, Command, Words};
use crate::brief::Lang;

/// A row that has keys: its id, what it is called, and the keys that its table gives it.
type Keyed = (&'static str, Words, &'static [&'static str]);

impl App {
    /// The keys that run a command: the user's where there is one, else those of the table.
    pub fn keys_of(&self, command: &Command) -> Vec<&str> {
        self.keys_for(command.id, command.keys)
    }

    /// The keys of the talk that do what a row says: the user's where there is one, else those of the table.
    pub fn talk_keys_of(&self, row: &TalkKey) -> Vec<&str> {
        self.keys_for(row.id, row.keys)
    }

    fn keys_for(&self, id: &str, usual: &'static [&'static str]) -> Vec<&str> {
        match self.settings.keys.get(id) {
            Some(key) => Some(key.as_str()).filter(|key| !key.is_empty()).into_iter().collect(),
            None => usual.to_vec(),
        }
    }

    /// Gives a row of either table a key of the user's, in the place of those it has.
    ///
    /// # Errors
    /// Another row of the same table has that key; the words say which.
    pub fn change_key(&mut self, id: &str, key: String) -> Result<(), String> {
        let rows = table_of(id);
        let has_key =
            |&&(other, _, usual): &&Keyed| other != id && self.keys_for(other, usual).contains(&key.as_str());
        if let Some((_, title, _)) = rows.iter().find(has_key) {
            let title = title.in_lang(self.lang());
            return Err(match self.lang() {
                Lang::En => format!("{key} runs {title} already"),
                Lang::Ja => format!("{key} は「{title}」に使われています"),
            });
        }
        let is_usual = rows.iter().any(|(other, _, usual)| *other == id && *usual == [key.as_str()]);
        self.change_settings(|settings| {
            settings.keys.remove(id);
            if !is_usual {
                settings.keys.insert(id.to_owned(), key);
            }
        });
        Ok(())
    }

    /// Gives a row the keys of its table again.
    pub fn reset_key(&mut self, id: &str) {
        self.change_settings(|settings| {
            settings.keys.remove(id);
        });
    }
}

/// The table that holds a row. The keys of one do nothing while those of the other do something.
fn table_of(id: &str) -> Vec<Keyed> {
    if TALK_KEYS.iter().any(|row| row.id == id) {
        TALK_KEYS.iter().map(|row| (row.id, row.title, row.keys)).collect()
    } else {
        COMMANDS.iter().map(|command| (command.id, command.title, command.keys)).collect()
    }
}
