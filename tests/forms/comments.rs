//! Comments: those of HTML, of Obsidian and of `CriticMarkup`.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

/// Comments of HTML.
pub const HTML: &[Form] = &[
    Form::block("c-arrow-long-vowel", "<!— メニュー> の\n@c —>").either(),
    Form::block("c-chart", "```chart\ntype: pie\n# @c\n<!-- @c -->\n```").either(),
    Form::line("x-plain", "@p <!-- @c -->").plain(),
    Form::line("x-plain-mid", "@p <!-- @c --> @p").plain(),
    Form::block("x-plain-block", "<!-- @s -->").plain(),
    Form::block("x-plain-lines", "<!--\n@s\n\n- @s\n\n## Ask\n\n@s\n-->").plain(),
    Form::block("x-plain-two", "<!-- @c -->\n<!-- @c -->").plain(),
    Form::line("x-tight", "@p <!--@c-->").either(),
    Form::line("x-em", "@p <!— @c —> @p"),
    Form::line("x-en", "@p <!– @c –> @p"),
    Form::line("x-en-dash", "@p <!–- @c -–> @p"),
    Form::line("x-em-end", "@p <!-- @c —> @p"),
    Form::line("x-en-end", "@p <!-- @c –> @p"),
    Form::line("x-em-begin", "@p <!— @c --> @p"),
    Form::line("x-tight-em", "@p <!—@c—> @p"),
    Form::line("x-horizontal", "@p <!― @c ―> @p"),
    Form::line("x-minus", "@p <!−− @c −−> @p"),
    Form::line("x-hard-hyphen", "@p <!\u{2011}\u{2011} @c \u{2011}\u{2011}> @p"),
    Form::line("x-full", "@p ＜!-- @c --＞ @p"),
    Form::line("x-full-all", "@p ＜！－－ @c －－＞ @p"),
    Form::line("x-entity", "@p &lt;!-- @c --&gt; @p"),
    Form::line("x-blank", "@p <! -- @c --> @p"),
    Form::line("x-blank-before", "@p < !-- @c --> @p"),
    Form::block("x-em-block", "<!— @s —>"),
    Form::block("x-em-lines", "<!—\n@s\n\n- @s\n\n@s\n—>"),
    Form::block("x-em-end-lines", "<!--\n@s\n\n@s\n—>"),
    Form::block("x-em-right-under", "@p\n<!— @s —>\n@p"),
    Form::line("x-nested", "@p <!-- a <!-- @c --> @c --> @p").either(),
    Form::block("x-nested-lines", "<!--\n@s\n\n<!-- @c -->\n\n@s\n-->").either(),
    Form::block("x-nested-em", "<!— @s <!— @c —> @c —>"),
    Form::block("x-in-heading", "### @w <!-- @c -->\n\n@p").at(Place::SECTIONS).plain(),
    Form::block("x-em-in-heading", "### @w <!— @c —>\n\n@p").at(Place::SECTIONS),
    Form::block("x-in-callout-title", "> [!NOTE] Ports <!-- @c -->\n> @p").unshown().either(),
    Form::block("x-in-kind-title", "> [!FACT] @w <!-- @c -->\n> @p").either(),
    Form::block("x-em-in-kind-title", "> [!FACT] @w <!— @c —>\n> @p"),
    Form::block("x-in-fence-title", "::: fact @w <!-- @c -->\n@p\n:::").either(),
    Form::block("x-in-fence-braces", "::: {.fact title=\"<!-- @c -->\"}\n@p\n:::").either().unshown(),
    Form::block("x-em-in-fence-title", "::: fact @w <!— @c —>\n@p\n:::"),
    Form::block("x-in-column", "::: columns\n::: column <!-- @c -->\n@p\n:::\n:::").unshown().either(),
    Form::line("x-in-alt", "![@w <!-- @c -->](plant.png)").unshown().either(),
    Form::line("x-em-in-alt", "![@w <!— @c —>](plant.png)").unshown(),
    Form::line("x-in-picture-title", "![@w](plant.png \"Ports <!-- @c -->\")").unshown().either(),
    Form::line("x-in-link", "[@w <!-- @c -->](https://example.org)").either(),
    Form::line("x-in-link-title", "[@w](https://example.org \"<!-- @c -->\")").either().unshown(),
    Form::line("x-in-strong", "**@w <!-- @c -->**").either(),
    Form::block("x-in-cell", "| A | B |\n|---|---|\n| @w <!-- @c --> | @w |").either(),
    Form::block("x-em-in-cell", "| A | B |\n|---|---|\n| @w <!— @c —> | @w |"),
    Form::block("x-in-head-cell", "| A <!-- @c --> | B |\n|---|---|\n| @w | b |").either(),
    Form::block("x-cell-with-bar", "| A | B |\n|---|---|\n| @w <!-- @c \\| @c --> | @w |").either(),
    Form::block("x-in-item", "- @p <!-- @c -->\n- <!-- @c -->\n- @p").either(),
    Form::block("x-in-attributes", "## @w {.wide <!-- @c -->}\n\n@p").at(Place::SECTIONS).either().unshown(),
    Form::block(
        "x-in-chart",
        "```chart\ntype: bar\ntitle: \"@w <!-- @c -->\"\nsource: \"Customs <!-- @c -->\"\ndata:\n  Ohio: 7\n```",
    )
    .either()
    .unshown(),
    Form::block("x-unclosed", "<!-- @s\n\n@s").until(End::Never).at(Place::TOP),
    Form::block("x-unclosed-em", "<!— @s\n\n@s").until(End::Never).at(Place::TOP),
    Form::block("x-unclosed-inline", "@p <!-- @c\n\n@s").until(End::Never).at(Place::TOP),
    Form::block("x-unclosed-em-inline", "@p <!— @c\n\n@s").until(End::Never).at(Place::TOP),
    Form::block("x-presenterm", "<!-- speaker_note: @s -->").either(),
    Form::block("x-presenterm-lines", "<!--\nspeaker_note: |\n  @s\n  @s\n-->").either(),
];

/// Comments of Obsidian.
pub const OBSIDIAN: &[Form] = &[
    Form::line("o-plain", "@p %% @c %%").either(),
    Form::line("o-mid", "@p %%@c%% @p").either(),
    Form::block("o-block", "%% @s %%").either(),
    Form::block("o-lines", "%%\n@s\n\n- @s\n\n@s\n%%").either(),
    Form::line("o-full", "@p ％％ @c ％％ @p"),
    Form::block("o-in-heading", "### @w %% @c %%\n\n@p").at(Place::SECTIONS).either(),
    Form::line("o-in-alt", "![@w %% @c %%](plant.png)").unshown().either(),
    Form::block("o-in-title", "> [!FACT] @w %% @c %%\n> @p").either(),
    Form::block("o-unclosed", "%%\n@s\n\n@s").until(End::Never).at(Place::TOP),
];

/// Comments and struck words of `CriticMarkup`.
pub const CRITIC: &[Form] = &[
    Form::line("r-comment", "@p {>>@c<<}").either(),
    Form::line("r-mid", "@p {>> @c <<} @p").either(),
    Form::line("r-alone", "{>>@s<<}").either(),
    Form::block("r-lines", "@p {>>@s\n@s<<} @p").either(),
    Form::line("r-strong", "@p {>>**@c** and `@c`<<} @p").either(),
    Form::line("r-in-strong", "**@w {>>@c<<}**").either(),
    Form::block("r-in-heading", "### @w {>>@c<<}\n\n@p").at(Place::SECTIONS).either(),
    Form::block("r-in-title", "> [!FACT] @w {>>@c<<}\n> @p").either(),
    Form::block("r-in-fence-title", "::: fact @w {>>@c<<}\n@p\n:::").unshown().either(),
    Form::block("r-in-cell", "| A | B |\n|---|---|\n| @w {>>@c<<} | @w |").either(),
    Form::block("r-in-item", "- @p {>>@c<<}\n- @p").either(),
    Form::line("r-full", "@p ｛>>@c<<｝ @p"),
    Form::line("r-full-all", "@p ｛＞＞@c＜＜｝ @p"),
    Form::line("r-quotes", "@p {»@c«} @p"),
    Form::block("r-out-parted", "{--@s\n\n@s--}").at(Place::SOME),
    Form::block("r-in-parted", "{++@s\n\n- @s\n\n@s++}").at(Place::SOME),
    Form::line("r-out-in-alt", "![Ports {--@c--}](plant.png)").by("IDP").either().unshown(),
    Form::block("r-out-in-chart", "```chart\ntype: bar\ntitle: \"Ports {--@c--}\"\ndata:\n  Ohio: 7\n```")
        .by("IDP")
        .either()
        .unshown(),
    Form::line("x-setting", "@p {note=\"@c\"}").either(),
    Form::line("r-marks", "@p {>>a {>>@c<<} @c<<} @p").either(),
];
