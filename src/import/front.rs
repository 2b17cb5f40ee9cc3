//! The settings above a deck: what a brief has too, and the rest.

use crate::brief::{Lang, yaml_string};

/// Keys that mean the same in a brief, with a value on their line.
const SHARED: [&str; 3] = ["title", "subtitle", "author"];

/// Settings that only say how slides look or move, in whichever tool.
const LOOKS: [&str; 74] = [
    "marp",
    "theme",
    "themeConfig",
    "paginate",
    "size",
    "style",
    "math",
    "class",
    "color",
    "colorSchema",
    "background",
    "background-color",
    "background-image",
    "background-position",
    "background-repeat",
    "background-size",
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "transition",
    "transition-speed",
    "slide-transition",
    "transition_style",
    "layout",
    "highlighter",
    "lineNumbers",
    "fonts",
    "mdc",
    "drawings",
    "routerMode",
    "canvasWidth",
    "aspectRatio",
    "aspectratio",
    "selectable",
    "monaco",
    "twoslash",
    "presenter",
    "download",
    "exportFilename",
    "favicon",
    "htmlAttrs",
    "defaults",
    "slidenumbers",
    "slidecount",
    "slide-dividers",
    "slide-number",
    "autoscale",
    "build-lists",
    "code-language",
    "footer-style",
    "fit-header",
    "header-style",
    "text",
    "list",
    "format",
    "execute",
    "incremental",
    "reference-doc",
    "width",
    "height",
    "margin",
    "controls",
    "progress",
    "revealOptions",
    "separator",
    "verticalSeparator",
    "css",
    "highlightTheme",
    "dragPos",
    "zoom",
    "clicks",
    "level",
];

/// Whether a setting only says how slides look.
pub(super) fn is_look(key: &str) -> bool {
    LOOKS.contains(&key.trim_start_matches(['_', '$', '.']))
}

/// Settings that Deckset writes without a fence.
const BARE: [&str; 17] = [
    "theme",
    "footer",
    "footer-style",
    "header",
    "slidenumbers",
    "autoscale",
    "build-lists",
    "slide-transition",
    "slidecount",
    "slide-dividers",
    "code-language",
    "presenter-notes",
    "background-color",
    "background-image",
    "text",
    "list",
    "fit-header",
];

/// The settings of a deck.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Lines that a brief understands.
    pub kept: Vec<String>,
    /// All other lines.
    pub rest: Vec<String>,
    /// The level of headings that begin a slide, where the deck says so.
    pub slide_level: Option<u8>,
}

impl Front {
    /// The settings as the front matter of a brief.
    pub(super) fn written(&self) -> String {
        let level = self.slide_level.map(|level| format!("slide-level: {level}\n")).unwrap_or_default();
        let kept = self.kept.iter().fold(String::new(), |kept, line| kept + line + "\n");
        if kept.is_empty() && level.is_empty() { String::new() } else { format!("---\n{kept}{level}---\n\n") }
    }

    /// Whether a key is among those that are not understood.
    pub(super) fn has(&self, key: &str) -> bool {
        self.rest.iter().any(|line| key_of(line) == Some(key))
    }

    /// The lines that part slides, where the deck says so as reveal does: `separator: <!--s-->`, `separator: "^---$"`.
    pub(super) fn separators(&self) -> Vec<String> {
        let keys = ["separator", "verticalSeparator"];
        let lines = self.rest.iter().filter(|line| key_of(line).is_some_and(|key| keys.contains(&key)));
        lines.filter_map(|line| separator(line.split_once(':')?.1)).collect()
    }

    /// Whether blank lines alone part slides, which they do not here.
    pub(super) fn parts_by_blanks(&self) -> bool {
        let is_one = |line: &&String| key_of(line) == Some("separator");
        self.rest.iter().filter(is_one).any(|line| {
            line.split_once(':')
                .is_some_and(|(_, value)| !value.trim().is_empty() && separator(value).is_none())
        })
    }

    /// The language that the deck says it is in.
    pub(super) fn lang(&self) -> Lang {
        if self.kept.iter().any(|line| line == "lang: ja") { Lang::Ja } else { Lang::En }
    }

    /// The names of the settings that are not understood: those that only say how slides look, and the others.
    pub(super) fn rest_names(&self) -> (String, String) {
        let names = self.rest.iter().filter_map(|line| key_of(line));
        let (looks, others): (Vec<&str>, Vec<&str>) = names.partition(|name| is_look(name));
        (looks.join(", "), others.join(", "))
    }

    fn take(&mut self, line: &str) {
        let key = key_of(line).unwrap_or_default();
        let value = line.get(key.len() + 1..).unwrap_or_default().trim();
        let is_plain = !value.is_empty() && !value.starts_with(['|', '>', '[', '{', '&', '*', '!', '#']);
        let is_date = value.trim_matches(['"', '\'']).len() == 10
            && value.trim_matches(['"', '\'']).chars().all(|c| c.is_ascii_digit() || c == '-');
        match key {
            key if SHARED.contains(&key) && is_plain => self.kept.push(line.to_owned()),
            "date" if is_date => self.kept.push(line.to_owned()),
            "lang" if value.starts_with("ja") => self.kept.push("lang: ja".to_owned()),
            "lang" if value.starts_with("en") => self.kept.push("lang: en".to_owned()),
            "headingDivider" | "slide-level" => match value.parse() {
                Ok(level @ 1..=6) => self.slide_level = Some(level),
                _ => self.rest.push(line.to_owned()),
            },
            _ => self.rest.push(line.to_owned()),
        }
    }
}

/// The line that an expression for the text between slides stands for; nothing where that is blank.
fn separator(value: &str) -> Option<String> {
    let value = value.trim().trim_matches(['"', '\'']);
    let line = ["\\r?", "\\r", "\\n", "\\s*", "^", "$"]
        .iter()
        .fold(value.to_owned(), |line, sign| line.replace(sign, ""));
    let line = line.replace('\\', "");
    Some(line.trim().to_owned()).filter(|line| !line.is_empty())
}

/// The name of a setting that begins at the edge.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let (key, behind) = line.split_once(':')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_key =
        !key.is_empty() && key.chars().all(is_name) && (behind.is_empty() || behind.starts_with(' '));
    is_key.then_some(key)
}

/// Takes the settings off the top of a deck: between fences, in the lines of Pandoc, or in the bare lines of Deckset.
/// Returns how many lines they take.
pub(super) fn take_front(lines: &[&str]) -> (Front, usize) {
    let mut front = Front::default();
    let begin = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let Some(first) = lines.get(begin) else { return (front, 0) };
    if first.trim_end() == "---" {
        let end = lines.iter().skip(begin + 1).position(|line| matches!(line.trim_end(), "---" | "..."));
        let end = end.map(|len| begin + 1 + len);
        let between = end.map_or(&[][..], |end| &lines[begin + 1..end]);
        let is_yaml = between.iter().all(|line| {
            line.trim().is_empty() || line.starts_with([' ', '#', '-', '\t']) || key_of(line).is_some()
        });
        let (Some(end), true) = (end, is_yaml && between.iter().any(|line| key_of(line).is_some())) else {
            return (front, 0);
        };
        between.iter().filter(|line| !line.trim().is_empty()).for_each(|line| front.take(line));
        return (front, end + 1);
    }
    if first.starts_with("% ") {
        let titles: Vec<&str> =
            lines[begin..].iter().take(3).map_while(|line| line.strip_prefix('%')).map(str::trim).collect();
        for (key, words) in ["title", "author", "date"].iter().zip(&titles) {
            if !words.is_empty() {
                front.take(&format!("{key}: {}", yaml_string(words)));
            }
        }
        return (front, begin + titles.len());
    }
    let bare = lines[begin..].iter().take_while(|line| key_of(line).is_some_and(|key| BARE.contains(&key)));
    let n_bare = bare.map(|line| front.take(line)).count();
    (front, if n_bare == 0 { 0 } else { begin + n_bare })
}
