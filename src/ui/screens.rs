//! What the window knows of the screens of this machine.

use crate::app::Screen;

/// The number by which the X server knows the main window; nothing under Wayland and on other systems.
pub(super) fn x11_number(frame: &eframe::Frame) -> Option<u32> {
    let window = frame.winit_window()?;
    // Under Wayland no window is told where it is.
    let is_placed = window.outer_position().is_ok();
    let number = u32::try_from(u64::from(window.id())).ok();
    number.filter(|_| is_placed && cfg!(all(unix, not(target_os = "macos"))))
}

/// The screens of this machine, in the order in which the system numbers them.
pub(super) fn screens(frame: &eframe::Frame) -> Vec<Screen> {
    let Some(window) = frame.winit_window() else { return Vec::new() };
    let own = window.current_monitor();
    let screens = window.available_monitors().map(|monitor| Screen {
        name: monitor.name().unwrap_or_default(),
        pos_px: (monitor.position().x, monitor.position().y),
        size_px: (monitor.size().width, monitor.size().height),
        is_own: own.as_ref() == Some(&monitor),
    });
    screens.collect()
}
