//! What X11 says of its outputs and of where the main window is, asked of the server itself.
//!
//! The library that opens windows keeps the list of outputs it found at its start. A projector that is plugged in
//! later is not on it, and what it says of places is wrong from then on.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use x11rb::connection::Connection as _;
use x11rb::errors::{ReplyError, ReplyOrIdError};
use x11rb::protocol::Event;
use x11rb::protocol::randr::{ConnectionExt as _, NotifyMask};
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _,
    EventMask, ScreenSaver, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::app::displays::MainPlace;
use crate::app::talk::Screen;

/// How often what has changed is looked for. A change of outputs is seen after this time at the latest.
const TICK: Duration = Duration::from_millis(40);
/// How many ticks pass before everything is asked for although the server told of no change.
const N_TICKS_UNASKED: u32 = 20;
/// How many ticks pass before the server is told again that somebody is there: twenty seconds, where no screen saver
/// waits less than a minute.
const N_TICKS_AWAKE: u32 = 500;
/// How many ticks pass before it is asked where the main window is, while it is on its way.
const N_TICKS_MOVING: u32 = 4;
/// How many ticks a window manager has to bring the main window where it was told to.
const N_TICKS_PATIENCE: u32 = 10;
/// How often the main window is sent to one place.
const MAX_TRIES: u32 = 6;

/// A place among all screens, in pixels: the upper left corner, width and height.
type Place = ((i32, i32), (u32, u32));

/// The outputs that show something; nothing where there is no X server to ask.
pub(in crate::app) fn outputs(main_window: u32) -> Option<Vec<Screen>> {
    let display = Display::connect(main_window).ok()?;
    let place = display.main_place().ok();
    display.outputs(place).ok()
}

/// Tells the outputs each time they, or the place of the main window among them, are other ones; keeps the main
/// window where it is ordered to be. Ends when nobody can order anything any more.
pub(in crate::app) fn watch(main_window: u32, orders: &Receiver<MainPlace>, report: impl Fn(Vec<Screen>)) {
    let Ok(display) = Display::connect(main_window) else { return };
    let mut watcher = Watcher {
        display,
        asked: Vec::new(),
        told: None,
        order: None,
        before: None,
        place: None,
        n_ticks: 0,
    };
    let (mut n_unasked, mut is_over) = (N_TICKS_UNASKED, false);
    while !is_over {
        match orders.recv_timeout(TICK) {
            Ok(order) => watcher.take_order(order),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                watcher.take_order(MainPlace::Free);
                is_over = true;
            }
        }
        n_unasked += 1;
        let is_asked = n_unasked > N_TICKS_UNASKED || watcher.display.has_changed();
        if is_asked {
            n_unasked = 0;
        }
        let is_moving = watcher.is_moving() && n_unasked.is_multiple_of(N_TICKS_MOVING);
        watcher.n_ticks += 1;
        if watcher.n_ticks.is_multiple_of(N_TICKS_AWAKE) {
            watcher.display.keep_on();
        }
        if !is_asked && !is_moving {
            continue;
        }
        // A server that has gone takes the program with it; there is nothing to be told.
        let Ok(changed) = watcher.look(is_asked) else { return };
        if let Some(screens) = changed {
            report(screens);
        }
    }
}

/// What is remembered between two looks.
struct Watcher {
    display: Display,
    asked: Vec<Screen>,
    told: Option<Vec<Screen>>,
    order: Option<Order>,
    /// Where the main window was before the talk, and whether it was maximised.
    before: Option<(Place, bool)>,
    /// Where it was when it was looked for last.
    place: Option<Place>,
    n_ticks: u32,
}

/// A place that the main window is to fill.
struct Order {
    place: Place,
    n_tries: u32,
    tried_at: u32,
}

impl Watcher {
    /// Whether the main window is not yet where it was ordered to be, and may still come there.
    fn is_moving(&self) -> bool {
        self.order.as_ref().is_some_and(|order| self.place != Some(order.place) && order.n_tries < MAX_TRIES)
    }

    fn take_order(&mut self, order: MainPlace) {
        match order {
            MainPlace::Fills(pos_px, size_px) => {
                if self.before.is_none() {
                    let is_maximized = self.display.is_maximized().unwrap_or(false);
                    self.before = self.display.main_place().ok().map(|place| (place, is_maximized));
                }
                self.order = Some(Order { place: (pos_px, size_px), n_tries: 0, tried_at: 0 });
            }
            MainPlace::Free => {
                self.order = None;
                if let Some((place, is_maximized)) = self.before.take() {
                    self.display.put_main(place, false).ok();
                    if is_maximized {
                        self.display.maximize().ok();
                    }
                }
            }
        }
    }

    /// Looks where everything is; returns the screens if they are other ones than those that were told.
    fn look(&mut self, is_asked: bool) -> Result<Option<Vec<Screen>>, ReplyError> {
        let place = self.display.main_place()?;
        let screens = if is_asked {
            self.display.outputs(Some(place))?
        } else {
            with_own(std::mem::take(&mut self.asked), Some(place))
        };
        let has_changed = self.told.as_ref() != Some(&screens);
        self.asked.clone_from(&screens);
        if let Some(order) = &mut self.order {
            if has_changed {
                order.n_tries = 0;
            }
            let is_due = order.n_tries == 0 || self.n_ticks >= order.tried_at + N_TICKS_PATIENCE;
            if place != order.place && is_due && order.n_tries < MAX_TRIES {
                order.n_tries += 1;
                order.tried_at = self.n_ticks;
                let to = order.place;
                self.display.put_main(to, true).ok();
            }
        }
        self.place = Some(place);
        if has_changed {
            self.told = Some(screens.clone());
        }
        Ok(has_changed.then_some(screens))
    }
}

/// A connection of our own to the server.
struct Display {
    connection: RustConnection,
    root: Window,
    main: Window,
    /// The names by which a window manager is told to fill a screen.
    state: u32,
    full_screen: u32,
    maximized: [u32; 2],
}

impl Display {
    fn connect(main: Window) -> Result<Self, ReplyOrIdError> {
        let (connection, screen_idx) =
            x11rb::connect(None).map_err(|_| x11rb::errors::ConnectionError::UnknownError)?;
        let root = connection.setup().roots[screen_idx].root;
        let mask = NotifyMask::SCREEN_CHANGE | NotifyMask::CRTC_CHANGE | NotifyMask::OUTPUT_CHANGE;
        connection.randr_select_input(root, mask)?;
        // A window manager that moves the frame of a window tells the window so.
        let events = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        connection.change_window_attributes(main, &events)?;
        let atom = |name: &str| -> Result<u32, ReplyOrIdError> {
            Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let state = atom("_NET_WM_STATE")?;
        let full_screen = atom("_NET_WM_STATE_FULLSCREEN")?;
        let maximized = [atom("_NET_WM_STATE_MAXIMIZED_VERT")?, atom("_NET_WM_STATE_MAXIMIZED_HORZ")?];
        Ok(Self { connection, root, main, state, full_screen, maximized })
    }

    /// Whether the server has told of a change since this was asked last.
    fn has_changed(&self) -> bool {
        let mut has_changed = false;
        while let Ok(Some(event)) = self.connection.poll_for_event() {
            has_changed |= matches!(
                event,
                Event::RandrNotify(_) | Event::RandrScreenChangeNotify(_) | Event::ConfigureNotify(_)
            );
        }
        has_changed
    }

    /// Where the main window is, without its frame.
    fn main_place(&self) -> Result<Place, ReplyError> {
        let size = self.connection.get_geometry(self.main)?;
        let origin = self.connection.translate_coordinates(self.main, self.root, 0, 0)?;
        let (size, origin) = (size.reply()?, origin.reply()?);
        let pos_px = (i32::from(origin.dst_x), i32::from(origin.dst_y));
        Ok((pos_px, (u32::from(size.width), u32::from(size.height))))
    }

    /// Whether the window manager has made the main window as large as its screen allows.
    fn is_maximized(&self) -> Result<bool, ReplyError> {
        let any = u32::from(AtomEnum::ATOM);
        let states = self.connection.get_property(false, self.main, self.state, any, 0, 64)?.reply()?;
        let states: Vec<u32> = states.value32().into_iter().flatten().collect();
        Ok(self.maximized.iter().all(|state| states.contains(state)))
    }

    /// Makes the main window as large as its screen allows.
    fn maximize(&self) -> Result<(), ReplyError> {
        self.tell_manager(true, self.maximized)?;
        self.main_place().map(drop)
    }

    /// Every output that shows a part of the desktop.
    fn outputs(&self, main_place: Option<Place>) -> Result<Vec<Screen>, ReplyError> {
        let resources = self.connection.randr_get_screen_resources_current(self.root)?.reply()?;
        let mut screens = Vec::new();
        for output in resources.outputs {
            let info = self.connection.randr_get_output_info(output, resources.config_timestamp)?.reply()?;
            if info.crtc == 0 {
                continue;
            }
            let crtc = self.connection.randr_get_crtc_info(info.crtc, resources.config_timestamp)?.reply()?;
            if crtc.mode == 0 || crtc.width == 0 || crtc.height == 0 {
                continue;
            }
            screens.push(Screen {
                name: String::from_utf8_lossy(&info.name).into_owned(),
                pos_px: (i32::from(crtc.x), i32::from(crtc.y)),
                size_px: (u32::from(crtc.width), u32::from(crtc.height)),
                is_own: false,
            });
        }
        Ok(with_own(screens, main_place))
    }

    /// Sends the main window to a place. A window that fills a screen is moved by no window manager, so it is told
    /// to stop before and to begin again behind.
    fn put_main(&self, ((x, y), (width, height)): Place, fills: bool) -> Result<(), ReplyError> {
        self.tell_manager(false, [self.full_screen, 0])?;
        if fills {
            self.tell_manager(false, self.maximized)?;
        }
        let place = ConfigureWindowAux::new().x(x).y(y).width(width).height(height);
        self.connection.configure_window(self.main, &place)?;
        if fills {
            self.tell_manager(true, [self.full_screen, 0])?;
        }
        // A connection that is closed while something on it is unread takes along what the server has not done yet, so
        // an answer is waited for.
        self.main_place().map(drop)
    }

    /// Tells the server that somebody is there, so that neither screen saver nor power saving sets in.
    fn keep_on(&self) {
        let told = self.connection.force_screen_saver(ScreenSaver::RESET).map(|_| self.connection.flush());
        // A server that has gone takes the program with it.
        told.ok();
    }

    fn tell_manager(&self, is_on: bool, [first, second]: [u32; 2]) -> Result<(), ReplyError> {
        const FROM_PROGRAM: u32 = 1;
        let data = [u32::from(is_on), first, second, FROM_PROGRAM, 0];
        let event = ClientMessageEvent::new(32, self.main, self.state, data);
        let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.connection.send_event(false, self.root, mask, event)?;
        Ok(())
    }
}

/// Says of each screen whether the main window is on it. A few pixels over an edge do not count: frames and
/// roundings reach that far, and no word does.
fn with_own(mut screens: Vec<Screen>, main_place: Option<Place>) -> Vec<Screen> {
    const EDGE_PX: i64 = 12;
    let Some((main_pos, main_size)) = main_place else { return screens };
    let shared = |at: i32, size: u32, other_at: i32, other_size: u32| {
        let end = (i64::from(at) + i64::from(size)).min(i64::from(other_at) + i64::from(other_size));
        end - i64::from(at.max(other_at))
    };
    for screen in &mut screens {
        let wide = shared(main_pos.0, main_size.0, screen.pos_px.0, screen.size_px.0);
        let high = shared(main_pos.1, main_size.1, screen.pos_px.1, screen.size_px.1);
        screen.is_own = wide > EDGE_PX && high > EDGE_PX;
    }
    screens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_on_each_screen_that_it_reaches_into() {
        let screen = |x| Screen { pos_px: (x, 0), size_px: (1_920, 1_080), ..Screen::default() };
        let own = |place: Place| -> Vec<bool> {
            let screens = with_own(vec![screen(0), screen(1_920)], Some(place));
            screens.into_iter().map(|screen| screen.is_own).collect()
        };
        assert_eq!(own(((0, 0), (1_920, 1_080))), [true, false]);
        assert_eq!(own(((-8, -8), (1_936, 1_096))), [true, false], "the frame of a window reaches over");
        assert_eq!(own(((1_000, 100), (1_000, 800))), [true, true]);
        assert_eq!(own(((1_920, 0), (1_920, 1_080))), [false, true]);
        assert_eq!(own(((5_000, 0), (800, 600))), [false, false]);
    }
}
