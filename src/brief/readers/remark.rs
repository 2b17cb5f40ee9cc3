//! Remarks of colleagues within a text: `Comment: …`, `Comment (Sato): …`, `田中コメント：…`, `[Tanaka: I would cut this]`.

use crate::brief::readers::fold::{fold_name, tidy, unframed};
use crate::brief::readers::frame::remark_at_end;
use crate::brief::readers::kind::{Kind, kind_named};

/// The longest head of a remark, in bytes.
const MAX_HEAD_BYTES: usize = 60;

/// Whether a head in ASCII may be one, by its letters.
fn may_begin_remark(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    ["comment", "delet", "inserted", "formatted", "redact", "strike"].iter().any(|word| lower.contains(word))
}

/// The kind of a remark whose head, before a colon, is a word for one.
pub(in crate::brief) fn remark_kind(head: &str) -> Option<&'static Kind> {
    const WORDS: [&str; 24] = [
        "suggested deletion",
        "deleted text",
        "strike",
        "見え消し",
        "redacted",
        "redact",
        "commented",
        "deleted",
        "inserted",
        "formatted",
        "コメントの追加",
        "書式変更",
        "削除",
        "挿入",
        "変更履歴",
        "査読者コメント",
        "comment",
        "end comment",
        "embassy comment",
        "post comment",
        "reviewer comment",
        "my comment",
        "コメント",
        "所見",
    ];
    /// What they say is said in public.
    const PUBLIC: [&str; 9] =
        ["大臣", "総理", "首相", "官房長官", "報道官", "大統領", "長官", "知事", "社長"];
    let is_ascii = head.is_ascii();
    // Most lines are told by their length.
    if head.len() > MAX_HEAD_BYTES || (is_ascii && !may_begin_remark(head)) {
        return None;
    }
    let whole = tidy(head);
    let bare = unframed(&whole);
    let bare = remark_at_end(bare).map_or(bare, |(before, _)| before);
    let folded = fold_name(bare);
    let is_signed = ["comment by ", "comment from "].iter().any(|start| folded.starts_with(start))
        || ["our ", "analyst ", "desk ", "mission ", "drafter "]
            .iter()
            .any(|whose| folded.strip_prefix(whose).is_some_and(|what| matches!(what, "comment" | "note")));
    // `Ken Tanaka commented`, `Ken's comment`
    let is_of_one = |what: &str| folded.strip_suffix(what).is_some_and(|who| who.split(' ').count() <= 3);
    let is_signed =
        is_signed || is_of_one(" commented") || (is_of_one(" comment") && bare.contains(['\'', '’']));
    let is_word = WORDS.contains(&folded.as_str()) || is_signed;
    let is_ours = folded.ends_with("コメント") && !PUBLIC.iter().any(|speaker| folded.contains(speaker));
    (is_word || is_ours).then(|| kind_named("background-internal")).flatten()
}

/// Whether what stands in square brackets is a remark that somebody signed: `[Tanaka: MOF disagrees with this]`.
pub(in crate::brief) fn is_signed_remark(inner: &str) -> bool {
    const PUBLIC: [&str; 18] = [
        "source",
        "photo",
        "figure",
        "table",
        "note",
        "translation",
        "editor",
        "chair",
        "unit",
        "image",
        "credit",
        "map",
        "chart",
        "video",
        "ref",
        "see",
        "article",
        "annex",
    ];
    /// How many words of a sentence there must be, so that it is no reference.
    const MIN_WORDS: usize = 2;
    let Some((head, words)) = inner.split_once(": ") else { return false };
    let mut names = head.split_whitespace();
    let is_name = head.len() <= 40
        && names.by_ref().all(|name| name.starts_with(char::is_uppercase))
        && !head.is_empty();
    let is_public = fold_name(head).split(' ').any(|word| PUBLIC.contains(&word));
    let n_small = words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    is_name && !is_public && n_small >= MIN_WORDS && head.split_whitespace().count() <= 3
}

/// Whether words say what a colleague is to do: `Mori to check the figure`.
pub(in crate::brief) fn is_task(inner: &str) -> bool {
    const TASKS: [&str; 6] =
        [" to check", " to confirm", " to verify", " to clear", " to advise", " to update"];
    let found = TASKS.iter().find_map(|task| inner.find(task).map(|at| (at, at + task.len())));
    let is_name = |name: &str| name.starts_with(char::is_uppercase);
    // `[Parties to confirm]` is of a draft that both sides have.
    found.is_some_and(|(at, end)| {
        at <= MAX_HEAD_BYTES
            && !inner.starts_with("Parties")
            && inner[..at].split([' ', '/']).all(is_name)
            && !inner[end..].starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_of_colleagues_are_known() {
        for head in ["Comment", "COMMENTS", "Comment (Sato)", "コメント", "田中コメント", "【コメント】"]
        {
            assert!(remark_kind(head).is_some(), "{head}");
        }
        for head in ["Commentary", "大臣コメント", "Ports", "Comment on trade"] {
            assert!(remark_kind(head).is_none(), "{head}");
        }
        assert!(is_signed_remark("Tanaka: MOF disagrees with this para"));
        assert!(is_signed_remark("Legal Affairs: we would cut this"));
        assert!(is_task("Mori to check nine") && is_task("MOF/METI to confirm"));
        assert!(!is_task("the parties to confirm") && !is_task("Parties to confirm"));
        for inner in [
            "OECD: Economic Outlook 2024",
            "Source: what they told us",
            "sic",
            "Article 5: the parties shall",
        ] {
            assert!(!is_signed_remark(inner), "{inner}");
        }
    }
}
