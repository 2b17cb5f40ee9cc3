//! What a proof says, for the user: what was found, where in the file, and what could not be read.
//!
//! Places are made in English where a file is read; their Japanese is put together here from the same parts.

use crate::prove::{ReadError, Sort};
use crate::text::{Message, message};

/// Places that are one thing, and parts of Office files.
const PLACES: &[(&str, &str)] = &[
    ("a bookmark", "しおり"),
    ("an alternative text", "代替テキスト"),
    ("an actual text", "実テキスト"),
    ("the expansion of an abbreviation", "略語の展開"),
    ("an annotation", "注釈"),
    ("the title of a tag", "タグの題名"),
    ("a form field or annotation", "入力欄または注釈"),
    ("a link", "リンク"),
    ("the name of an attached file", "添付ファイルの名前"),
    ("a text", "文字列"),
    ("names and tags", "名前とタグ"),
    ("metadata of a picture", "画像のメタデータ"),
    ("XMP metadata", "XMP メタデータ"),
    ("an attached file", "添付ファイル"),
    ("an earlier state of the file", "ファイルの以前の状態"),
    ("comment of the archive", "アーカイブのコメント"),
    ("names of the parts", "構成ファイルの名前"),
    ("bytes between the parts", "構成ファイルの間のデータ"),
    ("a part that no directory names", "目録にない構成ファイル"),
    ("bytes between the objects", "オブジェクトの間のデータ"),
    ("the character map of a font", "フォントの文字対応表"),
    ("picture", "画像"),
    ("comments", "コメント"),
    ("speaker notes", "発言者ノート"),
    ("the master of the speaker notes", "ノートマスター"),
    ("footnotes", "脚注"),
    ("endnotes", "文末脚注"),
    ("custom XML", "カスタム XML"),
    ("properties", "プロパティ"),
    ("a header", "ヘッダー"),
    ("a footer", "フッター"),
    ("the list of people", "人名の一覧"),
    ("building blocks", "文書パーツ"),
    ("settings and variables", "設定と変数"),
    ("an embedded file", "埋め込みファイル"),
    ("a picture", "画像"),
    ("the thumbnail", "サムネイル"),
    ("a chart", "グラフ"),
    ("a slide", "スライド"),
    ("a hidden slide", "非表示のスライド"),
    ("the text", "本文"),
    ("a part", "構成ファイル"),
    ("the page", "ページ"),
];

/// Words that lead up to a place, with what follows its name in Japanese.
const LEADS: &[(&str, &str)] = &[
    ("attributes in ", "の属性"),
    ("comments within ", "の中のコメント"),
    ("the style of ", "のスタイル"),
    ("a file within ", "の中のファイル"),
    ("actual text on ", "の実テキスト"),
    ("directory entry of ", "の目録"),
    ("comment of a ", "のコメント"),
    ("bytes behind the end of a ", "の末尾より後"),
    ("EXIF or XMP of a ", "の EXIF・XMP"),
    ("metadata of a ", "のメタデータ"),
];

/// What could not be read, as [`crate::prove::Proof::unread`] has it.
const UNREAD: &[(&str, &str)] = &[
    (" letters whose fonts do not say what they are", " 文字は、フォントから内容が分かりません"),
    (" parts of the archive are packed in an unknown way", " 個の構成ファイルは圧縮形式が不明です"),
];

/// Where in a file something was found.
pub fn place_words(place: &str) -> Message {
    let parts: Vec<String> = place.split(", ").map(place_in_japanese).collect();
    Message::new(place, parts.join("の"))
}

fn place_in_japanese(place: &str) -> String {
    if let Some((_, ja)) = PLACES.iter().find(|(en, _)| *en == place) {
        return (*ja).to_owned();
    }
    if let Some((rest, behind)) = LEADS.iter().find_map(|(lead, ja)| Some((place.strip_prefix(lead)?, ja))) {
        return format!("{}{behind}", place_in_japanese(rest));
    }
    if let Some(number) = place.strip_prefix("page ") {
        return format!("{number} ページ");
    }
    if let Some(number) = place.strip_prefix("line ") {
        return format!("{number} 行目");
    }
    if let Some(key) = place.strip_prefix("a text under ") {
        return format!("{key} の文字列");
    }
    if let Some((what, key)) = place.strip_suffix(')').and_then(|place| place.split_once(" (")) {
        let what = if what == "metadata" { "メタデータ".to_owned() } else { place_in_japanese(what) };
        return format!("{what}（{key}）");
    }
    for (between, ja) in [(" chunk of a ", " チャンク"), (" of a ", "")] {
        if let Some((name, rest)) = place.split_once(between) {
            return format!("{}の {name}{ja}", place_in_japanese(rest));
        }
    }
    place.to_owned()
}

/// What could not be read of a file.
pub fn unread_words(what: &str) -> Message {
    if let Some((n, ja)) = UNREAD.iter().find_map(|(en, ja)| Some((what.strip_suffix(en)?, ja))) {
        return Message::new(what, format!("{n}{ja}"));
    }
    if let Some(place) = what.strip_suffix(": a file in a file in a file") {
        return Message::new(what, format!("{}：入れ子が深すぎるファイル", place_words(place).ja));
    }
    let ja = match what {
        "a picture that is packed more than once" => "二重に圧縮された画像",
        "a stream that is damaged or packed in an unknown way" => "壊れているか圧縮形式が不明なデータ",
        other => other,
    };
    Message::new(what, ja)
}

/// What was found.
pub fn sort_words(sort: Sort) -> Message {
    match sort {
        Sort::Words => message!("private words", "非公開の文言"),
        Sort::Name => {
            message!("a name that stands only in private text", "非公開の部分にのみある名前")
        }
        Sort::Figure => {
            message!("a figure that stands only in private text", "非公開の部分にのみある数値")
        }
        Sort::Mark => message!("a marking that may not leave", "外部に出せない取扱表示"),
        Sort::Path => message!("a path on a machine", "端末上のパス"),
        Sort::User => message!("the name of a user", "利用者名"),
        Sort::Host => message!("the name of a machine", "端末名"),
    }
}

/// Why a file cannot be proved.
pub fn error_words(err: &ReadError) -> Message {
    let ja = match err {
        ReadError::Unknown => "PDF、PNG、Markdown、HTML、Office のいずれのファイルでもありません".to_owned(),
        ReadError::Damaged(format) => {
            let format = match *format {
                "an Office file" => "Office ファイル",
                "what its first bytes say" => "先頭のデータが示す形式",
                format => format,
            };
            format!("{format} として読み込めません。壊れているか、パスワードで保護されています")
        }
        ReadError::TooLarge(most) => {
            format!("展開すると {most} MB を超えます。紙面ではあり得ない大きさです")
        }
    };
    Message::new(err.to_string(), ja)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_said_in_japanese() {
        for (place, ja) in [
            ("page 3", "3 ページ"),
            ("actual text on page 3", "3 ページの実テキスト"),
            ("an earlier state of the file, page 1", "ファイルの以前の状態の1 ページ"),
            ("speaker notes (ppt/notesSlides/n1.xml)", "発言者ノート（ppt/notesSlides/n1.xml）"),
            ("attributes in a slide (ppt/slides/s.xml)", "スライド（ppt/slides/s.xml）の属性"),
            ("metadata (Title)", "メタデータ（Title）"),
            ("tEXt chunk of a picture", "画像の tEXt チャンク"),
            ("a text under /Foo", "/Foo の文字列"),
        ] {
            assert_eq!(place_words(place).ja, ja, "{place}");
            assert_eq!(place_words(place).en, place);
        }
        assert_eq!(
            unread_words("3 letters whose fonts do not say what they are").ja,
            "3 文字は、フォントから内容が分かりません"
        );
    }

    #[test]
    fn every_fixed_place_and_reason_has_japanese() {
        for (en, ja) in PLACES {
            assert!(!ja.is_empty() && place_words(en).ja != *en, "{en}");
        }
        let damaged = error_words(&ReadError::Damaged("an Office file"));
        assert!(!damaged.ja.contains("an Office"), "{}", damaged.ja);
    }
}
