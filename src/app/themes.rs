//! The themes with a picture of each: the slide at the cursor as it would look.

use std::sync::Arc;

use crate::app::jobs::Order;
use crate::app::{App, Dialog, Request};
use crate::layout::Bitmap;
use crate::text::{Edit, EditKind, Selection, Span};

/// A theme as it would look.
#[derive(Clone, Debug)]
pub struct ThemePicture {
    /// What front matter calls it.
    pub name: String,
    /// What it is for.
    pub summary: &'static str,
    /// A slide of the brief.
    pub bitmap: Arc<Bitmap>,
}

impl App {
    /// Shows the themes.
    pub fn show_themes(&mut self) {
        self.jobs.order(Order::Themes(self.selection.head));
        self.view.dialog = Some(Dialog::Themes);
    }

    /// The name of the theme that the brief is set in.
    pub fn theme_name(&self) -> String {
        self.session.brief().front.theme.clone().unwrap_or_else(|| self.theme().name.to_owned())
    }

    /// Sets the brief in another theme, as a change that can be taken back.
    pub fn choose_theme(&mut self, name: &str) {
        self.view.dialog = None;
        self.set_front_key("theme", name);
        self.requests.push(Request::FocusEditor);
    }

    /// Gives a key of the front matter another value, or adds it.
    fn set_front_key(&mut self, key: &str, value: &str) {
        let line_end = self.session.line_ending();
        let front = &self.session.brief().front;
        let text = self.session.text();
        let key_span = front.key_span(key);
        let edit = if front.has_key(key) {
            let rest = text.get(key_span.end..).unwrap_or("");
            let line = rest.split('\n').next().unwrap_or("").trim_end_matches('\r');
            let comment = line.find(" #").unwrap_or(line.len());
            let end = key_span.end + line[..comment].trim_end().len();
            Edit::replace(Span::new(key_span.end, end), format!(": {value}"))
        } else {
            let line = format!("{key}: {value}{line_end}");
            match front.span.slice(text).rfind("---").filter(|&at| at > 0) {
                Some(at) => Edit::insert(front.span.start + at, line),
                None => Edit::insert(0, format!("---{line_end}{line}---{line_end}{line_end}")),
            }
        };
        let mut after = Span::at(self.selection.head);
        let after = if edit.carry(&mut after) { after.start } else { edit.span.start };
        self.edit(vec![edit], Selection::at(after), EditKind::Other);
    }
}
