//! What the program asks of its window, since only a window can do it.

use std::path::PathBuf;

use crate::app::{ChartForm, ExportChoice};

/// What every program does with a selection and the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// Copy the selection and delete it.
    Cut,
    /// Copy the selection.
    Copy,
    /// Put what was copied in its place.
    Paste,
}

/// What only a window can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Ask for a brief to open.
    PickBrief,
    /// Ask for a file of another program to make a brief of.
    PickImport,
    /// Ask where to put the brief that is made of a file.
    PickImported(PathBuf),
    /// Ask for the library's folder.
    PickFolder,
    /// Ask for a picture to put into the text.
    PickPicture,
    /// Do with the text what this key of every program does.
    Clipboard(Clipboard),
    /// Ask where to save.
    PickSave,
    /// Ask for a fact book for the brief.
    PickBook,
    /// Ask for a table of figures.
    PickTable,
    /// Ask for a table to fill the form of a chart with.
    PickRows(Box<ChartForm>),
    /// Ask where to write the page of a look before leaving.
    PickReport,
    /// Ask where to export to.
    PickExport(ExportChoice),
    /// Close the window.
    Close,
    /// Give the editor the keyboard.
    FocusEditor,
    /// Give the next panel the keyboard, or the one before.
    NextPanel {
        /// Whether it is the one before.
        is_backward: bool,
    },
    /// Show a folder in the system's file manager.
    ShowFolder(PathBuf),
    /// Turn full screen on or off.
    ToggleFullScreen,
}
