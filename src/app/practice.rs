//! Commands about the night before and the hour after: rehearsals, the drill, the record.

use std::time::Duration;

use crate::app::jobs::KeepOrder;
use crate::app::talk::{
    Answers, DrawnSlide, Drill, DrillRecord, Grade, KeptTalk, Mark, MarkLine, Meeting, Rehearsal, Row,
    ThrownIn, compare, last_marks, plan, points, record, thrown_in_edit, times_as_edits,
};
use crate::app::{App, Dialog, ExportChoice, Offer};
use crate::brief::{Lang, Reader};
use crate::layout::Shape;
use crate::session::load_json_lines;
use crate::text::{EditKind, Selection};

/// How many rehearsals of a brief are kept.
const MAX_RUNS: usize = 20;

/// What lies before and after a talk.
#[derive(Default)]
pub struct Practice {
    /// The drill that goes on, and how its questions went.
    pub drill: Option<Box<(Drill, DrillRecord)>>,
    /// The rehearsals of the brief, as they were when the last one ended.
    pub last_runs: Vec<Rehearsal>,
    /// What was drawn in the last talk in which something was.
    pub(super) drawn: Vec<DrawnSlide>,
    /// Where the last talk was left, until it goes on or another brief is opened.
    pub(super) left_talk: Option<KeptTalk>,
}

impl App {
    /// Drafts the record of the last talk of this brief in which something was marked.
    pub fn draft_last_record(&mut self) {
        let lines = self.kept_path("marks").map(|path| load_json_lines::<MarkLine>(&path));
        match lines.transpose() {
            Ok(lines) => {
                let marks = last_marks(lines.unwrap_or_default());
                if marks.is_empty() {
                    self.complain(self.word(
                        "Nothing was marked in a talk of this brief; Shift+R, A, F and P mark during a talk",
                        "この資料の説明では印が付けられていません。説明中に Shift+R・A・F・P で付けられます",
                    ));
                } else {
                    self.draft_record(&marks);
                }
            }
            Err(err) => self.report(&err.message()),
        }
    }

    /// Whether something is left that was drawn in a talk of this brief.
    pub fn has_ink(&self) -> bool {
        !self.practice.drawn.is_empty()
    }

    /// Offers a copy for our own side that has on its slides what was drawn in the last talk.
    pub fn export_with_ink(&mut self) {
        self.load_ink();
        if !self.has_ink() {
            self.complain(self.word(
                "Nothing was drawn in a talk of this brief; E takes the pen during a talk",
                "この資料の説明では何も描かれていません。説明中に E でペンを使えます",
            ));
            return;
        }
        let reader = if self.view.reader.is_ours() { self.view.reader } else { Reader::Delegation };
        self.view.export_states.clear();
        let choice =
            ExportChoice { reader, shape: Shape::Notes, extension: "pdf", is_letter: false, has_ink: true };
        self.view.dialog = Some(Dialog::Export(choice));
    }

    /// Drafts the record of the talk as a new brief. The program stays open for it.
    pub fn draft_record(&mut self, marks: &[Mark]) {
        self.display.ends_with_talk = false;
        let utc_offset_seconds = (self.environment.wall_clock)().utc_offset_seconds;
        let meeting = Meeting { date: self.environment.today, utc_offset_seconds };
        let text = record(self.session.brief(), marks, meeting);
        self.begin(text);
    }

    /// The rehearsals of this brief, the oldest first.
    pub fn runs(&mut self) -> Vec<Rehearsal> {
        self.load_kept("runs").unwrap_or_default()
    }

    /// Keeps a rehearsal with those before it.
    pub(super) fn keep_run(&mut self, run: Rehearsal) {
        let mut runs = self.runs();
        runs.push(run);
        let n_old = runs.len().saturating_sub(MAX_RUNS);
        runs.drain(..n_old);
        if let Some(path) = self.kept_path("runs") {
            self.jobs.keep(KeepOrder::Runs(path, runs.clone()));
        }
        self.practice.last_runs = runs;
    }

    /// Writes the times of a rehearsal into the brief, as minutes of its headings.
    pub fn write_times(&mut self, run: &Rehearsal) {
        let edits = times_as_edits(self.session.brief(), self.session.text(), run);
        let n_edits = edits.len();
        let head = self.selection.head;
        self.edit(edits, Selection::at(head), EditKind::Other);
        let offer = Offer::Undo(self.session.id(), self.session.revision());
        let words = match self.lang() {
            Lang::En => format!("{n_edits} headings have their minutes"),
            Lang::Ja => format!("{n_edits} 件の見出しに時間を記入しました"),
        };
        self.tell(words, Some(offer));
    }

    /// Begins the drill: the questions that are due, in random order.
    pub fn start_drill(&mut self) {
        let loaded = self.session.loaded();
        let answers = Answers::of(&loaded.brief, &loaded.book, Reader::Principal);
        let record: DrillRecord = self.load_kept("drill").unwrap_or_default();
        let due = record.due(&answers, self.environment.today);
        let n_questions = answers.questions().count();
        if n_questions == 0 {
            self.complain(self.word(
                "This brief has no questions; Alt+Shift+R begins one",
                "想定問答がありません。Alt+Shift+R で作成できます",
            ));
            return;
        }
        let now = (self.environment.wall_clock)().unix_millis;
        // Where nothing is due, all are asked: who opens a drill wants to be asked.
        let all: Vec<_> = answers.questions().collect();
        let asked = if due.is_empty() { all } else { due };
        self.practice.drill = Some(Box::new((Drill::new(&asked, now, now), record)));
        self.view.dialog = Some(Dialog::Drill);
    }

    /// Grades the reply to the question that is asked, and goes on.
    pub fn grade_reply(&mut self, grade: Grade) {
        let now = (self.environment.wall_clock)().unix_millis;
        let today = self.environment.today;
        if let Some(drill) = &mut self.practice.drill {
            let (drill, record) = drill.as_mut();
            drill.grade(grade, record, (today, now));
        }
        let record = self.practice.drill.as_ref().map(|drill| drill.1.clone());
        if let Some((path, record)) = self.kept_path("drill").zip(record) {
            self.jobs.keep(KeepOrder::Drill(path, record));
        }
    }

    /// Shows the answer to the question that is asked.
    pub fn show_answer(&mut self) {
        let now = (self.environment.wall_clock)().unix_millis;
        if let Some(drill) = &mut self.practice.drill {
            drill.0.show_answer(now);
        }
    }

    /// The last rehearsals beside the plan, section by section.
    pub fn compared_runs(&self) -> Vec<Row> {
        const N_SHOWN: usize = 4;
        let brief = self.session.brief();
        let points = points(brief);
        let said: Duration = points.iter().map(|point| point.time).sum();
        let runs = &self.practice.last_runs[self.practice.last_runs.len().saturating_sub(N_SHOWN)..];
        compare(brief, &plan(&points, said), runs)
    }

    /// Asks a question that somebody throws in.
    pub fn throw_in(&mut self, thrown_in: ThrownIn) {
        if let Some(drill) = &mut self.practice.drill {
            drill.0.throw_in(thrown_in);
        }
    }

    /// Writes the questions that were thrown in into the brief.
    pub fn write_thrown_in(&mut self) {
        let Some(drill) = &mut self.practice.drill else { return };
        let thrown_in = std::mem::take(&mut drill.0.thrown_in);
        let lang = self.session.brief().front.lang;
        if let Some(edit) = thrown_in_edit(self.session.text(), &thrown_in, lang) {
            let head = edit.span.start + edit.replacement.len();
            self.edit(vec![edit], Selection::at(head), EditKind::Other);
        }
    }
}
