//! The prepared answers: what a speaker may find in the brief while the room waits.

use crate::app::talk::collect::collect;
use crate::app::talk::hit::{Hit, HitKind};
use crate::app::talk::readings::readings_in;
use crate::app::talk::search::{Field, Index};
use crate::brief::{Brief, Reader};
use crate::facts::FactBook;

/// Everything that one reader can find during a talk, folded once and then searched at each key.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    hits: Vec<Hit>,
    index: Index,
}

impl Answers {
    /// What matches in each field counts for, in hundreds.
    const QUESTION: u32 = 9;
    const ANSWER: u32 = 7;
    const CITED: u32 = 6;
    const HEADING: u32 = 5;
    const FACT: u32 = 4;
    const ABOUT_FACT: u32 = 3;

    /// Collects what `reader` may read. Those who are not of our side find nothing.
    pub fn of(brief: &Brief, book: &FactBook, reader: Reader) -> Self {
        let hits = if reader.is_ours() { collect(brief, book, reader) } else { Vec::new() };
        let index = index(&hits, book);
        Self { hits, index }
    }

    /// All that can be found: questions and headings in the order of the text, then facts by their keys.
    pub fn all(&self) -> &[Hit] {
        &self.hits
    }

    /// The questions in the order of the text.
    pub fn questions(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| hit.kind == HitKind::Answer)
    }

    /// Finds at most `max` hits, the best first; all questions where nothing is typed.
    pub fn search(&self, typed: &str, max: usize) -> Vec<&Hit> {
        if typed.trim().is_empty() {
            return self.questions().take(max).collect();
        }
        self.index.search(typed).into_iter().take(max).filter_map(|idx| self.hits.get(idx)).collect()
    }
}

fn index(hits: &[Hit], book: &FactBook) -> Index {
    let rests: Vec<String> = hits.iter().map(|hit| rest_of(hit, book)).collect();
    let cited: Vec<String> = hits.iter().map(|hit| words_of_facts(hit, book)).collect();
    let mut fields = Vec::new();
    let mut own = Vec::new();
    for (text_idx, (hit, rest)) in hits.iter().zip(&rests).enumerate() {
        let (first, second) = match hit.kind {
            HitKind::Answer => (Answers::QUESTION, Answers::ANSWER),
            HitKind::Heading => (Answers::HEADING, Answers::HEADING),
            HitKind::Fact => (Answers::FACT, Answers::ABOUT_FACT),
        };
        fields.push(Field { text_idx, weight: first, words: &hit.question });
        fields.push(Field { text_idx, weight: second, words: rest });
        if hit.kind == HitKind::Answer {
            fields.push(Field { text_idx, weight: Answers::CITED, words: &cited[text_idx] });
        }
        let texts = [&hit.question].into_iter().chain(&hit.answer).chain(&hit.if_pressed);
        own.extend(texts.flat_map(|text| readings_in(text)));
    }
    own.sort();
    own.dedup();
    Index::new(hits.len(), &fields, &own)
}

/// What a hit is found by beside its question. What stands below a heading is found in its own right or not at all.
fn rest_of(hit: &Hit, book: &FactBook) -> String {
    match hit.kind {
        HitKind::Answer => [hit.answer.join(" "), hit.if_pressed.join(" ")].join(" "),
        HitKind::Heading => String::new(),
        HitKind::Fact => {
            let line = hit.facts.first();
            let fact = line.and_then(|line| book.fact(&line.key));
            let words = [line.map(|line| line.value.as_str()), line.map(|line| line.source.as_str())];
            let said = fact.into_iter().flat_map(|fact| [&fact.statement, &fact.statement_ja]).flatten();
            let about = [fact.map(|fact| fact.key.as_str()), fact.and_then(|fact| fact.scope.as_deref())];
            let about = about.into_iter().chain(said.map(|said| Some(said.as_str())));
            words.into_iter().chain(about).flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

/// What the facts say that an answer cites: who looks for a figure wants what to say of it.
fn words_of_facts(hit: &Hit, book: &FactBook) -> String {
    let facts = hit.facts.iter().filter_map(|line| book.fact(&line.key));
    let words = facts
        .flat_map(|fact| [Some(fact.key.as_str()), fact.statement.as_deref(), fact.statement_ja.as_deref()])
        .flatten();
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::facts::parse_book;

    const BOOK: &str = "[[source]]\nid = \"jama\"\ntitle = \"At a glance\"\npublisher = \"JAMA\"\n\n[[fact]]\n\
        key = \"jobs\"\nvalue = 109000\nas_of = \"2023\"\nsource = \"jama\"\nstatement = \"Jobs at carmakers\"\n\n\
        [[fact]]\nkey = \"plants.total\"\nvalue = 24\nas_of = \"2023\"\n";

    const BRIEF: &str = "# Talk\n\n## Cars\n\nThey employ [](fact:jobs) people.\n\n\
        > [!IF-RAISED] You sell more than you build\n> (SBU) Most is built here: [109,000](fact:jobs) jobs.\n>\n\
        > **If pressed** The share is published.\n>\n> > [!RED-LINE]\n> > No quota.\n\n\
        > [!QA] Why not more plants?\n> - The firms decide.\n> - They decide well.\n>\n\
        > **Follow-up** *When?*\n> Soon.\n\n> [!IF-PRESSED]\n> Ask them.\n\n\
        ## Questions and answers\n\n### What of the yen?\n\nWe aim at no rate.\n\n#### If pressed\n\n\
        The ministers talk.\n\n### Taiwan?\n\nPeace matters.\n\n## Red line\n\nNo quota at all.\n";

    #[test]
    fn an_answer_is_found_between_languages_through_slips_and_by_the_figure_it_cites() {
        let text = "---\nlang: ja\n---\n\n## 沖縄\n\n> [!QA] 普天間の移設は進んでいるのか\n> 進んでいる。\n\n\
            > [!QA] 自衛隊は米軍の指揮下に入るのか\n> 入らない。憲法の下に行動する。\n\n\
            > [!QA] 駐留経費は全額を負担すべきではないか\n> 既に合意がある。\n\n\
            > [!QA] いつ使えるようになるのか\n> 令和七年度からである。[400](fact:tomahawk.quantity)発を取得する。\n";
        let book = "[[fact]]\nkey = \"tomahawk.quantity\"\nvalue = 400\nas_of = \"2024\"\n\
            statement = \"Missiles that Japan signed to buy\"\n";
        let answers = Answers::of(&parse(text).0, &parse_book(book).0, Reader::Principal);
        for (typed, question) in [
            ("futema", "普天間の移設は進んでいるのか"),
            ("futnma", "普天間の移設は進んでいるのか"),
            ("いせつ", "普天間の移設は進んでいるのか"),
            ("relocation", "普天間の移設は進んでいるのか"),
            ("しき", "自衛隊は米軍の指揮下に入るのか"),
            ("もとに", "自衛隊は米軍の指揮下に入るのか"),
            ("command", "自衛隊は米軍の指揮下に入るのか"),
            ("思いやり", "駐留経費は全額を負担すべきではないか"),
            ("omoiyari", "駐留経費は全額を負担すべきではないか"),
            ("tomahawk", "いつ使えるようになるのか"),
            ("missiles", "いつ使えるようになるのか"),
        ] {
            let first = answers.search(typed, 5).first().map(|hit| (hit.kind, hit.question.clone()));
            assert_eq!(first, Some((HitKind::Answer, question.to_owned())), "{typed}");
        }
    }

    fn answers(text: &str, reader: Reader) -> Answers {
        Answers::of(&parse(text).0, &parse_book(BOOK).0, reader)
    }

    fn found(answers: &Answers, typed: &str) -> Vec<String> {
        answers.search(typed, 10).into_iter().map(|hit| hit.question.clone()).collect()
    }

    #[test]
    fn questions_come_with_answer_if_pressed_and_facts() {
        let answers = answers(BRIEF, Reader::Delegation);
        let all = answers.search("", 10);
        let questions: Vec<&str> = all.iter().map(|hit| hit.question.as_str()).collect();
        let expected =
            ["You sell more than you build", "Why not more plants?", "What of the yen?", "Taiwan?"];
        assert_eq!(questions, expected);
        let first = all[0];
        assert_eq!(first.answer, ["Most is built here: 109,000 jobs."]);
        assert_eq!(first.if_pressed, ["The share is published."]);
        assert_eq!(first.facts.len(), 1);
        assert_eq!(first.facts[0].value, "109,000");
        assert!(first.facts[0].source.starts_with("JAMA"), "{}", first.facts[0].source);
        assert_eq!(first.section.as_deref(), Some("Cars"));
        assert_eq!(first.start, BRIEF.find("> [!IF-RAISED]"));
        assert_eq!(all[1].answer, ["• The firms decide.", "• They decide well.", "Follow-up When? Soon."]);
        assert_eq!(all[1].if_pressed, ["Ask them."]);
        assert_eq!((all[2].answer.len(), all[2].if_pressed.len()), (1, 1));
        assert_eq!(all[3].if_pressed.len(), 0);
    }

    #[test]
    fn each_reader_finds_what_they_may_read_and_no_more() {
        let seen = |reader: Reader| {
            let answers = answers(BRIEF, reader);
            format!("{:?}", answers.all())
        };
        assert!(seen(Reader::Principal).contains("No quota"));
        assert!(!seen(Reader::Delegation).contains("No quota"));
        assert!(seen(Reader::Delegation).contains("Most is built"));
        assert!(!seen(Reader::Interpreter).contains("Most is built"));
        assert!(seen(Reader::Interpreter).contains("They employ"));
        assert_eq!(seen(Reader::Counterpart), "[]");
        assert_eq!(seen(Reader::Press), "[]");
    }

    #[test]
    fn questions_come_before_answers_headings_and_facts() {
        let text = "## Jobs for all\n\nWords.\n\n> [!QA] Who pays?\n> All with jobs.\n\n> [!QA] Whose jobs?\n> Ours.\n";
        let answers = answers(text, Reader::Principal);
        assert_eq!(
            found(&answers, "jobs"),
            ["Whose jobs?", "Who pays?", "Jobs for all", "Jobs at carmakers"]
        );
        assert_eq!(found(&answers, "plants total"), ["plants total"]);
        assert_eq!(answers.search("jobs", 2).len(), 2);
        let heading = answers.search("jobs for", 1)[0].clone();
        assert_eq!((heading.kind, heading.answer), (HitKind::Heading, vec!["Words.".to_owned()]));
        let fact = answers.search("jama", 1)[0].clone();
        assert_eq!((fact.kind, fact.facts[0].value.as_str()), (HitKind::Fact, "109,000"));
    }

    #[test]
    fn the_text_teaches_readings_and_japanese_leads() {
        let text = "---\nlang: ja\n---\n\n## 経費\n\n> [!IF-RAISED] 演習場（えんしゅうじょう）はどうか\n> 移す。\n>\n\
            > **更問** いつか。\n>\n> **答** 未定。\n\n> [!IF-RAISED] 演習場の費用\n> 日本が負う。\n";
        let answers = answers(text, Reader::Delegation);
        assert_eq!(found(&answers, "enshujo").len(), 2);
        assert_eq!(found(&answers, "ひよう"), ["演習場の費用"]);
        let first = answers.search("", 1)[0];
        assert_eq!(first.if_pressed, ["いつか。", "答 未定。"]);
    }

    #[test]
    fn every_question_of_the_shipped_briefs_is_found_by_its_words() {
        let book = parse_book(include_str!("../../../briefs/facts.toml")).0;
        for text in [
            include_str!("../../../briefs/auto-tariffs.md"),
            include_str!("../../../briefs/countermeasures.md"),
            include_str!("../../../briefs/regional-stability.ja.md"),
        ] {
            let answers = Answers::of(&parse(text).0, &book, Reader::Delegation);
            assert!(answers.questions().count() > 5);
            for hit in answers.questions() {
                assert!(!hit.answer.is_empty(), "{}", hit.question);
                assert_eq!(answers.search(&hit.question, 1), [hit]);
            }
        }
    }
}
