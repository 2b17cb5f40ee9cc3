//! The last look before leaving, as the typesetter makes it: it has brief, fonts and everything the brief refers to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::app::jobs::typeset::Desk;
use crate::app::jobs::{ExportResult, LookOrder, PageOrder, Post};
use crate::app::{ChartPreview, Event, Report, ThemePicture};
use crate::brief::{Lang, Reader, parse};
use crate::check::{self, AssetState};
use crate::layout::{Bitmap, Options, Paper, Shape, THEMES, Typesetter, theme_named};
use crate::release::{Context, slide_at};
use crate::session::{
    HouseFiles, ReadyJob, ReadyPage, ReadyRow, n_paper_pages, over_limit, parts, ready_page, references,
    store_all, wheels_up,
};
use crate::text::{Diagnostic, Message, message};

impl Desk {
    /// Makes the looks that were ordered, and the pages that print one.
    pub(super) fn look(&mut self, post: &Post) {
        if std::mem::take(&mut self.is_look_ordered)
            && let Some(doc) = self.doc
        {
            let revision = self.revision;
            match catch_unwind(AssertUnwindSafe(|| self.rows())) {
                Ok(Some(rows)) => post.send(Event::Report(Report::Looked { doc, revision, rows })),
                // What the brief refers to is on its way; the window asks again when it has come.
                Ok(None) => {
                    let rows = Vec::new();
                    post.send(Event::Report(Report::Looked { doc, revision, rows }));
                }
                Err(_) => post.send(Event::Failed(message!(
                    "the brief could not be looked at",
                    "資料を確認できません"
                ))),
            }
        }
        if let (Some(at), Some(doc)) = (self.pictures.themes_at.take(), self.doc) {
            let drawn = catch_unwind(AssertUnwindSafe(|| self.theme_pictures(at)));
            match drawn {
                Ok(pictures) => post.send(Event::Report(Report::Themes { doc, pictures })),
                Err(_) => post.send(Event::Failed(message!(
                    "the themes could not be drawn",
                    "テーマの見本を表示できません"
                ))),
            }
        }
        if let (Some((block, lang)), Some(doc)) = (self.pictures.chart.take(), self.doc) {
            // What is half typed may be anything: then there is no picture.
            let drawn = catch_unwind(AssertUnwindSafe(|| self.chart_picture(&block, lang))).unwrap_or(None);
            let drawn = ChartPreview { block, bitmap: drawn.map(Arc::new) };
            post.send(Event::Report(Report::Chart { doc, drawn }));
        }
        for order in std::mem::take(&mut self.page_orders) {
            let made = catch_unwind(AssertUnwindSafe(|| self.write_page(&order)));
            let result = made
                .unwrap_or_else(|_| Err(message!("the page could not be made", "ページを作成できません")));
            let result = result.unwrap_or_else(ExportResult::Failed);
            post.send(Event::Exported { doc: order.doc, result });
        }
    }

    /// The slide at a byte of the brief, or the first, in every theme: the program's, and the one beside the brief.
    fn theme_pictures(&self, at: usize) -> Vec<ThemePicture> {
        const PIXELS_PER_PT: f64 = 0.36;
        let referred = Arc::clone(&self.referred);
        let context = Context { book: &referred.book, assets: &referred.assets };
        let slide = |at: usize| slide_at(&self.brief, &context, Reader::Counterpart, at);
        let starts = self.deck.numbers.iter().map(|(start, _)| *start);
        let released = slide(at.min(self.text.len())).or_else(|| starts.into_iter().find_map(slide));
        let Some(released) = released else { return Vec::new() };
        let own = self.brief.front.theme.as_deref().filter(|name| theme_named(name).is_none());
        let own = own.filter(|_| referred.assets.theme.is_some());
        let own = own.map(|name| (name.to_owned(), self.engine.theme_of(Some(name), &referred.assets)));
        let all = own.into_iter().chain(THEMES.iter().map(|theme| (theme.name.to_owned(), theme)));
        let drawn = all.filter_map(|(name, theme)| {
            let options = Options { shape: Shape::Slides, paper: Paper::A4, theme };
            let pages =
                Typesetter::default().typeset_slide(&self.engine, &released, &options, (1, 1)).ok()?;
            let bitmap = Arc::new(pages.render(0, PIXELS_PER_PT)?);
            Some(ThemePicture { name, summary: theme.summary, bitmap })
        });
        drawn.collect()
    }

    /// A chart on a slide of its own, in the theme of the brief.
    fn chart_picture(&self, block: &str, window: Lang) -> Option<Bitmap> {
        const PIXELS_PER_PT: f64 = 0.9;
        let referred = Arc::clone(&self.referred);
        let context = Context { book: &referred.book, assets: &referred.assets };
        let front = &self.brief.front;
        let title = match window {
            Lang::En => "As on a slide",
            Lang::Ja => "スライドでの見え方",
        };
        let lang = front.lang.tag();
        let text = format!("---\nlang: {lang}\nmarking: {{ scheme: none }}\n---\n\n## {title}\n\n{block}\n");
        let (brief, _) = parse(&text);
        let released = slide_at(&brief, &context, Reader::Principal, text.len() - 1)?;
        let theme = self.engine.theme_of(front.theme.as_deref(), &referred.assets);
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme };
        let pages = Typesetter::default().typeset_slide(&self.engine, &released, &options, (1, 1)).ok()?;
        pages.render(0, PIXELS_PER_PT)
    }

    fn rows(&self) -> Option<Vec<ReadyRow>> {
        let referred = Arc::clone(&self.referred);
        let today = referred.today.filter(|_| referred.doc == self.doc)?;
        // What leaves is made of the text itself, read anew.
        let (brief, diagnostics) = parse(&self.text);
        let context = check::Context {
            book: &referred.book,
            book_problem: referred.book_problem.as_ref(),
            today: check::reference_day(&brief.front, today),
            assets: AssetState { problems: &referred.problems, linked: &referred.linked },
            glyphs: Some(self.engine.glyphs()),
            parse_diagnostics: &diagnostics,
            reader: None,
        };
        let (text, assets, engine) = (self.text.as_str(), &referred.assets, &*self.engine);
        Some(wheels_up(&ReadyJob { brief: &brief, text, context: &context, assets, engine }))
    }

    fn write_page(&self, order: &PageOrder) -> Result<ExportResult, Message> {
        let LookOrder { rows, name, today, lang } = &order.look;
        let page = ReadyPage { brief: &self.brief, name, today: *today, lang: *lang, is_letter: false };
        let bytes = ready_page(rows, &page, &self.engine)?;
        let parts = parts(order.own.as_deref(), &references(&self.brief), &HouseFiles::default());
        if let Some(refusal) = parts.refusal(&order.path) {
            return Err(refusal);
        }
        let files = [(order.path.clone(), bytes)];
        // Where a file of that name is there, somebody was asked about it when the name was chosen.
        store_all(&files, order.replaces, &order.writing).map_err(|err| err.message())?;
        Ok(ExportResult::Written(vec![order.path.clone()], Vec::new()))
    }

    /// How many pages the paper has, where its front matter limits them, and what is to be said of it.
    pub(super) fn paper_pages(&mut self) -> (Option<usize>, Option<Diagnostic>) {
        if self.brief.front.limit.is_none() {
            return (None, None);
        }
        let referred = Arc::clone(&self.referred);
        let context = Context { book: &referred.book, assets: &referred.assets };
        let n_pages = n_paper_pages(&mut self.paper_typesetter, &self.engine, &self.brief, &context);
        (n_pages, n_pages.and_then(|n_pages| over_limit(&self.brief.front, n_pages)))
    }
}
