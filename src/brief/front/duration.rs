//! Times as people write them.

use std::time::Duration;

use crate::brief::readers::kind::narrow;

/// Reads `15m`, `1h30m`, `90s`, `1h` or `10分`; a number alone is minutes.
pub fn parse_duration(text: &str) -> Option<Duration> {
    const UNITS: [(&str, u64); 8] =
        [("h", 3600), ("時間", 3600), ("min", 60), ("m", 60), ("分間", 60), ("分", 60), ("s", 1), ("秒", 1)];
    let text: String = text.to_lowercase().chars().map(narrow).collect();
    let text = text.trim();
    if let Ok(minutes) = text.parse::<u64>() {
        return Some(Duration::from_secs(minutes.checked_mul(60)?));
    }
    let mut seconds: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let n_digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u64 = rest[..n_digits].parse().ok()?;
        let after = rest[n_digits..].trim_start();
        let (unit, seconds_per_unit) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        seconds = seconds.checked_add(number.checked_mul(*seconds_per_unit)?)?;
        rest = after[unit.len()..].trim_start();
    }
    (!text.is_empty()).then_some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_their_usual_forms() {
        for (text, seconds) in [
            ("15m", 900),
            ("1h30m", 5400),
            ("90s", 90),
            ("20", 1200),
            ("15min", 900),
            ("10分", 600),
            ("１時間３０分", 5400),
            ("1 h 30 m", 5400),
        ] {
            assert_eq!(parse_duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        assert_eq!(parse_duration("soon"), None);
        assert_eq!(parse_duration(""), None);
    }
}
