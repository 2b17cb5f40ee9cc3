//! Whether this machine runs on its battery, and for how much longer.

use std::fs;
use std::path::Path;

/// What the machine runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// The system does not say.
    Unknown,
    /// It has no battery.
    Mains,
    /// It has one.
    Battery {
        /// How full it is.
        percent: u8,
        /// Whether it is being drained.
        is_draining: bool,
    },
}

/// Asks the system what the machine runs on.
pub fn power() -> Power {
    power_in(Path::new("/sys/class/power_supply"))
}

/// Reads what Linux says of its supplies in a folder. Of several batteries the mean counts; those of a mouse or a
/// keyboard do not.
fn power_in(folder: &Path) -> Power {
    let Ok(entries) = fs::read_dir(folder) else { return Power::Unknown };
    let mut percents = Vec::new();
    let mut is_draining = false;
    for supply in entries.flatten() {
        let read = |name: &str| {
            let words = fs::read_to_string(supply.path().join(name)).unwrap_or_default();
            words.trim().to_owned()
        };
        if read("type") != "Battery" || read("scope") == "Device" {
            continue;
        }
        if let Ok(percent) = read("capacity").parse::<u32>() {
            percents.push(percent.min(100));
            is_draining |= read("status") == "Discharging";
        }
    }
    let Some(n_batteries) = u32::try_from(percents.len()).ok().filter(|&n| n > 0) else {
        return Power::Mains;
    };
    let mean = percents.iter().sum::<u32>() / n_batteries;
    Power::Battery { percent: u8::try_from(mean).unwrap_or(100), is_draining }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply(folder: &Path, name: &str, files: &[(&str, &str)]) {
        let supply = folder.join(name);
        fs::create_dir_all(&supply).expect("a folder");
        for (file, words) in files {
            fs::write(supply.join(file), words).expect("written");
        }
    }

    #[test]
    fn batteries_of_the_machine_count_and_those_of_a_mouse_do_not() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(power_in(&folder.path().join("none")), Power::Unknown);
        supply(folder.path(), "AC", &[("type", "Mains\n"), ("online", "1\n")]);
        assert_eq!(power_in(folder.path()), Power::Mains);
        let mouse = [("type", "Battery\n"), ("scope", "Device\n"), ("capacity", "5\n")];
        supply(folder.path(), "hidpp_battery_0", &mouse);
        assert_eq!(power_in(folder.path()), Power::Mains);
        supply(folder.path(), "BAT0", &[("type", "Battery\n"), ("capacity", "90\n"), ("status", "Full\n")]);
        assert_eq!(power_in(folder.path()), Power::Battery { percent: 90, is_draining: false });
        let second = [("type", "Battery\n"), ("capacity", "70\n"), ("status", "Discharging\n")];
        supply(folder.path(), "BAT1", &second);
        assert_eq!(power_in(folder.path()), Power::Battery { percent: 80, is_draining: true });
    }
}
