//! The brief as the editor shows it: its runs, grounds and marks, made anew only when the text or the findings change.

use std::ops::Range;

use crate::app::{App, Dialog};
use crate::brief::Lang;
use crate::check::Misspelling;
use crate::session::DocId;
use crate::text::{Diagnostic, Edit, Fix, Message, Severity, Span};
use crate::ui::editor::{EditorStyle, EditorView, Mark, MarkOffer, Paint, PaintClass, grounds, paint};

/// How many lines beyond those that are seen are looked at, so that turning the wheel shows nothing unpainted.
const NEAR_LINES: usize = 300;

/// What was made of the brief last.
#[derive(Default)]
pub(super) struct Writing {
    /// Which text `paint` and `grounds` were made of, and what was known of it: which facts in it are past.
    made_of: Option<(DocId, u64, u64)>,
    /// The part of the text that `paint` and `grounds` are of.
    painted: Span,
    paint: Vec<Paint>,
    grounds: Vec<Span>,
    /// What `marks` were made of: which text, which findings, the part of it, and the language.
    marked: Option<(DocId, u64, u64, Span, Lang)>,
    marks: Vec<Mark>,
    find: Option<(crate::app::Find, DocId, u64)>,
    matches: Vec<Span>,
}

impl Writing {
    /// Brings everything up to the text as it is, as far as it is near the lines that are `seen`.
    pub(super) fn refresh(&mut self, app: &App, seen: Range<usize>) {
        let (doc, revision) = (app.session.id(), app.session.revision());
        let start_of = |line_idx: usize| app.session.lines().line_start(line_idx);
        let end = app.session.text().len();
        let seen_bytes = Span::new(start_of(seen.start).unwrap_or(end), start_of(seen.end).unwrap_or(end));
        let made_of = Some((doc, revision, app.analysis.n_changes));
        let is_known = self.made_of == made_of;
        if !is_known || !self.painted.contains(seen_bytes) {
            let first = seen.start.saturating_sub(NEAR_LINES);
            let near =
                Span::new(start_of(first).unwrap_or(end), start_of(seen.end + NEAR_LINES).unwrap_or(end));
            self.paint = paint(app.session.brief(), near);
            for run in self.paint.iter_mut().filter(|run| run.class == PaintClass::Fact) {
                if app.view.book.stale.iter().any(|used| used.span.contains(run.span)) {
                    run.class = PaintClass::StaleFact;
                }
            }
            self.grounds = grounds(app.session.brief(), near);
            self.made_of = made_of;
            self.painted = near;
        }
        // Each has words of its own to be made, so only those are made that may be seen.
        let marked = (doc, revision, app.analysis.n_changes, self.painted, app.lang());
        if self.marked != Some(marked) {
            let near = self.painted;
            let is_near = |span: Span| span.start <= near.end && near.start <= span.end && !span.is_empty();
            let found = app
                .analysis
                .findings
                .iter()
                .filter(|found| is_near(found.span))
                .map(|found| mark(found, app.lang()));
            let misspelled = app.analysis.misspellings.iter().filter(|found| is_near(found.span));
            self.marks = found.chain(misspelled.map(|found| mark_of_word(app, found))).collect();
            self.marks.sort_by_key(|mark| mark.span);
            self.marked = Some(marked);
        }
        let find = matches!(app.view.dialog, Some(Dialog::Find)).then(|| (app.find.clone(), doc, revision));
        if self.find != find {
            let matches =
                find.as_ref().map(|(find, ..)| find.matches(app.session.text()).unwrap_or_default());
            self.matches = matches.unwrap_or_default();
            self.find = find;
        }
    }

    /// What the editor shows.
    pub(super) fn view<'v>(&'v self, app: &'v App, style: &'v EditorStyle) -> EditorView<'v> {
        EditorView {
            text: app.session.text(),
            lines: app.session.lines(),
            blocks: &app.session.brief().blocks,
            paint: &self.paint,
            grounds: &self.grounds,
            marks: &self.marks,
            matches: &self.matches,
            style,
            focus: app.view.focuses_section.then(|| app.section_of_cursor()),
            shows_line_numbers: app.settings.shows_line_numbers,
            label: app.word("Text of the brief", "資料の本文"),
            lang: app.session.brief().front.lang,
            hint: app.word(
                "Write here, or begin from a skeleton with Ctrl+N",
                "ここに書くか、Ctrl+N でひな形から始めます",
            ),
        }
    }
}

fn mark(found: &Diagnostic, lang: Lang) -> Mark {
    let message = found.message.in_lang(lang);
    let words = match &found.hint {
        Some(hint) => format!("{message}\n{}", hint.in_lang(lang)),
        None => message.to_owned(),
    };
    let offer = |fix: &Fix| MarkOffer::Fix { title: fix.title.in_lang(lang).to_owned(), fix: fix.clone() };
    let offers = found.fixes.iter().map(offer).collect();
    Mark { span: found.span, severity: found.severity, words, offers, is_spelling: false }
}

fn mark_of_word(app: &App, found: &Misspelling) -> Mark {
    let word = app.session.text().get(found.span.start..found.span.end).unwrap_or("");
    let fix = |meant: &String| {
        let edits = vec![Edit::replace(found.span, meant.clone())];
        MarkOffer::Fix { title: meant.clone(), fix: Fix { title: Message::quoted(meant), edits } }
    };
    let learn = MarkOffer::Learn(word.to_owned());
    let said = app.word("is not in the dictionary", "は辞書にありません");
    Mark {
        span: found.span,
        severity: Severity::Info,
        words: format!("{word} {said}"),
        offers: found.suggestions.iter().map(fix).chain([learn]).collect(),
        is_spelling: true,
    }
}
