//! The keys of a talk: which act each of them stands for, and which act while something is typed.

use std::sync::Arc;

use egui::{Context, Key, KeyboardShortcut, Modifiers};

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

    /// The acts whose keys were pressed in a window. Where something is typed, only those keys act that no text
    /// has, that a clicker sends, or that mark what stands on the console.
    pub(super) fn acts(&self, ctx: &Context, typing: Typing) -> Vec<TalkAct> {
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
        ctx.input_mut(|input| {
            let mut acts = Vec::new();
            for (key, act) in self.0.iter() {
                while typing.lets(*key, *act) && input.consume_shortcut(key) {
                    acts.push(*act);
                    if typing.is_on {
                        // What acted is not also a letter.
                        let name = key.logical_key.symbol_or_name();
                        input.events.retain(|event| {
                            !matches!(event, egui::Event::Text(words) if words.eq_ignore_ascii_case(name))
                        });
                    }
                }
            }
            for (digit, key) in (1..).zip(DIGITS) {
                if !typing.is_on && input.consume_key(Modifiers::NONE, key) {
                    acts.push(TalkAct::Show(ShowAct::Digit(digit)));
                }
            }
            acts
        })
    }
}

/// What is being typed into what is asked of the speaker.
#[derive(Clone, Copy, Default)]
pub(super) struct Typing {
    /// Letters go into a field.
    pub(super) is_on: bool,
    /// Nothing stands in it yet.
    is_empty: bool,
    /// An answer stands on the console.
    has_answer: bool,
}

impl Typing {
    pub(super) fn of(app: &App) -> Self {
        match app.talk.as_ref().and_then(|talk| talk.ask.as_ref()) {
            Some(TalkAsk::Raising(raising)) => {
                Self { is_on: true, is_empty: raising.typed.is_empty(), has_answer: raising.shown.is_some() }
            }
            Some(TalkAsk::Shrink(typed) | TalkAsk::GoTo(typed)) => {
                Self { is_on: true, is_empty: typed.is_empty(), has_answer: false }
            }
            Some(TalkAsk::Keys) | None => Self::default(),
        }
    }

    /// Whether a key acts rather than being typed.
    fn lets(self, key: KeyboardShortcut, act: TalkAct) -> bool {
        const CLICKER: [Key; 4] = [Key::PageDown, Key::PageUp, Key::Escape, Key::F5];
        !self.is_on
            || CLICKER.contains(&key.logical_key)
            // The third button of a clicker sends a point or a b.
            || (self.is_empty && act == TalkAct::Show(ShowAct::Black))
            || (self.has_answer && matches!(act, TalkAct::Mark(_) | TalkAct::Scroll { .. }))
    }
}
