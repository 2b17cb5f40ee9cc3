//! Fences, columns, code and formulas of a deck.

use crate::import::comment;
use crate::import::deck::code::code_after;
use crate::import::deck::until::{Until, title_of};
use crate::import::deck::{Deck, Fence};
use crate::import::hiding::hides;
use crate::import::sort::Tool;
use crate::text::{Message, message};

/// Classes of fences that only lay out what is in them.
const LAYOUT_FENCES: [&str; 16] = [
    "incremental",
    "nonincremental",
    "fragment",
    "center",
    "r-stack",
    "r-hstack",
    "r-vstack",
    "r-fit-text",
    "r-stretch",
    "panel-tabset",
    "smaller",
    "small",
    "absolute",
    "content-visible",
    "cell",
    "block",
];

impl Deck {
    pub(super) fn fence(&mut self, trimmed: &str) {
        let class = trimmed.trim_matches(':').trim();
        if class.is_empty() {
            match self.fences.pop() {
                Some(fence) if fence.is_written => self.push(":::".to_owned()),
                Some(_) => {}
                None => self.remark(message!(
                    "the end of a block that did not begin",
                    "始まりのないブロックの終わり"
                )),
            }
            return;
        }
        let title = title_of(class);
        let mut has_title = title.is_empty();
        let written = match class_of(class) {
            None => None,
            Some(name @ ("columns" | "column")) => Some(format!("::: {name}")),
            Some(name) if LAYOUT_FENCES.contains(&name) => None,
            Some(name) if name.starts_with("callout-") => {
                has_title = true;
                Some(format!("::: {class}"))
            }
            Some(name) => {
                self.remark(message!(
                    "a block called {name}, which is private where no kind is called so",
                    "ブロック {name}（同名の種別がなければ外部に出ません）"
                ));
                let gap = if has_title { "" } else { " " };
                has_title = true;
                Some(format!("::: {name}{gap}{title}"))
            }
        };
        let is_column = class_of(class) == Some("column");
        self.fences.push(Fence { is_written: written.is_some(), is_column });
        if let Some(line) = written {
            self.is_empty = false;
            self.push(line);
        }
        // What only lays out, or has no title here, has its words all the same.
        if !has_title {
            self.push(String::new());
            self.words(title);
            self.push(String::new());
        }
    }

    /// Ends the column that is open and begins one; what stood on the slide before the first is one.
    pub(super) fn next_column(&mut self) {
        if self.has_columns {
            while let Some(fence) = self.fences.pop() {
                if fence.is_written {
                    self.push(":::".to_owned());
                }
                if fence.is_column {
                    break;
                }
            }
        } else {
            let body = self.out.split_off(self.body_at.min(self.out.len()));
            self.push("::: columns".to_owned());
            self.fences.insert(0, Fence { is_written: true, is_column: false });
            self.has_columns = true;
            if body.iter().any(|line| !line.trim().is_empty()) {
                self.push("::: column".to_owned());
                self.out.extend(body);
                // What was opened before the first column ends with it.
                for fence in self.fences.split_off(1) {
                    if fence.is_written {
                        self.push(":::".to_owned());
                    }
                }
                self.push(":::".to_owned());
            }
        }
        self.push("::: column".to_owned());
        self.fences.push(Fence { is_written: true, is_column: true });
    }

    pub(super) fn formula(&mut self, lines: &[&str], idx: usize) -> usize {
        let n = lines[idx + 1..].iter().position(|line| line.trim() == "$$").map_or(0, |n| n + 1);
        if n == 0 {
            self.push("\\$\\$".to_owned());
            return 1;
        }
        self.push("~~~~~math".to_owned());
        lines[idx + 1..idx + n].iter().for_each(|line| self.push((*line).to_owned()));
        self.push("~~~~~".to_owned());
        self.is_empty = false;
        n + 1
    }

    pub(super) fn code_line(&mut self, line: &str) {
        let trimmed = line.trim();
        let info = trimmed.trim_start_matches(['`', '~']).trim_start().strip_prefix('{');
        let info = info.filter(|_| self.code.is_none() && self.note.is_none());
        // What is run is not shown in a deck, and its result is not in the text.
        let runs_code = matches!(self.tool, Tool::Pandoc | Tool::Remark);
        let is_run = |info: &str| runs_code && info.starts_with(|c: char| c.is_alphabetic());
        if info.is_some_and(|info| info.starts_with('=')) {
            self.remark(message!(
                "text of another format, which is private",
                "他の形式の本文（外部に出ません）"
            ));
            self.note = Some((Until::Code, Vec::new()));
        } else if info.is_some_and(|info| is_run(info) || hides(info)) {
            self.remark(message!(
                "code that is run, which is private; its result is not in the deck",
                "実行されるコード（外部に出ません。結果は含まれていません）"
            ));
            self.note = Some((Until::Code, Vec::new()));
        }
        self.code = code_after(self.code, trimmed);
        if let Some((_, lines)) = self.note.as_mut() {
            lines.push(line.to_owned());
        } else {
            self.is_empty = false;
            self.push(line.to_owned());
        }
        if self.code.is_none() && matches!(self.note, Some((Until::Code, _))) {
            self.end_note();
        }
    }

    pub(super) fn odd_line(&mut self, line: &str, words: Message) {
        self.remark(words);
        self.push(comment(line));
    }
}

/// The first class that the opening of a fence names.
fn class_of(class: &str) -> Option<&str> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '}' | '{' | '=' | '"');
    match class.strip_prefix('{') {
        Some(attributes) => {
            let mut words = attributes.split([' ', '}']);
            // A directive of MyST has its name without a stop.
            let bare = words.clone().next().filter(|word| {
                !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            });
            let name = words.find_map(|word| word.strip_prefix('.')).or(bare)?;
            Some(name.split(is_end).next().unwrap_or(name)).filter(|name| !name.is_empty())
        }
        None => class.split(is_end).next().filter(|name| !name.is_empty()),
    }
}

/// Words in the classes of remark, `.red[words]`, without the class.
pub(super) fn remark_classes(line: &str) -> String {
    let mut out = line.to_owned();
    while let Some(open) = out.find('[') {
        let Some(at) = out[..open].rfind('.') else { break };
        let name = &out[at + 1..open];
        let is_class =
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        let begins = at == 0 || out[..at].ends_with([' ', '*', '[', '(']);
        if !is_class || !begins {
            break;
        }
        match out[open..].find(']') {
            Some(len) => {
                out.remove(open + len);
                out.replace_range(at..=open, "");
            }
            None => out.replace_range(at..=open, ""),
        }
    }
    out
}
