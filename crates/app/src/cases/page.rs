//! One case, unmasked, for who takes part in it: its answer waits for the line in the read log.

use super::Seat;
use super::order::case_stream;
use super::seat::{seat_for, seats_among};
use crate::difficulties::OwnDifficulty;
use crate::{Action, Caller, City, Problem};
use ::cases::{Case, CaseEvent, Move, Viewer};
use catalogue::{Matter, StepKey};
use kernel::{Actor, CaseNumber, PersonId, Timestamp};
use ledger::ReadEntry;
use std::sync::Arc;

/// A case with everything that its page shows.
pub struct CasePage {
    /// The case as it stands.
    pub case: Case,
    /// The position of its last event: forms carry it, so that a stale one is refused.
    pub head: u64,
    /// The seat that the caller takes.
    pub seat: Seat,
    /// What the caller may do now, in the order of the buttons; with which seat.
    pub moves: Vec<(Move, Seat)>,
    /// The open steps that the caller may work on, with which seat.
    pub workable: Vec<(StepKey, Seat)>,
    /// What happened, oldest first.
    pub story: Vec<StoryLine>,
    /// The papers issued so far.
    pub papers: Vec<PaperLine>,
    /// The matter in the version that the case was opened under.
    pub matter: Arc<Matter>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryLine {
    /// When.
    pub at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// What.
    pub event: CaseEvent,
}

/// An issued paper in the list of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperLine {
    /// Its id.
    pub id: String,
    /// Its kind's code.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued_at: Option<Timestamp>,
    /// Pages.
    pub pages: i64,
    /// Whether it carries the seal.
    pub sealed: bool,
}

/// What somebody follows by number and query code.
#[derive(Clone, Debug)]
pub enum Followed {
    /// A case with its papers.
    Case(Box<Case>, Vec<PaperLine>),
    /// A difficulty that was reported.
    Difficulty(Box<OwnDifficulty>),
}

impl City {
    /// Opens a case for its page. For staff the read is logged with its purpose before the answer is given;
    /// the purpose comes from the task in hand, or from `reason` outside of it (practice.md 22).
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who takes no part in the case.
    pub fn case_page(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<CasePage, Problem> {
        if caller.account.is_none() {
            return Err(Problem::LoginNeeded);
        }
        let key = [number.as_str().into()];
        let (seats, seat, loaded, papers) = self.ledger().together(|ask| -> Result<_, Problem> {
            let rows = ask.query(include_str!("case_page.sql"), &key)?;
            let of = |word: &'static str| rows.iter().filter(move |row| row.text(0) == word);
            let seats = seats_among(caller, of("seat").map(|row| (row.text(1), row.text(2))));
            let seat = seat_for(&seats, Action::ReadCase)?;
            Ok((seats, seat, ask.load(&case_stream(number))?, paper_lines(of("paper"), 1)))
        })?;
        let recorded: Vec<kernel::Recorded<CaseEvent>> =
            loaded.events.into_iter().map(crate::typed).collect::<Result<_, _>>()?;
        let head = recorded.last().map_or(0, |last| last.position);
        let case = Case::fold(&recorded).ok_or(Problem::NotFound("case"))?;
        let (moves, workable) = possibilities(&case, &seats, now);
        if let Seat::Staff(official) = &seat {
            let purpose = reason.unwrap_or("task").to_owned();
            let what = "case page";
            self.log_read(
                caller,
                official.unit.as_str(),
                case.applicant().person,
                number,
                what,
                purpose,
                now,
            )?;
        }
        let matter = self.matter_version(&case.terms().matter, case.terms().version)?;
        let line = |recorded: kernel::Recorded<CaseEvent>| StoryLine {
            at: recorded.at,
            actor: recorded.actor,
            event: recorded.event,
        };
        let story = recorded.into_iter().map(line).collect();
        Ok(CasePage { case, head, seat, moves, workable, story, papers, matter })
    }

    /// The papers of a case, oldest first.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn papers_of(&self, number: &CaseNumber) -> Result<Vec<PaperLine>, Problem> {
        let rows = self.ledger().query(include_str!("papers.sql"), &[number.as_str().into()])?;
        Ok(paper_lines(rows.iter(), 0))
    }

    /// The progress of a case or of a difficulty for somebody with its number and query code, without login.
    ///
    /// # Errors
    /// [`Problem::NotFound`] unless both fit, without saying which does not;
    /// [`QueryCodeLocked`](super::QueryCodeLocked).
    pub fn follow_by_code(&self, number: &str, code: &str, now: Timestamp) -> Result<Followed, Problem> {
        let number: CaseNumber = number.parse().map_err(|_| Problem::NotFound("case"))?;
        self.check_query_code(&number, code, now)?;
        match self.case_inside(&number) {
            Ok((case, _)) => Ok(Followed::Case(Box::new(case), self.papers_of(&number)?)),
            Err(Problem::NotFound(_)) => Ok(Followed::Difficulty(Box::new(self.difficulty_inside(&number)?))),
            Err(other) => Err(other),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a line of the read log has this many facts")]
    pub(crate) fn log_read(
        &self,
        caller: &Caller,
        unit: &str,
        person: PersonId,
        number: &CaseNumber,
        what: &str,
        purpose: String,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let Some(account) = caller.account else { return Ok(()) };
        let entry = ReadEntry {
            at: now,
            account,
            unit: Some(unit.to_owned()),
            person: Some(person),
            stream: Some(case_stream(number)),
            what: what.to_owned(),
            purpose,
            count: 1,
        };
        self.note_read(entry)
    }
}

/// The papers whose columns begin at `place`, oldest first.
fn paper_lines<'r>(rows: impl Iterator<Item = &'r ledger::Row>, place: usize) -> Vec<PaperLine> {
    let line = |row: &ledger::Row| PaperLine {
        id: row.text(place).to_owned(),
        kind: row.text(place + 1).to_owned(),
        number: row.text(place + 2).to_owned(),
        issued_at: row.maybe_time(place + 3),
        pages: row.integer(place + 4),
        sealed: row.text(place + 5) == "sealed",
    };
    let mut lines: Vec<PaperLine> = rows.map(line).collect();
    lines.sort_by(|one, other| (one.issued_at, &one.id).cmp(&(other.issued_at, &other.id)));
    lines
}

/// What the caller may do, each with the first of the seats that may.
fn possibilities(case: &Case, seats: &[Seat], now: Timestamp) -> (Vec<(Move, Seat)>, Vec<(StepKey, Seat)>) {
    let mut moves: Vec<(Move, Seat)> = Vec::new();
    let mut workable: Vec<(StepKey, Seat)> = Vec::new();
    for seat in seats {
        let viewer = match seat {
            Seat::Applicant { .. } => Viewer::Applicant,
            Seat::Staff(official) => Viewer::Staff(official),
        };
        // The law may allow what the access table leaves to another post.
        let may = |step: &Move| match seat {
            Seat::Applicant { .. } => true,
            Seat::Staff(_) => crate::access::may(seat.role(), crate::access::action_of(*step)),
        };
        for step in case.allowed_actions(viewer, now).into_iter().filter(may) {
            if !moves.iter().any(|(known, _)| *known == step) {
                moves.push((step, seat.clone()));
            }
        }
        if let Seat::Staff(official) = seat {
            for key in case.workable_steps(official) {
                if !workable.iter().any(|(known, _)| *known == key) {
                    workable.push((key, seat.clone()));
                }
            }
        }
    }
    (moves, workable)
}
