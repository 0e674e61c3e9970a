//! Erasing a person: her account is closed, what lets her log in and what she has not sent goes, and the ledger
//! forgets everything that is hers alone. Events and their proofs stay.

use crate::accounts::person_stream;
use crate::{Caller, City, Problem, Work};
use identity::{Account, AccountCommand, AccountEvent, Owner, PaperKind, PaperNumber};
use kernel::{AccountId, Actor, Moment, PersonId, StreamId};
use ledger::{EraseReport, RowChange};

/// The papers by whose number a person can be looked for.
const PAPERS: [PaperKind; 7] = [
    PaperKind::CitizenCard,
    PaperKind::CreditCode,
    PaperKind::NeighbourResidencePermit,
    PaperKind::HomeReturnPermit,
    PaperKind::TaiwanTravelPermit,
    PaperKind::ForeignPermanentCard,
    PaperKind::Passport,
];

/// What erasing a person would take away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasurePreview {
    /// Keys, rows and files in the ledger.
    pub ledger: EraseReport,
    /// The login name of the account that would be closed.
    pub login: Option<String>,
    /// How many cases the person has.
    pub cases: i64,
    /// The numbers of those that still run, at most a hundred.
    pub running: Vec<String>,
}

impl City {
    /// The person that somebody means: by id, by login name or by the number of a paper.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn find_person(&self, said: &str, moment: &Moment) -> Result<Option<PersonId>, Problem> {
        let said = said.trim();
        if let Ok(person) = said.parse::<PersonId>() {
            let known = self.ledger().load(&person_stream(person))?.head;
            return Ok((0 < known).then_some(person));
        }
        if let Some(account) = self.account_by_login(said)? {
            let owner = self.account_as_known(account)?.map(|account| account.owner);
            return Ok(match owner {
                Some(Owner::Person { person }) => Some(person),
                _ => None,
            });
        }
        let today = self.today(moment.now);
        for number in PAPERS.iter().filter_map(|paper| PaperNumber::parse(*paper, said, today).ok()) {
            if let Some(person) = self.person_by_number(&number)? {
                return Ok(Some(person));
            }
        }
        Ok(None)
    }

    /// What [`City::erase_person`] would take away now.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn erasure_preview(&self, person: PersonId) -> Result<ErasurePreview, Problem> {
        let login = match self.account_of_person(person)? {
            Some(account) => self.account_as_known(account)?.map(|account| account.login),
            None => None,
        };
        let of = [person.to_string().into()];
        let cases = self.ledger().query(include_str!("erasure/cases.sql"), &of)?;
        let running = self.ledger().query(include_str!("erasure/running.sql"), &of)?;
        Ok(ErasurePreview {
            ledger: self.ledger().erase_preview(person)?,
            login,
            cases: cases.first().map_or(0, |row| row.integer(0)),
            running: running.iter().map(|row| row.text(0).to_owned()).collect(),
        })
    }

    /// Erases a person for good. Erasing again does no harm and goes on where it stopped.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn erase_person(
        &self,
        person: PersonId,
        reason: &str,
        moment: &Moment,
    ) -> Result<EraseReport, Problem> {
        let account = self.account_of_person(person)?;
        if let Some(account) = account {
            self.run(&Caller::system(), moment, |work| close(work, account))?;
        }
        self.run(&Caller::system(), moment, |work| {
            for table in ["drafts", "uploads"] {
                work.row(RowChange::Remove { table, key: vec![("person", person.to_string().into())] });
            }
            Ok(())
        })?;
        Ok(self.ledger().erase(person, reason)?)
    }

    fn account_as_known(&self, id: AccountId) -> Result<Option<Account>, Problem> {
        let events = self.events::<AccountEvent>(&StreamId::of("account", id))?;
        Ok(Account::of(id, events.iter().map(|recorded| &recorded.event)))
    }
}

/// Closes the account and takes away everything that lets somebody in by it.
fn close(work: &mut Work<'_>, id: AccountId) -> Result<(), Problem> {
    let stream = StreamId::of("account", id);
    let events = work.load::<AccountEvent>(&stream)?;
    let account = Account::of(id, events.iter().map(|recorded| &recorded.event));
    for table in ["logins", "sessions", "tokens", "one_time_codes", "outside_logins"] {
        work.row(RowChange::Remove { table, key: vec![("account", id.to_string().into())] });
    }
    if account.as_ref().is_some_and(|account| !account.closed) {
        let command = AccountCommand::Close { reason: "the person was erased".to_owned() };
        let closed = Account::decide(account.as_ref(), command)?;
        work.append(&stream, &Actor::system(), &[closed])?;
    }
    Ok(())
}
