//! The drill: the brief's questions in random order, the answer hidden, the reply timed, and again tomorrow what
//! went badly.
//!
//! Questions climb from box to box as they are answered well; each box waits longer than the one before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::app::talk::raised::{Answers, Hit, question_digest};
use crate::brief::{Block, Brief, Inline, KindRef, Kinded, Lang, write};
use crate::facts::Date;
use crate::text::{Edit, Span};

/// After how many days a question that was answered well is asked again, by its box.
const WAIT_DAYS: [u32; 5] = [2, 4, 8, 16, 32];

/// How a reply went, as the speaker judges it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// It was there at once and it was right.
    Good,
    /// It came late or in part.
    Weak,
    /// It did not come.
    Failed,
}

/// What is kept of a drill from day to day. It holds no words of the brief.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DrillRecord {
    /// How each question went, by the digest of its words in hexadecimal.
    pub questions: BTreeMap<String, Kept>,
}

/// What is kept of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How far it has climbed, from 0.
    pub level: usize,
    /// The day on which it is to be asked again, counted from the first of January 1970.
    pub due_day: u32,
    /// How often it was asked.
    pub n_asked: u32,
    /// How it went last.
    pub last_grade: Grade,
    /// How long the last reply took.
    pub last_millis: u64,
}

impl DrillRecord {
    /// The questions that are to be asked today: those never asked, and those whose day has come.
    pub fn due<'a>(&self, answers: &'a Answers, today: Date) -> Vec<&'a Hit> {
        answers.questions().filter(|hit| self.is_due(hit.digest, today)).collect()
    }

    /// Whether a question is to be asked today.
    pub fn is_due(&self, digest: u64, today: Date) -> bool {
        self.kept(digest).is_none_or(|kept| kept.due_day <= day_number(today))
    }

    /// What is kept of a question.
    pub fn kept(&self, digest: u64) -> Option<&Kept> {
        self.questions.get(&key(digest))
    }

    /// Keeps how a reply went: a good one climbs, a weak one is asked tomorrow, a failed one begins again.
    pub fn grade(&mut self, digest: u64, grade: Grade, reply_millis: u64, today: Date) {
        let before = self.kept(digest);
        let level = before.map_or(0, |kept| kept.level);
        let n_asked = before.map_or(0, |kept| kept.n_asked);
        let last = WAIT_DAYS.len() - 1;
        let (level, wait_days) = match grade {
            Grade::Good => ((level + 1).min(last), WAIT_DAYS[level.min(last)]),
            Grade::Weak => (level.saturating_sub(1), 1),
            Grade::Failed => (0, 1),
        };
        let kept = Kept {
            level,
            due_day: day_number(today).saturating_add(wait_days),
            n_asked: n_asked.saturating_add(1),
            last_grade: grade,
            last_millis: reply_millis,
        };
        self.questions.insert(key(digest), kept);
    }
}

/// A question as the drill shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Tells questions apart.
    pub digest: u64,
    /// The question.
    pub question: String,
    /// The answer, a paragraph each; hidden until it is asked for.
    pub answer: Vec<String>,
    /// What to say if they go on asking.
    pub if_pressed: Vec<String>,
    /// Where it stands in the brief; nothing for one that somebody threw in.
    pub start: Option<usize>,
}

impl Card {
    fn of(hit: &Hit) -> Self {
        Self {
            digest: hit.digest,
            question: hit.question.clone(),
            answer: hit.answer.clone(),
            if_pressed: hit.if_pressed.clone(),
            start: hit.start,
        }
    }
}

/// A question that somebody threw in, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThrownIn {
    /// The question.
    pub question: String,
    /// The answer; empty while there is none.
    pub answer: String,
}

/// One sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// What was asked today and how it went.
    pub done: Vec<(Card, Grade, u64)>,
    /// What somebody threw in.
    pub thrown_in: Vec<ThrownIn>,
    left: Vec<Card>,
    /// When the question was asked, and when its answer was shown.
    asked_millis: u64,
    shown_millis: Option<u64>,
    random: u64,
}

impl Drill {
    /// Begins with some questions in an order that `seed` decides.
    pub fn new(questions: &[&Hit], seed: u64, now_millis: u64) -> Self {
        let mut left: Vec<Card> = questions.iter().map(|hit| Card::of(hit)).collect();
        let mut random = seed;
        for idx in (1..left.len()).rev() {
            let other = random_below(&mut random, idx + 1);
            left.swap(idx, other);
        }
        let (done, thrown_in) = (Vec::new(), Vec::new());
        Self { done, thrown_in, left, asked_millis: now_millis, shown_millis: None, random }
    }

    /// The question that is asked now; nothing at the end.
    pub fn card(&self) -> Option<&Card> {
        self.left.last()
    }

    /// How many questions are left, the present one among them.
    pub fn n_left(&self) -> usize {
        self.left.len()
    }

    /// Whether the answer is shown.
    pub fn is_shown(&self) -> bool {
        self.shown_millis.is_some()
    }

    /// Shows the answer; the reply has taken until now.
    pub fn show_answer(&mut self, now_millis: u64) {
        self.shown_millis.get_or_insert(now_millis);
    }

    /// How long the reply has taken so far, or took.
    pub fn reply_millis(&self, now_millis: u64) -> u64 {
        self.shown_millis.unwrap_or(now_millis).saturating_sub(self.asked_millis)
    }

    /// Keeps how the reply went and asks the next question. Nothing happens while the answer is hidden.
    pub fn grade(&mut self, grade: Grade, record: &mut DrillRecord, (today, now_millis): (Date, u64)) {
        if !self.is_shown() {
            return;
        }
        let reply_millis = self.reply_millis(now_millis);
        let Some(card) = self.left.pop() else { return };
        record.grade(card.digest, grade, reply_millis, today);
        self.done.push((card, grade, reply_millis));
        self.ask(now_millis);
    }

    /// Puts the question off to the end of the sitting.
    pub fn skip(&mut self, now_millis: u64) {
        if let Some(card) = self.left.pop() {
            self.left.insert(0, card);
        }
        self.ask(now_millis);
    }

    /// Adds a question that somebody threw in; it is asked at some time in this sitting, not at once.
    pub fn throw_in(&mut self, thrown_in: ThrownIn) {
        if thrown_in.question.trim().is_empty() {
            return;
        }
        let question = in_one_line(&thrown_in.question);
        let answer = paragraphs(&thrown_in.answer);
        let digest = question_digest(&question);
        let card = Card { digest, question, answer, if_pressed: Vec::new(), start: None };
        let n_waiting = self.left.len().saturating_sub(1);
        let at = random_below(&mut self.random, n_waiting + 1);
        if self.left.is_empty() {
            self.left.push(card);
        } else {
            self.left.insert(at, card);
        }
        self.thrown_in.push(thrown_in);
    }

    fn ask(&mut self, now_millis: u64) {
        self.asked_millis = now_millis;
        self.shown_millis = None;
    }
}

/// The edit that adds what was thrown in to the end of a brief's text, a block "if raised" each; nothing where
/// nothing was thrown in.
pub fn thrown_in_edit(text: &str, thrown_in: &[ThrownIn], lang: Lang) -> Option<Edit> {
    if thrown_in.is_empty() {
        return None;
    }
    let blocks: Vec<String> = thrown_in.iter().map(|thrown_in| markdown_of(thrown_in, lang)).collect();
    let gap = match text {
        "" => "",
        _ if text.ends_with("\n\n") => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    Some(Edit::insert(text.len(), format!("{gap}{}", blocks.join("\n"))))
}

/// A question that was thrown in as a block of the brief, written by the writer that every brief is written by.
pub fn markdown_of(thrown_in: &ThrownIn, lang: Lang) -> String {
    let unanswered = match lang {
        Lang::En => "To be answered",
        Lang::Ja => "回答未定",
    };
    let mut answer = paragraphs(&thrown_in.answer);
    if answer.is_empty() {
        answer.push(unanswered.to_owned());
    }
    let answer: Vec<Vec<Inline>> = answer.into_iter().map(Inline::words).collect();
    let question = Inline::words(in_one_line(&thrown_in.question));
    let kinded = Kinded::callout(KindRef::named("if-raised"), question, answer);
    write("", &Brief { blocks: vec![Block::Kinded(kinded)], ..Brief::default() })
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(in_one_line).filter(|paragraph| !paragraph.is_empty()).collect()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn key(digest: u64) -> String {
    format!("{digest:016x}")
}

/// A number below `limit` (xorshift): it need not be good, only the same for the same seed.
fn random_below(random: &mut u64, limit: usize) -> usize {
    // Nought would stay nought.
    let mut next = if *random == 0 { 0x9e37_79b9_7f4a_7c15 } else { *random };
    next ^= next << 13;
    next ^= next >> 7;
    next ^= next << 17;
    *random = next;
    usize::try_from((next >> 11) % limit.max(1) as u64).unwrap_or(0)
}

/// The days since the first of January 1970; the years of our calendar begin in March, so that the leap day is last.
fn day_number(date: Date) -> u32 {
    let (month, day) = (u32::from(date.month), u32::from(date.day));
    let year = u32::from(date.year) - u32::from(month <= 2);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    days.saturating_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::text::apply_edits;

    const DAY: Date = Date { year: 2024, month: 12, day: 31 };

    fn day_after(n_days: u8) -> Date {
        Date { year: 2025, month: 1, day: n_days }
    }

    fn answers(n_questions: usize) -> Answers {
        let question = |n| format!("> [!QA] Question {n}\n> Answer {n}\n\n");
        let text = (0..n_questions).map(question).collect::<Vec<_>>().concat();
        Answers::of(&parse(&text).0, &FactBook::default(), Reader::Principal)
    }

    fn order(answers: &Answers, seed: u64) -> Vec<String> {
        let mut drill = Drill::new(&DrillRecord::default().due(answers, DAY), seed, 0);
        let mut record = DrillRecord::default();
        let mut order = Vec::new();
        while let Some(card) = drill.card() {
            order.push(card.question.clone());
            drill.show_answer(0);
            drill.grade(Grade::Good, &mut record, (DAY, 0));
        }
        order
    }

    #[test]
    fn every_question_is_asked_once_in_an_order_that_the_seed_decides() {
        let answers = answers(12);
        let first = order(&answers, 7);
        assert_eq!(first, order(&answers, 7));
        assert_ne!(first, order(&answers, 8));
        let mut sorted = first;
        sorted.sort();
        let mut expected: Vec<String> = answers.questions().map(|hit| hit.question.clone()).collect();
        expected.sort();
        assert_eq!(sorted, expected);
        assert_eq!(order(&answers, 0).len(), 12);
    }

    #[test]
    fn a_reply_is_timed_until_its_answer_is_shown() {
        let answers = answers(2);
        let mut record = DrillRecord::default();
        let mut drill = Drill::new(&record.due(&answers, DAY), 1, 1_000);
        let digest = drill.card().expect("a question").digest;
        drill.grade(Grade::Good, &mut record, (DAY, 2_000));
        assert_eq!((drill.n_left(), drill.done.len()), (2, 0), "the answer is hidden");
        drill.show_answer(5_500);
        drill.show_answer(6_000);
        drill.grade(Grade::Weak, &mut record, (DAY, 9_000));
        assert_eq!(record.kept(digest).map(|kept| kept.last_millis), Some(4_500));
        assert_eq!((drill.reply_millis(9_500), drill.is_shown()), (500, false));
    }

    #[test]
    fn what_went_badly_is_asked_tomorrow_and_what_went_well_later_and_later() {
        let answers = answers(3);
        let digests: Vec<u64> = answers.questions().map(|hit| hit.digest).collect();
        let mut record = DrillRecord::default();
        for (&digest, grade) in digests.iter().zip([Grade::Good, Grade::Weak, Grade::Failed]) {
            record.grade(digest, grade, 0, DAY);
        }
        assert!(record.due(&answers, DAY).is_empty());
        let due = |record: &DrillRecord, day: Date| {
            record.due(&answers, day).iter().map(|hit| hit.digest).collect::<Vec<_>>()
        };
        assert_eq!(due(&record, day_after(1)), digests[1..]);
        assert_eq!(due(&record, day_after(2)), digests);
        let mut waits = Vec::new();
        for _ in 0..8 {
            let before = day_number(DAY);
            record.grade(digests[0], Grade::Good, 0, DAY);
            waits.push(record.kept(digests[0]).expect("kept").due_day - before);
        }
        assert_eq!(waits, [4, 8, 16, 32, 32, 32, 32, 32]);
        record.grade(digests[0], Grade::Failed, 0, DAY);
        assert_eq!(
            record.kept(digests[0]).map(|kept| (kept.level, kept.due_day - day_number(DAY))),
            Some((0, 1))
        );
    }

    #[test]
    fn what_is_kept_comes_back_and_holds_no_words() {
        let answers = answers(1);
        let mut record = DrillRecord::default();
        record.grade(answers.all()[0].digest, Grade::Failed, 12, DAY);
        let json = serde_json::to_string(&record).expect("written");
        assert!(!json.contains("Question"), "{json}");
        assert_eq!(serde_json::from_str::<DrillRecord>(&json).expect("read"), record);
        // A question that is written otherwise is the same question.
        assert!(record.kept(question_digest("  QUESTION ０？ ")).is_some());
    }

    #[test]
    fn what_is_thrown_in_is_asked_and_becomes_a_block_of_the_brief() {
        let answers = answers(2);
        let mut drill = Drill::new(&answers.questions().collect::<Vec<_>>(), 3, 0);
        let present = drill.card().cloned();
        let question = "What of [!SAY] *steel*\n> and <b>?".to_owned();
        drill.throw_in(ThrownIn { question, answer: "One.\n\n# Two".to_owned() });
        drill.throw_in(ThrownIn { question: "And chips?".to_owned(), answer: String::new() });
        drill.throw_in(ThrownIn { question: " \n".to_owned(), answer: String::new() });
        assert_eq!((drill.card().cloned(), drill.n_left()), (present, 4));
        let text = "Words";
        let edit = thrown_in_edit(text, &drill.thrown_in, Lang::En).expect("two");
        let text = apply_edits(text, &[edit]).expect("fits");
        let (brief, _) = parse(&text);
        let found = Answers::of(&brief, &FactBook::default(), Reader::Delegation);
        let questions: Vec<&str> = found.questions().map(|hit| hit.question.as_str()).collect();
        assert_eq!(questions, ["What of [!SAY] *steel* > and <b>?", "And chips?"]);
        assert_eq!(found.all()[0].answer, ["One.", "# Two"]);
        assert_eq!(found.all()[1].answer, ["To be answered"]);
        assert_eq!(thrown_in_edit("Words", &[], Lang::En), None);
    }

    #[test]
    fn a_question_put_off_comes_last() {
        let answers = answers(3);
        let mut drill = Drill::new(&answers.questions().collect::<Vec<_>>(), 3, 0);
        let first = drill.card().cloned();
        drill.show_answer(1);
        drill.skip(2);
        assert!(drill.card() != first.as_ref() && !drill.is_shown());
        drill.skip(3);
        drill.skip(4);
        assert_eq!(drill.card().cloned(), first);
    }

    #[test]
    fn days_follow_each_other() {
        let day = |text: &str| day_number(text.parse().expect("a date"));
        assert_eq!(day("1970-01-01"), 0);
        assert_eq!(day("2000-03-01"), 11_017);
        for (before, after) in
            [("2024-02-28", "2024-02-29"), ("2024-02-29", "2024-03-01"), ("2024-12-31", "2025-01-01")]
        {
            assert_eq!(day(after) - day(before), 1, "{after}");
        }
        assert_eq!(day("2100-03-01") - day("2100-02-28"), 1);
    }
}
