//! The words of the formats themselves, which every file of its kind holds, whatever it is about.
//!
//! Each counts as nothing only where it is the whole value of an attribute; in any other place it is a word like others.

/// Styles of Word, sorts of placeholders and shapes of PowerPoint, ways of setting, and names of vocabularies.
const VALUES: &[&str] = &[
    "Arial",
    "Banner",
    "BlockLabel",
    "BlockTitle",
    "BriefRow",
    "BriefTable",
    "Caption",
    "Chart",
    "ChartTitle",
    "Code",
    "CodeInLine",
    "CommentReference",
    "CommentText",
    "Consolas",
    "CopyNumber",
    "Démarche",
    "External",
    "Footer",
    "FootnoteReference",
    "FootnoteText",
    "Gap",
    "Header",
    "Hyperlink",
    "ListParagraph",
    "Notes",
    "Picture",
    "PortionMark",
    "PrivateLabel",
    "PrivateRemark",
    "Quote",
    "Rule",
    "Segoe UI Symbol",
    "Slide Image",
    "Slide Number",
    "Source",
    "Sources",
    "Subtitle",
    "Table",
    "TableText",
    "Text",
    "Title",
    "_dm",
    "_fn",
    "_to",
    "accent",
    "arabicPeriod",
    "auto",
    "begin",
    "body",
    "both",
    "center",
    "clear",
    "column",
    "continuous",
    "ctr",
    "ctrTitle",
    "default",
    "distributeSpace",
    "dxa",
    "eastAsia",
    "en-US",
    "end",
    "ftr",
    "half",
    "hdr",
    "http://schemas.microsoft.com/office/word",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://schemas.openxmlformats.org/drawingml/2006/table",
    "ja-JP",
    "landscape",
    "left",
    "nextPage",
    "page",
    "preserve",
    "quarter",
    "rect",
    "right",
    "separate",
    "single",
    "sldImg",
    "sldNum",
    "slidenum",
    "sng",
    "sngStrike",
    "square",
    "subTitle",
    "subscript",
    "superscript",
    "title",
    "tx",
    "yellow",
    "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}",
];

/// Whether a value of an attribute is a word of the format, with the number that tells shapes apart.
pub(super) fn is_vocabulary(value: &str) -> bool {
    let bare = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_heading = bare == "Heading" && value.len() == bare.len() + 1;
    is_heading || VALUES.contains(&bare.trim_end())
}

/// Attributes that hold places, sizes and the numbers by which parts of a file know each other.
const MEASURES: &[&str] = &[
    "x", "y", "cx", "cy", "w", "h", "marL", "indent", "sz", "id", "idx", "lvl", "baseline", "left", "right",
    "top", "bottom", "hanging", "before", "after", "line", "pos", "header", "footer", "gutter", "space",
];

/// Whether an attribute is a place, a size or an id in digits, and no figure of the text.
pub(super) fn is_measure(key: &str, value: &str) -> bool {
    let key = key.rsplit(':').next().unwrap_or(key);
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && MEASURES.contains(&key)
}

/// Whether an instruction is the declaration that XML begins with, and nothing more.
pub(super) fn is_declaration(instruction: &str) -> bool {
    let Some(rest) = instruction.strip_prefix("xml ") else { return false };
    rest.trim_end_matches('?').split_whitespace().all(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim_matches(['"', '\'']);
        match key {
            "version" => matches!(value, "1.0" | "1.1"),
            "encoding" => value.eq_ignore_ascii_case("utf-8") || value.eq_ignore_ascii_case("utf-16"),
            "standalone" => matches!(value, "yes" | "no"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_of_the_format_are_passed_over() {
        for value in ["Title", "Text 3", "Heading2", "Slide Number 6"] {
            assert!(is_vocabulary(value), "{value}");
        }
        for value in ["", "The Title", "Tokyo", "Text three", "Heading 2024", "Source: Tokyo"] {
            assert!(!is_vocabulary(value), "{value}");
        }
        assert!(is_measure("w:left", "340") && is_measure("cx", "-1900"));
        assert!(
            !is_measure("w:val", "340") && !is_measure("w:left", "340 troops") && !is_measure("alt", "340")
        );
        assert!(is_declaration("xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?"));
        assert!(!is_declaration("xml version=\"1.0\" note=\"secret\"?"));
        assert!(!is_declaration("xml version=\"2.7 percent\"?"));
    }
}
