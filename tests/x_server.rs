//! An X server with two true outputs and a finger, for tests of what a room sees. They need `DEMARCHE_LONG`, and the X
//! server's drivers `dummy` and `inputtest`; the README says how.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The first display that no server answers on, so that two runs do not share one.
static DISPLAY: LazyLock<String> = LazyLock::new(|| {
    let is_free = |n: &u16| UnixStream::connect(format!("/tmp/.X11-unix/X{n}")).is_err();
    format!(":{}", (61..99).find(is_free).unwrap_or(99))
});
/// Held by the test that has the display: there is one.
static ALONE: Mutex<()> = Mutex::new(());
/// The socket over which the finger is moved.
const SOCKET: &str = "finger";
const CONFIG: &str = r#"
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
  Option "AllowMouseOpenFail" "true"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "scr"
  InputDevice "finger"
EndSection
Section "InputDevice"
  Identifier "finger"
  Driver "inputtest"
  Option "SocketPath" "SOCKET"
  Option "DeviceType" "Touch"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 512000
EndSection
Section "Monitor"
  Identifier "mon"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "1920x1080" 148.50 1920 2448 2492 2640 1080 1084 1089 1125 +hsync +vsync
  Modeline "1280x720" 74.25 1280 1390 1430 1650 720 725 730 750 +hsync +vsync
EndSection
Section "Screen"
  Identifier "scr"
  Device "dummy"
  Monitor "mon"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
    Virtual 7680 4320
  EndSubSection
EndSection
"#;

/// A program that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("DISPLAY", DISPLAY.as_str()).env("LIBGL_ALWAYS_SOFTWARE", "1").env_remove("WAYLAND_DISPLAY");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

pub(crate) fn run(program: &str, arguments: &[&str]) -> bool {
    command(program).args(arguments).status().is_ok_and(|status| status.success())
}

/// Changes the outputs. The driver turns none, so a screen on its side is one with a mode that is higher than wide.
pub(crate) fn xrandr(arguments: &str) {
    assert!(run("xrandr", &arguments.split(' ').collect::<Vec<_>>()), "xrandr refuses {arguments}");
}

pub(crate) fn press(key: &str) {
    run("xdotool", &["key", key]);
    sleep(Duration::from_millis(150));
}

/// Screens for a long test that has them for itself, and a folder; nothing where long tests are not wanted or there is
/// no such server here, which is said.
pub(crate) fn long_screens() -> Option<(MutexGuard<'static, ()>, tempfile::TempDir, [Running; 2])> {
    if std::env::var_os("DEMARCHE_LONG").is_none() {
        eprintln!("skipped: it takes minutes and an X server of its own; DEMARCHE_LONG=1 runs it");
        return None;
    }
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().expect("a folder");
    let server = start_server(folder.path());
    if server.is_none() {
        eprintln!(
            "skipped: no X server with a dummy driver (xserver-xorg-video-dummy), openbox and xrandr here"
        );
    }
    Some((alone, folder, server?))
}

/// Starts the X server with its dummy driver; nothing where that is not possible.
fn start_server(folder: &Path) -> Option<[Running; 2]> {
    let config = folder.join("xorg.conf");
    let socket = folder.join(SOCKET).to_string_lossy().into_owned();
    fs::write(&config, CONFIG.replace("SOCKET", &socket)).ok()?;
    let config = config.to_string_lossy().into_owned();
    let log = folder.join("x.log").to_string_lossy().into_owned();
    let arguments =
        [DISPLAY.as_str(), "-config", &config, "-noreset", "-nolisten", "tcp", "-logfile", &log, "vt99"];
    let server = Running(command("Xorg").args(arguments).spawn().ok()?);
    let begun = Instant::now();
    while !run("xrandr", &["--query"]) {
        if begun.elapsed() > Duration::from_secs(10) {
            return None;
        }
        sleep(Duration::from_millis(200));
    }
    let manager = Running(command("openbox").spawn().ok()?);
    for mode in [
        "HD 74.25 1280 1390 1430 1650 720 725 730 750",
        "TALL 80 720 800 850 900 1280 1283 1288 1320",
        "TALLER 150 1080 1200 1250 1300 1920 1923 1928 1960",
        "BEAMER 65 1024 1048 1184 1344 768 771 777 806",
    ] {
        xrandr(&format!("--newmode {mode}"));
        let (name, _) = mode.split_once(' ').unwrap_or_default();
        ["DUMMY0", "DUMMY1"].iter().for_each(|output| xrandr(&format!("--addmode {output} {name}")));
    }
    Some([server, manager])
}

/// A finger on the screens. The driver speaks to one client in its life.
pub(crate) struct Finger(UnixStream);

/// What a finger does.
#[derive(Clone, Copy)]
enum Touch {
    Begin = 18,
    Move = 19,
    End = 20,
}

impl Finger {
    /// Nothing where the server has no such driver.
    pub(crate) fn on(folder: &Path) -> Option<Self> {
        let mut stream = UnixStream::connect(folder.join(SOCKET)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
        // Length and kind of what is sent, and the version of the protocol.
        stream.write_all(&[12_u32, 0].map(u32::to_ne_bytes).concat()).ok()?;
        stream.write_all(&[1_u16, 1].map(u16::to_ne_bytes).concat()).ok()?;
        stream.read_exact(&mut [0; 12]).ok()?;
        Some(Self(stream))
    }

    /// Puts the finger down and lifts it.
    pub(crate) fn tap(&mut self, at: (usize, usize)) {
        self.draw(&[at]);
    }

    /// Draws the finger from point to point, in pixels of all screens.
    pub(crate) fn draw(&mut self, way: &[(usize, usize)]) {
        self.hold(way);
        self.send(Touch::End, way[way.len() - 1]);
        sleep(Duration::from_millis(150));
    }

    /// The same, without lifting it.
    pub(crate) fn hold(&mut self, way: &[(usize, usize)]) {
        self.send(Touch::Begin, way[0]);
        for &at in &way[1..] {
            sleep(Duration::from_millis(20));
            self.send(Touch::Move, at);
        }
        sleep(Duration::from_millis(100));
    }

    /// Lifts it.
    pub(crate) fn lift(&mut self, at: (usize, usize)) {
        self.send(Touch::End, at);
        sleep(Duration::from_millis(100));
    }

    fn send(&mut self, touch: Touch, at: (usize, usize)) {
        const N_AXES: usize = 64;
        let (width, height) = desktop_px();
        #[expect(clippy::cast_precision_loss, reason = "screens have few pixels")]
        let on_axis = |at: usize, size: usize| at as f64 * 65_535.0 / size as f64;
        let mut axes = [0.0; N_AXES];
        (axes[0], axes[1], axes[4]) = (on_axis(at.0, width), on_axis(at.1, height), 100.0);
        let axes = axes.map(f64::to_ne_bytes).concat();
        // Length, kind, finger and what it does; then which axes there are, and their values, twice.
        let mut bytes = [1_056_u32, 6, 0, touch as u32, 0].map(u32::to_ne_bytes).concat();
        bytes.extend([0b1_0011, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(&axes);
        bytes.extend(&axes);
        self.0.write_all(&bytes).expect("the server listens");
    }
}

/// The size of all screens together. `xdotool` would tell that of the first.
fn desktop_px() -> (usize, usize) {
    let told = command("xrandr").arg("--current").stdout(Stdio::piped()).output().expect("it runs");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let (_, current) = told.split_once("current ").expect("a size");
    let mut sides = current.split([' ', ',']).filter_map(|side| side.parse().ok());
    sides.next().zip(sides.next()).expect("two sides")
}
