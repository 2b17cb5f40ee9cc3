//! What lines, captions and notes say of the text beside them: where what stays begins and ends, which table stays, and
//! which of its rows and columns.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

const SBU: &str = "marking: { scheme: us, banner: SBU }";

/// Text with what is said beside it.
const fn beside(id: &'static str, text: &'static str) -> Form {
    Form::block(id, text).by("IDP").at(Place::TOP).either()
}

/// Lines that say where what stays begins and where it ends.
pub const LINES: &[Form] = &[
    beside("b-begin-end", "[BEGIN INTERNAL]\n\n@s\n\n### Ports\n\n@s\n\n[END INTERNAL]").by("DP"),
    beside("b-begins-ends", "[Internal – begins]\n\n@s\n\n[Internal – ends]").by("DP"),
    beside("b-start-of", "START OF CONFIDENTIAL SECTION\n\n@s\n\nEND OF CONFIDENTIAL SECTION"),
    beside("b-brackets", "(BEGIN SBU)\n\n@s\n\n@s\n\n(END SBU)").front(SBU),
    beside("b-slash", "[SBU]\n\n@s\n\n@s\n\n[/SBU]").front(SBU),
    beside("b-end-of", "(internal)\n\n@s\n\n@s\n\n(end of internal)"),
    beside("b-end-alone", "### Ships\n\n@s\n\n@s\n\n(END SBU)").front(SBU),
    beside("b-ends-here", "*Internal begins here*\n\n@s\n\n@s\n\n*Internal ends here*").by("DP"),
    beside("b-ja-brackets", "〈秘ここから〉\n\n@s\n\n@s\n\n〈秘ここまで〉").ja(),
    beside("b-ja-end", "【秘】@s\n\n@s\n\n【以上、秘】").ja(),
    beside("b-ja-from-here", "ここから部内限り\n\n@s\n\n@s\n\n部内限りここまで").ja(),
    beside("b-several", "(SBU – next two paragraphs)\n\n@s\n\n@s").front(SBU).until(End::Heading),
    beside("b-below", "*** INTERNAL BELOW THIS LINE ***\n\n@s\n\n## Ports\n\n@s").by("DP").until(End::Never),
    beside("b-rest", "The rest is for our side only.\n\n@s\n\n## Ports\n\n@s").by("DP").until(End::Never),
    beside("b-everything", "Everything below is internal.\n\n@s\n\n## Ports\n\n@s")
        .by("DP")
        .until(End::Never),
    beside("b-ja-below", "（以下、対外非公表）\n\n@s\n\n## 港\n\n@s").ja().until(End::Never),
    beside("b-from-this-point", "From this point on, for the delegation only.\n\n@s\n\n## Ports\n\n@s")
        .by("DP")
        .until(End::Never),
    beside("b-following", "*The following text is for internal use only.*\n\n@s\n\n## Ports\n\n@s")
        .by("DP")
        .until(End::Never),
    beside("b-public-ends", "[END OF PUBLIC TEXT]\n\n@s\n\n## Ports\n\n@s").by("DP").until(End::Never),
    beside("b-ja-public-ends", "（公開部分ここまで）\n\n@s\n\n## 港\n\n@s").ja().until(End::Never),
    beside("b-names-below", "Our red lines start here.\n\n@s\n\n@s").by("P").until(End::Heading),
    beside("b-ja-from", "（ここより秘）\n\n@s\n\n@s\n\n（秘　終わり）").ja(),
    beside("b-ja-begin", "秘　開始\n\n@s\n\n@s\n\n秘　終了").ja(),
    beside("b-above", "### Ships\n\n@s\n\n(The above is internal.)"),
    beside("b-ja-above", "### 船\n\n@s\n\n※上記は内部限り").ja(),
    beside("b-ruled", "=== INTERNAL ===\n\n@s").by("DP").until(End::Heading),
    beside("b-comments", "<!-- BEGIN INTERNAL -->\n\n@s\n\n### Ports\n\n@s\n\n<!-- END INTERNAL -->")
        .by("DP"),
    beside("b-comment-ja", "<!-- ここから部内限り -->\n\n@s\n\n### 港\n\n@s\n\n<!-- 部内限りここまで -->")
        .ja(),
];

/// Such lines in lists, quotations, columns and headings.
pub const HELD: &[Form] = &[
    beside("b-in-list", "- [BEGIN INTERNAL]\n- @s\n- [END INTERNAL]").by("DP"),
    beside("b-in-numbers", "1. （ここから秘）\n2. @s\n3. （ここまで秘）"),
    beside("b-in-quote", "> [BEGIN INTERNAL]\n>\n> @s\n>\n> ## Ports\n>\n> @s\n>\n> [END INTERNAL]").by("DP"),
    beside(
        "b-in-column",
        "::: columns\n::: column\nINTERNAL BELOW THIS LINE\n:::\n::: column\n@s\n:::\n:::\n\n@s",
    )
    .by("DP")
    .until(End::Never),
    beside("b-headings", "## Internal begins\n\n@s\n\n### Ports\n\n@s\n\n## Internal ends").by("DP"),
    beside("b-ja-from-now", "これより下、部内限り\n\n@s\n\n## 港\n\n@s").ja().until(End::Never),
];

/// Captions and notices of tables.
pub const CAPTIONS: &[Form] = &[
    beside("b-caption", "Table 2: Red lines\n\n| Item | Value |\n|---|---|\n| Fee | @s |").by("P"),
    beside("b-caption-bold", "**Table 2. Internal positions**\n\n| Item | Value |\n|---|---|\n| Fee | @s |"),
    beside("b-caption-pandoc", "Table: Red lines {#tbl-red}\n\n| Item | Value |\n|---|---|\n| Fee | @s |"),
    beside("b-caption-below", "| Item | Value |\n|---|---|\n| Fee | @s |\n\n: Red lines {#tbl-red}"),
    beside("b-notice-below", "| Item | Value |\n|---|---|\n| Fee | @s |\n\n*Internal. Do not hand over.*")
        .until(End::Unsaid),
    beside(
        "b-notice-this",
        "| Item | Value |\n|---|---|\n| Fee | @s |\n\nThis table is not for the counterpart.",
    ),
    beside("b-notice-row", "| Item | Value |\n|---|---|\n| Fee | @s |\n| *Internal, not for disclosure* | |"),
    beside("b-ja-caption", "表１　対処方針\n\n| 項目 | 値 |\n|---|---|\n| 料金 | @s |").ja(),
    beside("b-ja-notice", "| 項目 | 値 |\n|---|---|\n| 料金 | @s |\n\n※ 本表は部内限り。").ja(),
    beside("b-note-star", "| Item | Value |\n|---|---|\n| Fee* | @s |\n\n\\* internal"),
    beside("b-note-number", "| Item | Value |\n|---|---|\n| Fee¹ | @s |\n\n¹ Internal only."),
    beside("b-note-list", "| Item | Value |\n|---|---|\n| Fee* | @s |\n\n* internal"),
    beside(
        "b-note-raised",
        "| Item | Value |\n|---|---|\n| Fee<sup>1</sup> | @s |\n\n<sup>1</sup> Internal only.",
    ),
    beside("b-note-foot", "| Item | Value |\n|---|---|\n| Fee[^in] | @s |\n\n[^in]: Internal only."),
    beside("b-foot", "@s[^in]\n\n[^in]: Not for disclosure."),
    beside("b-foot-inline", "@s^[internal only]"),
    beside(
        "b-notice-above",
        "This table is not for the counterpart.\n\n| Item | Value |\n|---|---|\n| Fee | @s |",
    ),
    beside("b-notice-above-ja", "下表は部内限り。\n\n| 項目 | 値 |\n|---|---|\n| 料金 | @s |")
        .ja()
        .until(End::Unsaid),
    beside(
        "b-source-internal",
        "| Item | Value |\n|---|---|\n| Fee | @s |\n\nSource: Embassy. For internal use only.",
    ),
    beside("b-caption-roman", "Table II: Red lines\n\n| Item | Value |\n|---|---|\n| Fee | @s |").by("P"),
    beside("b-caption-exhibit", "Exhibit A – Red lines\n\n| Item | Value |\n|---|---|\n| Fee | @s |").by("P"),
    beside("b-caption-behind", "Red lines (Table 2)\n\n| Item | Value |\n|---|---|\n| Fee | @s |").by("P"),
    beside("b-note-ja", "| 項目 | 値 |\n|---|---|\n| 料金※ | @s |\n\n※部内限り").ja(),
];

/// Heads of columns and rows.
pub const HEADS: &[Form] = &[
    beside("b-beside-public", "| Item | Public line | Margin |\n|---|---|---|\n| Fee | same | @s |"),
    beside("b-beside-can-say", "| Item | Can say | Sensitivity |\n|---|---|---|\n| Fee | same | @s |"),
    beside("b-beside-ja", "| 項目 | 対外説明 | 留意点 |\n|---|---|---|\n| 料金 | 同じ | @s |").ja(),
    beside("b-for-us", "| Item | For them | For us |\n|---|---|---|\n| Fee | same | @s |"),
    beside("b-actual", "| Item | Stated | Actual position |\n|---|---|---|\n| Fee | same | @s |").by("P"),
    beside("b-acceptable", "| Ask | Acceptable | Minimum |\n|---|---|---|\n| same | same | @s |").by("P"),
    beside(
        "b-merged",
        "| | Public | Internal | |\n|---|---|---|---|\n| Item | Line | A | B |\n| Fee | same | @s | @s |",
    ),
    beside(
        "b-merged-below",
        "| | Position | |\n|---|---|---|\n| Item | Public | Red line |\n| Fee | same | @s |",
    ),
    beside("b-first", "| Red line | Ports | Cost |\n|---|---|---|\n| @s | @s | @s |").by("P"),
    beside("b-title", "| Internal: ports | |\n|---|---|\n| Fee | @s |"),
    beside("b-title-second", "| Item | Value |\n|---|---|\n| | Red lines |\n| Fee | @s |").by("P"),
    beside("b-title-both", "| Item | Value |\n|---|---|\n| Red lines | Red lines |\n| Fee | @s |").by("P"),
    beside("b-status", "| Item | Disclosure | Line |\n|---|---|---|\n| Fee | never | @s |"),
    beside("b-cross", "| Item | Line | Share? |\n|---|---|---|\n| Fee | @s | ✘ |"),
    beside("b-named-behind", "| Item | Line |\n|---|---|\n| Fee | @s – red line |"),
    beside("b-set-by-blanks", "Item    Red line\n------  --------\nFee     @s").by("P").until(End::Heading),
    beside("b-set-by-tabs", "Item\tRed line\n\nFee\t@s\n\nCrew\t@s").by("P").until(End::Heading),
    beside("b-drawn", "│ Item │ Red line │\n│ Fee  │ @s │").by("P").until(End::Heading),
    beside("b-in-code", "```\nItem    Red line\nFee     @s\n```"),
    beside("b-named-arrow", "@s ← internal"),
    beside("b-named-equal", "@s = our red line"),
];
