//! The system's dialogs for files, asked without stopping a frame.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use crate::app::{App, Request, imported_name};
use crate::session::{DocId, OFFICE_ENDINGS};

/// An answer that comes sooner than a hand can give it, in seconds: there was no dialog.
const TOO_SOON: f64 = 0.3;

type Answer = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>>>>;

/// The dialog that is open, if one is: for which document, what it was asked for, its answer, and when it was asked.
#[derive(Default)]
pub(super) struct Picking {
    open: Option<(DocId, Request, Answer, f64)>,
}

/// Draws a frame when the dialog has an answer.
struct Repaint(egui::Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

impl Picking {
    /// Opens the dialog of a request.
    pub(super) fn ask(&mut self, ctx: &egui::Context, request: Request, app: &App) {
        if self.open.is_some() {
            return;
        }
        let folder = app.session.path().and_then(|path| path.parent()).map(PathBuf::from);
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = folder.filter(|folder| folder.is_absolute()) {
            dialog = dialog.set_directory(folder);
        }
        let answer: Answer = match &request {
            Request::PickBrief => {
                Box::pin(dialog.add_filter("Markdown", &["md", "markdown", "txt"]).pick_file())
            }
            Request::PickImport => {
                let endings: Vec<&str> =
                    OFFICE_ENDINGS.into_iter().chain(["md", "markdown", "qmd", "rmd"]).collect();
                let name = app.word("Word, PowerPoint, Markdown", "Word・PowerPoint・Markdown");
                Box::pin(dialog.add_filter(name, &endings).pick_file())
            }
            Request::PickImported(source) => {
                let folder = source.parent().filter(|folder| folder.is_absolute());
                let dialog = match folder {
                    Some(folder) => dialog.set_directory(folder),
                    None => dialog,
                };
                Box::pin(
                    dialog.add_filter("Markdown", &["md"]).set_file_name(imported_name(source)).save_file(),
                )
            }
            Request::PickFolder => Box::pin(dialog.pick_folder()),
            Request::PickPicture => {
                Box::pin(dialog.add_filter("PNG, JPEG", &["png", "jpg", "jpeg", "gif", "webp"]).pick_file())
            }
            Request::PickTable | Request::PickRows(_) => {
                Box::pin(dialog.add_filter("CSV", &["csv", "tsv", "txt"]).pick_file())
            }
            Request::PickSave => {
                let name = app.suggested_name();
                Box::pin(dialog.add_filter("Markdown", &["md"]).set_file_name(name).save_file())
            }
            Request::PickExport(choice) => {
                let name = app.export_name(*choice);
                let dialog = dialog.add_filter(choice.extension, &[choice.extension]);
                Box::pin(dialog.set_file_name(name).save_file())
            }
            Request::PickReport => {
                let dialog = dialog.add_filter("PDF", &["pdf"]).set_file_name(app.report_name());
                Box::pin(dialog.save_file())
            }
            Request::Close
            | Request::FocusEditor
            | Request::NextPanel { .. }
            | Request::Clipboard(_)
            | Request::ShowFolder(_)
            | Request::ToggleFullScreen => return,
        };
        self.open = Some((app.session.id(), request, answer, ctx.input(|input| input.time)));
        ctx.request_repaint();
    }

    /// Looks whether the dialog has an answer, and hands it to the program.
    pub(super) fn poll(&mut self, ctx: &egui::Context, app: &mut App) {
        let Some((_, _, answer, _)) = self.open.as_mut() else { return };
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        let Poll::Ready(chosen) = answer.as_mut().poll(&mut Context::from_waker(&waker)) else { return };
        let Some((doc, request, _, asked)) = self.open.take() else { return };
        let is_too_soon = ctx.input(|input| input.time) - asked < TOO_SOON;
        match chosen {
            Some(chosen) => app.picked(doc, &request, chosen.path().to_owned()),
            None if is_too_soon => app.ask_path(request),
            None => {}
        }
    }
}
