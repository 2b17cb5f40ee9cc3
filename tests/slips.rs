//! Small texts as people really type them, each with what must come out of it for whom.

use demarche::brief::Reader;
use demarche::layout::Engine;

use crate::forms::judge::{findings, markdown_of};

/// One text: what must stand in the copies that leave, and what in ours alone.
struct Slip {
    text: &'static str,
    shown: &'static [&'static str],
    kept: &'static [&'static str],
    /// The finding that names it; none where it is simply right.
    code: Option<&'static str>,
}

const fn slip(text: &'static str, shown: &'static [&'static str], kept: &'static [&'static str]) -> Slip {
    Slip { text, shown, kept, code: None }
}

const fn found(
    code: &'static str,
    text: &'static str,
    shown: &'static [&'static str],
    kept: &'static [&'static str],
) -> Slip {
    Slip { text, shown, kept, code: Some(code) }
}

const SLIPS: &[Slip] = &[
    // Marks of Markdown that Markdown does not know.
    slip("これは**「重要」**な点です。", &["<strong>「重要」</strong>な点"], &[]),
    slip("They rose.\n\n[Chair]: Agreed.\n\nLast.", &["[Chair]: Agreed.", "Last."], &[]),
    slip("See [paragraph 1](b) and [2](c).", &["[paragraph 1](b)"], &[]),
    slip("- [X] icebreakers", &["[X] icebreakers"], &[]),
    slip("- > 75 percent\n- >= 2 plants", &["> 75 percent", ">= 2 plants"], &[]),
    slip("## The treaty {1960\u{7d}\n\nBody.", &["The treaty {1960"], &[]),
    slip("・第一\n・第二", &["・第一\n\n・第二"], &[]),
    slip("(a) one\n(b) two", &["(a) one\n\n(b) two"], &[]),
    slip("| A | B |\n|---|---|\n| Sato<br>Mori | b |", &["Sato<br>Mori"], &[]),
    found("extra-cell", "| A | B |\n|---|---|\n| a | b | Extra |", &["Extra"], &[]),
    slip(
        "```chart\ntype: bar\ntitle: T\nalt: A\ndata:\n  Zeta: -1,280\n  Alpha: −35.5\n```",
        &["| Zeta | −1,280 |\n| Alpha | −35.5 |"],
        &[],
    ),
    // Private text.
    found("odd-signs", "Open.\n\n##\u{a0}Red lines\n\nFloor.", &["Open."], &["Floor."]),
    found("odd-signs", "＃＃　譲れない一線\n\n下限。", &[], &["下限。"]),
    found("odd-marker", "＞ ［！RED-LINE］\n＞ 下限。", &[], &["下限。"]),
    found("foreign-notes", "Open.\nNote: Kept.", &["Open."], &["Kept."]),
    found("foreign-notes", "Open.\n???\nKept.", &["Open."], &["Kept."]),
    found("odd-comment", "Open <!— Kept —> end.", &["Open", "end."], &["Kept"]),
    found("odd-comment", "Open ｛>>Kept<<｝ end.", &["Open", "end."], &["Kept"]),
    found("lost-quote", "> [!RED-LINE]\n- Kept.\n\nOpen.", &["Open."], &["Kept."]),
    found("lost-quote", "> > [!RED-LINE]\n> - Kept.\n\nOpen.", &["Open."], &["Kept."]),
    slip("## Background (not to be disclosed)\n\nKept.", &[], &["Kept."]),
    found("named-kind", "## Our red line (fallback)\n\nKept.", &[], &["Kept."]),
    found("label", "Open.\n\n**Red line**\n\nKept.", &["Open."], &["Kept."]),
    found(
        "hidden-html",
        "<div>\n\n<div>\n\nKept.\n\n</div>\n\nToo.\n\n</div>\n\nOpen.",
        &["Open."],
        &["Kept.", "Too."],
    ),
    found("unclosed-fence", ":: red-line\nKept.", &[], &["Kept."]),
    slip("(**SBU**) Kept.\n\nOpen.", &["Open."], &["Kept."]),
    slip("`(SBU)` Kept.\n\nOpen.", &["Open."], &["Kept."]),
    slip("## 3. (SBU) Ports\n\nKept.\n\n## Two\n\nOpen.", &["Open."], &["Ports", "Kept."]),
    slip("(SBU)\n\nKept.\n\nOpen.", &["Open."], &["Kept."]),
    // What only looks private.
    slip("## People on the payroll\n\nOpen.", &["Open."], &[]),
    slip("(A) one\n\n(B) two\n\n(C) three", &["(A) one", "(C) three"], &[]),
    slip("It lies in [internal waters] (limited to ports).", &["[internal waters] (limited to ports)"], &[]),
    slip("#1 priority", &["#1 priority"], &[]),
    slip("## Red lines {.text}\n\nOpen.", &["Red lines", "Open."], &[]),
];

/// Markdown without the signs that escape others.
fn plain(markdown: &str) -> String {
    markdown.replace('\\', "")
}

#[test]
fn what_people_type_comes_out_as_they_meant_it() {
    let engine = Engine::with_own_fonts();
    let mut wrong = Vec::new();
    for slip in SLIPS {
        let text = format!("---\ntitle: Talks\nmarking: none\n---\n\nLead.\n\n{}\n", slip.text);
        let theirs = plain(&markdown_of(&engine, &text, Reader::Counterpart));
        let ours = plain(&markdown_of(&engine, &text, Reader::Principal));
        for words in slip.shown {
            if !theirs.contains(words) || !ours.contains(words) {
                wrong.push(format!("{:?}: {words:?} is not shown in {theirs:?}", slip.text));
            }
        }
        for words in slip.kept {
            if theirs.contains(words) {
                wrong.push(format!("{:?}: {words:?} leaves", slip.text));
            }
            if !ours.contains(words) {
                wrong.push(format!("{:?}: {words:?} is lost in {ours:?}", slip.text));
            }
        }
        let codes: Vec<&str> = findings(&text).iter().map(|finding| finding.code).collect();
        if let Some(code) = slip.code.filter(|code| !codes.contains(code)) {
            wrong.push(format!("{:?}: {code} is not among {codes:?}", slip.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn front_matter_is_obeyed_however_it_is_typed() {
    let engine = Engine::with_own_fonts();
    for front in [
        "\n---\ntitle: T\nshare: marked\n---\n",
        "%% a %%\n---\ntitle: T\nshare: marked\n---\n",
        "—\ntitle: T\nshare: marked\n—\n",
        "---\ntitle: T\nshares: marked\n---\n",
        "---\ntitle: T\nｓｈａｒｅ: marked\n---\n",
    ] {
        let text = format!("{front}\nOrdinary.\n\n> [!AGREED]\n> Agreed.\n");
        let theirs = markdown_of(&engine, &text, Reader::Counterpart);
        assert!(!theirs.contains("Ordinary.") && !theirs.contains("marked"), "{front:?}: {theirs:?}");
        assert!(theirs.contains("Agreed."), "{front:?}: {theirs:?}");
    }
}
