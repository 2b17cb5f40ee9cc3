//! Commands of LaTeX that take words aside.

use crate::brief::readers::foreign::is_aside_name;
use crate::brief::readers::section_text::within_section;
use crate::brief::readers::style_rule::is_white;

/// A command of LaTeX whose words are the speaker's, or on no handout: `\note{…}`, `\only<handout:0>{…}`.
pub(super) fn noted_command(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 60;
    let near = &text[1..text.floor_char_boundary(MAX_BYTES)];
    let name = &near[..near.find(|c: char| !c.is_ascii_alphabetic())?];
    let (setting, inner) = near[name.len()..].split_once('{')?;
    let bare: String = setting.chars().filter(|c| !c.is_whitespace()).collect();
    let is_setting = bare.is_empty() || (bare.starts_with(['<', '[']) && bare.ends_with(['>', ']']));
    let is_setting = is_setting && !setting.contains('\n');
    let mut open = 1 + name.len() + setting.len() + 1;
    let is_coloured = name == "textcolor" && {
        let coloured = inner.split_once("}{").filter(|(colour, _)| is_paper(colour));
        open += coloured.map_or(0, |(colour, _)| colour.len() + 2);
        coloured.is_some()
    };
    let is_taken = is_coloured || is_aside_name(name) || bare.contains("handout:0") || bare == "<0>";
    let is_whole = || closing_brace(&text[open..]).is_some();
    (is_setting && is_taken && is_whole()).then_some((open, "}"))
}

/// A group of LaTeX whose words have the colour of paper: `{\color{white} …}`.
pub(super) fn white_group(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 60;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    let inner = near.strip_prefix('{')?.trim_start().strip_prefix("\\color{")?;
    let (colour, behind) = inner.split_once('}')?;
    let open = near.len() - behind.len();
    (is_paper(colour) && closing_brace(&text[open..]).is_some()).then_some((open, "}"))
}

/// Whether a colour is that of paper, which LaTeX mixes too: `white!90!black` is none, `white!100` is.
fn is_paper(colour: &str) -> bool {
    is_white(
        colour.split_once('!').map_or(colour, |(of, share)| if share.starts_with("100") { of } else { "" }),
    )
}

/// Where the braces close that have opened before a text, if they do before the next heading and soon.
pub(super) fn closing_brace(rest: &str) -> Option<usize> {
    const MAX_BYTES: usize = 8_000;
    let mut depth = 0;
    let near = &rest[..rest.floor_char_boundary(MAX_BYTES)];
    let mut bytes = within_section(near).bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            // What is escaped opens and closes nothing.
            b'\\' => {
                bytes.next();
            }
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}
