//! What may be typed. Names and flags are fixed: scripts depend on them.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::brief::{BriefKind, Lang, Reader, parse_duration};
use crate::cli::ui_lang;
use crate::export::PdfStandard;
use crate::layout::{Paper, Shape};
use crate::release::{CopyNumber, Edits};
use crate::session::Encoding;
use crate::text::Message;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_flag = true,
    disable_version_flag = true,
    about = ui(
        "Briefings for diplomats: one Markdown file becomes handout, slides and cards, and only what may leave the room leaves it",
        "外交官のための説明資料：一つの Markdown ファイルから配布資料・スライド・手持ちカードを作り、外に出してよいものだけを出す"
    )
)]
pub(crate) struct Arguments {
    #[arg(value_name = "FILE | FOLDER", help = ui("A brief, or a folder of briefs, to open in the window", "ウィンドウで開く資料、又は資料のフォルダー"))]
    pub target: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
    // It is taken off before the rest is read, and stands here for help and completions.
    #[arg(long, global = true, value_name = "en|ja", help = ui("The language of messages, help and window [default: the system's]", "メッセージ・ヘルプ・ウィンドウの言語（既定はシステムの言語）"))]
    ui_lang: Option<LangName>,
    #[command(flatten)]
    pub letters: Letters,
    // For the actions of the desktop entry, which name no file.
    #[arg(long, hide = true, value_name = "new|present")]
    pub begin: Option<BeginName>,
    #[arg(short, long, global = true, action = ArgAction::Help, help = ui("Print help", "ヘルプを表示する"))]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = ui("Print version", "版を表示する"))]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = ui("Write the copy of one reader as a file", "配布先ごとの写しをファイルに書き出す"))]
    Export(ExportArguments),
    #[command(about = ui("Show the slides full-screen, with your notes on the other screen", "スライドを全画面で表示し、手元の画面にメモを表示する"))]
    Present(PresentArguments),
    #[command(about = ui("Find what would embarrass: figures, markings, leaks, length", "数値・取扱区分・漏えい・長さなどの問題を指摘する"))]
    Check(CheckArguments),
    #[command(about = ui("Say whether anything is in a finished file that this copy must not hold", "完成したファイルに、渡してはならないものがないか検証する"))]
    Prove(ProveArguments),
    #[command(about = ui("Begin a brief from a skeleton", "ひな形から資料を作成する"))]
    New(NewArguments),
    #[command(about = ui("Begin a brief from a Word document, PowerPoint slides, or a deck of Marp, Slidev, reveal, Deckset, remark, Pandoc or Quarto", "受け取った文書やスライド（Word、PowerPoint、Marp、Slidev、reveal、Deckset、remark、Pandoc、Quarto）から資料を作成する"))]
    Import(ImportArguments),
    #[command(about = ui("Show the fact book, and what a brief uses of it", "基礎データ集と、資料での使用状況を表示する"))]
    Facts(FactsArguments),
    #[command(about = ui("Show earlier states of a brief, and restore one", "資料の履歴を表示・復元する"))]
    History(HistoryArguments),
    #[command(about = ui("Say what works here: fonts, display, state folder", "この環境の書体・画面・保護用フォルダーを点検する"))]
    Doctor,
    #[command(about = ui("Print the completions for a shell", "シェルの補完定義を出力する"))]
    Completions {
        #[arg(help = ui("The shell", "シェルの種類"))]
        shell: clap_complete::Shell,
    },
    #[command(about = ui("Write the manual pages into a folder", "マニュアルページをフォルダーに書き出す"))]
    Man {
        #[arg(value_name = "DIR", help = ui("The folder, which is made if it is not there", "フォルダー（なければ作成する）"))]
        folder: PathBuf,
    },
}

#[derive(Args, Debug)]
pub(crate) struct PresentArguments {
    #[arg(help = ui("The brief", "資料"))]
    pub file: PathBuf,
    #[arg(long, value_name = "N", help = ui("The number of the slide to begin with", "開始するスライドの番号"))]
    pub from: Option<usize>,
    #[arg(short = 'd', long, value_name = "TIME", value_parser = time, help = ui("The time there is, such as 15m or 1h30m; points are dropped until it is enough", "持ち時間（15m、1h30m など）。収まるまで項目を省く"))]
    pub duration: Option<Duration>,
    #[arg(long, value_name = "N", help = ui("The screen for the slides, from 1", "スライドを出す画面の番号（1 から）"))]
    pub screen: Option<usize>,
    #[arg(long, help = ui("Show the slides in a window rather than full-screen", "全画面ではなくウィンドウに表示する"))]
    pub windowed: bool,
    #[command(flatten)]
    pub letters: Letters,
}

fn time(typed: &str) -> Result<Duration, String> {
    let time = parse_duration(typed).filter(|time| !time.is_zero());
    time.ok_or_else(|| {
        let (en, ja) =
            ("write a time such as 15m, 1h30m or 90s", "15m、1h30m、90s のような時間を指定してください");
        ui(en, ja).to_owned()
    })
}

fn copy_number(typed: &str) -> Result<CopyNumber, String> {
    typed.parse().map_err(|err: Message| err.into_lang(ui_lang()))
}

/// A value that says something.
fn filled(typed: &str) -> Result<String, String> {
    if typed.trim().is_empty() {
        return Err(ui("it is empty", "空です").to_owned());
    }
    Ok(typed.to_owned())
}

/// A value that stands in one line of the copy.
fn one_line(typed: &str) -> Result<String, String> {
    if typed.contains(char::is_control) {
        return Err(ui("it must be one line", "1 行で指定してください").to_owned());
    }
    filled(typed)
}

/// Words in the language in which the shell is answered; help is made anew with each run.
fn ui(en: &'static str, ja: &'static str) -> &'static str {
    match ui_lang() {
        Lang::En => en,
        Lang::Ja => ja,
    }
}

#[derive(Args, Debug)]
pub(crate) struct ExportArguments {
    #[arg(help = ui("The brief", "資料"))]
    pub file: PathBuf,
    #[arg(short = 'o', long = "output", value_name = "OUT", help = ui("The file to write; its ending chooses the format: pdf, docx, pptx, html, md or png", "書き出すファイル。拡張子で形式が決まる（pdf、docx、pptx、html、md、png）"))]
    pub out: PathBuf,
    #[arg(long = "for", value_name = "COPY", help = ui("Whose copy: principal, delegation, interpreter, counterpart or press [default: principal]", "配布先（principal 発言者、delegation 代表団、interpreter 通訳、counterpart 先方、press 報道。既定は principal）"))]
    pub reader: Option<ReaderName>,
    #[arg(long, help = ui("What kind of pages [default: text; for png and pptx: slides]", "紙面の種類（既定は text、png と pptx では slides）"))]
    pub shape: Option<ShapeName>,
    #[arg(long, default_value = "a4", help = ui("The paper of handout and notes", "配布資料とノートの用紙"))]
    pub paper: PaperName,
    #[arg(long, value_name = "NAME", help = ui("What the pages look like; overrides the brief's own", "紙面のテーマ。資料の設定より優先する"))]
    pub theme: Option<String>,
    #[arg(long, help = ui("The language of the words that the program adds; overrides the brief's own", "紙面に加える言葉の言語。資料の設定より優先する"))]
    pub lang: Option<LangName>,
    #[arg(long, value_name = "OH,KY,…", value_delimiter = ',', value_parser = filled, help = ui("Make the copy for a state or another audience, without what is for others; for several, one copy each", "特定の州などの相手向けに作成し、他向けの内容を除く。複数の場合はそれぞれ作成する"))]
    pub audience: Vec<String>,
    #[arg(long, value_name = "original|accepted", help = ui("What becomes of edits that nobody has settled: the text before them, or after them", "未確定の修正の扱い（original 修正前、accepted 修正後）"))]
    pub edits: Option<EditsName>,
    #[arg(long, help = ui("What a PDF must conform to [default: ua-1]", "PDF の規格（ua-1、a-2a から選択。既定は ua-1）"))]
    pub pdf_standard: Option<PdfStandardName>,
    #[arg(long, value_name = "3/10", value_parser = copy_number, help = ui("Number the copy, as in 3/10; the line stands at the top right of the first page", "写しに番号を付ける（例：3/10）。1 ページ目の右上に入る"))]
    pub copy: Option<CopyNumber>,
    #[arg(long, value_name = "NAME", value_parser = one_line, help = ui("Who gets the copy, in words", "配布先の名称"))]
    pub to: Option<String>,
    #[arg(long, help = ui("Replace a file that is there", "既にあるファイルを置き換える"))]
    pub force: bool,
    #[command(flatten)]
    pub letters: Letters,
}

#[derive(Args, Debug)]
pub(crate) struct ProveArguments {
    #[arg(help = ui("The finished file: PDF, picture, text, HTML, RTF, mail or of an Office program, whoever made it", "完成したファイル（PDF、画像、テキスト、HTML、RTF、メール、Office。作成したプログラムは問わない）"))]
    pub out: PathBuf,
    #[arg(long, value_name = "FILE", help = ui("The brief", "資料"))]
    pub against: PathBuf,
    #[arg(long = "for", value_name = "COPY", help = ui("Whose copy it is to be: principal, delegation, interpreter, counterpart or press", "配布先（principal 発言者、delegation 代表団、interpreter 通訳、counterpart 先方、press 報道）"))]
    pub reader: ReaderName,
    #[arg(long, value_name = "OH,KY,…", value_delimiter = ',', value_parser = filled, help = ui("The state or other audience that the copy was made for", "対象とした州などの相手"))]
    pub audience: Vec<String>,
    #[arg(long, value_name = "original|accepted", help = ui("What became of edits that nobody has settled", "未確定の修正の扱い（original 修正前、accepted 修正後）"))]
    pub edits: Option<EditsName>,
    #[arg(long, value_name = "3/10", value_parser = copy_number, help = ui("The number that the copy bears", "写しの番号"))]
    pub copy: Option<CopyNumber>,
    #[arg(long, value_name = "NAME", value_parser = one_line, help = ui("The name that the copy bears", "写しに記した配布先の名称"))]
    pub to: Option<String>,
    #[command(flatten)]
    pub letters: Letters,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    #[arg(required = true, help = ui("The briefs", "資料（複数可）"))]
    pub files: Vec<PathBuf>,
    #[arg(long = "for", value_name = "COPY", help = ui("Look only at what this copy would hold", "この配布先の写しに載る部分だけを確認する"))]
    pub reader: Option<ReaderName>,
    #[arg(long, default_value = "text", help = ui("How findings are given out", "指摘の出力形式"))]
    pub format: ReportFormat,
    #[arg(long, value_name = "warnings", help = ui("Treat warnings as errors", "警告をエラーとして扱う"))]
    pub deny: Option<Deny>,
    #[arg(long, conflicts_with_all = ["reader", "format", "deny"], help = ui("The last look before leaving: fonts, pictures, markings, facts, pages, time and every copy, green or red", "出発前の最終確認（書体・画像・取扱区分・数値・ページ数・時間・すべての写しを可否で表示）"))]
    pub wheels_up: bool,
    #[command(flatten)]
    pub letters: Letters,
}

#[derive(Args, Debug)]
pub(crate) struct NewArguments {
    #[arg(help = ui("What the brief is for", "資料の用途（briefing 説明、bilateral 会談、demarche 申入れ、qa 想定問答）"))]
    pub kind: KindName,
    #[arg(help = ui("The file to write; a name that ends in .ja.md gives a Japanese brief", "作成するファイル。.ja.md で終わる名前は日本語の資料になる"))]
    pub file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct ImportArguments {
    #[arg(help = ui("The deck, in Markdown", "スライド（Markdown）"))]
    pub file: PathBuf,
    #[arg(short = 'o', long = "output", value_name = "NEW.md", help = ui("The brief to write; one that is there is not replaced", "作成する資料。既にあるファイルは置き換えない"))]
    pub out: PathBuf,
    #[command(flatten)]
    pub letters: Letters,
}

#[derive(Args, Debug)]
pub(crate) struct FactsArguments {
    #[arg(help = ui("A brief, to show what it uses; or a fact book [default: facts.toml here or in briefs/]", "使用状況を見る資料、又は基礎データ集（既定はこのフォルダーか briefs/ の facts.toml）"))]
    pub file: Option<PathBuf>,
    #[arg(long, help = ui("Only facts whose time is past", "期限切れの項目のみ"))]
    pub stale: bool,
    #[arg(long, help = ui("Only facts that the brief does not use", "資料で使っていない項目のみ"))]
    pub unused: bool,
    #[arg(long, value_name = "KEY", conflicts_with_all = ["stale", "unused"], help = ui("Delete an entry, unless a brief cites it; of a source, its id", "項目を削除する（資料が引用していない場合）。出典は識別名で指定する"))]
    pub delete: Option<String>,
    #[arg(long, requires = "delete", help = ui("Delete it though briefs cite it", "引用されていても削除する"))]
    pub force: bool,
    #[command(flatten)]
    pub letters: Letters,
}

#[derive(Args, Debug)]
pub(crate) struct HistoryArguments {
    #[arg(help = ui("The brief", "資料"))]
    pub file: PathBuf,
    #[arg(long, value_name = "WHEN", conflicts_with_all = ["restore", "forget"], help = ui("Print the newest state at this time or before it, such as 2024-11-20 or \"2024-11-20 14:30\"", "この日時以前で最も新しい内容を出力する（例：2024-11-20、\"2024-11-20 14:30\"）"))]
    pub show: Option<String>,
    #[arg(long, value_name = "WHEN", conflicts_with = "forget", help = ui("Write that state to the file; what it holds now becomes an earlier state", "その内容をファイルに戻す。現在の内容は履歴に残る"))]
    pub restore: Option<String>,
    #[arg(long, help = ui("Remove all earlier states of the brief, and what could be undone in it", "資料の履歴と取り消し情報をすべて消去する"))]
    pub forget: bool,
    #[command(flatten)]
    pub letters: Letters,
}

/// How the letters of a brief are written.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Letters {
    #[arg(long, value_name = "NAME", help = ui("How the letters of the file are written, where that is not UTF-8; it is saved in the same way", "ファイルの文字コード（UTF-8 以外の場合）。保存時もそのまま用いる"))]
    pub encoding: Option<EncodingName>,
}

impl Letters {
    /// What was named, or UTF-8.
    pub(crate) fn encoding(self) -> Encoding {
        self.encoding.map_or(Encoding::Utf8, Encoding::from)
    }
}

/// A command of the window that a desktop may ask for when it starts the program.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum BeginName {
    New,
    Present,
}

impl BeginName {
    /// What the table of commands calls it.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Present => "present",
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

/// Gives a type of the library the names it has on the command line.
macro_rules! names {
    ($name:ident, $target:ty, { $($(#[$meta:meta])* $variant:ident = $value:expr),+ $(,)? }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($(#[$meta])* $variant),+ }

        impl From<$name> for $target {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => $value),+ }
            }
        }
    };
}

names!(ReaderName, Reader, {
    Principal = Self::Principal,
    Delegation = Self::Delegation,
    Interpreter = Self::Interpreter,
    Counterpart = Self::Counterpart,
    Press = Self::Press,
});
names!(EditsName, Edits, {
    Original = Self::Original,
    Accepted = Self::Accepted,
});
names!(ShapeName, Shape, {
    Text = Self::Text,
    Slides = Self::Slides,
    Notes = Self::Notes,
    Cards = Self::Cards,
});
names!(PaperName, Paper, { A4 = Self::A4, Letter = Self::Letter });
names!(EncodingName, Encoding, {
    #[value(name = "utf-8")]
    Utf8 = Self::Utf8,
    #[value(name = "shift_jis", aliases = ["sjis", "cp932"])]
    ShiftJis = Self::ShiftJis,
    #[value(name = "euc-jp")]
    EucJp = Self::EucJp,
    #[value(name = "utf-16le", alias = "utf-16")]
    Utf16Le = Self::Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be = Self::Utf16Be,
});
names!(LangName, Lang, { En = Self::En, Ja = Self::Ja });
names!(KindName, BriefKind, {
    Briefing = Self::Briefing,
    Bilateral = Self::Bilateral,
    Demarche = Self::Demarche,
    Qa = Self::Qa,
});
names!(PdfStandardName, PdfStandard, {
    #[value(name = "ua-1")]
    Ua1 = Self::Ua1,
    #[value(name = "a-2a")]
    A2a = Self::A2a,
});
