//! The system's dialogs for files, asked without stopping a frame.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use crate::app::{App, ExportChoice, Request};

/// What was asked for.
#[derive(Clone, Copy)]
enum Purpose {
    Open,
    Folder,
    Save,
    Export(ExportChoice),
}

/// What was chosen.
pub(super) struct Picked {
    purpose: Purpose,
    path: PathBuf,
}

type Answer = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>>>>;

/// The dialog that is open, if one is.
#[derive(Default)]
pub(super) struct Picking {
    open: Option<(Purpose, Answer)>,
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
    pub(super) fn ask(&mut self, request: Request, app: &App) {
        if self.open.is_some() {
            return;
        }
        let folder = app.session.path().and_then(|path| path.parent()).map(PathBuf::from);
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = folder.filter(|folder| folder.is_absolute()) {
            dialog = dialog.set_directory(folder);
        }
        let (purpose, answer): (Purpose, Answer) = match request {
            Request::PickBrief => (
                Purpose::Open,
                Box::pin(dialog.add_filter("Markdown", &["md", "markdown", "txt"]).pick_file()),
            ),
            Request::PickFolder => (Purpose::Folder, Box::pin(dialog.pick_folder())),
            Request::PickSave => {
                let name = app.suggested_name();
                (
                    Purpose::Save,
                    Box::pin(dialog.add_filter("Markdown", &["md"]).set_file_name(name).save_file()),
                )
            }
            Request::PickExport(choice) => {
                let name = app.export_name(choice);
                let dialog = dialog.add_filter(choice.extension, &[choice.extension]).set_file_name(name);
                (Purpose::Export(choice), Box::pin(dialog.save_file()))
            }
            Request::Close | Request::FocusEditor | Request::ShowFolder(_) => return,
        };
        self.open = Some((purpose, answer));
    }

    /// Looks whether the dialog has an answer.
    pub(super) fn poll(&mut self, ctx: &egui::Context) -> Option<Picked> {
        let (purpose, answer) = self.open.as_mut()?;
        let purpose = *purpose;
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        let Poll::Ready(chosen) = answer.as_mut().poll(&mut Context::from_waker(&waker)) else { return None };
        self.open = None;
        Some(Picked { purpose, path: chosen?.path().to_owned() })
    }
}

impl Picked {
    /// Hands the answer to the program.
    pub(super) fn apply(self, app: &mut App) {
        match self.purpose {
            Purpose::Open => app.open(self.path),
            Purpose::Folder => app.choose_library(self.path),
            Purpose::Save => app.save_as(&with_ending(self.path, "md")),
            Purpose::Export(choice) => app.export_to(with_ending(self.path, choice.extension), choice),
        }
    }
}

fn with_ending(mut path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension(extension);
    }
    path
}
