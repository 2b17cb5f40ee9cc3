//! What is said of changes of the fact book, in both languages.

use crate::brief::Lang;
use crate::facts::{FormFault, Import, ImportFault};

/// How many rows that were left out are named.
const MOST_ROWS: usize = 6;

/// Why a form was not written.
pub(super) fn fault_words(fault: &FormFault, lang: Lang) -> String {
    if lang == Lang::En {
        return fault.to_string();
    }
    match fault {
        FormFault::Missing(field) => format!("{field} が空です。入力してください"),
        FormFault::Taken(name) => {
            format!("{name} は既にあります。別の名前にするか、その項目を変更してください")
        }
        FormFault::Renamed(name) => {
            format!("資料が {name} の名前で引用するため変更できません。別名は also に書いてください")
        }
        FormFault::NoKey(words, key) => format!(
            "「{words}」はキーになりません。キーに使えるのは文字、数字、「.」「-」「_」で、空白は使えません（例：{key}）"
        ),
        FormFault::NoDay(words) => format!("{words} は日付ではありません。2025-06-30 のように書いてください"),
        FormFault::NoSource(id) => format!("出典 {id} がありません。先に出典を追加してください"),
        FormFault::NoReader(name) => format!("{name} という写しはありません"),
        FormFault::NoNumber(words) => {
            format!("{words} は数ではありません。数だけを書き、単位は単位の欄に書いてください")
        }
        FormFault::Needed { name, by } => {
            format!("{by} が {name} を参照しています。先にそちらを変更してください")
        }
        FormFault::Unwritable(name) => {
            format!("{name} の書き方はこの画面では変更できません。ファイルを直接編集してください")
        }
    }
}

/// Why a table was not imported.
pub(super) fn import_fault_words(fault: &ImportFault, lang: Lang) -> String {
    match (lang, fault) {
        (Lang::En, fault) => fault.to_string(),
        (Lang::Ja, ImportFault::NoColumn(name)) => {
            format!("列 {name} がありません。1 行目に key、value、as_of（キー、数値、時点）が必要です")
        }
        (Lang::Ja, ImportFault::NoRows) => "表に行がありません".to_owned(),
    }
}

/// What an import did.
pub(super) fn import_words(import: &Import, lang: Lang) -> Vec<String> {
    let Import { n_added, n_changed, n_same, left_out, unread, .. } = import;
    let mut lines = vec![match lang {
        Lang::En => format!("{n_added} added, {n_changed} changed, {n_same} as they were"),
        Lang::Ja => format!("追加 {n_added} 件、変更 {n_changed} 件、変更なし {n_same} 件"),
    }];
    if !unread.is_empty() {
        lines.push(match lang {
            Lang::En => format!("columns that were not read: {}", unread.join(", ")),
            Lang::Ja => format!("読み込まなかった列：{}", unread.join("、")),
        });
    }
    for (row, fault) in left_out.iter().take(MOST_ROWS) {
        lines.push(match lang {
            Lang::En => format!("row {row} was left out: {fault}"),
            Lang::Ja => format!("{row} 行目は読み込みませんでした：{}", fault_words(fault, lang)),
        });
    }
    if left_out.len() > MOST_ROWS {
        let n_more = left_out.len() - MOST_ROWS;
        lines.push(match lang {
            Lang::En => format!("and {n_more} more rows"),
            Lang::Ja => format!("ほか {n_more} 行"),
        });
    }
    lines
}
