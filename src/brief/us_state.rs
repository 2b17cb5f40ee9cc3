//! The American states by code and name.

/// One line a state: code, name, name in Japanese, and what a map needs of it.
const STATES: &str = include_str!("../../assets/maps/us-states.tsv");

/// A state of the United States, or the District of Columbia.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsState {
    /// Its postal code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its name in Japanese, without the word for state.
    pub name_ja: &'static str,
}

/// Finds the state that a word names: by its code, or its name in either language.
pub fn us_state(label: &str) -> Option<UsState> {
    let label = label.trim();
    let plain = label.trim_end_matches('州').replace(['・', '＝', ' '], "");
    let mut states = STATES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.splitn(4, '\t');
        Some(UsState { code: columns.next()?, name: columns.next()?, name_ja: columns.next()? })
    });
    states.find(|state| {
        let is_district =
            state.code == "DC" && matches!(label, "Washington, D.C." | "Washington D.C." | "ワシントンDC");
        is_district
            || label.eq_ignore_ascii_case(state.code)
            || label.eq_ignore_ascii_case(state.name)
            || plain == state.name_ja
    })
}

impl UsState {
    /// Its name as a text in a language has it.
    pub fn name_in(self, lang: crate::brief::Lang) -> String {
        match lang {
            crate::brief::Lang::En => self.name.to_owned(),
            crate::brief::Lang::Ja if self.code == "DC" => self.name_ja.to_owned(),
            crate::brief::Lang::Ja => format!("{}州", self.name_ja),
        }
    }
}
