//! The marking schemes there are, each a file of TOML: those of the program in `assets/markings/`, and those of a house
//! beside its settings.

use std::sync::OnceLock;

use crate::brief::readers::house::read_schemes;
use crate::brief::readers::marking::Scheme;
use crate::text::{Message, message};

/// The schemes that come with the program; `none` comes first and is the default.
const OWN: [&str; 5] = [
    "name = \"none\"\n",
    include_str!("../../../assets/markings/us.toml"),
    include_str!("../../../assets/markings/uk.toml"),
    include_str!("../../../assets/markings/jp.toml"),
    include_str!("../../../assets/markings/tlp.toml"),
];

/// The schemes there are, those of the house this program works for among them. They are set once, before the first
/// brief is read, and stay: to hand them to each place that asks whether a word is a mark would hand them to all.
static SCHEMES: OnceLock<Vec<Scheme>> = OnceLock::new();

fn own_schemes() -> Vec<Scheme> {
    OWN.iter().flat_map(|text| read_schemes(text).expect("those of the program are right")).collect()
}

/// The schemes there are; `none` comes first and is the default.
pub fn schemes() -> &'static [Scheme] {
    SCHEMES.get_or_init(own_schemes)
}

/// The names of all schemes but `none`.
pub fn scheme_names() -> Message {
    let names: Vec<&str> = schemes()[1..].iter().map(|scheme| scheme.name.as_str()).collect();
    Message { en: names.join(", "), ja: names.join("、") }
}

/// Adds the schemes of a house, as the text of their file has them.
///
/// # Errors
/// The text is wrong, a scheme has the name of another, or a brief was read before.
pub fn add_house_schemes(text: &str) -> Result<(), Message> {
    let house = read_schemes(text)?;
    let mut all = own_schemes();
    let mut names: Vec<String> = all.iter().flat_map(Scheme::all_names).collect();
    for name in house.iter().flat_map(Scheme::all_names) {
        if names.contains(&name) {
            return Err(message!(
                "there is a scheme called {name} already; give this one a name of its own",
                "{name} という方式は既にあります。別の名前にしてください"
            ));
        }
        names.push(name);
    }
    all.extend(house);
    SCHEMES.set(all).map_err(|_| message!("schemes were read before", "方式は既に読み込まれています"))
}

/// Finds a scheme by its name in the front matter.
pub fn scheme_named(name: &str) -> Option<&'static Scheme> {
    let name = name.trim().to_lowercase();
    schemes().iter().find(|scheme| scheme.name == name || scheme.aliases.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_level_of_a_mark_counts() {
        let us = scheme_named("us-state").expect("a scheme");
        let uk = scheme_named("uk").expect("a scheme");
        assert!(us.rank("SECRET//NOFORN") > us.rank("SBU"));
        assert_eq!(us.rank("U//SBU"), us.rank("sbu"));
        assert_eq!(uk.rank("OFFICIAL SENSITIVE"), uk.rank("OFFICIAL–SENSITIVE"));
        assert!(uk.rank("OFFICIAL-SENSITIVE") > uk.rank("OFFICIAL"));
        assert_eq!(us.rank("HARMLESS"), None);
    }
}
