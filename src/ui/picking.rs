//! The system's dialogs for files, asked without stopping a frame.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use crate::app::{App, Dialog, Request, imported_name};
use crate::session::{DocId, OFFICE_ENDINGS};

/// An answer that comes sooner than a hand can give it, in seconds: there was no dialog.
const TOO_SOON: f64 = 0.3;
/// How long a dialog is waited for that does not show itself, in seconds.
const PATIENCE: f64 = 3.0;
/// How often it is looked whether one has shown itself.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

type Answer = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>>>>;

/// The dialog that is open, if one is.
#[derive(Default)]
pub(super) struct Picking {
    open: Option<Asked>,
}

/// What was asked of the system.
struct Asked {
    /// For which document.
    doc: DocId,
    request: Request,
    answer: Answer,
    /// When, in seconds.
    since: f64,
    /// Whether the window was left since: the dialog has shown itself.
    was_left: bool,
    /// Whether the path is asked for in its place.
    is_given_up: bool,
}

/// What becomes of a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Its answer is waited for.
    Waits,
    /// It was closed without an answer.
    Closed,
    /// There is none: the path is asked for here.
    Missing,
}

/// What becomes of a dialog that has ended without a path, or goes on, so many seconds after it was asked for. A dialog
/// takes the keyboard from the window; where nothing has, there is none, whether the system says so or is silent.
fn turn(has_ended: bool, seconds: f64, was_left: bool) -> Turn {
    match (has_ended, was_left) {
        (true, true) if seconds >= TOO_SOON => Turn::Closed,
        (true, _) => Turn::Missing,
        (false, false) if seconds >= PATIENCE => Turn::Missing,
        (false, _) => Turn::Waits,
    }
}

/// Opens the dialog of a request; nothing where it asks for none.
fn answer_of(request: &Request, app: &App) -> Option<Answer> {
    let folder = app.session.path().and_then(|path| path.parent()).map(PathBuf::from);
    let mut dialog = rfd::AsyncFileDialog::new();
    if let Some(folder) = folder.filter(|folder| folder.is_absolute()) {
        dialog = dialog.set_directory(folder);
    }
    let answer: Answer = match request {
        Request::PickBrief => Box::pin(dialog.add_filter("Markdown", &["md", "markdown", "txt"]).pick_file()),
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
            Box::pin(dialog.add_filter("Markdown", &["md"]).set_file_name(imported_name(source)).save_file())
        }
        Request::PickFolder => Box::pin(dialog.pick_folder()),
        Request::PickPicture => {
            Box::pin(dialog.add_filter("PNG, JPEG", &["png", "jpg", "jpeg", "gif", "webp"]).pick_file())
        }
        Request::PickBook => Box::pin(dialog.add_filter("TOML", &["toml"]).pick_file()),
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
        | Request::ToggleFullScreen => return None,
    };
    Some(answer)
}

/// Draws a frame when the dialog has an answer.
struct Repaint(egui::Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

impl Picking {
    /// Opens the dialog of a request; where the last one never showed itself, asks for the path.
    pub(super) fn ask(&mut self, ctx: &egui::Context, request: Request, app: &mut App) {
        match &self.open {
            Some(asked) if asked.is_given_up => {
                self.open = None;
                app.ask_path(request);
                return;
            }
            Some(_) => return,
            None => {}
        }
        let Some(answer) = answer_of(&request, app) else { return };
        self.open = Some(Asked {
            doc: app.session.id(),
            request,
            answer,
            since: ctx.input(|input| input.time),
            was_left: false,
            is_given_up: false,
        });
        ctx.request_repaint();
    }

    /// Looks whether the dialog has an answer, and hands it to the program.
    pub(super) fn poll(&mut self, ctx: &egui::Context, app: &mut App) {
        let Some(asked) = self.open.as_mut() else { return };
        let (now, is_focused) = ctx.input(|input| (input.time, input.focused));
        asked.was_left |= !is_focused;
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        let polled = asked.answer.as_mut().poll(&mut Context::from_waker(&waker));
        let is_asked_here = asked.is_given_up && matches!(app.view.dialog, Some(Dialog::Path { .. }));
        if let Poll::Ready(Some(chosen)) = &polled {
            // A dialog that was late has its answer, unless the path was typed meanwhile.
            let path = chosen.path().to_owned();
            let Some(asked) = self.open.take() else { return };
            if !asked.is_given_up || is_asked_here {
                app.view.dialog = app.view.dialog.take().filter(|_| !is_asked_here);
                app.picked(asked.doc, &asked.request, path);
            }
            return;
        }
        let has_ended = polled.is_ready();
        match turn(has_ended, now - asked.since, asked.was_left) {
            // Where nothing happens, nobody would look again.
            Turn::Waits if !asked.was_left => ctx.request_repaint_after(LOOK_AGAIN),
            Turn::Waits => {}
            Turn::Closed => self.open = None,
            Turn::Missing if asked.is_given_up => {
                if has_ended {
                    self.open = None;
                }
            }
            Turn::Missing => {
                asked.is_given_up = true;
                let request = asked.request.clone();
                if has_ended {
                    self.open = None;
                }
                app.ask_path(request);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_that_never_shows_itself_is_missing_after_seconds_and_one_that_was_closed_is_not() {
        assert_eq!(turn(false, 1.0, false), Turn::Waits);
        assert_eq!(turn(false, PATIENCE, false), Turn::Missing, "the system is silent");
        assert_eq!(turn(false, 600.0, true), Turn::Waits, "somebody looks for the file");
        assert_eq!(turn(true, 5.0, true), Turn::Closed);
        assert_eq!(turn(true, 0.1, true), Turn::Missing, "no hand is so fast");
        assert_eq!(turn(true, 1.5, false), Turn::Missing, "the system said so late");
    }
}
