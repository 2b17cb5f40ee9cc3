//! What the drill asks, in which order, and when again.

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
