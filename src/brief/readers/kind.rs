//! Kinds of text and who may read each: the table that every copy is made by.

use std::{fmt, str::FromStr};

use crate::text::{self, Message, message};

/// Somebody who receives a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// The one who speaks; reads everything.
    Principal,
    /// Those who sit beside the principal.
    Delegation,
    /// Who says it in the other language.
    Interpreter,
    /// The other side of the table.
    Counterpart,
    /// The press.
    Press,
}

impl Reader {
    /// All readers, from the most to the least trusted.
    pub const ALL: [Self; 5] =
        [Self::Principal, Self::Delegation, Self::Interpreter, Self::Counterpart, Self::Press];

    /// The name that the command line and the files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Delegation => "delegation",
            Self::Interpreter => "interpreter",
            Self::Counterpart => "counterpart",
            Self::Press => "press",
        }
    }

    /// What a message calls whoever reads the copy.
    pub fn in_words(self) -> Message {
        match self {
            Self::Principal => message!("principal", "発言者"),
            Self::Delegation => message!("delegation", "代表団"),
            Self::Interpreter => message!("interpreter", "通訳"),
            Self::Counterpart => message!("counterpart", "先方"),
            Self::Press => message!("press", "報道"),
        }
    }

    /// Whether the copy stays with our own side.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Principal | Self::Delegation | Self::Interpreter)
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Reader {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|reader| reader.name() == name);
        found.ok_or_else(|| format!("no copy is called {name}"))
    }
}

/// A set of readers, and whether the text may stand on a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Readers(u8);

impl Readers {
    const SLIDE: u8 = 1 << 5;
    /// Everybody, everywhere: the readers of what no kind restricts.
    pub const EVERYBODY: Self = Self(0b11_1111);
    /// The principal alone.
    pub const PRINCIPAL: Self = Self(1);
    /// The principal and the delegation.
    pub const DELEGATION: Self = Self(0b00_0011);
    /// Our own side with the interpreter.
    pub const OURS: Self = Self(0b00_0111);
    /// Our own side and the counterpart, in writing and on the slides.
    pub const ROOM: Self = Self(0b10_1111);
    /// Our own side and the counterpart, in writing only.
    pub const ROOM_ON_PAPER: Self = Self(0b00_1111);
    /// The counterpart, and our own side without the interpreter, in writing only.
    pub const HANDED_OVER: Self = Self(0b00_1011);
    /// The press, and our own side without the interpreter.
    pub const PRESS: Self = Self(0b01_0011);

    /// Whether `reader` is one of them.
    pub fn contains(self, reader: Reader) -> bool {
        self.0 & (1 << reader as u8) != 0
    }

    /// Whether the text may stand on a slide.
    pub fn on_slide(self) -> bool {
        self.0 & Self::SLIDE != 0
    }

    /// Those who are in both sets: a block inside another may be read only by who may read both.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nobody outside our own side is among them.
    pub fn are_ours(self) -> bool {
        !self.contains(Reader::Counterpart) && !self.contains(Reader::Press) && !self.on_slide()
    }
}

/// One kind of text.
#[derive(Debug)]
pub struct Kind {
    /// What is written after `[!` or `:::`, in lower case.
    pub name: &'static str,
    /// Other spellings of the name.
    pub aliases: &'static [&'static str],
    /// What an English page prints; also a heading that gives its section this kind.
    pub label_en: &'static str,
    /// What a Japanese page prints; also a heading that gives its section this kind.
    pub label_ja: &'static str,
    /// Further headings that give their section this kind.
    pub headings: &'static [&'static str],
    /// Who may read it.
    pub readers: Readers,
    /// Whether it is said aloud, and so counts towards the speaking time.
    pub spoken: bool,
}

impl Kind {
    /// Whether its name says that the text leaves our side, so that a heading alone may release it.
    pub fn says_it_leaves(&self) -> bool {
        matches!(self.name, "press" | "leave" | "agreed")
    }

    /// Whether one word is enough to name it: notes, red lines and what is internal are called so and nothing else is.
    pub(in crate::brief) fn is_telling(&self) -> bool {
        matches!(self.name, "notes" | "red-line" | "background-internal")
    }

    /// Whether it is a question, which is nothing without its answer.
    pub(crate) fn wants_answer(&self) -> bool {
        matches!(self.name, "if-raised" | "if-pressed" | "qa")
    }

    /// Whether those who speak or interpret in the room may read it.
    pub(in crate::brief) fn is_spoken_of(&self) -> bool {
        self.readers.contains(Reader::Interpreter)
    }

    /// All names that a heading or label may call it by.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.label_en, self.label_ja].into_iter().chain(self.headings.iter().copied())
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A kind as a brief names it.
#[derive(Clone, Debug, PartialEq)]
pub enum KindRef {
    /// A row of [`KINDS`].
    Known(&'static Kind),
    /// A name nobody knows, as written: principal only.
    Unknown(String),
    /// `text`: ordinary text, whatever its words seem to name; who may read it is decided by what stands around it.
    Ordinary,
}

impl KindRef {
    /// Looks a written name up.
    pub fn named(name: &str) -> Self {
        if name.trim().eq_ignore_ascii_case("text") {
            return Self::Ordinary;
        }
        kind_named(name).map_or_else(|| Self::Unknown(name.to_owned()), Self::Known)
    }

    /// Who may read a block of this kind.
    pub fn readers(&self) -> Readers {
        match self {
            Self::Known(kind) => kind.readers,
            Self::Unknown(_) => Readers::PRINCIPAL,
            Self::Ordinary => Readers::EVERYBODY,
        }
    }
}

/// One of GitHub's own callouts: ordinary text with a label.
#[derive(Debug, PartialEq, Eq)]
pub struct Alert {
    /// What is written after `[!`, in lower case.
    pub name: &'static str,
    /// What an English page prints.
    pub label_en: &'static str,
    /// What a Japanese page prints.
    pub label_ja: &'static str,
}

/// GitHub's callouts.
pub const ALERTS: &[Alert] = &[
    Alert { name: "note", label_en: "Note", label_ja: "注記" },
    Alert { name: "tip", label_en: "Tip", label_ja: "ヒント" },
    Alert { name: "important", label_en: "Important", label_ja: "重要" },
    Alert { name: "warning", label_en: "Warning", label_ja: "注意" },
    Alert { name: "caution", label_en: "Caution", label_ja: "警告" },
];

macro_rules! kind {
    ($name:literal $([$($alias:literal),*])?, $en:literal, $ja:literal, [$($heading:literal),*], $readers:ident, $spoken:literal) => {
        Kind {
            name: $name,
            aliases: &[$($($alias),*)?],
            label_en: $en,
            label_ja: $ja,
            headings: &[$($heading),*],
            readers: Readers::$readers,
            spoken: $spoken,
        }
    };
}

/// Every kind there is; who gets what is decided here and nowhere else.
#[rustfmt::skip]
pub const KINDS: &[Kind] = &[
    kind!("bluf", "Bottom line", "要旨", ["bluf", "bottom line up front"], DELEGATION, false),
    kind!("ask", "Ask", "先方への働きかけ", ["asks", "先方への働きかけ・要請", "要請"], ROOM, true),
    kind!("fact" ["facts"], "Facts and figures", "基礎データ", [], ROOM, false),
    kind!("agreed", "Agreed language", "合意文言", [], EVERYBODY, false),
    kind!("background", "Background", "背景", ["background (may be used)", "背景（対外使用可）"], ROOM_ON_PAPER, false),
    kind!("leave", "To leave behind", "手交用ペーパー", ["leave behind", "leave-behind"], HANDED_OVER, false),
    kind!("press", "Press line", "対外応答要領", ["press lines", "対外応答要領・プレス・ライン", "プレス・ライン"], PRESS, false),
    kind!("say" ["point", "points"], "Points to make", "発言要領", ["talking points", "speaking points", "points to raise", "lines to take", "line to take", "発言案", "発言ぶり", "say", "what to say", "speaking lines", "core script", "top lines", "発言振り", "発言要旨", "発言ポイント", "当方発言", "当方発言要領", "tps", "tp", "ltt", "発言骨子"], OURS, true),
    kind!("opening" ["toast", "remarks"], "Remarks", "冒頭発言", ["remarks as prepared", "opening remarks", "toast", "冒頭発言・挨拶", "挨拶", "opening statement", "welcome remarks", "冒頭発言案"], OURS, true),
    kind!("people" ["participants"], "Participants", "出席者", ["people", "出席者・略歴", "略歴", "who is who", "who's who", "biographical notes", "参加者略歴", "先方出席者", "出席者一覧", "人物略歴", "人物評"], OURS, false),
    kind!("flow", "Run of show", "進行", ["flow", "進行・次第", "次第", "running order", "choreography", "tick-tock", "進行要領", "段取り"], OURS, false),
    kind!("objective" ["objectives"], "Our objectives", "会談の目的", ["objective", "objectives", "our aims", "会談の目的・獲得目標", "獲得目標", "対処方針", "対処振り", "対処ぶり", "訓令案", "steering brief", "訓令", "our instructions", "desired outcomes", "what we want", "獲得すべき成果", "我が方の目標", "当方の目標", "交渉目標"], DELEGATION, false),
    kind!("their-aims", "Their objectives", "先方の関心事項", ["their aims", "their position", "先方の出方", "先方の立場", "先方の思惑", "their interests", "their concerns", "their likely lines", "what they want", "what they will raise", "先方の関心", "先方関心事項", "先方の主張", "先方の狙い", "先方の要望", "先方の論点", "相手方の関心", "相手方の立場", "先方の出方と立場", "counterpart's position", "counterparts' position", "the other side's position", "先方の見方"], DELEGATION, false),
    kind!("scene", "Scene-setter", "会談の背景", ["scene setter", "会談の背景・位置付け", "位置付け", "scene setting", "atmospherics"], DELEGATION, false),
    kind!("offer", "We can offer", "提供可能事項", ["offer", "提供できる事項", "当方から提供可能な事項"], DELEGATION, false),
    kind!("if-raised", "If raised", "応答要領", ["if asked", "defensives", "defensive points", "defensive lines", "reactive lines", "発言・応答要領", "応答ぶり", "if pushed", "only if raised", "defensive brief", "reactive points", "応答振り", "聞かれた場合", "問われた場合", "先方から提起された場合", "if they raise", "if they ask", "if challenged", "if questioned", "if the other side raises", "if the issue is raised", "if it comes up", "should they raise", "responsive points", "responsive lines", "reactive only", "defensive only", "contingency points", "back-up points", "提起された場合", "先方が提起した場合", "質問された場合", "問われれば", "聞かれたら", "応答案", "応答ライン", "if asked about", "聞かれた時", "問われた時", "only if asked", "if they push back", "defensive", "先方が触れた場合", "聞かれた場合のみ", "予備の論点", "in case they raise", "contingency lines", "contingency line", "difficult questions", "if they press", "if they press us", "if they press further", "if they insist", "if pushed further", "reactive", "先方が提起", "先方から提起あれば", "応答例", "先方の想定発言", "先方発言想定", "想定発言"], DELEGATION, false),
    kind!("if-pressed", "If pressed", "更問", ["更に問われた場合（更問）", "更に問われた場合", "更問い", "更問対応", "if they refuse", "if they say no", "if talks fail", "if it goes wrong", "if they reject", "反論された場合", "反論への対応", "if pressed further", "if pressed again", "if pressed on"], DELEGATION, false),
    kind!("qa" ["q-a"], "Questions and answers", "想定問答", ["q&a", "q & a", "擬問擬答", "q and a", "想定問", "想定ＱＡ", "想定QA", "anticipated questions", "expected questions", "likely questions", "possible questions", "tough questions", "hostile questions", "想定質問", "想定される質問", "想定問答集", "想定Q&A", "想定Ｑ＆Ａ", "defensive q&a", "質疑応答（想定）", "想定質疑", "想定質疑応答", "tricky questions", "awkward questions", "hard questions", "questions to expect", "questions we may get", "questions they may ask", "難しい質問", "厳しい質問", "予想される質問"], DELEGATION, false),
    kind!("do-not-raise", "Do not raise", "こちらからは提起しない", ["当方からは触れない", "not to be raised", "avoid raising", "topics to avoid", "issues to avoid", "do not mention", "do not volunteer", "提起しない事項", "当方から提起しない", "こちらから触れない", "当方から言及しない", "避けるべき話題", "言及を避ける事項", "don't raise", "avoid mentioning", "words to avoid", "steer clear of", "言及を避ける", "触れてはならない事項", "触れない事項", "禁句", "NGワード", "points to avoid", "points not to raise", "topics not to raise", "issues not to raise", "what not to raise", "触れてはならない点", "触れてはいけない点", "触れない点", "避けるべき論点", "言及を控える点"], DELEGATION, false),
    kind!("sensitive", "Sensitivities", "留意事項", ["sensitive", "sensitive points", "留意点", "sensitive issues", "sensitive topics", "handle with care", "機微事項", "機微な点", "機微な論点", "要注意事項", "配慮事項", "配慮すべき事項"], DELEGATION, false),
    kind!("background-internal" ["internal"], "Background (not to be disclosed)", "背景（対外応答不可）", ["internal", "internal only", "internal background", "background internal", "internal readout", "internal annotated agenda", "internal distribution", "hq only", "embassy only", "for post only", "不開示部分", "未公表事項", "持出禁止", "用済後廃棄", "団員のみ", "相手方には示さない", "internal notes", "internal use only", "for internal use", "for internal use only", "background not to be disclosed", "background which should not be disclosed", "which should not be disclosed", "not to be disclosed", "not for disclosure", "not for release", "対外応答不可", "部内限り", "関係者限り", "省内限り", "内部限り", "対外非公表", "対外不公表", "不開示", "非公表", "内話", "internal assessment", "our assessment", "frank assessment", "internal comment", "for our side only", "our side only", "delegation only", "not for the counterpart", "not for the other side", "own use only", "for our use only", "内部検討", "部内用", "部内メモ", "内部参考", "省内用", "当方限り", "出席者限り", "代表団限り", "当方所感", "公表しない", "開示不可", "公開不可", "先方に渡さない", "先方配布不可", "先方に見せない", "内部", "内部情報", "部内", "do not use", "do not say", "not for them", "for us only", "our eyes only", "uk eyes only", "us eyes only", "eyes only", "staff only", "ministers only", "own side only", "keep this to ourselves", "between us", "not public", "non-public", "unattributable", "legally privileged", "source comment", "not to leave the building", "private line", "private lines", "private view", "background for us", "steering note", "未定稿", "内々", "ここだけの話", "読後破棄", "要回収", "持ち出し禁止", "厳重取扱注意", "当方の見方", "日本側のみ", "我が方のみ", "表に出さない", "外に出さない", "非開示", "門外不出", "先方非開示", "要秘匿", "不使用", "使用不可", "部内資料", "非公開情報", "センシティブ", "内部用", "内部資料", "代表団のみ", "don't use", "embargoed", "fyeo", "our analysis", "tactical advice", "tactical note", "handling advice", "bio notes", "legal advice", "intel", "intelligence assessment", "game plan", "strip before sharing", "cut before circulation", "draft not cleared", "not cleared", "uncleared", "not agreed internally", "tbc internally", "reviewer comment", "caveat for us", "unspoken", "entre nous", "burn after reading", "holding back", "non-paper for internal use", "内々の話", "複写禁止", "閲覧後返却", "身内用", "省内調整中", "未確認情報", "情報源", "会談前のみ", "交渉上の留意点", "strictly internal", "instructions to the delegation", "instructions for the delegation", "hold in reserve", "keep in your pocket", "in your pocket only", "traps to avoid", "their weaknesses", "what they do not know", "what they don't know", "what we must not say", "what we should not say", "things not to say", "what our sources say", "intelligence picture", "background for you only", "for your background only", "to be withheld", "to be raised only in private", "not to leave our hands", "what they must not know", "what they must not learn", "sensitive background", "内部の整理", "内部整理", "知られてはならない点", "言ってはならないこと", "言ってはいけないこと", "先方に言ってはならないこと", "発言しない", "以下、発言しない", "人物の弱み", "対外応答には使用しない", "本音と建前", "求めに応じ", "begin comment", "poloff note", "econoff note", "embassy note", "desk note", "post note", "team only", "oral only", "ours only", "embassy comment", "embassy's comment", "embassy assessment", "embassy's assessment", "desk comment", "comments from the desk", "reporting from sources", "advice to the minister", "advice for the minister", "advice to the principal", "advice for the principal", "instructions from capital", "instructions from tokyo", "analysis and comment", "internal timeline", "within the delegation", "limited to the delegation", "席上回収", "公表前", "解禁前", "裏取り未了", "nicht weitergeben", "ne pas diffuser", "things to avoid", "avoid saying", "handling", "handling plan", "comms handling", "media handling", "advice to minister", "advice to ministers", "background for the minister", "their likely position", "what they will say", "what they are likely to say", "counterpart's aims", "our assessment of them", "editor's comment", "editor's note for us", "note by drafter", "withheld", "not for the record", "without attribution", "leverage", "先方見立て", "見立て", "先方の見立て", "内輪", "大臣レク", "大臣レク用", "大臣への補足", "総理手元", "総理レク", "センシティブな点", "人となり", "決裁欄", "合議先", "話のタネ", "会談前確認", "steer", "steers", "reading between the lines", "handling points", "対処要領"], DELEGATION, false),
    kind!("clearance", "Clearance", "起案・合議・決裁", ["clearances", "drafted / cleared / approved", "起案・合議（協議）・決裁", "drafted by", "cleared by", "起案", "決裁"], DELEGATION, false),
    kind!("record", "Record", "会談記録", ["record, next steps", "report back", "記録", "フォローアップ", "会談記録・フォローアップ"], DELEGATION, false),
    kind!("red-line" ["red-lines", "redline"], "Red line", "譲れない一線", ["red lines", "redline", "redlines", "越えてはならない一線", "当方の狙い", "negotiating position", "our negotiating position", "our red lines", "fallback position", "our fallback", "レッドライン", "譲れない点", "落としどころ", "fallback", "our fallback position", "walk-away point", "batna", "our batna", "landing zone", "our landing zone", "what we can live with", "we can live with", "our mandate", "negotiating mandate", "our concessions", "must-haves", "our must-haves", "deal breakers", "our deal breakers", "negotiating strategy", "negotiating tactics", "our bottom line", "落とし所", "腹案", "譲歩案", "最低ライン", "交渉方針", "譲れない線", "concessions", "possible concessions", "our limits", "our floor", "our reservation point", "reservation price", "non-negotiables", "not negotiable", "what we cannot accept", "room for manoeuvre", "room for maneuver", "our flexibility", "our leverage", "plan b", "fall-back", "fall-back position", "walk away", "what we can give", "minimum acceptable", "our minimum", "give-aways", "譲歩可能", "譲歩の余地", "譲歩できる点", "譲れる点", "妥協点", "妥協案", "最終ライン", "許容範囲", "許容できる範囲", "当方の許容範囲", "限界線", "切り札", "交渉カード", "交渉戦略", "交渉戦術", "落とし処", "越えられない線", "絶対に譲れない点", "受け入れられない点", "代案", "死守すべき線", "死守ライン", "死守すべき点", "lines not to cross", "final offer", "last resort", "what we can concede", "concessions we can make", "reserve position", "bargaining chip", "bargaining chips", "negotiating margin", "our weaknesses", "walk-away position", "our offer ladder", "譲歩", "譲れぬ一線", "最低線", "下限", "ボトムライン", "最終案", "本音", "真の狙い", "戦術", "腹づもり", "隠し玉", "当方方針", "先方の弱み", "opening bid and floor", "best offer", "our best offer", "minimum acceptable outcome", "dealbreakers", "show-stoppers", "no-gos", "our real aim", "true objective", "hidden agenda", "walkaway point", "what to give up", "交渉上の下限", "交渉上の最低線", "譲歩の範囲", "落し所", "最大限の譲歩", "防衛線", "次善策", "我が方の本音", "我が方の弱み", "当方の弱み", "裏情報", "floor and ceiling", "how low can we go", "where we cannot move", "true position", "real position", "private position", "our tactics", "how far we can go", "what we really want", "what we really think", "absolute minimum", "walk-away price", "showstopper", "showstoppers", "our gives", "give and take", "min acceptable", "reservation value", "最低許容線", "どこまで譲れるか", "譲歩のカード", "譲れる範囲", "腹の内", "手の内", "相場観", "真意", "譲歩幅", "最低限の線", "死守線", "trip wires", "tripwires", "reserve price", "minimum outcome we need", "minimum outcome", "where we can flex", "our maximum", "our ceiling", "opening position, target, floor", "opening, target, floor", "着地点", "着地点のイメージ", "lignes rouges", "ligne rouge", "rote linien", "rote linie", "líneas rojas", "línea roja", "linee rosse", "negotiating authority", "psychological profile", "their weak points", "our weak points", "tactical considerations", "rl", "rls", "red line items", "can live with", "could accept", "could live with", "cannot accept", "can accept at most", "can give", "possible offers", "possible offer", "reservation point", "margin for us", "tactics", "negotiating brief", "次善の策", "想定される着地点", "交渉の基本方針", "我が方の狙い", "最大譲歩", "最低獲得線", "actual position", "our actual position", "what we would accept", "what we would settle for", "settlement range"], PRINCIPAL, false),
    kind!("notes" ["speaker-notes", "note-to-self"], "Speaker notes", "メモ", ["notes", "presenter notes", "private notes", "note to self", "発言者メモ", "手持ちメモ", "手持ち資料", "手元資料", "speaking notes", "talk track", "drafting note", "note for the minister", "note to the minister", "handling note", "back-pocket points", "in your back pocket", "personality note", "発言メモ", "備忘", "スピーカーノート", "発表者ノート", "読み上げ原稿", "担当者メモ", "内部メモ", "stage directions", "aside", "asides", "reminder to self", "do not read out", "not to be read out", "do not read aloud", "drafter's note", "drafters note", "personal note", "private note", "speaker script", "presenter script", "cheat sheet", "crib sheet", "読み上げ用", "読み上げメモ", "口頭のみ", "発言用メモ", "手元メモ", "大臣用メモ", "話者メモ", "スピーカーメモ", "講演者ノート", "司会メモ", "進行メモ", "todo", "fixme", "my notes", "note to myself", "要確認", "備忘録", "自分用メモ", "自分用", "宿題", "要検討", "hold back", "back pocket", "remove before sending", "to be deleted before sending", "提出前に削除", "not for slides", "hidden slide", "what not to say", "答弁用", "手持ち", "手持資料", "メモ書き", "backpocket", "hip pocket", "margin note", "作成者注", "校正者コメント", "削除予定", "控え", "起案者注", "事務方メモ", "slide notes", "notes page", "page notes", "don'ts", "notes for the speaker", "presenter's cues", "speaker's cues", "click to add notes", "principal only", "principals only", "one-on-one only", "tête-à-tête only", "大臣手持ち", "fyi minister", "delivery note", "delivery notes", "speaker's note"], PRINCIPAL, false),
];

/// The callout that the name of a fence asks for.
///
/// A `::: note` is more likely a speaker's note than GitHub's callout, so it is none; `::: callout-note` is.
pub(in crate::brief) fn fence_alert(name: &str) -> Option<&'static Alert> {
    let name = name.trim().to_lowercase();
    let callout = name.strip_prefix("callout-");
    let named = callout.unwrap_or(&name);
    ALERTS.iter().find(|alert| alert.name == named && (callout.is_some() || named != "note"))
}

/// Finds a kind by the name that is written in a marker; case, spaces and underscores do not matter.
pub fn kind_named(name: &str) -> Option<&'static Kind> {
    let name = name.trim();
    let is_same = |known: &str| {
        known.len() == name.len()
            && known.bytes().zip(name.bytes()).all(|(known, typed)| match typed {
                b'_' | b' ' => known == b'-',
                _ => known == typed.to_ascii_lowercase(),
            })
    };
    KINDS.iter().find(|kind| is_same(kind.name) || kind.aliases.iter().any(|alias| is_same(alias)))
}

/// Characters that take up no room.
pub(in crate::brief) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{180e}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}')
}

/// Blanks of any width, and characters that take up no room.
pub(in crate::brief) fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// A letter or sign in its narrow form, one of another script that looks like ours as ours.
pub(in crate::brief) fn narrow(c: char) -> char {
    match c {
        '㊙' => '秘',
        '﹙' => '(',
        '﹚' => ')',
        '\u{370}'..='\u{52f}' => latin_like(c),
        _ => text::narrow(c),
    }
}

/// The letter of ours that a Greek or Cyrillic one cannot be told from by eye.
fn latin_like(c: char) -> char {
    const LIKE: [(&str, char); 37] = [
        ("ΑА", 'A'),
        ("ΒВ", 'B'),
        ("СϹ", 'C'),
        ("ΕЕ", 'E'),
        ("ΗН", 'H'),
        ("ΙІӀ", 'I'),
        ("Ј", 'J'),
        ("ΚК", 'K'),
        ("ΜМ", 'M'),
        ("Ν", 'N'),
        ("ΟО", 'O'),
        ("ΡР", 'P'),
        ("Ѕ", 'S'),
        ("ΤТ", 'T'),
        ("ΥҮ", 'Y'),
        ("ΧХ", 'X'),
        ("Ζ", 'Z'),
        ("Ԍ", 'G'),
        ("Ԛ", 'Q'),
        ("Ԝ", 'W'),
        ("Ѵ", 'V'),
        ("а", 'a'),
        ("с", 'c'),
        ("ԁ", 'd'),
        ("е", 'e'),
        ("һ", 'h'),
        ("і", 'i'),
        ("ј", 'j'),
        ("ӏ", 'l'),
        ("οо", 'o'),
        ("р", 'p'),
        ("ѕ", 's'),
        ("ѵν", 'v'),
        ("х", 'x'),
        ("у", 'y'),
        ("ԛ", 'q'),
        ("ԝ", 'w'),
    ];
    LIKE.iter().find(|(alike, _)| alike.contains(c)).map_or(c, |(_, latin)| *latin)
}

/// The words of a mark as they are compared: capitals, narrow, with blanks for hyphens and colons.
pub(in crate::brief) fn fold_mark(mark: &str) -> String {
    let seen = mark.chars().filter(|c| !is_invisible(*c) && !matches!(c, '\\' | '*' | '`'));
    let narrowed: String = seen.map(narrow).flat_map(char::to_uppercase).collect();
    let spaced: String =
        narrowed.chars().map(|c| if is_dash(c) || matches!(c, '_' | ':' | '+') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(in crate::brief) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_belongs_to_two_kinds_once_it_is_folded() {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for kind in KINDS {
            for name in kind.names() {
                let folded = crate::brief::readers::fold::fold_name(name);
                let other = seen.iter().find(|(known, of)| *known == folded && *of != kind.name);
                assert_eq!(other, None, "{name} of {}", kind.name);
                seen.push((folded, kind.name));
            }
        }
    }

    #[test]
    fn names_and_headings_are_unique() {
        let mut seen = Vec::new();
        for kind in KINDS {
            for name in std::iter::once(&kind.name).chain(kind.aliases) {
                assert!(!seen.contains(name), "{name} twice");
                seen.push(name);
            }
        }
    }

    #[test]
    fn only_the_principal_reads_what_nobody_knows() {
        let readers = KindRef::named("secret-plan").readers();
        assert_eq!(readers, Readers::PRINCIPAL);
        assert!(readers.are_ours() && !readers.contains(Reader::Delegation));
    }
}
