//! The dialog that is open: whether it may be closed by a click that misses it, and what is kept of it when it is left.

use crate::app::{App, ChartForm, Dialog, NewBrief};

impl App {
    /// Whether the open dialog holds words that were typed and are nowhere else.
    pub fn dialog_holds_words(&self) -> bool {
        match &self.view.dialog {
            Some(Dialog::Chart(form)) => self.is_chart_changed(form),
            Some(Dialog::New) => {
                let NewBrief { title, date, .. } = &self.view.cues.welcome.new_brief;
                !(title.is_empty() && date.is_empty())
            }
            Some(Dialog::FactBook) => self.view.book.is_changed(),
            Some(Dialog::Seal(asked)) => !(asked.passphrase.is_empty() && asked.repeated.is_empty()),
            Some(Dialog::Path { .. }) => true,
            _ => false,
        }
    }

    /// Closes the open dialog without doing what it asks for. A form that was filled in comes back when it is opened
    /// next; what is typed for a new brief and for the fact book is kept there.
    pub fn leave_dialog(&mut self) {
        if let Some(Dialog::Chart(form)) = &self.view.dialog
            && let Some(begun) = self.view.cues.chart_begun.clone().filter(|begun| !form.is_like(begun))
        {
            self.view.cues.chart_left = Some((self.session.id(), begun, (**form).clone()));
        }
        self.leave_broken_talk();
        self.view.dialog = None;
    }

    fn is_chart_changed(&self, form: &ChartForm) -> bool {
        self.view.cues.chart_begun.as_ref().is_some_and(|begun| !form.is_like(begun))
    }
}
