//! Front matter that cannot be read as a whole: each key is read by itself, and what is wrong with a line is said in
//! plain words, with the edit that mends it.
//!
//! What is read here is shown to the author only. Whoever calls must hand nothing out of a brief that needed it.

use crate::brief::front::keys::{canonical_key, is_known_key};
use crate::brief::yaml::yaml_fault;
use crate::text::{Diagnostic, Edit, Severity, Span, apply_edits, message};

/// Keys whose value is a list or a mapping, so that a bracket at its beginning is meant as one.
const NESTED_KEYS: [&str; 6] = ["marking", "scope", "avoid", "clearances", "languages", "options"];

type Map = serde_json::Map<String, serde_json::Value>;

/// Reads what can be read of `yaml`, which begins at byte `offset` of the brief, and says what is wrong with the rest.
pub(super) fn salvage(yaml: &str, offset: usize) -> (Map, Vec<Diagnostic>) {
    let (mut map, mut found) = (Map::new(), Vec::new());
    for block in blocks(yaml) {
        let text = block.slice(yaml);
        let read = read(text).map(|read| (read, None)).or_else(|| {
            let mend = mended(text)?;
            let read = read(&apply_edits(text, &mend.edits)?)?;
            Some((read, Some(mend)))
        });
        let Some((read, mend)) = read else {
            found.push(unreadable(text, offset + block.start));
            continue;
        };
        found.extend(mend.map(|mend| mend.found(text, offset + block.start)));
        for (key, value) in read {
            if map.contains_key(&key) {
                found.push(twice(&key, Span::new(block.start, block.start + key.len()), offset));
            } else {
                map.insert(key, value);
            }
        }
    }
    (map, found)
}

/// The parts that each begin with a key in the first column.
fn blocks(yaml: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '-' | '}' | ']'));
        let end = at + line.len();
        match found.last_mut() {
            Some(last) if !begins => last.end = end,
            _ => found.push(Span::new(at, end)),
        }
        at = end;
    }
    found.retain(|block| block.slice(yaml).lines().any(|line| !is_idle(line)));
    found
}

/// Whether a line says nothing to YAML.
fn is_idle(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn read(yaml: &str) -> Option<Map> {
    serde_saphyr::from_str(yaml).ok()
}

/// What makes a part readable.
struct Mend {
    edits: Vec<Edit>,
    sort: Sort,
    /// The key whose line it is.
    key: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Quoted,
    Closed,
    Colon,
}

/// The edits that make a part readable, line by line; nothing where no line of it can be mended by itself.
fn mended(block: &str) -> Option<Mend> {
    let mut mend: Option<Mend> = None;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        let bare = line.trim_end();
        let indent = bare.len() - bare.trim_start_matches([' ', '-']).len();
        let words = &bare[indent..];
        if !is_idle(words) && read(words).is_none() {
            let (edit, sort, key) = mended_line(words, at + indent)?;
            let mend = mend.get_or_insert(Mend { edits: Vec::new(), sort, key });
            mend.edits.push(edit);
        }
        at += line.len();
    }
    mend
}

/// The edit that makes one line readable, which begins at byte `at` of its part.
fn mended_line(line: &str, at: usize) -> Option<(Edit, Sort, String)> {
    let Some((name, value)) = line.split_once(": ") else { return with_colon(line, at) };
    let key = canonical_key(name.trim().trim_matches(['"', '\'']));
    let value_at = name.len() + 2 + (value.len() - value.trim_start().len());
    let value = value.split(" #").next().unwrap_or(value).trim();
    let quoted = (quoted(value), Sort::Quoted);
    let mut tries: Vec<(String, Sort)> = Vec::new();
    if value.starts_with(['"', '\'']) {
        tries.push((format!("{value}{}", &value[..1]), Sort::Closed));
    }
    if NESTED_KEYS.contains(&key.as_str()) {
        tries.push((quoted_within(value), Sort::Quoted));
        tries.push((closed(value), Sort::Closed));
    }
    tries.push(quoted);
    let is_read = |(value, _): &(String, Sort)| read(&format!("{name}: {value}")).is_some();
    let (mended, sort) = tries.into_iter().find(is_read)?;
    let span = Span::new(at + value_at, at + value_at + value.len());
    Some((Edit::replace(span, mended), sort, key))
}

/// A line without a colon, or with a wide one, that begins with the name of a key.
fn with_colon(line: &str, at: usize) -> Option<(Edit, Sort, String)> {
    let name = line.split([' ', ':', '：', '\u{3000}', '\u{a0}']).next()?;
    let rest = line[name.len()..].trim_start_matches([' ', ':', '：', '\u{3000}', '\u{a0}']);
    if !is_known_key(name) || rest.is_empty() {
        return None;
    }
    let value = if read(&format!("k: {rest}")).is_some() { rest.to_owned() } else { quoted(rest) };
    let edit = Edit::replace(Span::new(at, at + line.len()), format!("{name}: {value}"));
    Some((edit, Sort::Colon, canonical_key(name)))
}

/// A value as YAML takes it whatever it holds.
fn quoted(value: &str) -> String {
    let has_double = value.contains(['"', '\\']);
    if has_double { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// A value in braces in which each part that holds a colon stands in quotes.
fn quoted_within(value: &str) -> String {
    let Some(inner) = value.strip_prefix('{') else { return value.to_owned() };
    let (inner, end) = inner.strip_suffix('}').map_or((inner, ""), |inner| (inner, "}"));
    let parts = inner.split(',').map(|part| match part.split_once(": ") {
        Some((key, said)) if read(&format!("k: {}", said.trim())).is_none() => {
            let blank = if part.ends_with(' ') { " " } else { "" };
            format!("{key}: {}{blank}", quoted(said.trim()))
        }
        _ => part.to_owned(),
    });
    format!("{{{}{end}", parts.collect::<Vec<_>>().join(","))
}

/// A value with the brackets closed that it opens.
fn closed(value: &str) -> String {
    let mut open = Vec::new();
    for sign in value.chars() {
        match sign {
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    let blank = if value.contains("{ ") && !value.ends_with(' ') { " " } else { "" };
    format!("{value}{blank}{}", open.into_iter().rev().collect::<String>())
}

impl Mend {
    /// What is said of it; `offset` is where the part begins in the brief.
    fn found(self, block: &str, offset: usize) -> Diagnostic {
        let Self { edits, sort, key } = self;
        let first = edits.iter().map(|edit| edit.span).min().unwrap_or_default();
        let typed = first.slice(block).trim();
        let span = Span::new(offset + first.start, offset + first.start + typed.len());
        let (said, fix) = match sort {
            Sort::Quoted => (
                message!(
                    "what {key} says holds a colon or begins with a sign of its own, so it must stand in quotes",
                    "{key} の値はコロンや記号を含むため、引用符で囲む必要があります"
                ),
                message!("Put it in quotes", "引用符で囲む"),
            ),
            Sort::Closed => (
                message!(
                    "a quote or bracket in the line of {key} is never closed",
                    "{key} の行の引用符又は括弧が閉じられていません"
                ),
                message!("Close it", "閉じる"),
            ),
            Sort::Colon => (
                message!(
                    "the line of {key} needs a colon and a blank behind the name",
                    "{key} の行には、名前の後にコロンと空白が必要です"
                ),
                message!("Write the colon", "コロンを書く"),
            ),
        };
        let mended = edits.first().map(|edit| edit.replacement.clone()).unwrap_or_default();
        let hint = if sort == Sort::Colon {
            message!(
                "write {mended}; until then nothing is handed out",
                "{mended} と書いてください。直すまで外部に渡す写しは作成しません"
            )
        } else {
            message!(
                "write {mended} instead; until then nothing is handed out",
                "{mended} と書いてください。直すまで外部に渡す写しは作成しません"
            )
        };
        let moved = edits.into_iter().map(|edit| {
            let span = Span::new(offset + edit.span.start, offset + edit.span.end);
            Edit::replace(span, edit.replacement)
        });
        let found = Diagnostic::new(Severity::Error, "front-matter", span, said);
        found.with_hint(hint).with_fix(fix, moved.collect())
    }
}

/// What is said of a part that cannot be mended by rule.
fn unreadable(block: &str, offset: usize) -> Diagnostic {
    // The first line with which it cannot be read any more.
    let mut end = 0;
    let mut place = Span::default();
    for line in block.split_inclusive('\n') {
        let start = end;
        end += line.len();
        if !is_idle(line) && read(&block[..end]).is_none() {
            let indent = line.len() - line.trim_start().len();
            place = Span::new(start + indent, start + indent + line.trim().len());
            break;
        }
    }
    let (line, at) = (place.slice(block), offset + place.start);
    let said = message!(
        "this line of the front matter is not understood: {line}",
        "冒頭の設定のうち「{line}」の行を読み取れません"
    );
    let hint = message!(
        "write a name, a colon and a blank, then the value, in quotes if it holds a colon; until then nothing is handed out",
        "「名前: 値」の形で書き、コロンを含む値は引用符で囲んでください。直すまで外部に渡す写しは作成しません"
    );
    Diagnostic::new(Severity::Error, "front-matter", Span::new(at, at + line.len()), said).with_hint(hint)
}

/// What is said of front matter each key of which can be read, but not the whole.
pub(super) fn not_read(span: Span, err: &serde_saphyr::Error) -> Diagnostic {
    let reason = yaml_fault(err);
    let message = message!(
        "the front matter is not valid YAML: {reason}",
        "冒頭の設定を YAML として読み取れません（{reason}）",
        reason
    );
    let hint = message!(
        "put text that holds a colon or begins with a bracket in quotes; until it can be read, ordinary text stays private",
        "コロンを含む文字列や括弧で始まる文字列は引用符で囲んでください。読み取れるまで、通常の本文は外部に出ません"
    );
    Diagnostic::new(Severity::Error, "front-matter", span, message).with_hint(hint)
}

fn twice(key: &str, span: Span, offset: usize) -> Diagnostic {
    let said = message!("{key} is written twice", "{key} が二度書かれています");
    let hint = message!(
        "keep one of them; until then nothing is handed out",
        "一方を消してください。直すまで外部に渡す写しは作成しません"
    );
    let span = Span::new(offset + span.start, offset + span.end);
    Diagnostic::new(Severity::Error, "front-matter", span, said).with_hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mends a text by its fixes; what is left can be read as a whole.
    fn fixed(yaml: &str) -> String {
        let (_, found) = salvage(yaml, 0);
        let edits: Vec<Edit> =
            found.iter().filter_map(|found| found.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
        apply_edits(yaml, &edits).expect("the edits fit")
    }

    #[test]
    fn each_fault_has_a_fix_that_makes_it_readable_and_keeps_what_was_meant() {
        for (yaml, key, meant) in [
            ("title: A: b\ndate: 2024\n", "title", "A: b"),
            ("title: [Draft] Jobs\n", "title", "[Draft] Jobs"),
            ("title: \"A\ndate: 2024\n", "title", "A"),
            ("title: 'A\n", "title", "A"),
            ("title: *Jobs*\n", "title", "*Jobs*"),
            ("title: Say \"no\": twice # a remark\n", "title", "Say \"no\": twice"),
            ("title: It's: so\n", "title", "It's: so"),
            ("title：日米\n", "title", "日米"),
            ("title A\ndate: 2024\n", "title", "A"),
            ("audience: a: b\nmeeting: 10:30: room\n", "audience", "a: b"),
        ] {
            let (map, found) = salvage(yaml, 0);
            assert_eq!(map.get(key).and_then(|value| value.as_str()), Some(meant), "{yaml}");
            assert!(!found.is_empty(), "{yaml}");
            let read = read(&fixed(yaml)).unwrap_or_else(|| panic!("{yaml} became {}", fixed(yaml)));
            assert_eq!(read.get(key).and_then(|value| value.as_str()), Some(meant), "{yaml}");
        }
    }

    #[test]
    fn a_marking_is_read_though_its_line_is_spoiled() {
        for yaml in [
            "title: A: b\nmarking: { scheme: uk, banner: OFFICIAL }\n",
            "marking: { scheme: uk, banner: OFFICIAL\n",
            "marking:\n  scheme: uk\n  banner: OFFICIAL\ntitle: [a\n",
            "title A\nmarking:\n  scheme: uk\n  banner: \"OFFICIAL\n",
        ] {
            let (map, _) = salvage(yaml, 0);
            let banner = map.get("marking").and_then(|marking| marking.get("banner"));
            assert_eq!(banner.and_then(|banner| banner.as_str()), Some("OFFICIAL"), "{yaml}");
            assert!(read(&fixed(yaml)).is_some(), "{yaml} became {}", fixed(yaml));
        }
        let colon = fixed("marking: { scheme: none, banner: A: b }\n");
        assert_eq!(colon, "marking: { scheme: none, banner: \"A: b\" }\n");
    }

    #[test]
    fn what_cannot_be_mended_is_named() {
        let (map, found) = salvage("title: A\ntitle: B\nsome words\n", 4);
        assert_eq!(map.get("title").and_then(|value| value.as_str()), Some("A"));
        assert!(found[0].message.en.contains("title is written twice"), "{found:?}");
        assert!(found[1].message.en.contains("some words"), "{found:?}");
        assert_eq!(found[1].span, Span::new(22, 32));
    }
}
