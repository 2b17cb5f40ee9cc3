//! The scripts of letters that no font has, and what to install for them.

use unicode_script::{Script, UnicodeScript as _};

use crate::text::{CharSet, Message, message};

/// How many letters are shown as examples.
const N_EXAMPLES: usize = 5;

/// Letters of one script that no font has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingScript {
    /// The name of the script.
    pub name: &'static str,
    /// A Debian package with a font that has it; nothing where the characters are nobody's.
    pub package: Option<&'static str>,
    /// The first few of the letters, each once.
    pub letters: Vec<char>,
}

/// The scripts of those characters of a text that are not among the glyphs there are, in the order of the text.
pub fn missing_scripts(text: &str, glyphs: &CharSet) -> Vec<MissingScript> {
    let mut scripts: Vec<MissingScript> = Vec::new();
    for c in text.chars().filter(|&c| is_missing(c, glyphs)) {
        let script = MissingScript::of(c);
        match scripts.iter_mut().find(|known| known.is_same(&script)) {
            Some(known) => known.add(c),
            None => scripts.push(script),
        }
    }
    scripts
}

/// Whether a character needs a glyph and there is none.
pub(super) fn is_missing(c: char, glyphs: &CharSet) -> bool {
    !c.is_ascii() && !glyphs.contains(c) && is_drawn(c)
}

impl MissingScript {
    /// The script of one letter.
    pub(super) fn of(letter: char) -> Self {
        let (name, package) = script_of(letter);
        Self { name, package, letters: vec![letter] }
    }

    /// Whether both are the same script, whatever the letters.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.name, self.package) == (other.name, other.package)
    }

    /// Adds a letter of the script.
    pub(super) fn add(&mut self, letter: char) {
        // One more than is shown says that there are more; to keep all would be slow in a text that is full of them.
        if self.letters.len() <= N_EXAMPLES && !self.letters.contains(&letter) {
            self.letters.push(letter);
        }
    }

    /// What it is called, with a few of its letters.
    pub fn description(&self) -> Message {
        let examples: Vec<String> = self.letters.iter().take(N_EXAMPLES).map(|&c| shown(c)).collect();
        let more = if self.letters.len() > N_EXAMPLES { " …" } else { "" };
        let (examples, name) = (examples.join(" "), Message::new(self.name, japanese_name(self.name)));
        message!("{name} ({examples}{more})", "{name}（{examples}{more}）", name)
    }

    /// What to do, as one line.
    pub fn advice(&self) -> Message {
        match self.package {
            Some(package) => message!(
                "install a font that has it, as with: apt-get install {package}",
                "対応する書体を入れてください（例：apt-get install {package}）"
            ),
            None => message!(
                "no font can be counted on to have it; write it in other characters",
                "対応する書体は期待できないため、別の文字で書いてください"
            ),
        }
    }
}

/// A letter as a message shows it; one that nobody can draw by its number.
fn shown(c: char) -> String {
    let is_nobodys = matches!(c.script(), Script::Unknown);
    if is_nobodys { format!("U+{:04X}", u32::from(c)) } else { c.to_string() }
}

/// Whether a character shows anything: no blank, no control, no mark that only steers its neighbours.
fn is_drawn(c: char) -> bool {
    let steers = matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    !steers && !c.is_whitespace() && !c.is_control()
}

/// The name of the script of a character, and the package that has it.
fn script_of(c: char) -> (&'static str, Option<&'static str>) {
    const CJK: Option<&str> = Some("fonts-noto-cjk");
    const CORE: Option<&str> = Some("fonts-noto-core");
    match c.script() {
        // Beyond the first plane stand rare characters, as in names, that the usual fonts do not have.
        Script::Han if c >= '\u{20000}' => ("rare Han characters", Some("fonts-hanazono")),
        Script::Han => ("Chinese characters (Han)", CJK),
        script @ (Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo) => {
            (script.full_name(), CJK)
        }
        Script::Common | Script::Inherited => match c {
            '\u{2e80}'..='\u{303f}'
            | '\u{30a0}'..='\u{30ff}'
            | '\u{3190}'..='\u{33ff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}' => ("East Asian marks", CJK),
            '\u{1f000}'..='\u{1faff}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{2b05}'..='\u{2b55}'
            | '\u{231a}'..='\u{23ff}' => ("emoji and pictographs", Some("fonts-noto-color-emoji")),
            '\u{1d100}'..='\u{1d1ff}' => ("musical signs", CORE),
            '\u{2190}'..='\u{2bff}' | '\u{1d400}'..='\u{1d7ff}' => ("symbols", CORE),
            _ => ("signs of several scripts", CORE),
        },
        Script::Unknown => ("characters of no script", None),
        script => (script.full_name(), CORE),
    }
}

/// What Japanese calls a script; one that is not listed is called as Unicode has it.
fn japanese_name(name: &str) -> String {
    let known = match name {
        "rare Han characters" => "異体字などのまれな漢字",
        "Chinese characters (Han)" => "漢字",
        "Hiragana" => "ひらがな",
        "Katakana" => "カタカナ",
        "Hangul" => "ハングル",
        "Bopomofo" => "注音字母",
        "East Asian marks" => "東アジアの約物",
        "emoji and pictographs" => "絵文字",
        "musical signs" => "音楽記号",
        "symbols" => "記号",
        "signs of several scripts" => "複数の文字体系の記号",
        "characters of no script" => "どの文字体系にもない文字",
        "Arabic" => "アラビア文字",
        "Armenian" => "アルメニア文字",
        "Bengali" => "ベンガル文字",
        "Devanagari" => "デーヴァナーガリー文字",
        "Ethiopic" => "エチオピア文字",
        "Georgian" => "グルジア文字",
        "Hebrew" => "ヘブライ文字",
        "Khmer" => "クメール文字",
        "Lao" => "ラオス文字",
        "Mongolian" => "モンゴル文字",
        "Myanmar" => "ビルマ文字",
        "Sinhala" => "シンハラ文字",
        "Tamil" => "タミル文字",
        "Thai" => "タイ文字",
        "Tibetan" => "チベット文字",
        other => return format!("{other} 文字"),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_named_with_a_package_that_has_them() {
        for (text, name, package) in [
            ("საქართველო", "Georgian", Some("fonts-noto-core")),
            ("ኢትዮጵያ", "Ethiopic", Some("fonts-noto-core")),
            ("កម្ពុជា", "Khmer", Some("fonts-noto-core")),
            ("ประเทศไทย", "Thai", Some("fonts-noto-core")),
            ("မြန်မာ", "Myanmar", Some("fonts-noto-core")),
            ("한국", "Hangul", Some("fonts-noto-cjk")),
            ("日本国", "Chinese characters (Han)", Some("fonts-noto-cjk")),
            ("カナ", "Katakana", Some("fonts-noto-cjk")),
            ("、。「」", "East Asian marks", Some("fonts-noto-cjk")),
            ("𠮷", "rare Han characters", Some("fonts-hanazono")),
            ("😀🎌", "emoji and pictographs", Some("fonts-noto-color-emoji")),
            ("\u{e000}", "characters of no script", None),
        ] {
            let missing = missing_scripts(text, &CharSet::default());
            assert_eq!(missing.len(), 1, "{text}: {missing:?}");
            assert_eq!((missing[0].name, missing[0].package), (name, package), "{text}");
        }
    }

    #[test]
    fn what_needs_no_glyph_is_not_missed() {
        let text = "ASCII\u{a0}\u{3000}\u{200d}\u{fe0f}\u{ad}\u{feff}\u{2060}\u{e0101}\n\u{7}";
        assert!(missing_scripts(text, &CharSet::default()).is_empty());
    }

    #[test]
    fn a_message_shows_a_few_letters_and_what_nobody_can_draw_by_number() {
        let missing = missing_scripts("საქართველო \u{e000}", &CharSet::default());
        assert_eq!(
            missing[0].description(),
            Message::new("Georgian (ს ა ქ რ თ …)", "グルジア文字（ს ა ქ რ თ …）")
        );
        assert_eq!(missing[1].description().en, "characters of no script (U+E000)");
        assert!(missing[1].advice().en.contains("write it in other"));
    }
}
