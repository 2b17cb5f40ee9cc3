//! Settings of slides, as comments or below a rule: which of them hide a slide, and which only say how it looks.

use crate::brief::{HIDING_SETTINGS, SHOWING_SETTINGS};
use crate::import::comment;
use crate::import::deck::Deck;
use crate::import::deck::until::Until;
use crate::import::front::{is_look, key_of};
use crate::import::sort::Tool;
use crate::text::message;

/// Settings that other tools write as comments or below a rule; they say nothing to anybody.
const SETTINGS: [&str; 39] = [
    "class",
    "paginate",
    "header",
    "footer",
    "theme",
    "size",
    "style",
    "math",
    "headingDivider",
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "color",
    "transition",
    "layout",
    "name",
    "template",
    "background-image",
    "background-color",
    "background-size",
    "count",
    "exclude",
    "hide",
    "disabled",
    "hideInToc",
    "background",
    "image",
    "clicks",
    "level",
    "zoom",
    "src",
    "title",
    "column_layout",
    "column",
    "font_size",
    "alignment",
    "incremental_lists",
];

/// Settings that words between rules do not begin with.
const TELLING: [&str; 8] =
    ["layout", "class", "transition", "background", "backgroundColor", "clicks", "visibility", "visible"];

/// Whether a line is a setting that hides its slide: `hide: true`, `disabled: yes # for now`, `visible: false`.
pub(in crate::import) fn hides_by_setting(line: &str) -> bool {
    let Some(key) = key_of(line.trim_end()) else { return false };
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let value = value.split(" #").next().unwrap_or("").trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_off = matches!(value.as_str(), "" | "false" | "no" | "n" | "off" | "0" | "null" | "~");
    let is_key = |name: &str| key.eq_ignore_ascii_case(name);
    (HIDING_SETTINGS.into_iter().any(is_key) && !is_off)
        || (SHOWING_SETTINGS.into_iter().any(is_key) && is_off)
        || (is_key("visibility") && value == "hidden")
}

impl Deck {
    /// Settings right below a rule, as remark and Slidev write them, and others who came from those; returns how many
    /// lines they take.
    pub(super) fn settings(&mut self, lines: &[&str], from: usize) -> usize {
        let rest = lines.get(from..).unwrap_or_default();
        let n_blank = rest.iter().take_while(|line| line.trim().is_empty()).count();
        let found = &rest[n_blank..];
        let n = match self.tool {
            Tool::Remark => found.iter().take_while(|line| is_setting(line)).count(),
            Tool::Slidev => found.iter().position(|line| line.trim_end() == "---").unwrap_or(0),
            _ if n_blank > 0 => 0,
            _ => found.iter().position(|line| line.trim_end() == "---").unwrap_or(0),
        };
        let found = &found[..n];
        let is_yaml =
            |line: &&str| key_of(line.trim_end()).is_some() || line.starts_with([' ', '\t', '-', '#']);
        let begins = found.first().is_some_and(|line| key_of(line.trim_end()).is_some());
        let is_telling = |line: &&str| {
            let is_one = |key: &str| TELLING.iter().any(|name| key.eq_ignore_ascii_case(name));
            hides_by_setting(line) || key_of(line.trim_end()).is_some_and(is_one)
        };
        let is_told = matches!(self.tool, Tool::Remark | Tool::Slidev) || found.iter().any(is_telling);
        if !begins || !is_told || !found.iter().all(is_yaml) {
            return 0;
        }
        let is_hidden = found.iter().any(|line| hides_by_setting(line));
        let names = found.iter().filter_map(|line| key_of(line)).collect::<Vec<_>>().join(", ");
        self.line += n_blank + 1;
        if found
            .iter()
            .filter_map(|line| key_of(line))
            .all(|key| is_look(key) || HIDING_SETTINGS.contains(&key))
        {
            self.look(message!("settings of slides", "スライドの設定"));
        } else {
            self.remark(message!("settings of a slide: {names}", "スライドの設定：{names}"));
        }
        self.push(comment(&found.join("\n")));
        if is_hidden {
            self.hide_slide(Until::Rule);
        }
        n_blank + n + usize::from(self.tool != Tool::Remark)
    }

    /// Keeps a line with a setting, which may only say how the slide looks.
    pub(super) fn setting_line(&mut self, line: &str, name: &str) {
        if is_look(name) {
            self.look(message!("settings of slides", "スライドの設定"));
        } else {
            self.remark(message!("the setting {line}", "設定 {line}"));
        }
        self.push(comment(line));
    }
}

/// Whether a line is a setting of a slide, a title, or a picture behind it.
pub(super) fn is_setting(line: &str) -> bool {
    key_of(line.trim_end()).is_some_and(|key| SETTINGS.contains(&key.trim_start_matches('_')))
}
