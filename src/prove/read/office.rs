//! Office files: Word, PowerPoint, Excel and the open formats, part by part.

use crate::prove::read::Reading;
use crate::prove::read::archive::{Part, open, packed_in};
use crate::prove::read::markup::read_xml;
use crate::prove::read::plain::letters;
use crate::prove::{Claimed, ReadError};
use crate::text::{Message, message};

/// What the folders and files of an Office file are for, in English and Japanese; the first that a path holds.
const PARTS: &[(&str, &str, &str)] = &[
    ("comment", "comments", "コメント"),
    ("notesslide", "speaker notes", "発言者ノート"),
    ("notesmaster", "the master of the speaker notes", "ノートマスター"),
    ("footnotes", "footnotes", "脚注"),
    ("endnotes", "endnotes", "文末脚注"),
    ("customxml", "custom XML", "カスタム XML"),
    ("docprops", "properties", "プロパティ"),
    ("meta.xml", "properties", "プロパティ"),
    ("header", "a header", "ヘッダー"),
    ("footer", "a footer", "フッター"),
    ("people", "the list of people", "人名の一覧"),
    ("glossary", "building blocks", "文書パーツ"),
    ("settings", "settings and variables", "設定と変数"),
    ("embeddings", "an embedded file", "埋め込みファイル"),
    ("media", "a picture", "画像"),
    ("thumbnail", "the thumbnail", "サムネイル"),
    ("charts", "a chart", "グラフ"),
    ("slides/", "a slide", "スライド"),
    ("document.xml", "the text", "本文"),
    ("content.xml", "the text", "本文"),
];

/// Parts that hold the names of fonts, styles and formats and no words for people.
const TECHNICAL: &[&str] = &[
    "styles",
    "fonttable",
    "theme",
    "numbering",
    "[content_types]",
    ".rels",
    "websettings",
    "slidelayout",
    "slidemaster",
    "presprops",
    "viewprops",
    "tablestyles",
    "mimetype",
    "manifest",
];

/// Parts in formats of machines: fonts that are made unreadable on purpose, settings of a printer, where lines end.
const MACHINERY: &[&str] = &[".odttf", ".fntdata", "printersettings", "layout-cache"];

/// Reads an Office file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    let archive = open(bytes).ok_or(ReadError::Damaged(Claimed::Office))?;
    reading.add(&message!("comment of the archive", "アーカイブのコメント"), letters(archive.comment), true);
    if archive.n_unread > 0 {
        let n_unread = archive.n_unread;
        reading.unread.push(message!(
            "{n_unread} parts of the archive are packed in an unknown way or behind a password",
            "{n_unread} 個の構成ファイルは圧縮形式が不明か、パスワードで保護されています"
        ));
    }
    for gap in &archive.between {
        reading.add(&message!("bytes between the parts", "構成ファイルの間のデータ"), letters(gap), false);
        for packed in packed_in(gap) {
            let data = reading.inflate(packed, false)?;
            reading.add(
                &message!("a part that no directory names", "目録にない構成ファイル"),
                letters(&data),
                true,
            );
        }
    }
    let names: Vec<&str> = archive.parts.iter().map(|part| part.name.as_str()).collect();
    reading.add(&message!("names of the parts", "構成ファイルの名前"), names.join("\n"), false);
    for part in &archive.parts {
        read_part(part, reading)?;
    }
    Ok(())
}

fn read_part(part: &Part<'_>, reading: &mut Reading) -> Result<(), ReadError> {
    let bytes = part.unpack(reading)?;
    let small = part.name.to_lowercase();
    let what = PARTS.iter().find(|(sign, ..)| small.contains(sign));
    let (en, ja) = what.map_or(("a part", "構成ファイル"), |(_, en, ja)| (en, ja));
    let of_part =
        |en: &str, ja: &str| Message::new(format!("{en} ({})", part.name), format!("{ja}（{}）", part.name));
    let place = of_part(en, ja);
    reading.add(
        &message!("directory entry of {place}", "{place}の目録", place),
        letters(&part.remark),
        false,
    );
    let is_technical = TECHNICAL.iter().any(|sign| small.contains(sign));
    let is_xml = [".xml", ".rels", ".vml", ".xhtml", ".opf"].iter().any(|ending| small.ends_with(ending));
    match String::from_utf8(bytes) {
        Ok(text) if is_xml => {
            let is_hidden = small.contains("slides/slide") && text.contains("show=\"0\"");
            let place = if is_hidden { of_part("a hidden slide", "非表示のスライド") } else { place };
            read_xml(&text, &place, !is_technical, reading)
        }
        Ok(text) => reading.open_within(text.as_bytes(), &place),
        Err(err) if MACHINERY.iter().any(|sign| small.contains(sign)) => {
            reading.add(&place, letters(err.as_bytes()), false);
            Ok(())
        }
        Err(err) => reading.open_within(err.as_bytes(), &place),
    }
}
