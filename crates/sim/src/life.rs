//! The days of a city: people come, cases move, the law's clock ticks; all in one order that the seed decides.

use crate::after::{self, Errand};
use crate::handed_in::{delivery, hand_in};
use crate::staff::Staff;
use crate::story::Story;
use crate::turns::{Journey, take};
use crate::{Lived, Plan, Sentence, answers, people};
use app::cases::{Applicants, Application, RawForm};
use app::{Caller, City, NewAccount, PublishedMatter};
use calendar::Calendar;
use cases::Case;
use catalogue::Channel;
use identity::Owner;
use jiff::SignedDuration;
use kernel::{Actor, Moment, Timestamp};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

/// Cases that begin on a working day.
const A_DAY: u64 = 105;
/// One case in so many gets real papers.
const PAPERS_EVERY: u64 = 45;

/// Lives the life of `plan` in a founded city whose accounts are open.
///
/// # Errors
/// A sentence when the storage or the calendar fails.
pub fn live(city: &City, plan: &Plan) -> Result<Lived, Sentence> {
    city.rehearse(true)?;
    let lived = Life::begin(city, plan).and_then(|mut life| life.run());
    city.rehearse(false)?;
    city.refresh_content()?;
    lived
}

struct Life<'a> {
    city: &'a City,
    content: Arc<app::Content>,
    staff: Staff,
    clerks: HashMap<String, Arc<Caller>>,
    citizens: Vec<Arc<Caller>>,
    host: Option<Arc<Caller>>,
    chance: Moment,
    ends: Timestamp,
    queue: BinaryHeap<Reverse<(Timestamp, u64)>>,
    journeys: HashMap<u64, (Journey, Case)>,
    errands: HashMap<u64, Errand>,
    errands_planned: u64,
    lived: Lived,
}

/// Ids of the queue above this are arrivals; below are cases.
const ARRIVAL: u64 = 1 << 40;
/// One application of so many is made by the citizen of the demo accounts.
const ONE_IN: u64 = 120;
/// Ids of the queue above this are errands beside and after the cases.
const ERRAND: u64 = 1 << 50;
/// At one turn of so many a hand forgets that a case is owed today.
const FORGETS_TODAY_ONE_IN: u64 = 40;
/// The tick of the law's clock.
const TICK: u64 = u64::MAX;

impl<'a> Life<'a> {
    fn begin(city: &'a City, plan: &Plan) -> Result<Self, Sentence> {
        let content = city.content();
        let first = city.founded_at()?.ok_or("the city is not founded")?;
        let ends = first + SignedDuration::from_hours(24 * i64::from(plan.days));
        let mut life = Life {
            city,
            content,
            staff: Staff { by_unit: HashMap::new() },
            clerks: HashMap::new(),
            citizens: Vec::new(),
            host: None,
            chance: Moment::new(first, plan.seed ^ 0x5eed),
            ends,
            queue: BinaryHeap::new(),
            journeys: HashMap::new(),
            errands: HashMap::new(),
            errands_planned: 0,
            lived: Lived::default(),
        };
        life.gather_staff()?;
        if let Some(id) = city.account_by_login("citizen")? {
            life.host = city.caller_of(id)?.map(Arc::new);
        }
        life.plan_arrivals(first)?;
        Ok(life)
    }

    fn gather_staff(&mut self) -> Result<(), Sentence> {
        for department in crate::accounts::deciding_departments(self.city) {
            for (name, _) in crate::story::BACK_OFFICE {
                let login = format!("{department}.{name}");
                let Some(id) = self.city.account_by_login(&login)? else { continue };
                let Some(caller) = self.city.caller_of(id)? else { continue };
                let caller = Arc::new(caller);
                for official in caller.officials() {
                    if official.role == catalogue::PostRole::Clerk {
                        self.clerks.insert(department.0.clone(), Arc::clone(&caller));
                    }
                    let unit = self.staff.by_unit.entry(department.0.clone()).or_default();
                    unit.push((official, Arc::clone(&caller)));
                }
            }
        }
        Ok(())
    }

    fn calendar(&self) -> Result<&Calendar, Sentence> {
        Ok(self.content.city_calendar()?)
    }

    /// Draws when people come: in office hours mostly, some in the evening and at weekends, online.
    fn plan_arrivals(&mut self, first: Timestamp) -> Result<(), Sentence> {
        let calendar = self.calendar()?.clone();
        let mut day = calendar.date_of(first);
        let last = calendar.date_of(self.ends);
        let mut next = ARRIVAL;
        while day <= last {
            let working = calendar.is_working(day)?;
            let many = if working { A_DAY + self.chance.below(30) } else { 12 };
            for _ in 0..many {
                let minute = if working && self.chance.below(10) != 0 {
                    9 * 60 + self.chance.below(8 * 60)
                } else {
                    8 * 60 + self.chance.below(14 * 60)
                };
                let local = day.at((minute / 60) as i8, (minute % 60) as i8, self.chance.below(60) as i8, 0);
                let at = calendar.instant(local);
                if first < at && at < self.ends {
                    next += 1;
                    self.queue.push(Reverse((at, next)));
                }
            }
            for hour in 8..=19 {
                let at = calendar.instant(day.at(hour, 1, 0, 0));
                if first < at && at < self.ends {
                    self.queue.push(Reverse((at, TICK)));
                }
            }
            day = day.tomorrow()?;
        }
        Ok(())
    }

    fn run(&mut self) -> Result<Lived, Sentence> {
        while let Some(Reverse((at, id))) = self.queue.pop() {
            if self.ends < at {
                break;
            }
            let moment = Moment::new(at, self.chance.draw());
            match id {
                TICK => drop(self.city.run_clock(&moment, 500)?),
                id if ERRAND < id => self.errand(id, moment)?,
                id if ARRIVAL < id => self.arrive(id - ARRIVAL, moment)?,
                id => self.turn(id, moment)?,
            }
        }
        // What fell due between the last tick and now is made visible too.
        self.city.run_clock(&Moment::new(self.ends, self.chance.draw()), 2_000)?;
        Ok(self.lived)
    }

    /// Papers for some cases, and for those of whoever signs in to look at the demo.
    fn with_papers(&self, id: u64, applicant: Option<&Arc<Caller>>, papers: bool) {
        if self.is_host(applicant) || id.is_multiple_of(PAPERS_EVERY) {
            self.city.set_filling(!papers);
        }
    }

    /// Whether this is whoever signs in to look at the demo.
    fn is_host(&self, applicant: Option<&Arc<Caller>>) -> bool {
        self.host.as_ref().is_some_and(|host| applicant.is_some_and(|it| Arc::ptr_eq(host, it)))
    }

    fn arrive(&mut self, id: u64, mut moment: Moment) -> Result<(), Sentence> {
        let Some(published) = self.pick_matter(&mut moment) else { return Ok(()) };
        let (application, caller, applicant) = self.application(&published, &mut moment)?;
        self.with_papers(id, applicant.as_ref(), true);
        let submitted = self.city.submit(&caller, &application, &moment, |_| None);
        self.with_papers(id, applicant.as_ref(), false);
        let submitted = self.lived.hear(published.matter.code.as_str(), submitted)?;
        let Some(submitted) = submitted else { return Ok(()) };
        self.lived.cases += 1;
        let number = submitted.case.number().clone();
        let story = Story::draw(&mut moment);
        let journey = Journey { number, story, applicant, turned: false };
        self.journeys.insert(id, (journey, submitted.case));
        self.wake_later(id, moment.now, story, &mut moment);
        Ok(())
    }

    fn pick_matter(&self, moment: &mut Moment) -> Option<Arc<PublishedMatter>> {
        let taken: Vec<_> =
            self.content.matters.values().filter(|found| found.matter.decided.takes_applications()).collect();
        // Matters decided here are what the demo shows; the others pass by now and then.
        let here: Vec<_> = taken.iter().filter(|found| found.matter.decided.is_here()).collect();
        if here.is_empty() || moment.below(12) == 0 {
            return taken.get(moment.below(taken.len() as u64) as usize).map(|found| Arc::clone(found));
        }
        here.get(moment.below(here.len() as u64) as usize).map(|found| Arc::clone(found))
    }

    fn application(
        &mut self,
        published: &PublishedMatter,
        moment: &mut Moment,
    ) -> Result<(Application, Arc<Caller>, Option<Arc<Caller>>), Sentence> {
        let matter = &published.matter;
        let at_counter = moment.below(10) < 4 && self.clerks.contains_key(matter.department.as_str());
        let situations = answers::situations(matter, moment);
        let region = crate::accounts::region_of(self.city);
        let (caller, applicant, who) = if at_counter || !matter.channels.contains(&Channel::Online) {
            let clerk =
                self.clerks.get(matter.department.as_str()).cloned().ok_or("nobody at the counter")?;
            (clerk, None, Applicants::Person(people::person(moment, region)))
        } else {
            let citizen = self.citizen(moment)?;
            (Arc::clone(&citizen), Some(citizen), Applicants::Caller)
        };
        let person = self.applicant(&who, &caller)?;
        let today = self.content.date(moment.now);
        let desk = answers::Desk { ground: &self.content.ground, today, region };
        let form = answers::form(matter, &situations, &desk, &person, moment);
        let handed = hand_in(published, &situations, moment);
        let application = Application {
            matter: matter.code.clone(),
            version: Some(published.version),
            applicant: who,
            situations,
            form: RawForm::Page(form),
            materials: handed.given,
            gaps: handed.gaps,
            commitments: handed.commitments,
            delivery: Some(delivery(matter, moment)),
            draft: None,
            window: None,
            channel: None,
        };
        Ok((application, caller, applicant))
    }

    /// Whom the form is about.
    fn applicant(&self, who: &Applicants, caller: &Caller) -> Result<answers::Applicant, Sentence> {
        if let Applicants::Person(person) = who {
            return Ok(answers::Applicant::of(person));
        }
        let id = caller.person.ok_or("a citizen is somebody")?;
        let person = self.city.person(id)?.ok_or("a citizen is known")?;
        let (telephone, address) = (person.contact.telephone, person.contact.address);
        let (name, number) = (person.name.text().to_owned(), person.number.text().to_owned());
        Ok(answers::Applicant { name, number, telephone, address })
    }

    /// A citizen with an account: mostly a new one, sometimes one who was here before.
    fn citizen(&mut self, moment: &mut Moment) -> Result<Arc<Caller>, Sentence> {
        // Whoever signs in to look at the demo finds cases of her own, not an empty list.
        if let Some(host) = self.host.as_ref().filter(|_| moment.below(ONE_IN) == 0) {
            return Ok(Arc::clone(host));
        }
        if !self.citizens.is_empty() && moment.below(3) == 0 {
            let place = moment.below(self.citizens.len() as u64) as usize;
            return Ok(Arc::clone(&self.citizens[place]));
        }
        let new = people::person(moment, crate::accounts::region_of(self.city));
        let person = self.city.know_person(&new, &Actor::system(), &fresh(moment))?;
        if let Some(account) = self.city.account_of_person(person)? {
            let caller = self.city.caller_of(account)?.ok_or("the account is closed")?;
            return Ok(Arc::new(caller));
        }
        let login = format!("demo-{}", self.citizens.len() + 1);
        let account = NewAccount { login, owner: Owner::Person { person }, password: None };
        let id = self.city.open_account_as(&Actor::system(), &account, &fresh(moment))?;
        let caller = Arc::new(self.city.caller_of(id)?.ok_or("the account is closed")?);
        self.citizens.push(Arc::clone(&caller));
        Ok(caller)
    }

    fn turn(&mut self, id: u64, mut moment: Moment) -> Result<(), Sentence> {
        let Some((mut journey, case)) = self.journeys.remove(&id) else { return Ok(()) };
        self.with_papers(id, journey.applicant.as_ref(), true);
        // The clock may have moved the case meanwhile.
        let known = self.city.case_of(&journey.number)?.unwrap_or(case);
        let looked_at = self.is_host(journey.applicant.as_ref());
        let taken = take(self.city, &self.staff, &mut journey, &known, looked_at, &moment);
        self.with_papers(id, journey.applicant.as_ref(), false);
        let before = known.stage().clone();
        let case = match self.lived.hear(journey.number.as_str(), taken)?.flatten() {
            Some(case) => {
                self.lived.turns += 1;
                case
            }
            None => known,
        };
        let story = journey.story;
        let errand = after::errand_after(&case, &before, journey.applicant.as_ref(), &mut moment);
        if let Some(errand) = errand {
            self.plan_errand(errand, &mut moment);
        }
        if case.proposal().is_some() && story != Story::Unanswered {
            self.wake_for_answer(id, &case, &mut moment);
            self.journeys.insert(id, (journey, case));
            return Ok(());
        }
        if !story.is_slow() && is_owed_today(&case) && moment.below(FORGETS_TODAY_ONE_IN) != 0 {
            self.wake_soon(id, &mut moment);
            self.journeys.insert(id, (journey, case));
            return Ok(());
        }
        if !matches!(case.stage(), cases::Stage::Archived { .. } | cases::Stage::Elsewhere(_)) {
            self.journeys.insert(id, (journey, case));
            self.wake_later(id, moment.now, story, &mut moment);
        }
        Ok(())
    }

    fn plan_errand(&mut self, errand: Errand, moment: &mut Moment) {
        let id = ERRAND + 1 + self.errands_planned;
        self.errands_planned += 1;
        let minutes = 60 + moment.below(5 * 60);
        let at = moment.now + SignedDuration::from_mins(i64::try_from(minutes).unwrap_or(60));
        self.queue.push(Reverse((self.office_time_from(at), id)));
        self.errands.insert(id, errand);
    }

    fn errand(&mut self, id: u64, mut moment: Moment) -> Result<(), Sentence> {
        let Some(errand) = self.errands.remove(&id) else { return Ok(()) };
        let done = after::run(self.city, &self.staff, &errand, &mut moment);
        if let Some(next) = self.lived.hear("after a case", done)?.flatten() {
            self.plan_errand(next, &mut moment);
        }
        Ok(())
    }

    /// A proposed no is answered inside its clock (CASE-07): minutes while the visitor waits, hours online.
    fn wake_for_answer(&mut self, id: u64, case: &Case, moment: &mut Moment) {
        let minutes = if case.via().is_in_person() { 6 + moment.below(18) } else { 15 + moment.below(120) };
        let at = moment.now + SignedDuration::from_mins(i64::try_from(minutes).unwrap_or(20));
        self.queue.push(Reverse((self.office_time_from(at), id)));
    }

    /// What was completed before the cut-off is decided by the evening (CASE-10), so each hand takes minutes.
    fn wake_soon(&mut self, id: u64, moment: &mut Moment) {
        let minutes = 3 + moment.below(14);
        let at = moment.now + SignedDuration::from_mins(i64::try_from(minutes).unwrap_or(10));
        self.queue.push(Reverse((self.office_time_from(at), id)));
    }

    /// When somebody looks at the case again: within hours mostly, days in a slow story.
    fn wake_later(&mut self, id: u64, now: Timestamp, story: Story, moment: &mut Moment) {
        let hours = if story.is_slow() { 20 + moment.below(60) } else { 1 + moment.below(14) };
        let minutes = hours * 60 + moment.below(60);
        let at = now + SignedDuration::from_mins(i64::try_from(minutes).unwrap_or(60));
        self.queue.push(Reverse((self.office_time_from(at), id)));
    }

    /// Staff works in office hours: a later time is the next morning of a working day.
    fn office_time_from(&self, at: Timestamp) -> Timestamp {
        let Ok(calendar) = self.calendar() else { return at };
        let local = calendar.local(at);
        let hour = local.hour();
        let working = calendar.is_working(local.date()).unwrap_or(true);
        if working && (9..17).contains(&hour) {
            return at;
        }
        let from =
            if working && hour < 9 { local.date() } else { local.date().tomorrow().unwrap_or(local.date()) };
        let day = calendar.working_day_from(from).unwrap_or(from);
        calendar.instant(day.at(9, local.minute(), local.second(), 0))
    }
}

/// Whether a decision is owed by the close of the day.
fn is_owed_today(case: &Case) -> bool {
    let decides = matches!(case.stage(), cases::Stage::Received { .. } | cases::Stage::Examining(_));
    decides && case.deadlines().iter().any(|deadline| deadline.kind == cases::DeadlineKind::SameDay)
}

fn fresh(moment: &mut Moment) -> Moment {
    Moment::new(moment.now, moment.draw())
}
