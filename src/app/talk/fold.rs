//! Words as they are compared when somebody types in a hurry: case, width, accents, kana and long vowels folded.

use crate::text::narrow;

/// Folds a text: lower case, narrow, without accents, katakana as hiragana, one blank between words.
///
/// Long vowels of kana are short, since those who type Latin letters leave them out: とうきょう is ときょ.
pub(in crate::app) fn fold(text: &str) -> String {
    let chars: Vec<char> = plain(text);
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for (idx, &c) in chars.iter().enumerate() {
        let next = chars.get(idx + 1).copied().unwrap_or(' ');
        let before_last = idx.checked_sub(2).map_or(' ', |idx| chars[idx]);
        let before = idx.checked_sub(1).map_or(' ', |idx| chars[idx]);
        match c {
            'ー' | '\'' | '’' => {}
            'う' | 'お' if is_long_after(last, c) => {}
            ',' | '.' if before.is_ascii_digit() && next.is_ascii_digit() => {
                out.extend((c == '.').then_some('.'));
            }
            // U.S. is one word.
            '.' if before.is_ascii_alphabetic() && !before_last.is_alphanumeric() => {}
            _ if c.is_alphanumeric() || matches!(c, '々' | '%' | '$' | '¥') => {
                out.push(c);
                last = c;
            }
            _ => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                last = ' ';
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Latin letters as the kana that they spell, folded; what is not finished at the end is left out.
///
/// Nothing where they spell none, as most English words do not.
pub(super) fn kana_of(typed: &str) -> Option<String> {
    let mut rest = typed;
    let mut kana = String::new();
    while let Some(first) = rest.chars().next() {
        if is_kana(first) {
            kana.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if !first.is_ascii_lowercase() {
            return None;
        }
        let second = rest[1..].chars().next();
        let is_final_n = match second {
            Some(second) => !matches!(second, 'a' | 'i' | 'u' | 'e' | 'o' | 'y'),
            None => true,
        };
        if (first == 'n' && is_final_n) || (first == 'm' && matches!(second, Some('b' | 'p' | 'm'))) {
            kana.push('ん');
            rest = &rest[1..];
        } else if Some(first) == second || rest.starts_with("tch") {
            kana.push('っ');
            rest = &rest[1..];
        } else if let Some((syllable, n_letters)) = syllable(rest) {
            kana.push_str(syllable);
            rest = &rest[n_letters..];
        } else if rest.len() <= 2 && ROWS.iter().any(|(consonants, _)| consonants.starts_with(rest)) {
            break;
        } else {
            return None;
        }
    }
    Some(fold(&kana)).filter(|kana| !kana.is_empty())
}

/// Kana as Latin letters spell them, folded; other letters as they are. A small っ doubles what follows.
pub(super) fn latin_of(kana: &str) -> String {
    let chars: Vec<char> = kana.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    let mut doubles = false;
    while at < chars.len() {
        let pair: String = chars[at..].iter().take(2).collect();
        let one = chars[at].to_string();
        let found = spelling(&pair).filter(|_| at + 1 < chars.len()).map(|latin| (latin, 2));
        let (latin, n_chars) = match (found.or_else(|| spelling(&one).map(|latin| (latin, 1))), chars[at]) {
            (Some(found), _) => found,
            (None, 'ん') => ("n".to_owned(), 1),
            (None, 'っ') => {
                (doubles, at) = (true, at + 1);
                continue;
            }
            (None, _) => (one, 1),
        };
        if std::mem::take(&mut doubles) {
            out.extend(latin.chars().next());
        }
        out.push_str(&latin);
        at += n_chars;
    }
    out
}

/// The Latin letters of a syllable: the first row that has it, Hepburn before the rest.
fn spelling(syllable: &str) -> Option<String> {
    const HEPBURN: [(&str, &str); 8] = [
        ("し", "shi"),
        ("ち", "chi"),
        ("つ", "tsu"),
        ("じ", "ji"),
        ("しゃ", "sha"),
        ("しゅ", "shu"),
        ("しょ", "sho"),
        ("ふ", "fu"),
    ];
    if let Some((_, latin)) = HEPBURN.iter().find(|(kana, _)| *kana == syllable) {
        return Some((*latin).to_owned());
    }
    ROWS.iter().find_map(|(consonants, row)| {
        let vowel_idx = row.iter().position(|kana| *kana == syllable)?;
        Some(format!("{consonants}{}", &"aiueo"[vowel_idx..=vowel_idx]))
    })
}

/// Whether a letter is hiragana; folded text has no other kana.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

/// Whether a letter is a Chinese character.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The first syllable of some Latin letters, and how many of them spell it.
fn syllable(letters: &str) -> Option<(&'static str, usize)> {
    let n_consonants = letters.find(['a', 'i', 'u', 'e', 'o'])?;
    let vowel_idx = "aiueo".find(&letters[n_consonants..=n_consonants])?;
    let (_, row) = ROWS.iter().find(|(consonants, _)| *consonants == &letters[..n_consonants])?;
    Some((row[vowel_idx], n_consonants + 1)).filter(|(syllable, _)| !syllable.is_empty())
}

/// Kana by the Latin letters before the vowel, for a, i, u, e, o: Hepburn, and what keyboards accept beside it.
const ROWS: &[(&str, [&str; 5])] = &[
    ("", ["あ", "い", "う", "え", "お"]),
    ("k", ["か", "き", "く", "け", "こ"]),
    ("s", ["さ", "し", "す", "せ", "そ"]),
    ("t", ["た", "ち", "つ", "て", "と"]),
    ("n", ["な", "に", "ぬ", "ね", "の"]),
    ("h", ["は", "ひ", "ふ", "へ", "ほ"]),
    ("m", ["ま", "み", "む", "め", "も"]),
    ("y", ["や", "", "ゆ", "いぇ", "よ"]),
    ("r", ["ら", "り", "る", "れ", "ろ"]),
    ("w", ["わ", "うぃ", "", "うぇ", "を"]),
    ("g", ["が", "ぎ", "ぐ", "げ", "ご"]),
    ("z", ["ざ", "じ", "ず", "ぜ", "ぞ"]),
    ("d", ["だ", "ぢ", "づ", "で", "ど"]),
    ("b", ["ば", "び", "ぶ", "べ", "ぼ"]),
    ("p", ["ぱ", "ぴ", "ぷ", "ぺ", "ぽ"]),
    ("f", ["ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"]),
    ("j", ["じゃ", "じ", "じゅ", "じぇ", "じょ"]),
    ("v", ["ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"]),
    ("sh", ["しゃ", "し", "しゅ", "しぇ", "しょ"]),
    ("ch", ["ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"]),
    ("ts", ["つぁ", "つぃ", "つ", "つぇ", "つぉ"]),
    ("ky", ["きゃ", "", "きゅ", "", "きょ"]),
    ("gy", ["ぎゃ", "", "ぎゅ", "", "ぎょ"]),
    ("sy", ["しゃ", "", "しゅ", "", "しょ"]),
    ("zy", ["じゃ", "", "じゅ", "", "じょ"]),
    ("jy", ["じゃ", "", "じゅ", "", "じょ"]),
    ("ty", ["ちゃ", "", "ちゅ", "", "ちょ"]),
    ("ny", ["にゃ", "", "にゅ", "", "にょ"]),
    ("hy", ["ひゃ", "", "ひゅ", "", "ひょ"]),
    ("by", ["びゃ", "", "びゅ", "", "びょ"]),
    ("py", ["ぴゃ", "", "ぴゅ", "", "ぴょ"]),
    ("my", ["みゃ", "", "みゅ", "", "みょ"]),
    ("ry", ["りゃ", "", "りゅ", "", "りょ"]),
];

/// Whether う or お only makes the kana before it long.
fn is_long_after(last: char, c: char) -> bool {
    const O: &str = "おこそとのほもよろごぞどぼぽょ";
    const U: &str = "うくすつぬふむゆるぐずづぶぷゅ";
    O.contains(last) || (c == 'う' && U.contains(last))
}

/// The letters of a text in lower case, narrow, without accents, katakana as hiragana.
fn plain(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Accents and voice marks that stand by themselves belong to the letter before.
            '\u{300}'..='\u{36f}' => {}
            '\u{3099}' | '\u{ff9e}' | '゛' => voice(&mut out, 1),
            '\u{309a}' | '\u{ff9f}' | '゜' => voice(&mut out, 2),
            '\u{ff66}'..='\u{ff9d}' => out.extend(from_half_width(c)),
            '\u{30a1}'..='\u{30f6}' => out.extend(char::from_u32(u32::from(c) - 0x60)),
            _ => narrow(c).to_lowercase().for_each(|c| match unaccented(c) {
                "" => out.push(c),
                letters => out.extend(letters.chars()),
            }),
        }
    }
    out
}

/// Adds a voice mark to the kana before it: か becomes が, は becomes ぱ.
fn voice(out: &mut [char], by: u32) {
    if let Some(last) = out.last_mut().filter(|last| is_kana(**last)) {
        *last = match *last {
            'う' => 'ゔ',
            last => char::from_u32(u32::from(last) + by).unwrap_or(last),
        };
    }
}

/// Half-width katakana as hiragana.
fn from_half_width(c: char) -> Option<char> {
    const KANA: &str = "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";
    KANA.chars().nth((u32::from(c) - 0xff66) as usize)
}

/// The plain letters of one with an accent; empty where it has none.
fn unaccented(c: char) -> &'static str {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_accents_and_kana_make_no_difference() {
        for (text, folded) in [
            ("  Démarche — “NOW”", "demarche now"),
            ("ＴＡＲＩＦＦ　２５％", "tariff 25%"),
            ("トランプ", "とらんぷ"),
            ("ﾄﾗﾝﾌﾟ", "とらんぷ"),
            ("カ\u{3099}イド", "がいど"),
            ("サーバー", "さば"),
            ("とうきょう おおさか", "ときょ おさか"),
            ("U.S. $61.6 billion, 109,000 jobs.", "us $61.6 billion 109000 jobs"),
            ("Don’t", "dont"),
            ("要旨（ようし）", "要旨 よし"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn kana_are_spelt_in_latin_letters() {
        for (kana, latin) in
            [("ふてんま", "futenma"), ("しき", "shiki"), ("がっこ", "gakko"), ("ちゅりゅ", "churyu")]
        {
            assert_eq!(latin_of(kana), latin);
        }
    }

    #[test]
    fn latin_letters_spell_kana() {
        for (typed, kana) in [
            ("kanzei", "かんぜい"),
            ("jidousha", "じどしゃ"),
            ("jidosha", "じどしゃ"),
            ("nichibei", "にちべい"),
            ("shimbun", "しんぶん"),
            ("gakkou", "がっこ"),
            ("matcha", "まっちゃ"),
            ("kank", "かん"),
            ("kansh", "かん"),
            ("かんz", "かん"),
        ] {
            assert_eq!(kana_of(typed).as_deref(), Some(kana), "{typed}");
        }
        for typed in ["quota", "steel", "alliance", "25", "k"] {
            assert_eq!(kana_of(typed), None, "{typed}");
        }
    }
}
