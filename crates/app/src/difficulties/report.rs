//! Reporting a difficulty: online with or without an account, or by a clerk for a person at the counter.

use crate::cases::{Seat, known_party, new_party, query_code_of, role_of_post};
use crate::{Action, Caller, City, FieldProblem, NewPerson, Problem, Work, access};
use ::cases::{
    Difficulty, DifficultyCommand, DifficultyEvent, Official, OpenDifficulty, Origin, Party, PartyDetails,
    PartyKind,
};
use kernel::{Actor, CaseNumber, DepartmentId, MatterCode, Moment, PersonId};
use ledger::Idempotency;

/// Who reports.
#[derive(Clone, Debug)]
pub enum Reporter {
    /// The caller, or whom the caller acts for.
    Caller,
    /// Who has the number and the query code of the case.
    ByCode(String),
    /// Somebody without an account who says how to be reached.
    Guest {
        /// The name.
        name: String,
        /// The telephone.
        telephone: String,
    },
    /// A person at the counter whose case it is; a clerk writes it down.
    AtCounter(Option<NewPerson>),
}

/// A report.
#[derive(Clone, Debug)]
pub struct DifficultyReport {
    /// Who.
    pub reporter: Reporter,
    /// The case that is stuck, if there is one.
    pub case: Option<CaseNumber>,
    /// The matter, if it is known.
    pub matter: Option<MatterCode>,
    /// What does not work.
    pub reason: String,
}

/// What a report gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Its number: it is followed by it and the code, as a case is.
    pub number: CaseNumber,
    /// The query code.
    pub query_code: String,
    /// The difficulty as it stands.
    pub difficulty: Difficulty,
}

impl City {
    /// Takes a report in and names who leads it. `answer` makes the stored answer of the request, if it has a key.
    ///
    /// # Errors
    /// [`Problem::Fields`] without words or a way to be reached, or why the caller may not.
    pub fn report_difficulty(
        &self,
        caller: &Caller,
        report: &DifficultyReport,
        moment: &Moment,
        answer: impl Fn(&Reported) -> Option<Idempotency>,
    ) -> Result<Reported, Problem> {
        let action = match report.reporter {
            Reporter::AtCounter(_) => Action::TakeIn,
            _ => Action::ReportDifficulty,
        };
        let task = |work: &mut Work<'_>| {
            let reported = open(work, report)?;
            if let Some(record) = answer(&reported) {
                work.answer_with(record);
            }
            Ok(reported)
        };
        Ok(self.act(caller, moment, action, task)?.result)
    }
}

fn open(work: &mut Work<'_>, report: &DifficultyReport) -> Result<Reported, Problem> {
    if report.reason.trim().is_empty() {
        return Err(Problem::Fields(vec![FieldProblem::new("reason", "field-missing")]));
    }
    let content = work.city.content();
    let case = report.case.as_ref().map(|number| work.case(number)).transpose()?.map(|(case, _)| case);
    let clerk = clerk(work.caller, report)?;
    let actor = match (&clerk, work.caller.account) {
        (Some(clerk), _) => Actor::staff(clerk.account, clerk.unit.clone()),
        (None, Some(account)) => Actor::applicant(account),
        (None, None) => Actor::system(),
    };
    let party = party(work, report, case.as_ref(), &actor)?;
    let known = case.as_ref().map(|case| case.terms().matter.clone()).or_else(|| report.matter.clone());
    let matter = known.filter(|code| case.is_some() || content.matters.contains_key(code));
    let unit: Option<DepartmentId> = match (&case, &matter) {
        (Some(case), _) => Some(case.terms().department.clone()),
        (None, Some(code)) => Some(content.matter(code)?.matter.department.clone()),
        (None, None) => clerk.as_ref().map(|clerk| clerk.unit.clone()),
    };
    let order = OpenDifficulty {
        party,
        case: report.case.clone(),
        matter,
        reason: report.reason.trim().to_owned(),
        origin: clerk.map_or(Origin::Applicant, Origin::Desk),
        within: work.city.settings().difficulty,
    };
    let calendar = content.city_calendar()?;
    let opened = Difficulty::open(order, calendar, work.moment.now)?;
    let number = CaseNumber::mint(content.date(work.moment.now).year(), work.moment.now, work.moment.draw());
    let mut difficulty = begun(&opened, &number, work)?;
    let mut events = vec![opened];
    if let Some(leader) = work.city.leader_for(unit.as_ref())? {
        let named = DifficultyCommand::NameLeader { leader, by: None };
        events.extend(difficulty.decide(named, calendar, work.moment.now)?);
    }
    events.iter().skip(1).for_each(|event| difficulty.apply(event, work.moment.now));
    work.append(&Difficulty::stream(&number), &actor, &events)?;
    let query_code = query_code_of(work.city, &number);
    Ok(Reported { number, query_code, difficulty })
}

fn begun(event: &DifficultyEvent, number: &CaseNumber, work: &Work<'_>) -> Result<Difficulty, Problem> {
    let stream = Difficulty::stream(number);
    let (at, actor, event) = (work.moment.now, Actor::system(), event.clone());
    Difficulty::fold(&[kernel::Recorded { stream, position: 1, at, actor, event }])
        .ok_or_else(|| Problem::fault("reporting a difficulty", "the first event is no report"))
}

fn clerk(caller: &Caller, report: &DifficultyReport) -> Result<Option<Official>, Problem> {
    if !matches!(report.reporter, Reporter::AtCounter(_)) {
        return Ok(None);
    }
    let takes_in = |official: &Official| access::may(role_of_post(official.role), Action::TakeIn);
    let found = caller.officials().into_iter().find(takes_in);
    found.map(Some).ok_or(Problem::Forbidden(Action::TakeIn))
}

fn party(
    work: &mut Work<'_>,
    report: &DifficultyReport,
    case: Option<&::cases::Case>,
    actor: &Actor,
) -> Result<Party, Problem> {
    let own = |case: &::cases::Case| case.agent().unwrap_or(case.applicant()).clone();
    match (&report.reporter, &report.case, case) {
        (Reporter::Caller, Some(number), Some(case)) => {
            work.caller.account.ok_or(Problem::LoginNeeded)?;
            let seats = work.city.seats(work.caller, number)?;
            // Staff does not speak as the applicant: it writes down what she says, at the counter.
            let is_hers = seats.iter().any(|seat| matches!(seat, Seat::Applicant { .. }));
            if is_hers { Ok(own(case)) } else { Err(Problem::NotFound("case")) }
        }
        (Reporter::Caller, _, _) => {
            let person = work.caller.applicant().ok_or(Problem::LoginNeeded)?;
            known_party(work, person)
        }
        (Reporter::ByCode(code), Some(number), Some(case)) => {
            work.city.check_query_code(number, code, work.moment.now)?;
            Ok(own(case))
        }
        (Reporter::ByCode(_), _, _) => Err(Problem::NotFound("case")),
        (Reporter::AtCounter(_), Some(number), Some(case)) => {
            work.city.seat(work.caller, number, Action::TakeIn)?;
            Ok(own(case))
        }
        (Reporter::AtCounter(Some(person)), _, _) => new_party(work, person, actor),
        (Reporter::AtCounter(None), _, _) => {
            Err(Problem::Fields(vec![FieldProblem::new("name", "field-missing")]))
        }
        (Reporter::Guest { name, telephone }, None, _) => guest(work, name, telephone),
        // A case is named by who can prove that it is hers.
        (Reporter::Guest { .. }, Some(_), _) => Err(Problem::NotFound("case")),
    }
}

/// Somebody whom nobody knows and who says how to be reached; her values get a key of their own.
fn guest(work: &mut Work<'_>, name: &str, telephone: &str) -> Result<Party, Problem> {
    let mut wrong = Vec::new();
    if name.trim().is_empty() {
        wrong.push(FieldProblem::new("name", "field-missing"));
    }
    if let Err(refusal) = identity::Telephone::parse(telephone) {
        wrong.push(FieldProblem::of("telephone", &refusal));
    }
    if !wrong.is_empty() {
        return Err(Problem::Fields(wrong));
    }
    let details = PartyDetails {
        name: identity::normal_name(name),
        telephone: Some(telephone.trim().to_owned()),
        ..PartyDetails::default()
    };
    Ok(Party::new(PersonId(work.moment.id()), PartyKind::Person, details))
}
