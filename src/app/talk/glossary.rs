//! Words that mean the same in the languages of a talk, so that either finds the other.

use crate::app::talk::fold::{fold, is_kana, is_kanji};

/// Names of one thing each: in English, in Japanese, and in the Japanese of everyday speech.
const SAME: &[&[&str]] = &[
    &["tomahawk", "トマホーク"],
    &["futenma", "普天間"],
    &["henoko", "辺野古"],
    &["okinawa", "沖縄"],
    &["trump", "トランプ"],
    &["biden", "バイデン"],
    &["senkaku", "尖閣"],
    &["taiwan", "台湾"],
    &["north korea", "北朝鮮"],
    &["china", "中国"],
    &["russia", "ロシア"],
    &["ukraine", "ウクライナ"],
    &["nato", "北大西洋条約機構"],
    &["nippon steel", "日本製鉄"],
    &["host nation support", "駐留経費", "思いやり予算", "同盟強靱化予算", "同盟強靭化予算"],
    &["command", "指揮"],
    &["relocation", "relocate", "移設"],
    &["tariff", "関税"],
    &["car", "automobile", "自動車"],
    &["quota", "数量規制", "数量制限"],
    &["voluntary export restraint", "輸出自主規制"],
    &["deficit", "貿易赤字"],
    &["surplus", "貿易黒字"],
    &["currency", "exchange rate", "為替", "円安"],
    &["burden", "負担"],
    &["treaty", "条約"],
    &["alliance", "同盟"],
    &["defense", "defence", "防衛"],
    &["defense spending", "defense budget", "防衛費"],
    &["missile", "ミサイル"],
    &["counterstrike", "反撃能力"],
    &["deterrence", "抑止"],
    &["nuclear", "核"],
    &["troops", "forces", "部隊", "米軍"],
    &["self-defense forces", "自衛隊"],
    &["base", "基地"],
    &["abduction", "abductee", "拉致"],
    &["semiconductor", "chip", "半導体"],
    &["energy", "エネルギー"],
    &["gas", "lng", "天然ガス"],
    &["investment", "投資"],
    &["job", "employment", "雇用"],
    &["agriculture", "farm", "農業", "農産"],
    &["beef", "牛肉"],
    &["rice", "米", "コメ"],
    &["summit", "首脳会談"],
    &["status of forces", "地位協定"],
];

/// The names, folded once.
pub(super) struct Glossary(Vec<Vec<String>>);

impl Glossary {
    /// Folds the names.
    pub(super) fn new() -> Self {
        Self(SAME.iter().map(|names| names.iter().map(|name| fold(name)).collect()).collect())
    }

    /// The other names of what some folded words name, in one line; empty where they name nothing known.
    pub(super) fn other_names(&self, folded: &str) -> String {
        let mut out: Vec<&str> = Vec::new();
        for names in self.0.iter().filter(|names| names.iter().any(|name| holds(folded, name))) {
            out.extend(names.iter().map(String::as_str).filter(|name| !holds(folded, name)));
        }
        out.join(" ")
    }
}

/// Whether words hold a name: in Latin letters at the beginning of a word, in Japanese anywhere but for a single sign.
fn holds(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| {
        let (before, after) = (words[..at].chars().next_back(), words[at + name.len()..].chars().next());
        if name.is_ascii() {
            let ends = after.is_none_or(|c| !c.is_alphanumeric() || c == 's');
            return ends && before.is_none_or(|c| !c.is_alphanumeric());
        }
        let is_one = name.chars().count() == 1;
        let is_joined =
            |c: Option<char>| c.is_some_and(|c| is_kanji(c) || (is_kana(name_end(name)) && is_kana(c)));
        !is_one || !(is_joined(before) || is_joined(after))
    })
}

fn name_end(name: &str) -> char {
    name.chars().next_back().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_the_other_language() {
        let other_names = |folded: &str| Glossary::new().other_names(folded);
        assert_eq!(other_names(&fold("トマホークの取得")), "tomahawk");
        assert_eq!(other_names(&fold("Tariffs on cars")), "関税 automobile 自動車");
        assert_eq!(other_names(&fold("Cargo and carpets")), "");
        assert!(other_names(&fold("駐留経費")).contains(&fold("思いやり予算")));
        assert_eq!(other_names(&fold("米国")), "");
    }
}
