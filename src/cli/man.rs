//! `demarche man`: the manual pages, made of the same table as help.

use std::path::{Path, PathBuf};

use clap_mangen::Man;

use crate::brief::Lang;
use crate::cli::usage::command;
use crate::cli::{Failure, Outcome, print, ui_lang};
use crate::session::{Writing, io_reason, store_all, write_reason};
use crate::text::message;

/// The day of this version, so that pages made again are the same; `assets/package/` says it, too.
const RELEASED: &str = "2026-11-27";

pub(crate) fn run(folder: &Path, writing: &Writing) -> Result<Outcome, Failure> {
    let files = pages().map_err(|err| {
        let reason = io_reason(&err);
        Failure(message!(
            "the manual pages could not be made: {reason}; please report it",
            "マニュアルページを作れません：{reason}。報告をお願いします",
            reason
        ))
    })?;
    std::fs::create_dir_all(folder).map_err(|err| {
        let (folder, (reason, advice)) = (folder.display(), write_reason(&err));
        Failure(message!(
            "the folder {folder} cannot be made: {reason}; {advice}",
            "フォルダー {folder} を作れません：{reason}。{advice}",
            reason,
            advice
        ))
    })?;
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().map(|(name, bytes)| (folder.join(name), bytes)).collect();
    store_all(&files, true, writing)?;
    files.iter().try_for_each(|(path, _)| print(&path.display().to_string()))?;
    Ok(Outcome::Clean)
}

/// The pages by their names: one of the program, and one of each command.
fn pages() -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut program = command();
    program.build();
    let mut pages = vec![("demarche.1".to_owned(), page(program.clone(), true)?)];
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
    for command in commands {
        pages.push((format!("demarche-{}.1", command.get_name()), page(command.clone(), false)?));
    }
    Ok(pages)
}

fn page(command: clap::Command, is_program: bool) -> std::io::Result<Vec<u8>> {
    let title = command.get_display_name().unwrap_or(command.get_name()).to_uppercase();
    let source = concat!("demarche ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command).title(title).section("1").date(RELEASED).source(source).manual("Démarche");
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    if is_program {
        man.render_subcommands_section(&mut bytes)?;
    }
    let text = String::from_utf8_lossy(&bytes).into_owned() + &ending(is_program);
    Ok(tidy(&text).into_bytes())
}

/// The same page as checkers of manual pages want it: the quotation mark is defined once, a gap is one request, no
/// line is long, and none ends in a blank.
fn tidy(page: &str) -> String {
    const QUOTE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";
    let rest = page.replace(QUOTE, "").replace(".br\n\n.br\n", ".sp\n");
    let mut tidy = QUOTE.to_owned();
    let mut is_tag = false;
    for line in rest.lines() {
        // A request and the words that a paragraph is marked by are one line.
        if line.starts_with('.') || is_tag {
            tidy.push_str(line.trim_end());
        } else {
            fold_into(&mut tidy, line.trim_end());
        }
        tidy.push('\n');
        is_tag = line == ".TP";
    }
    tidy
}

/// Adds a line of text, parted at blanks so that no part is longer than checkers like.
fn fold_into(page: &mut String, line: &str) {
    const MOST_BYTES: usize = 78;
    let mut n_bytes = 0;
    for word in line.split(' ') {
        if n_bytes > 0 {
            let is_over = n_bytes + word.len() >= MOST_BYTES;
            page.push(if is_over { '\n' } else { ' ' });
            n_bytes = if is_over { 0 } else { n_bytes + 1 };
        }
        // At the start of a line these two begin a request.
        if n_bytes == 0 && word.starts_with(['.', '\'']) {
            page.push_str("\\&");
        }
        page.push_str(word);
        n_bytes += word.len();
    }
}

/// What no table says: exit codes, and for the program what it reads of its surroundings.
fn ending(is_program: bool) -> String {
    let codes = match ui_lang() {
        Lang::En => [
            ("EXIT STATUS", ""),
            ("0", "done, or nothing to say"),
            ("1", "findings; nothing that may not leave was written"),
            ("2", "could not run; one line on standard error says why"),
        ],
        Lang::Ja => [
            ("終了コード", ""),
            ("0", "正常終了又は指摘なし"),
            ("1", "指摘あり。出してはならないものは書き出していない"),
            ("2", "実行できなかった。標準エラー出力に理由を 1 行で示す"),
        ],
    };
    let mut text = format!(".SH \"{}\"\n", codes[0].0);
    let list = |text: &mut String, rows: &[(&str, &str)]| {
        for (name, words) in rows {
            text.push_str(&format!(".TP\n\\fB{name}\\fR\n{words}\n"));
        }
    };
    list(&mut text, &codes[1..]);
    if is_program {
        let (heading, rows) = surroundings();
        text.push_str(&format!(".SH \"{heading}\"\n"));
        list(&mut text, &rows);
    }
    text
}

fn surroundings() -> (&'static str, [(&'static str, &'static str); 4]) {
    match ui_lang() {
        Lang::En => (
            "ENVIRONMENT",
            [
                ("DEMARCHE_PASSPHRASE", "the passphrase of sealed briefs"),
                ("DEMARCHE_PASSPHRASE_FILE", "a file or descriptor that holds it"),
                ("XDG_STATE_HOME", "where unsaved text and earlier states are kept"),
                ("LC_ALL, LC_MESSAGES, LANG", "the language of messages, English or Japanese"),
            ],
        ),
        Lang::Ja => (
            "環境変数",
            [
                ("DEMARCHE_PASSPHRASE", "封印された資料のパスフレーズ"),
                ("DEMARCHE_PASSPHRASE_FILE", "パスフレーズを収めたファイル又は記述子"),
                ("XDG_STATE_HOME", "未保存の内容と履歴の保管場所"),
                ("LC_ALL, LC_MESSAGES, LANG", "メッセージの言語（英語又は日本語）"),
            ],
        ),
    }
}
