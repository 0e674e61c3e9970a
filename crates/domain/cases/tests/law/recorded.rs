//! Events as they were written once load for ever.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{DeliveryWay, Regime, SpecialKind, StepKind};
use kernel::{DomainEvent, Money};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recorded")
}

/// Reads every sample of events whose name begins with `noun`; each must write back as it was.
fn load<E: DomainEvent + PartialEq + std::fmt::Debug>(noun: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("readable").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        // `case.received.1.json`: the name, the version.
        let Some((name, version)) = stem.rsplit_once('.').filter(|(name, _)| name.starts_with(noun)) else {
            continue;
        };
        let text = std::fs::read_to_string(&path).expect("readable");
        let event: E =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(event.name(), name);
        if version == event.version().to_string() {
            let (written, read): (serde_json::Value, serde_json::Value) =
                (serde_json::to_value(&event).expect("writes"), serde_json::from_str(&text).expect("JSON"));
            assert_eq!(
                written,
                read,
                "{} changed its shape: raise its version and lift old ones",
                path.display()
            );
        }
        names.insert(name.to_owned());
    }
    names
}

fn missing(names: &[&str], samples: &BTreeSet<String>) -> Vec<String> {
    names.iter().filter(|name| !samples.contains(**name)).map(|name| (*name).to_owned()).collect()
}

#[test]
fn every_event_has_a_sample_that_loads() {
    let mut absent = missing(CaseEvent::NAMES, &load::<CaseEvent>("case."));
    absent.extend(missing(DifficultyEvent::NAMES, &load::<DifficultyEvent>("difficulty.")));
    absent.extend(missing(RatingEvent::NAMES, &load::<RatingEvent>("rating.")));
    assert!(absent.is_empty(), "write a sample under tests/recorded/ of {absent:#?}");
}

#[test]
fn names_are_of_the_noun_and_in_the_past() {
    for name in CaseEvent::NAMES {
        assert!(name.starts_with("case."), "{name}");
    }
    let unique: BTreeSet<_> = CaseEvent::NAMES.iter().collect();
    assert_eq!(unique.len(), CaseEvent::NAMES.len());
}

#[test]
fn personal_values_are_written_as_private_nodes_only() {
    let story = Story::licence();
    let text = serde_json::to_string(&story.log[0].event).expect("writes");
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    blank(&mut value);
    let rest = value.to_string();
    for secret in ["张三", "11010519491231002X", "13800000000", "海滨路"] {
        assert!(text.contains(secret) && !rest.contains(secret), "{secret} stands in clear");
    }
}

/// Empties every private node, as the ledger's codec does.
fn blank(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) if fields.contains_key("$private") => fields.clear(),
        serde_json::Value::Object(fields) => fields.iter_mut().for_each(|(_, value)| blank(value)),
        serde_json::Value::Array(items) => items.iter_mut().for_each(blank),
        _ => {}
    }
}

#[test]
fn an_erased_case_still_folds_and_keeps_its_facts() {
    let story = Story::delivered();
    let mut log = story.log.clone();
    for recorded in &mut log {
        let mut value = serde_json::to_value(&recorded.event).expect("writes");
        erase(&mut value);
        recorded.event = serde_json::from_value(value).expect("an erased event loads");
    }
    let case = Case::fold(&log).expect("it folds");
    assert_eq!((case.stage(), case.applicant().details.get()), (story.case.stage(), None));
}

fn erase(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(node) = fields.get_mut("$private").and_then(|node| node.as_object_mut()) {
                node.remove("value");
            }
            fields.iter_mut().for_each(|(_, value)| erase(value));
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(erase),
        _ => {}
    }
}

/// Writes a sample of each event that has none. Run it by hand after adding an event; never change a sample.
#[test]
#[ignore = "writes into the source tree"]
fn write_the_samples_that_are_missing() {
    for event in lives().iter().flat_map(|story| story.log.iter().map(|recorded| &recorded.event)) {
        write(event);
    }
    difficulty().iter().for_each(write);
    rating().iter().for_each(write);
}

fn write<E: DomainEvent>(event: &E) {
    let path = folder().join(format!("{}.{}.json", event.name(), event.version()));
    if !path.exists() {
        let text = serde_json::to_string_pretty(event).expect("writes");
        std::fs::write(path, text + "\n").expect("the folder is there");
    }
}

/// Lives that together meet every event of a case.
fn lives() -> Vec<Story> {
    let mut owed = application(licence(), &["identity"], online());
    owed.gaps = vec![promise("plan")];
    owed.commitments = vec![commit("proof")];
    let mut overdue = Story::begins(owed.clone());
    overdue.does(Accept { by: clerk() });
    overdue.at("2026-05-20T09:00").tick();
    let mut filled = Story::begins(owed);
    filled.does(Accept { by: clerk() });
    filled.does(FillGap { materials: vec![Given::upload("plan", blob(1))], via: online() });
    filled.does(CheckCommitment {
        material: "proof".into(),
        finding: Finding::Holds,
        note: "属实。".into(),
        by: examiner(),
    });
    let mut lapsed = Story::licence();
    lapsed.does(AskSupplement { new_fact: Some("新情况。".into()), ..ask_material("plan") });
    let mut supplied = lapsed.clone();
    supplied.does(supply(&["plan"], counter()));
    lapsed.at("2026-05-20T09:00").tick();
    let mut deemed = Story::licence();
    deemed.at("2026-03-20T09:00").tick();
    let mut all = vec![
        overdue,
        filled,
        lapsed,
        supplied,
        deemed,
        elsewhere(),
        delivered(),
        site(),
        withdrawn(),
        moved(),
    ];
    all.extend(nos());
    all.push(examined());
    all
}

fn nos() -> Vec<Story> {
    let mut all = Vec::new();
    for (begin, no) in [
        (Story::licence(), No::NotForUs),
        (Story::licence(), No::Refuse),
        (Story::begins(application(terms_of(Regime::Filing), &[], online())), No::Return),
        (Story::examined(), No::Deny),
        (Story::accepted(), No::Terminate),
        (Story::delivered(), No::Revoke),
    ] {
        let mut story = begin;
        story.does(propose(no, examiner()));
        story.does(confirm(head()));
        all.push(story);
    }
    let mut kept = Story::licence();
    kept.does(propose(No::Refuse, clerk()));
    kept.at("2026-03-02T17:00").tick();
    kept.does(overrule(head()));
    all.push(kept);
    all
}

fn examined() -> Story {
    let mut story = Story::accepted();
    story.does(ClaimStep { step: "read".into(), by: examiner() });
    story.does(ReleaseStep { step: "read".into(), by: examiner() });
    story.does(BeginSpecial {
        kind: SpecialKind::Testing,
        reasons: "检测。".into(),
        planned: Limit::WorkingDays(5),
        requested_by: None,
        by: examiner(),
    });
    story.does(EndSpecial { outcome: "合格。".into(), by: examiner() });
    story.does(Extend { reasons: "复杂。".into(), by: head() });
    story.does(agree("read", examiner()));
    story.does(SendBack { from: None, to: "read".into(), reasons: "再看。".into(), by: head() });
    story.does(OfferHearing { by: examiner() });
    story.does(AskForHearing { via: online() });
    story
}

fn site() -> Story {
    let steps = vec![
        step("look", StepKind::SiteCheck, catalogue::PostRole::Examiner, &[]),
        step("pay", StepKind::Payment, catalogue::PostRole::Clerk, &["look"]),
    ];
    let fee = FeeTerm { charged: true, clock_waits: true };
    let mut story = Story::accepted_with(Terms { fee, ..licence_with(steps) });
    let people = vec![examiner().account, second_examiner().account];
    let at = time("2026-03-03T10:00");
    story.does(AppointSiteCheck { step: "look".into(), at, people: people.clone(), by: examiner() });
    story.does(RecordSiteCheck {
        step: "look".into(),
        people,
        record: "一致。".into(),
        photographs: vec![blob(1)],
        signature: Some(blob(2)),
        unsigned_because: None,
        verdict: Verdict::Agree,
        by: examiner(),
    });
    story.does(AskPayment { amount: Money(100), basis: "价目表".into(), by: examiner() });
    let how = Settlement::Paid { way: "cash".into(), reference: "1".into() };
    story.does(SettlePayment { how, by: Some(clerk()) });
    story
}

fn delivered() -> Story {
    let mut story = Story::ready();
    story.does(ChooseDelivery { choice: DeliveryChoice::post(address()), via: online() });
    story.does(Shelve { place: "A-1".into(), by: clerk() });
    story.does(HandToCarrier { carrier: "邮政".into(), tracking: "EA1".into(), by: clerk() });
    let proof = Proof::Carrier { reference: "签收".into() };
    story.does(Deliver { way: DeliveryWay::Post, proof, by: None });
    story.does(Correct { text: "更正。".into(), document: None, by: examiner() });
    story.does(Archive { by: None });
    story
}

fn elsewhere() -> Story {
    let decided = catalogue::Decided::Exchange { system: "税务".into() };
    let mut story = Story::begins(application(Terms { decided, ..licence() }, ALL, counter()));
    story.does(ExternalNumber { kind: "业务流水号".into(), number: "1".into() });
    story
        .does(Mirrored { at: time(START), news: News::Decided { outcome: Outcome::Granted, reasons: None } });
    story
}

fn withdrawn() -> Story {
    let mut story = Story::licence();
    story.does(Withdraw { reasons: Some("不办了。".into()), via: online() });
    story
}

fn moved() -> Story {
    let mut story = Story::accepted();
    let decided = story.case.recount(&CALENDAR, &REVISED, story.now).expect("both calendars are whole");
    story.write(decided);
    story
}

fn difficulty() -> Vec<DifficultyEvent> {
    let command = OpenDifficulty {
        party: applicant(),
        case: Some(number()),
        matter: None,
        reason: "办不成。".into(),
        origin: Origin::AfterNo,
        within: Limit::WorkingDays(5),
    };
    let words = |text: &str| kernel::Private::new(person(), text.to_owned());
    let due = time("2026-03-09T17:30");
    vec![
        Difficulty::open(command, &CALENDAR, time(START)).expect("taken"),
        DifficultyEvent::LeaderNamed { leader: manager(), by: Some(head()) },
        DifficultyEvent::MeasureTaken(Measure { text: words("协调。"), by: manager() }),
        DifficultyEvent::Closed {
            closing: ClosingKept::Solved { solution: words("已办。") },
            root_cause: RootCause::Guide,
            by: manager(),
        },
        DifficultyEvent::FollowedUp { content: true, note: words("满意。"), due: None, by: clerk() },
        DifficultyEvent::Overdue { due },
    ]
}

fn rating() -> Vec<RatingEvent> {
    let words = |text: &str| kernel::Private::new(person(), text.to_owned());
    let due = DueDate { at: time("2026-03-03T17:30"), provisional: false };
    let said =
        Said { stars: Stars::try_from(1).expect("a star"), tags: vec![110], text: Some(words("太慢。")) };
    let rated = Rated {
        case: Some(number()),
        matter: Some("outdoor-sign".into()),
        department: "city-admin".into(),
        window: Some("W12".into()),
        served_by: Some(clerk()),
    };
    vec![
        RatingEvent::Given {
            rated,
            person: person(),
            said: said.clone(),
            anonymous: false,
            channel: RatingChannel::Code,
            settings: RatingSettings::default(),
            contact: Some(due),
        },
        RatingEvent::Added { said, contact: None },
        RatingEvent::Contacted { note: words("已联系。"), complex: false, due, by: clerk() },
        RatingEvent::Answered { remedied: Remedied::PutRight, text: words("已改。"), by: clerk() },
        RatingEvent::CalledBack { content: true, note: words("好。"), due: None, by: manager() },
        RatingEvent::Rechecked { right: true, note: words("属实。"), due: None, by: chief() },
        RatingEvent::Appealed { grounds: words("误评。"), by: chief() },
        RatingEvent::AppealDecided { upheld: false, reasons: words("不成立。"), by: head() },
        RatingEvent::Overdue { due: due.at },
    ]
}
