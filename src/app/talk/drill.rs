//! The drill: the brief's questions in random order, the answer hidden, the reply timed, and again tomorrow what
//! went badly.
//!
//! Questions climb from box to box as they are answered well; each box waits longer than the one before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::app::talk::hit::{Hit, question_digest};
use crate::app::talk::raised::Answers;
use crate::brief::{Block, Brief, Inline, KindRef, Kinded, Lang, write};
use crate::facts::Date;
use crate::text::Edit;

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
mod tests;
