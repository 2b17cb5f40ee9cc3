//! Keys as the table of commands names them, and as the window hears them.

use std::collections::BTreeMap;

use egui::os::OperatingSystem;
use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use crate::app::{App, COMMANDS, Command, Dialog};

/// A key and the command it runs.
pub struct Shortcut {
    /// What is pressed.
    pub shortcut: KeyboardShortcut,
    /// What it runs.
    pub id: &'static str,
}

/// The keys of all commands, those with more modifiers first, so that none is taken for a shorter one.
pub fn shortcuts(app: &App) -> Vec<Shortcut> {
    let keys = |command: &'static Command| {
        // What every field does by itself is done by whoever has the keyboard, unless the user has chosen another key.
        let is_of_fields = matches!(command.id, "cut" | "copy" | "paste" | "select-all");
        let is_left = is_of_fields && !app.settings.keys.contains_key(command.id);
        let keys = app.keys_of(command).into_iter().filter(|_| !is_left).filter_map(parse_key);
        keys.map(|shortcut| Shortcut { shortcut, id: command.id }).collect::<Vec<_>>()
    };
    let mut shortcuts: Vec<Shortcut> = COMMANDS.iter().flat_map(keys).collect();
    shortcuts.sort_by_key(|shortcut| std::cmp::Reverse(n_modifiers(shortcut.shortcut.modifiers)));
    shortcuts
}

/// The shortcuts, and the keys of a slow frame that holds many: each counts in its order.
#[derive(Default)]
pub struct Pressing {
    shortcuts: Vec<Shortcut>,
    /// The user's own keys, as they were when the shortcuts were made.
    own_keys: Option<BTreeMap<String, String>>,
    /// What was typed behind a shortcut, for the next frame.
    later: Vec<Event>,
    /// A command that waits until what was typed before it is in the text.
    waiting: Option<&'static str>,
}

impl Pressing {
    /// Puts what was typed behind a shortcut of the last frame before what was typed since.
    pub fn begin_frame(&mut self, ctx: &Context) {
        let types_letters = matches!(ctx.os(), OperatingSystem::Mac | OperatingSystem::IOS);
        ctx.input_mut(|input| {
            drop_typed_with_alt(&mut input.events, |key| {
                !types_letters || hit(&self.shortcuts, key).is_some()
            });
            drop(input.events.splice(0..0, self.later.drain(..)));
        });
    }

    /// Runs the first command whose key was pressed, unless something was typed before it.
    pub fn run_first(&mut self, ctx: &Context, app: &mut App) {
        if self.own_keys.as_ref() != Some(&app.settings.keys) {
            self.shortcuts = shortcuts(app);
            self.own_keys = Some(app.settings.keys.clone());
        }
        // The dialog that changes keys hears them all, and so does the one that shows what a clicker sends.
        if matches!(app.view.dialog, Some(Dialog::Keys { changed: Some(_), .. } | Dialog::RoomCheck)) {
            return;
        }
        let Some(pressed) = ctx.input_mut(|input| take_pressed(&mut input.events, &self.shortcuts)) else {
            return;
        };
        self.later.splice(0..0, pressed.later);
        if app.view.dialog.as_ref().is_some_and(|dialog| !matches!(dialog, Dialog::Find)) {
            return;
        }
        if pressed.is_behind_keys {
            self.waiting = Some(pressed.id);
        } else {
            app.run(pressed.id);
        }
    }

    /// Keeps what was pressed behind typed words for the next frame, from the first of `keys` on: they are the keys of
    /// a list over the text, and mean what it lists once it has those words.
    pub fn hold_behind_typing(&mut self, ctx: &Context, keys: &[Key]) {
        let held = ctx.input_mut(|input| take_behind_typing(&mut input.events, keys));
        self.later.splice(0..0, held);
    }

    /// Runs the command that waited. To be called when the text has what was typed.
    pub fn run_later(&mut self, ctx: &Context, app: &mut App) {
        if let Some(id) = self.waiting.take() {
            app.run(id);
        }
        if !self.later.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Takes what was pressed behind typed words, from the first of `keys` on.
fn take_behind_typing(events: &mut Vec<Event>, keys: &[Key]) -> Vec<Event> {
    let is_typed = |event: &Event| {
        matches!(
            event,
            Event::Text(_)
                | Event::Paste(_)
                | Event::Ime(_)
                | Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. }
        )
    };
    let is_of_list = |event: &Event| matches!(event, Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() && keys.contains(key));
    let Some(n_before) = events.iter().position(is_typed) else { return Vec::new() };
    let Some(n_typed) = events[n_before..].iter().position(is_of_list) else { return Vec::new() };
    let behind = events.split_off(n_before + n_typed);
    let (later, now): (Vec<Event>, Vec<Event>) = behind.into_iter().partition(is_of_keyboard);
    events.extend(now);
    later
}

/// Takes out what keys would type that are held with Alt and are commands. On a Mac others type letters; elsewhere none
/// does but with Ctrl, which is `AltGr`.
fn drop_typed_with_alt(events: &mut Vec<Event>, is_command: impl Fn(&Event) -> bool) {
    let mut types_nothing = false;
    events.retain(|event| match event {
        Event::Key { pressed, modifiers, .. } => {
            let is_alt = modifiers.alt && !modifiers.ctrl && !modifiers.command;
            types_nothing = *pressed && is_alt && is_command(event);
            true
        }
        Event::Text(_) => !std::mem::take(&mut types_nothing),
        _ => true,
    });
}

struct Pressed {
    id: &'static str,
    /// Whether something was typed before it in the same frame.
    is_behind_keys: bool,
    /// What was typed after it in the same frame.
    later: Vec<Event>,
}

/// Takes the first shortcut out of the events of a frame, with what was typed after it.
fn take_pressed(events: &mut Vec<Event>, shortcuts: &[Shortcut]) -> Option<Pressed> {
    let (idx, row) =
        events.iter().enumerate().find_map(|(idx, event)| Some((idx, hit(shortcuts, event)?)))?;
    let mut behind = events.split_off(idx);
    behind.remove(0);
    let is_behind_keys = events.iter().any(is_of_keyboard);
    let (later, now): (Vec<Event>, Vec<Event>) = behind.into_iter().partition(is_of_keyboard);
    events.extend(now);
    Some(Pressed { id: row.id, is_behind_keys, later })
}

/// The shortcut that a key is, if it is one.
fn hit<'s>(shortcuts: &'s [Shortcut], event: &Event) -> Option<&'s Shortcut> {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
    let is_hit = |row: &&Shortcut| is_pressed(row.shortcut, *key, *modifiers);
    let digit = physical_key.filter(|key| is_digit(*key));
    let is_on_digit =
        |row: &&Shortcut| digit.is_some_and(|digit| is_exactly(row.shortcut, digit, *modifiers));
    shortcuts.iter().find(is_hit).or_else(|| shortcuts.iter().find(is_on_digit))
}

/// Whether a key is that of a shortcut. Signs and digits may need Shift where they stand on another keyboard; a letter
/// with more keys held than it asks for is another shortcut, or none.
fn is_pressed(shortcut: KeyboardShortcut, key: Key, modifiers: Modifiers) -> bool {
    let wanted = shortcut.modifiers;
    let is_shift_right = modifiers.shift == wanted.shift || (modifiers.shift && is_sign(key));
    key == shortcut.logical_key
        && modifiers.alt == wanted.alt
        && is_shift_right
        && modifiers.matches_logically(wanted)
}

/// Whether a key with a digit is held as a shortcut wants it. With Shift it types a sign on one keyboard, and without
/// it on another.
fn is_exactly(shortcut: KeyboardShortcut, digit: Key, modifiers: Modifiers) -> bool {
    let wanted = shortcut.modifiers;
    digit == shortcut.logical_key
        && modifiers.alt == wanted.alt
        && modifiers.shift == wanted.shift
        && modifiers.matches_logically(wanted)
}

fn is_digit(key: Key) -> bool {
    matches!(key.name().as_bytes(), [digit] if digit.is_ascii_digit())
}

/// Whether a key stands for a sign or digit, which some keyboards have above another.
fn is_sign(key: Key) -> bool {
    let name = key.symbol_or_name();
    let mut signs = name.chars();
    let is_one = signs.next().is_some_and(|sign| !sign.is_alphabetic()) && signs.next().is_none();
    is_one && !matches!(key, Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight)
}

/// Whether a key is one that is held with others, and none by itself.
pub(super) fn is_modifier(key: Key) -> bool {
    let name = key.name();
    ["Shift", "Control", "Alt", "Super", "Meta"].iter().any(|held| name.starts_with(held))
}

fn is_of_keyboard(event: &Event) -> bool {
    use Event::{Copy, Cut, Ime, Paste, Text};
    matches!(event, Text(_) | Paste(_) | Copy | Cut | Ime(_) | Event::Key { .. })
}

/// A key as the table of commands writes it; nothing for one that must stay free for typing: one that no other is
/// held with, and one with Ctrl and Alt, which are `AltGr`, by which many keyboards type letters.
pub fn written_key(key: Key, modifiers: Modifiers) -> Option<String> {
    let is_function = matches!(key.name().as_bytes(), [b'F', digit, ..] if digit.is_ascii_digit());
    let is_held = modifiers.command != modifiers.alt;
    if is_modifier(key) || (!is_function && !is_held) {
        return None;
    }
    let parts = [(modifiers.command, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")];
    let held: String = parts.iter().filter(|(is_held, _)| *is_held).map(|(_, name)| *name).collect();
    Some(format!("{held}{}", key.name()))
}

/// A key of the talk as its table writes it; nothing for one that is the system's, or that types a number.
pub fn written_talk_key(key: Key, modifiers: Modifiers) -> Option<String> {
    if is_digit(key) || is_modifier(key) || modifiers.command || modifiers.ctrl || modifiers.alt {
        return None;
    }
    Some(format!("{}{}", if modifiers.shift { "Shift+" } else { "" }, key.name()))
}

/// Reads a key such as `Ctrl+Shift+P`.
pub fn parse_key(written: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut parts = written.split('+').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            let key = Key::from_name(part).filter(|&key| !is_modifier(key))?;
            return Some(KeyboardShortcut::new(modifiers, key));
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

/// How many keys are held with another.
pub fn n_modifiers(modifiers: Modifiers) -> u8 {
    u8::from(modifiers.command || modifiers.ctrl) + u8::from(modifiers.shift) + u8::from(modifiers.alt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::talk::TALK_KEYS;

    #[test]
    fn every_key_of_the_table_is_one() {
        for command in COMMANDS {
            for key in command.keys {
                assert!(parse_key(key).is_some(), "{key} of {}", command.id);
            }
        }
    }

    #[test]
    fn keys_of_the_talk_are_written_as_they_are_read() {
        for row in TALK_KEYS {
            for &key in row.keys {
                let read = parse_key(key).expect("a key");
                let again =
                    written_talk_key(read.logical_key, read.modifiers).and_then(|key| parse_key(&key));
                let is_fixed = key == "0" || key.starts_with("Ctrl+");
                assert_eq!(again, Some(read).filter(|_| !is_fixed), "{key}");
            }
        }
        assert_eq!(written_talk_key(Key::A, Modifiers::ALT), None);
    }

    #[test]
    fn keys_are_written_as_they_are_read() {
        for command in COMMANDS {
            for &key in command.keys {
                let read = parse_key(key).expect("a key");
                let again = written_key(read.logical_key, read.modifiers).and_then(|key| parse_key(&key));
                assert_eq!(again, Some(read), "{key}");
            }
        }
        assert_eq!(written_key(Key::A, Modifiers::NONE), None);
        assert_eq!(written_key(Key::A, Modifiers::SHIFT), None);
    }

    #[test]
    fn keys_that_are_held_and_letters_of_other_keyboards_run_nothing() {
        for held in [Key::AltLeft, Key::ControlRight, Key::ShiftLeft, Key::SuperLeft] {
            assert_eq!(written_key(held, Modifiers::COMMAND), None, "{}", held.name());
            assert_eq!(written_talk_key(held, Modifiers::NONE), None, "{}", held.name());
            assert!(parse_key(&format!("Ctrl+{}", held.name())).is_none(), "{}", held.name());
        }
        let alt_gr = Modifiers::COMMAND | Modifiers::CTRL | Modifiers::ALT;
        assert_eq!(written_key(Key::L, alt_gr), None);
        let all: Vec<KeyboardShortcut> =
            COMMANDS.iter().flat_map(|command| command.keys).filter_map(|key| parse_key(key)).collect();
        for key in Key::ALL {
            let hit = all.iter().find(|shortcut| is_pressed(**shortcut, *key, alt_gr));
            assert!(hit.is_none(), "AltGr and {} run {hit:?}", key.name());
        }
    }

    #[test]
    fn signs_may_need_shift_and_letters_may_not() {
        let pressed = |written: &str, key: Key, modifiers: Modifiers| {
            is_pressed(parse_key(written).expect("a key"), key, modifiers)
        };
        let shift = Modifiers::COMMAND | Modifiers::SHIFT;
        assert!(
            pressed("Ctrl+Plus", Key::Plus, shift) && pressed("Ctrl+Plus", Key::Plus, Modifiers::COMMAND)
        );
        assert!(pressed("Ctrl+Period", Key::Period, shift) && pressed("Ctrl+0", Key::Num0, shift));
        assert!(!pressed("Ctrl+S", Key::S, shift) && pressed("Ctrl+Shift+S", Key::S, shift));
        assert!(!pressed("F5", Key::F5, Modifiers::SHIFT));
    }
}
