//! The city of the bench: founded, staffed and filled through the same use cases as a living one, in large batches.

use crate::Sentence;
use crate::pack::{self, DEPARTMENTS, MATERIALS, WORDS};
use app::cases::{Applicants, Application, CaseOrder, RawForm};
use app::{Action, Assurance, Caller, City, NewAccount, NewPerson};
use cases::{Accept, BeginSpecial, Command, Given, GivenHow, Official, Via, Withdraw};
use catalogue::SpecialKind;
use identity::{AccountCommand, CitizenNumber, Contact, Owner, PaperKind, Posting, Role};
use jiff::SignedDuration;
use kernel::{Actor, CaseNumber, Language, Moment, PersonId, Private, Timestamp};
use packs::Pack;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// How many persons apply.
pub const APPLICANTS: usize = 1000;
/// Writers of the bulk load: their writes are committed together.
const WRITERS: usize = 16;
/// The file in the data folder that says what was loaded.
pub const FILE: &str = "bench.json";

/// The state into which a case was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Received only; the law's clock may have accepted it since.
    Received,
    /// Accepted.
    Examining,
    /// Stopped by a special procedure.
    Suspended,
    /// Withdrawn.
    Withdrawn,
}

/// What was loaded, and with what it is read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Town {
    /// Numbers with department and state.
    pub cases: Vec<(String, usize, State)>,
    /// Tokens of the clerks, by department.
    pub clerks: Vec<String>,
    /// Tokens of the examiners, by department.
    pub examiners: Vec<String>,
    /// Session secrets of the clerks, by department.
    pub sessions: Vec<String>,
    /// Seconds that the cases took to load.
    pub load_seconds: f64,
    /// Seconds that the audit of the whole took.
    pub audit_seconds: f64,
    /// Events that the audit recomputed.
    pub events: u64,
    /// Which cases are stopped now, by their place: measurements move them on.
    #[serde(skip)]
    pub stopped: Arc<OnceLock<Vec<AtomicBool>>>,
}

impl Town {
    /// Whether each case is stopped now.
    pub fn stopped(&self) -> &[AtomicBool] {
        self.stopped.get_or_init(|| {
            self.cases.iter().map(|case| AtomicBool::new(case.2 == State::Suspended)).collect()
        })
    }

    /// Keeps the town with its cases as they stand now, so that the next run goes on from there.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep(&self, folder: &Path) -> Result<(), Sentence> {
        let mut now = self.clone();
        for (case, stopped) in now.cases.iter_mut().zip(self.stopped()) {
            if matches!(case.2, State::Examining | State::Suspended) {
                case.2 = if stopped.load(Ordering::Relaxed) { State::Suspended } else { State::Examining };
            }
        }
        Ok(std::fs::write(folder.join(FILE), serde_json::to_vec(&now)?)?)
    }
}

/// A person of the thousand.
pub fn applicant(place: usize) -> NewPerson {
    let birth = jiff::civil::date(1950 + (place % 50) as i16, 1 + (place % 12) as i8, 1 + (place % 28) as i8);
    NewPerson {
        name: format!("申请人{}", char::from_u32(0x4e00 + place as u32).unwrap_or('甲')),
        paper: PaperKind::CitizenCard,
        number: CitizenNumber::compose(440_402, birth, (place % 1000) as u16).as_str().to_owned(),
        contact: Contact::default(),
        assurance: Assurance::Declared,
    }
}

/// The title of a case: one of the words and a number.
pub fn title(place: usize) -> String {
    format!("{}第{place}号", WORDS[spread(place as u64) as usize % WORDS.len()])
}

/// A text of 324 to 340 characters.
pub fn body(place: usize) -> String {
    const SENTENCE: &str = "申请人说明有关事项的基本情况，所附材料均真实有效，如有不实愿意承担相应的责任。";
    SENTENCE.chars().cycle().skip(place % 17).take(324 + place % 17).collect()
}

/// A number that looks like chance and is the same in every run.
pub fn spread(seed: u64) -> u64 {
    let mixed = (seed ^ (seed >> 30)).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Makes the city and fills it with `many` cases; reads what was made before if the folder holds it.
///
/// # Errors
/// A sentence of the storage or of a use case; what the audit found.
pub fn make(city: &City, folder: &Path, base: Pack, many: usize) -> Result<Town, Sentence> {
    let file = folder.join(FILE);
    if let Ok(text) = std::fs::read(&file) {
        return Ok(serde_json::from_slice(&text)?);
    }
    if city.is_founded()? {
        return Err("there is a city already: the bench needs an empty folder or database of its own".into());
    }
    let now = Timestamp::now();
    let began = now - SignedDuration::from_mins(i64::try_from(many)? + 60);
    let mut moment = Moment::new(began, 7);
    let pack = pack::of(base)?;
    city.found(false, "bench", &moment)?;
    city.load_pack(&pack, &fresh(&mut moment))?;
    city.set_filling(true);
    let staff = Staff::hire(city, &mut moment)?;
    for place in 0..APPLICANTS {
        city.know_person(&applicant(place), &Actor::system(), &fresh(&mut moment))?;
    }
    let started = std::time::Instant::now();
    let cases = fill(city, &staff, many, now)?;
    let load_seconds = started.elapsed().as_secs_f64();
    settle(city)?;
    city.set_filling(false);
    let mut town = staff.town(city)?;
    let started = std::time::Instant::now();
    let report = city.ledger().audit(None)?;
    if !report.findings.is_empty() {
        return Err(format!("the audit after the load found: {}", report.findings.join("; ")).into());
    }
    (town.cases, town.load_seconds, town.events) = (cases, load_seconds, report.events);
    town.audit_seconds = started.elapsed().as_secs_f64();
    town.keep(folder)?;
    Ok(town)
}

/// What the law's clock and the tables of counts still have to do is done before anything is measured.
fn settle(city: &City) -> Result<(), Sentence> {
    let mut moment = Moment::new(Timestamp::now(), 11);
    while 0 < city.run_clock(&fresh(&mut moment), 1000)?.transitions {}
    while 0 < city.count_statistics(2000)? {}
    Ok(())
}

fn fresh(moment: &mut Moment) -> Moment {
    Moment::new(moment.now, moment.draw())
}

/// The accounts of the bench.
struct Staff {
    clerks: Vec<Arc<Caller>>,
    examiners: Vec<Arc<Caller>>,
}

impl Staff {
    fn hire(city: &City, moment: &mut Moment) -> Result<Self, Sentence> {
        let mut staff = Staff { clerks: Vec::new(), examiners: Vec::new() };
        for place in 0..DEPARTMENTS {
            staff.clerks.push(hire(city, moment, place, Role::Clerk)?);
            staff.examiners.push(hire(city, moment, place, Role::Examiner)?);
        }
        Ok(staff)
    }

    fn town(&self, city: &City) -> Result<Town, Sentence> {
        let scopes = ["cases".to_owned()];
        let token = |caller: &Arc<Caller>| -> Result<String, Sentence> {
            let account = caller.account.ok_or("staff has accounts")?;
            Ok(city.new_token(account, "bench", &scopes, 30, Timestamp::now())?)
        };
        let session = |caller: &Arc<Caller>| -> Result<String, Sentence> {
            let account = caller.account.ok_or("staff has accounts")?;
            let moment = Moment::new(Timestamp::now(), 13);
            Ok(city.open_session(account, Assurance::Strong, Language::Chinese, &moment)?.secret)
        };
        Ok(Town {
            cases: Vec::new(),
            clerks: self.clerks.iter().map(token).collect::<Result<_, _>>()?,
            examiners: self.examiners.iter().map(token).collect::<Result<_, _>>()?,
            sessions: self.clerks.iter().map(session).collect::<Result<_, _>>()?,
            load_seconds: 0.0,
            audit_seconds: 0.0,
            events: 0,
            stopped: Arc::default(),
        })
    }
}

fn hire(city: &City, moment: &mut Moment, place: usize, role: Role) -> Result<Arc<Caller>, Sentence> {
    let word = if role == Role::Clerk { "clerk" } else { "examiner" };
    let name = Private::new(PersonId(moment.id()), format!("工作人员{place}"));
    let owner = Owner::Staff { number: format!("{place:03}"), name };
    let account = NewAccount { login: format!("bench.{place:03}.{word}"), owner, password: None };
    let id = city.open_account_as(&Actor::system(), &account, &fresh(moment))?;
    let department = pack::department(place);
    let posting = Posting {
        post: format!("{department}.{word}").as_str().into(),
        role,
        department: department.as_str().into(),
        region: city.content().about.region.as_str().into(),
        window: None,
    };
    city.order_account(&Actor::system(), id, AccountCommand::GivePost(posting), &fresh(moment))?;
    Ok(Arc::new(city.caller_of(id)?.ok_or("the account was just opened")?))
}

/// The application of a case.
pub fn application(place: usize, matter: kernel::MatterCode) -> Application {
    let form: Map<String, Value> = [("title", title(place)), ("text", body(place))]
        .into_iter()
        .map(|(key, text)| (key.to_owned(), Value::from(text)))
        .collect();
    let given = |key: &&str| Given { material: (*key).into(), how: GivenHow::Original, blobs: Vec::new() };
    Application {
        matter,
        version: None,
        applicant: Applicants::Person(applicant(spread(place as u64 ^ 0xa5) as usize % APPLICANTS)),
        situations: Default::default(),
        form: RawForm::Json(form),
        materials: MATERIALS.iter().map(given).collect(),
        gaps: Vec::new(),
        commitments: Vec::new(),
        delivery: None,
        draft: None,
        window: None,
        channel: None,
    }
}

fn fill(
    city: &City,
    staff: &Staff,
    many: usize,
    now: Timestamp,
) -> Result<Vec<(String, usize, State)>, Sentence> {
    std::thread::scope(|scope| {
        let writer = |first: usize| {
            move || -> Result<Vec<_>, Sentence> {
                let places = (first..many).step_by(WRITERS);
                places.map(|place| Ok((place, load_one(city, staff, place, many, now)?))).collect()
            }
        };
        let writers: Vec<_> = (0..WRITERS).map(|first| scope.spawn(writer(first))).collect();
        let mut all = Vec::with_capacity(many);
        for writer in writers {
            all.extend(writer.join().map_err(|_| "a writer panicked")??);
        }
        all.sort_by_key(|(place, _)| *place);
        Ok(all.into_iter().map(|(_, case)| case).collect())
    })
}

fn load_one(
    city: &City,
    staff: &Staff,
    place: usize,
    many: usize,
    now: Timestamp,
) -> Result<(String, usize, State), Sentence> {
    let unit = place % DEPARTMENTS;
    let at = now - SignedDuration::from_mins(i64::try_from(many - place)?);
    let moment = Moment::new(at, spread(place as u64));
    let application = application(place, pack::matter(unit));
    let number = city.submit(&staff.clerks[unit], &application, &moment, |_| None)?.case.number().clone();
    // By hundreds, so that every department has every state.
    let state =
        [State::Received, State::Examining, State::Suspended, State::Withdrawn][place / DEPARTMENTS % 4];
    bring(city, staff, &number, unit, state, &moment)?;
    Ok((number.to_string(), unit, state))
}

fn bring(
    city: &City,
    staff: &Staff,
    number: &CaseNumber,
    unit: usize,
    state: State,
    moment: &Moment,
) -> Result<(), Sentence> {
    let (clerk, examiner) = (&staff.clerks[unit], &staff.examiners[unit]);
    if state == State::Withdrawn {
        return order(city, clerk, number, Action::TakeIn, moment, |by| {
            Withdraw { reasons: None, via: Via::counter(by, None) }.into()
        });
    }
    if state != State::Received {
        order(city, clerk, number, Action::Accept, moment, |by| Accept { by }.into())?;
    }
    if state == State::Suspended {
        order(city, examiner, number, Action::Suspend, moment, |by| suspend(by).into())?;
    }
    Ok(())
}

fn suspend(by: Official) -> BeginSpecial {
    let planned = calendar::Limit::WorkingDays(20);
    BeginSpecial {
        kind: SpecialKind::Testing,
        reasons: "需要检测鉴定再定夺".to_owned(),
        planned,
        requested_by: None,
        by,
    }
}

/// Carries an order out as an official.
///
/// # Errors
/// What the use case refuses.
pub fn order(
    city: &City,
    caller: &Caller,
    number: &CaseNumber,
    action: Action,
    moment: &Moment,
    command: impl Fn(Official) -> Command,
) -> Result<(), Sentence> {
    let order = CaseOrder { number, action, seen: None, idempotency: None };
    city.order_case(caller, &order, moment, |seat| {
        let by = seat.official().cloned().ok_or(app::Problem::Forbidden(action))?;
        Ok(command(by))
    })?;
    Ok(())
}
