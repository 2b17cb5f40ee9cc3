//! The words that stand behind numbers and measure or count them, in English and Japanese.

/// Codes of currencies that stand before or behind a number.
#[rustfmt::skip]
pub(crate) const CURRENCIES: &[&str] = &[
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "INR", "JPY", "KRW", "MXN",
    "MYR", "NOK", "NZD", "PHP", "PLN", "RMB", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND",
    "ZAR",
];

/// Words after a number that make it a figure however small it is.
#[rustfmt::skip]
pub(crate) const UNITS: &[&str] = &[
    "acres", "barrels", "billion", "bn", "cents", "dollars", "euros", "francs", "gigawatts", "gw",
    "gwh", "ha", "hectares", "kg", "kilograms", "kilometers", "kilometres", "km", "megawatts",
    "miles", "million", "mn", "mw", "mwh", "percent", "percentage", "per cent", "pounds",
    "renminbi", "rupees", "thousand", "tn", "tonnes", "tons", "trillion", "won", "yen", "yuan",
];

/// What makes a number a figure in Japanese, however small it is.
#[rustfmt::skip]
pub(crate) const JA_UNITS: &[&str] = &[
    "%", "％", "‰", "パーセント", "ポイント", "割", "倍", "円", "ドル", "ユーロ", "ポンド", "ウォン", "元", "トン", "キロ",
    "ヘクタール", "平方", "バレル", "キロワット", "メガワット", "ギガワット",
];

/// What Japanese counts things with; a count of ten or more is a figure.
#[rustfmt::skip]
pub(crate) const JA_COUNTERS: &[&str] = &[
    "人", "名", "社", "件", "機", "隻", "台", "基", "両", "校", "戸", "棟", "か国", "カ国", "ヵ国", "ヶ国", "箇国", "か所",
    "カ所", "ヵ所", "ヶ所", "箇所", "州", "都市", "団体", "工場", "拠点", "議席", "品目", "施設", "機種", "車種", "発", "店",
];

/// What makes a number a date, a time, an age or a place in a text in Japanese.
#[rustfmt::skip]
pub(crate) const JA_TIMES: &[&str] = &[
    "年", "月", "日", "時", "分", "秒", "週", "か月", "カ月", "ヵ月", "ヶ月", "箇月", "世紀", "歳", "才",
];

/// Months, whole and short, in small letters.
#[rustfmt::skip]
pub(crate) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
];
