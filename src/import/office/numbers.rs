//! Numbers as Word and PowerPoint print them before paragraphs: Latin, Roman, Japanese, in circles.

/// Beyond this a number of letters would be a row of the same one.
const MAX_LETTERS: u64 = 26 * 10;

const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// A number in a format of Word (`w:numFmt`) or PowerPoint (`a:buAutoNum`), without the signs around it.
pub(super) fn formatted(number: u64, format: &str) -> String {
    let from = |letters: &str| {
        let idx = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
        letters.chars().nth(idx).map_or_else(|| number.to_string(), String::from)
    };
    match format {
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        "ordinal" => format!("{number}{}", ordinal_ending(number)),
        "aiueo" | "aiueoFullWidth" => from(AIUEO),
        "iroha" | "irohaFullWidth" => from(IROHA),
        "decimalFullWidth" | "decimalFullWidth2" => number.to_string().chars().map(wide).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            enclosed(number, &[('①', 1, 20), ('㉑', 21, 35), ('㊱', 36, 50)])
        }
        "decimalEnclosedFullstop" => enclosed(number, &[('⒈', 1, 20)]),
        "decimalEnclosedParen" => enclosed(number, &[('⑴', 1, 20)]),
        "japaneseCounting"
        | "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => counted(number, "一二三四五六七八九", ["", "十", "百", "千"], false),
        "japaneseLegal" => counted(number, "壱弐参四伍六七八九", ["", "拾", "百", "阡"], true),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseCounting" => {
            number.to_string().chars().map(ideograph).collect()
        }
        "ideographEnclosedCircle" => enclosed(number, &[('㊀', 1, 10)]),
        "ideographTraditional" => from(STEMS),
        "ideographZodiac" => from(BRANCHES),
        _ => number.to_string(),
    }
}

fn wide(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit)).unwrap_or(c)
}

fn ideograph(c: char) -> char {
    let idx = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    idx.and_then(|idx| "〇一二三四五六七八九".chars().nth(idx)).unwrap_or(c)
}

fn ordinal_ending(number: u64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// `A` to `Z`, then `AA`, as both programs count.
fn letters(number: u64) -> String {
    if number == 0 || number > MAX_LETTERS {
        return number.to_string();
    }
    let letter = u8::try_from((number - 1) % 26).unwrap_or(0) + b'A';
    let n_times = usize::try_from((number - 1) / 26 + 1).unwrap_or(1);
    char::from(letter).to_string().repeat(n_times)
}

fn roman(number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1_000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4_000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A number as one sign, from rows of such signs: the first of each row, and the numbers that it has.
fn enclosed(number: u64, rows: &[(char, u64, u64)]) -> String {
    let row = rows.iter().find(|(_, least, most)| (*least..=*most).contains(&number));
    let sign =
        row.and_then(|(first, least, _)| char::from_u32(u32::try_from(number - least).ok()? + *first as u32));
    sign.map_or_else(|| number.to_string(), String::from)
}

/// A number in words of Japanese, as far as 9,999; `says_one` where a ten is said as one ten.
fn counted(number: u64, digits: &str, units: [&str; 4], says_one: bool) -> String {
    if !(1..10_000).contains(&number) {
        return number.to_string();
    }
    let mut out = String::new();
    for (power, unit) in units.iter().enumerate().rev() {
        let digit = number / 10_u64.pow(u32::try_from(power).unwrap_or(0)) % 10;
        if digit == 0 {
            continue;
        }
        if digit > 1 || power == 0 || says_one {
            out.extend(usize::try_from(digit - 1).ok().and_then(|idx| digits.chars().nth(idx)));
        }
        out.push_str(unit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_word_prints() {
        for (number, format, expected) in [
            (3, "decimal", "3"),
            (4, "lowerRoman", "iv"),
            (1_994, "upperRoman", "MCMXCIV"),
            (28, "lowerLetter", "bb"),
            (2, "aiueoFullWidth", "イ"),
            (3, "iroha", "ハ"),
            (12, "decimalFullWidth", "１２"),
            (21, "decimalEnclosedCircle", "㉑"),
            (3, "decimalEnclosedParen", "⑶"),
            (110, "japaneseCounting", "百十"),
            (10, "japaneseLegal", "壱拾"),
            (20, "ideographDigital", "二〇"),
            (2, "ideographTraditional", "乙"),
            (u64::MAX, "upperLetter", "18446744073709551615"),
            (u64::MAX, "upperRoman", "18446744073709551615"),
        ] {
            assert_eq!(formatted(number, format), expected, "{number} as {format}");
        }
    }
}
