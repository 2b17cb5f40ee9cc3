//! Keys as the table of commands names them, and as the window hears them.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::COMMANDS;

/// A key and the command it runs.
pub struct Shortcut {
    /// What is pressed.
    pub shortcut: KeyboardShortcut,
    /// What it runs.
    pub id: &'static str,
}

/// The keys of all commands, those with more modifiers first, so that none is taken for a shorter one.
pub fn shortcuts() -> Vec<Shortcut> {
    let all = COMMANDS.iter().flat_map(|command| command.keys.iter().map(|key| (command.id, *key)));
    let mut shortcuts: Vec<Shortcut> =
        all.filter_map(|(id, key)| Some(Shortcut { shortcut: parse_key(key)?, id })).collect();
    shortcuts.sort_by_key(|shortcut| std::cmp::Reverse(n_modifiers(shortcut.shortcut.modifiers)));
    shortcuts
}

/// Reads a key such as `Ctrl+Shift+P`.
pub fn parse_key(written: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut parts = written.split('+').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return Some(KeyboardShortcut::new(modifiers, Key::from_name(part)?));
        }
        modifiers |= match part {
            "Ctrl" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            _ => return None,
        };
    }
    None
}

/// A key as people read it on menus.
pub fn shown_key(written: &str) -> String {
    let shown = [("Period", "."), ("Comma", ","), ("Equals", "="), ("Minus", "−"), ("Backslash", "\\")];
    shown.into_iter().fold(written.to_owned(), |key, (name, sign)| key.replace(name, sign))
}

fn n_modifiers(modifiers: Modifiers) -> u8 {
    u8::from(modifiers.command || modifiers.ctrl) + u8::from(modifiers.shift) + u8::from(modifiers.alt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_one() {
        for command in COMMANDS {
            for key in command.keys {
                assert!(parse_key(key).is_some(), "{key} of {}", command.id);
            }
        }
    }

    #[test]
    fn longer_keys_come_first() {
        let all = shortcuts();
        let at = |id: &str| all.iter().position(|shortcut| shortcut.id == id).expect("in the table");
        assert!(at("palette") < at("export"));
        assert!(at("save-as") < at("save"));
    }
}
