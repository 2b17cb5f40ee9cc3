//! Front matter: the YAML above the text, read key by key so that one bad value spoils no other.

mod choices;
mod duration;
mod fences;
mod keys;
mod salvage;

use std::time::Duration;

pub use self::choices::{BriefKind, Interpreter, Lang, Share};
pub use self::duration::parse_duration;
pub(super) use self::fences::read_front;

use serde::Deserialize;

use crate::brief::front::keys::{KeyReader, canonical_key, odd_keys, top_level_keys, with_signs};
use crate::brief::front::salvage::{not_read, salvage};
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::schemes::{scheme_named, scheme_names, schemes};
use crate::brief::us_state::{UsState, us_state};
use crate::text::{Diagnostic, Span, message};

/// What stands above the text. A key that is missing or could not be read has its default.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, in any mixture")]
pub struct FrontMatter {
    /// The whole front matter with its two lines of hyphens; empty where there is none.
    pub span: Span,
    /// The title, with its portion mark if it has one.
    pub title: Option<String>,
    /// A second line below the title.
    pub subtitle: Option<String>,
    /// What the brief is for.
    pub kind: BriefKind,
    /// Who is spoken to.
    pub audience: Option<String>,
    /// Who speaks.
    pub principal: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The date of the brief, as written.
    pub date: Option<String>,
    /// When the meeting is, as written.
    pub meeting: Option<String>,
    /// Where the meeting is.
    pub place: Option<String>,
    /// The language of the text.
    pub lang: Lang,
    /// The time that is given.
    pub duration: Option<Duration>,
    /// How it is interpreted.
    pub interpreter: Interpreter,
    /// The marking of the whole brief.
    pub marking: Marking,
    /// Whether the marking, or that there is none, could be read.
    pub is_marking_clear: bool,
    /// The path of the fact book, beside the brief.
    pub facts: Option<String>,
    /// The state for whose member the brief is made.
    pub state: Option<UsState>,
    /// Words that must not be used.
    pub avoid: Vec<String>,
    /// Who may read ordinary text.
    pub share: Share,
    /// Whether copies that leave bear the date of the brief.
    pub dates_handouts: bool,
    /// The level of the headings that begin a slide.
    pub slide_level: u8,
    /// How many pages the paper may have.
    pub limit: Option<usize>,
    /// The theme.
    pub theme: Option<String>,
    /// A Word document beside the brief whose styles and sheet a Word file takes.
    pub reference_doc: Option<String>,
    /// A presentation beside the brief whose master and layouts a PowerPoint file takes.
    pub reference_pptx: Option<String>,
    /// Whether a Word file asks whoever changes it to let Word track the changes.
    pub tracks_changes: bool,
    /// Whether slides are 4:3 instead of 16:9.
    pub is_four_to_three: bool,
    /// The version of the brief.
    pub version: Option<String>,
    /// The version this one replaces.
    pub supersedes: Option<String>,
    /// To whom a démarche is delivered.
    pub deliver_to: Option<String>,
    /// By when a démarche is delivered.
    pub deliver_by: Option<String>,
    /// Who has agreed to the text.
    pub clearances: Vec<Clearance>,
    /// Every key with the bytes of its name, in order.
    pub keys: Vec<(String, Span)>,
}

impl Default for FrontMatter {
    fn default() -> Self {
        Self {
            span: Span::default(),
            title: None,
            subtitle: None,
            kind: BriefKind::Briefing,
            audience: None,
            principal: None,
            author: None,
            date: None,
            meeting: None,
            place: None,
            lang: Lang::En,
            duration: None,
            interpreter: Interpreter::None,
            marking: Marking { scheme: &schemes()[0], banner: None },
            is_marking_clear: true,
            facts: None,
            state: None,
            avoid: Vec::new(),
            share: Share::Text,
            dates_handouts: true,
            slide_level: 2,
            limit: None,
            theme: None,
            reference_doc: None,
            reference_pptx: None,
            tracks_changes: false,
            is_four_to_three: false,
            version: None,
            supersedes: None,
            deliver_to: None,
            deliver_by: None,
            clearances: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl FrontMatter {
    /// The bytes of a key's name, or the start of the text where the key is missing.
    pub fn key_span(&self, key: &str) -> Span {
        let found = self.keys.iter().find(|(name, _)| name == key);
        found.map_or(Span::default(), |&(_, span)| span)
    }

    /// Whether the key is written at all.
    pub fn has_key(&self, key: &str) -> bool {
        self.keys.iter().any(|(name, _)| name == key)
    }
}

/// The marking of a whole brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Marking {
    /// The scheme it is marked in.
    pub scheme: &'static Scheme,
    /// What the author wrote as the banner.
    pub banner: Option<String>,
}

/// That an office has agreed to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Clearance {
    /// The office or person.
    pub office: String,
    /// The version it agreed to.
    pub version: String,
    /// When.
    pub date: String,
}

/// Reads the YAML in `yaml`, which begins at byte `offset` of the brief; `span` covers it with its fences.
pub(super) fn parse_front(
    yaml: &str,
    offset: usize,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let keys = top_level_keys(yaml, offset);
    diagnostics.extend(odd_keys(yaml, offset, &keys));
    let mut front = FrontMatter { span, keys, ..FrontMatter::default() };
    if yaml.trim().is_empty() {
        return front;
    }
    let (map, is_whole) = match serde_saphyr::from_str(&with_signs(yaml)) {
        Ok(map) => (map, true),
        Err(err) => {
            let (map, found) = salvage(yaml, offset);
            if found.is_empty() {
                diagnostics.push(not_read(span, &err));
            }
            diagnostics.extend(found);
            (map, false)
        }
    };
    let map = map.into_iter().map(|(key, value)| (canonical_key(&key), value)).collect();
    let mut reader = KeyReader { map, keys: front.keys.clone(), diagnostics };
    read_keys(&mut front, &mut reader);
    if reader.keeps() || !is_whole {
        front.share = Share::Marked;
    }
    // What was read key by key shows what was meant, but may not be all that `share` and `marking` said.
    front.is_marking_clear &= is_whole;
    reader.warn_of_the_rest();
    front
}

fn read_keys(front: &mut FrontMatter, reader: &mut KeyReader<'_>) {
    front.title = reader.line("title");
    front.subtitle = reader.line("subtitle");
    front.kind = reader
        .value("kind", || {
            message!("briefing, bilateral, demarche or qa", "briefing、bilateral、demarche、qa のいずれか")
        })
        .unwrap_or_default();
    front.audience = reader.text("audience");
    front.principal = reader.line("principal");
    front.author = reader.line("author");
    front.date = reader.line("date");
    front.meeting = reader.line("meeting");
    front.place = reader.line("place");
    front.lang = read_lang(reader);
    front.duration = read_duration(reader);
    front.interpreter = reader
        .value("interpreter", || {
            message!("none, consecutive or simultaneous", "none、consecutive、simultaneous のいずれか")
        })
        .unwrap_or_default();
    let n_found = reader.diagnostics.len();
    front.marking = read_marking(reader);
    front.is_marking_clear = reader.diagnostics.len() == n_found;
    front.facts = reader.text("facts");
    front.state = read_state(reader);
    front.avoid = reader
        .value("avoid", || {
            message!("a list of words, as in [resolve, concession]", "[解決, 譲歩] のような語の一覧")
        })
        .unwrap_or_default();
    // Where the key cannot be read, the careful meaning holds.
    let is_said = front.has_key("share");
    let share = reader.value("share", || message!("text or marked", "text 又は marked"));
    front.share = share.unwrap_or(if is_said { Share::Marked } else { Share::Text });
    let handout_date = reader.text("handout-date").map(|said| said.to_lowercase());
    front.dates_handouts = !matches!(handout_date.as_deref(), Some("none" | "no" | "false"));
    let slide_level: Option<u8> = reader
        .value("slide-level", || message!("a heading level from 1 to 6", "1 から 6 までの見出しレベル"));
    front.slide_level = slide_level.unwrap_or(2).clamp(1, 6);
    front.limit = reader.limit();
    front.theme = reader.text("theme");
    front.reference_doc = reader.text("reference-doc");
    front.reference_pptx = reader.text("reference-pptx");
    let tracked = reader.text("track-changes").map(|said| said.to_lowercase());
    front.tracks_changes = tracked.is_some_and(|said| !matches!(said.as_str(), "no" | "false" | "none"));
    let ratio =
        reader.text("aspectRatio").or_else(|| reader.text("aspect_ratio")).or_else(|| reader.text("ratio"));
    front.is_four_to_three = ratio.is_some_and(|ratio| ratio.replace('/', ":").trim() == "4:3");
    front.version = reader.text("version");
    front.supersedes = reader.text("supersedes");
    front.deliver_to = reader.text("deliver-to");
    front.deliver_by = reader.text("deliver-by");
    front.clearances = reader
        .value("clearances", || {
            message!("a list of {{office, version, date}}", "{{office, version, date}} の一覧")
        })
        .unwrap_or_default();
}

fn read_lang(reader: &mut KeyReader<'_>) -> Lang {
    let Some(tag) = reader.text("lang") else { return Lang::En };
    match tag.split(['-', '_']).next().map(str::to_lowercase).as_deref() {
        Some("en") => Lang::En,
        Some("ja" | "jp") => Lang::Ja,
        _ => {
            reader.complain("lang", &message!("en or ja", "en 又は ja"));
            Lang::En
        }
    }
}

/// Reads `scope: { state: OH }`.
fn read_state(reader: &mut KeyReader<'_>) -> Option<UsState> {
    #[derive(Deserialize)]
    struct Written {
        state: String,
    }
    let written: Written = reader
        .value("scope", || message!("a state, as in {{ state: OH }}", "{{ state: OH }} のような州の指定"))?;
    let state = us_state(&written.state);
    if state.is_none() {
        reader.complain(
            "scope",
            &message!(
                "a state of the United States by its code or name, as in {{ state: OH }}",
                "{{ state: OH }} のような、米国の州の略号又は名称"
            ),
        );
    }
    state
}

fn read_duration(reader: &mut KeyReader<'_>) -> Option<Duration> {
    let text = reader.text("duration")?;
    let duration = parse_duration(&text);
    if duration.is_none() {
        reader.complain(
            "duration",
            &message!("a time such as 15m, 1h30m or 90s", "15m、1h30m、90s のような時間"),
        );
    }
    duration
}

fn read_marking(reader: &mut KeyReader<'_>) -> Marking {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Banner(String),
        Both { scheme: Option<String>, banner: Option<String> },
    }
    let none = Marking { scheme: &schemes()[0], banner: None };
    let Some(written) = reader
        .value("marking", || message!("{{ scheme: us, banner: SBU }}", "{{ scheme: jp, banner: 取扱注意 }}"))
    else {
        return none;
    };
    let (scheme_name, banner) = match written {
        // The name of a scheme alone is no banner.
        Written::Banner(name) if scheme_named(&name).is_some() => (Some(name), None),
        Written::Banner(banner) => (None, Some(banner)),
        Written::Both { scheme, banner } => (scheme, banner),
    };
    let by_banner = || {
        let holds = |scheme: &&Scheme| banner.as_deref().is_some_and(|banner| scheme.rank(banner).is_some());
        schemes().iter().find(holds)
    };
    let scheme = match scheme_name {
        Some(name) => scheme_named(&name).unwrap_or_else(|| {
            let names = scheme_names();
            let wanted = message!("a scheme among {names} and none", "{names}、none のいずれかの方式", names);
            reader.complain("marking", &wanted);
            by_banner().unwrap_or(&schemes()[0])
        }),
        None => by_banner().unwrap_or(&schemes()[0]),
    };
    Marking { scheme, banner }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Severity;

    fn read(yaml: &str) -> (FrontMatter, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let span = Span::new(0, yaml.len() + 8);
        let front = parse_front(yaml, 4, span, &mut diagnostics);
        (front, diagnostics)
    }

    #[test]
    fn one_bad_value_spoils_no_other() {
        let (front, diagnostics) = read("title: Jobs\nlang: xx\nduration: 15m\nshare: everybody\n");
        assert_eq!(front.title.as_deref(), Some("Jobs"));
        assert_eq!(front.duration, Some(Duration::from_mins(15)));
        assert_eq!(front.share, Share::Marked);
        assert_eq!(diagnostics.len(), 2);
        assert_eq!(diagnostics[0].span, Span::new(16, 20));
    }

    #[test]
    fn what_is_not_yaml_shares_nothing() {
        let (front, diagnostics) = read("title: [open\nshare: text\n");
        assert_eq!(front.share, Share::Marked);
        assert_eq!(diagnostics[0].severity, Severity::Error);
    }

    #[test]
    fn markings_are_read_long_and_short() {
        let (front, _) = read("marking: { scheme: uk, banner: OFFICIAL }\n");
        assert_eq!(front.marking.scheme.name, "uk");
        let (front, _) = read("marking: 取扱注意\n");
        assert_eq!(front.marking.scheme.name, "jp");
        let (front, _) = read("marking: none\n");
        assert_eq!(front.marking, Marking { scheme: &schemes()[0], banner: None });
    }

    #[test]
    fn keys_of_other_tools_pass_and_unknown_ones_are_said() {
        let (_, diagnostics) = read("marp: true\npaginate: true\ntitel: Jobs\n");
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].message.en.contains("titel"));
    }
}
