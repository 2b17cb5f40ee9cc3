//! Names of kinds that are made of common words: they count only where nothing else stands beside them.

/// Such names by kind, beside those of the table of kinds.
#[rustfmt::skip]
pub(super) const COMMON_NAMES: &[(&str, &[&str])] = &[
    ("red-line", &[
        "as a fallback",
        "our cards", "our weak spots", "our vulnerabilities", "our margin", "our walkaway", "our walk-away",
        "our opening bid", "our trade-offs", "our counter-offer", "our negotiating room",
        "our negotiating range", "our resistance point", "our last word", "our last offer",
        "our final position", "our best alternative", "our bluff", "our target and floor", "ZOPA", "WATNA",
        "resistance point", "last offer", "best and final offer", "landing ground", "end game", "endgame",
        "trade space", "trading space", "concession plan", "order of concessions", "sequence of concessions",
        "concession strategy", "gives and gets", "gives & gets", "asks and gives", "negotiating range",
        "negotiating instructions", "negotiation strategy", "walkaway", "our playbook", "our calculations",
        "no-go areas", "giveaways", "what we will trade", "what we would trade", "price of agreement",
        "ゆずれない一線", "譲歩できない点", "限界点", "許容限度", "譲歩の順序", "最終譲歩案", "妥結点", "妥結ライン", "プランB",
        "手札", "取引材料", "交渉材料", "駆け引き", "決裂時", "決裂時の対応", "交渉決裂の場合", "最悪の場合", "当方カード", "弱み", "弱点",
        "当方の弱点", "裏事情", "裏話", "腹積もり",
    ]),
    ("if-raised", &[
        "when pressed", "when asked", "when pushed", "when raised", "suggested reply", "draft reply", "our reply", "proposed reply", "suggested answer", "suggested response",
        "proposed answer", "proposed response", "draft answer", "holding line", "回答", "回答案",
        "回答要領", "should it come up", "should they ask", "should they raise it",
        "rebuttals", "rebuttal points", "counter-arguments", "counterpoints", "response lines",
        "holding lines", "reserve lines", "reserve points", "lines in reserve", "in reserve", "keep in hand",
        "back-pocket lines", "in response only", "in response to questions", "反論", "反論要領", "反論ぶり", "切り返し",
        "想定反論", "逃げの答弁", "答えぶり", "言いぶり", "言い振り", "更々問", "更更問", "再質問",
    ]),
    ("qa", &[
        "nasty questions", "supplementaries", "supplementary questions", "follow-up questions", "Q+A", "Q/A",
        "press Q&A for us", "模擬問答", "問答集", "質疑応答要領",
    ]),
    ("their-aims", &[
        "their motives", "their tactics", "their pressure points", "their probable arguments",
        "their likely arguments", "their floor", "their vulnerabilities", "their real aim", "their mandate",
        "their bottom line", "their negotiators", "profile of their minister",
        "profiles of their delegation", "出方予測", "先方の本音", "先方の内情", "先方の弱点", "人物像",
    ]),
    ("do-not-raise", &[
        "what to avoid", "what we will not say", "what we won't say", "what not to mention",
        "dos and don'ts", "taboos", "hot buttons", "sore points", "touchy points", "elephant traps",
        "タブー", "禁止事項（発言）",
    ]),
    ("say", &[
        "トーキングポイント", "発言例",
    ]),
    ("background-internal", &[
        "in confidence", "in strict confidence", "own use", "ours", "own side", "not in their copy", "backup slides",
        "backup slide", "not for print", 
        "our thinking", "our reading of them", "our worries", "privately", "strictly private",
        "strictly personal", "in-house", "closely held", "hold close", "tightly held",
        "restricted distribution", "need-to-know", "strictly protect", "source sensitive", "under embargo",
        "on background", "not attributable", "non-attributable", "inside information", "undisclosed",
        "unreleased", "not yet public", "not announced", "not yet announced", "pre-announcement",
        "to be redacted", "redacted", "remove before handover", "omit from handout", "skip in handout",
        "omit from the handout", "not in the handout", "no copies", "no foreigners", "no foreign nationals",
        "no forwarding", "shred after use", "collect after the meeting", "return after the meeting",
        "mum's the word", "under wraps", "handling strategy", "character sketch", "gossip", "rumours",
        "hearsay", "sensitive reporting", "agency reporting", "ambassador's comment", "post comment",
        "drafter's comment", "our comment", "file note", "own notes", "team notes", "raw notes",
        "working notes", "backroom", "hot wash", "lessons for us", "own assessment", "candid assessment",
        "weak points", "weak spots", "achilles heel", "recommendation to minister",
        "recommendation to the minister", "ministerial steer", "interpretation for us", "for us",
        "for ourselves", "for our use", "for our own use", "for own use", "for our information",
        "for own information", "for our records", "for your ears", "for the delegation",
        "for our delegation", "for our team", "for our side", "for the minister", "for the ambassador",
        "for the speaker", "for you alone", "for capital", "for tokyo", "for the file", "for in-house use",
        "for insiders", "attorney-client", "attorney work product", "nonpublic", "source protection",
        "chatham house for us", "公表NG", "対外NG", "外部NG", "外には出さない", "秘匿", "内緒", "内内", "取注", "伏せる", "伏せておく",
        "会議後回収", "回収資料", "要廃棄", "発表前", "請訓", "本省指示", "局長指示", "大臣指示", "内部指示", "内情", "内幕", "心証", "当館所見",
        "大使所見", "館長所見", "担当注", "使用上の注意", "引継事項", "申し送り", "作業メモ", "事前打合せ", "打合せメモ", "会談後の所感", "所感", "感触",
        "大使館コメント", "当館コメント", "担当コメント", "検討メモ", "当方メモ", "担当メモ", "手控え", "たたき台（内部）", "内部所見",
    ]),
    ("notes", &[
        "memo to self", "note to file", "scratchpad", "手控えメモ", "覚え書き（自分用）",
    ]),
    ("clearance", &[
        "cleared with", "approved by", "協議先",
    ]),
];

/// Those of the table of kinds, folded.
#[rustfmt::skip]
pub(super) const NEVER_NEAR: &[&str] = &[
    "hard question", "tricky question", "awkward question", "question to expect", "actual position",
    "handling point", "handling note", "settlement range", "can give", "could accept", "could live with",
    "cannot accept", "can live with", "what they will say", "possible offer", "without attribution",
    "if they press", "if they insist", "difficult question", "話のタネ", "想定発言", "our maximum", "our ceiling",
    "minimum outcome", "oral only", "team only", "internal timeline", "desk comment", "embassy comment",
    "if they refuse", "if they say no", "if talk fail", "if they reject", "公表前", "着地点", "大臣手持ち", "反論への対応",
    "反論された場合", "what to say", "top line", "who is who", "whos who", "what we want", "their interest",
    "their concern", "what they want", "do not mention", "our limit", "our floor", "our minimum",
    "our leverage", "our flexibility", "not negotiable", "walk away", "plan b", "what we can give",
    "fall back", "our assessment", "drafted by", "cleared by", "handle with care", "our side only",
    "提供できる事項", "質問された場合", "許容範囲", "scene setting", "last resort", "final offer", "between us",
    "private view", "private line", "private lines", "not public", "not for them", "source comment",
    "hold back", "back pocket", "staff only", "do not use", "do not say", "フォローアップ", "legal advice",
    "best offer", "game plan", "holding back", "hidden agenda", "not cleared", "ボトムライン", "センシティブ", "我が方のみ",
    "日本側のみ", "代表団のみ", "内部資料", "会談前のみ",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::readers::fold::fold_name;
    use crate::brief::readers::kind::{KINDS, Kind, kind_named};

    #[test]
    fn no_name_stands_in_both_tables() {
        let known: Vec<String> = KINDS.iter().flat_map(Kind::names).map(fold_name).collect();
        for (kind, names) in COMMON_NAMES {
            assert!(kind_named(kind).is_some(), "{kind}");
            for name in *names {
                assert!(!known.contains(&fold_name(name)), "{name}");
            }
        }
    }
}
