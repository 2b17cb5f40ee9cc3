//! Pictures that dialogs show.

use std::sync::Arc;

use egui::{ColorImage, Id, TextureHandle, TextureOptions, Ui};

use crate::layout::Bitmap;

/// A picture on the graphics card; a new one of the same name takes the place of the one before.
pub(super) fn texture(ui: &Ui, name: &str, bitmap: &Arc<Bitmap>) -> TextureHandle {
    let id = Id::unique(("picture", name));
    // What it was made of is held, so that no other picture can lie where it lay.
    let known = ui.data(|data| data.get_temp::<(Arc<Bitmap>, TextureHandle)>(id));
    if let Some((_, texture)) = known.filter(|(known, _)| Arc::ptr_eq(known, bitmap)) {
        return texture;
    }
    let size = [bitmap.width_px as usize, bitmap.height_px as usize];
    let image = ColorImage::from_rgba_premultiplied(size, &bitmap.rgba);
    let texture = ui.ctx().load_texture(name, image, TextureOptions::LINEAR);
    ui.data_mut(|data| data.insert_temp(id, (Arc::clone(bitmap), texture.clone())));
    texture
}
