//! Whether the user has asked the system that nothing on the screen move by itself.
//!
//! It reads what the desktops of Linux write down; where none has written anything, motion is welcome.

use std::path::PathBuf;

/// The files of GTK and of KDE that hold it, below the folder of settings.
const FILES: [&str; 3] = ["gtk-4.0/settings.ini", "gtk-3.0/settings.ini", "kdeglobals"];

/// Whether the system asks for no motion.
pub fn asks_for_stillness() -> bool {
    let named = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let folder = named.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".config")));
    let Some(folder) = folder else { return false };
    FILES.iter().any(|file| std::fs::read_to_string(folder.join(file)).is_ok_and(|text| says_still(&text)))
}

/// Whether a file of settings turns animations off.
fn says_still(text: &str) -> bool {
    text.lines().any(|line| {
        let Some((key, value)) = line.split_once('=') else { return false };
        match key.trim() {
            "gtk-enable-animations" => matches!(value.trim(), "0" | "false" | "FALSE" | "False"),
            "AnimationDurationFactor" => value.trim().parse::<f64>().is_ok_and(|factor| factor <= 0.0),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desktops_say_so_in_their_own_words() {
        assert!(says_still("[Settings]\ngtk-enable-animations=0\n"));
        assert!(says_still("gtk-enable-animations = false"));
        assert!(says_still("[KDE]\nAnimationDurationFactor=0\n"));
        assert!(!says_still("gtk-enable-animations=1\nAnimationDurationFactor=0.5\n"));
        assert!(!says_still(""));
    }
}
