//! Handling words, names of kinds and comments in the dresses in which hurried people put them.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

/// Who may have what is only for our own side, at the least: the interpreter is left out.
const DELEGATION: &str = "DP";

const fn above(id: &'static str, text: &'static str) -> Form {
    Form::section(id, text).by(DELEGATION).either().at(Place::TOP).until(End::Unsaid)
}

const fn run_in(id: &'static str, text: &'static str) -> Form {
    Form::section(id, text).by("IDP").either().at(Place::TOP).until(End::Unsaid)
}

const fn table(id: &'static str, text: &'static str) -> Form {
    Form::block(id, text).by("IDP").either().at(Place::TOP)
}

/// Words that say how to handle what follows, on a line of their own.
pub const HANDLING: &[Form] = &[
    above("w-bold", "**Confidential**\n\n@s"),
    above("w-shouted", "CONFIDENTIAL\n\n@s"),
    above("w-combined", "SECRET//NOFORN\n\n@s"),
    above("w-sbu", "**SBU**\n\n@s"),
    above("w-do-not", "DO NOT SHARE\n\n@s"),
    above("w-circulation", "Not for circulation\n\n@s"),
    above("w-ja", "取扱注意\n\n@s"),
    above("w-ja-bold", "**対外厳秘**\n\n@s"),
    above("w-item", "- Confidential\n  - @s"),
    above("w-from-here", "【以下、取扱注意】\n\n@s").until(End::Never),
    above("w-frame-two", "【取扱注意】\n\n@s\n\n@s"),
    above("w-begin", "--- BEGIN INTERNAL ---\n\n@s").until(End::Never),
    above("w-notes-item", "- Notes\n  - @s"),
    run_in("w-frame-double", "《取扱注意》@s"),
    run_in("w-frame-quote", "「取扱注意」@s"),
    run_in("w-frame-angle", "＜秘＞@s"),
    run_in("w-sign", "※取扱注意\u{3000}@s"),
    run_in("w-circled", "㊙ @s"),
    run_in("w-maru", "マル秘\u{3000}@s"),
    run_in("w-small-brackets", "﹙SBU﹚ @s"),
    run_in("w-dash", "Internal – @s"),
    run_in("w-radical", "（⾮公表）@s"),
];

/// Names of kinds with words behind them, in brackets, behind signs, by a gap.
pub const NAMES: &[Form] = &[
    run_in("n-round", "(Red line) @s"),
    run_in("n-round-ja", "（応答要領）@s"),
    run_in("n-round-memo", "（メモ）@s"),
    run_in("n-fallback", "Our fallback position: @s"),
    run_in("n-asked", "If asked about tariffs: @s"),
    run_in("n-counted", "Red line 1: @s"),
    run_in("n-remark-colon", "Red line (ships): @s"),
    run_in("n-whose", "Japan’s red line: @s"),
    run_in("n-draft-ja", "応答要領（案）：@s"),
    run_in("n-short-ja", "更問：@s"),
    run_in("n-wide-gap", "応答要領\u{3000}@s"),
    run_in("n-tab", "Red line\t@s"),
    run_in("n-stop", "Red line. @s"),
    run_in("n-arrow", "Red line → @s"),
    run_in("n-within", "@p **Red line:** @s"),
    run_in("n-break", "@p<br>**Red line:** @s"),
    run_in("n-bracketed", "@p (Speaker notes: @s)"),
    run_in("n-internal", "@p (Internal: @s)"),
    above("n-numbered", "3. Red lines\n\n@s"),
    above("n-numbered-bold", "2. **If pressed**\n\n@s"),
    above("n-numbered-ja", "1. 応答要領\n\n@s"),
    above("n-bullet-bold", "* **Red lines**\n\n@s"),
    above("n-half-width", "## ﾚｯﾄﾞﾗｲﾝ\n\n@s"),
    above("n-spaced", "**R E D   L I N E S**\n\n@s"),
    above("n-formula", "## 𝐑𝐞𝐝 𝐥𝐢𝐧𝐞𝐬\n\n@s"),
    above("n-emoji", "🔴 **Red lines**\n\n@s"),
    above("n-batna", "## BATNA\n\n@s"),
    above("n-live-with", "## What we can live with\n\n@s"),
    above("n-fukuan", "## 腹案\n\n@s"),
    above("n-dash-internal", "## Background – internal\n\n@s"),
    above("n-comma-internal", "## Cargo, internal\n\n@s"),
    above("n-not-yet", "## Agreed language – not yet shared\n\n@s"),
    above("n-ja-not", "## 背景：対外使用不可\n\n@s"),
    above("n-ja-sensitive", "## 関税（機微）\n\n@s"),
    run_in("n-list-below", "(SBU) Two points.\n- @s"),
    run_in("n-letters-below", "(SBU) Two points.\n(a) @s"),
    run_in("n-dots-below", "応答要領：以下。\n・@s"),
    above("n-mark-before-heading", "(SBU) ## Ports\n\n@s"),
    above("n-title-remark", "**Ports** *(internal)*\n\n@s"),
    above("n-title-remark-plain", "**Ports** (internal)\n\n@s"),
    above("n-emoji-behind", "## Ports ❌ not for them\n\n@s"),
    above("n-emoji-at-end", "## Ports – internal ⚠\n\n@s"),
    above("n-wiki-color", "{color:red}*Red lines*{color}\n@s"),
    above("n-principals", "## Principals only\n\n@s"),
    above("n-french", "## Lignes rouges\n\n@s"),
    above("n-two-marks", "【機密性２情報】　　【部内限り】\n\n@s"),
    run_in("n-closed-only", "SBU) @s"),
    run_in("n-doubled-dashes", "--internal-- @s"),
    run_in("n-refuse", "If they refuse: @s"),
    run_in("n-reach", "This must not reach them: @s"),
    run_in("n-quote-below", "(SBU) He said:\n> @s"),
];

/// Cells, callouts, captions, charts and code that name what stays.
pub const BLOCKS: &[Form] = &[
    table("t-label", "| @w | b |\n|---|---|\n| Ships | **Red line:** @s |"),
    table("t-label-ja", "| @w | b |\n|---|---|\n| Ships | 応答要領：@s |"),
    table("t-note-cell", "| @w | b |\n|---|---|\n| Ships | Note: @s |"),
    table("t-frame", "| @w | b |\n|---|---|\n| Ships | 【応答要領】@s |"),
    table("t-break", "| @w | b |\n|---|---|\n| Ships | x<br>Red line: @s |"),
    table("t-column", "| @w | Comments (internal) |\n|---|---|\n| a | @s |"),
    table("t-confidential", "| @w | Confidential |\n|---|---|\n| a | @s |"),
    table("t-notes", "| @w | Notes |\n|---|---|\n| a | @s |"),
    table("t-marked", "| @w | Line (SBU) |\n|---|---|\n| a | @s |"),
    table("t-row", "| @w | b |\n|---|---|\n| **Red lines** | |\n| tonnage | @s |"),
    table("t-head-row", "| Speaker notes | @s |\n|---|---|\n| a | @w |"),
    table("t-answer", "| If raised | Answer | Source |\n|---|---|---|\n| Why? | @s | @s |").by("DP"),
    table("t-second-head", "| | @w | |\n|---|---|---|\n| | Public | Red line |\n| Ships | x | @s |"),
    table("t-range", "| @w | Opening | Floor |\n|---|---|---|\n| Ships | x | @s |"),
    table("t-list-caption", "Ports (SBU)\n\n- @s\n- @s"),
    table("t-callout", "> [!NOTE] Internal only\n> @s"),
    table("t-callout-share", "> [!WARNING] Do not share\n> @s"),
    table("t-callout-ja", "> [!NOTE]- 部内限り\n> @s"),
    table("t-quarto", "::: {.callout-note title=\"Internal\"}\n@s\n:::"),
    table("t-caption", "![Red line: @s](plant.png)"),
    table("t-caption-tail", "![Ports](plant.png \"@c – not for release\")"),
    table("t-chart", "```chart\ntype: bar\ntitle: \"Red line: @c\"\ndata:\n  Ohio: 1\n```"),
    Form::block("t-code-notes", "```notes\n@s\n```").either().at(Place::TOP),
    Form::block("t-code-class", "```{.red-line}\n@s\n```").either().at(Place::TOP),
    Form::block("t-code-comment", "    <!-- @s -->").either().at(Place::TOP),
    above("t-admonition", "!!! red-line \"x\"\n    @s"),
];

/// Comments that an editor escaped, or whose marks lack a sign.
pub const COMMENTS: &[Form] = &[
    Form::line("o-escaped", "@p \\<!-- @c --\\> @p").either().at(Place::SOME),
    Form::line("o-escaped-bang", "@p <\\!-- @c --> @p").either().at(Place::SOME),
    Form::line("o-escaped-percents", "@p \\%\\% @c \\%\\% @p").either().at(Place::SOME),
    Form::line("o-escaped-critic", "@p \\{\\>\\>@c\\<\\<\\} @p").either().at(Place::SOME),
    Form::line("o-one-dash", "@p <!- @c -> @p").either().at(Place::SOME),
    Form::line("o-no-bang", "@p <-- @c --> @p").either().at(Place::SOME),
    Form::line("o-bang-behind", "@p <--! @c --> @p").either().at(Place::SOME),
    Form::line("o-arrow", "@p <!-- Japan --> US: @c --> @p").either().at(Place::SOME),
    Form::block("o-definition", "[//]: # (@c)").either().at(Place::TOP),
    Form::block("o-definition-named", "[comment]: <> @c").either().at(Place::TOP),
    Form::line("o-note-option", "@p \\note[item]{@c} @p").either().at(Place::SOME),
    Form::line("o-code", "@p /* @c */ @p").either().at(Place::SOME),
    Form::line("o-template", "@p {# @c #} @p").either().at(Place::SOME),
    Form::block("o-latex", "\\begin{comment}\n@c\n\\end{comment}").either().at(Place::TOP),
];
