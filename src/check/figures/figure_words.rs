//! The words by which figures are told from dates, names and small counts.

/// Words before a number that make it a name or a place in a text.
#[rustfmt::skip]
pub(in crate::check) const REFERENCES: &[&str] = &[
    "annex", "answer", "appendix", "article", "articles", "box", "chapter", "chapters", "clause",
    "day", "figure", "footnote", "group of", "item", "items", "law", "line", "lines", "no.", "nos.",
    "note", "notes", "number", "numbers", "page", "pages", "par.", "para", "paragraph",
    "paragraphs", "part", "phase", "point", "points", "question", "questions", "resolution", "room",
    "route", "row", "rule", "section", "sections", "slide", "slides", "step", "steps", "tab",
    "table", "title", "version", "week",
];

/// What measures time: such a number is a term or an age.
#[rustfmt::skip]
pub(in crate::check) const TIME_WORDS: &[&str] = &[
    "a.m", "am", "century", "centuries", "day", "days", "decade", "decades", "hour", "hours", "hrs",
    "min", "mins", "minute", "minutes", "month", "months", "nights", "o'clock", "o’clock", "p.m",
    "pm", "sec", "second", "seconds", "week", "weeks", "year", "years",
];

/// Months, whole and short.
#[rustfmt::skip]
pub(in crate::check) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
];

/// Words after a number that make it a figure however small it is.
#[rustfmt::skip]
pub(in crate::check) const UNITS: &[&str] = &[
    "acres", "barrels", "billion", "bn", "cents", "dollars", "euros", "francs", "gigawatts", "gw",
    "gwh", "ha", "hectares", "kg", "kilograms", "kilometers", "kilometres", "km", "megawatts",
    "miles", "million", "mn", "mw", "mwh", "percent", "percentage", "per cent", "pounds",
    "renminbi", "rupees", "thousand", "tn", "tonnes", "tons", "trillion", "won", "yen", "yuan",
];

/// Words after a number that say that it does not count them.
#[rustfmt::skip]
pub(in crate::check) const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "but", "by", "can", "for", "from", "had", "has", "have",
    "if", "in", "into", "is", "it", "may", "must", "nor", "not", "of", "on", "onto", "or", "per",
    "says", "shall", "should", "so", "than", "that", "the", "then", "through", "to", "was", "were",
    "when", "which", "will", "with", "would",
];

/// What makes a number a figure in Japanese, however small it is.
#[rustfmt::skip]
pub(in crate::check) const JA_UNITS: &[&str] = &[
    "%", "％", "‰", "パーセント", "ポイント", "割", "倍", "円", "ドル", "ユーロ", "ポンド", "ウォン", "元", "トン", "キロ",
    "ヘクタール", "平方", "バレル", "キロワット", "メガワット", "ギガワット",
];

/// What Japanese counts things with; a count of ten or more is a figure.
#[rustfmt::skip]
pub(in crate::check) const JA_COUNTERS: &[&str] = &[
    "人", "名", "社", "件", "機", "隻", "台", "基", "両", "校", "戸", "棟", "か国", "カ国", "ヵ国", "ヶ国", "箇国", "か所",
    "カ所", "ヵ所", "ヶ所", "箇所", "州", "都市", "団体", "工場", "拠点", "議席", "品目", "施設", "機種", "車種", "発", "店",
];

/// What makes a number a date, a time, an age or a place in a text in Japanese.
#[rustfmt::skip]
pub(in crate::check) const JA_TIMES: &[&str] = &[
    "年", "月", "日", "時", "分", "秒", "週", "か月", "カ月", "ヵ月", "ヶ月", "箇月", "世紀", "歳", "才",
];

/// Words that scale an amount of money.
pub(in crate::check) const SCALES: &[&str] =
    &["thousand", "million", "billion", "trillion", "bn", "mn", "tn", "m", "k"];
