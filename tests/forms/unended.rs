//! Blocks that a blank line or a missing sign ended early, so that a part of what they were to hold stands below them,
//! beside them, or in the next row.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

/// A block whose last words announce what stands below it.
const fn cut(id: &'static str, text: &'static str) -> Form {
    Form::block(id, text).at(Place::TOP).until(End::Unsaid).either()
}

const fn table(id: &'static str, text: &'static str) -> Form {
    Form::block(id, text).by("DP").at(Place::TOP).either()
}

/// Words that announce more.
pub const WORDS: &[Form] = &[
    cut("u-dots", "> [!RED-LINE]\n> @c goes to ...\n\n- @s\n- @s"),
    cut("u-hyphen", "> [!RED-LINE]\n> @c -\n\n- @s"),
    cut("u-hyphens", "> [!RED-LINE] @c --\n\n@s"),
    cut("u-arrow-typed", "> [!RED-LINE]\n> @c ->\n\n- @s"),
    cut("u-arrow-sign", "> [!RED-LINE]\n> @c ⇒\n\n- @s"),
    cut("u-follows", "> [!RED-LINE]\n> @c is as follows.\n\n- @s\n- @s"),
    cut("u-below", "> [!OFFER]\n> The steps for @c are listed below.\n\n1. @s\n2. @s").by("DP"),
    cut("u-namely", "> [!OFFER]\n> We accept @c, namely\n\n- @s").by("DP"),
    cut("u-cut-word", "> [!OFFER]\n> We accept @c and\n\n@s").by("DP"),
    cut("u-emoji", "> [!RED-LINE]\n> @c: 👇\n\n- @s"),
    cut("u-raised", "> [!RED-LINE]\n> @c:<sup>1</sup>\n\n- @s"),
    cut("u-reference", "> [!RED-LINE]\n> @c: [1]\n\n- @s"),
    cut("u-mark", "> [!RED-LINE]\n> @c: (SBU)\n\n- @s"),
    cut("u-bracket", "> [!RED-LINE]\n> @c (in this order\n\n- @s"),
    cut("u-inserted", "> [!RED-LINE]\n> @c{++:++}\n\n- @s"),
    cut("u-ja-follows", "> [!RED-LINE]\n> @cは以下のとおり。\n\n- @s").ja(),
    cut("u-ja-next", "> [!RED-LINE]\n> @cは次の通りである。\n\n- @s").ja(),
    cut("u-ja-see", "> [!RED-LINE]\n> @cは下記参照。\n\n- @s").ja(),
    cut("u-ja-dots", "> [!RED-LINE]\n> @cは…。\n\n- @s").ja(),
    cut("u-ja-particle", "> [!RED-LINE]\n> @cは\n\n- @s").ja(),
];

/// What stands at the end of a block or behind it and says nothing.
pub const PAST: &[Form] = &[
    cut("u-comment-within", "> [!RED-LINE]\n> @c:\n>\n> <!-- ask -->\n\n- @s"),
    cut("u-pause-within", "> [!RED-LINE]\n> @c:\n>\n> <!-- pause -->\n\n- @s"),
    cut("u-note-within", "> [!RED-LINE]\n> @c:\n>\n> %% ask %%\n\n- @s"),
    cut("u-break-between", "> [!RED-LINE]\n> @c:\n\n<br>\n\n- @s"),
    cut("u-box-between", "> [!RED-LINE]\n> @c:\n\n<div></div>\n\n@s"),
    cut("u-comment-between", "> [!RED-LINE]\n> @c:\n\n%% ask %%\n\n- @s"),
    cut("u-review-between", "> [!RED-LINE]\n> @c:\n\n{>>ask<<}\n\n- @s"),
    cut("u-blank-between", "> [!RED-LINE]\n> @c:\n\n&nbsp;\n\n- @s"),
    cut("u-heading-last", "> [!RED-LINE]\n> ### @c\n\n@s"),
    cut("u-heading-below", "> [!RED-LINE] @c:\n\n#### Ports\n\n@s"),
    cut("u-word-signs", "> [!RED-LINE]\n> @c:\n\n·   @s\n\n·   @s\n\no   @s"),
    cut("u-next-number", "> [!RED-LINE]\n> 1. @s\n> 2. @s\n\n3. @s"),
    cut("u-sentence-goes-on", "> [!RED-LINE] No more of @c from July\n\nprovided they lift the fee @c."),
    cut("u-steps", "> [!RED-LINE]\n> @c in two steps:\n\nStep one: @s\n\n- @s\n\nStep two: @s"),
    cut("u-paragraphs", "> [!RED-LINE]\n> @c in two steps:\n\n**Ports**\n\n@s\n\n@s"),
    cut(
        "u-tables",
        "> [!RED-LINE]\n> @c:\n\n| A | B |\n|---|---|\n| @c | b |\n\n| A | B |\n|---|---|\n| @c | b |",
    ),
];

/// Questions whose answer stands below.
pub const QUESTIONS: &[Form] = &[
    cut("u-title-and-body", "> [!IF-RAISED] Ports\n> Why @c?\n\n@s").by("DP"),
    cut("u-two-questions", "> [!IF-RAISED]\n> Why @c?\n>\n> And why now?\n\n@s").by("DP"),
    cut("u-listed-questions", "> [!IF-RAISED]\n> - Why @c?\n> - Why now?\n\n@s").by("DP"),
    cut("u-asked-in", "> [!IF-RAISED]\n> Why @c? (asked in May)\n\n@s").by("DP"),
    cut("u-red-line-asks", "> [!RED-LINE]\n> Can we take @c?\n\n@s"),
    cut("u-ja-asks", "> [!IF-RAISED]\n> なぜ@cなのか。\n\n@s").by("DP").ja(),
    cut("u-ja-kind", "> [!想定問答]\n> @cはなぜですか？\n\n@s").ja(),
    Form::block("u-bullets", "- **If raised:** Why @c?\n- **Answer:** @s").by("DP").at(Place::TOP).either(),
    Form::block("u-bullet-alone", "- If raised\n- Why @c? @s").by("DP").at(Place::TOP).either(),
    Form::block("u-bullet-nested", "- If raised:\n  - Why @c?\n- @s").by("DP").at(Place::TOP).either(),
];

/// Heads of tables that stand in another row or column than the first, and what columns part.
pub const BESIDE: &[Form] = &[
    table("u-head-below-blank", "|   |   |\n|---|---|\n| Point | Red line |\n| Ports | @s |").by("P"),
    table("u-head-below-title", "| Ports | |\n|---|---|\n| Point | Red line |\n| Ships | @s |").by("P"),
    table(
        "u-head-bold",
        "| Point | Line |\n|---|---|\n| a | b |\n| **Point** | **Red line** |\n| Ships | @s |",
    )
    .by("P"),
    table("u-head-again", "| Point | Line |\n|---|---|\n| a | b |\n| Point | Red line |\n| Ships | @s |")
        .by("P"),
    table("u-head-asked", "| If raised? | Answer |\n|---|---|\n| Why @c? | @s |"),
    table("u-head-answer-left", "| Answer | If raised |\n|---|---|\n| @s | Why @c? |"),
    table("u-head-they-say", "| They say | We say |\n|---|---|\n| Why @c? | @s |"),
    table("u-head-ja", "| 想定問 | 応答 |\n|---|---|\n| @c | @s |").ja(),
    table("u-column-name", "::: columns\n::: column\n**Red line**\n:::\n::: column\n@s\n:::\n:::").by("P"),
    table("u-column-heading", "::: columns\n::: column\n### Red line\n:::\n::: column\n@s\n:::\n:::").by("P"),
    table("u-column-colon", "::: columns\n::: column\n> [!RED-LINE] @c:\n:::\n::: column\n- @s\n:::\n:::")
        .by("P"),
    table("u-column-asks", "::: columns\n::: column\n> [!IF-RAISED] Why @c?\n:::\n::: column\n@s\n:::\n:::"),
];

/// Blocks, comments and settings of other tools in their further spellings.
pub const TOOLS: &[Form] = &[
    Form::block("u-adoc-long", "[NOTE.speaker]\n======\n@s\n======").either().at(Place::TOP),
    Form::block("u-adoc-dashes", "[NOTE.speaker]\n-----\n@s\n-----").either().at(Place::TOP),
    Form::block("u-adoc-quoted", "> [NOTE.speaker]\n> ----\n> @s\n> ----").either().at(Place::TOP),
    Form::block("u-adoc-table", "[.internal]\n|===\n| @s\n|===").either().at(Place::TOP),
    Form::block("u-macro-title", "{note:title=Ports}\n@s\n{note}").either().at(Place::TOP),
    Form::block("u-macro-panel", "{info:title=Internal}\n@s\n{info}").either().at(Place::TOP),
    Form::line("u-latex-blank", "\\note {@s}").either().at(Place::TOP),
    Form::line("u-latex-handout", "\\only<handout: 0>{@s}").either().at(Place::TOP),
    Form::line("u-latex-colour", "\\textcolor{white}{@s}").either().at(Place::TOP),
    Form::line("u-latex-group", "{\\color{white} @s}").either().at(Place::TOP),
    Form::line("u-latex-invisible", "\\invisible{@s}").either().at(Place::TOP),
    Form::line("u-attribute-alt", "[Plant]{alt=\"internal – @c\"}").either().at(Place::TOP),
    Form::line("u-attribute-memo", "[Plant]{memo: @c}").either().at(Place::TOP),
    Form::line("u-small", "<span style=\"font-size:1px\">@s</span>").either().at(Place::TOP),
    Form::line("u-office-hidden", "<span style=\"mso-hide:all\">@s</span>").either().at(Place::TOP),
    Form::line("u-hsl", "[@s]{style=\"color:hsl(0,0%,100%)\"}").either().at(Place::TOP),
    Form::line("u-own-ground", "[@s]{style=\"background:black;color:black\"}").either().at(Place::TOP),
    Form::line("u-class-hide", "[@s]{.hide}").either().at(Place::TOP),
    Form::line("u-class-none", "[@s]{.d-none}").either().at(Place::TOP),
    Form::line("u-class-redacted", "[@s]{.redacted}").either().at(Place::TOP),
    Form::line("u-style-name", "[@s]{custom-style=\"Hidden Text\"}").either().at(Place::TOP),
    Form::block("u-fence-style", "::: {style=\"display:none\"}\n@s\n:::").either().at(Place::TOP),
    Form::block("u-fence-directive", ":::{admonition} Internal\n@s\n:::").either().at(Place::TOP),
    Form::section("u-background-internal", "## Background internal\n\n@s").by("DP").either().at(Place::TOP),
];
