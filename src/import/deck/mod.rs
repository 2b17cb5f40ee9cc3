//! A deck, line by line: where slides begin, and what the room saw of them.
//!
//! What is for the speaker is read in `notes`, what stands side by side or is not Markdown in `blocks`.

mod blocks;
mod code;
mod notes;
mod settings;
mod until;

use crate::import::deck::blocks::remark_classes;
use crate::import::deck::code::{code_after, is_code_fence};
use crate::import::deck::notes::note_start;
use crate::import::deck::settings::hides_by_setting;
use crate::import::deck::until::Until;
use crate::import::front::Front;
use crate::import::hiding::{hides, hiding_tag, parted_component};
use crate::import::inline::{open_comment, rewrite, slide_comment};
use crate::import::sort::Tool;
use crate::import::{Place, Remark};
use crate::text::{Message, message};

/// A fence that is open, and whether it stands in the brief.
#[derive(Clone, Copy, Debug)]
struct Fence {
    is_written: bool,
    is_column: bool,
}

/// A deck on its way to a brief.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the slide or the deck, in any mixture"
)]
pub(super) struct Deck {
    tool: Tool,
    /// The level of headings that begin a slide, where the deck says so.
    slide_level: Option<u8>,
    /// Lines that part slides, where the deck says so.
    separators: Vec<String>,
    /// Whether the settings above the deck hide its first slide.
    hides_first: bool,
    out: Vec<String>,
    looks: Vec<Message>,
    remarks: Vec<Remark>,
    line: usize,
    /// The sign and length that end the code that is open.
    code: Option<(char, usize)>,
    note: Option<(Until, Vec<String>)>,
    /// Notes that were said before the title of their slide.
    held: Vec<String>,
    fences: Vec<Fence>,
    /// Whether nothing was said on this slide yet, and whether it is the first.
    is_empty: bool,
    is_first: bool,
    /// Where the rule before this slide is in what is written, and where its text begins, behind its title.
    break_at: Option<usize>,
    slide_at: usize,
    body_at: usize,
    has_columns: bool,
    has_rules: bool,
}

impl Deck {
    pub(super) fn new(tool: Tool, front: &Front) -> Self {
        Self {
            tool,
            slide_level: front.slide_level,
            separators: front.separators(),
            hides_first: front.rest.iter().any(|line| hides_by_setting(line)),
            out: Vec::new(),
            looks: Vec::new(),
            remarks: Vec::new(),
            line: 0,
            code: None,
            note: None,
            held: Vec::new(),
            fences: Vec::new(),
            is_empty: true,
            is_first: true,
            break_at: None,
            slide_at: 0,
            body_at: 0,
            has_columns: false,
            has_rules: false,
        }
    }

    /// Reads the lines behind the settings.
    pub(super) fn read(&mut self, lines: &[&str], from: usize) {
        self.has_rules = self.slide_level.is_none() && has_rule(&lines[from..]);
        let mut idx = from;
        if self.tool == Tool::Remark {
            self.line = from;
            idx += self.settings(lines, idx);
        }
        if self.hides_first {
            self.line = 1;
            self.hide_slide(Until::Rule);
        }
        while idx < lines.len() {
            self.line = idx + 1;
            idx += self.one(lines, idx).max(1);
        }
    }

    /// The text of the brief, what only says how it looks, and what was not understood.
    pub(super) fn finish(mut self) -> (String, Vec<Message>, Vec<Remark>) {
        if let (Some((sign, len)), None) = (self.code, &self.note) {
            self.push(sign.to_string().repeat(len));
        }
        self.end_slide();
        (self.out.join("\n"), self.looks, self.remarks)
    }

    /// Reads what begins with a line; returns how many lines it took.
    fn one(&mut self, lines: &[&str], idx: usize) -> usize {
        let line = lines[idx];
        let trimmed = line.trim();
        if self.code.is_some() || is_code_fence(trimmed).is_some() {
            self.code_line(line);
            return 1;
        }
        if self.is_slide_break(lines, idx) {
            self.end_slide();
            self.begin_slide();
            return 1 + self.settings(lines, idx + 1);
        }
        if self.goes_to_note(trimmed) {
            return 1;
        }
        let component = parted_component(line, &lines[idx + 1..]);
        let (comment_at, tag) = (first_comment(line), component.clone().or_else(|| hiding_tag(line)));
        let hidden_at = tag.as_ref().map_or(usize::MAX, |tag| tag.start);
        // Within words, what no line ends is no comment.
        let is_comment =
            |at: usize| line[..at].trim().is_empty() || lines[idx..].iter().any(|line| line.contains("-->"));
        if let Some(at) = comment_at.filter(|&at| at < hidden_at && is_comment(at)) {
            self.before(&line[..at]);
            return self.comment(lines, idx, at);
        }
        if let Some(tag) = tag.filter(|tag| tag.opens_block(line)) {
            self.before(&line[..tag.start]);
            self.begin_tag(&tag.name, &line[tag.inner..]);
            if component.is_some() {
                self.begin_component(&tag.name, &line[tag.start..tag.inner]);
            }
            return 1;
        }
        if let Some(until) = note_start(trimmed) {
            self.begin_note(trimmed, until);
            return 1;
        }
        self.shown(lines, idx)
    }

    /// Reads what stands on a line before something that hides what follows.
    fn before(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.one(&[words], 0);
        }
    }

    /// A line that the room saw, or that says how it saw it.
    fn shown(&mut self, lines: &[&str], idx: usize) -> usize {
        let (line, trimmed) = (lines[idx], lines[idx].trim());
        let underline = lines.get(idx + 1).map_or("", |next| next.trim());
        let is_words = !trimmed.is_empty() && !trimmed.starts_with(['#', '>', '-', '*', '|', '`', ':', '<']);
        let is_underline = |sign: char| underline.len() > 1 && underline.chars().all(|c| c == sign);
        if is_words && is_underline('=') {
            self.heading(1, trimmed);
            return 2;
        }
        if is_words && is_underline('-') && !self.tool.parts_by_line() {
            self.heading(2, trimmed);
            return 2;
        }
        let level = heading_level(trimmed);
        if level > 0 {
            self.heading(level, trimmed[level..].trim());
            return 1;
        }
        match trimmed {
            "--" if self.tool == Tool::Remark => self.push(". . .".to_owned()),
            "$$" => return self.formula(lines, idx),
            "]" if self.tool == Tool::Remark => {}
            "::left::" | "::right::" | "::default::" if self.tool == Tool::Slidev => self.next_column(),
            "[.column]" => self.next_column(),
            _ if trimmed.starts_with(":::") => self.fence(trimmed),
            _ if trimmed.starts_with("[.") && trimmed.ends_with(']') => {
                self.setting_line(trimmed, trimmed[2..].split([':', ']', ' ']).next().unwrap_or_default());
            }
            _ if trimmed.starts_with("<<<") => {
                self.odd_line(
                    trimmed,
                    message!("another file, not read: {trimmed}", "別のファイル（未読）：{trimmed}"),
                );
            }
            _ => self.words(line),
        }
        1
    }

    fn words(&mut self, line: &str) {
        let line = if self.tool == Tool::Remark { remark_classes(line) } else { line.to_owned() };
        let rewritten = rewrite(&line, matches!(self.tool, Tool::Marp | Tool::Deckset));
        rewritten.odd.into_iter().for_each(|odd| self.remark(odd));
        self.is_empty &= rewritten.text.trim().is_empty();
        self.push(rewritten.text);
    }

    fn heading(&mut self, level: usize, words: &str) {
        let begins = self.breaks_at(level);
        if begins && matches!(self.note, Some((Until::Slide, _))) {
            self.end_note();
        }
        let braces = words.rsplit_once('{').map_or("", |(_, braces)| braces);
        if hides(braces) && braces.ends_with('}') {
            if begins {
                self.end_slide();
            }
            self.begin_note(words.split('{').next().unwrap_or_default(), Until::Slide);
            self.remark(message!("a hidden slide, which is private", "非表示のスライド（外部に出ません）"));
            return;
        }
        // Between rules a heading begins no slide, and the first of a slide is its title.
        let level = match (self.has_rules, self.is_empty) {
            (false, _) => level,
            (true, true) if self.is_first && level == 1 => 1,
            (true, true) => 2,
            (true, false) => level.max(3),
        };
        if let Some(at) = self.break_at.take().filter(|_| self.is_empty && level <= 2) {
            self.out[at].clear();
        }
        if begins {
            self.slide_at = self.out.len();
        }
        let rewritten = rewrite(&words.replace("[fit]", ""), false);
        rewritten.odd.into_iter().for_each(|odd| self.remark(odd));
        self.is_empty = false;
        self.push(String::new());
        self.push(format!("{} {}", "#".repeat(level), rewritten.text.trim()));
        self.push(String::new());
        if !self.has_columns {
            self.body_at = self.out.len();
        }
        self.write_held();
    }

    /// Whether a heading of a level begins a slide.
    fn breaks_at(&self, level: usize) -> bool {
        let most = self.slide_level.map_or(2, usize::from);
        (self.tool.breaks_at_headings() || self.slide_level.is_some()) && (1..=most).contains(&level)
    }

    fn is_slide_break(&self, lines: &[&str], idx: usize) -> bool {
        let trimmed = lines[idx].trim();
        let is_inside = matches!(self.note, Some((Until::Tag(..) | Until::Fence(_), _)));
        if is_inside && self.tool == Tool::Pandoc {
            return false;
        }
        if trimmed == "<!-- end_slide -->" || self.separators.iter().any(|line| line == trimmed) {
            return true;
        }
        // A rule is only a rule where the deck says what parts its slides.
        if !self.separators.is_empty() && matches!(self.note, Some((Until::Slide, _))) {
            return false;
        }
        let is_below_words = idx > 0 && !lines[idx - 1].trim().is_empty() && self.note.is_none();
        let is_apart = !is_below_words || self.out.last().is_none_or(|last| last.trim().is_empty());
        match trimmed {
            "---" => self.tool.parts_by_line() || is_apart || is_heading_line(lines[idx - 1]),
            "----" | "--" => self.tool == Tool::Reveal,
            _ if matches!(self.tool, Tool::Marp | Tool::Pandoc) => {
                is_rule(trimmed) && (is_apart || !trimmed.starts_with('-'))
            }
            _ => false,
        }
    }

    fn begin_slide(&mut self) {
        self.push(String::new());
        self.break_at = Some(self.out.len());
        self.push("---".to_owned());
        self.push(String::new());
        self.is_empty = true;
        self.is_first = false;
        self.slide_at = self.out.len();
        self.body_at = self.out.len();
    }

    fn end_slide(&mut self) {
        self.end_note();
        while let Some(fence) = self.fences.pop() {
            if fence.is_written {
                self.push(":::".to_owned());
            }
        }
        self.has_columns = false;
        self.is_empty = false;
        self.write_held();
    }

    fn remark(&mut self, words: Message) {
        self.remarks.push(Remark { place: Place::Line(self.line), words });
    }

    /// Says of something, once, that it only tells how slides look.
    fn look(&mut self, words: Message) {
        if !self.looks.contains(&words) {
            self.looks.push(words);
        }
    }

    fn push(&mut self, line: String) {
        self.out.push(line);
    }
}

/// Where a comment begins a line, does not end on it, or says something of its slide.
fn first_comment(line: &str) -> Option<usize> {
    let blank = line.len() - line.trim_start().len();
    let begins = line[blank..].starts_with("<!--").then_some(blank);
    begins.or_else(|| slide_comment(line)).or_else(|| open_comment(line))
}

/// The level of a heading behind number signs, else nought.
fn heading_level(trimmed: &str) -> usize {
    let level = trimmed.chars().take_while(|c| *c == '#').count();
    if level <= 6 && trimmed[level..].starts_with([' ', '\t']) { level } else { 0 }
}

fn is_heading_line(line: &str) -> bool {
    heading_level(line.trim()) > 0
}

/// Whether a line is a rule of Markdown.
fn is_rule(trimmed: &str) -> bool {
    let signs: String = trimmed.chars().filter(|c| !c.is_whitespace()).collect();
    signs.len() >= 3 && ['-', '*', '_'].iter().any(|sign| signs.chars().all(|c| c == *sign))
}

/// Whether a rule stands in a deck outside of code.
fn has_rule(lines: &[&str]) -> bool {
    let mut code: Option<(char, usize)> = None;
    lines.iter().any(|line| {
        let is_code = code.is_some();
        code = code_after(code, line.trim());
        !is_code && is_rule(line.trim())
    })
}
