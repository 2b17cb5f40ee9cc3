//! What other tools write for headings, blocks and settings, as far as it says that something stays: `== Red line ==`,
//! `#+begin_notes`, `hide: true`.

use crate::brief::readers::attributes::{private_class, private_kind};

/// The words of a heading in the syntax of another tool: `h2. Words`, `== Words ==`, `** Words`, `\section{Words}`,
/// `.Words`, `{panel:title=Words}`.
pub(in crate::brief) fn foreign_heading(line: &str) -> Option<&str> {
    let words = match line.as_bytes() {
        [b'h', b'1'..=b'6', b'.', ..] => line[3..].strip_prefix(' ')?,
        [b'=' | b'*' | b'!' | b'+', ..] => {
            let sign = line.chars().next()?;
            let words = line.trim_start_matches(sign);
            let n_signs = line.len() - words.len();
            let words = words.strip_prefix(' ')?.trim_end_matches([sign, ' ']);
            // One of them is a point, or a sum.
            ((sign == '=' || n_signs > 1) && n_signs <= 6).then_some(words)?
        }
        [b'.', letter, ..] if letter.is_ascii_alphabetic() => &line[1..],
        [b'\\', ..] => latex_heading(line)?,
        // `.. topic:: Words`
        [b'.', b'.', b' ', ..] => line.split_once(":: ")?.1,
        [b'{', ..] => macro_title(line)?,
        _ => return None,
    };
    let words = words.trim();
    (!words.is_empty()).then_some(words)
}

/// The words of a command of LaTeX that begins a part of a text.
fn latex_heading(line: &str) -> Option<&str> {
    const COMMANDS: [&str; 12] = [
        "part",
        "chapter",
        "section",
        "subsection",
        "subsubsection",
        "paragraph",
        "subparagraph",
        "frametitle",
        "begin{frame}",
        "textbf",
        "emph",
        "textit",
    ];
    let rest = line.strip_prefix('\\')?;
    let command = COMMANDS.into_iter().find(|command| {
        rest.strip_prefix(command).is_some_and(|behind| behind.starts_with(['*', '[', '{']))
    })?;
    let rest = rest[command.len()..].trim_start_matches('*');
    let rest = match rest.strip_prefix('[') {
        Some(option) => &option[option.find(']')? + 1..],
        None => rest,
    };
    let words = rest.strip_prefix('{')?;
    Some(&words[..words.find('}').unwrap_or(words.len())])
}

/// The title of a macro of a wiki: `{panel:title=Words|color=red}`, `{expand:Words}`.
fn macro_title(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('{')?.split('}').next()?;
    let (name, settings) = inner.split_once(':')?;
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut titles = settings.split('|').filter_map(|setting| setting.trim().strip_prefix("title="));
    titles.next().or_else(|| Some(settings).filter(|settings| !settings.contains('=')))
}

/// The word by which a line begins a block of another tool: `#+begin_notes`, `\begin{notes}`, `{{< notes >}}`,
/// `{% notes %}`, `.. notes::`, `ifdef::notes[]`.
pub(in crate::brief) fn foreign_block(line: &str) -> Option<&str> {
    /// Shortcodes that set a box around words and say by a setting what it is for.
    const BOXES: [&str; 8] = ["hint", "notice", "callout", "admonition", "alert", "details", "expand", "box"];
    const SIGNS: [(&str, &str); 8] = [
        ("#+begin_", ""),
        ("\\begin{", "}"),
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{%-", "%}"),
        ("{%", "%}"),
        ("..", "::"),
        ("ifdef::", "[]"),
    ];
    let (open, close) = SIGNS
        .into_iter()
        .find(|(open, _)| line.get(..open.len()).is_some_and(|start| start.eq_ignore_ascii_case(open)))?;
    let rest = line[open.len()..].trim_start();
    let end = if close.is_empty() { rest.len() } else { rest.find(close)? };
    let mut words = rest[..end].split([' ', '\t']).filter(|word| !word.is_empty() && *word != "if");
    let word = words.next()?;
    // `{{< hint internal >}}`
    let is_box = matches!(open, "{{<" | "{{%") && BOXES.contains(&word);
    if is_box && words.clone().any(|setting| private_class(value_of(setting)).is_some()) {
        return Some("notes");
    }
    // `.. container:: notes`
    let is_holder = open == ".." && matches!(word, "container" | "class" | "only" | "rst-class");
    let word = if is_holder { rest[end + close.len()..].split_whitespace().next()? } else { word };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    // A note of Sphinx is a callout for everybody.
    (word.chars().all(is_word) && (open != ".." || word != "note")).then_some(word)
}

/// The value of a setting such as `type="internal"`, or the setting itself where it has no name.
fn value_of(setting: &str) -> &str {
    setting.rsplit('=').next().unwrap_or(setting).trim_matches(['"', '\''])
}

/// What stands in a line of nothing but brackets by which another tool gives the next block a class: `[.notes]`,
/// `[NOTE.speaker]`.
pub(in crate::brief) fn class_line(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let at = inner.find('.').filter(|_| !inner.contains([' ', '(', '[']))?;
    Some(&inner[at..])
}

/// Whether a heading bears a tag behind its words by which Org leaves it out: `:noexport:`, `:private:`.
pub(in crate::brief) fn has_private_tag(line: &str) -> bool {
    const TAGS: [&str; 3] = ["noexport", "ignore", "archive"];
    let Some(tags) = line.rsplit(' ').next().and_then(|last| last.strip_prefix(':')?.strip_suffix(':'))
    else {
        return false;
    };
    tags.split(':').any(|tag| {
        let tag = tag.to_ascii_lowercase();
        TAGS.contains(&tag.as_str()) || private_class(&tag).is_some()
    })
}

/// The length of a command that takes words aside, up to the bracket before them:
/// `\todo[inline]{`, `\marginpar{`, `#hide[`.
pub(in crate::brief) fn aside_command(text: &str) -> Option<usize> {
    let open = match text.chars().next()? {
        '\\' => '{',
        '#' => '[',
        _ => return None,
    };
    let rest = &text[1..];
    let name_len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|len| *len > 2)?;
    if !is_aside_name(&rest[..name_len]) {
        return None;
    }
    let mut behind = &rest[name_len..];
    let (left, right) = if open == '{' { ('[', ']') } else { ('(', ')') };
    if let Some(option) = behind.strip_prefix(left) {
        behind = &option[option.find(right)? + right.len_utf8()..];
    }
    let words = behind.strip_prefix(open)?;
    Some(text.len() - words.len())
}

/// Whether a command is called by a name that takes words aside.
pub(super) fn is_aside_name(name: &str) -> bool {
    const NAMES: [&str; 18] = [
        "todo",
        "marginpar",
        "marginnote",
        "comment",
        "hidden",
        "hide",
        "pdfcomment",
        "phantom",
        "invisible",
        "redline",
        "pnote",
        "pdfnote",
        "speakernote",
        "speaker-note",
        "slide-note",
        "note",
        "annotation",
        "redact",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || private_class(&name).is_some()
}

/// Settings of other tools that hide a slide where they are on.
pub const HIDING_SETTINGS: [&str; 9] =
    ["hide", "hidden", "disabled", "exclude", "skip", "private", "internal", "unlisted", "draft"];

/// Settings that hide it where they are off.
pub const SHOWING_SETTINGS: [&str; 5] = ["visible", "published", "show", "public", "enabled"];

/// Whether the settings of one slide, or a comment in its place, hide it: `hide: true`, `visible: false`,
/// `.slide: data-visibility="hidden"`, `hidden slide`.
pub(in crate::brief) fn hides_slide(words: &str) -> bool {
    const ALONE: [&str; 9] = [
        "hide",
        "hidden",
        "hide slide",
        "hide this slide",
        "hidden slide",
        "skip",
        "skip slide",
        "skip this slide",
        "非表示",
    ];
    let lower = words.trim().trim_matches(['{', '}']).replace(['_', '"'], " ").trim().to_lowercase();
    ALONE.contains(&lower.as_str())
        || lower.lines().any(|line| {
            let Some((key, value)) = line.split_once([':', '=']) else { return false };
            let key = key.trim().trim_start_matches(['_', '.', '$', ' ']);
            let settings = value.trim();
            let value = settings.trim_matches(['"', '\'']);
            let is_yes = matches!(value, "true" | "yes" | "on" | "1");
            let is_no = matches!(value, "false" | "no" | "off" | "0");
            (is_yes && HIDING_SETTINGS.contains(&key))
                || (is_no && SHOWING_SETTINGS.contains(&key))
                || (key == "visibility" && value == "hidden")
                || (matches!(key, "class" | "classes")
                    && value.split_whitespace().any(|class| private_class(class).is_some()))
                || (key == "slide" && private_kind(settings).is_some())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_other_tools_are_read() {
        for line in [
            "h2. Red line",
            "== Red line ==",
            "=== Red line",
            "** Red line",
            "!! Red line",
            ".Red line",
            "\\section{Red line}",
            "\\subsection*{Red line}",
            "\\section[short]{Red line}",
            "\\frametitle{Red line}",
            "\\begin{frame}{Red line}",
            "{panel:title=Red line|borderColor=red}",
            "{expand:Red line}",
        ] {
            assert_eq!(foreign_heading(line), Some("Red line"), "{line}");
        }
        for line in ["* Red line", "**Red line**", "...", "\\begin{notes}", "{x}", "hint. x", "{.x}", ".5 x"]
        {
            assert_eq!(foreign_heading(line), None, "{line}");
        }
    }

    #[test]
    fn blocks_and_tags_of_other_tools_are_read() {
        for line in
            ["#+BEGIN_notes", "\\begin{notes}", "{{< notes >}}", "{{% notes %}}", "{% notes %}", ".. notes::"]
        {
            assert_eq!(foreign_block(line), Some("notes"), "{line}");
        }
        for line in [".. note:: x", "...", "{%", "\\begin", "#+title: x"] {
            assert_eq!(foreign_block(line), None, "{line}");
        }
        assert!(has_private_tag("Red line :noexport:") && has_private_tag("x :a:private:"));
        assert!(!has_private_tag("x :public:") && !has_private_tag("At 9:00") && !has_private_tag("a ::"));
    }

    #[test]
    fn settings_that_hide_a_slide_are_known() {
        for words in [
            "layout: x\nhide: true",
            "visible: false",
            "visibility: hidden",
            "_class: hidden",
            ".slide: data-visibility=\"hidden\"",
            " hidden slide ",
            "draft: yes",
        ] {
            assert!(hides_slide(words), "{words}");
        }
        for words in ["hide: false", "layout: center", "_class: lead", "visible: true", "hide the ball", ""] {
            assert!(!hides_slide(words), "{words}");
        }
    }
}
