//! The same in Japanese.

/// Phrases that say it by themselves.
const WHOLE: [&str; 16] = [
    "口外無用",
    "他言無用",
    "口外厳禁",
    "他言禁止",
    "口外禁止",
    "オフレコ",
    "読後廃棄",
    "読後焼却",
    "不公表",
    "情報源秘匿",
    "先方には内密に",
    "先方に内密",
    "内々に",
    "内々の情報",
    "求めに応じ",
    "対外応答には使用しない",
];

/// What is not done with something.
const ENDINGS: [&str; 38] = [
    "提示しない",
    "使わない",
    "出さない",
    "読み上げない",
    "知らせない",
    "示さない",
    "訳さない",
    "通訳しない",
    "残さない",
    "引用しない",
    "公表しない",
    "渡してはならない",
    "言わない",
    "話さない",
    "触れない",
    "伝えない",
    "明かさない",
    "漏らさない",
    "見せない",
    "渡さない",
    "教えない",
    "言及しない",
    "提起しない",
    "口外しない",
    "他言しない",
    "開示しない",
    "共有しない",
    "公にしない",
    "手交しない",
    "配布しない",
    "配付しない",
    "使用しない",
    "発言しない",
    "持ち出さない",
    "言ってはならない",
    "言ってはいけない",
    "知られてはならない",
    "知られてはいけない",
];

/// Whom it is kept from.
const WHOM: [&str; 11] =
    ["先方", "相手", "米側", "中側", "韓側", "外部", "対外", "部外", "当方から", "記録に", "議事録に"];

/// What it is said of.
const WHAT: [&str; 14] = [
    "本資料",
    "本ページ",
    "本紙",
    "本頁",
    "本文書",
    "本節",
    "本項",
    "以下",
    "この頁",
    "このページ",
    "これ",
    "この点",
    "この話",
    "この件",
];

/// `先方には言わない`, `触れないこと`, `口外無用`, `本資料は手交しない`.
pub(super) fn is_forbidding_in_japanese(words: &str) -> bool {
    let bare = words.trim_end_matches(['。', '！', '：', ' ', '!']).trim_start_matches(['※', '★', '☆', ' ']);
    let bare = ["ようにする", "ように", "事", "こと", "点", "で", "でください"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .unwrap_or(bare);
    if WHOLE.contains(&bare) {
        return true;
    }
    let Some(before) = ENDINGS.iter().find_map(|ending| bare.strip_suffix(ending)) else { return false };
    // A sentence that says of somebody else what he does not say is none.
    before.is_empty()
        || WHOM.iter().any(|whom| before.contains(whom))
        || WHAT.iter().any(|what| before.starts_with(what))
        || matches!(before, "絶対に" | "決して" | "自ら" | "こちらから" | "こちらからは")
}
