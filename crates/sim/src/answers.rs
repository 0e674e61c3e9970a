//! How made-up people fill in forms: by the kind of each field, so that any pack's form can be filled, and by its key,
//! so that whoever looks at the demo reads what somebody could have written.

mod words; // what people write, by key

use crate::people;
use app::{NewOrganisation, NewPerson};
use catalogue::form::{DateSide, Decimal};
use catalogue::{Answers, City, Field, FieldKind, Matter, OneOrMore, Prefill};
use identity::CitizenNumber;
use jiff::ToSpan;
use kernel::{Date, Moment};
use std::collections::BTreeMap;

/// Answers to the situation questions, never one that ends them.
pub fn situations(matter: &Matter, moment: &mut Moment) -> BTreeMap<String, Vec<String>> {
    let mut answers = Answers::default();
    // A question may be asked because of an earlier answer, so one pass in order is not enough.
    for _ in 0..matter.situations.len() {
        let open: Vec<_> = matter
            .questions_to_ask(&answers)
            .filter(|question| answers.of(&question.key).is_empty())
            .cloned()
            .collect();
        let Some(question) = open.first() else { break };
        let fitting: Vec<_> = question.options.iter().filter(|option| option.stop.is_none()).collect();
        let Some(option) = fitting.get(moment.below(fitting.len() as u64) as usize) else { break };
        answers.0.insert(question.key.clone(), OneOrMore(vec![option.key.clone()]));
    }
    answers.0.into_iter().map(|(key, given)| (key, given.0)).collect()
}

/// Who applies, as the city knows her: what a form would have filled in.
#[derive(Clone)]
pub struct Applicant {
    /// The name.
    pub name: String,
    /// The identity number.
    pub number: String,
    /// The telephone, if there is one.
    pub telephone: Option<String>,
    /// The address, if there is one.
    pub address: Option<String>,
}

impl Applicant {
    /// Somebody at a counter.
    pub fn of(person: &NewPerson) -> Self {
        let (name, number) = (person.name.clone(), person.number.clone());
        let contact = person.contact.clone();
        Applicant { name, number, telephone: contact.telephone, address: contact.address }
    }
}

/// What the filling of forms knows of the city and the day.
pub struct Desk<'a> {
    /// The regions.
    pub ground: &'a City,
    /// The day.
    pub today: Date,
    /// The code of the district that made-up people come from.
    pub region: u32,
}

/// A filled form, as a page sends it: the applicant is the same person in every field.
pub fn form(
    matter: &Matter,
    given: &BTreeMap<String, Vec<String>>,
    desk: &Desk<'_>,
    applicant: &Applicant,
    moment: &mut Moment,
) -> BTreeMap<String, Vec<String>> {
    let mut known =
        Answers(given.iter().map(|(key, texts)| (key.clone(), OneOrMore(texts.clone()))).collect());
    let mut firm = people::organisation(moment, desk.region, "");
    firm.representative.clone_from(&applicant.name);
    let mut writer = Writer { desk, applicant, firm, others: BTreeMap::new(), matter, moment, ahead: 0 };
    let mut filled = BTreeMap::new();
    for section in &matter.form.sections {
        if !section.when.holds(&known) {
            continue;
        }
        for field in &section.fields {
            if !field.when.holds(&known) {
                continue;
            }
            let texts = writer.texts(field);
            known.0.insert(field.key.0.clone(), OneOrMore(texts.clone()));
            filled.insert(field.key.0.clone(), texts);
        }
    }
    filled
}

/// Somebody who fills in one form.
struct Writer<'a> {
    desk: &'a Desk<'a>,
    applicant: &'a Applicant,
    firm: NewOrganisation,
    others: BTreeMap<String, NewPerson>,
    matter: &'a Matter,
    moment: &'a mut Moment,
    /// How many days ahead the last date to come was.
    ahead: i64,
}

impl Writer<'_> {
    fn texts(&mut self, field: &Field) -> Vec<String> {
        if let FieldKind::Multi { options, least } = &field.kind {
            let wanted = usize::from(*least).max(1);
            return options.iter().take(wanted).map(|option| option.key.clone()).collect();
        }
        if let Some(text) = field.prefill.and_then(|prefill| self.known(prefill)) {
            return vec![text];
        }
        self.one(field).into_iter().collect()
    }

    /// What the city would have filled in.
    fn known(&self, prefill: Prefill) -> Option<String> {
        let birth = || CitizenNumber::parse(&self.applicant.number, Date::MAX).ok().map(|it| it.birth());
        match prefill {
            Prefill::PersonName => Some(self.applicant.name.clone()),
            Prefill::PersonIdentity => Some(self.applicant.number.clone()),
            Prefill::PersonTelephone => self.applicant.telephone.clone(),
            Prefill::PersonAddress => self.applicant.address.clone(),
            Prefill::PersonBirth => birth().map(|birth| birth.to_string()),
            Prefill::EnterpriseName => Some(self.firm.name.clone()),
            Prefill::EnterpriseUscc => Some(self.firm.code.clone()),
            Prefill::EnterpriseAddress => self.firm.contact.address.clone(),
            Prefill::EnterpriseRepresentative => Some(self.firm.representative.clone()),
        }
    }

    /// A day of the form: what ends does so after it began, because the dates to come follow each other.
    fn date(&mut self, side: Option<DateSide>) -> String {
        let (today, days) = (self.desk.today, 5 + self.moment.below(60) as i64);
        let shifted = match side {
            Some(DateSide::Past) => today.checked_sub(days.days()),
            _ => {
                self.ahead += days;
                today.checked_add(self.ahead.days())
            }
        };
        shifted.unwrap_or(today).to_string()
    }

    fn one(&mut self, field: &Field) -> Option<String> {
        let key = field.key.as_str();
        Some(match &field.kind {
            FieldKind::Text { max_length } => cut(&self.text(key), *max_length),
            FieldKind::Address { max_length } => cut(&self.address(), *max_length),
            FieldKind::LongText { max_length } => cut(words::long(key), *max_length),
            FieldKind::Number { least, most, .. } => self.number(key, least.as_ref(), most.as_ref()),
            FieldKind::Money { least, most } => {
                let wanted = kernel::Money(words::yuan(key) * 100);
                let wanted = least.map_or(wanted, |least| wanted.max(least));
                most.map_or(wanted, |most| wanted.min(most)).to_string()
            }
            FieldKind::Date { side } => self.date(*side),
            FieldKind::Choice { options } => {
                options[self.moment.below(options.len() as u64) as usize].key.clone()
            }
            FieldKind::Multi { .. } => return None,
            FieldKind::YesNo => if self.moment.below(2) == 0 { "yes" } else { "no" }.to_owned(),
            FieldKind::PersonName => self.other(key).name.clone(),
            FieldKind::IdentityNumber => self.other(key).number.clone(),
            FieldKind::Uscc => people::organisation(self.moment, self.desk.region, "").code,
            FieldKind::BankCard => {
                identity::BankCard::compose(self.moment.below(1_000_000_000_000)).as_str().to_owned()
            }
            FieldKind::Telephone => {
                let drawn = format!("1400{:07}", self.moment.below(10_000_000));
                self.other(key).contact.telephone.clone().unwrap_or(drawn)
            }
            FieldKind::Region { level } => return self.region(*level),
        })
    }

    /// The person whom the fields with one beginning are about: agent_name, agent_identity, agent_phone.
    fn other(&mut self, key: &str) -> &NewPerson {
        let who = key.rsplit_once('_').map_or(key, |(who, _)| who).to_owned();
        let (moment, region) = (&mut *self.moment, self.desk.region);
        self.others.entry(who).or_insert_with(|| people::person(moment, region))
    }

    fn text(&mut self, key: &str) -> String {
        match key {
            "applicant_name" | "claimant_name" => self.applicant.name.clone(),
            "unit_name" | "business_name" | "company_name" | "trade_name" | "new_name" => {
                self.firm.name.clone()
            }
            _ if key.ends_with("account") => {
                identity::BankCard::compose(self.moment.below(1_000_000_000_000)).as_str().to_owned()
            }
            _ if key.ends_with("number") || key.ends_with("code") => {
                format!("{}{:06}", self.desk.today.year(), self.moment.below(1_000_000))
            }
            _ => match words::short(key) {
                [] => people::organisation(self.moment, self.desk.region, "").name,
                list => people::pick(self.moment, list).to_owned(),
            },
        }
    }

    fn address(&mut self) -> String {
        people::person(self.moment, self.desk.region).contact.address.unwrap_or_default()
    }

    /// A number that people write: a year of today, a hall of some size, a few people.
    fn number(&mut self, key: &str, least: Option<&Decimal>, most: Option<&Decimal>) -> String {
        // The bounds are looked at in whole numbers: a demo needs no fractions.
        let whole = |bound: Option<&Decimal>| {
            let text = bound?.to_string();
            text.split('.').next()?.parse::<i64>().ok()
        };
        let (least, most) = (whole(least).unwrap_or(0), whole(most).unwrap_or(i64::MAX));
        let (from, to) = words::range(key, least, self.desk.today.year());
        let (from, to) = (from.max(least), to.min(most));
        let span = u64::try_from(to.saturating_sub(from)).unwrap_or(0);
        (from.min(most) + self.moment.below(span + 1) as i64).to_string()
    }

    /// A region that the matter is for.
    fn region(&mut self, level: catalogue::RegionLevel) -> Option<String> {
        let is_within = |region: &&catalogue::Region| {
            let line = self.desk.ground.ancestry(&region.code);
            self.matter.region.as_ref().is_none_or(|within| line.iter().any(|above| above.code == *within))
        };
        let of_level = self.desk.ground.regions.iter().filter(|region| region.level == level);
        let fitting: Vec<_> = of_level.filter(is_within).collect();
        fitting
            .get(self.moment.below(fitting.len().max(1) as u64) as usize)
            .map(|region| region.code.0.clone())
    }
}

fn cut(text: &str, most: u16) -> String {
    text.chars().take(usize::from(most)).collect()
}
