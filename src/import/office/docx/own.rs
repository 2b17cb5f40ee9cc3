//! What our own files print above their text, read back as front matter.

use crate::brief::Block;
use crate::import::office::front::date_of;

/// What a brief is for, by what our own files print above its title.
pub(super) fn kind_of(label: &str) -> Option<&'static str> {
    Some(match label {
        "Briefing" | "説明資料" => "briefing",
        "Bilateral meeting" | "二国間会談" => "bilateral",
        "Démarche" | "申入れ" => "demarche",
        "Questions and answers" | "想定問答" => "qa",
        _ => return None,
    })
}

/// A row below the title of our own files as a key of the front matter.
pub(super) fn own_row(words: &str) -> Option<(&'static str, String)> {
    let (label, value) = words.split_once('\t')?;
    let value = value.trim().to_owned();
    Some(match label.trim() {
        "Date" | "日付" => ("date", date_of(&value)?),
        "Audience" | "対象" => ("audience", value),
        "Principal" | "主席" => ("principal", value),
        "Meeting" | "会談日時" => ("meeting", value),
        "Place" | "場所" => ("place", value),
        "Time" | "所要時間" => {
            let minutes: String = value.chars().take_while(char::is_ascii_digit).collect();
            ("duration", format!("{}m", (!minutes.is_empty()).then_some(minutes)?))
        }
        "Interpreting" | "通訳" => match value.as_str() {
            "consecutive" | "逐次通訳" => ("interpreter", "consecutive".to_owned()),
            "simultaneous" | "同時通訳" => ("interpreter", "simultaneous".to_owned()),
            _ => return None,
        },
        "Deliver to" | "申入れ先" => ("deliver-to", value),
        "Deliver by" | "申入れ期限" => ("deliver-by", value),
        "Version" | "版" => ("version", value),
        "Replaces" | "差替え対象" => ("supersedes", value),
        "Drafted by" | "起案" => ("author", value),
        _ => return None,
    })
}

/// Gives headings back the level that begins a slide: our files have the first level for the highest there is. Where
/// headings of the first level hold others and no text, they part the talk, and the levels are right.
pub(super) fn lower_headings(blocks: &mut [Block]) {
    let levels = |block: &Block| match block {
        Block::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let highest = blocks.iter().enumerate().filter(|(_, block)| levels(block) == Some(1));
    let parts = |idx: usize| blocks.get(idx + 1).and_then(levels).is_some();
    let (n_parts, n_all) = highest.fold((0, 0), |(n, all), (idx, _)| (n + usize::from(parts(idx)), all + 1));
    if n_parts * 2 >= n_all {
        return;
    }
    for block in blocks {
        if let Block::Heading(heading) = block {
            heading.level = (heading.level + 1).min(6);
        }
    }
}
