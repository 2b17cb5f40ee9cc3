//! What is said of YAML that cannot be read.

use crate::text::Message;

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
