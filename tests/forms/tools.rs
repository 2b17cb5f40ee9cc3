//! Headings, blocks, comments, settings and marks in the syntax of other tools.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

const US: &str = "marking: { scheme: us, banner: SBU }";

/// A line that names what follows, at the top of a brief.
const fn heading(id: &'static str, text: &'static str) -> Form {
    Form::label(id, text).either().at(Place::BETWEEN)
}

/// A comment of a tool that has marks of its own.
const fn comment(id: &'static str, text: &'static str) -> Form {
    Form::block(id, text).either().at(Place::TOP)
}

/// A slide that is not shown.
const fn hidden(id: &'static str, text: &'static str) -> Form {
    Form::note(id, text).either().at(Place::TOP)
}

const fn marked(id: &'static str, text: &'static str) -> Form {
    Form::line(id, text).by("IDP").front(US).either().at(Place::SOME).holding_items()
}

/// Headings and blocks.
pub const BLOCKS: &[Form] = &[
    heading("o-jira", "h2. Red lines\n\n@s"),
    heading("o-wiki", "== Red lines ==\n\n@s"),
    heading("o-asciidoc", "=== Red lines\n@s"),
    heading("o-org", "** Red lines\n@s\n\n@s"),
    heading("o-org-tag", "** Ports :noexport:\n@s"),
    heading("o-tiddly", "!! Red lines\n@s"),
    heading("o-title", ".Red lines\n@s"),
    heading("o-section", "\\section{Red lines}\n\n@s"),
    heading("o-subsection", "\\subsection*{Red lines}\n@s"),
    heading("o-frame", "\\frametitle{If raised}\n@s").by("DP"),
    heading("o-panel", "{panel:title=Red lines}\n@s\n{panel}"),
    heading("o-org-block", "#+begin_notes\n@s\n#+end_notes"),
    heading("o-latex-block", "\\begin{notes}\n@s\n\\end{notes}"),
    heading("o-shortcode", "{{< notes >}}\n@s\n{{< /notes >}}"),
    heading("o-liquid", "{% notes %}\n@s\n{% endnotes %}"),
    heading("o-sphinx", ".. internal::\n\n   @s").by("DP"),
    Form::label("o-term", "Red line\n: @s").either().at(Place::BETWEEN),
    Form::block("o-tabs", "Point\tRed line\nPorts\t@s").by("P").either().at(Place::TOP),
    Form::block("o-pipes", "Point | Red line\nPorts | @s").by("P").either().at(Place::TOP),
    Form::block("o-gaps", "Point    Red line\nPorts    @s").by("P").either().at(Place::TOP),
    Form::block("o-box", "+-------+----------+\n| Point | Red line |\n+=======+==========+\n| Ports | @s |")
        .either()
        .at(Place::TOP),
    Form::block("o-wiki-table", "{| class=\"wikitable\"\n! Point !! Red line\n|-\n| Ports || @s\n|}")
        .either()
        .at(Place::TOP),
    Form::block("o-class-line", "{: .private}\n@s").either().at(Place::TOP),
];

/// Comments.
pub const COMMENTS: &[Form] = &[
    comment("o-liquid-comment", "{% comment %}@s{% endcomment %}"),
    comment("o-liquid-lines", "{%- comment -%}\n@s\n\n- @s\n{%- endcomment -%}"),
    comment("o-hugo", "{{/* @s */}}"),
    comment("o-handlebars", "{{!-- @s --}}"),
    comment("o-iffalse", "\\iffalse\n@s\n\n@s\n\\fi"),
    comment("o-latex-comment", "\\begin{comment}\n@s\n\n@s\n\\end{comment}"),
    comment("o-org-comment", "#+BEGIN_COMMENT\n@s\n\n@s\n#+END_COMMENT"),
    comment("o-slashes", "////\n@s\n\n@s\n////"),
    comment("o-slashes-arrow", "////\n@s --> @s\n////"),
    Form::line("o-liquid-within", "@p {% comment %}@c{% endcomment %} @p").either().at(Place::SOME),
    comment("o-macro", "{note}\n@s\n\n@s\n{note}"),
    comment("o-haskell", "{- @s -}"),
    comment("o-ocaml", "(* @s *)"),
    comment("o-powershell", "<# @s #>"),
    comment("o-rst", "..\n   @s"),
    comment("o-percent", "% @s"),
    comment("o-adoc", "[comment]\n--\n@s\n\n@s\n--"),
    comment("o-adoc-dash", "[comment]\n--\n@s\n-- @s\n@s\n--"),
    comment("o-adoc-count", "[NOTE.speaker]\n--\n@s\n\n#1 @s\n--"),
    comment("o-adoc-open", "[NOTE.speaker]\n--\n@s\n\n@s").until(End::Heading),
    comment("o-latex-escaped", "\\note{@s \\} @s}"),
    comment("o-latex-aside", "\\marginpar{@s \\{ @s}"),
    comment("o-color", "{color: #fefefe}@s{color}"),
    comment("o-adoc-equal", "[INTERNAL]\n====\n@s\n===="),
    comment("o-adoc-role", "[NOTE.speaker]\n--\n@s\n--"),
    comment("o-drawer", ":PROPERTIES:\n:FLOOR: @c\n:END:"),
    comment("o-latex-note", "\\note{@s}"),
    comment("o-latex-handout", "\\only<handout:0>{@s}"),
    Form::line("o-white-macro", "@p {color:white}@c{color} @p").either().at(Place::SOME),
    Form::line("o-white-span", "@p [@c]{style=\"color: white\"} @p").either().at(Place::SOME),
    comment("o-dots", ".. @s"),
    Form::block("o-iffalse-open", "\\iffalse\n@s\n\n@s").until(End::Never).at(Place::TOP),
];

/// Slides that are not shown.
pub const HIDDEN: &[Form] = &[
    hidden("o-hide", "---\nhide: true\n---\n\n@s\n\n---\n\n@p"),
    hidden(
        "o-hide-heading",
        "---\nlayout: center\nhide: true\n---\n\n## Ports\n\n@s\n\n## Ships\n\n@s\n\n---\n\n@p",
    ),
    hidden("o-invisible", "---\nvisible: false\n---\n\n@s\n\n---\n\n@p"),
    hidden("o-visibility", "## Ports\n\n<!-- .slide: data-visibility=\"hidden\" -->\n\n@s"),
    hidden("o-class", "## Ports\n\n<!-- _class: hidden -->\n\n@s"),
    hidden("o-word", "<!-- hide -->\n\n@s"),
];

/// Marks.
pub const MARKS: &[Form] = &[
    marked("o-slashed", "//SBU// @s"),
    marked("o-dashed", "-SBU- @s"),
    marked("o-angled", "<SBU> @s").at(Place::TOP),
    marked("o-stops", "(S.B.U.) @s"),
    Form::line("o-end", "@s – SBU").by("IDP").front(US).either().at(Place::SOME).holding_items(),
    Form::line("o-end-stop", "@s SBU").by("IDP").front(US).either().at(Place::SOME).holding_items(),
    Form::line("o-end-slashes", "@s //SBU//").by("IDP").front(US).either().at(Place::SOME).holding_items(),
    Form::line("o-end-word", "@p Nine @c ships – NOFORN").by("IDP").front(US).either().at(Place::TOP),
];

/// Clauses that say of themselves, or of the sentence they stand in, that they stay.
pub const CLAUSES: &[Form] = &[
    clause("n-order", "@p Nine @c would do; not to be raised with them."),
    clause("n-order-line", "@p Nine @c would do;\nnot to be raised with them."),
    clause("n-order-above", "@p Nine would do;\nnot to be raised with them.\nThe floor is @c."),
    clause("n-order-wrapped", "@p Nine @c would do and this is\nnot to be raised with them."),
    clause("n-order-said", "@p Nine @c would do and this is not to be disclosed."),
    clause("n-aside", "@p Twelve (if asked, @c) may call."),
    clause("n-line", "@p The talks go on, but our red line is @c.").by("P"),
    clause("n-head", "@p Twelve – internal: @c."),
    clause("n-code", "@p // Nine @c would do").by("P"),
    clause("n-cell", "@p Twelve | Red line: @c.").by("P"),
];

const fn clause(id: &'static str, text: &'static str) -> Form {
    Form::line(id, text).by("DP").either().at(Place::TOP)
}
