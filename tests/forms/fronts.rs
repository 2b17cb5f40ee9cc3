//! Front matter as people type it, and what `share: marked` keeps.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

/// Front matter whose `share: marked` must be obeyed, or else all is kept.
pub const FRONTS: &[Form] = &[
    Form::whole("q-plain", "---\ntitle: Ports\nmarking: none\nshare: marked\n---\n\n## Ships\n\n@s\n")
        .either(),
    Form::whole("q-blank", "\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-blanks", "\n\n  \n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-crlf", "\r\n---\r\ntitle: Ports\r\nshare: marked\r\n---\r\n\r\n## Ships\r\n\r\n@s\r\n"),
    Form::whole("q-bom", "\u{feff}---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n").either(),
    Form::whole("q-bom-blank", "\u{feff}\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-zero", "\u{200b}---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-zero-line", "\u{200b}\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-joiner", "\u{2060}---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-nbsp-line", "\u{a0}\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-wide-line", "\u{3000}\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-comment", "<!-- a -->\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole(
        "q-comment-lines",
        "<!--\na\n-->\n\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n",
    ),
    Form::whole("q-comment-o", "%% a %%\n\n---\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-em-hyphen", "—-\ntitle: Ports\nshare: marked\n—-\n\n## Ships\n\n@s\n"),
    Form::whole("q-em-three", "———\ntitle: Ports\nshare: marked\n———\n\n## Ships\n\n@s\n"),
    Form::whole("q-em-one", "—\ntitle: Ports\nshare: marked\n—\n\n## Ships\n\n@s\n"),
    Form::whole("q-en-three", "–––\ntitle: Ports\nshare: marked\n–––\n\n## Ships\n\n@s\n"),
    Form::whole("q-em-end", "---\ntitle: Ports\nshare: marked\n—-\n\n## Ships\n\n@s\n"),
    Form::whole("q-em-begin", "—-\ntitle: Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-four", "----\ntitle: Ports\nshare: marked\n----\n\n## Ships\n\n@s\n"),
    Form::whole("q-indented", " ---\ntitle: Ports\nshare: marked\n ---\n\n## Ships\n\n@s\n"),
    Form::whole("q-trailing", "--- \ntitle: Ports\nshare: marked\n--- \n\n## Ships\n\n@s\n").either(),
    Form::whole("q-trailing-nbsp", "---\u{a0}\ntitle: Ports\nshare: marked\n---\u{a0}\n\n## Ships\n\n@s\n"),
    Form::whole("q-full", "－－－\ntitle: Ports\nshare: marked\n－－－\n\n## Ships\n\n@s\n"),
    Form::whole("q-minus", "−−−\ntitle: Ports\nshare: marked\n−−−\n\n## Ships\n\n@s\n"),
    Form::whole("q-dots", "---\ntitle: Ports\nshare: marked\n...\n\n## Ships\n\n@s\n").either(),
    Form::whole("q-capital", "---\ntitle: Ports\nShare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-capitals", "---\nTITLE: Ports\nSHARE: MARKED\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-value", "---\ntitle: Ports\nshare: Marked\n---\n\n## Ships\n\n@s\n").either(),
    Form::whole("q-blank-colon", "---\ntitle: Ports\nshare : marked\n---\n\n## Ships\n\n@s\n").either(),
    Form::whole("q-no-blank", "---\ntitle: Ports\nshare:marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-wide-colon", "---\ntitle: Ports\nshare： marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-wide-letters", "---\ntitle: Ports\nｓｈａｒｅ: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-nbsp-value", "---\ntitle: Ports\nshare:\u{a0}marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-zero-key", "---\ntitle: Ports\n\u{200b}share: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-nbsp-key", "---\ntitle: Ports\n\u{a0}share: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-quoted", "---\ntitle: Ports\nshare: \"marked\"\n---\n\n## Ships\n\n@s\n").either(),
    Form::whole("q-smart", "---\ntitle: Ports\nshare: “marked”\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-comment-behind", "---\ntitle: Ports\nshare: marked # all\n---\n\n## Ships\n\n@s\n")
        .either(),
    Form::whole("q-slip", "---\ntitle: Ports\nshare: markd\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-key-slip", "---\ntitle: Ports\nshares: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-twice", "---\ntitle: Ports\nshare: marked\nshare: text\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-twice-other", "---\ntitle: Ports\nshare: text\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-tab", "---\ntitle: Ports\n\tshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-title-colon", "---\ntitle: Ports: all\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-title-quote", "---\ntitle: \"Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-title-bracket", "---\ntitle: [draft] Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-title-star", "---\ntitle: *Ports*\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole("q-title-at", "---\ntitle: @Ports\nshare: marked\n---\n\n## Ships\n\n@s\n"),
    Form::whole(
        "q-line-between",
        "---\ntitle: Ports\na line of words\nshare: marked\n---\n\n## Ships\n\n@s\n",
    ),
    Form::whole("q-blank-between", "---\ntitle: Ports\n\nshare: marked\n---\n\n## Ships\n\n@s\n").either(),
    Form::whole("q-unclosed", "---\ntitle: Ports\nshare: marked\n\n## Ships\n\n@s\n"),
    Form::whole("q-unclosed-tight", "---\ntitle: Ports\nshare: marked\n## Ships\n\n@s\n"),
    Form::whole("q-unclosed-em", "—-\ntitle: Ports\nshare: marked\n\n## Ships\n\n@s\n"),
    Form::whole("q-unclosed-blank", "\n---\ntitle: Ports\nshare: marked\n\n## Ships\n\n@s\n"),
    Form::whole("q-unclosed-text", "---\ntitle: Ports\nshare: marked\n\n@s\n"),
    Form::whole("q-all", "\u{feff}\n\n—-\nTitle: Ports\nShare： Marked\n———\n\n## Ships\n\n@s\n"),
];

/// Titles and subtitles that hold what must not leave.
pub const TITLES: &[Form] = &[
    titled("q-title-behind", "title: @c talks (SBU)"),
    titled("q-title-number", "title: 3. (SBU) @c"),
    titled("q-title-dash-arrow", "title: Ports <!-- 12 –> @c -->").unshown(),
    titled("q-title-vowel-arrow", "title: Ports <!-- サーバー> @c -->").unshown(),
    titled("q-date-comment", "title: Ports\ndate: 2024-11-20 <!-- @c -->").unshown(),
    titled("q-title-sbu", "title: (SBU) @c"),
    titled("q-title-wide", "title: （ＳＢＵ）@c"),
    titled("q-title-combined", "title: (U//SBU) @c"),
    titled("q-title-square", "title: \"[SBU] @c\""),
    titled("q-title-lenticular", "title: 【取扱注意】@c"),
    titled("q-title-word", "title: \"SBU: @c\""),
    titled("q-title-restricted", "title: (RESTRICTED) @c"),
    titled("q-title-comment", "title: Ports <!-- @c -->").unshown(),
    titled("q-title-em-comment", "title: Ports <!— @c —>").unshown(),
    titled("q-title-critic", "title: \"Ports {>>@c<<}\"").unshown(),
    titled("q-subtitle-sbu", "title: Ports\nsubtitle: (SBU) @c"),
    titled("q-subtitle-combined", "title: Ports\nsubtitle: （Ｕ／／ＳＢＵ）@c"),
    titled("q-subtitle-jp", "title: Ports\nsubtitle: （秘）@c"),
    titled("q-subtitle-comment", "title: Ports\nsubtitle: Ships <!-- @c -->").unshown(),
    Form::whole(
        "q-level-1",
        "---\nmarking: { scheme: us, banner: SBU }\n---\n\n# (SBU) @c\n\n## Ships\n\n(U) @p\n",
    )
    .by("IDP")
    .either()
    .opened(),
    Form::whole("q-level-1-wide", "# （U//SBU）@c\n\n## Ships\n\n@p\n").by("IDP").either(),
];

/// What headings release where only marked text leaves: nothing, save those whose name says that it leaves.
pub const MARKED: &[Form] = &[
    kept("z-text", "@s").at(Place::BLOCKS),
    kept("z-list", "- @s\n- @s").at(Place::BLOCKS),
    kept("z-ask", "## Ask\n\n@s"),
    kept("z-fact", "## Facts and figures\n\n@s"),
    kept("z-background", "## Background\n\n@s"),
    kept("z-background-used", "## Background (may be used)\n\n@s"),
    kept("z-number", "## 3. Background\n\n@s"),
    kept("z-colon", "## Background:\n\n@s"),
    kept("z-almost", "##Background\n\n@s"),
    kept("z-full", "＃＃ Background\n\n@s"),
    kept("z-near", "## Background on ports\n\n@s"),
    kept("z-label", "**Background**\n\n@s"),
    kept("z-label-facts", "FACTS AND FIGURES\n\n@s"),
    kept("z-label-ask", "Ask:\n\n@s"),
    kept("z-setext", "Background\n---\n\n@s"),
    kept("z-ja-background", "## 背景\n\n@s").ja(),
    kept("z-ja-used", "## 背景（対外使用可）\n\n@s").ja(),
    kept("z-ja-fact", "## 基礎データ\n\n@s").ja(),
    kept("z-ja-ask", "## 先方への働きかけ\n\n@s").ja(),
    kept("z-ja-label", "【基礎データ】\n\n@s").ja(),
    kept("z-fact-callout", "> [!FACT]\n> @p\n\n@s").until(End::Unsaid),
    kept("z-fact-fence", "::: background\n@p\n:::\n\n@s"),
    kept("z-agreed", "## Agreed language\n\n@p\n\n## Ports\n\n@s"),
    kept("z-leave", "## To leave behind\n\n@p\n\n## Ports\n\n@s"),
    kept("z-leave-ja", "## 手交用ペーパー\n\n@p\n\n## 港湾\n\n@s").ja(),
    kept("z-agreed-ja", "## 合意文言\n\n@p\n\n## 港湾\n\n@s").ja(),
    kept("z-red", "## Red lines\n\n@s"),
    kept("z-text-fence", "::: text\n@s\n:::"),
    kept("z-text-heading", "## Red lines {.text}\n\n@s"),
    kept("z-comment", "> [!FACT]\n> @p <!-- @c -->").until(End::Unsaid),
];

/// A form in a brief of which only marked text leaves; the interpreter has what is said.
const fn kept(id: &'static str, text: &'static str) -> Form {
    Form::section(id, text).by("IDP").either().marked().at(Place::SOME).until(End::Unsaid)
}

/// A brief whose front matter begins with some lines.
const fn titled(id: &'static str, lines: &'static str) -> Form {
    let form = Form::whole(id, "---\n@f\nmarking: { scheme: us, banner: SBU }\n---\n\n## Ships\n\n@p\n");
    form.front(lines).by("IDP").either().opened()
}
