//! Words as YAML writes them, and what is said of YAML that cannot be read.

use crate::text::Message;

/// Words as a string of YAML on one line, whatever they hold.
pub fn yaml_string(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Why YAML cannot be read. The reader's own words are English, so that Japanese names the line alone, which counts
/// from the beginning of the YAML.
pub(super) fn yaml_fault(err: &serde_saphyr::Error) -> Message {
    let en = err.to_string().lines().next().unwrap_or_default().to_owned();
    let line = err.location().map(|at| at.line()).filter(|&line| line > 0);
    let ja = line.map_or_else(
        || "記述が正しくありません".to_owned(),
        |line| format!("{line} 行目の記述が正しくありません"),
    );
    Message { en, ja }
}
