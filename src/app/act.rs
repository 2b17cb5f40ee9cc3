//! What commands do.

use std::path::{Path, PathBuf};

use crate::app::jobs::{ExportOrder, KeepOrder};
use crate::app::{App, Appearance, Dialog, Event, ExportChoice, Leave, Order, Request, Settings, Side, Zoom};
use crate::brief::{Block, Lang, Reader, Sections};
use crate::facts::{Date, Fact, format_value};
use crate::layout::Shape;
use crate::session::{Disk, Files as _, SaveError, Session, Watch, library, store_all};
use crate::text::{Diagnostic, Edit, EditKind, Fix, Selection, Span};

/// The largest picture that is copied beside a brief.
const MAX_PICTURE_BYTES: u64 = 32_000_000;

impl App {
    /// Whether there is something to save.
    pub fn may_save(&self) -> bool {
        !self.session.is_saved() || self.session.path().is_none()
    }

    /// Saves to the brief's own file, or asks for one.
    pub fn save(&mut self) {
        if self.session.path().is_none() {
            self.requests.push(Request::PickSave);
            return;
        }
        let result = self.session.save(&Disk, &self.writing);
        self.meet_saving(result);
    }

    /// Saves to the brief's own file, though another program has changed it.
    pub fn save_over(&mut self) {
        let result = self.session.save_over(&self.writing);
        self.meet_saving(result);
    }

    /// Saves to a file that was chosen.
    pub fn save_as(&mut self, path: &Path) {
        let result = self.session.save_as(path, &self.writing);
        self.meet_saving(result);
        self.list_library();
    }

    fn meet_saving(&mut self, result: Result<(), SaveError>) {
        match result {
            Ok(()) => {
                self.protection = crate::session::Protection::Saved;
                let path = self.session.path().map(Path::to_owned);
                if let Some(path) = path {
                    self.change_settings(|settings| settings.remember(&path));
                }
                self.forget_kept();
                if let Some(Dialog::Unsaved(leave)) = self.view.dialog.take() {
                    self.leave(leave);
                }
            }
            Err(SaveError::ChangedOnDisk { .. }) => self.view.dialog = Some(Dialog::ChangedOnDisk),
            Err(err) => self.complain(err.to_string()),
        }
    }

    /// Opens a brief, once the text of the one before is saved or given up.
    pub fn open(&mut self, path: PathBuf) {
        self.leave_when_saved(Leave::Open(path));
    }

    /// Begins a brief.
    pub fn begin(&mut self, text: String) {
        self.leave_when_saved(Leave::New(text));
    }

    /// Ends the program.
    pub fn quit(&mut self) {
        self.leave_when_saved(Leave::Quit);
    }

    fn leave_when_saved(&mut self, leave: Leave) {
        if self.session.is_saved() {
            self.leave(leave);
        } else {
            self.view.dialog = Some(Dialog::Unsaved(leave));
        }
    }

    /// Leaves the brief as it is, saved or not.
    pub fn leave(&mut self, leave: Leave) {
        self.view.dialog = None;
        match leave {
            Leave::Quit => {
                self.forget_kept();
                self.is_leaving = true;
                self.requests.push(Request::Close);
            }
            Leave::Open(path) => match Session::open(&path, &Disk) {
                Ok(session) => {
                    self.forget_kept();
                    self.session = session;
                    self.change_settings(|settings| settings.remember(&path));
                    self.brief_opened();
                    self.watch();
                    self.requests.push(Request::FocusEditor);
                }
                Err(err) => self.complain(err.to_string()),
            },
            Leave::New(text) => {
                self.forget_kept();
                self.session = Session::unnamed(text, &Disk);
                self.brief_opened();
                self.requests.push(Request::FocusEditor);
            }
        }
    }

    /// Another program changed a file: what the brief refers to is read anew, the brief itself only if it is saved.
    pub(super) fn meet_change(&mut self) {
        if self.session.is_changed_on_disk(&Disk) {
            match self.session.path().map(Path::to_owned) {
                Some(path) if self.session.is_saved() => {
                    self.leave(Leave::Open(path));
                    self.tell(
                        self.word(
                            "The file was changed elsewhere and read anew",
                            "ファイルが他で変更されたため読み直しました",
                        ),
                        None,
                    );
                }
                _ => self.view.dialog = Some(Dialog::ChangedOnDisk),
            }
        } else {
            self.refresh();
        }
    }

    /// Lists the briefs of the library's folder anew.
    pub fn list_library(&mut self) {
        let beside = self.session.path().and_then(Path::parent).map(Path::to_owned);
        self.library = match self.settings.library.clone().or(beside) {
            Some(folder) if folder.as_os_str().is_empty() => library(Path::new(".")),
            Some(folder) => library(&folder),
            None => Ok(Vec::new()),
        };
    }

    /// Changes the user's choices and keeps them.
    pub fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        change(&mut self.settings);
        let Some(path) = self.settings_path.as_ref().filter(|_| before != self.settings) else { return };
        if let Err(err) = self.settings.save(path) {
            self.complain(err.to_string());
        }
    }

    /// Turns from light to dark and back.
    pub fn toggle_appearance(&mut self) {
        self.change_settings(|settings| {
            settings.appearance = match settings.appearance {
                Appearance::Dark => Appearance::Light,
                Appearance::Light | Appearance::System => Appearance::Dark,
            };
        });
    }

    /// Opens the find bar, with the selection as what is looked for.
    pub fn open_find(&mut self) {
        let selected = self.selected().slice(self.session.text());
        if !selected.is_empty() && !selected.contains('\n') {
            self.find.pattern = selected.to_owned();
            self.find.within = None;
        } else if selected.contains('\n') {
            self.find.within = Some(self.selected());
        }
        self.view.dialog = Some(Dialog::Find);
    }

    /// Selects the next match after the cursor, or the one before it, round the end of the text.
    pub fn find_next(&mut self, is_backward: bool) {
        let matches = self.find.matches(self.session.text()).unwrap_or_default();
        let selected = self.selected();
        let found = if is_backward {
            matches.iter().rev().find(|span| span.end <= selected.start).or(matches.last())
        } else {
            matches.iter().find(|span| span.start >= selected.end).or(matches.first())
        };
        if let Some(&Span { start, end }) = found {
            self.select(Selection { anchor: start, head: end });
        }
    }

    /// Replaces the match that is selected, and goes to the next.
    pub fn replace_next(&mut self) {
        let selected = self.selected();
        if let Ok(Some(edit)) = self.find.replace_one(self.session.text(), selected) {
            let end = edit.span.start + edit.replacement.len();
            self.edit(vec![edit], Selection { anchor: end, head: end }, EditKind::Other);
        }
        self.find_next(false);
    }

    /// Replaces every match, as one step that can be taken back; says how many.
    pub fn replace_all(&mut self) {
        let Ok(edits) = self.find.replace_all(self.session.text()) else { return };
        let n_edits = edits.len();
        let start = edits.first().map_or(self.selection.head, |edit| edit.span.start);
        self.edit(edits, Selection { anchor: start, head: start }, EditKind::Other);
        self.tell(format!("{n_edits} {}", self.word("replaced", "件を置換しました")), None);
    }

    /// The bytes that are selected.
    pub fn selected(&self) -> Span {
        let Selection { anchor, head } = self.selection;
        Span::new(anchor.min(head), anchor.max(head))
    }

    /// Puts a mark on both sides of the selection, or takes it off.
    pub fn wrap_selection(&mut self, mark: &str) {
        let span = self.selected();
        let text = self.session.text();
        let around =
            Span::new(span.start.saturating_sub(mark.len()), (span.end + mark.len()).min(text.len()));
        let is_wrapped = around.slice(text) == format!("{mark}{}{mark}", span.slice(text))
            && !(mark == "*" && text.get(..around.start).is_some_and(|before| before.ends_with('*')));
        let words = span.slice(text).to_owned();
        let (edit, start) = if is_wrapped {
            (Edit::replace(around, words.clone()), around.start)
        } else {
            (Edit::replace(span, format!("{mark}{words}{mark}")), span.start + mark.len())
        };
        self.edit(vec![edit], Selection { anchor: start, head: start + words.len() }, EditKind::Other);
    }

    /// Makes the selection a link and selects its address.
    pub fn insert_link(&mut self) {
        const ADDRESS: &str = "https://";
        let span = self.selected();
        let words = span.slice(self.session.text()).to_owned();
        let anchor = span.start + words.len() + 3;
        let edit = Edit::replace(span, format!("[{words}]({ADDRESS})"));
        let after = Selection { anchor, head: anchor + ADDRESS.len() };
        self.edit(vec![edit], after, EditKind::Other);
    }

    /// Puts a mark before each selected line, or takes it off where all have it.
    pub fn prefix_lines(&mut self, mark: &str) {
        let text = self.session.text();
        let span = self.lines_of_selection();
        let lines = span.slice(text);
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

    /// Makes a block of a kind of the selected lines, or begins an empty one below the paragraph of the cursor.
    pub fn insert_kind(&mut self, kind: &str) {
        let line_end = self.session.line_ending();
        let text = self.session.text();
        if !self.selected().is_empty() {
            let span = self.lines_of_selection();
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

    /// The finding at or after the cursor that has a fix and touches its line.
    pub fn fix_at_cursor(&self) -> Option<&Diagnostic> {
        let line = self.lines_of_selection();
        let touches = |found: &&Diagnostic| found.span.start <= line.end && found.span.end >= line.start;
        self.findings.iter().filter(touches).find(|found| found.fix.is_some())
    }

    /// Applies the fix of the finding at the cursor.
    pub fn apply_fix_at_cursor(&mut self) {
        if let Some(fix) = self.fix_at_cursor().and_then(|found| found.fix.clone()) {
            self.apply_fix(fix);
        }
    }

    /// Makes the edits of a fix.
    pub fn apply_fix(&mut self, fix: Fix) {
        let head = fix.edits.iter().map(|edit| edit.span.start + edit.replacement.len()).min();
        let head = head.unwrap_or(self.selection.head);
        self.edit(fix.edits, Selection { anchor: head, head }, EditKind::Other);
        self.n_reveals += 1;
    }

    /// Goes to the next finding after the cursor, round the end of the text.
    pub fn next_problem(&mut self) {
        let head = self.selection.head;
        let next = self.findings.iter().find(|found| found.span.start > head).or(self.findings.first());
        if let Some(span) = next.map(|found| found.span) {
            self.view.shows_problems = true;
            self.select(Selection { anchor: span.end, head: span.start });
        }
    }

    /// Opens a panel on the left.
    pub fn show_side(&mut self, side: Side) {
        self.view.side = Some(side);
    }

    /// Opens a panel on the left, or folds it away where it is open.
    pub fn toggle_side(&mut self, side: Side) {
        self.view.side = (self.view.side != Some(side)).then_some(side);
    }

    /// Shows pages of a shape.
    pub fn show_shape(&mut self, shape: Shape) {
        self.view.shape = shape;
        self.view.shows_preview = true;
    }

    /// Shows the copy of a reader.
    pub fn show_reader(&mut self, reader: Reader) {
        self.view.reader = reader;
        self.view.shows_preview = true;
    }

    /// Shows pages a step larger or smaller.
    pub fn zoom(&mut self, n_steps: i32) {
        const STEPS: [u16; 10] = [25, 50, 75, 100, 125, 150, 200, 250, 300, 400];
        let now = match self.view.zoom {
            Zoom::Percent(percent) => percent,
            Zoom::Width | Zoom::Page => 100,
        };
        let next = if n_steps > 0 {
            STEPS.into_iter().find(|&step| step > now)
        } else {
            STEPS.into_iter().rev().find(|&step| step < now)
        };
        self.view.zoom = Zoom::Percent(next.unwrap_or(now));
    }

    /// A name for the file of a copy. It tells nothing that the copy does not.
    pub fn export_name(&self, choice: ExportChoice) -> String {
        let stem =
            self.session.path().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.filter(|_| choice.reader.is_ours()).unwrap_or_else(|| {
            let title = self.session.brief().front.lang;
            match title {
                Lang::En => "paper".to_owned(),
                Lang::Ja => "資料".to_owned(),
            }
        });
        format!("{stem}-{}.{}", choice.reader.name(), choice.extension)
    }

    /// Writes the file of a copy.
    pub fn export_to(&mut self, path: PathBuf, choice: ExportChoice) {
        self.view.dialog = None;
        self.jobs.order(Order::Export(ExportOrder { path, choice, writing: self.writing.clone() }));
    }

    /// Does what a path was asked for.
    pub fn picked(&mut self, request: &Request, path: PathBuf) {
        match request {
            Request::PickBrief => self.open(path),
            Request::PickFolder => self.choose_library(path),
            Request::PickSave => self.save_as(&with_ending(path, "md")),
            Request::PickExport(choice) => self.export_to(with_ending(path, choice.extension), *choice),
            Request::Close | Request::FocusEditor | Request::ShowFolder(_) => {}
        }
    }

    /// Asks for a path to be typed, where the system shows no dialog for files.
    pub fn ask_path(&mut self, request: Request) {
        let folder = self.session.path().and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        let path = match &request {
            Request::PickSave => folder.join(self.suggested_name()),
            Request::PickExport(choice) => folder.join(self.export_name(*choice)),
            _ => folder.join(""),
        };
        self.view.dialog = Some(Dialog::Path { request, path: path.display().to_string() });
    }

    /// Brings back the first text that was not saved when the program last ended.
    pub fn recover(&mut self) {
        if self.recovered.is_empty() {
            return;
        }
        if !self.session.is_saved() {
            let words = self.word(
                "Save this brief first, then bring the other back",
                "先に現在のブリーフを保存してください",
            );
            self.complain(words);
            return;
        }
        let entry = self.recovered.remove(0);
        let left = entry.id.clone();
        self.forget_kept();
        self.session = Session::recovered(entry, &Disk);
        self.brief_opened();
        // What was left is let go only when the same text is kept anew.
        self.jobs.keep(KeepOrder::Write(self.session.entry()));
        self.jobs.keep(KeepOrder::RemoveLeft(left));
        self.tell(self.word("Brought back, not yet saved", "復元しました（未保存）"), None);
    }

    /// Reads the brief's file anew, giving up what was typed since.
    pub fn reread(&mut self) {
        if let Some(path) = self.session.path().map(Path::to_owned) {
            self.leave(Leave::Open(path));
        }
    }

    /// Lets go of what was kept of the brief in case the program ends.
    pub(super) fn forget_kept(&mut self) {
        self.jobs.keep(KeepOrder::Remove(self.session.id().to_owned()));
    }

    /// Whether the window may close: the program was told to end.
    pub fn is_leaving(&self) -> bool {
        self.is_leaving
    }

    /// Lists the briefs of another folder from now on.
    pub fn choose_library(&mut self, folder: PathBuf) {
        self.change_settings(|settings| settings.library = Some(folder));
        self.list_library();
        self.view.side = Some(Side::Library);
    }

    /// A name for a brief that has none.
    pub fn suggested_name(&self) -> String {
        if let Some(name) = self.session.path().and_then(Path::file_name) {
            return name.to_string_lossy().into_owned();
        }
        let title = self.session.brief().front.title.clone().unwrap_or_default().to_lowercase();
        let words: Vec<&str> =
            title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let stem = words.join("-");
        format!("{}.md", if stem.is_empty() { "brief" } else { &stem })
    }

    /// Meets a file that was dropped on the window.
    pub fn drop_file(&mut self, path: &Path) {
        let extension =
            path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "txt" => self.open(path.to_owned()),
            "png" | "jpg" | "jpeg" | "gif" | "webp" => self.insert_picture(path),
            _ => {
                let words = self.word("is neither a brief nor a picture", "はブリーフでも画像でもありません");
                self.complain(format!("{} {words}", path.display()));
            }
        }
    }

    /// Puts a picture into the text, and its file beside the brief unless it lies there already.
    fn insert_picture(&mut self, path: &Path) {
        let Some(folder) = self.session.path().and_then(Path::parent).map(Path::to_owned) else {
            self.complain(self.word(
                "Save the brief first, so that the picture can lie beside it",
                "先にブリーフを保存してください",
            ));
            return;
        };
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return };
        let beside = folder.join(&name);
        if !beside.exists() {
            let copied =
                Disk.read(path, MAX_PICTURE_BYTES).map_err(|err| err.to_string()).and_then(|bytes| {
                    store_all(&[(beside, bytes)], false, &self.writing).map_err(|err| err.to_string())
                });
            if let Err(problem) = copied {
                self.complain(problem);
                return;
            }
        }
        let span = self.selected();
        let alt = self.word("What the picture shows", "画像の説明");
        let picture = format!("![{alt}](<{name}>)");
        let anchor = span.start + 2;
        let after = Selection { anchor, head: anchor + alt.len() };
        self.edit(vec![Edit::replace(span, picture)], after, EditKind::Other);
        self.n_reveals += 1;
    }

    /// How many blocks of the brief a reader does not get.
    pub fn n_withheld(&self, reader: Reader) -> usize {
        let brief = self.session.brief();
        let mut n_withheld = 0;
        let mut sections = Sections::new(&brief.front);
        for block in &brief.blocks {
            let scope = sections.scope(block);
            let readers = match block {
                Block::Kinded(kinded) => scope.within(&kinded.kind).readers,
                Block::Comment(_) => scope.of_comment().readers,
                _ => scope.readers,
            };
            n_withheld += usize::from(!readers.contains(reader));
        }
        n_withheld
    }

    /// Whether nothing was opened or begun yet.
    pub fn is_blank(&self) -> bool {
        self.session.path().is_none() && self.session.text().is_empty() && !self.has_begun
    }

    /// Begins a brief with nothing in it.
    pub fn begin_empty(&mut self) {
        self.has_begun = true;
        self.requests.push(Request::FocusEditor);
    }

    /// Today's date.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Watches the brief's folder from now on.
    pub(super) fn watch(&mut self) {
        let (sender, wake) = (self.sender.clone(), std::sync::Arc::clone(&self.wake));
        let tell = move || {
            sender.send(Event::ChangedOnDisk).ok();
            wake();
        };
        // Without a watch, a change is still noticed before it would be overwritten.
        self.watching = self.session.path().and_then(|path| Watch::new(path, tell).ok());
    }
}

fn with_ending(mut path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension(extension);
    }
    path
}
