//! What the words at the head of a column say of the cells below it.

use crate::brief::readers::fold::fold_name;
use crate::brief::readers::notice::is_handling_line;
use crate::brief::{Cell, Inline, InlineContent, inline_text};

/// The words of a cell that holds nothing else, in bold or not.
pub(super) fn plain_words(cell: &Cell) -> Option<&str> {
    let inlines = match cell.inlines.as_slice() {
        [Inline { content: InlineContent::Strong(inner), .. }] => inner,
        inlines => inlines,
    };
    match inlines {
        [Inline { content: InlineContent::Text(words), .. }] => {
            Some(words.trim()).filter(|words| !words.is_empty())
        }
        _ => None,
    }
}

/// Whether the words at the head of a column say that it answers another.
pub(in crate::brief) fn is_answer(head: &Cell) -> bool {
    const HEADS: [&str; 25] = [
        "a",
        "rebuttal",
        "回答要領",
        "回答案",
        "答",
        "answer",
        "answers",
        "reply",
        "response",
        "responses",
        "we say",
        "we reply",
        "we answer",
        "our answer",
        "our reply",
        "our response",
        "our line",
        "our side",
        "回答",
        "答え",
        "応答",
        "答弁",
        "我が方回答",
        "当方回答",
        "当方応答",
    ];
    const MAX_BYTES: usize = 30;
    let words = plain_words(head).filter(|words| words.len() <= MAX_BYTES);
    words.is_some_and(|words| HEADS.contains(&fold_name(words).as_str()))
}

/// Whether the words at the head of a column say that it holds questions.
pub(in crate::brief) fn is_question_head(head: &Cell) -> bool {
    const HEADS: [&str; 8] =
        ["question", "q", "objection", "likely question", "possible question", "質問", "問", "想定"];
    is_one_of(head, &HEADS)
}

/// Whether the words at the head of a column say that it holds what the other side says, beside one that answers it.
pub(in crate::brief) fn is_their_question(words: &str) -> bool {
    const HEADS: [&str; 15] = [
        "their question",
        "their questions",
        "they ask",
        "they may ask",
        "they say",
        "they may say",
        "they will say",
        "if they say",
        "their line",
        "their argument",
        "their arguments",
        "their point",
        "先方質問",
        "先方発言",
        "先方の質問",
    ];
    HEADS.contains(&fold_name(words.trim()).as_str())
}

/// Whether the words at the head of a column say that what stands below them is said outside, so that what stands beside
/// it is not: `Public line | Floor`.
pub(super) fn is_for_outside(head: &Cell) -> bool {
    const HEADS: [&str; 30] = [
        "what we say",
        "share",
        "for handout",
        "they see",
        "for them",
        "to them",
        "for the counterpart",
        "for the other side",
        "public line",
        "public position",
        "public message",
        "public messaging",
        "public wording",
        "public answer",
        "public response",
        "external line",
        "external message",
        "line to take",
        "what we say publicly",
        "say publicly",
        "we say publicly",
        "we say in public",
        "can say",
        "can be said",
        "we can say",
        "対外説明",
        "対外応答",
        "対外発言",
        "対外ライン",
        "公表ライン",
    ];
    is_one_of(head, &HEADS)
}

/// Whether the words at the head of a column are those of what one says of anything: its date, its unit, its source.
pub(super) fn is_of_facts(head: &Cell) -> bool {
    const HEADS: [&str; 30] = [
        "",
        "item",
        "topic",
        "issue",
        "subject",
        "point",
        "no",
        "number",
        "date",
        "time",
        "year",
        "unit",
        "value",
        "figure",
        "amount",
        "source",
        "reference",
        "country",
        "region",
        "sector",
        "項目",
        "論点",
        "番号",
        "日付",
        "時期",
        "年",
        "単位",
        "数値",
        "出典",
        "国",
    ];
    is_one_of(head, &HEADS)
}

/// Whether a column holds marks for the rows, by the words at its head, folded: `Status` loses its last letter.
pub(super) fn is_marking_column(head: &Cell) -> bool {
    #[rustfmt::skip]
    const HEADS: [&str; 55] = [
        "mark", "marking", "classification", "class", "handling", "release", "releasability", "releasable", "shareable",
        "share", "distribution", "dist", "sensitivity", "disclosure", "publish", "ok to share", "statu", "remark",
        "comment", "audience", "for", "who", "for whom", "reader", "use", "access", "caveat", "share with them",
        "hand over", "handover", "to be shared", "may be shared", "public", "for release", "for handout", "on slide",
        "取扱", "取扱い", "取扱区分", "区分", "公開", "開示", "公表", "公表可否", "対外", "開示可否", "公開可否", "提示",
        "配布", "手交", "共有", "備考", "扱い", "配布可否", "提示可否",
    ];
    is_one_of(head, &HEADS)
}

/// Whether a column says of each row whether it stays, by the words at its head: `Internal?`, `部内限り`.
pub(super) fn is_column_of_kept(head: &Cell) -> bool {
    let words = inline_text(&head.inlines);
    is_handling_line(words.trim_end_matches(['?', '？', ' ']))
}

/// Whether the words of a cell say yes.
pub(super) fn says_yes(words: &str) -> bool {
    const YES: [&str; 12] = ["yes", "y", "x", "○", "◯", "✓", "✔", "☑", "はい", "有", "●", "要"];
    YES.contains(&words.trim().to_lowercase().as_str())
}

/// Whether the words of a cell, without the signs around them, are one of some names, which are folded.
fn is_one_of(head: &Cell, names: &[&str]) -> bool {
    let words = inline_text(&head.inlines);
    names.contains(&fold_name(words.trim_matches(|c: char| !c.is_alphanumeric())).as_str())
}
