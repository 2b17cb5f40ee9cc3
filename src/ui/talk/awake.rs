//! Keeps the screen from falling asleep while somebody speaks.

/// As long as it is held, the screen stays on.
pub(super) struct Awake {
    _held: Option<keepawake::KeepAwake>,
}

impl Awake {
    /// Asks the system; where it has no way to be asked, the talk goes on without.
    pub(super) fn hold() -> Self {
        let mut asked = keepawake::Builder::default();
        asked.display(true).idle(true).reason("A talk is being given").app_name("Démarche");
        asked.app_reverse_domain("org.demarche.Demarche");
        Self { _held: asked.create().ok() }
    }
}
