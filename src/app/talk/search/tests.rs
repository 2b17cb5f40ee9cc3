//! What is found by what was typed.

use super::*;

fn found<'t>(texts: &[&'t str], typed: &str) -> Vec<&'t str> {
    let field = |(text_idx, &words)| Field { text_idx, weight: 5, words };
    let fields: Vec<Field<'_>> = texts.iter().enumerate().map(field).collect();
    let index = Index::new(texts.len(), &fields, &[("洋上".to_owned(), "ようじょう".to_owned())]);
    index.search(typed).into_iter().map(|idx| texts[idx]).collect()
}

const ENGLISH: [&str; 4] =
    ["The price of steel", "Pay for our troops", "Tariffs on cars", "A car tariff, and more"];
const JAPANESE: [&str; 4] =
    ["自動車への追加関税", "駐留経費の全額負担", "トランプ大統領の発言", "洋上の部隊"];

#[test]
fn beginnings_and_any_order_of_words_are_found() {
    assert_eq!(found(&ENGLISH, "tar"), ["Tariffs on cars", "A car tariff, and more"]);
    assert_eq!(found(&ENGLISH, "tariff"), ["A car tariff, and more", "Tariffs on cars"]);
    assert_eq!(found(&ENGLISH, "CARS tar"), ["Tariffs on cars"]);
    assert_eq!(found(&ENGLISH, "troops steel xyz").len(), 2);
    let figures = ["On 8 May a billion", "It was $8 billion", "It was $68.94 billion"];
    assert_eq!(found(&figures, "8 billion"), ["It was $8 billion", "On 8 May a billion"]);
    assert_eq!(found(&figures, "$8"), ["It was $8 billion"]);
    assert!(found(&ENGLISH, "currency").is_empty());
    assert!(found(&ENGLISH, " !? ").is_empty());
}

#[test]
fn slips_are_forgiven_in_words_of_four_letters_and_more() {
    for typed in ["tarrif", "tarfif", "tariif", "atriff"] {
        assert_eq!(found(&ENGLISH, typed).len(), 2, "{typed}");
    }
    assert_eq!(found(&ENGLISH, "trops"), ["Pay for our troops"]);
    assert_eq!(found(&ENGLISH, "trosps car").len(), 3);
    assert!(found(&ENGLISH, "pey").is_empty());
    assert_eq!(found(&["commemoration"], "comemmoration").len(), 1);
}

#[test]
fn kanji_are_found_by_kana_and_latin_letters() {
    for (typed, idx) in [
        ("関税", 0),
        ("かんぜい", 0),
        ("カンゼイ", 0),
        ("ｶﾝｾﾞｲ", 0),
        ("kanzei", 0),
        ("じどうs", 0),
        ("jidousha", 0),
        ("自動車関税", 0),
        ("ちゅうりゅう", 1),
        ("chuuryuu", 1),
        ("ちゅうりうけいひ", 1),
        ("とらんぷ", 2),
        ("torampu", 2),
        ("だいとうりょう", 2),
        ("ようじょう", 3),
    ] {
        assert_eq!(found(&JAPANESE, typed), [JAPANESE[idx]], "{typed}");
    }
}

#[test]
fn readings_are_found_both_ways() {
    let texts = ["ぼうえいひはどこまでふえるのか", "部隊は誰の指揮下に入るのか", "関税と寛政"];
    for (typed, idx) in [
        ("防衛費", 0),
        ("ぼうえいひ", 0),
        ("bouei", 0),
        ("しきか", 1),
        ("shikika", 1),
        ("sikika", 1),
        ("指揮下", 1),
        ("ぶたい", 1),
        ("関税", 2),
    ] {
        assert_eq!(found(&texts, typed), [texts[idx]], "{typed}");
    }
}

#[test]
fn slips_are_counted_to_the_nearest_beginning() {
    let distance = |typed: &str, word: &str, max| {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        distance_to_begin(&chars(typed), &chars(word), max)
    };
    assert_eq!(distance("tarrif", "tariffs", 2), Some(1));
    assert_eq!(distance("tariff", "tariffs", 2), Some(0));
    assert_eq!(distance("atriff", "tariff", 1), Some(1));
    assert_eq!(distance("steel", "tariff", 2), None);
    assert_eq!(distance("abcd", "", 1), None);
}
