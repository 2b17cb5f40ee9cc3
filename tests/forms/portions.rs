//! Portion marks: levels and handling words of every scheme, under every scheme.

use crate::forms::form::{End, Form};
use crate::forms::place::Place;

/// Who may have a marked portion; of the interpreter the handbook does not speak.
const OURS: &str = "IDP";

const US: &str = "marking: { scheme: us, banner: SBU }";
const UK: &str = "marking: { scheme: uk, banner: OFFICIAL }";
const JP: &str = "marking: { scheme: jp, banner: 取扱注意 }";
const TLP: &str = "marking: { scheme: tlp, banner: 'TLP:AMBER' }";
const NONE: &str = "marking: { scheme: none }";

const fn us(id: &'static str, text: &'static str) -> Form {
    Form::line(id, text).by(OURS).front(US).either().holding_items()
}

const fn under(front: &'static str, id: &'static str, text: &'static str) -> Form {
    Form::line(id, text).by(OURS).front(front).either().at(Place::SOME).holding_items()
}

/// Marks under the scheme that has them.
pub const OWN: &[Form] = &[
    us("p-sbu", "(SBU) @s"),
    us("p-s", "(S) @s"),
    us("p-c", "(C) @s"),
    us("p-ts", "(TS) @s"),
    us("p-s-nf", "(S//NF) @s"),
    us("p-cui", "(CUI) @s"),
    us("p-bold", "**(SBU)** @s"),
    us("p-long", "(SENSITIVE BUT UNCLASSIFIED) @s"),
    us("p-secret", "(SECRET) @s"),
    us("p-top-secret", "(TOP SECRET) @s"),
    us("p-confidential", "(CONFIDENTIAL) @s"),
    us("p-noforn", "(NOFORN) @s"),
    us("p-secret-noforn", "(SECRET//NOFORN) @s"),
    us("p-u-sbu", "(U//SBU) @s"),
    us("p-u-sbu-one", "(U/SBU) @s"),
    us("p-sbu-nf", "(SBU/NF) @s"),
    us("p-sbu-nf-two", "(SBU//NF) @s"),
    us("p-sbu-noforn", "(SBU/NOFORN) @s"),
    us("p-u-fouo", "(U//FOUO) @s"),
    us("p-fouo", "(FOUO) @s"),
    us("p-draft", "(SBU - draft) @s"),
    us("p-draft-dash", "(SBU – draft) @s"),
    us("p-draft-before", "(draft - SBU) @s"),
    us("p-draft-comma", "(SBU, draft) @s"),
    us("p-second-word", "(C/NF/REL) @s"),
    us("p-unknown-rest", "(SBU/XYZ) @s"),
    us("p-unknown-more", "(SECRET//REL TO USA, JPN) @s"),
    us("p-small", "(sbu) @s"),
    us("p-small-long", "(sensitive but unclassified) @s"),
    us("p-capital", "(Sbu) @s"),
    us("p-wide-brackets", "（SBU）@s"),
    us("p-wide-all", "（ＳＢＵ）@s"),
    us("p-wide-letters", "(ＳＢＵ) @s"),
    us("p-wide-s", "（Ｓ）@s"),
    us("p-wide-slashes", "（Ｕ／／ＳＢＵ）@s"),
    us("p-mixed-brackets", "（SBU) @s"),
    us("p-square", "[SBU] @s"),
    us("p-square-wide", "［SBU］ @s"),
    us("p-tortoise", "〔SBU〕 @s"),
    us("p-lenticular", "【SBU】 @s"),
    us("p-blanks-in", "( SBU ) @s"),
    us("p-colon", "(SBU): @s"),
    us("p-stop", "(SBU). @s"),
    us("p-dash", "(SBU) – @s"),
    us("p-blank-alone", "SBU We hold @s"),
    us("p-blank-alone-two", "SBU/NOFORN We hold @s"),
    us("p-blank-ja", "取扱注意 先方は@s"),
    us("p-tight", "(SBU)@s"),
    us("p-nbsp", "(SBU)\u{a0}@s"),
    us("p-emphasis", "*(SBU)* @s"),
    us("p-underscores", "__(SBU)__ @s"),
    us("p-bold-in", "(**SBU**) @s"),
    us("p-bold-along", "**(SBU) Ports.** @s"),
    us("p-underlined", "<u>(SBU)</u> @s"),
    us("p-escaped", "\\(SBU\\) @s"),
    us("p-code", "`(SBU)` @s"),
    us("p-zero-before", "\u{200b}(SBU) @s"),
    us("p-bom-before", "\u{feff}(SBU) @s"),
    us("p-nbsp-before", "\u{a0}(SBU) @s"),
    us("p-wide-before", "\u{3000}（SBU）@s"),
    us("p-zero-in", "(\u{200b}SBU) @s"),
    us("p-soft-in", "(S\u{ad}BU) @s"),
    us("p-word", "SBU: @s"),
    us("p-word-wide", "SBU：@s"),
    us("p-word-bold", "**SBU:** @s"),
    us("p-word-secret", "SECRET: @s"),
    us("p-must", "{must} (SBU) @s"),
    us("p-should", "{should} （SBU）@s"),
    us("p-must-behind", "(SBU) {must} @s"),
    us("p-comment-before", "<!-- a --> (SBU) @s"),
    us("p-quoted", "“(SBU) @s”"),
    us("p-two-marks", "(U) (SBU) @s"),
    us("p-mid", "@p (SBU) @s"),
    us("p-mid-wide", "@p（ＳＢＵ）@s"),
    us("p-mid-slash", "@p (S//NF) @s"),
    us("p-mid-square", "@p [SBU] @s"),
    us("p-mid-bold", "**Ports.** (SBU) @s"),
];

/// Marks in blocks of other sorts.
pub const BLOCKS: &[Form] = &[
    us("p-next-line", "(SBU)\n@s").at(Place::BLOCKS),
    us("p-lines", "(SBU) @s\n@s").at(Place::BLOCKS),
    us("p-alone", "(SBU)\n\n@s").at(Place::SOME),
    us("p-mid-line", "@p\n(SBU) @s").at(Place::BLOCKS),
    us("p-item", "- (SBU) @s\n- @p").at(Place::BLOCKS),
    us("p-item-below", "- (SBU) @s\n  - @s\n    - @s\n- @p").at(Place::BLOCKS),
    us("p-item-paragraph", "- (SBU) @s\n\n  @s\n\n- @p").at(Place::BLOCKS),
    us("p-item-number", "1. (SBU) @s\n2. @p").at(Place::BLOCKS),
    us("p-item-must", "1. {must} (SBU) @s\n2. @p").at(Place::BLOCKS),
    us("p-item-below-u", "- (SBU) @s\n  - (S) @s\n- @p").at(Place::BLOCKS),
    us("p-task", "- [ ] (SBU) @s\n- [ ] @p").at(Place::BLOCKS),
    us("p-letter", "(a) (SBU) @s").at(Place::BLOCKS),
    us("p-quote", "> (SBU) @s").at(Place::BLOCKS),
    us("p-callout", "> [!FACT]\n> (SBU) @s").at(Place::BLOCKS),
    us("p-callout-title", "> [!FACT] (SBU) @c\n> @s").at(Place::BLOCKS),
    us("p-note-title", "> [!NOTE] (SBU) @c\n> @s").at(Place::BLOCKS),
    us("p-fence-title", "::: fact (SBU) @c\n@s\n:::").at(Place::BLOCKS),
    us("p-cell", "| A | B |\n|---|---|\n| (SBU) @c | @w |").at(Place::BLOCKS),
    us("p-cell-wide", "| A | B |\n|---|---|\n| （ＳＢＵ）@c | @w |").at(Place::BLOCKS),
    us("p-cell-combined", "| A | B |\n|---|---|\n| (U//SBU) @c | @w |").at(Place::BLOCKS),
    us("p-head-cell", "| (SBU) @c | B |\n|---|---|\n| a | @w |").at(Place::BLOCKS),
    us("p-head-cell-combined", "| (SBU/NF) @c | B |\n|---|---|\n| a | @w |").at(Place::BLOCKS),
    us("p-alt", "![(SBU) @c](plant.png)").at(Place::BLOCKS),
    us("p-caption", "![Ports](plant.png \"(SBU) @c\")").at(Place::BLOCKS),
    us("p-caption-combined", "![Ports](plant.png \"(U//SBU) @c\")").at(Place::BLOCKS),
    us(
        "p-chart-title",
        "```chart\ntype: bar\ntitle: \"(SBU) @c\"\nsource: Customs\nalt: Ohio has seven.\ndata:\n  Ohio: 7\n```",
    )
    .at(Place::BLOCKS),
    us(
        "p-chart-title-combined",
        "```chart\ntype: bar\ntitle: \"（Ｕ／／ＳＢＵ）@c\"\nsource: Customs\nalt: Seven.\ndata:\n  Ohio: 7\n```",
    )
    .at(Place::BLOCKS),
    us("p-definition", "Ports[^q]\n\n[^q]: (SBU) @s").at(Place::TOP),
    us("p-label", "**(SBU) Red lines**\n\n@s").until(End::Heading).at(Place::BETWEEN),
];

/// Marks on headings, which hold for their sections.
pub const HEADINGS: &[Form] = &[
    us("p-h", "## (SBU) @c\n\n@s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-below", "## (SBU) Ports\n\n@s\n\n### Cargo\n\n- @s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-wide", "## （ＳＢＵ）港湾\n\n@s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-combined", "## (U//SBU) Ports\n\n@s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-kind", "## (SBU) Ports\n\n> [!FACT]\n> @s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-agreed", "## (SBU) Ports\n\n::: agreed\n@s\n:::").until(End::Heading).at(Place::SECTIONS),
    us("p-h-table", "## (SBU) Ports\n\n| A | B |\n|---|---|\n| @c | b |")
        .until(End::Heading)
        .at(Place::SECTIONS),
    us("p-h-name", "## (SBU) Background\n\n@s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-number", "## 3. (SBU) Ports\n\n@s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-behind", "## Ports (SBU)\n\n@s").until(End::Heading).at(Place::SECTIONS),
    us("p-h-own", "## (SBU) Ports\n\n@s\n\n(U) @p").until(End::Heading).at(Place::SOME),
    us("p-h-own-item", "## (SBU) Ports\n\n- @s\n- (U) @p").until(End::Heading).at(Place::SOME),
    us("p-h-nbsp", "##\u{a0}(SBU) Ports\n\n@s").until(End::Heading).at(Place::SOME),
    us("p-h-no-blank", "##(SBU) Ports\n\n@s").until(End::Heading).at(Place::SOME),
    us("p-h-jp", "## 【取扱注意】港湾\n\n@s").until(End::Heading).at(Place::SOME),
    us("p-h-share", "## (SBU) Ports\n\n> [!FACT]\n> @s")
        .front("marking: { scheme: us, banner: SBU }\nshare: marked")
        .until(End::Unsaid)
        .at(Place::TOP)
        .closed(),
];

/// Marks of one scheme under another.
pub const ACROSS: &[Form] = &[
    under(UK, "p-uk-os", "(OFFICIAL-SENSITIVE) @s"),
    under(UK, "p-uk-os-blank", "(OFFICIAL SENSITIVE) @s"),
    under(UK, "p-uk-os-short", "(O-S) @s"),
    under(UK, "p-uk-secret", "(SECRET) @s"),
    under(UK, "p-uk-s", "(S) @s"),
    under(UK, "p-uk-c", "(C) @s"),
    under(UK, "p-uk-ts", "(TS) @s"),
    under(UK, "p-uk-sbu", "(SBU) @s"),
    under(UK, "p-uk-restricted", "(RESTRICTED) @s"),
    under(UK, "p-uk-limite", "(LIMITE) @s"),
    under(UK, "p-uk-restreint", "(RESTREINT UE/EU RESTRICTED) @s"),
    under(UK, "p-uk-eu", "(EU RESTRICTED) @s"),
    under(UK, "p-uk-nato", "(NATO RESTRICTED) @s"),
    under(UK, "p-uk-nato-c", "(NATO CONFIDENTIAL) @s"),
    under(UK, "p-uk-tlp", "(TLP:AMBER) @s"),
    under(UK, "p-uk-tlp-blank", "(TLP AMBER) @s"),
    under(UK, "p-uk-tlp-strict", "(TLP:AMBER+STRICT) @s"),
    under(UK, "p-uk-tlp-red", "[TLP:RED] @s"),
    under(UK, "p-uk-internal", "(INTERNAL) @s"),
    under(UK, "p-uk-internal-small", "(Internal) @s"),
    under(UK, "p-uk-jp", "（秘）@s"),
    under(UK, "p-uk-jp-frame", "【秘】@s"),
    under(UK, "p-uk-caveat", "(SECRET – UK EYES ONLY) @s"),
    under(JP, "p-jp-hi", "（秘）@s"),
    under(JP, "p-jp-gokuhi", "（極秘）@s"),
    under(JP, "p-jp-toriatsukai", "（取扱注意）@s"),
    under(JP, "p-jp-hi-half", "(秘) @s"),
    under(JP, "p-jp-genpi", "（厳秘）@s"),
    under(JP, "p-jp-kimitsu", "（機密）@s"),
    under(JP, "p-jp-kimitsusei", "（機密性2情報）@s"),
    under(JP, "p-jp-kimitsusei-wide", "（機密性２情報）@s"),
    under(JP, "p-jp-tokutei", "（特定秘密）@s"),
    under(JP, "p-jp-bugaihi", "（部外秘）@s"),
    under(JP, "p-jp-hikouhyou", "（非公表）@s"),
    under(JP, "p-jp-bunai", "（部内限り）@s"),
    under(JP, "p-jp-kankeisha", "（関係者限り）@s"),
    under(JP, "p-jp-taigai", "（対外非公表）@s"),
    under(JP, "p-jp-lenticular", "【秘】@s"),
    under(JP, "p-jp-tortoise", "〔秘〕@s"),
    under(JP, "p-jp-square", "［秘］@s"),
    under(JP, "p-jp-square-half", "[秘] @s"),
    under(JP, "p-jp-lenticular-2", "【取扱注意】@s"),
    under(JP, "p-jp-tortoise-2", "〔部外秘〕@s"),
    under(JP, "p-jp-draft", "（秘・案）@s"),
    under(JP, "p-jp-wide-before", "\u{3000}（秘）@s"),
    under(JP, "p-jp-dot", "・（秘）@s"),
    under(JP, "p-jp-colon", "取扱注意：@s"),
    under(JP, "p-jp-mid", "@p（取扱注意）@s"),
    under(JP, "p-jp-s", "(S) @s"),
    under(JP, "p-jp-sbu", "(SBU) @s"),
    under(JP, "p-jp-u-sbu", "（Ｕ／／ＳＢＵ）@s"),
    under(JP, "p-jp-tlp", "（TLP:AMBER）@s"),
    under(US, "p-us-hi", "【秘】@s"),
    under(US, "p-us-hi-round", "（秘）@s"),
    under(US, "p-us-gokuhi", "（極秘）@s"),
    under(US, "p-us-genpi", "（厳秘）@s"),
    under(US, "p-us-bugaihi", "（部外秘）@s"),
    under(US, "p-us-hikouhyou", "（非公表）@s"),
    under(US, "p-us-restricted", "(RESTRICTED) @s"),
    under(US, "p-us-limite", "(LIMITE) @s"),
    under(US, "p-us-tlp", "(TLP AMBER) @s"),
    under(US, "p-us-internal", "(INTERNAL) @s"),
    under(US, "p-us-official", "(OFFICIAL-SENSITIVE) @s"),
    under(TLP, "p-tlp-red", "(TLP:RED) @s"),
    under(TLP, "p-tlp-amber", "(TLP:AMBER) @s"),
    under(TLP, "p-tlp-amber-blank", "(TLP AMBER) @s"),
    under(TLP, "p-tlp-small", "(tlp:amber) @s"),
    under(TLP, "p-tlp-sbu", "(SBU) @s"),
    under(TLP, "p-tlp-s", "(S) @s"),
    under(TLP, "p-tlp-hi", "（秘）@s"),
    under(NONE, "p-none-sbu", "(SBU) @s"),
    under(NONE, "p-none-secret", "(SECRET) @s"),
    under(NONE, "p-none-hi", "（秘）@s"),
    under(NONE, "p-none-tlp", "(TLP:AMBER) @s"),
    under(NONE, "p-none-internal", "(INTERNAL) @s"),
    under("audience: Members", "p-no-marking-sbu", "(SBU) @s"),
];

const fn numbered(id: &'static str, text: &'static str) -> Form {
    Form::line(id, text).by(OURS).front(US).either().at(Place::TOP)
}

const fn within(id: &'static str, text: &'static str) -> Form {
    Form::line(id, text).by(OURS).front(US).either().at(Place::SOME)
}

/// Marks behind a number, and marks within the sentence that they keep.
pub const NUMBERED: &[Form] = &[
    numbered("pn-stop", "3. (SBU) @s"),
    numbered("pn-capital", "A. (SBU) @s"),
    numbered("pn-bracket", "a) (SBU) @s"),
    numbered("pn-roman", "iv. (SBU) @s"),
    numbered("pn-article", "第三条 (SBU) @s"),
    numbered("pn-kanji", "三、 (SBU) @s"),
    numbered("pn-kanji-wide", "（三） (SBU) @s"),
    numbered("pn-section", "§ 3 (SBU) @s"),
    numbered("pn-no", "No. 3 (SBU) @s"),
    numbered("pn-q", "Q1. (SBU) @s"),
    numbered("pn-toi", "問１ (SBU) @s"),
    numbered("pn-colon", "3: (SBU) @s"),
    numbered("pn-arrow", "→ (SBU) @s"),
    numbered("pn-wide", "Ａ． (SBU) @s"),
    numbered("pn-long", "第１２章第３節第４項 (SBU) @s"),
    numbered("pn-bold", "**3.** (SBU) @s"),
    numbered("pn-bold-bracket", "**(a)** (SBU) @s"),
    numbered("pn-inside", "**3. (SBU)** @s"),
    within("pw-comma", "@c is nine (SBU), theirs twelve. @p"),
    within("pw-semicolon", "@c is nine (SBU); theirs twelve. @p"),
    within("pw-goes-on", "@c is nine (SBU) and not eight. @p"),
    within("pw-both", "We say @c (SBU) but not @c. @p"),
    within("pw-ja", "下限は@c（秘）、上限は十。"),
    within("pw-frame", "〈秘〉@s").holding_items(),
    within("pw-frame-double", "《秘》@s").holding_items(),
    within("pw-unknown-wide", "（Ｕ／／ＸＹＺ）@s").holding_items(),
    numbered("pw-announced", "We may say (SBU):\n\n- @s"),
    numbered("pw-alt", "![@c (SBU)](plant.png)"),
    numbered("pw-caption", "![Ports](plant.png \"@c (SBU)\")"),
    numbered("pw-code", "```\n@c\n(SBU)\n```"),
    numbered("pw-chart-row", "```chart\ntype: bar\ntitle: Ports\ndata:\n  Ohio: 1\n  \"@c (SBU)\": 9\n```"),
    numbered("pw-chart-unit", "```chart\ntype: bar\ntitle: Ports\nunit: @c (SBU)\ndata:\n  Ohio: 1\n```"),
];
