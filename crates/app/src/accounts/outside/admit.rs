//! From what a provider says to a person and an account of the city.

use super::OutsideRefusal;
use crate::accounts::person::person_stream;
use crate::accounts::post::account_stream;
use crate::{City, IdentityProvider, NewPerson, OutsideIdentity, Problem, Work};
use identity::{
    Account, AccountCommand, AccountEvent, AccountRefusal, Assurance, Contact, Owner, PaperKind, PaperNumber,
    Person, PersonEvent, normal_name,
};
use kernel::{AccountId, Actor, Moment, PersonId, Private};
use ledger::RowChange;

/// Whom a login let in.
#[derive(Clone, Debug)]
pub(super) struct Admitted {
    pub account: AccountId,
    pub person: PersonId,
    pub first: bool,
    pub password_taken: bool,
    pub unread: Vec<String>,
}

impl City {
    /// Lets the person in whom a provider names: all of it in one write.
    pub(super) fn admit(
        &self,
        provider: &dyn IdentityProvider,
        identity: &OutsideIdentity,
        moment: &Moment,
    ) -> Result<Admitted, Problem> {
        let done = self.run(&crate::Caller::system(), moment, |work| {
            let mut admitted = match self.outside_account(provider.id(), &identity.subject)? {
                Some(account) => known_subject(work, provider, identity, account)?,
                None => new_subject(work, provider, identity)?,
            };
            admitted.unread = work.bring_mandates(provider.id(), admitted.person, identity)?;
            Ok(admitted)
        })?;
        Ok(done.result)
    }

    fn outside_account(&self, provider: &str, subject: &str) -> Result<Option<AccountId>, Problem> {
        let rows = self.ledger().query(include_str!("account.sql"), &[provider.into(), subject.into()])?;
        Ok(rows.first().and_then(|row| row.text(0).parse().ok()))
    }
}

/// Somebody who has logged in through this provider before.
fn known_subject(
    work: &mut Work<'_>,
    provider: &dyn IdentityProvider,
    identity: &OutsideIdentity,
    id: AccountId,
) -> Result<Admitted, Problem> {
    let account = open_account(work, id)?;
    let Owner::Person { person } = account.owner else {
        return Err(OutsideRefusal::AnotherName { provider: provider.name().to_owned() }.into());
    };
    let known = load_person(work, person)?;
    let number = number_of(work, identity)?;
    let same = match (&number, known.number.get()) {
        (Some(named), Some(kept)) => named.as_str() == kept,
        _ => true,
    };
    if !same {
        return Err(OutsideRefusal::AnotherName { provider: provider.name().to_owned() }.into());
    }
    raise(work, provider, identity, &known)?;
    Ok(Admitted { account: id, person, first: false, password_taken: false, unread: Vec::new() })
}

/// Somebody who comes through this provider for the first time.
fn new_subject(
    work: &mut Work<'_>,
    provider: &dyn IdentityProvider,
    identity: &OutsideIdentity,
) -> Result<Admitted, Problem> {
    let not_identified = || OutsideRefusal::NotIdentified { provider: provider.name().to_owned() };
    let number = number_of(work, identity)?.ok_or_else(not_identified)?;
    let known = work.city.person_by_number(&number)?;
    let (person, mut password_taken) = match known {
        None => (register(work, identity, &number)?, false),
        // Whoever only says a number does not get at the person who has it.
        Some(_) if identity.assurance < Assurance::Verified => return Err(not_identified().into()),
        Some(id) => (id, take_over(work, provider, identity, id)?),
    };
    let (account, first) = match work.city.account_of_person(person)?.filter(|_| known.is_some()) {
        Some(account) => (open_account(work, account)?.id, false),
        None => (open_new_account(work, provider, person)?, true),
    };
    if password_taken {
        password_taken = !first;
        clear_proofs(work, account);
    }
    let key = vec![("provider", provider.id().into()), ("subject", identity.subject.as_str().into())];
    let set = vec![("account", account.to_string().into())];
    work.row(RowChange::Put { table: "outside_logins", key, set });
    Ok(Admitted { account, person, first, password_taken, unread: Vec::new() })
}

fn register(
    work: &mut Work<'_>,
    identity: &OutsideIdentity,
    number: &PaperNumber,
) -> Result<PersonId, Problem> {
    let new = NewPerson {
        name: identity.name.clone(),
        paper: number.kind,
        number: number.as_str().to_owned(),
        contact: Contact::default(),
        assurance: identity.assurance,
    };
    work.know_person(&new, &Actor::system())
}

/// Meets a person who is known already. Says whether what somebody unchecked had set must be cleared: then the
/// contact is taken away too, because codes and notices would go to whoever had claimed the name.
fn take_over(
    work: &mut Work<'_>,
    provider: &dyn IdentityProvider,
    identity: &OutsideIdentity,
    id: PersonId,
) -> Result<bool, Problem> {
    let known = load_person(work, id)?;
    if known.name.get().is_some_and(|name| *name != normal_name(&identity.name)) {
        return Err(OutsideRefusal::AnotherName { provider: provider.name().to_owned() }.into());
    }
    raise(work, provider, identity, &known)?;
    let unchecked = known.assurance < Assurance::Verified;
    if unchecked && known.contact != Contact::default() {
        let event = PersonEvent::ContactChanged { contact: Private::new(id, Contact::default()) };
        work.append(&person_stream(id), &Actor::system(), &[event])?;
    }
    Ok(unchecked)
}

fn raise(
    work: &mut Work<'_>,
    provider: &dyn IdentityProvider,
    identity: &OutsideIdentity,
    known: &Person,
) -> Result<(), Problem> {
    if identity.assurance <= known.assurance {
        return Ok(());
    }
    let means = format!("identity provider {}", provider.id());
    let event = PersonEvent::AssuranceRaised { assurance: identity.assurance, means };
    work.append(&person_stream(known.id), &Actor::system(), &[event])
}

fn open_new_account(
    work: &mut Work<'_>,
    provider: &dyn IdentityProvider,
    person: PersonId,
) -> Result<AccountId, Problem> {
    let id = AccountId(work.moment.id());
    let login = format!("{}-{:012x}", provider.id(), work.moment.draw() >> 16);
    let event = Account::decide(None, AccountCommand::Open { login, owner: Owner::Person { person } })?;
    work.append(&account_stream(id), &Actor::system(), &[event])?;
    Ok(id)
}

/// Password, codes and running sessions of an account go.
fn clear_proofs(work: &mut Work<'_>, account: AccountId) {
    for table in ["logins", "one_time_codes", "sessions"] {
        let key = vec![("account", account.to_string().into())];
        work.row(RowChange::Remove { table, key });
    }
}

fn open_account(work: &mut Work<'_>, id: AccountId) -> Result<Account, Problem> {
    let events = work.load::<AccountEvent>(&account_stream(id))?;
    let account = Account::of(id, events.iter().map(|recorded| &recorded.event));
    let account = account.ok_or(AccountRefusal::Unknown)?;
    if account.closed { Err(AccountRefusal::Closed.into()) } else { Ok(account) }
}

fn load_person(work: &mut Work<'_>, id: PersonId) -> Result<Person, Problem> {
    let events = work.load::<PersonEvent>(&person_stream(id))?;
    let person = Person::of(id, events.iter().map(|recorded| &recorded.event));
    person.ok_or(Problem::NotFound("person"))
}

/// The number in its normal form; a provider that sends a broken one is not believed.
fn number_of(work: &Work<'_>, identity: &OutsideIdentity) -> Result<Option<PaperNumber>, Problem> {
    let Some(number) = identity.number.as_deref().filter(|number| !number.trim().is_empty()) else {
        return Ok(None);
    };
    let today = work.city.today(work.moment.now);
    let kinds = [
        PaperKind::CitizenCard,
        PaperKind::NeighbourResidencePermit,
        PaperKind::ForeignPermanentCard,
        PaperKind::HomeReturnPermit,
        PaperKind::TaiwanTravelPermit,
    ];
    Ok(kinds.into_iter().find_map(|kind| PaperNumber::parse(kind, number, today).ok()))
}
