//! The keys of a talk: which act each of them stands for, and which act while something is typed.

use std::sync::Arc;

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use crate::app::App;
use crate::app::talk::{ShowAct, TALK_KEYS, TalkAct, TalkAsk};
use crate::ui::keys::{n_modifiers, parse_key};

/// The keys of a talk as the user has them, those with more modifiers first.
#[derive(Clone, Default)]
pub(super) struct Keys(Arc<[(KeyboardShortcut, TalkAct)]>);

impl Keys {
    /// The keys as they are set now.
    pub(super) fn of(app: &App) -> Self {
        let keys = |row| app.talk_keys_of(row).into_iter().filter_map(parse_key);
        let rows = TALK_KEYS.iter().flat_map(|row| keys(row).map(|key| (key, row.act)));
        let mut rows: Vec<(KeyboardShortcut, TalkAct)> = rows.collect();
        rows.sort_by_key(|(key, _)| std::cmp::Reverse(n_modifiers(key.modifiers)));
        Self(rows.into())
    }

    /// Whether they were not read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was pressed in a window since its last frame, in that order. Where something is typed, only those keys act
    /// that no text has, that a clicker sends, or that mark what stands on the console.
    pub(super) fn pressed(&self, ctx: &Context, mut typing: Typing) -> Pressed {
        ctx.input_mut(|input| {
            let mut pressed = Pressed::default();
            let mut held: Vec<Key> = Vec::new();
            // The key that acted last, and whether something is asked since.
            let mut acted: Option<Key> = None;
            let mut is_asked = false;
            for event in std::mem::take(&mut input.events) {
                match &event {
                    Event::Key { key, pressed: true, repeat, modifiers, .. } => {
                        acted = None;
                        if let Some(act) = self.act_of(*key, *modifiers, typing) {
                            acted = Some(*key);
                            // A key that is held down acts once a frame, however long that takes.
                            if !(*repeat && held.contains(key)) {
                                pressed.acts.push(act);
                            }
                            held.push(*key);
                            if act.asks() && typing.may_ask && !typing.is_on {
                                is_asked = true;
                                typing = Typing { is_on: true, is_empty: true, ..Typing::default() };
                            }
                            continue;
                        }
                    }
                    // What acted is not also a letter.
                    Event::Text(words) if acted.is_some_and(|key| is_letter_of(key, words)) => {
                        acted = None;
                        if typing.is_on {
                            continue;
                        }
                    }
                    // What is asked has no field yet.
                    Event::Text(words) if is_asked => {
                        pressed.typed.push_str(words);
                        continue;
                    }
                    _ => {}
                }
                input.events.push(event);
            }
            pressed
        })
    }

    /// What a key does.
    fn act_of(&self, key: Key, modifiers: Modifiers, typing: Typing) -> Option<TalkAct> {
        const DIGITS: [Key; 9] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        let is_it = |shortcut: &KeyboardShortcut| {
            shortcut.logical_key == key && modifiers.matches_logically(shortcut.modifiers)
        };
        let row = self.0.iter().find(|(shortcut, act)| is_it(shortcut) && typing.lets(*shortcut, *act));
        row.map(|(_, act)| *act).or_else(|| {
            let digit = (1..).zip(DIGITS).find(|&(_, digit)| digit == key).map(|(digit, _)| digit)?;
            let is_bare = !typing.is_on && modifiers.matches_logically(Modifiers::NONE);
            is_bare.then_some(TalkAct::Show(ShowAct::Digit(digit)))
        })
    }
}

/// Whether some words are what a key writes.
fn is_letter_of(key: Key, words: &str) -> bool {
    let name = match key {
        Key::Minus => "-",
        Key::Space => " ",
        key => key.symbol_or_name(),
    };
    words.eq_ignore_ascii_case(name)
}

/// What was pressed in a window of a talk.
#[derive(Debug, Default)]
pub(super) struct Pressed {
    /// What its keys do.
    pub(super) acts: Vec<TalkAct>,
    /// What was written behind the last of them, which asks something.
    pub(super) typed: String,
}

/// What is being typed into what is asked of the speaker.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, asked in one place")]
pub(super) struct Typing {
    /// Letters go into a field.
    pub(super) is_on: bool,
    /// Nothing stands in it yet.
    is_empty: bool,
    /// An answer stands on the console.
    has_answer: bool,
    /// Something can be asked, since a console is shown.
    may_ask: bool,
}

impl Typing {
    pub(super) fn of(app: &App) -> Self {
        let may_ask = app.talk.as_ref().is_some_and(|talk| !talk.is_room_on_main());
        match app.talk.as_ref().and_then(|talk| talk.ask.as_ref()) {
            Some(TalkAsk::Raising(raising)) => Self {
                is_on: true,
                is_empty: raising.typed.is_empty(),
                has_answer: raising.shown.is_some(),
                may_ask,
            },
            Some(TalkAsk::Shrink(typed) | TalkAsk::GoTo(typed)) => {
                Self { is_on: true, is_empty: typed.is_empty(), has_answer: false, may_ask }
            }
            Some(TalkAsk::Keys) | None => Self { may_ask, ..Self::default() },
        }
    }

    /// Whether a key acts rather than being typed.
    fn lets(self, key: KeyboardShortcut, act: TalkAct) -> bool {
        const CLICKER: [Key; 4] = [Key::PageDown, Key::PageUp, Key::Escape, Key::F5];
        !self.is_on
            || CLICKER.contains(&key.logical_key)
            // The third button of a clicker sends a point or a b.
            || ((self.is_empty || self.has_answer) && act == TalkAct::Show(ShowAct::Black))
            || (self.has_answer && matches!(act, TalkAct::Mark(_) | TalkAct::Scroll { .. }))
    }
}
