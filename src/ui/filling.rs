//! The main window as large as the screen: full screen and back to how it was, and no larger than the screen at first.

use egui::{Context, Id, ViewportCommand};

/// The room that frames, title bars and panels of a desktop take of a screen, in points.
const FRAMES: egui::Vec2 = egui::vec2(16.0, 64.0);

/// Fills the screen, and remembers whether the window was maximised before.
pub(super) fn fill_screen(ctx: &Context) {
    remember(ctx);
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
}

/// Remembers whether the window is maximised, as it will be again when it no longer fills the screen.
pub(super) fn remember(ctx: &Context) {
    let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
    let is_maximized = ctx.input(|input| input.viewport().maximized.unwrap_or(false));
    if !is_full {
        ctx.data_mut(|data| data.insert_temp(maximized_id(), is_maximized));
    }
}

/// Leaves the full screen; the window is as it was.
pub(super) fn leave_screen(ctx: &Context) {
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
    // A window manager that gives a full screen up gives back a size, and not always that it was the largest.
    if ctx.data(|data| data.get_temp::<bool>(maximized_id())).unwrap_or(false) {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}

/// Maximises a window that opened larger than its screen, once it is known how large that is.
pub(super) fn fit_screen(ctx: &Context) {
    let id = Id::unique("fits its screen");
    let (screen, window) = ctx
        .input(|input| (input.viewport().monitor_size, input.viewport().inner_rect.map(|rect| rect.size())));
    let (Some(screen), Some(window)) = (screen, window) else { return };
    if ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), true)) {
        return;
    }
    let room = screen - FRAMES;
    if window.x > room.x || window.y > room.y {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}

fn maximized_id() -> Id {
    Id::unique("was maximised")
}
