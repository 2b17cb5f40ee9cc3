//! The keys of front matter: which there are, and how each is read by itself.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::brief::readers::comment::{dropped_comment, strip_comments};
use crate::brief::readers::kind::{is_invisible, narrow};
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::yaml_string;
use crate::text::{Diagnostic, Edit, Message, Severity, Span, distance, message};

/// The keys that are ours.
const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "kind",
    "audience",
    "principal",
    "author",
    "date",
    "meeting",
    "place",
    "lang",
    "duration",
    "interpreter",
    "marking",
    "facts",
    "scope",
    "avoid",
    "share",
    "handout-date",
    "slide-level",
    "limit",
    "theme",
    "reference-doc",
    "reference-pptx",
    "track-changes",
    "aspectRatio",
    "aspect_ratio",
    "ratio",
    "version",
    "supersedes",
    "deliver-to",
    "deliver-by",
    "clearances",
];

/// Keys that other tools use: accepted without a word, kept on save.
const FOREIGN_KEYS: &[&str] = &[
    "paginate",
    "header",
    "footer",
    "size",
    "class",
    "style",
    "headingDivider",
    "marp",
    "timer",
    "canvasWidth",
    "fonts",
    "transition",
    "exportFilename",
    "time",
    "resolution",
    "format",
    "incremental",
    "separator",
    "verticalSeparator",
    "revealOptions",
    "options",
    "start",
    "languages",
    "leave-behind",
];

pub(super) struct KeyReader<'d> {
    pub map: serde_json::Map<String, serde_json::Value>,
    pub keys: Vec<(String, Span)>,
    pub diagnostics: &'d mut Vec<Diagnostic>,
}

impl KeyReader<'_> {
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.map.remove(key)? {
            serde_json::Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            serde_json::Value::Null => None,
            number @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_)) => Some(number.to_string()),
            serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
                self.complain(key, &message!("a line of text", "1 行の文字列"));
                None
            }
        }
    }

    /// A text without the comments in it.
    pub fn line(&mut self, key: &str) -> Option<String> {
        let typed = self.text(key)?;
        let line = strip_comments(&typed);
        if line != typed {
            self.diagnostics.push(dropped_comment(self.span(key)));
        }
        Some(line)
    }

    pub fn value<T: DeserializeOwned>(&mut self, key: &str, expected: impl Fn() -> Message) -> Option<T> {
        let value = self.map.remove(key)?;
        if value.is_null() {
            return None;
        }
        // The words of a choice are read in any case.
        let value = match value {
            serde_json::Value::String(word) if !matches!(key, "marking") => {
                serde_json::Value::String(word.trim().to_lowercase())
            }
            value => value,
        };
        let value = serde_json::from_value(value).ok();
        if value.is_none() {
            self.complain(key, &expected());
        }
        value
    }

    /// A number of pages: `2`, `2 pages`, `2枚`.
    pub fn limit(&mut self) -> Option<usize> {
        let said = self.text("limit")?;
        let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
        let unit = said[digits.len()..].trim().to_lowercase();
        let is_pages = matches!(unit.as_str(), "" | "p" | "pp" | "page" | "pages" | "枚" | "ページ" | "頁");
        let limit = digits.parse().ok().filter(|&limit| is_pages && limit > 0);
        if limit.is_none() {
            self.complain(
                "limit",
                &message!("a number of pages, as in limit: 2", "limit: 2 のようなページ数"),
            );
        }
        limit
    }

    pub fn complain(&mut self, key: &str, expected: &Message) {
        let span = self.span(key);
        self.diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                "front-matter",
                span,
                message!("{key} is not understood", "{key} の値を読み取れません"),
            )
            .with_hint(message!(
                "write {expected}",
                "次の形で書いてください：{expected}",
                expected
            )),
        );
    }

    fn span(&self, key: &str) -> Span {
        let found = self.keys.iter().find(|(name, _)| name == key);
        found.map_or(Span::default(), |&(_, span)| span)
    }

    /// Whether a key that is none of ours says that the text is to be kept, as in `sharing: marked` and
    /// `classification: SECRET`.
    pub fn keeps(&self) -> bool {
        const NAMES: [&str; 10] = [
            "classification",
            "class",
            "caveat",
            "handling",
            "sensitivity",
            "confidentiality",
            "private",
            "confidential",
            "internal",
            "protective-marking",
        ];
        self.map.iter().filter(|(key, _)| !FOREIGN_KEYS.contains(&key.as_str())).any(|(key, value)| {
            let is_named = NAMES.contains(&key.trim().to_lowercase().replace(['_', ' '], "-").as_str());
            match value {
                serde_json::Value::String(words) => {
                    let is_marked = words.trim().to_lowercase().starts_with("marked");
                    is_marked || (is_named && (is_keeping_word(words) || words.eq_ignore_ascii_case("yes")))
                }
                serde_json::Value::Bool(said) => is_named && *said,
                _ => false,
            }
        })
    }

    pub fn warn_of_the_rest(&mut self) {
        for key in ["header", "footer"] {
            let has_words = |value: &serde_json::Value| {
                value.as_str().is_some_and(|words| words.contains(char::is_alphabetic))
            };
            if self.map.get(key).is_some_and(has_words) {
                self.diagnostics.push(unused_words(key, self.span(key)));
            }
        }
        let unknown: Vec<String> =
            self.map.keys().filter(|key| !FOREIGN_KEYS.contains(&key.as_str())).cloned().collect();
        for key in unknown {
            let span = self.span(&key);
            self.diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    "unknown-key",
                    span,
                    message!("no key is called {key}", "{key} という設定項目はありません"),
                )
                .with_hint(message!(
                    "it is kept as it is; check its spelling",
                    "記述はそのまま残ります。つづりを確認してください"
                )),
            );
        }
    }
}

/// Says that words for the edge of each page stand in no copy: what stands there is the marking.
fn unused_words(key: &str, span: Span) -> Diagnostic {
    let message = message!("the words of {key} are not printed", "{key} の文言は印刷されません");
    Diagnostic::new(Severity::Info, "unused-words", span, message).with_hint(message!(
        "the edge of each page shows the marking; put them into the text if readers are to have them",
        "ページの端には取扱表示が入ります。読み手に渡す場合は本文に書いてください"
    ))
}

/// A key as it is known here, in whatever case and width it was typed; one that is nearly `share` is it.
pub(super) fn canonical_key(key: &str) -> String {
    let plain: String = key.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
    let plain = plain.trim();
    let known = KEYS.iter().chain(FOREIGN_KEYS).find(|known| known.eq_ignore_ascii_case(plain));
    // What might have been meant to keep the text is taken to.
    let is_nearly_share = || distance(&plain.to_lowercase(), "share") == 1;
    match known {
        Some(known) => (*known).to_owned(),
        None if is_nearly_share() => "share".to_owned(),
        None => key.to_owned(),
    }
}

/// Whether a key is known here, ours or that of another tool.
pub(super) fn is_known_key(key: &str) -> bool {
    let key = canonical_key(key);
    KEYS.iter().chain(FOREIGN_KEYS).any(|known| *known == key)
}

/// Says which keys are typed in another way than they should be.
pub(super) fn odd_keys(yaml: &str, offset: usize, keys: &[(String, Span)]) -> Vec<Diagnostic> {
    let is_odd = |(name, span): &&(String, Span)| {
        let typed = yaml.get(span.start - offset..span.end - offset).unwrap_or("");
        is_known_key(name) && !typed.trim_matches(['"', '\'', ' ', '\u{a0}']).eq_ignore_ascii_case(name)
    };
    let odd = keys.iter().filter(is_odd);
    odd.map(|(name, span)| {
        Diagnostic::new(
            Severity::Info,
            "odd-key",
            *span,
            message!("this is read as {name}", "{name} として読み取っています"),
        )
        .with_hint(message!("write {name}", "{name} と書いてください"))
        .with_fix(message!("Write {name}", "{name} と書く"), vec![Edit::replace(*span, name.clone())])
    })
    .collect()
}

pub(super) fn top_level_keys(yaml: &str, offset: usize) -> Vec<(String, Span)> {
    let mut keys = Vec::new();
    let mut start = offset;
    for line in yaml.split_inclusive('\n') {
        let begins_key = line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-');
        if let Some((name, _)) = line.split_once(':').filter(|_| begins_key) {
            let bare = name.trim().trim_matches(['"', '\'']);
            keys.push((canonical_key(bare), Span::new(start, start + name.trim_end().len())));
        }
        start += line.len();
    }
    keys
}

/// The YAML with lines of words quoted that hold the sign of a number: in `title: Meeting #3` it begins no comment.
pub(super) fn with_signs(yaml: &str) -> Cow<'_, str> {
    const WORDS: [&str; 7] = ["title", "subtitle", "audience", "principal", "author", "meeting", "place"];
    if !yaml.contains(" #") {
        return Cow::Borrowed(yaml);
    }
    let mut whole = String::with_capacity(yaml.len() + 8);
    for line in yaml.split_inclusive('\n') {
        let words = line.trim_end();
        let value =
            words.split_once(':').filter(|(key, _)| WORDS.contains(key)).map(|(_, value)| value.trim());
        let holds_sign = |value: &&str| {
            let is_bare = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '#']);
            let mut signs = value.match_indices(" #");
            is_bare
                && signs.any(|(at, sign)| value[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit()))
        };
        match value.filter(holds_sign) {
            Some(value) => {
                let start = words.len() - value.len();
                whole.push_str(&words[..start]);
                whole.push_str(&yaml_string(value));
                whole.push_str(&line[words.len()..]);
            }
            None => whole.push_str(line),
        }
    }
    Cow::Owned(whole)
}
