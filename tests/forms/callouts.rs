//! Callouts whose signs were typed otherwise than the handbook has them.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

/// The signs of a callout.
pub const SIGNS: &[Form] = &[
    Form::block("c-plain", "> [!RED-LINE]\n> @s").plain(),
    Form::block("c-plain-title", "> [!RED-LINE] @c\n> @s").plain(),
    Form::block("c-plain-blocks", "> [!RED-LINE]\n> @s\n>\n> - @s\n>\n> ```\n> @c\n> ```").plain(),
    Form::block("c-plain-nested", "> [!FACT]\n> @p\n>\n> > [!RED-LINE]\n> > @s").plain(),
    Form::block("c-small", "> [!red-line]\n> @s").either(),
    Form::block("c-capital", "> [!Red-Line]\n> @s").either(),
    Form::block("c-tight", ">[!RED-LINE]\n>@s").either(),
    Form::block("c-fold", "> [!RED-LINE]- @c\n> @s").either(),
    Form::block("c-lazy", "> [!RED-LINE]\n> @s\n@s").either(),
    Form::block("c-full", "＞ [!RED-LINE]\n＞ @s"),
    Form::block("c-full-tight", "＞[!RED-LINE]\n＞@s"),
    Form::block("c-full-wide", "＞\u{3000}[!RED-LINE]\n＞\u{3000}@s"),
    Form::block("c-full-list", "＞ [!RED-LINE]\n＞ - @s\n＞ - @s"),
    Form::block("c-full-title", "＞ [!RED-LINE] @c\n＞ @s"),
    Form::block("c-full-paragraphs", "＞ [!RED-LINE]\n＞ @s\n＞\n＞ @s"),
    Form::block("c-full-brackets", "＞ ［！RED-LINE］\n＞ @s"),
    Form::block("c-full-first", "＞ [!RED-LINE]\n> @s"),
    Form::block("c-full-second", "> [!RED-LINE]\n＞ @s"),
    Form::block("c-entity", "&gt; [!RED-LINE]\n&gt; @s"),
    Form::block("c-entity-paragraphs", "&gt; [!RED-LINE]\n&gt; @s\n&gt;\n&gt; @s"),
    Form::block("c-escaped-sign", "\\> [!RED-LINE]\n\\> @s"),
    Form::block("c-nbsp", ">\u{a0}[!RED-LINE]\n>\u{a0}@s"),
    Form::block("c-wide", ">\u{3000}[!RED-LINE]\n>\u{3000}@s"),
    Form::block("c-zero", ">\u{200b}[!RED-LINE]\n> @s"),
    Form::block("c-zero-blank", "> \u{200b}[!RED-LINE]\n> @s"),
    Form::block("c-bom", "> \u{feff}[!RED-LINE]\n> @s"),
    Form::block("c-before-zero", "\u{200b}> [!RED-LINE]\n\u{200b}> @s"),
    Form::block("c-before-nbsp", "\u{a0}> [!RED-LINE]\n\u{a0}> @s"),
    Form::block("c-before-wide", "\u{3000}> [!RED-LINE]\n\u{3000}> @s"),
    Form::block("c-colon-lost", "> [!RED-LINE] Ports:\n\n@s").at(Place::TOP),
    Form::block("c-colon-body", "> [!RED-LINE]\n> Ports:\n\n- @s\n- @s").at(Place::TOP),
    Form::block("c-colon-div", "::: red-line\nPorts:\n:::\n\n@s").at(Place::TOP),
    Form::block("c-colon-item", "- > [!RED-LINE]\n  > Ports:\n- @s").at(Place::TOP),
    Form::block("c-colon-item-end", "- @p\n- > [!RED-LINE]\n  > Ports:\n\n@s").at(Place::TOP),
    Form::block("c-colon-past-comment", "> [!RED-LINE] Ports:\n\n<!-- @c -->\n\n@s").at(Place::TOP),
    Form::block("c-colon-past-pause", "> [!RED-LINE] Ports:\n\n+++\n\n@s").at(Place::TOP),
    Form::block("c-colon-anchor", "> [!RED-LINE] Ports: {#ports}\n\n@s").at(Place::TOP),
    Form::block("c-colon-ratio", "> [!RED-LINE] Ports ∶\n\n@s").at(Place::TOP),
    Form::block("c-dash-lost", "> [!RED-LINE] Ports –\n\n@s").at(Place::TOP),
    Form::block("c-ellipsis-lost", "> [!OFFER] We would give …\n\n@s").by("DP").at(Place::TOP),
    Form::block("c-red-question", "> [!RED-LINE] And if they insist?\n\n@s")
        .at(Place::TOP)
        .until(End::Unsaid),
    Form::block("c-colon-lost-list", "> [!RED-LINE] Ports:\n\n- @s\n- @s").at(Place::TOP),
    Form::block("c-no-sign", "[!RED-LINE]\n@s").at(Place::UNQUOTED),
    Form::block("c-no-sign-title", "[!RED-LINE] @c\n@s").at(Place::UNQUOTED),
];

/// The marker of a callout.
pub const MARKERS: &[Form] = &[
    Form::block("m-full", "> ［！RED-LINE］\n> @s"),
    Form::block("m-full-title", "> ［！RED-LINE］ @c\n> @s"),
    Form::block("m-full-mark", "> [！RED-LINE]\n> @s"),
    Form::block("m-full-brackets", "> ［!RED-LINE］\n> @s"),
    Form::block("m-full-letters", "> [!ＲＥＤ－ＬＩＮＥ]\n> @s"),
    Form::block("m-lenticular", "> 【!RED-LINE】\n> @s"),
    Form::block("m-escaped", "> \\[!RED-LINE\\]\n> @s"),
    Form::block("m-escaped-open", "> \\[!RED-LINE]\n> @s"),
    Form::block("m-escaped-mark", "> [\\!RED-LINE]\n> @s"),
    Form::block("m-escaped-hyphen", "> \\[!RED\\-LINE\\]\n> @s"),
    Form::block("m-blank", "> [!RED LINE]\n> @s"),
    Form::block("m-underscore", "> [!RED_LINE]\n> @s"),
    Form::block("m-plural", "> [!RED-LINES]\n> @s"),
    Form::block("m-one-word", "> [!REDLINE]\n> @s"),
    Form::block("m-dash", "> [!RED–LINE]\n> @s"),
    Form::block("m-hard-hyphen", "> [!RED\u{2011}LINE]\n> @s"),
    Form::block("m-blanks-in", "> [ !RED-LINE ]\n> @s"),
    Form::block("m-blank-behind-mark", "> [! RED-LINE]\n> @s"),
    Form::block("m-colon", "> [!RED-LINE]: @c\n> @s"),
    Form::block("m-bold", "> **[!RED-LINE]**\n> @s"),
    Form::block("m-no-mark", "> [RED-LINE]\n> @s"),
    Form::block("m-no-mark-name", "> [Red line]\n> @s"),
    Form::block("m-no-mark-title", "> [RED-LINE] @c\n> @s"),
    Form::block("m-unclosed", "> [!RED-LINE\n> @s"),
    Form::block("m-unclosed-title", "> [!RED-LINE @c\n> @s"),
    Form::block("m-curly", "> [!RED-LINE}\n> @s"),
    Form::block("m-round", "> (!RED-LINE)\n> @s"),
    Form::block("m-unknown", "> [!NO-SUCH-KIND]\n> @s"),
    Form::block("m-slip", "> [!RDE-LINE]\n> @s"),
    Form::block("m-japanese", "> [!譲れない一線]\n> @s"),
    Form::block("m-quote-heading", "> ## Red line\n>\n> @s").either(),
    Form::block("m-quote-label", "> **Red line**\n>\n> @s"),
    Form::block("m-second-line", "> @p\n> [!RED-LINE]\n> @s").either(),
    Form::block("m-second-paragraph", "> @p\n>\n> [!RED-LINE]\n> @s").either(),
    Form::block("m-text-inside", "> [!RED-LINE]\n> ::: text\n> @s\n> :::").either(),
];

/// Blocks right under a callout that lost their sign, and what takes the title's line along.
pub const LOST: &[Form] = &[
    Form::block("c-lost-list", "> [!RED-LINE]\n- @s\n- @s"),
    Form::block("c-lost-list-title", "> [!RED-LINE] @c\n- @s\n- @s"),
    Form::block("c-lost-star", "> [!RED-LINE]\n* @s\n* @s"),
    Form::block("c-lost-number", "> [!RED-LINE]\n1. @s\n2. @s"),
    Form::block("c-lost-nested", "> [!RED-LINE]\n- @s\n  - @s"),
    Form::block("c-lost-table", "> [!RED-LINE]\n| A | B |\n|---|---|\n| @c | b |").either(),
    Form::block("c-lost-code", "> [!RED-LINE]\n```\n@c\n```"),
    Form::block("c-lost-line", "> [!RED-LINE]\n@s").either(),
    Form::block("c-lost-second-list", "> [!RED-LINE]\n> @s\n- @s"),
    Form::block("c-lost-second-number", "> [!RED-LINE]\n> @s\n1. @s\n2. @s"),
    Form::block("c-lost-second-table", "> [!RED-LINE]\n> @s\n| A | B |\n|---|---|\n| @c | b |").either(),
    Form::block("c-lost-full", "＞ [!RED-LINE]\n- @s"),
    Form::block("c-lost-depth", "- @w\n\n  > [!RED-LINE] @c\n> @s").at(Place::TOP),
    Form::block("c-lost-depth-heading", "- @w\n\n  ### Red line\n@s").at(Place::TOP),
    Form::block("c-tab", "- @w\n\n\t> [!RED-LINE] @c\n\t> @s").either().at(Place::TOP),
    Form::block("c-parted-quote", "> [!RED-LINE]\n> @s\n\n> @s").either().at(Place::TOP),
    Form::block("c-lost-half", "> [!RED-LINE]\n> - @s\n- @s"),
    Form::block("c-number-below", "> [!RED-LINE]\n> 11. @s").either(),
    Form::block("c-number-below-title", "> [!RED-LINE] @c\n> 11. @s\n> 12. @s").either(),
    Form::block("c-number-2-below", "> [!RED-LINE]\n> 2. @s\n> 3. @s").either(),
    Form::block("c-setext-below", "> [!RED-LINE]\n> ---\n> @s").either(),
    Form::block("c-setext-title", "> [!RED-LINE] @c\n> ---\n> @s").either(),
    Form::block("c-setext-equals", "> [!RED-LINE] @c\n> ===\n> @s").either(),
    Form::block("c-setext-text", "> [!RED-LINE]\n> @s\n> ---\n> @s").either(),
    Form::block("c-table-below", "> [!RED-LINE]\n> | A | B |\n> |---|---|\n> | @c | b |").either(),
    Form::block("c-if-raised", "> [!IF-RAISED] @c\n- @s").by("DP"),
    Form::block("c-answer-lost", "> [!IF-RAISED] Why @c?\n\n@s").by("DP").at(Place::TOP).until(End::Unsaid),
    Form::block(
        "c-answer-past-chart",
        "> [!IF-RAISED] Why @c?\n\n```chart\ntype: bar\ndata:\n  - [One, 1]\n```\n\n@s",
    )
    .by("DP")
    .at(Place::TOP)
    .until(End::Unsaid),
    Form::block("c-answer-long", "> [!IF-RAISED]\n> Why @c?\n\n@s\n\n- @s\n\n@s")
        .by("DP")
        .at(Place::TOP)
        .until(End::Unsaid),
    Form::block("c-answer-item", "- @p\n- **If raised:** Why @c?\n\n@s")
        .by("DP")
        .at(Place::TOP)
        .until(End::Unsaid),
    Form::block("c-answer-colon", "> [!IF-RAISED] Why @c?\n> @s\n>\n> **If pressed** Say that:\n\n@s")
        .by("DP")
        .at(Place::TOP),
    Form::block("c-answer-lost-list", "> [!IF-RAISED] Why @c?\n\n- @s\n- @s")
        .by("DP")
        .at(Place::TOP)
        .until(End::Unsaid),
    Form::block("c-answer-lost-below", "> [!QA]\n> Why @c?\n\n@s").by("DP").at(Place::TOP).until(End::Unsaid),
    Form::block("c-say-number", "> [!SAY]\n> 4. @s").by("IDP").either(),
    Form::block("c-in-list", "- @p\n  > [!RED-LINE]\n  > @s").either(),
    Form::block("c-in-item-lost", "- > [!RED-LINE]\n  - @s").at(Place::TOP).until(End::Block),
];
