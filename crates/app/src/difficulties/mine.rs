//! What the person reads of a difficulty: who leads it, until when, what was done, how it was closed.

use super::answer_of;
use crate::{Caller, City, Problem};
use ::cases::{Difficulty, DifficultyEvent, DifficultyStage};
use kernel::{CaseNumber, Timestamp};

/// A difficulty as its person reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnDifficulty {
    /// Its number.
    pub number: CaseNumber,
    /// The difficulty.
    pub difficulty: Difficulty,
    /// The staff number and the unit of who leads it; none while nobody is named.
    pub leader: Option<(String, kernel::DepartmentId)>,
    /// How it was answered so far, oldest first.
    pub answers: Vec<(Timestamp, String)>,
}

impl City {
    /// The difficulties of whom the caller acts for, newest first.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn own_difficulties(&self, caller: &Caller, limit: u32) -> Result<Vec<OwnDifficulty>, Problem> {
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [person.to_string().into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("own.sql"), &parameters)?;
        let numbers = rows.iter().filter_map(|row| row.text(0).parse::<CaseNumber>().ok());
        numbers.map(|number| self.difficulty_inside(&number)).collect()
    }

    /// One difficulty of the caller.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for one of somebody else.
    pub fn own_difficulty(&self, caller: &Caller, number: &CaseNumber) -> Result<OwnDifficulty, Problem> {
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let found = self.difficulty_inside(number)?;
        let own = found.difficulty.party.person == person;
        if own { Ok(found) } else { Err(Problem::NotFound("difficulty")) }
    }

    /// One difficulty for who has its number and query code, without login.
    ///
    /// # Errors
    /// [`Problem::NotFound`] unless both fit; [`QueryCodeLocked`](crate::cases::QueryCodeLocked).
    pub fn difficulty_by_code(
        &self,
        number: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<OwnDifficulty, Problem> {
        let number: CaseNumber = number.parse().map_err(|_| Problem::NotFound("difficulty"))?;
        self.check_query_code(&number, code, now)?;
        self.difficulty_inside(&number)
    }

    pub(crate) fn difficulty_inside(&self, number: &CaseNumber) -> Result<OwnDifficulty, Problem> {
        let story = self.events::<DifficultyEvent>(&Difficulty::stream(number))?;
        let difficulty = Difficulty::fold(&story).ok_or(Problem::NotFound("difficulty"))?;
        let answers = story.iter().filter_map(|recorded| match &recorded.event {
            DifficultyEvent::Closed { closing, .. } => {
                Some((recorded.at, answer_of(closing).text().to_owned()))
            }
            _ => None,
        });
        let answers = answers.collect();
        let leader = match &difficulty.leader {
            Some(leader) => self.staff_number(leader.account)?.map(|number| (number, leader.unit.clone())),
            None => None,
        };
        Ok(OwnDifficulty { number: number.clone(), difficulty, leader, answers })
    }

    /// The staff number (工号) under which an account of staff works; none for others.
    fn staff_number(&self, account: kernel::AccountId) -> Result<Option<String>, Problem> {
        Ok(self.caller_of(account)?.map(|caller| caller.shown_name))
    }
}

impl OwnDifficulty {
    /// Whether somebody still works on it.
    pub fn is_open(&self) -> bool {
        self.difficulty.stage == DifficultyStage::Open
    }
}
