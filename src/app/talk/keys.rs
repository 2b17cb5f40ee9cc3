//! The keys of a talk, one row each: what the key sheet shows is what the keys do.
//!
//! Save for the one that sets the clock back, they are plain keys and keys with Shift, as clickers send them and
//! hands know them from other programs.

use crate::app::Words;
use crate::app::talk::record::MarkKind;
use crate::app::talk::show::ShowAct;

/// What a key of a talk does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkAct {
    /// Moves or covers the show.
    Show(ShowAct),
    /// Looks for a prepared answer.
    Raise,
    /// Follows the first link on the slide.
    Follow,
    /// Asks for the number of a slide.
    GoTo,
    /// Asks how many minutes there are.
    Shrink,
    /// Gives the slides the other screen.
    SwapScreens,
    /// Shows the console where the slides are alone, or the slides again.
    ToggleConsole,
    /// On in the text of the console, or back.
    Scroll {
        /// Whether it goes back.
        is_back: bool,
    },
    /// Larger type on the console.
    Larger,
    /// Smaller type on the console.
    Smaller,
    /// The usual size of type; a nought where the number of a slide is being typed.
    UsualSize,
    /// Starts the clock or stops it for a while.
    ToggleClock,
    /// Time passed, time left, time of day.
    TurnClock,
    /// The clock as high as a fifth of the screen, or as usual.
    LargeClock,
    /// The pointer on, and where it was on, in its next shape.
    TurnPointer,
    /// Sets the clock back.
    ResetClock,
    /// Full screen on and off.
    FullScreen,
    /// All keys.
    Keys,
    /// Says what became of the point.
    Mark(MarkKind),
    /// Goes on from the black slide at the end, and does nothing anywhere else: a clicker sends this key by turns
    /// with the one that ends a show.
    GoOn,
}

impl TalkAct {
    /// Whether it asks something that is answered by typing.
    pub fn asks(self) -> bool {
        matches!(self, Self::Raise | Self::GoTo | Self::Shrink)
    }
}

/// One row of the key sheet.
pub struct TalkKey {
    /// What settings and tests call it.
    pub id: &'static str,
    /// The keys, as the table of commands writes them.
    pub keys: &'static [&'static str],
    /// What they do.
    pub title: Words,
    /// What they do, for the program.
    pub act: TalkAct,
}

const fn row(id: &'static str, keys: &'static [&'static str], title: Words, act: TalkAct) -> TalkKey {
    TalkKey { id, keys, title, act }
}

/// Every key of a talk but the digits.
#[rustfmt::skip]
pub const TALK_KEYS: &[TalkKey] = &[
    row("talk-next", &["Right", "Down", "Space", "PageDown", "N"], Words("Next", "次へ"), TalkAct::Show(ShowAct::Next)),
    row("talk-back", &["Left", "Up", "Backspace", "PageUp", "P", "Shift+Space"], Words("Back", "前へ"), TalkAct::Show(ShowAct::Back)),
    row("talk-enter", &["Enter"], Words("To the slide whose number was typed, else next", "番号のスライドへ（なければ次へ）"), TalkAct::Show(ShowAct::Enter)),
    row("talk-next-slide", &["Shift+PageDown"], Words("Next slide, past its steps", "次のスライドへ"), TalkAct::Show(ShowAct::NextSlide)),
    row("talk-slide-before", &["Shift+PageUp"], Words("Slide before", "前のスライドへ"), TalkAct::Show(ShowAct::BackSlide)),
    row("talk-first", &["Home"], Words("First slide", "最初のスライド"), TalkAct::Show(ShowAct::First)),
    row("talk-last", &["End"], Words("Last slide", "最後のスライド"), TalkAct::Show(ShowAct::Last)),
    row("talk-return", &["R"], Words("Back to where you were", "元の場所に戻る"), TalkAct::Show(ShowAct::Return)),
    row("talk-link", &["K"], Words("Follow the link on the slide", "スライドのリンクを開く"), TalkAct::Follow),
    row("talk-go-to", &["G"], Words("Go to a slide…", "スライドへ移動…"), TalkAct::GoTo),
    row("talk-overview", &["O", "Tab"], Words("All slides", "一覧"), TalkAct::Show(ShowAct::Overview)),
    row("talk-raise", &["Slash"], Words("Answer what is raised…", "応答を探す…"), TalkAct::Raise),
    row("talk-shrink", &["M"], Words("We have so many minutes…", "持ち時間を変更…"), TalkAct::Shrink),
    row("talk-black", &["B", "Period"], Words("Black", "黒画面"), TalkAct::Show(ShowAct::Black)),
    row("talk-white", &["W", "Comma"], Words("White", "白画面"), TalkAct::Show(ShowAct::White)),
    row("talk-freeze", &["F"], Words("Freeze the room's screen", "会場画面を固定"), TalkAct::Show(ShowAct::Freeze)),
    row("talk-pointer", &["L"], Words("Pointer", "ポインター"), TalkAct::Show(ShowAct::Pointer)),
    row("talk-pen", &["E"], Words("Pen", "ペン"), TalkAct::Show(ShowAct::Pen)),
    row("talk-pointer-shape", &["Shift+L"], Words("Pointer: ring, spot of light, dot", "ポインターの形"), TalkAct::TurnPointer),
    row("talk-pen-color", &["Shift+E"], Words("Pen: next colour", "ペンの色"), TalkAct::Show(ShowAct::PenColor)),
    row("talk-pen-width", &["Shift+X"], Words("Pen: next width", "ペンの太さ"), TalkAct::Show(ShowAct::PenWidth)),
    row("talk-wipe", &["X"], Words("Wipe what the pen drew", "ペンの書き込みを消す"), TalkAct::Show(ShowAct::Wipe)),
    row("talk-whole", &["Z"], Words("The whole slide again", "拡大をやめる"), TalkAct::Show(ShowAct::ZoomOut)),
    row("talk-swap", &["S"], Words("Swap the screens: press twice", "画面を入れ替える（2 回押す）"), TalkAct::SwapScreens),
    row("talk-console", &["C"], Words("Console on this screen: press twice", "この画面に発表者画面（2 回押す）"), TalkAct::ToggleConsole),
    row("talk-text-on", &["Shift+Down"], Words("On in your text", "手元資料を下へ"), TalkAct::Scroll { is_back: false }),
    row("talk-text-back", &["Shift+Up"], Words("Back in your text", "手元資料を上へ"), TalkAct::Scroll { is_back: true }),
    row("talk-larger", &["Plus", "Equals"], Words("Larger type", "文字を大きく"), TalkAct::Larger),
    row("talk-smaller", &["Minus"], Words("Smaller type", "文字を小さく"), TalkAct::Smaller),
    row("talk-usual-size", &["0"], Words("Usual size", "標準の大きさ"), TalkAct::UsualSize),
    row("talk-clock", &["T"], Words("Clock on or off", "時計の開始・停止"), TalkAct::ToggleClock),
    row("talk-turn-clock", &["Shift+T"], Words("Time passed, left, of day", "経過・残り・時刻"), TalkAct::TurnClock),
    row("talk-large-clock", &["D"], Words("Large clock", "時計を大きく"), TalkAct::LargeClock),
    row("talk-reset-clock", &["Ctrl+T"], Words("Set the clock back", "時計をリセット"), TalkAct::ResetClock),
    row("talk-raised", &["Shift+R"], Words("The point was raised", "提起した"), TalkAct::Mark(MarkKind::Raised)),
    row("talk-agreed", &["Shift+A"], Words("It was agreed", "合意した"), TalkAct::Mark(MarkKind::Agreed)),
    row("talk-refused", &["Shift+F"], Words("It was refused", "拒否された"), TalkAct::Mark(MarkKind::Refused)),
    row("talk-promised", &["Shift+P"], Words("Something was promised", "約束した"), TalkAct::Mark(MarkKind::Promised)),
    row("talk-full-screen", &["F11"], Words("Full screen", "全画面"), TalkAct::FullScreen),
    row("talk-keys", &["Questionmark", "F1", "Shift+Slash"], Words("These keys", "キー一覧"), TalkAct::Keys),
    row("talk-leave", &["Escape"], Words("Leave what is open, then to the black end; there, end", "閉じる・終了画面へ・終了"), TalkAct::Show(ShowAct::Escape)),
    row("talk-nothing", &["F5", "Shift+F5"], Words("Go on from the end; clickers send it", "終了画面から戻る（リモコン用）"), TalkAct::GoOn),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_rows_have_one_id() {
        let ids: std::collections::BTreeSet<&str> = TALK_KEYS.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), TALK_KEYS.len());
        assert!(
            ids.iter().all(|id| crate::app::command_named(id).is_none()),
            "settings tell rows by their ids"
        );
    }

    #[test]
    fn no_key_does_two_things() {
        let mut seen = BTreeMap::new();
        for row in TALK_KEYS {
            for key in row.keys {
                assert_eq!(seen.insert(*key, row.title.0), None, "{key}");
            }
        }
    }
}
