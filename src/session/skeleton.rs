//! What a new brief begins with; the skeletons come with the program.

use crate::brief::{BriefKind, Lang};

/// The text that a brief of a kind begins with. `{date}` stands where its date belongs.
pub fn skeleton(kind: BriefKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (BriefKind::Briefing, Lang::En) => include_str!("../../assets/skeletons/briefing.en.md"),
        (BriefKind::Briefing, Lang::Ja) => include_str!("../../assets/skeletons/briefing.ja.md"),
        (BriefKind::Bilateral, Lang::En) => include_str!("../../assets/skeletons/bilateral.en.md"),
        (BriefKind::Bilateral, Lang::Ja) => include_str!("../../assets/skeletons/bilateral.ja.md"),
        (BriefKind::Demarche, Lang::En) => include_str!("../../assets/skeletons/demarche.en.md"),
        (BriefKind::Demarche, Lang::Ja) => include_str!("../../assets/skeletons/demarche.ja.md"),
        (BriefKind::Qa, Lang::En) => include_str!("../../assets/skeletons/qa.en.md"),
        (BriefKind::Qa, Lang::Ja) => include_str!("../../assets/skeletons/qa.ja.md"),
    }
}
