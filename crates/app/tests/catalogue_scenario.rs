//! S-1 of the requirements, as far as it is built: the catalogue is loaded, written, compared, published, and refuses
//! what it must, on both stores. On PostgreSQL each test has a database of its own in the cluster that
//! `YIMEN_TEST_POSTGRES` names.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

use app::{
    Act, Caller, City, Counted, Grouping, MatterChange, Opening, Ports, Problem, Resolved, Settings,
    StandardBreach, StatisticsQuestion, StepOfTime, WorkBy, WorkQuestion,
};
use catalogue::city::StandardField;
use catalogue::{Channel, Material, Matter, OnlineDepth, RegionLevel, Scope, short_link};
use identity::{Posting, Role};
use kernel::{AccountId, Language, LocalText, MatterCode, Moment, Timestamp};
use ledger::{Keyring, Suite};
use packs::Pack;
use testbed::{Kept, Store, pack};

struct Town {
    city: City,
    _kept: Kept,
}

fn founded(store: Store, pack: &Pack) -> Option<Town> {
    let kept = store.place()?;
    let keys = Keyring::ephemeral(Suite::International).unwrap();
    let (settings, ports) = (Settings::default(), Ports::default());
    let city = City::open(Opening { place: kept.place.clone(), keys, settings, ports }).unwrap();
    city.found(false, "zhuhai", &now()).unwrap();
    city.load_pack(pack, &now()).unwrap();
    Some(Town { city, _kept: kept })
}

fn now() -> Moment {
    let now = Timestamp::now();
    Moment::new(now, now.as_nanosecond().unsigned_abs() as u64)
}

/// A catalogue manager; each number is another person.
fn manager(number: u128) -> Caller {
    let posting = Posting {
        post: "manager".into(),
        role: Role::Manager,
        department: "government-services".into(),
        region: "440400".into(),
        window: None,
    };
    let account = Some(AccountId(uuid::Uuid::from_u128(number)));
    Caller { account, postings: vec![posting], ..Caller::guest(Language::Chinese) }
}

const AUTHOR: u128 = 1;
const REVIEWER: u128 = 2;

impl Town {
    fn change(&self, by: u128, code: &MatterCode, change: MatterChange) -> Result<(), Problem> {
        self.city.change_matter(&manager(by), code, &change, &now()).map(drop)
    }

    /// Writes a version and lets another person read it; says its number.
    fn reviewed(&self, matter: &Matter) -> u32 {
        let code = &matter.code;
        self.change(AUTHOR, code, MatterChange::Draft(Box::new(matter.clone()))).unwrap();
        let (version, _) =
            self.city.matter_history(code).unwrap().open_draft().map(|(n, v)| (n, v.hash.clone())).unwrap();
        let own = self.change(AUTHOR, code, MatterChange::Review { version });
        assert_eq!(refused(own), "refusal-matter-own-draft", "nobody reviews her own draft");
        let early = self.change(AUTHOR, code, MatterChange::Publish { version });
        assert_eq!(refused(early), "refusal-matter-not-reviewed");
        self.change(REVIEWER, code, MatterChange::Review { version }).unwrap();
        version
    }

    fn published(&self, matter: &Matter) -> u32 {
        let version = self.reviewed(matter);
        self.change(REVIEWER, &matter.code, MatterChange::Publish { version }).unwrap();
        version
    }

    fn in_force(&self, code: &MatterCode) -> (u32, Matter) {
        match self.city.resolve_matter(code.as_str()).unwrap() {
            Resolved::Current(found) => (found.version, Matter::clone(&found.matter)),
            Resolved::Withdrawn(_) => panic!("it is in force"),
        }
    }

    fn differences(&self) -> Vec<StandardBreach> {
        self.city.standard_breaches(&manager(AUTHOR)).unwrap()
    }
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Problem>) -> &'static str {
    match answer {
        Err(Problem::Refused(refusal)) => refusal.key(),
        other => panic!("it is refused: {other:?}"),
    }
}

/// What the checks say to a publication that they refuse.
fn first_finding(answer: Result<(), Problem>) -> (String, String) {
    let Err(Problem::Refused(refusal)) = answer else { panic!("it is refused") };
    assert_eq!(refusal.key(), "refusal-matter-checks-failed");
    let values = refusal.values();
    (values[0].1.clone(), values[1].1.clone())
}

fn insurance_item() -> Matter {
    let mut matter = pack().matter(&"staff-insurance-change".into()).unwrap().clone();
    matter.code = "insurance-base-declaration".into();
    matter.name = LocalText::from("社会保险缴费基数申报");
    matter.also_called = vec!["报社保基数".into()];
    matter.base_item = None;
    matter
}

/// Steps 1 and 2, and the code of step 2 that outlives a change.
fn the_catalogue_is_loaded_and_an_item_is_published_once_it_is_whole(town: &Town) {
    let content = town.city.content();
    let ground = &content.ground;
    let counts = [RegionLevel::TownStreet, RegionLevel::Village, RegionLevel::Community, RegionLevel::Park];
    assert_eq!(counts.map(|level| ground.count_of(level)), [25, 122, 220, 18]);
    let kiosks = |level| ground.kiosk_places.iter().find(|places| places.level == level).unwrap().count;
    let covered = [RegionLevel::TownStreet, RegionLevel::Village, RegionLevel::Park].map(kiosks);
    assert_eq!(covered, [24, 122, 18], "kiosk coverage has its own denominators");
    assert_eq!(ground.halls.len(), 10);

    let mut matter = insurance_item();
    let code = matter.code.clone();
    let basis = matter.materials[0].basis.take();
    let version = town.reviewed(&matter);
    let findings = town.city.publication_effect(&code, version).unwrap().findings;
    assert_eq!(findings.iter().filter(|finding| finding.blocks()).count(), 1, "{findings:?}");
    let (count, first) = first_finding(town.change(REVIEWER, &code, MatterChange::Publish { version }));
    assert_eq!(count, "1");
    assert!(first.contains("人员增减表"), "the sentence names the material: {first}");
    assert!(town.city.resolve_matter(code.as_str()).is_err(), "nothing was published");

    matter.materials[0].basis = basis;
    let version = town.published(&matter);
    assert_eq!(version, 2, "the draft that was refused was the first");
    let short = short_link(&code);
    assert_eq!(town.city.matter_of_short_link(&short), Some(code.clone()));
    assert!(town.city.content().index.search("报社保基数", 5).iter().any(|found| found.code == code));

    matter.limits.promised = Some(calendar::Limit::WorkingDays(2));
    let version = town.reviewed(&matter);
    let effect = town.city.publication_effect(&code, version).unwrap();
    assert_eq!(effect.changes.len(), 1, "the head reads one difference: {:?}", effect.changes);
    town.change(REVIEWER, &code, MatterChange::Publish { version }).unwrap();
    assert_eq!(town.city.matter_of_short_link(&short), Some(code.clone()), "the code outlives the change");
    let (version, in_force) = town.in_force(&code);
    assert_eq!((version, in_force.limits.promised), (3, Some(calendar::Limit::WorkingDays(2))));
}

/// Step 3: a matter deviates from the standard of its item, is found and corrected.
fn one_deviation_is_found_and_corrected(town: &Town) {
    let code: MatterCode = "prepackaged-food-filing-xiangzhou".into();
    let found = town.differences();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0].matter, found[0].difference.field), (&code, StandardField::Materials));
    assert_eq!(found[0].difference.here, "经营场所照片");
    let (_, mut matter) = town.in_force(&code);
    let version = {
        // Written again without correcting it, it does not get through.
        matter.contact = Some("0756-12345".into());
        town.reviewed(&matter)
    };
    let (_, first) = first_finding(town.change(REVIEWER, &code, MatterChange::Publish { version }));
    assert!(first.contains("经营场所照片"), "{first}");
    matter.materials.retain(|material| material.name.chinese != "经营场所照片");
    town.published(&matter);
    assert_eq!(town.differences(), [], "differences 1 to 0");
}

/// A pack in which one matter asks for one material more than its item.
fn deviating() -> Pack {
    let mut pack = pack();
    let code: MatterCode = "prepackaged-food-filing-xiangzhou".into();
    let matter = pack.matters.iter_mut().find(|matter| matter.code == code).unwrap();
    let more = Material {
        key: "photographs".into(),
        name: LocalText::from("经营场所照片"),
        certificate: None,
        ..matter.materials[1].clone()
    };
    matter.materials.push(more);
    pack
}

/// Step 4 without the three lists: where, for whom, how far online.
fn an_item_gets_its_place_scope_channels_and_depth(town: &Town) {
    let code: MatterCode = "old-age-allowance".into();
    let (before, mut matter) = town.in_force(&code);
    let content = town.city.content();
    let mut platforms = content.ground.sub_platforms.iter().map(|platform| platform.id.clone());
    let other = platforms.find(|id| Some(id) != matter.sub_platform.as_ref());
    matter.sub_platform = other.clone();
    matter.scope = if matter.scope == Scope::District { Scope::Town } else { Scope::District };
    matter.channels = vec![Channel::Window, Channel::Online, Channel::Kiosk, Channel::AtHome];
    matter.online = OnlineDepth::Whole;
    let scope = matter.scope;
    let version = town.reviewed(&matter);
    let changes = town.city.publication_effect(&code, version).unwrap().changes;
    let said: Vec<_> = changes.iter().map(|change| change.what).collect();
    assert!(said.contains(&"change-scope") && said.contains(&"change-sub-platform"), "{said:?}");
    town.change(REVIEWER, &code, MatterChange::Publish { version }).unwrap();
    let (after, in_force) = town.in_force(&code);
    assert_eq!(after, before + 1);
    assert_eq!((in_force.scope, in_force.sub_platform, in_force.channels.len()), (scope, other, 4));
    let older = town.city.matter_version(&code, before).unwrap();
    assert_ne!(older.scope, scope, "a running case keeps the version it began with");
}

/// Step 7: a guide that still asks for a cancelled proof is refused.
fn a_guide_that_asks_for_a_cancelled_proof_is_refused(town: &Town) {
    let registered = town.city.content().ground.cancelled_proofs.len();
    assert!(0 < registered, "cancelled proofs are registered");
    let code: MatterCode = "old-age-allowance".into();
    let (before, matter) = town.in_force(&code);
    let mut asking = matter.clone();
    let proof = Material {
        key: "alive".into(),
        name: LocalText::from("健在证明"),
        commitment: None,
        ..matter.materials[1].clone()
    };
    asking.materials.push(proof);
    // So that the same-item standard has nothing to say beside it.
    asking.base_item = None;
    let version = town.reviewed(&asking);
    let (count, first) = first_finding(town.change(REVIEWER, &code, MatterChange::Publish { version }));
    assert_eq!(count, "1");
    assert!(first.contains("健在证明"), "{first}");
    assert_eq!(town.in_force(&code).0, before, "the guide in force stays as it was");
}

fn others_may_not(town: &Town) {
    let code: MatterCode = "old-age-allowance".into();
    let (_, matter) = town.in_force(&code);
    let change = MatterChange::Draft(Box::new(matter));
    for nobody in [Caller::guest(Language::Chinese), Caller::system()] {
        let answer = town.city.change_matter(&nobody, &code, &change, &now());
        assert!(matches!(answer, Err(Problem::LoginNeeded | Problem::Forbidden(_))));
        assert!(town.city.standard_breaches(&nobody).is_err());
    }
}

/// The statements of the tables of work are the same on both stores.
fn work_can_be_asked(town: &Town) {
    for by in [WorkBy::Post, WorkBy::Person, WorkBy::Window] {
        let day = |text: &str| text.parse().unwrap();
        let question = WorkQuestion { from: day("2026-01-01"), to: day("2026-12-31"), by };
        let work = town.city.staff_work(&manager(AUTHOR), &question, now().now).unwrap();
        assert_eq!(work.rows, [], "{by:?}");
        let unit = "government-services".into();
        let row = (&unit, if by == WorkBy::Person { "nobody" } else { "clerk" }, Act::Received);
        let cases = town.city.staff_work_cases(&manager(AUTHOR), &question, row, (None, 5), now().now);
        assert_eq!(cases.is_err(), by == WorkBy::Person, "a manager sees nobody's work but her own");
    }
}

/// The pack is counted as it is: each matter once in its department and once in its region.
fn the_catalogue_is_counted(town: &Town) {
    let report = town.city.catalogue_report(&manager(AUTHOR)).unwrap();
    let all = |rows: &std::collections::BTreeMap<String, catalogue::CatalogueCounts>| -> u32 {
        rows.values().map(|counts| counts.online.all).sum()
    };
    assert!(0 < report.sum.online.all);
    assert_eq!([all(&report.departments), all(&report.regions)], [report.sum.online.all; 2]);
    assert!(catalogue::online_rate(report.sum.online).is_some_and(|rate| rate.part() <= rate.whole()));
    assert!(town.city.catalogue_report(&Caller::guest(Language::Chinese)).is_err());
}

/// The statements of the tables of what was done are the same on both stores.
fn tables_can_be_asked(town: &Town) {
    let day = |text: &str| text.parse().unwrap();
    for rows in [Grouping::Time, Grouping::Department, Grouping::Region, Grouping::Matter, Grouping::Channel]
    {
        let question = StatisticsQuestion {
            from: day("2026-01-01"),
            to: day("2026-12-31"),
            step: StepOfTime::Month,
            rows,
            department: None,
            region: None,
            matter: Some("old-age-allowance".into()),
            channel: None,
        };
        let table = town.city.statistics(&manager(AUTHOR), &question, now().now).unwrap();
        assert!(table.complete && table.rows.is_empty(), "{rows:?}");
        for counted in Counted::ALL {
            let asked = (counted, None);
            let page = town.city.statistics_cases(&manager(AUTHOR), &question, asked, 5, now().now).unwrap();
            assert_eq!(page.rows, [], "{counted:?}");
        }
    }
}

fn the_whole_scenario(town: &Town) {
    the_catalogue_is_loaded_and_an_item_is_published_once_it_is_whole(town);
    one_deviation_is_found_and_corrected(town);
    an_item_gets_its_place_scope_channels_and_depth(town);
    a_guide_that_asks_for_a_cancelled_proof_is_refused(town);
    others_may_not(town);
    the_catalogue_is_counted(town);
    tables_can_be_asked(town);
    work_can_be_asked(town);
}

#[test]
fn the_catalogue_is_built_and_published_on_sqlite() {
    the_whole_scenario(&founded(Store::Sqlite, &deviating()).expect("a folder is always at hand"));
}

#[test]
fn the_catalogue_is_built_and_published_on_postgresql() {
    if let Some(town) = founded(Store::Postgres, &deviating()) {
        the_whole_scenario(&town);
    }
}
