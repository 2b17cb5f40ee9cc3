//! Small pictures that are put straight into the main window, second by second, while the window itself rests.
//!
//! Without a graphics card a frame takes dozens of milliseconds, at 4K more than a hundred, and the figures of a clock
//! are a hundredth of it. The next frame of the window covers what was put there, so nothing has to be taken back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use x11rb::connection::Connection as _;
use x11rb::errors::{ReplyError, ReplyOrIdError};
use x11rb::protocol::xproto::{
    ConnectionExt as _, CreateGCAux, Gcontext, ImageFormat, ImageOrder, VisualClass, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::app::displays::{Stamp, Stamping};
use crate::session::WallTime;

/// How many bytes of a picture are sent in one request: less than any server refuses.
const MAX_BYTES: usize = 200_000;

/// Puts into a window what each order draws, a second after the other, as long as no frame was begun since. Where an
/// order has nothing more to draw, `wake` calls for a frame. Ends when nobody can order anything any more, or when
/// the window has pixels of another sort.
pub(in crate::app) fn stamp(
    (main_window, n_frames): (u32, &Arc<AtomicU64>),
    orders: &Receiver<Stamping>,
    clock: fn() -> WallTime,
    wake: impl Fn(),
) {
    let now = || clock().unix_millis;
    let Ok(Some(canvas)) = Canvas::connect(main_window) else { return wake() };
    let mut stamping: Option<Stamping> = None;
    loop {
        let order = match &stamping {
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(stamping) => {
                let due_millis = stamping.at_millis.max(stamping.not_before_millis);
                orders.recv_timeout(Duration::from_millis(due_millis.saturating_sub(now())))
            }
        };
        match order {
            Ok(order) => {
                stamping = Some(orders.try_iter().last().unwrap_or(order));
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let is_resting = |stamping: &Stamping| stamping.frame == n_frames.load(Ordering::Acquire);
        let Some(mut due) = stamping.take().filter(is_resting) else { continue };
        let stamps = (due.draw)(due.at_millis.max(now()));
        // A frame that was begun meanwhile shows the time itself.
        if !is_resting(&due) {
            continue;
        }
        match stamps {
            Some(stamps) if stamps.iter().all(|stamp| canvas.put(stamp).is_ok()) => {
                canvas.connection.flush().ok();
                // Of a machine that slept, the seconds that it missed are left out.
                let n_seconds = now().saturating_sub(due.at_millis) / 1_000 + 1;
                due.at_millis += n_seconds * 1_000;
                stamping = Some(due);
            }
            Some(_) | None => wake(),
        }
    }
}

/// A window that pictures are put into, over a connection of our own.
struct Canvas {
    connection: RustConnection,
    window: Window,
    context: Gcontext,
    depth: u8,
}

impl Canvas {
    /// Nothing where the pixels of the window are not of the usual sort: blue, green, red, a byte each, and one more.
    fn connect(window: Window) -> Result<Option<Self>, ReplyOrIdError> {
        let (connection, _) =
            x11rb::connect(None).map_err(|_| x11rb::errors::ConnectionError::UnknownError)?;
        let depth = connection.get_geometry(window)?.reply()?.depth;
        let visual = connection.get_window_attributes(window)?.reply()?.visual;
        let setup = connection.setup();
        let mut visuals = setup.roots.iter().flat_map(|root| &root.allowed_depths).flat_map(|of| &of.visuals);
        let is_usual = visuals.any(|known| {
            let masks = (known.red_mask, known.green_mask, known.blue_mask);
            known.visual_id == visual
                && known.class == VisualClass::TRUE_COLOR
                && masks == (0x00ff_0000, 0xff00, 0xff)
        });
        let is_wide =
            setup.pixmap_formats.iter().any(|format| format.depth == depth && format.bits_per_pixel == 32);
        if !is_usual || !is_wide || setup.image_byte_order != ImageOrder::LSB_FIRST {
            return Ok(None);
        }
        let context = connection.generate_id()?;
        connection.create_gc(context, window, &CreateGCAux::new().graphics_exposures(0))?;
        connection.flush()?;
        Ok(Some(Self { connection, window, context, depth }))
    }

    /// Puts a picture in its place, a few rows at a time.
    fn put(&self, stamp: &Stamp) -> Result<(), ReplyError> {
        let row_bytes = usize::from(stamp.width_px) * 4;
        let n_rows = (MAX_BYTES / row_bytes.max(1)).max(1);
        let mut top_px = stamp.top_px;
        for rows in stamp.bgrx.chunks(row_bytes.max(1) * n_rows) {
            let n_rows = u16::try_from(rows.len() / row_bytes.max(1)).unwrap_or(0);
            let size = (stamp.width_px, n_rows);
            let place = (stamp.left_px, top_px);
            self.connection.put_image(
                ImageFormat::Z_PIXMAP,
                self.window,
                self.context,
                size.0,
                size.1,
                place.0,
                place.1,
                0,
                self.depth,
                rows,
            )?;
            top_px += i16::try_from(n_rows).unwrap_or(0);
        }
        Ok(())
    }
}
