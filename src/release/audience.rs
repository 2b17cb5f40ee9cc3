//! Sections made for one audience, such as the state a member of Congress comes from.

use crate::brief::{Block, Brief, UsState, us_state};

/// For whom a copy is made, in the words of `{audience=…}` after headings; empty for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience(Vec<String>);

impl Audience {
    /// Takes the names as they were typed; case does not matter.
    pub fn of(names: &[String]) -> Self {
        let names = names.iter().map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty());
        Self(names.collect())
    }

    /// The first of some names that is no state and that no heading of the brief names.
    pub fn unknown_name<'n>(names: &'n [String], brief: &Brief) -> Option<&'n str> {
        let headings = brief.blocks.iter().filter_map(|block| {
            let Block::Heading(heading) = block else { return None };
            named(heading.attributes.as_deref())
        });
        let named: Vec<String> = headings.flatten().collect();
        let is_known = |name: &&str| us_state(name).is_some() || named.contains(&name.trim().to_lowercase());
        names.iter().map(String::as_str).find(|name| !is_known(name))
    }

    /// The one state that it names, if it names one and nothing else.
    pub fn state(&self) -> Option<UsState> {
        match self.0.as_slice() {
            [name] => us_state(name),
            _ => None,
        }
    }

    /// Whether each top-level block is for this audience: its section, and those around it, say no audience, or
    /// one of these.
    pub(super) fn kept(&self, brief: &Brief) -> Vec<bool> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let mut left_out_at: Option<u8> = None;
        let kept = brief.blocks.iter().map(|block| {
            if let Block::Heading(heading) = block {
                let has_ended = left_out_at.is_none_or(|level| heading.level <= level);
                if has_ended {
                    left_out_at = (!self.includes(heading.attributes.as_deref())).then_some(heading.level);
                }
            }
            left_out_at.is_none()
        });
        kept.collect()
    }

    fn includes(&self, attributes: Option<&str>) -> bool {
        named(attributes).is_none_or(|names| names.iter().any(|name| self.0.contains(name)))
    }
}

/// The names in the words of `{audience=…}` behind a heading, in small letters; nothing where there is no such word.
fn named(attributes: Option<&str>) -> Option<Vec<String>> {
    let said = attributes?.split("audience=").nth(1)?;
    let said = said.split(' ').next().unwrap_or("").trim_matches('"').to_lowercase();
    Some(said.split(',').map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    #[test]
    fn sections_for_others_are_left_out_with_all_below_them() {
        let (brief, _) = parse(
            "## All\n\n## Ohio {audience=OH,IN}\n\n### Plants\n\n## Kentucky {audience=KY}\n\n## End\n",
        );
        let kept = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Audience::of(&names).kept(&brief)
        };
        assert_eq!(kept(&["ky"]), [true, false, false, true, true]);
        assert_eq!(kept(&["IN", "TX"]), [true, true, true, false, true]);
        assert!(kept(&[]).is_empty());
    }
}
