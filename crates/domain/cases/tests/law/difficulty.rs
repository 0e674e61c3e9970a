//! "办不成事": no bare no.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use kernel::{Actor, DomainEvent, Recorded, Refusal, StreamId, Timestamp};

struct Trouble {
    log: Vec<Recorded<DifficultyEvent>>,
    now: Timestamp,
}

impl Trouble {
    fn begins() -> Self {
        let command = OpenDifficulty {
            party: applicant(),
            case: Some(number()),
            matter: Some("outdoor-sign".into()),
            reason: "跑了三次都没办成。".into(),
            origin: Origin::Desk(clerk()),
            within: Limit::WorkingDays(5),
        };
        let mut trouble = Trouble { log: Vec::new(), now: time(START) };
        let opened = Difficulty::open(command, &CALENDAR, trouble.now).expect("it is taken");
        trouble.keep(opened);
        trouble
    }

    fn keep(&mut self, event: DifficultyEvent) {
        let (stream, position) = (Difficulty::stream("1"), self.log.len() as u64 + 1);
        self.log.push(Recorded { stream, position, at: self.now, actor: Actor::system(), event });
    }

    fn now(&self) -> Difficulty {
        Difficulty::fold(&self.log).expect("it begins with a report")
    }

    fn does(&mut self, command: DifficultyCommand) {
        for event in self.now().decide(command, &CALENDAR, self.now).expect("it is allowed") {
            self.keep(event);
        }
    }

    fn refuses(&self, command: DifficultyCommand) -> &'static str {
        self.now().decide(command, &CALENDAR, self.now).expect_err("it is refused").key()
    }
}

fn lead(leader: Official) -> DifficultyCommand {
    DifficultyCommand::NameLeader { leader, by: Some(manager()) }
}

fn tried() -> DifficultyCommand {
    DifficultyCommand::Measure { text: "约了规划局一起看现场。".into(), by: manager() }
}

fn close(closing: Closing, by: Official) -> DifficultyCommand {
    DifficultyCommand::Close { closing, root_cause: RootCause::Rules, by }
}

fn solved() -> Closing {
    Closing::Solved { solution: "改用备案方式办理。".into() }
}

fn explained() -> Closing {
    Closing::Explained { explanation: "法律禁止在此设置。".into() }
}

#[test]
fn it_has_a_clock_and_a_named_leader() {
    let mut trouble = Trouble::begins();
    assert_eq!(local(trouble.now().due.at), "2026-03-09T17:30");
    assert_eq!(trouble.refuses(close(solved(), manager())), "refusal-difficulty-no-leader");
    assert_eq!(trouble.refuses(lead(clerk())), "refusal-difficulty-not-a-leader");
    trouble.does(lead(manager()));
    assert_eq!(trouble.now().leader, Some(manager()));
}

#[test]
fn it_is_closed_by_its_leader_with_a_solution_or_another_path() {
    for closing in [solved(), Closing::OtherPath { path: "到区里办临时许可。".into() }] {
        let mut trouble = Trouble::begins();
        trouble.does(lead(manager()));
        assert_eq!(trouble.refuses(close(closing.clone(), chief())), "refusal-difficulty-leader-closes");
        trouble.does(close(closing.clone(), manager()));
        assert_eq!(trouble.refuses(close(closing, manager())), "refusal-difficulty-closed");
    }
}

#[test]
fn it_cannot_be_closed_by_telling_the_person_no() {
    // S-4.5: a difficulty ticket cannot be closed as "told no".
    let mut trouble = Trouble::begins();
    trouble.does(lead(manager()));
    assert_eq!(trouble.refuses(close(explained(), manager())), "refusal-difficulty-bare-no");
    let blank = Closing::Solved { solution: " ".into() };
    assert_eq!(trouble.refuses(close(blank, manager())), "refusal-difficulty-no-words");
    trouble.does(tried());
    trouble.does(close(explained(), manager()));
    let DifficultyStage::Closed { root_cause, .. } = trouble.now().stage else { panic!() };
    assert_eq!(root_cause, RootCause::Rules);
}

#[test]
fn who_is_not_content_opens_it_again_with_a_new_clock() {
    let mut trouble = Trouble::begins();
    let follow =
        |content| DifficultyCommand::FollowUp { content, note: "还是不行。".into(), by: clerk() };
    assert_eq!(trouble.refuses(follow(true)), "refusal-difficulty-not-closed");
    trouble.does(lead(manager()));
    trouble.does(close(solved(), manager()));
    trouble.now = time("2026-03-10T10:00");
    trouble.does(follow(false));
    assert_eq!(trouble.now().stage, DifficultyStage::Open);
    assert_eq!(local(trouble.now().due.at), "2026-03-17T17:30");
    trouble.does(close(solved(), manager()));
    trouble.does(follow(true));
    assert!(matches!(trouble.now().stage, DifficultyStage::FollowedUp { .. }));
}

#[test]
fn an_open_one_shows_when_its_date_passes_and_only_once() {
    let mut trouble = Trouble::begins();
    assert!(trouble.now().due_transitions(time("2026-03-09T17:30")).is_empty());
    let due = trouble.now().due_transitions(time("2026-03-20T10:00"));
    assert_eq!((due.len(), local(due[0].0)), (1, "2026-03-09T17:30".to_owned()));
    trouble.keep(due[0].1.clone());
    assert!(trouble.now().overdue && trouble.now().due_transitions(time("2026-03-21T10:00")).is_empty());
}

#[test]
fn it_is_said_in_words() {
    let mut trouble = Trouble::begins();
    let silent = DifficultyCommand::Measure { text: "".into(), by: manager() };
    assert_eq!(trouble.refuses(silent), "refusal-difficulty-no-words");
    trouble.does(tried());
    assert_eq!(trouble.log[0].event.name(), "difficulty.opened");
    assert_eq!(trouble.log[0].stream, StreamId::from("difficulty/1"));
}

#[test]
fn an_absent_year_of_the_calendar_is_told() {
    let command = OpenDifficulty {
        party: applicant(),
        case: None,
        matter: None,
        reason: "办不成。".into(),
        origin: Origin::Applicant,
        within: Limit::WorkingDays(5),
    };
    let refused = Difficulty::open(command, &CALENDAR, time("2027-12-30T10:00")).expect_err("2028 is absent");
    assert_eq!(refused.key(), "refusal-calendar-year-absent");
}
