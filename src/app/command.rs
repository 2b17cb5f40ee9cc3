//! Everything the program can do, one row each: menu, toolbar, palette, keys and their help are views of this table.

use crate::app::view::{Dialog, ExportChoice, Side, Zoom};
use crate::app::{App, Clipboard, Request, Words};
use crate::brief::Reader;
use crate::layout::Shape;
use crate::session::Encoding;

/// One thing the program can do.
pub struct Command {
    /// What settings and tests call it.
    pub id: &'static str,
    /// What menus and palette call it.
    pub title: Words,
    /// What it does, in one line.
    pub help: Words,
    /// Where it stands.
    pub menu: Menu,
    /// The keys that run it, the first of which is shown.
    pub keys: &'static [&'static str],
    /// Whether it can be run now.
    pub enabled: fn(&App) -> bool,
    /// Runs it.
    pub act: fn(&mut App),
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files in and out.
    Brief,
    /// The text.
    Edit,
    /// What comes into the text.
    Insert,
    /// The talk.
    Talk,
    /// What is shown.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// All menus in their order.
    pub const ALL: [Self; 6] = [Self::Brief, Self::Edit, Self::Insert, Self::Talk, Self::View, Self::Help];

    /// The letter that opens it with Alt. That of files is F, as people know it.
    pub fn letter(self) -> char {
        match self {
            Self::Brief => 'F',
            Self::Edit => 'E',
            Self::Insert => 'I',
            Self::Talk => 'T',
            Self::View => 'V',
            Self::Help => 'H',
        }
    }

    /// What the menu bar calls it.
    pub fn title(self) -> Words {
        match self {
            Self::Brief => Words("Brief", "ファイル"),
            Self::Edit => Words("Edit", "編集"),
            Self::Insert => Words("Insert", "挿入"),
            Self::Talk => Words("Talk", "スライドショー"),
            Self::View => Words("View", "表示"),
            Self::Help => Words("Help", "ヘルプ"),
        }
    }
}

/// Finds a command.
pub fn command_named(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

fn always(_: &App) -> bool {
    true
}

macro_rules! command {
    ($menu:ident, $id:literal, $en:literal, $ja:literal, $help_en:literal, $help_ja:literal, [$($key:literal),*], $enabled:expr, $act:expr) => {
        Command {
            id: $id,
            title: Words($en, $ja),
            help: Words($help_en, $help_ja),
            menu: Menu::$menu,
            keys: &[$($key),*],
            enabled: $enabled,
            act: $act,
        }
    };
}

/// Every command.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    command!(Brief, "new", "New…", "新規…", "Begin a brief from a skeleton", "ひな形から作成", ["Ctrl+N"], always, |app| app.view.dialog = Some(Dialog::New)),
    command!(Brief, "open", "Open…", "開く…", "Open a brief", "資料を開く", ["Ctrl+O"], always, |app| app.requests.push(Request::PickBrief)),
    command!(Brief, "import", "Import…", "取り込み…", "Make a brief of a Word document, of PowerPoint slides or of a deck in Markdown", "Word 文書、PowerPoint、Markdown のスライドから資料を作成", [], always, |app| app.requests.push(Request::PickImport)),
    command!(Brief, "open-folder", "Choose library folder…", "ライブラリのフォルダー…", "List the briefs of a folder on the left", "フォルダー内の資料を一覧表示", [], always, |app| app.requests.push(Request::PickFolder)),
    command!(Brief, "save", "Save", "保存", "Write the brief to its file", "ファイルに保存", ["Ctrl+S"], |app| app.may_save(), App::save),
    command!(Brief, "save-as", "Save as…", "名前を付けて保存…", "Write the brief to another file", "別のファイルに保存", ["Ctrl+Shift+S"], always, |app| app.requests.push(Request::PickSave)),
    command!(Brief, "save-utf8", "Save in UTF-8", "UTF-8 で保存", "Write the file in UTF-8 from now on, which holds every letter", "今後はすべての文字を扱える UTF-8 で保存", [], |app| app.session.encoding() != Encoding::Utf8, App::save_in_utf8),
    command!(Brief, "history", "Earlier states…", "履歴…", "Show the brief as it was at earlier times, and restore it", "以前の状態を表示・復元", ["Ctrl+Shift+H"], |app| app.session.path().is_some(), App::show_history),
    command!(Brief, "forget-history", "Forget earlier states…", "履歴を消去…", "Remove the earlier states of this brief and what could be undone", "この資料の履歴と取り消し情報を削除", [], |app| app.session.path().is_some(), |app| app.view.dialog = Some(Dialog::ForgetHistory)),
    command!(Brief, "take-over", "Write in this window", "このウィンドウで編集", "Take over a brief that is open in another window", "他のウィンドウから編集を引き継ぐ", [], App::is_read_only, App::take_over),
    command!(Brief, "wheels-up", "Wheels-up check…", "出発前の確認…", "Everything that must be so before leaving, green or red", "出発前に確認すべきことを可・不可で一覧表示", ["Ctrl+Shift+W"], |app| !app.is_blank(), App::wheels_up),
    command!(Brief, "export", "Export…", "書き出し…", "Make the file that a reader receives", "配布用ファイルを作成", ["Ctrl+E", "Ctrl+P"], always, |app| {
        let choice = ExportChoice { reader: app.view.reader, shape: Shape::Text, extension: "pdf", is_letter: false, has_ink: false };
        app.load_ink();
        app.view.export_states.clear();
        app.view.dialog = Some(Dialog::Export(choice));
    }),
    command!(Brief, "quit", "Quit", "終了", "Close the window", "ウィンドウを閉じる", ["Ctrl+Q"], always, App::quit),

    command!(Edit, "undo", "Undo", "元に戻す", "Take back the last change", "直前の変更を取り消す", ["Ctrl+Z"], |app| app.session.can_undo(), App::undo),
    command!(Edit, "redo", "Redo", "やり直し", "Make the change again that was taken back", "取り消した変更をやり直す", ["Ctrl+Y", "Ctrl+Shift+Z"], |app| app.session.can_redo(), App::redo),
    command!(Edit, "cut", "Cut", "切り取り", "Copy the selection and delete it", "選択部分を切り取る", ["Ctrl+X"], always, |app| app.requests.push(Request::Clipboard(Clipboard::Cut))),
    command!(Edit, "copy", "Copy", "コピー", "Copy the selection", "選択部分をコピー", ["Ctrl+C"], always, |app| app.requests.push(Request::Clipboard(Clipboard::Copy))),
    command!(Edit, "paste", "Paste", "貼り付け", "Put what was copied at the cursor", "コピーした内容を貼り付ける", ["Ctrl+V"], always, |app| app.requests.push(Request::Clipboard(Clipboard::Paste))),
    command!(Edit, "select-all", "Select all", "すべて選択", "Select the whole text", "本文全体を選択", ["Ctrl+A"], always, App::select_all),
    command!(Edit, "find", "Find and replace…", "検索と置換…", "Find words in the brief and replace them", "語句を検索・置換", ["Ctrl+F", "Ctrl+H"], always, App::open_find),
    command!(Edit, "bold", "Bold", "太字", "Set the selection in strong type", "選択部分を太字に", ["Ctrl+B"], always, |app| app.wrap_selection("**")),
    command!(Edit, "italic", "Italic", "斜体", "Emphasise the selection", "選択部分を斜体に", ["Ctrl+I"], always, |app| app.wrap_selection("*")),
    command!(Edit, "link", "Link", "リンク", "Make the selection a link", "選択部分をリンクに", ["Ctrl+K"], always, App::insert_link),
    command!(Edit, "bullets", "Bullets", "箇条書き", "Make the lines bullets, or plain again", "行を箇条書きに", ["Ctrl+Shift+L"], always, |app| app.prefix_lines("- ")),
    command!(Edit, "quote", "Quotation", "引用", "Make the lines a quotation, or plain again", "行を引用に", ["Ctrl+Shift+K"], always, |app| app.prefix_lines("> ")),
    command!(Edit, "edit-facts", "Edit the fact book…", "基礎データ集を編集…", "Search, change and add figures, people and sources", "数値・人物・出典の検索、変更、追加", ["Alt+Shift+F"], always, App::show_book),
    command!(Edit, "update-uses", "Update all figures", "数値をすべて更新", "Write every figure of the brief as the fact book has it", "資料内の数値を基礎データ集に合わせる", [], |app| app.session.brief().front.facts.is_some(), App::update_all_uses),
    command!(Edit, "next-problem", "Next problem", "次の指摘", "Go to the next finding", "次の指摘箇所へ", ["F8"], App::has_problems, App::next_problem),
    command!(Edit, "fix", "Fix this", "修正を適用", "Apply the fix of the finding or the first suggestion for the misspelled word at the cursor", "カーソル位置の修正案を適用", ["Ctrl+Period"], |app| app.fix_at_cursor().is_some(), App::apply_fix_at_cursor),
    command!(Edit, "learn-word", "Add to my words", "この単語を登録", "Hold the word at the cursor for right from now on", "カーソル位置の単語を辞書に追加", [], |app| app.misspelling_at_cursor().is_some(), App::learn_word_at_cursor),

    command!(Insert, "insert-fact", "Fact…", "数値…", "Choose a figure from the fact book", "基礎データ集から挿入", ["Ctrl+Shift+F"], always, App::seek_fact),
    command!(Insert, "insert-slide", "Slide", "スライド", "Begin a slide below this paragraph", "この段落の下に新しいスライド", ["Ctrl+M"], always, App::insert_slide),
    command!(Insert, "insert-picture", "Picture…", "画像…", "Choose a picture; a copy of it lies beside the brief", "画像を選んで挿入（資料と同じ場所に複製）", [], always, |app| app.requests.push(Request::PickPicture)),
    command!(Insert, "insert-table", "Table…", "表…", "Begin a table of some rows and columns", "行数と列数を選んで表を挿入", [], always, App::ask_table),
    command!(Insert, "insert-chart", "Chart…", "グラフ…", "Fill in a chart as a form, or the one at the cursor", "グラフを作成、又はカーソル位置のグラフを編集", [], always, App::ask_chart),
    command!(Insert, "insert-footnote", "Footnote", "脚注", "Number a note here and write it at the end", "ここに番号を付け、末尾に注を書く", ["Alt+Shift+T"], always, App::insert_footnote),
    command!(Insert, "insert-say", "Points to make", "発言要領", "For our side and the interpreter", "我が方と通訳のみ", ["Alt+Shift+S"], always, |app| app.insert_kind("SAY")),
    command!(Insert, "insert-if-raised", "If raised", "応答要領", "An answer for the delegation", "代表団のみ", ["Alt+Shift+R"], always, |app| app.insert_kind("IF-RAISED")),
    command!(Insert, "insert-ask", "Ask", "先方への働きかけ", "What we ask of the other side", "先方への要望", ["Alt+Shift+A"], always, |app| app.insert_kind("ASK")),
    command!(Insert, "insert-background", "Background", "背景", "For paper, not for slides", "紙面のみ、スライドには出ない", ["Alt+Shift+B"], always, |app| app.insert_kind("BACKGROUND")),
    command!(Insert, "insert-notes", "Speaker notes", "発言者メモ", "For the principal alone", "発言者のみ", ["Alt+Shift+N"], always, |app| app.insert_kind("NOTES")),
    command!(Insert, "insert-red-line", "Red line", "譲れない一線", "For the principal alone", "発言者のみ", ["Alt+Shift+L"], always, |app| app.insert_kind("RED-LINE")),

    command!(Talk, "present", "Present", "説明を開始", "Show the slides full-screen, with your notes on the other screen", "スライドを全画面で表示", ["F5"], always, App::present),
    command!(Talk, "present-here", "Present from this slide", "このスライドから開始", "Begin at the slide of the cursor", "カーソルのスライドから表示", ["Shift+F5"], always, App::present_here),
    command!(Talk, "console", "Console without slides", "発表者画面のみ", "Your notes, the clock and the answers in this window", "手元資料・時計・応答のみ", ["Alt+F5"], always, App::present_console),
    command!(Talk, "rehearse", "Rehearse", "リハーサル", "Give the talk to nobody, timed section by section", "セクションごとに時間を計る", ["Ctrl+F5"], always, App::rehearse),
    command!(Talk, "check-room", "Check the room…", "会場の確認…", "Screens, clicker, screen saver, battery and slides, before the show", "画面・リモコン・スクリーンセーバー・電池・スライドを開始前に確認", ["Ctrl+Shift+F5"], always, App::check_room),
    command!(Talk, "draft-record", "Draft the record…", "記録を作成…", "Draft the record of the last talk from what was marked in it", "直近の説明で付けた印から記録を作成", [], always, App::draft_last_record),
    command!(Talk, "export-ink", "Export with drawings…", "描いた線付きで書き出し…", "Make slides or notes for our own side with what the pen drew in the last talk", "直近の説明で描いた線を入れた内部用の資料を作成", [], always, App::export_with_ink),
    command!(Talk, "drill", "Drill the questions…", "想定問答の練習…", "Be asked the brief's questions in random order", "想定問答を無作為に出題", ["Ctrl+Shift+Q"], always, App::start_drill),

    command!(View, "palette", "Command palette…", "コマンドパレット…", "Find a command by name", "コマンドを名前で探す", ["Ctrl+Shift+P"], always, |app| {
        app.view.dialog = Some(Dialog::Palette { search: String::new(), chosen: 0 });
    }),
    command!(View, "go-to", "Go to heading…", "見出しへ移動…", "Find a heading by its words", "見出しを探して移動", ["Ctrl+G"], always, |app| {
        app.view.dialog = Some(Dialog::GoTo { search: String::new(), chosen: 0 });
    }),
    command!(View, "library", "Library", "ライブラリ", "Show or hide the briefs of the folder", "フォルダー内の資料", ["Ctrl+Shift+B"], always, |app| app.toggle_side(Side::Library)),
    command!(View, "outline", "Outline", "構成", "Show or hide the headings", "見出しの一覧", ["Ctrl+Shift+O"], always, |app| app.toggle_side(Side::Outline)),
    command!(View, "facts", "Fact book", "基礎データ集", "Show or hide the fact book", "基礎データ集の一覧", [], always, |app| app.toggle_side(Side::Facts)),
    command!(View, "problems", "Problems", "指摘", "Show or hide the findings", "指摘の一覧", ["Ctrl+Shift+M"], always, |app| app.view.shows_problems ^= true),
    command!(View, "preview", "Preview", "プレビュー", "Show or hide the pages", "ページの表示", ["Ctrl+Backslash"], always, App::toggle_preview),
    command!(View, "thumbnails", "Thumbnails", "サムネイル", "Show or hide small pictures of all pages", "縮小ページの一覧", ["Ctrl+Shift+T"], always, |app| {
        app.view.shows_thumbnails ^= true;
        app.view.shows_preview = true;
    }),
    command!(View, "slides", "Slides", "スライド", "Show the slides", "スライドを表示", ["Alt+1"], always, |app| app.show_shape(Shape::Slides)),
    command!(View, "handout", "Handout", "配布資料", "Show the handout", "配布資料を表示", ["Alt+2"], always, |app| app.show_shape(Shape::Text)),
    command!(View, "notes", "Notes", "ノート", "Show the notes pages", "ノートを表示", ["Alt+3"], always, |app| app.show_shape(Shape::Notes)),
    command!(View, "cards", "Cards", "カード", "Show the palm cards", "手持ちカードを表示", ["Alt+4"], always, |app| app.show_shape(Shape::Cards)),
    command!(View, "as-counterpart", "As the counterpart reads it", "先方用", "Show the counterpart's copy", "先方に渡る内容", ["Alt+Shift+1"], always, |app| app.show_reader(Reader::Counterpart)),
    command!(View, "as-press", "As the press reads it", "報道用", "Show the copy for the press", "報道に渡る内容", ["Alt+Shift+2"], always, |app| app.show_reader(Reader::Press)),
    command!(View, "as-interpreter", "As the interpreter reads it", "通訳用", "Show the interpreter's copy", "通訳に渡る内容", ["Alt+Shift+3"], always, |app| app.show_reader(Reader::Interpreter)),
    command!(View, "as-delegation", "As the delegation reads it", "代表団用", "Show the delegation's copy", "代表団に渡る内容", ["Alt+Shift+4"], always, |app| app.show_reader(Reader::Delegation)),
    command!(View, "as-principal", "As the principal reads it", "発言者用", "Show the copy that holds everything", "すべてを含む写し", ["Alt+Shift+5"], always, |app| app.show_reader(Reader::Principal)),
    command!(View, "zoom-in", "Larger pages", "ページを拡大", "Show the pages larger", "ページを拡大", ["Ctrl+Equals", "Ctrl+Plus"], always, |app| app.zoom(1)),
    command!(View, "zoom-out", "Smaller pages", "ページを縮小", "Show the pages smaller", "ページを縮小", ["Ctrl+Minus"], always, |app| app.zoom(-1)),
    command!(View, "fit-width", "Pages as wide as the panel", "幅に合わせる", "Fit the width", "ページを幅に合わせる", ["Ctrl+0"], always, |app| app.view.zoom = Zoom::Width),
    command!(View, "fit-page", "Whole pages", "ページ全体", "Fit the page", "ページ全体を表示", ["Ctrl+9"], always, |app| app.view.zoom = Zoom::Page),
    command!(View, "focus", "Focus on the section", "セクションに集中", "Let all but the section of the cursor step back", "カーソルのあるセクション以外を薄く表示", ["F9"], always, |app| app.view.focuses_section ^= true),
    command!(View, "line-numbers", "Line numbers", "行番号", "Number the lines of the editor", "行番号を表示", [], always, |app| app.change_settings(|settings| settings.shows_line_numbers ^= true)),
    command!(View, "next-panel", "Next panel", "次のパネル", "Give the keyboard to the next part of the window", "次の区画へ移動", ["F6"], always, |app| app.requests.push(Request::NextPanel { is_backward: false })),
    command!(View, "previous-panel", "Previous panel", "前のパネル", "Give the keyboard to the part of the window before", "前の区画へ移動", ["Shift+F6"], always, |app| app.requests.push(Request::NextPanel { is_backward: true })),
    command!(View, "appearance", "Light or dark", "明暗の切替", "Turn from light to dark and back", "明るい表示と暗い表示を切替", ["Ctrl+Shift+D"], always, App::toggle_appearance),
    command!(View, "themes", "Theme…", "テーマ…", "Choose how slides and paper look, with a picture of each theme", "スライドと紙面のテーマを見本から選ぶ", [], |app| !app.is_blank(), App::show_themes),
    command!(View, "settings", "Settings…", "設定…", "Choose theme, size, language (English, Japanese 日本語)", "外観・文字サイズ・言語（日本語、英語 English）", ["Ctrl+Comma"], always, |app| app.view.dialog = Some(Dialog::Settings)),

    command!(Help, "keys", "Keys", "キー一覧", "Show the keys of all commands", "すべてのキー", ["F1"], always, |app| app.view.dialog = Some(Dialog::Keys { changed: None, problem: None })),
    command!(Help, "guide", "Guide", "手引", "Open a copy of the guide, which is a brief itself", "手引の写しを開く（手引自体も資料の一つ）", [], always, App::open_guide),
    command!(Help, "sample", "Sample brief", "見本の資料", "Open a copy of the sample brief", "見本の写しを開く", [], always, App::open_sample),
    command!(Help, "tour", "Tour", "ツアー", "Five hints for a first look", "初めての方への五つのヒント", [], |app| !app.is_blank(), App::start_tour),
    command!(Help, "about", "About Démarche", "Démarche について", "What this program is", "このプログラムについて", [], always, |app| app.view.dialog = Some(Dialog::About)),
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn ids_are_unique_and_no_key_runs_two_commands() {
        let mut ids = BTreeSet::new();
        let mut keys = BTreeMap::new();
        for command in COMMANDS {
            assert!(ids.insert(command.id), "{} stands twice", command.id);
            for key in command.keys {
                assert_eq!(keys.insert(*key, command.id), None, "{key} runs two commands");
            }
        }
    }

    #[test]
    fn every_command_has_words_in_both_languages() {
        for Command { id, title, help, .. } in COMMANDS {
            for words in [title, help] {
                assert!(!words.0.is_empty() && !words.1.is_empty(), "{id}");
                assert!(!words.0.ends_with('.') && !words.1.ends_with('。'), "{id}");
            }
        }
    }
}
