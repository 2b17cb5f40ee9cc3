//! What meets a newcomer: the doors by which one begins, the guide, and a tour of five hints.

use std::path::{Path, PathBuf};

use crate::app::{App, Side, Words};
use crate::brief::{BriefKind, Lang, Reader};
use crate::facts::Date;
use crate::layout::Shape;
use crate::session::{Sample, begun, guide, sample};
use crate::text::Message;

/// What the tour says. A command in braces stands for its key.
pub const TOUR: [Words; 5] = [
    Words(
        "Write on the left, in plain Markdown: each ## begins a slide. The pages on the right follow as you type, and a click on a page goes to the word.",
        "左側に Markdown で書きます。## ごとに 1 枚のスライドになります。右側の紙面は入力に合わせて変わり、紙面をクリックするとその語に移ります。",
    ),
    Words(
        "Red ground with a lock never leaves the room. {insert-red-line} begins a red line, {insert-say} points to make, {insert-if-raised} an answer if raised.",
        "錠の付いた赤い地の部分は外に出ません。{insert-red-line} で譲れない一線、{insert-say} で発言要領、{insert-if-raised} で応答要領を書き始めます。",
    ),
    Words(
        "Above the pages, choose as whom you read them. As the counterpart you see what the room and the handout get, and nothing else.",
        "紙面の上で、誰の立場で読むかを選びます。「先方」を選ぶと、会場と配布資料に出るものだけが表示されます。",
    ),
    Words(
        "{present} shows the slides full-screen, with your notes and the clock on the other screen. {export} writes the file that a reader receives.",
        "{present} でスライドを全画面に表示し、もう一つの画面に手元資料と時計を出します。{export} で配布先ごとのファイルを書き出します。",
    ),
    Words(
        "What you type is safe within a second; the line at the foot says so. {palette} finds every command by its name, and the Help menu has the guide.",
        "入力した内容は 1 秒以内に保護され、最下行に状態が出ます。{palette} ですべてのコマンドを名前で探せます。手引は「ヘルプ」にあります。",
    ),
];

/// How far a newcomer has come.
#[derive(Clone, Debug, Default)]
pub struct Welcome {
    /// What is typed for a new brief.
    pub new_brief: NewBrief,
    /// The hint of the tour that is shown, from 0.
    pub tour: Option<usize>,
    /// Whether the user chose to write without a skeleton.
    pub(super) has_begun: bool,
}

/// What is typed for a new brief before it is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewBrief {
    /// Its title; the skeleton's where there is none.
    pub title: String,
    /// Its date; today where there is none.
    pub date: String,
    /// The skeleton; that of a talk where none was chosen.
    pub kind: Option<BriefKind>,
    /// Its language; that of the window where none was chosen.
    pub lang: Option<Lang>,
}

impl NewBrief {
    /// The day that is typed, or today.
    ///
    /// # Errors
    /// What is typed is no date.
    pub fn day(&self, today: Date) -> Result<Date, Message> {
        let typed = self.date.trim();
        if typed.is_empty() { Ok(today) } else { typed.parse() }
    }
}

impl App {
    /// Opens a copy of the sample brief.
    pub fn open_sample(&mut self) {
        if let Some(path) = self.copied(&sample(self.lang())) {
            self.open(path);
        }
    }

    /// Opens a copy of the guide, as a handout with all its examples, some of which are private where they stand.
    pub fn open_guide(&mut self) {
        if let Some(path) = self.copied(&guide(self.lang())) {
            self.view.cues.looks.entry(path.clone()).or_insert((Reader::Principal, Shape::Text));
            self.open(path);
        }
    }

    /// The skeleton that a new brief begins with, and its language.
    pub fn chosen_skeleton(&self) -> (BriefKind, Lang) {
        let asked = &self.view.cues.welcome.new_brief;
        (asked.kind.unwrap_or(BriefKind::Briefing), asked.lang.unwrap_or_else(|| self.lang()))
    }

    /// Begins a brief from the skeleton that was chosen, with the title and the date that were typed.
    pub fn begin_brief(&mut self) {
        let (kind, lang) = self.chosen_skeleton();
        let asked = &self.view.cues.welcome.new_brief;
        match asked.day(self.today()) {
            Ok(day) => {
                let text = begun(kind, lang, &asked.title, day);
                self.view.cues.welcome.new_brief = NewBrief::default();
                self.view.dialog = None;
                self.show_headings_first();
                self.offer_tour();
                self.begin(text);
            }
            Err(problem) => self.report(&problem),
        }
    }

    /// Begins the tour, unless it was taken or left before.
    pub fn offer_tour(&mut self) {
        if !self.settings.has_toured {
            self.start_tour();
        }
    }

    /// Begins the tour.
    pub fn start_tour(&mut self) {
        self.view.cues.welcome.tour = Some(0);
    }

    /// Goes on to the next hint; behind the last one the tour ends.
    pub fn go_on_in_tour(&mut self) {
        let next = self.view.cues.welcome.tour.map(|idx| idx + 1).filter(|&idx| idx < TOUR.len());
        if next.is_none() {
            self.leave_tour();
        }
        self.view.cues.welcome.tour = next;
    }

    /// Ends the tour for good; the Help menu has it.
    pub fn leave_tour(&mut self) {
        self.view.cues.welcome.tour = None;
        self.change_settings(|settings| settings.has_toured = true);
    }

    /// Copies a brief that comes with the program, to be opened; says why, where that is not possible.
    fn copied(&mut self, sample: &Sample) -> Option<PathBuf> {
        // Beside the folder of what is kept in case of a crash, which is no place for files of the user's.
        let base = self.environment.state_folder.as_deref().and_then(Path::parent).map(Path::to_owned);
        let Some(base) = base else {
            self.complain(self.word("The system has no home folder", "ホームフォルダーがありません"));
            return None;
        };
        match sample.copy_below(&base, &self.environment.writing) {
            Ok(path) => {
                self.show_headings_first();
                self.offer_tour();
                Some(path)
            }
            Err(err) => {
                self.report(&err.message());
                None
            }
        }
    }

    /// Shows the headings of the first brief in place of a library that lists nothing.
    fn show_headings_first(&mut self) {
        if self.is_blank() && self.view.side == Some(Side::Library) && self.settings.library.is_none() {
            self.view.side = Some(Side::Outline);
        }
    }

    /// Lists a folder, as the way to begin.
    pub(super) fn begin_with_folder(&mut self, folder: PathBuf) {
        if self.is_blank() {
            self.offer_tour();
        }
        self.choose_library(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command_named;

    #[test]
    fn each_key_that_the_tour_names_is_of_a_command() {
        for words in TOUR {
            for text in [words.0, words.1] {
                for part in text.split('{').skip(1) {
                    let id = part.split('}').next().unwrap_or("");
                    assert!(command_named(id).is_some_and(|command| !command.keys.is_empty()), "{id}");
                }
            }
        }
    }

    #[test]
    fn an_empty_date_is_today_and_a_wrong_one_is_said() {
        let today = Date { year: 2024, month: 11, day: 20 };
        let day = |date: &str| NewBrief { date: date.to_owned(), ..NewBrief::default() }.day(today);
        assert_eq!(day(""), Ok(today));
        assert_eq!(day(" 2025-01-31 "), Ok(Date { year: 2025, month: 1, day: 31 }));
        assert!(day("2025-02-30").is_err() && day("tomorrow").is_err());
    }
}
