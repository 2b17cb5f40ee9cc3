//! The language in which the shell is answered: as `--ui-lang` says, else that of the system.

use std::ffi::{OsStr, OsString};

use crate::brief::Lang;
use crate::text::{Message, message};

/// The option that overrides the language of the system, on every command.
const OPTION: &str = "--ui-lang";

/// The language of messages, help and window.
pub fn ui_lang() -> Lang {
    asked_lang().unwrap_or_else(system_lang)
}

/// The language that the command line asks for.
pub fn asked_lang() -> Option<Lang> {
    take_option(std::env::args_os().collect()).ok().and_then(|(_, lang)| lang)
}

/// The language of the system.
pub fn system_lang() -> Lang {
    let keys = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let spoken = keys.into_iter().find_map(|key| std::env::var(key).ok().filter(|value| !value.is_empty()));
    if spoken.is_some_and(|lang| lang.starts_with("ja")) { Lang::Ja } else { Lang::En }
}

/// Takes `--ui-lang` out of a command line, wherever it stands before `--`: clap would take a command behind it for
/// the name of a file.
///
/// # Errors
/// No language, or another one, stands behind it.
pub(super) fn take_option(typed: Vec<OsString>) -> Result<(Vec<OsString>, Option<Lang>), Message> {
    let (mut rest, mut lang) = (Vec::new(), None);
    let mut typed = typed.into_iter();
    while let Some(word) = typed.next() {
        if word == "--" {
            rest.push(word);
            break;
        }
        let value = if word == OPTION {
            typed.next().unwrap_or_default()
        } else if let Some(value) = value_of(&word) {
            value
        } else {
            rest.push(word);
            continue;
        };
        lang = Some(match value.to_str() {
            Some("en") => Lang::En,
            Some("ja") => Lang::Ja,
            _ => {
                let value = value.display();
                return Err(message!(
                    "{OPTION} is en or ja, not “{value}”; choose one of them",
                    "{OPTION} は en 又は ja です（「{value}」は使えません）。どちらかを指定してください"
                ));
            }
        });
    }
    rest.extend(typed);
    Ok((rest, lang))
}

fn value_of(word: &OsStr) -> Option<OsString> {
    word.to_str()?.strip_prefix(OPTION)?.strip_prefix('=').map(OsString::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(typed: &[&str]) -> Result<(Vec<String>, Option<Lang>), Message> {
        let (rest, lang) = take_option(typed.iter().map(OsString::from).collect())?;
        Ok((rest.iter().map(|word| word.to_string_lossy().into_owned()).collect(), lang))
    }

    #[test]
    fn the_language_may_stand_anywhere_before_the_end_of_options() {
        for typed in [
            ["demarche", "--ui-lang", "ja", "check", "x.md"],
            ["demarche", "check", "--ui-lang", "ja", "x.md"],
            ["demarche", "check", "x.md", "--ui-lang", "ja"],
        ] {
            let rest = ["demarche", "check", "x.md"].map(str::to_owned).to_vec();
            assert_eq!(taken(&typed), Ok((rest, Some(Lang::Ja))), "{typed:?}");
        }
        assert_eq!(taken(&["demarche", "--ui-lang=en"]).map(|(_, lang)| lang), Ok(Some(Lang::En)));
        assert_eq!(taken(&["demarche", "--", "--ui-lang", "ja"]).map(|(_, lang)| lang), Ok(None));
        assert!(taken(&["demarche", "--ui-lang", "fr"]).is_err());
        assert!(taken(&["demarche", "check", "--ui-lang"]).is_err());
    }
}
