//! What signs are called by those who hear them: a letter of the font of signs has no name of its own.

use lucide_icons::Icon;

use crate::brief::Lang;

/// Signs that say something no word beside them says.
const SIGNS: [(Icon, &str, &str); 10] = [
    (Icon::Lock, "Private", "内部限り"),
    (Icon::Clock, "Stale", "期限切れ"),
    (Icon::TriangleAlert, "Attention", "注意"),
    (Icon::CircleX, "Error", "エラー"),
    (Icon::Info, "Remark", "参考"),
    (Icon::Check, "Done", "完了"),
    (Icon::GitCompareArrows, "Other sources differ", "他の出典と相違"),
    (Icon::LoaderCircle, "Under way", "処理中"),
    (Icon::ChevronUp, "Previous", "前へ"),
    (Icon::ChevronDown, "Next", "次へ"),
];

/// Words without the letters that only a font of signs draws.
pub(super) fn without_signs(words: &str) -> Option<String> {
    let is_sign = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    words.contains(is_sign).then(|| {
        let kept: String = words.chars().filter(|c| !is_sign(*c)).collect();
        kept.trim().to_owned()
    })
}

/// What the sign is called that some words are.
pub(super) fn name_of_sign(words: &str, lang: Lang) -> Option<&'static str> {
    let sign = words.trim();
    let row = SIGNS.iter().find(|(icon, _, _)| char::from(*icon).to_string() == sign)?;
    Some(match lang {
        Lang::En => row.1,
        Lang::Ja => row.2,
    })
}
