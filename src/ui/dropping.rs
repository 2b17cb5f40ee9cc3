//! What is dropped on the window or pasted into it, apart from words.

use crate::ui::{Window, editor};

impl Window {
    /// What was dropped on the window or pasted: a brief is opened, a picture comes into the text.
    pub(super) fn take_drops(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        for file in dropped {
            self.app.drop_file(file.path());
        }
        // A file that was copied in a file manager is meant, not its name.
        if ctx.memory(|memory| memory.has_focus(editor::id())) {
            let mut events = ctx.input_mut(|input| std::mem::take(&mut input.events));
            events.retain(|event| !matches!(event, egui::Event::Paste(words) if self.app.paste_files(words)));
            ctx.input_mut(|input| input.events = events);
        }
        let pasted = ctx.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::PasteImage(picture) => Some(std::sync::Arc::clone(picture)),
                _ => None,
            })
        });
        if let Some(picture) = pasted {
            let [width_px, height_px] = picture.size.map(|side| u32::try_from(side).unwrap_or(0));
            let rgba = picture.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
            self.app.paste_picture(width_px, height_px, rgba);
        }
    }
}
