//! What is said of the thing under a pointer that rests: nothing while somebody types, since it would cover the line.

use egui::{Context, Event, PointerState, Style, Vec2};

use crate::ui::keys::is_modifier;

/// No pointer rests that long, in seconds.
const NEVER: f32 = 1.0e6;

/// Has nothing said from the first key on until the pointer moves. What is said already goes when there is no pointer:
/// it is taken away for this frame, at whose end [`give_back`] is to be called.
pub(super) fn follow_typing(ctx: &Context) -> Option<PointerState> {
    let is_of_typing = |event: &Event| match event {
        Event::Text(_) | Event::Ime(_) | Event::Paste(_) => true,
        Event::Key { key, pressed: true, .. } => !is_modifier(*key),
        _ => false,
    };
    let (is_typed, is_moved, is_held) = ctx.input(|input| {
        let pointer = &input.pointer;
        (input.events.iter().any(is_of_typing), pointer.delta() != Vec2::ZERO, pointer.any_down())
    });
    let is_quiet = is_quiet(ctx);
    if is_typed && !is_quiet && !is_held {
        be_quiet(ctx, true);
        return Some(ctx.input_mut(|input| std::mem::take(&mut input.pointer)));
    }
    if is_moved && !is_typed && is_quiet {
        be_quiet(ctx, false);
    }
    None
}

/// Gives back the pointer that was taken away for a frame.
pub(super) fn give_back(ctx: &Context, pointer: Option<PointerState>) {
    if let Some(pointer) = pointer {
        ctx.input_mut(|input| input.pointer = pointer);
    }
}

/// Whether nothing is said at the moment.
pub(super) fn is_quiet(ctx: &Context) -> bool {
    ctx.global_style().interaction.tooltip_delay >= NEVER
}

fn be_quiet(ctx: &Context, is_quiet: bool) {
    let usual = Style::default().interaction;
    let (delay, grace) =
        if is_quiet { (NEVER, 0.0) } else { (usual.tooltip_delay, usual.tooltip_grace_time) };
    ctx.all_styles_mut(|style| {
        style.interaction.tooltip_delay = delay;
        style.interaction.tooltip_grace_time = grace;
    });
}
