//! How the words of diplomats are read: terms in Chinese characters, found by those who type kana.
//!
//! A brief adds its own by writing the reading in brackets behind a term.

use crate::app::talk::fold::{is_kana, is_kanji};

/// Terms with their readings; each begins with a Chinese character; longer ones stand first, so that they are found before their parts.
pub(super) const READINGS: &[(&str, &str)] = &[
    ("同盟強靱化予算", "どうめいきょうじんかよさん"),
    ("同盟強靭化予算", "どうめいきょうじんかよさん"),
    ("思いやり予算", "おもいやりよさん"),
    ("経済安全保障", "けいざいあんぜんほしょう"),
    ("自動車部品", "じどうしゃぶひん"),
    ("追加関税", "ついかかんぜい"),
    ("報復関税", "ほうふくかんぜい"),
    ("日米同盟", "にちべいどうめい"),
    ("在日米軍", "ざいにちべいぐん"),
    ("特別協定", "とくべつきょうてい"),
    ("貿易協定", "ぼうえききょうてい"),
    ("駐留経費", "ちゅうりゅうけいひ"),
    ("安全保障", "あんぜんほしょう"),
    ("安保条約", "あんぽじょうやく"),
    ("拡大抑止", "かくだいよくし"),
    ("反撃能力", "はんげきのうりょく"),
    ("拉致問題", "らちもんだい"),
    ("朝鮮半島", "ちょうせんはんとう"),
    ("台湾海峡", "たいわんかいきょう"),
    ("尖閣諸島", "せんかくしょとう"),
    ("東シナ海", "ひがししなかい"),
    ("南シナ海", "みなみしなかい"),
    ("地位協定", "ちいきょうてい"),
    ("外務大臣", "がいむだいじん"),
    ("総理大臣", "そうりだいじん"),
    ("国務長官", "こくむちょうかん"),
    ("首脳会談", "しゅのうかいだん"),
    ("電話会談", "でんわかいだん"),
    ("共同声明", "きょうどうせいめい"),
    ("共同訓練", "きょうどうくんれん"),
    ("貿易赤字", "ぼうえきあかじ"),
    ("対米投資", "たいべいとうし"),
    ("輸出管理", "ゆしゅつかんり"),
    ("発言要領", "はつげんようりょう"),
    ("応答要領", "おうとうようりょう"),
    ("対処方針", "たいしょほうしん"),
    ("想定問答", "そうていもんどう"),
    ("留意事項", "りゅういじこう"),
    ("自動車", "じどうしゃ"),
    ("防衛費", "ぼうえいひ"),
    ("防衛力", "ぼうえいりょく"),
    ("防衛省", "ぼうえいしょう"),
    ("自衛隊", "じえいたい"),
    ("抑止力", "よくしりょく"),
    ("核兵器", "かくへいき"),
    ("北朝鮮", "きたちょうせん"),
    ("普天間", "ふてんま"),
    ("辺野古", "へのこ"),
    ("我が国", "わがくに"),
    ("外務省", "がいむしょう"),
    ("大統領", "だいとうりょう"),
    ("国務省", "こくむしょう"),
    ("大使館", "たいしかん"),
    ("農産物", "のうさんぶつ"),
    ("半導体", "はんどうたい"),
    ("国際法", "こくさいほう"),
    ("口上書", "こうじょうしょ"),
    ("申入れ", "もうしいれ"),
    ("関税", "かんぜい"),
    ("日米", "にちべい"),
    ("同盟", "どうめい"),
    ("米軍", "べいぐん"),
    ("協定", "きょうてい"),
    ("予算", "よさん"),
    ("駐留", "ちゅうりゅう"),
    ("安保", "あんぽ"),
    ("条約", "じょうやく"),
    ("防衛", "ぼうえい"),
    ("抑止", "よくし"),
    ("拉致", "らち"),
    ("中国", "ちゅうごく"),
    ("台湾", "たいわん"),
    ("尖閣", "せんかく"),
    ("沖縄", "おきなわ"),
    ("基地", "きち"),
    ("韓国", "かんこく"),
    ("米国", "べいこく"),
    ("日本", "にほん"),
    ("英国", "えいこく"),
    ("豪州", "ごうしゅう"),
    ("欧州", "おうしゅう"),
    ("総理", "そうり"),
    ("首相", "しゅしょう"),
    ("大臣", "だいじん"),
    ("政府", "せいふ"),
    ("政権", "せいけん"),
    ("議会", "ぎかい"),
    ("国会", "こっかい"),
    ("大使", "たいし"),
    ("会談", "かいだん"),
    ("訓練", "くんれん"),
    ("貿易", "ぼうえき"),
    ("赤字", "あかじ"),
    ("黒字", "くろじ"),
    ("輸出", "ゆしゅつ"),
    ("輸入", "ゆにゅう"),
    ("投資", "とうし"),
    ("雇用", "こよう"),
    ("工場", "こうじょう"),
    ("牛肉", "ぎゅうにく"),
    ("鉄鋼", "てっこう"),
    ("為替", "かわせ"),
    ("円安", "えんやす"),
    ("経済", "けいざい"),
    ("制裁", "せいさい"),
    ("交渉", "こうしょう"),
    ("協議", "きょうぎ"),
    ("要求", "ようきゅう"),
    ("負担", "ふたん"),
    ("費用", "ひよう"),
    ("金額", "きんがく"),
    ("増額", "ぞうがく"),
    ("全額", "ぜんがく"),
    ("地域", "ちいき"),
    ("安定", "あんてい"),
    ("平和", "へいわ"),
    ("憲法", "けんぽう"),
    ("国連", "こくれん"),
    ("要旨", "ようし"),
    ("更問", "さらとい"),
    ("訓令", "くんれい"),
    ("議題", "ぎだい"),
    ("背景", "はいけい"),
    ("核", "かく"),
    ("米", "こめ"),
];

/// Readings that a text gives itself, such as 駐留経費（ちゅうりゅうけいひ）.
pub(super) fn readings_in(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, bracket) in text.match_indices(['（', '(']) {
        let inside = text[at + bracket.len()..].split(['）', ')']).next().unwrap_or("");
        let is_reading = !inside.is_empty() && inside.chars().all(is_any_kana);
        let before = text[..at].trim_end();
        let begin =
            before.char_indices().rev().take_while(|(_, c)| is_kanji(*c)).last().map(|(begin, _)| begin);
        if let (true, Some(begin)) = (is_reading, begin) {
            found.push((before[begin..].to_owned(), inside.to_owned()));
        }
    }
    found
}

fn is_any_kana(c: char) -> bool {
    is_kana(c) || matches!(c, 'ー' | '・' | '\u{30a1}'..='\u{30f6}' | '\u{ff66}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_unique_and_the_longest_first() {
        for (idx, (term, reading)) in READINGS.iter().enumerate() {
            assert!(reading.chars().all(is_kana) && term.starts_with(is_kanji), "{term} {reading}");
            assert!(READINGS[..idx].iter().all(|(before, _)| before != term), "{term} twice");
            let n_letters = |term: &str| term.chars().count();
            assert!(READINGS[..idx].iter().all(|(before, _)| n_letters(before) >= n_letters(term)), "{term}");
        }
    }

    #[test]
    fn a_text_gives_readings_in_brackets() {
        let text = "要旨（ようし）と駐留経費(ちゅうりゅうけいひ)、関税（25％）、あれ（これ）";
        let expected = [("要旨", "ようし"), ("駐留経費", "ちゅうりゅうけいひ")];
        let expected = expected.map(|(term, reading)| (term.to_owned(), reading.to_owned()));
        assert_eq!(readings_in(text), expected);
    }
}
