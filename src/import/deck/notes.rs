//! What of a deck is for the speaker: notes in the form of each tool, comments, hidden slides.

use crate::import::comment;
use crate::import::deck::code::code_after;
use crate::import::deck::settings::is_setting;
use crate::import::deck::until::{Until, title_of};
use crate::import::deck::{Deck, heading_level};
use crate::import::front::{is_look, key_of};
use crate::import::hiding::{hides, notes_in, tag_end, without_notes};
use crate::import::inline::open_comment;
use crate::import::sort::Tool;
use crate::text::message;

/// Words by which notes begin, with a colon behind them.
const NOTE_WORDS: [&str; 7] = [
    "note:",
    "notes:",
    "speaker notes:",
    "speaker note:",
    "presenter notes:",
    "presenter note:",
    "speaker_note:",
];
/// Commands in comments that say nothing to anybody.
const COMMANDS: [&str; 5] = ["reset_layout", "jump_to_middle", "new_line", "new_lines", "no_footer"];

impl Deck {
    /// Takes a line into the note that is open; false where none is, or it ended.
    pub(super) fn goes_to_note(&mut self, trimmed: &str) -> bool {
        let level = heading_level(trimmed);
        let ends_slide = self.breaks_at(level) || (self.tool == Tool::Remark && trimmed == "--");
        let Some((until, lines)) = self.note.as_mut() else { return false };
        let mut behind = "";
        let ends = match until {
            Until::Slide if ends_slide => {
                self.end_note();
                return false;
            }
            Until::Slide | Until::Rule | Until::Code => {
                lines.push(trimmed.to_owned());
                false
            }
            Until::Blank => {
                lines.push(trimmed.strip_prefix('^').unwrap_or(trimmed).trim().to_owned());
                trimmed.is_empty()
            }
            Until::Tag(name, depth) => match tag_end(trimmed, name, *depth) {
                Ok((at, after)) => {
                    lines.push(trimmed[..at].to_owned());
                    behind = &trimmed[after..];
                    true
                }
                Err(open) => {
                    *depth = open;
                    lines.push(trimmed.to_owned());
                    false
                }
            },
            Until::Fence(depth) => {
                let is_fence = trimmed.starts_with(":::");
                let opens = is_fence && !trimmed.trim_matches(':').trim().is_empty();
                *depth = if opens { *depth + 1 } else { *depth - usize::from(is_fence) };
                if *depth > 0 {
                    lines.push(trimmed.to_owned());
                }
                *depth == 0
            }
        };
        if ends {
            self.end_note();
        }
        self.before(behind);
        true
    }

    pub(super) fn begin_note(&mut self, trimmed: &str, until: Until) {
        let lower = trimmed.to_lowercase();
        let words = match &until {
            Until::Slide if trimmed == "???" => "",
            Until::Slide => {
                let len =
                    NOTE_WORDS.iter().find(|word| lower.starts_with(**word)).map_or(0, |word| word.len());
                trimmed.get(len..).unwrap_or(trimmed)
            }
            Until::Blank => trimmed.strip_prefix('^').unwrap_or(trimmed),
            Until::Fence(_) => title_of(trimmed.trim_matches(':').trim()),
            Until::Tag(..) | Until::Rule | Until::Code => "",
        };
        self.end_note();
        self.note = Some((until, vec![words.trim().to_owned()]));
    }

    /// Begins a note behind a tag that hides what it holds.
    pub(super) fn begin_tag(&mut self, name: &str, behind: &str) {
        match name {
            "style" => self.look(message!("styles", "スタイル")),
            "script" => self.remark(message!("the tag {name}", "タグ {name}")),
            _ => {}
        }
        self.note = Some((Until::Tag(name.to_owned(), 1), Vec::new()));
        self.goes_to_note(behind.trim());
    }

    /// Keeps the tag of a component that nothing is known of above what it holds.
    pub(super) fn begin_component(&mut self, name: &str, tag: &str) {
        self.remark(message!("the tag {name}", "タグ {name}"));
        if let Some((Until::Tag(..), lines)) = &mut self.note {
            lines.insert(0, format!("`{tag}`"));
        }
    }

    pub(super) fn end_note(&mut self) {
        match self.note.take() {
            // Nobody is to say it.
            Some((Until::Tag(name, _), lines)) if matches!(name.as_str(), "style" | "script") => {
                self.push(comment(&lines.join("\n")));
            }
            Some((_, lines)) => self.private(&lines.join("\n")),
            None => {}
        }
    }

    /// Makes private what was said on this slide and what will be.
    pub(super) fn hide_slide(&mut self, until: Until) {
        self.end_note();
        self.remark(message!("a hidden slide, which is private", "非表示のスライド（外部に出ません）"));
        let said = self.out.split_off(self.slide_at.min(self.out.len()));
        self.fences.clear();
        self.has_columns = false;
        self.body_at = self.out.len();
        self.begin_note("", until);
        if let Some((_, lines)) = self.note.as_mut() {
            lines.extend(said);
        }
    }

    /// Writes private text as notes, which nothing in it can end; before the title of a slide it waits for it.
    pub(super) fn private(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let mut written = vec![String::new(), "::: notes".to_owned()];
        let mut code = None;
        for line in text.trim_matches('\n').lines() {
            let is_own = line.trim_start().starts_with([':', '：']);
            code = code_after(code, line.trim());
            // Comments in notes would be no more private, but one that stays open would go on behind them.
            let line =
                if code.is_none() { line.replace("<!--", "").replace("-->", "") } else { line.to_owned() };
            let line = if is_own { format!("`{}`", line.trim()) } else { line };
            written.push(line.replace("%%", "% %"));
        }
        if let Some((sign, len)) = code {
            written.push(sign.to_string().repeat(len));
        }
        written.extend([":::".to_owned(), String::new()]);
        self.held.extend(written);
        if !self.is_empty || !self.has_rules {
            self.write_held();
        }
    }

    /// Writes the notes that waited for the title of their slide.
    pub(super) fn write_held(&mut self) {
        self.out.append(&mut self.held);
    }

    /// A comment that begins in a line: a setting, a step, or what the speaker says. Returns how many lines it took.
    pub(super) fn comment(&mut self, lines: &[&str], idx: usize, at: usize) -> usize {
        let mut n = 1;
        let mut rest = lines[idx][at..].to_owned();
        loop {
            while !rest.contains("-->") && idx + n < lines.len() {
                rest.push('\n');
                rest.push_str(lines[idx + n]);
                n += 1;
            }
            let (inner, behind) = rest.split_once("-->").unwrap_or((&rest, ""));
            self.commented(inner.trim_start_matches("<!--").trim());
            let next = open_comment(behind).unwrap_or(behind.len());
            self.before(&behind[..next]);
            if next == behind.len() {
                return n;
            }
            rest = behind[next..].to_owned();
        }
    }

    fn commented(&mut self, inner: &str) {
        let is_slide = inner.starts_with(".slide");
        if let Some(notes) = notes_in(inner).filter(|_| is_slide) {
            self.private(notes);
            return self.commented(without_notes(inner).trim());
        }
        let mut own = inner.lines().filter(|line| !line.trim().is_empty());
        let names = inner.split_whitespace().next().unwrap_or_default();
        if inner == "pause" {
            self.push(". . .".to_owned());
        } else if inner == "skip_slide" || (is_slide && hides(inner)) {
            self.hide_slide(Until::Slide);
        } else if inner == "fit" || inner.starts_with(".element") {
            // They say how large a title is, and that words come one by one.
        } else if is_slide || COMMANDS.contains(&names) {
            self.setting_line(inner, "style");
        } else if !inner.is_empty() && own.all(is_setting) {
            let mut keys = inner.lines().filter_map(|line| key_of(line.trim_end()));
            let odd = keys.find(|key| !is_look(key)).unwrap_or("style");
            self.setting_line(inner, odd);
        } else if inner.starts_with("include:") {
            self.odd_line(
                inner,
                message!("another file, not read: {inner}", "別のファイル（未読）：{inner}"),
            );
        } else {
            let spoken = inner.strip_prefix("speaker_note:").map_or(inner, str::trim);
            self.private(spoken);
        }
    }
}

/// Up to where a note reaches that begins with a line.
pub(super) fn note_start(trimmed: &str) -> Option<Until> {
    let lower = trimmed.to_lowercase();
    if NOTE_WORDS.iter().any(|word| lower.starts_with(word)) || trimmed == "???" {
        return Some(Until::Slide);
    }
    if trimmed.starts_with('^') && !trimmed.starts_with("^[") {
        return Some(Until::Blank);
    }
    (trimmed.starts_with(":::") && hides(trimmed)).then_some(Until::Fence(1))
}
