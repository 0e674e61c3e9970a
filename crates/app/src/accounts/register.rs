//! A citizen opens an account herself: she is known as far as she says, no further. Staff accounts are opened by
//! administrators only.

use super::login::login_row;
use super::post::account_stream;
use super::secret::password_record;
use crate::{Caller, City, FieldProblem, NewPerson, Problem, Session, Work};
use identity::{Account, AccountCommand, AccountRefusal, Assurance, Owner, PaperNumber};
use kernel::{AccountId, Actor, Language, Moment, PersonId, Refusal};

/// What a citizen types to open an account.
#[derive(Clone)]
pub struct Registration {
    /// The name for logging in.
    pub login: String,
    /// The password.
    pub password: String,
    /// Who she says she is; how surely is not for her to say.
    pub person: NewPerson,
}

/// Why a registration is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterRefusal {
    /// Somebody with this number is known. Who only says the number does not get at what is kept for it.
    #[error("somebody with this paper number is known")]
    Known,
}

impl Refusal for RegisterRefusal {
    fn key(&self) -> &'static str {
        match self {
            RegisterRefusal::Known => "refusal-register-known",
        }
    }
}

impl City {
    /// Opens an account for a citizen and logs her in, with [`Assurance::Declared`].
    ///
    /// # Errors
    /// [`Problem::Fields`] for wrong entries, [`RegisterRefusal`], [`identity::PasswordRefusal`],
    /// [`AccountRefusal::OpenedBefore`] for a login name that is taken.
    pub fn register_citizen(
        &self,
        registration: &Registration,
        language: Language,
        moment: &Moment,
    ) -> Result<Session, Problem> {
        let contact = &registration.person.contact;
        let reachable = [&contact.telephone, &contact.mail];
        if reachable.iter().all(|way| way.as_deref().is_none_or(|text| text.trim().is_empty())) {
            return Err(Problem::Fields(vec![FieldProblem::new("telephone", "field-contact-missing")]));
        }
        self.settings()
            .passwords
            .check(&registration.login, &registration.password)
            .map_err(Problem::refused)?;
        let record = password_record(&registration.password)?;
        let new = NewPerson { assurance: Assurance::Declared, ..registration.person.clone() };
        let done = self.run(&Caller::system(), moment, |work| {
            let person = know_new_person(work, &new)?;
            let id = open(work, &registration.login, person)?;
            work.row(login_row(id, &registration.login, record.clone()));
            Ok(id)
        })?;
        self.open_session(done.result, Assurance::Declared, language, moment)
    }
}

fn know_new_person(work: &mut Work<'_>, new: &NewPerson) -> Result<PersonId, Problem> {
    let today = work.city.today(work.moment.now);
    let number = PaperNumber::parse(new.paper, &new.number, today);
    if let Ok(number) = &number
        && work.city.person_by_number(number)?.is_some()
    {
        return Err(RegisterRefusal::Known.into());
    }
    // A wrong number is told together with the other wrong fields.
    work.know_person(new, &Actor::system())
}

fn open(work: &mut Work<'_>, login: &str, person: PersonId) -> Result<AccountId, Problem> {
    if work.city.account_by_login(login)?.is_some() {
        return Err(AccountRefusal::OpenedBefore.into());
    }
    work.claim("login", login.trim(), include_str!("account_by_login.sql"));
    let id = AccountId(work.moment.id());
    let command = AccountCommand::Open { login: login.trim().to_owned(), owner: Owner::Person { person } };
    let event = Account::decide(None, command)?;
    work.append(&account_stream(id), &Actor::system(), &[event])?;
    Ok(id)
}
