//! Raw HTML beyond what the handbook lists, and definitions that stand in private text.

use crate::forms::form::Form;
use crate::forms::place::Place;

/// Raw HTML.
pub const HTML: &[Form] = &[
    Form::block("b-div-within", "<div class=\"notes\">\n<div>x</div>\n\n@s\n\n</div>"),
    Form::block("b-unseen", "<div style=\"visibility: hidden\">\n\n@s\n\n</div>"),
    Form::block("b-class-parts", "<div class=\"presenter-notes\">\n\n@s\n\n</div>"),
    Form::block("b-angle", "<div title=\"a>b\" class=\"notes\">\n\n@s\n\n</div>"),
    Form::line("b-known-class", "@p <u class=\"private\">@c</u> @p"),
    Form::line("b-known-mark", "@p <mark class=\"notes\">@c</mark> @p"),
    Form::line("b-known-hidden", "@p <u hidden>@c</u> @p"),
    Form::line("b-self-closed", "@p <span class=\"private\"><span/>@c</span> @p"),
    Form::block("b-div", "<div class=\"private\">\n@s\n</div>"),
    Form::block("b-div-one-line", "<div>@s</div>"),
    Form::block("b-div-blank", "<div class=\"private\">\n\n@s\n\n</div>"),
    Form::block("b-div-blocks", "<div class=\"private\">\n\n@s\n\n- @s\n\n### Cargo\n\n@s\n\n</div>"),
    Form::block("b-div-nested", "<div>\n\n<div>\n\n@s\n\n</div>\n\n@s\n\n</div>"),
    Form::block("b-div-under-text", "@p\n<div class=\"private\">\n@s\n</div>"),
    Form::block("b-div-hidden", "<div style=\"display:none\">\n\n@s\n\n</div>"),
    Form::block("b-details", "<details>\n<summary>@c</summary>\n\n@s\n\n</details>"),
    Form::block("b-section", "<section hidden>\n\n@s\n\n</section>"),
    Form::block("b-p", "<p>@s</p>"),
    Form::block("b-table", "<table>\n<tr><td>@c</td></tr>\n</table>"),
    Form::block("b-center", "<center>\n\n@s\n\n</center>"),
    Form::block("b-aside", "<aside>\n\n@s\n\n</aside>"),
    Form::block("b-script", "<script>\n@c\n\n@c\n</script>"),
    Form::block("b-style", "<style>\n.@c { color: red }\n</style>"),
    Form::block("b-instruction", "<?php @c ?>"),
    Form::block("b-cdata", "<![CDATA[\n@c\n\n@c\n]]>"),
    Form::block("b-unknown", "<private>\n\n@s\n\n</private>"),
    Form::line("b-span", "@p <span class=\"private\">@c</span> @p"),
    Form::line("b-font", "@p <font color=\"white\">@c</font> @p"),
    Form::line("b-del", "@p <del>@c</del> @p"),
    Form::line("b-small", "@p <small>@c</small> @p"),
    Form::line("b-img", "@p <img src=\"plant.png\" alt=\"@c\"> @p"),
    Form::line("b-link", "@p <a href=\"https://@c.example\">Ports</a> @p").unshown(),
    Form::line("b-attribute", "@p <u title=\"@c\">Ports</u> @p").either().unshown(),
    Form::section("b-heading", "<h2>Red lines</h2>\n\n@s"),
    Form::section("b-bold-label", "<b>Red lines</b>\n\n@s"),
];

/// Definitions in private text, which do not serve public text.
pub const LINKS: &[Form] = &[
    Form::block("y-link", "@p [memo]\n\n::: red-line\n[memo]: https://@c.example/\n:::")
        .either()
        .unshown()
        .at(Place::TOP),
    Form::block("y-link-title", "@p [memo]\n\n::: red-line\n[memo]: https://a.example/ \"@c\"\n:::")
        .either()
        .unshown()
        .at(Place::TOP),
    Form::block("y-link-callout", "@p [memo][]\n\n> [!RED-LINE]\n> [memo]: https://@c.example/")
        .either()
        .unshown()
        .at(Place::TOP),
    Form::section("y-link-section", "@p [words][memo]\n\n## Red lines\n\n[memo]: https://@c.example/")
        .either()
        .unshown()
        .at(Place::TOP),
    Form::section("y-picture", "@p ![words][memo]\n\n## Red lines\n\n[memo]: @c.png")
        .either()
        .unshown()
        .at(Place::TOP),
    Form::block("y-note", "@p[^m]\n\n::: red-line\n[^m]: @s\n:::").either().at(Place::TOP),
    Form::block("y-note-callout", "@p[^m]\n\n> [!RED-LINE]\n> @s\n>\n> [^m]: @s").either().at(Place::TOP),
    Form::section("y-note-section", "@p[^m]\n\n## Red lines\n\n[^m]: @s").either().at(Place::TOP),
    Form::section("y-note-label", "@p[^m]\n\n**Red lines**\n\n[^m]: @s").either().at(Place::TOP),
    Form::section("y-note-almost", "@p[^m]\n\n##Red lines\n\n[^m]: @s").at(Place::TOP),
    Form::block("y-private-only", "::: red-line\n@s[^m]\n:::\n\n[^m]: @s").either().at(Place::TOP),
    Form::block("y-inline-note", "::: red-line\n@s^[@s]\n:::").either(),
];

/// Attributes in braces that say that words, blocks or sections are private.
pub const BRACES: &[Form] = &[
    Form::line("v-class", "@p [@c]{class=\"notes\"}"),
    Form::line("v-wide", "@p ［@c］｛.notes｝"),
    Form::line("v-link", "@p [@c](https://a.example/){.notes}"),
    Form::line("v-code", "@p `@c`{.notes}"),
    Form::line("v-strong", "@p **@c**{.private} @p"),
    Form::line("v-whole", "@s {.notes}"),
    Form::line("v-alt", "![Ports [@c]{.notes}](plant.png)").either(),
    Form::line("v-picture", "![@c](plant.png){.notes}").either(),
    Form::section("v-private", "## Ports {.private}\n\n@s").either(),
    Form::section("v-hidden", "## Ports {.hidden}\n\n@s").either(),
    Form::section("v-class-heading", "## Ports {class=\"notes\"}\n\n@s").either(),
    Form::section("v-comma", "## Ports {.notes, .wide}\n\n@s").either(),
    Form::section("v-quoted", "## Ports {.notes data-x=\"a b\"}\n\n@s").either(),
    Form::section("v-comment", "## Ports {.notes <!-- x -->}\n\n@s").either(),
    Form::section("v-slip", "## Ports {.nots}\n\n@s").either(),
    Form::section("v-parts", "## Ports {.speaker-only}\n\n@s").either(),
];
