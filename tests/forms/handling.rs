//! Marks and orders that stand apart from the text they speak of: below it, behind it, beside a key, in a row of their own.

use crate::forms::form::Form;
use crate::forms::place::Place;

const fn apart(id: &'static str, text: &'static str) -> Form {
    Form::block(id, text).by("IDP").either().at(Place::TOP)
}

/// A label to the next heading.
const fn over(id: &'static str, text: &'static str) -> Form {
    Form::section(id, text).by("DP").either().at(Place::TOP)
}

/// Names in brackets before sentences that are longer than any label, and marks that a stop ends.
#[rustfmt::skip]
pub const LONG: &[Form] = &[
    apart("g-long-round", "(Red line) There is one matter on the table in the north, and the second section says of it in its last paper that we go on: @s").by("P"),
    apart("g-long-square", "[Fallback] There is one matter on the table in the north, and the second section says of it in its last paper that we go on: @s").by("P"),
    apart("g-long-asked", "(If asked) There is one matter on the table in the north, and the second section says of it in its last paper that we go on: @s").by("DP"),
    apart("g-long-ja", "【応答要領】北の件について、第二課によれば、この条項は最後の一時間になって取り上げればよいとのことであり、これは変わらない。@s").by("DP").ja(),
    apart("g-long-quoted", "「腹案」北の件について、第二課によれば、この条項は最後の一時間になって取り上げればよいとのことであり、これは変わらない。@s").by("P").ja(),
    apart("g-stop", "Internal. @s"),
    apart("g-stop-ja", "取扱注意。@s").ja(),
    apart("g-slip", "Confidental: @s"),
    apart("g-slip-mark", "(NOFRON) @s"),
    over("g-slip-head", "## Confidental\n\n@s"),
];

/// Marks below and behind what they are for.
#[rustfmt::skip]
pub const BELOW: &[Form] = &[
    apart("g-last-line", "- @s\n  *Not for them*"),
    apart("g-last-point", "- @s\n  - do not share"),
    apart("g-last-of-quote", "> @s\n>\n> (internal)"),
    apart("g-says-so", "@s Please keep this internal."),
    apart("g-says-so-ja", "@sこれは部内限りです。").ja(),
    apart("g-bold-behind", "- @s **internal**"),
    apart("g-code-behind", "- @s `SBU`"),
    apart("g-arrow-behind", "- @c holds → do not share"),
    apart("g-lock-behind", "- @c holds 🔒"),
    apart("g-star-behind", "- @c　※渡さない").ja(),
    apart("g-comment-behind", "@s <!-- do not share -->"),
    apart("g-review", "{==@s==}{>>don't show<<}"),
    over("g-head-italic", "## Ports *internal*\n\n@s").by("IDP"),
    over("g-head-arrow", "## Ports → do not share\n\n@s").by("IDP"),
    over("g-head-star", "## 港　※取扱注意\n\n@s").by("IDP").ja(),
    over("g-head-parts", "## Ports (draft, not for them)\n\n@s").by("IDP"),
];

/// Lines of keys and orders over what follows.
#[rustfmt::skip]
pub const OVER: &[Form] = &[
    over("g-key", "Classification: CONFIDENTIAL\n\n@s"),
    over("g-key-bold", "**Status:** internal\n\n@s"),
    over("g-key-ja", "配布範囲：部内限り\n\n@s").ja(),
    over("g-clauses", "Strictly confidential. Not for circulation.\n\n@s"),
    over("g-dated", "INTERNAL – DRAFT – 18 NOV\n\n@s"),
    over("g-background", "Background – for information, not for use\n\n@s"),
    over("g-please-ja", "本項は取扱注意でお願いします。\n\n@s").ja(),
    over("g-next", "The next paragraph is not to be handed over.\n\n@s"),
];

/// Rows that a cell of a later column keeps.
#[rustfmt::skip]
pub const ROWS: &[Form] = &[
    apart("g-row-status", "| Item | Line | Status |\n|---|---|---|\n| Crew | @s | not for release |"),
    apart("g-row-ticked", "| Item | Line | Internal? |\n|---|---|---|\n| Crew | @s | yes |"),
    apart("g-row-not-public", "| Item | Line | Public |\n|---|---|---|\n| Crew | @s | ✗ |"),
    apart("g-row-ja", "| 項目 | 値 | 提示 |\n|---|---|---|\n| 料金 | @s | 否 |").ja(),
    apart("g-questions", "| Question | Answer |\n|---|---|\n| Why? | @s |").by("DP"),
];
