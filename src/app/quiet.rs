//! Keeps screen saver and notifications away while somebody speaks, as far as the desktop can be asked to.
//!
//! Asking takes as long as the desktop takes to reply, so a thread does it; what it holds ends with it.

/// Who keeps the screen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaverHold {
    /// The desktop, which was asked over D-Bus.
    Desktop,
    /// The X server, which is told again and again that somebody is there.
    XServer,
    /// Nobody.
    Nobody,
}

/// What is kept away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Who keeps the screen on.
    pub saver: SaverHold,
    /// Whether the desktop holds notifications back.
    pub holds_notifications: bool,
}

/// What holds as long as it is not dropped.
pub(super) struct QuietHold {
    awake: Option<keepawake::KeepAwake>,
    #[cfg(all(unix, not(target_os = "macos")))]
    notifications: Option<zbus::blocking::Connection>,
}

impl QuietHold {
    /// Asks the desktop for both; where it cannot be asked, the talk goes on without.
    pub(super) fn ask() -> Self {
        let mut asked = keepawake::Builder::default();
        asked.display(true).idle(true).reason(REASON).app_name("Démarche");
        asked.app_reverse_domain("org.demarche.Demarche");
        Self {
            awake: asked.create().ok(),
            #[cfg(all(unix, not(target_os = "macos")))]
            notifications: hold_notifications().ok(),
        }
    }

    /// What came of it.
    pub(super) fn state(&self) -> Quiet {
        let saver = if self.awake.is_some() { SaverHold::Desktop } else { SaverHold::Nobody };
        #[cfg(all(unix, not(target_os = "macos")))]
        let holds_notifications = self.notifications.is_some();
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        let holds_notifications = false;
        Quiet { saver, holds_notifications }
    }
}

/// What the desktop is told.
const REASON: &str = "A talk is being given";

/// Asks for no notifications as long as the connection is held. Of the large desktops KDE's knows this call.
#[cfg(all(unix, not(target_os = "macos")))]
fn hold_notifications() -> zbus::Result<zbus::blocking::Connection> {
    const SERVICE: &str = "org.freedesktop.Notifications";
    let connection = zbus::blocking::Connection::session()?;
    let hints = std::collections::HashMap::<&str, zbus::zvariant::Value<'_>>::new();
    let body = ("demarche", REASON, hints);
    connection.call_method(
        Some(SERVICE),
        "/org/freedesktop/Notifications",
        Some(SERVICE),
        "Inhibit",
        &body,
    )?;
    Ok(connection)
}
