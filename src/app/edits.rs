//! Commands that change the text or move the cursor.

use std::path::{Path, PathBuf};

use crate::app::{About, App, Request};
use crate::brief::{Placeholder, yaml_string};
use crate::check::Misspelling;
use crate::export::png_of;
use crate::facts::{Fact, format_value};
use crate::session::{Disk, Files as _, io_reason, store_all};
use crate::text::{Diagnostic, Edit, EditKind, Fix, Message, Selection, Span, message};

/// The largest picture that is copied beside a brief.
const MAX_PICTURE_BYTES: u64 = 32_000_000;

impl App {
    /// The bytes that are selected.
    pub fn selected(&self) -> Span {
        let Selection { anchor, head } = self.selection;
        Span::new(anchor.min(head), anchor.max(head))
    }

    /// Makes the selection a link and selects its address; where nothing is selected, the cursor is where its words go.
    pub fn insert_link(&mut self) {
        const ADDRESS: &str = "https://";
        let span = self.selected();
        let words = span.slice(self.session.text()).to_owned();
        if self.is_in_front() {
            self.complain_of_front();
            return;
        }
        if words.lines().any(|line| line.trim().is_empty()) && words.contains('\n') {
            self.complain(
                self.word("A link is of one paragraph", "リンクは一つの段落の中で選択してください"),
            );
            return;
        }
        let anchor = span.start + words.len() + 3;
        let edit = Edit::replace(span, format!("[{words}]({ADDRESS})"));
        let address = Selection { anchor, head: anchor + ADDRESS.len() };
        let after = if words.is_empty() { Selection::at(span.start + "[".len()) } else { address };
        self.edit(vec![edit], after, EditKind::Other);
    }

    /// Puts a mark before each selected line, or takes it off where all have it.
    pub fn prefix_lines(&mut self, mark: &str) {
        let Some(span) = self.lines_of_body() else { return };
        let lines = span.slice(self.session.text());
        let have_all = lines.lines().filter(|line| !line.is_empty()).all(|line| line.starts_with(mark));
        let changed: Vec<String> = lines
            .split('\n')
            .map(|line| match line.strip_prefix(mark) {
                Some(rest) if have_all => rest.to_owned(),
                _ if line.trim_end_matches('\r').is_empty() && lines.contains('\n') => line.to_owned(),
                _ => format!("{mark}{line}"),
            })
            .collect();
        let changed = changed.join("\n");
        let head = span.start + changed.len();
        let anchor = if self.selected().is_empty() { head } else { span.start };
        self.edit(vec![Edit::replace(span, changed)], Selection { anchor, head }, EditKind::Other);
    }

    /// The whole lines that the selection touches, without the break at their end.
    fn lines_of_selection(&self) -> Span {
        let text = self.session.text();
        let span = self.selected();
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        Span::new(start, end)
    }

    /// The selected lines of what stands below the front matter, which lists and quotations would spoil; says so where
    /// there are none.
    fn lines_of_body(&mut self) -> Option<Span> {
        let lines = self.lines_of_selection();
        let start = lines.start.max(self.session.brief().front.span.end);
        if start > lines.end || (start == lines.end && start > lines.start) {
            self.complain_of_front();
            return None;
        }
        Some(Span::new(start, lines.end))
    }

    /// Whether the cursor stands in the front matter, or the selection begins there.
    pub(super) fn is_in_front(&self) -> bool {
        self.selected().start < self.session.brief().front.span.end
    }

    /// Says that what was asked for is not for the front matter.
    pub(super) fn complain_of_front(&mut self) {
        self.complain(self.word(
            "Select words of the text: what stands above it, and code, stay as they are",
            "本文の語句を選択してください（冒頭の設定やコードは変わりません）",
        ));
    }

    /// Makes a block of a kind of the selected lines, or begins an empty one below the paragraph of the cursor.
    pub fn insert_kind(&mut self, kind: &str) {
        let line_end = self.session.line_ending();
        let text = self.session.text();
        if !self.selected().is_empty() {
            let Some(span) = self.lines_of_body() else { return };
            let text = self.session.text();
            let lines: Vec<String> = span.slice(text).lines().map(|line| format!("> {line}")).collect();
            let block = format!("> [!{kind}]{line_end}{}", lines.join(line_end));
            let head = span.start + block.len();
            self.edit(vec![Edit::replace(span, block)], Selection { anchor: head, head }, EditKind::Other);
            return;
        }
        let at = self.selection.head;
        let paragraph_end = [format!("{line_end}{line_end}"), "\n\n".to_owned()]
            .iter()
            .filter_map(|gap| text[at..].find(gap.as_str()))
            .min()
            .map_or(text.trim_end().len().max(at), |gap| at + gap);
        let is_empty_before = text[..paragraph_end].trim().is_empty();
        let gap = if is_empty_before { String::new() } else { format!("{line_end}{line_end}") };
        let block = format!("{gap}> [!{kind}]{line_end}> ");
        let head = paragraph_end + block.len();
        self.edit(
            vec![Edit::insert(paragraph_end, block)],
            Selection { anchor: head, head },
            EditKind::Other,
        );
        self.requests.push(Request::FocusEditor);
    }

    /// Cites a fact at the cursor: with the book's figure, or with the words that are selected.
    pub fn insert_fact(&mut self, fact: &Fact) {
        if self.is_in_front() {
            self.complain_of_front();
            return;
        }
        let lang = self.session.brief().front.lang;
        let span = self.selected();
        let selected = span.slice(self.session.text());
        let shown = if selected.is_empty() || selected.contains('\n') {
            format_value(fact, lang)
        } else {
            selected.to_owned()
        };
        let cited = format!("[{shown}](fact:{})", fact.key);
        let head = span.start + cited.len();
        self.edit(vec![Edit::replace(span, cited)], Selection { anchor: head, head }, EditKind::Other);
        self.requests.push(Request::FocusEditor);
    }

    /// Names a fact book in the front matter of the brief, as a path from the brief's folder.
    pub fn name_fact_book(&mut self, name: &str) {
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'));
        let name = if is_plain { name.to_owned() } else { yaml_string(name) };
        let line = format!("facts: {name}");
        let line_end = self.session.line_ending();
        let front = self.session.brief().front.span;
        let text = self.session.text();
        let edit = match front.slice(text).rfind("---").filter(|&at| at > 0) {
            Some(at) => Edit::insert(front.start + at, format!("{line}{line_end}")),
            None => Edit::insert(0, format!("---{line_end}{line}{line_end}---{line_end}{line_end}")),
        };
        let mut after = self.selection;
        if after.head >= edit.span.start {
            after = Selection::at(after.head + edit.replacement.len());
        }
        self.edit(vec![edit], after, EditKind::Other);
    }

    /// Where in the text a fact is cited.
    pub fn uses_of(&self, key: &str) -> Vec<usize> {
        let cited = format!("](fact:{key})");
        self.session.text().match_indices(&cited).map(|(at, _)| at).collect()
    }

    /// Goes to the next place after the cursor where a fact is cited, round the end of the text.
    pub fn go_to_next_use(&mut self, key: &str) {
        let uses = self.uses_of(key);
        let head = self.selection.head;
        if let Some(&at) = uses.iter().find(|&&at| at > head).or(uses.first()) {
            self.select(Selection::at(at));
            self.requests.push(Request::FocusEditor);
        }
    }

    /// The fix at the cursor: of the misspelled word it touches, else of the first finding of its line that has one.
    pub fn fix_at_cursor(&self) -> Option<Fix> {
        let line = self.lines_of_selection();
        let touches = |found: &&Diagnostic| found.span.start <= line.end && found.span.end >= line.start;
        let suggested = self.misspelling_at_cursor().and_then(|found| {
            let meant = found.suggestions.first()?;
            let edits = vec![Edit::replace(found.span, meant.clone())];
            Some(Fix { title: Message::quoted(meant), edits })
        });
        let findings = self.analysis.findings.iter().filter(touches);
        suggested.or_else(|| findings.flat_map(|found| &found.fixes).next().cloned())
    }

    /// The misspelled word that the cursor touches.
    pub fn misspelling_at_cursor(&self) -> Option<&Misspelling> {
        let Selection { head, .. } = self.selection;
        self.analysis.misspellings.iter().find(|found| found.span.start <= head && head <= found.span.end)
    }

    /// Holds the misspelled word at the cursor for right from now on.
    pub fn learn_word_at_cursor(&mut self) {
        let found = self.misspelling_at_cursor().map(|found| found.span);
        let word = found.and_then(|span| self.session.text().get(span.start..span.end)).map(str::to_owned);
        if let Some(word) = word {
            self.learn_word(&word);
        }
    }

    /// Applies the fix at the cursor.
    pub fn apply_fix_at_cursor(&mut self) {
        if let Some(fix) = self.fix_at_cursor() {
            self.apply_fix(fix);
        }
    }

    /// Selects the whole text.
    pub fn select_all(&mut self) {
        self.select(Selection { anchor: 0, head: self.session.text().len() });
        self.requests.push(Request::FocusEditor);
    }

    /// Makes the edits of a fix.
    pub fn apply_fix(&mut self, fix: Fix) {
        let head = fix.edits.iter().map(|edit| edit.span.start + edit.replacement.len()).min();
        let head = head.unwrap_or(self.selection.head);
        self.edit(fix.edits, Selection { anchor: head, head }, EditKind::Other);
        self.view.n_reveals += 1;
    }

    /// Whether there is a finding or a misspelled word to go to.
    pub fn has_problems(&self) -> bool {
        !self.analysis.findings.is_empty() || !self.analysis.misspellings.is_empty()
    }

    /// Goes to the next finding or misspelled word after the cursor, round the end of the text.
    pub fn next_problem(&mut self) {
        let head = self.selection.head;
        let findings = self.analysis.findings.iter().map(|found| (found.span, true));
        let words = self.analysis.misspellings.iter().map(|found| (found.span, false));
        let mut places: Vec<(Span, bool)> = findings.chain(words).collect();
        places.sort_unstable();
        let next = places.iter().find(|(span, _)| span.start > head).or(places.first());
        if let Some(&(span, is_listed)) = next {
            self.view.shows_problems |= is_listed;
            self.select(Selection { anchor: span.end, head: span.start });
            self.requests.push(Request::FocusEditor);
        }
    }

    /// Puts a picture into the text, and its file beside the brief unless it lies there already.
    pub(super) fn insert_picture(&mut self, path: &Path) {
        self.tell_about(About::Picture, |app| app.insert_picture_of(path));
    }

    fn insert_picture_of(&mut self, path: &Path) {
        let Some(folder) = self.folder_for_pictures() else { return };
        match Disk.read(path, MAX_PICTURE_BYTES) {
            Ok(bytes) => self.put_picture(&folder, path, bytes),
            Err(err) => {
                let (file, reason) = (path.display(), io_reason(&err));
                let words =
                    message!("{file} cannot be read: {reason}", "{file} を読み込めません：{reason}", reason);
                self.report(&words);
            }
        }
    }

    /// Puts a picture that was copied elsewhere into the text, as a file beside the brief.
    pub fn paste_picture(&mut self, width_px: u32, height_px: u32, rgba: Vec<u8>) {
        let png = png_of(width_px, height_px, rgba);
        self.forget_about(About::Picture);
        self.tell_about(About::Picture, |app| app.insert_pasted_picture(png));
    }

    fn insert_pasted_picture(&mut self, png: Option<Vec<u8>>) {
        let Some(folder) = self.folder_for_pictures() else { return };
        match png {
            Some(bytes) => self.put_picture(&folder, Path::new("picture.png"), bytes),
            None => self.complain(self.word(
                "The picture could not be read; save it as a file and drop it here",
                "画像を読み込めません。ファイルに保存してからドロップしてください",
            )),
        }
    }

    /// The folder of the brief; says what to do where it has none yet.
    fn folder_for_pictures(&mut self) -> Option<PathBuf> {
        let folder = self.session.path().and_then(Path::parent).map(Path::to_owned);
        if folder.is_none() {
            self.complain(self.word(
                "Save the brief first, so that the picture can lie beside it",
                "先に資料を保存してください",
            ));
        }
        folder
    }

    /// Stores a picture beside the brief, under a name that no other picture has, and refers to it at the cursor.
    fn put_picture(&mut self, folder: &Path, named: &Path, bytes: Vec<u8>) {
        let Some(beside) = free_name(folder, named, &bytes) else { return };
        if !beside.exists()
            && let Err(err) = store_all(&[(beside.clone(), bytes)], false, &self.environment.writing)
        {
            self.report(&err.message());
            return;
        }
        let name = beside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let span = self.selected();
        let alt = Placeholder::Picture.words(self.brief_lang());
        let picture = format!("![{alt}](<{name}>)");
        if self.is_in_front() {
            // A brief that was just opened has its cursor there.
            self.put_block(&picture, (2, 2 + alt.len()));
            return;
        }
        let anchor = span.start + 2;
        let after = Selection { anchor, head: anchor + alt.len() };
        self.edit(vec![Edit::replace(span, picture)], after, EditKind::Other);
        self.view.n_reveals += 1;
    }
}

/// A name beside the brief that is free, or that the very same picture has already.
fn free_name(folder: &Path, named: &Path, bytes: &[u8]) -> Option<PathBuf> {
    let stem = named.file_stem()?.to_string_lossy().into_owned();
    let extension = named.extension()?.to_string_lossy().into_owned();
    let names = std::iter::once(format!("{stem}.{extension}"))
        .chain((2..1_000).map(|n| format!("{stem}-{n}.{extension}")));
    names.map(|name| folder.join(name)).find(|path| {
        let is_same = || Disk.read(path, MAX_PICTURE_BYTES).is_ok_and(|there| there == bytes);
        !path.exists() || is_same()
    })
}
