//! "Cannot get it done" (办不成事, CASE-08, P-07): reported by anybody, on a case or on none, led by a named person against
//! a clock, and never closed by a bare no.

mod desk; // those who lead
mod mine; // what the person reads
mod report; // reporting one

pub use desk::{DifficultyPage, DifficultyRow};
pub use mine::OwnDifficulty;
pub use report::{DifficultyReport, Reported, Reporter};

pub use crate::views::after::cause_word;

use crate::cases::DueRound;
use crate::processes::{Addressee, Telling, tell};
use crate::{City, Problem, Work};
use ::cases::{ClosingKept, Difficulty, DifficultyCommand, DifficultyEvent, DifficultyStage, Official};
use catalogue::PostRole;
use kernel::{AccountId, Actor, CaseNumber, DepartmentId, Moment, Private};
use notices::Occasion;

/// What the person is answered by a closing.
pub fn answer_of(closing: &ClosingKept) -> &Private<String> {
    match closing {
        ClosingKept::Solved { solution } => solution,
        ClosingKept::OtherPath { path } => path,
        ClosingKept::Explained { explanation } => explanation,
    }
}

impl City {
    /// A difficulty as it stands, for the simulator and for tests; pages go through their reader's post.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none.
    pub fn difficulty(&self, number: &CaseNumber) -> Result<Difficulty, Problem> {
        Ok(self.difficulty_inside(number)?.difficulty)
    }

    /// Who leads a difficulty of a department: its chief at the hall, else a hall manager, else its head, else the
    /// first leader anywhere.
    pub(crate) fn leader_for(&self, unit: Option<&DepartmentId>) -> Result<Option<Official>, Problem> {
        let unit = unit.map_or("", DepartmentId::as_str);
        let own = self.ledger().query(include_str!("difficulties/leaders.sql"), &[unit.into()])?;
        let any = if own.is_empty() {
            self.ledger().query(include_str!("difficulties/any_leader.sql"), &[])?
        } else {
            own
        };
        Ok(any.first().and_then(official))
    }

    /// The head of a unit, for what its chief did not close in time.
    fn head_of(&self, unit: &DepartmentId) -> Result<Option<Official>, Problem> {
        let rows = self.ledger().query(include_str!("difficulties/leaders.sql"), &[unit.as_str().into()])?;
        Ok(rows.iter().filter_map(official).find(|official| official.role == PostRole::Head))
    }

    /// Marks difficulties whose date passed and hands them to the head of the unit; at most `limit`.
    pub(crate) fn mark_difficulties(&self, moment: &Moment, limit: u32) -> DueRound {
        self.each_due(include_str!("difficulties/alarms.sql"), moment, limit, |id| {
            let task = |work: &mut Work<'_>| {
                let stream = Difficulty::stream(id);
                let Some(mut difficulty) = Difficulty::fold(&work.load::<DifficultyEvent>(&stream)?) else {
                    return Ok(0);
                };
                let mut due = difficulty.due_transitions(work.moment.now);
                due.iter().for_each(|(at, event)| difficulty.apply(event, *at));
                due.extend(self.escalation(&difficulty, work)?);
                work.append_at(&stream, &Actor::clock(), &due)?;
                Ok(u32::try_from(due.len()).unwrap_or(u32::MAX))
            };
            Ok(self.run(&crate::Caller::system(), moment, task)?.result)
        })
    }

    fn escalation(
        &self,
        difficulty: &Difficulty,
        work: &Work<'_>,
    ) -> Result<Vec<(kernel::Timestamp, DifficultyEvent)>, Problem> {
        let Some(leader) = difficulty.leader.as_ref().filter(|leader| leader.role != PostRole::Head) else {
            return Ok(Vec::new());
        };
        let Some(head) = self.head_of(&leader.unit)?.filter(|_| difficulty.stage == DifficultyStage::Open)
        else {
            return Ok(Vec::new());
        };
        let now = work.moment.now;
        let content = work.city.content();
        let order = DifficultyCommand::NameLeader { leader: head, by: None };
        let named = difficulty.decide(order, content.city_calendar()?, now)?;
        Ok(named.into_iter().map(|event| (now, event)).collect())
    }
}

fn official(row: &ledger::Row) -> Option<Official> {
    let account: AccountId = row.text(0).parse().ok()?;
    let role = [PostRole::HallManager, PostRole::ChiefAtHall, PostRole::Head]
        .into_iter()
        .find(|role| role.code() == row.text(1))?;
    Some(Official::new(account, role, DepartmentId(row.text(2).to_owned())))
}

/// Tells the person how her difficulty was closed.
fn tell_answer(
    work: &mut Work<'_>,
    id: &CaseNumber,
    difficulty: &Difficulty,
    event: &DifficultyEvent,
) -> Result<(), Problem> {
    let DifficultyEvent::Closed { closing, .. } = event else { return Ok(()) };
    let details = difficulty.party.details.get();
    let to = Addressee {
        person: difficulty.party.person,
        telephone: details.and_then(|details| details.telephone.clone()),
        mail: details.and_then(|details| details.email.clone()),
        address: details.and_then(|details| details.address.clone()),
        electronic_service: false,
    };
    let about = match &difficulty.case {
        Some(number) => Some((number.clone(), work.case(number)?.1)),
        None => None,
    };
    let telling = Telling {
        occasion: Occasion::DifficultyAnswered,
        about,
        matter: String::new(),
        detail: answer_of(closing).get().cloned(),
        stream: Difficulty::stream(id),
        key: format!("difficulty-{id}-{}", work.moment.now.as_microsecond()),
        from: work.moment.now,
        expires: None,
    };
    tell(work, &to, &telling)
}
