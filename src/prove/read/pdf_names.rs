//! The names that fonts of PDF give to their letters, as Adobe has listed them.
//!
//! A name that says nothing, such as `G12` or `a7`, is no letter here: whoever reads the page sees one all the same.

/// The names of letters that are not the letters themselves.
const LETTERS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("germandbls", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("lslash", "ł"),
    ("Lslash", "Ł"),
    ("eth", "ð"),
    ("Eth", "Ð"),
    ("thorn", "þ"),
    ("Thorn", "Þ"),
    ("dcroat", "đ"),
    ("Dcroat", "Đ"),
    ("hbar", "ħ"),
    ("ij", "ij"),
    ("IJ", "IJ"),
    ("dotlessi", "ı"),
    ("dotlessj", "j"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("onesuperior", "¹"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("onehalf", "½"),
    ("onequarter", "¼"),
    ("threequarters", "¾"),
    ("mu", "µ"),
    ("hyphen", "-"),
    ("sfthyphen", "-"),
    ("period", "."),
    ("comma", ","),
    ("parenleft", "("),
    ("parenright", ")"),
    ("slash", "/"),
    ("percent", "%"),
    ("quoteright", "’"),
    ("quotesingle", "'"),
    ("endash", "–"),
    ("emdash", "—"),
];

/// Signs, which part words and are nothing else.
const SIGNS: &str = " space nbspace nonbreakingspace visiblespace exclam quotedbl numbersign dollar ampersand asterisk \
    plus colon semicolon less equal greater question at bracketleft backslash bracketright asciicircum underscore \
    quoteleft grave braceleft bar braceright asciitilde exclamdown cent sterling fraction yen florin section currency \
    quotedblleft guillemotleft guilsinglleft guilsinglright dagger daggerdbl periodcentered middot paragraph bullet \
    quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand questiondown acute circumflex tilde \
    macron overscore breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron copyright registered trademark \
    degree plusminus multiply divide minus logicalnot brokenbar Euro euro lozenge notequal lessequal greaterequal \
    infinity partialdiff summation product integral radical approxequal arrowleft arrowright arrowup arrowdown \
    arrowboth arrowdblleft arrowdblright arrowdblboth element similar equivalence proportional therefore universal \
    existential emptyset intersection union logicaland logicalor angleleft angleright angbracketleft angbracketright \
    asteriskmath openbullet circle triangle diamond heart club spade checkmark H18533 H22073 filledbox figuredash ";

/// Greek letters, from the first small one on, each by its name; with a capital, they are capitals.
const GREEK: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mugreek", "nu", "xi", "omicron", "pi", "rho", "sigma1", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega",
];

/// The ends of the names of letters with accents, which make no difference.
const ACCENTS: &[&str] = &[
    "acute",
    "grave",
    "circumflex",
    "dieresis",
    "tilde",
    "caron",
    "cedilla",
    "ring",
    "macron",
    "breve",
    "dotaccent",
    "ogonek",
    "hungarumlaut",
    "commaaccent",
    "bar",
    "slash",
    "dot",
];

/// What a letter of this name says, a blank for a sign; nothing where the name tells nothing.
pub(super) fn named(name: &str) -> Option<String> {
    // Behind a dot stands which form of the letter is meant. What has no name before it is not drawn.
    let name = match name.split_once('.') {
        Some(("", _)) => return Some(String::new()),
        Some((name, _)) => name,
        None => name,
    };
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c.to_string());
    }
    if let Some(text) = coded(name) {
        return Some(text);
    }
    if let Some((_, text)) = LETTERS.iter().find(|(known, _)| *known == name) {
        return Some((*text).to_owned());
    }
    if SIGNS.contains(&format!(" {name} ")) {
        return Some(" ".to_owned());
    }
    if let Some(letter) = greek(name) {
        return Some(letter.to_string());
    }
    let first = name.chars().next().filter(char::is_ascii_alphabetic)?;
    if ACCENTS.contains(&&name[1..]) {
        return Some(first.to_string());
    }
    // A ligature names its letters one by one.
    let parts: Option<Vec<String>> = name.contains('_').then(|| name.split('_').map(named).collect())?;
    parts.map(|parts| parts.concat())
}

/// The text of a name that is a number of Unicode: `uni` and four digits for each letter, or `u` and up to six.
fn coded(name: &str) -> Option<String> {
    let is_hex =
        |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_lowercase());
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && is_hex(digits)) {
        let units: Vec<u16> = (0..digits.len() / 4)
            .filter_map(|idx| u16::from_str_radix(&digits[4 * idx..4 * idx + 4], 16).ok())
            .collect();
        return String::from_utf16(&units).ok();
    }
    let digits = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()) && is_hex(digits))?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from)
}

fn greek(name: &str) -> Option<char> {
    let small = name.to_ascii_lowercase();
    let idx = GREEK.iter().position(|known| *known == small)?;
    let first = if name.starts_with(|c: char| c.is_ascii_uppercase()) { 'Α' } else { 'α' };
    char::from_u32(u32::from(first) + u32::try_from(idx).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_a_letter_a_sign_or_nothing() {
        for (name, text) in [
            ("A", "A"),
            ("seven", "7"),
            ("eacute", "e"),
            ("Scommaaccent", "S"),
            ("f_f_i", "ffi"),
            ("a.sc", "a"),
            ("uni65E5672C", "日本"),
            ("u1F600", "😀"),
            ("Omega", "Ω"),
            ("alpha", "α"),
            ("quotedblleft", " "),
            (".notdef", ""),
        ] {
            assert_eq!(named(name).as_deref(), Some(text), "{name}");
        }
        for name in ["G1", "a17", "g0041x", "cid00034", "glyph12", "C0_1", "H11001", "Gaa", ""] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
