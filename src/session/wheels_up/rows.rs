//! What must be so before leaving: one row each, with what to do where it is not, and the lints that tell.

use crate::brief::Lang;
use crate::text::{Message, message};

/// What must be so, and whether it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyRow {
    /// What must be so, in English and Japanese.
    pub title: (&'static str, &'static str),
    /// What to do where it is not so, in English and Japanese.
    pub remedy: (&'static str, &'static str),
    /// What is wrong; nothing if it is so.
    pub faults: Vec<ReadyFault>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadyFault {
    /// Its place in the text, and the line of that, from 1; nothing where it has none.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub words: Message,
    /// What to do about this one.
    pub hint: Option<Message>,
}

impl ReadyFault {
    /// A fault of the whole.
    pub(super) fn of_whole(words: Message) -> Self {
        Self { place: None, words, hint: None }
    }

    /// What is wrong, with the line where it has one.
    pub fn in_words(&self) -> Message {
        let words = &self.words;
        match self.place {
            Some((_, line)) => message!("line {line}: {words}", "{line} 行目：{words}", words),
            None => words.clone(),
        }
    }
}

impl ReadyRow {
    /// What must be so.
    pub fn title(&self, lang: Lang) -> &'static str {
        in_lang(self.title, lang)
    }

    /// What to do where it is not so.
    pub fn remedy(&self, lang: Lang) -> &'static str {
        in_lang(self.remedy, lang)
    }

    /// Whether it is so.
    pub fn is_green(&self) -> bool {
        self.faults.is_empty()
    }
}

fn in_lang((en, ja): (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Ja => ja,
    }
}

/// A row that is made of findings.
pub(super) struct FindingRow {
    pub(super) title: (&'static str, &'static str),
    pub(super) remedy: (&'static str, &'static str),
    /// The lints that make it red.
    pub(super) codes: &'static [&'static str],
}

/// The rows that are made of findings. A finding that no row names is in one of its own, so none is lost.
#[rustfmt::skip]
pub(super) const ROWS: [FindingRow; 9] = [
    FindingRow {
        title: ("Every letter has a font", "すべての文字に書体がある"),
        remedy: ("Install a font that has them; the finding names it", "該当する文字を含む書体を導入する"),
        codes: &["missing-glyphs"],
    },
    FindingRow {
        title: ("Pictures are inside, with a description", "画像が揃い、説明がある"),
        remedy: ("Put each picture beside the brief and describe it", "画像を資料の隣に置き、説明を付ける"),
        codes: &["missing-image", "image-alt"],
    },
    FindingRow {
        title: ("Data and links are here, nothing remote", "データとリンク先が手元にある"),
        remedy: ("Save the files beside the brief", "ファイルを資料の隣に保存する"),
        codes: &["missing-data", "broken-link"],
    },
    FindingRow {
        title: ("Markings are whole", "取扱表示が正しい"),
        remedy: ("Set the banner to the highest mark in the text, and settle what is doubtful", "本文中の最も高い表示に合わせ、不明な表示を直す"),
        codes: &["missing-marking", "low-banner", "unknown-banner", "near-marking", "shared-portion", "unmarked-portion", "front-matter"],
    },
    FindingRow {
        title: ("No fact is past its time", "期限切れの数値がない"),
        remedy: ("Look for newer figures and bring the fact book up to date", "新しい数値を調べ、基礎データ集を更新する"),
        codes: &["stale-fact"],
    },
    FindingRow {
        title: ("Facts say what the book says", "数値が基礎データ集と一致する"),
        remedy: ("Update all uses from the fact book, or correct the book", "使用箇所を基礎データ集に合わせるか、基礎データ集を直す"),
        codes: &["drifted-fact", "unknown-fact", "missing-facts", "unsourced-fact", "unsourced-chart", "restricted-fact", "fact-book"],
    },
    FindingRow {
        title: ("Agreed words stand as agreed", "合意文言がそのまま"),
        remedy: ("Put the words back as they were agreed", "合意した文言に戻す"),
        codes: &["changed-agreed", "near-agreed", "avoided-word"],
    },
    FindingRow {
        title: ("Slides hold what is on them", "スライドに収まる"),
        remedy: ("Shorten the slide, or part it", "スライドを短くするか、分ける"),
        codes: &["crowded-slide"],
    },
    FindingRow {
        title: ("There is time for it, with the interpreter", "通訳込みで時間内"),
        remedy: ("Shorten the talk, or ask for more time", "話を短くするか、時間を調整する"),
        codes: &["too-long"],
    },
];
