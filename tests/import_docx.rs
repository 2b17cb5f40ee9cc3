//! Documents of Word made by hand: each thing that colleagues use, and what nobody was to see.

use crate::import_office::{document, imported, p, r, shared};

const STYLES: &str = "<w:styles>\
    <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"a2\"><w:name w:val=\"見出し 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"Ministry head\"/><w:basedOn w:val=\"lvl\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"lvl\"><w:name w:val=\"Level\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"hid\"><w:name w:val=\"Quiet\"/><w:rPr><w:vanish/></w:rPr></w:style>\
    </w:styles>";

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

fn item(level: usize, list: usize, words: &str) -> String {
    let numbering = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    p(&numbering, &r(words))
}

fn level(level: usize, format: &str, text: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// The text below the front matter.
fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or_default().trim()
}

#[test]
fn headings_are_found_by_style_name_and_level() {
    let text = p(&style("T"), &r("The title"))
        + &p(&style("1"), &r("One"))
        + &p(&style("a2"), &r("応答要領"))
        + &p("", &r("答え"))
        + &p(&style("own"), &r("Three"))
        + &p("<w:outlineLvl w:val=\"3\"/>", &r("Four"))
        + &p(&style("Heading2"), &r("By id"));
    let imported = imported(&document(&text, &[("styles", "styles.xml", STYLES)]));
    assert!(imported.text.contains("title: The title\n"), "{}", imported.text);
    let expected = "# One\n\n## 応答要領\n\n答え\n\n### Three\n\n#### Four\n\n## By id";
    assert_eq!(body(&imported.text), expected);
}

#[test]
fn lists_count_as_word_counts_and_other_numbers_stay_words() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"1\">{}{}{}</w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
        <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimal", "%1."),
        level(1, "bullet", "•"),
        level(0, "decimalFullWidth", "第%1"),
        level(1, "aiueoFullWidth", "（%2）"),
        level(2, "decimalEnclosedCircle", "%3"),
    );
    let text = item(0, 1, "One")
        + &item(1, 1, "Below")
        + &item(0, 1, "Two")
        + &p("", &r("Between"))
        + &item(0, 1, "Three")
        + &p("", &r("Behind"))
        + &item(0, 2, "総論")
        + &item(1, 2, "経済")
        + &item(2, 2, "自動車")
        + &item(1, 2, "安保");
    let imported = imported(&document(&text, &[("numbering", "numbering.xml", &numbering)]));
    let expected = "1. One\n   - Below\n2. Two\n\nBetween\n\n3. Three\n\nBehind\n\n第１ 総論\n\n（ア） 経済\n\n① 自動車\n\n（イ） 安保";
    assert_eq!(body(&imported.text), expected);
}

#[test]
fn edits_and_remarks_are_those_of_a_reviewer() {
    let edit = |tag: &str, inner: &str| format!("<w:{tag} w:id=\"1\" w:author=\"K\">{inner}</w:{tag}>");
    let gone = "<w:r><w:delText xml:space=\"preserve\">Qxgone</w:delText></w:r>";
    let remark = "<w:commentRangeStart w:id=\"7\"/>".to_owned()
        + &r("seen")
        + "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
    let point = r("at a point") + "<w:r><w:commentReference w:id=\"8\"/></w:r>";
    let text = p("", &(r("Keep ") + &edit("ins", &r("new")) + &edit("del", gone) + &r(" and ") + &remark))
        + &p("", &(edit("moveFrom", &r("Qxmoved")) + &edit("moveTo", &r("moved"))))
        + &p("", &point)
        + &p("<w:pStyle w:val=\"Heading1\"/>", &edit("del", gone))
        + "<w:tbl><w:tr><w:trPr><w:del w:id=\"3\" w:author=\"K\"/></w:trPr><w:tc><w:p><w:r><w:t>Qxrow</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let comments = format!(
        "<w:comments><w:comment w:id=\"7\" w:author=\"Kato\">{}</w:comment><w:comment w:id=\"8\" w:author=\"\">{}</w:comment>\
        <w:comment w:id=\"9\" w:author=\"Ito\">{}</w:comment></w:comments>",
        p("", &r("Qxfirst &lt;&lt;} {&gt;&gt; --&gt;")) + &p("", &r("Qxsecond")),
        p("", &r("Qxpoint")),
        p("", &r("Qxorphan")),
    );
    let imported = imported(&document(&text, &[("comments", "comments.xml", &comments)]));
    let text = &imported.text;
    for mark in [
        "Keep {++new++}{--Qxgone--} and {==seen==}{>>Kato: Qxfirst",
        "{--Qxmoved--}{++moved++}",
        "at a point{>>Qxpoint<<}",
        "{--Qxrow--}",
        "Qxorphan",
        "Qxsecond",
    ] {
        assert!(text.contains(mark), "{mark}: {text}");
    }
    // Settled as the reviewers want it, no word of theirs is left.
    let accepted = text.replace("{--Qxgone--}", "").replace("{--Qxmoved--}", "").replace("{--Qxrow--}", "");
    let shared = shared(&accepted);
    assert!(!shared.contains("Qx") && shared.contains("at a point"), "{shared}");
}

#[test]
fn what_nobody_sees_is_the_speakers() {
    let hidden = |words: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r>");
    let white = "<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>Qxwhite</w:t></w:r>";
    let by_style = "<w:r><w:rPr><w:rStyle w:val=\"hid\"/></w:rPr><w:t>Qxstyle</w:t></w:r>";
    let text = p("", &(r("Visone ") + &hidden("Qxone") + &r(" Vistwo") + by_style))
        + &p("", &hidden("Qxwhole"))
        + &p("", white)
        + &p("<w:pStyle w:val=\"1\"/>", &hidden("Qxheading"))
        + "<w:tbl><w:tr><w:tc><w:p>"
        + &hidden("Qxcell")
        + "</w:p></w:tc><w:tc><w:p><w:r><w:t>Viscell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let imported = imported(&document(&text, &[("styles", "styles.xml", STYLES)]));
    let shared = shared(&imported.text);
    for word in ["Visone", "Vistwo", "Viscell"] {
        assert!(shared.contains(word), "{word}: {shared}");
    }
    for word in ["Qxone", "Qxwhole", "Qxwhite", "Qxheading", "Qxcell", "Qxstyle"] {
        assert!(imported.text.contains(word), "{word} is lost: {}", imported.text);
        assert!(!shared.contains(word), "{word} is shared: {}", imported.text);
    }
}

#[test]
fn all_that_is_seen_is_in_the_text() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/f\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Visfield</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let simple = "<w:fldSimple w:instr=\" DATE \"><w:r><w:t>Visdate</w:t></w:r></w:fldSimple>";
    let boxed = "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"1\"/><wps:txbx>\
        <w:txbxContent><w:p><w:r><w:t>Visbox</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Visbox</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>\
        </mc:AlternateContent></w:r>";
    let control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Viscontrol</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let notes =
        r("Note") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r>";
    let chart = "<w:r><w:drawing><c:chart r:id=\"rId3\"/></w:drawing></w:r>";
    let smart = "<w:r><w:drawing><dgm:relIds r:dm=\"rId4\"/></w:drawing></w:r>";
    let merged = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Vishead</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Visthird</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>Vistall</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let text = p("", &(field.to_owned() + simple + ruby))
        + &p("", boxed)
        + control
        + &p("", &notes)
        + &p("", chart)
        + &p("", smart)
        + merged;
    let footnotes =
        format!("<w:footnotes><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>", p("", &r("Visfoot")));
    let endnotes =
        format!("<w:endnotes><w:endnote w:id=\"2\">{}</w:endnote></w:endnotes>", p("", &r("Visend")));
    let series = "<c:chartSpace><c:chart><c:ser><c:tx><c:v>Visjobs</c:v></c:tx><c:cat><c:pt idx=\"0\"><c:v>Visohio</c:v></c:pt></c:cat>\
        <c:val><c:pt idx=\"0\"><c:v>72860</c:v></c:pt></c:val></c:ser></c:chart></c:chartSpace>";
    let data = "<dgm:dataModel><dgm:pt modelId=\"1\"><a:p><a:r><a:t>Vistop</a:t></a:r></a:p></dgm:pt><dgm:pt modelId=\"2\"><a:p><a:r><a:t>Visbelow</a:t></a:r></a:p></dgm:pt>\
        <dgm:cxn srcId=\"1\" destId=\"2\" srcOrd=\"0\"/></dgm:dataModel>";
    let imported = imported(&document(
        &text,
        &[
            ("footnotes", "footnotes.xml", &footnotes),
            ("endnotes", "endnotes.xml", &endnotes),
            ("chart", "charts/chart1.xml", series),
            ("diagramData", "diagrams/data1.xml", data),
        ],
    ));
    let text = &imported.text;
    for expected in [
        "[Visfield](https://example.org/f)Visdate<ruby>漢字<rt>かんじ</rt></ruby>",
        "Viscontrol",
        "Note[^1][^2]",
        "[^1]: Visfoot",
        "[^2]: Visend",
        "|  | Visjobs |",
        "| Visohio | 72860 |",
        "- Vistop\n  - Visbelow",
        "| Vishead | Vishead | Visthird |",
        "| Vistall | a<br>b |  |",
        "| Vistall | c |  |",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(text.matches("Visbox").count(), 1, "{text}");
    assert_eq!(imported.remarks, [], "{text}");
}

#[test]
fn the_edge_of_the_pages_is_a_proposal_for_the_marking() {
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"default\" r:id=\"rId2\"/></w:sectPr>";
    let header =
        format!("<w:hdr>{}{}</w:hdr>", p("", &r("OFFICIAL-SENSITIVE")), p("", &r("Ministry of Trade")));
    let page = r("Page ") + "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
    let footer = format!("<w:ftr>{}</w:ftr>", p("", &page));
    let parts = [("header", "header1.xml", header.as_str()), ("footer", "footer1.xml", footer.as_str())];
    let imported = imported(&document(&(p("", &r("Words")) + section), &parts));
    assert!(
        imported.text.contains("marking: { scheme: uk, banner: OFFICIAL-SENSITIVE }"),
        "{}",
        imported.text
    );
    let remarks: Vec<&str> = imported.remarks.iter().map(|remark| remark.words.en.as_str()).collect();
    assert_eq!(remarks, ["at the edge of the pages: Ministry of Trade"]);
    assert_eq!(imported.looks.len(), 1, "numbers of pages are looks");
    assert!(!shared(&imported.text).contains("Ministry of Trade"));
}
