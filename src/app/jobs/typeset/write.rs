//! Exports, as the typesetter makes them: one copy, or one for each of some states.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::app::jobs::typeset::Desk;
use crate::app::jobs::{ExportOrder, ExportResult, Post};
use crate::app::talk::found_ink;
use crate::app::{Event, ExportChoice, Report};
use crate::brief::{Brief, parse};
use crate::export::{Job, PdfStandard, audience_file, export, format_named, named_files};
use crate::layout::{Options, Paper};
use crate::prove::Claim;
use crate::release::{Assets, Audience, Context, CopyOptions, Edits, plain_text, project_with, refusals};
use crate::session::{Disk, parts, prove_files, read_house, references, store_all};
use crate::text::{Message, message};

/// A finished file, and what is to be said of it.
type Made = (Vec<(PathBuf, Vec<u8>)>, Vec<Message>);

impl Desk {
    /// Writes the files that were ordered. Each order has its answer, since quitting waits for it.
    pub(super) fn export(&mut self, post: &Post) {
        for order in std::mem::take(&mut self.exports) {
            let made = catch_unwind(AssertUnwindSafe(|| self.export_one(&order, post)));
            let result = made
                .unwrap_or_else(|_| Err(message!("the file could not be made", "ファイルを作成できません")));
            let result = result.unwrap_or_else(ExportResult::Failed);
            post.send(Event::Exported { doc: order.doc, result });
        }
    }

    fn export_one(&self, order: &ExportOrder, post: &Post) -> Result<ExportResult, Message> {
        if self.doc != Some(order.doc) || self.referred.doc != self.doc {
            return Err(message!(
                "another brief was opened meanwhile; nothing was written",
                "その間に別の資料が開かれたため、何も書き出しませんでした"
            ));
        }
        // What leaves is made of the text itself, read anew.
        let (brief, _) = parse(&self.text);
        let assets = Assets { house: read_house(&order.house, &Disk), ..self.referred.assets.clone() };
        let (mut files, mut warnings) = (Vec::new(), Vec::new());
        let n_all = order.states.len();
        for (idx, state) in order.states.iter().enumerate() {
            post.send(Event::Report(Report::Exporting { state, n_done: idx, n_all }));
            let out = audience_file(&order.path, state);
            let (made, said) = self.copy((&brief, &assets), order, &out, &[(*state).to_owned()])?;
            files.extend(made);
            warnings.extend(said.iter().map(|said| message!("{state}: {said}", "{state}：{said}", said)));
        }
        if order.states.is_empty() {
            (files, warnings) = self.copy((&brief, &assets), order, &order.path, &[])?;
        }
        let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
        let parts = parts(order.own.as_deref(), &references(&brief), &order.house);
        if let Some(refusal) = paths.iter().find_map(|path| parts.refusal(path)) {
            return Err(refusal);
        }
        let is_unasked = |path: &&PathBuf| path.symlink_metadata().is_ok() && !order.replaces.contains(path);
        let there: Vec<PathBuf> = paths.iter().filter(is_unasked).cloned().collect();
        if !there.is_empty() {
            let (path, choice) = (order.path.clone(), order.choice);
            return Ok(ExportResult::WouldReplace { path, choice, files: there });
        }
        // A file that came there meanwhile is not replaced either.
        store_all(&files, !order.replaces.is_empty(), &order.writing).map_err(|err| err.message())?;
        Ok(ExportResult::Written(paths, warnings))
    }

    /// Makes one copy.
    fn copy(
        &self,
        (brief, assets): (&Brief, &Assets),
        order: &ExportOrder,
        out: &Path,
        names: &[String],
    ) -> Result<Made, Message> {
        let ExportChoice { reader, shape, extension, is_letter, .. } = order.choice;
        let context = Context { book: &self.referred.book, assets };
        let copy = CopyOptions { reader, audience: Audience::of(names), edits: Edits::Open };
        let released = project_with(brief, &context, &copy);
        if let Some(refusal) = refusals(&released, &brief.front).first() {
            return Err(refusal.message());
        }
        let theme = self.engine.theme_of(brief.front.theme.as_deref(), &self.referred.assets);
        let paper = if is_letter { Paper::Letter } else { Paper::A4 };
        let format =
            format_named(extension).ok_or_else(|| message!("no such format", "その形式はありません"))?;
        let slides = released.content().screen.slides.iter();
        let titles: Vec<String> = slides.map(|slide| plain_text(&slide.title)).collect();
        let (ink, gone) = found_ink(&order.drawn, &titles);
        let job = Job {
            engine: &self.engine,
            released: &released,
            options: Options { shape, paper, theme },
            pdf_standard: PdfStandard::default(),
            stem: out.file_stem().and_then(|stem| stem.to_str()).unwrap_or("handout"),
            ink: &ink,
        };
        let exported = export(format, &job).map_err(|err| err.message())?;
        let files = named_files(out, exported.files);
        let claim = Claim { brief, text: &self.text, context, copy: &copy, released: &released };
        if let Some(leak) = prove_files(&files, &claim, order.own.as_deref()).first() {
            return Err(message!(
                "{leak}; no file is written, since this is a fault of the program: please report it",
                "{leak}。プログラムの不具合のため、ファイルを作成しません。報告をお願いします",
                leak
            ));
        }
        let lost = gone.iter().map(|title| {
            message!(
                "the drawings on “{title}” are left out: this copy has no slide with that title",
                "この写しに「{title}」という題名のスライドがないため、そこに描いた線は入りません"
            )
        });
        Ok((files, exported.warnings.into_iter().chain(lost).collect()))
    }
}
