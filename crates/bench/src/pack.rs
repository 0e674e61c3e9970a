//! The content of the bench: a hundred departments with one matter each, made from a pack that is whole.

use crate::Sentence;
use catalogue::{
    Acceptance, Department, Field, FieldKind, Form, Matter, Need, PostRole, Section, SpecialKind,
    SpecialProcedure, Step, StepKey,
};
use kernel::MatterCode;
use packs::Pack;

/// How many departments.
pub const DEPARTMENTS: usize = 100;
/// The words of titles that are searched for.
pub const WORDS: [&str; 8] =
    ["不动产登记", "施工许可", "营业执照", "食品经营", "道路运输", "社会保障", "户籍迁移", "排污许可"];
/// The matter with six steps one after another.
pub const SIX_STEPS: &str = "bench-six-steps";
/// The materials that everybody hands in.
pub const MATERIALS: [&str; 3] = ["paper-a", "paper-b", "paper-c"];

/// The id of a department.
pub fn department(place: usize) -> String {
    format!("bench-{place:03}")
}

/// The matter of a department.
pub fn matter(place: usize) -> MatterCode {
    MatterCode(format!("bench-matter-{place:03}"))
}

/// Makes the bench's pack from a whole one.
///
/// # Errors
/// If the pack holds no licence to start from.
pub fn of(mut pack: Pack) -> Result<Pack, Sentence> {
    let fits = |matter: &&Matter| {
        matter.decided.is_here()
            && matter.acceptance == Acceptance::ByWindow
            && 3 <= matter.materials.len()
            && !matter.special_procedures.is_empty()
            && !matter.steps.is_empty()
    };
    let licence = pack.matters.iter().find(fits).ok_or("the pack holds no licence to start from")?;
    let pattern = plain(licence.clone());
    let home = pack.city.departments.iter().find(|found| found.id == pattern.department);
    let home: Department = home.ok_or("the licence has no department")?.clone();
    pack.city.departments = (0..DEPARTMENTS)
        .map(|place| Department {
            id: department(place).as_str().into(),
            name: format!("基准部门{place:03}").as_str().into(),
            parent: None,
            ..home.clone()
        })
        .collect();
    let matter_of = |place: usize| Matter {
        code: matter(place),
        name: format!("基准事项{place:03}").as_str().into(),
        department: department(place).as_str().into(),
        ..pattern.clone()
    };
    pack.matters = (0..DEPARTMENTS).map(matter_of).collect();
    pack.matters.push(Matter { code: SIX_STEPS.into(), steps: steps(6), ..matter_of(0) });
    let city = &mut pack.city;
    (city.sites, city.halls, city.posts) = (Vec::new(), Vec::new(), Vec::new());
    (city.standards, city.kiosk_places) = (Vec::new(), Vec::new());
    pack.attachments.clear();
    Ok(pack)
}

/// A licence with three materials, one title, one text and one step.
fn plain(mut matter: Matter) -> Matter {
    matter.situations.clear();
    matter.review_points.clear();
    matter.halls.clear();
    matter.aliases.clear();
    matter.deviations.clear();
    matter.base_item = None;
    matter.region = None;
    matter.materials.truncate(MATERIALS.len());
    for (material, key) in matter.materials.iter_mut().zip(MATERIALS) {
        material.key = key.into();
        material.need = Need::Required;
        material.from_form = false;
        (material.tolerable, material.commitment) = (None, None);
    }
    let field = |key: &str, kind| Field {
        key: key.into(),
        label: key.into(),
        hint: None,
        why: None,
        kind,
        required: true,
        when: Default::default(),
        prefill: None,
        personal: false,
        off_paper: false,
    };
    let fields = vec![
        field("title", FieldKind::Text { max_length: 100 }),
        field("text", FieldKind::LongText { max_length: 1000 }),
    ];
    let section =
        Section {
            key: "all".to_owned(), title: "申请".into(), hint: None, when: Default::default(), fields
        };
    matter.form = Form { sections: vec![section] };
    matter.steps = steps(1);
    matter.special_procedures = vec![SpecialProcedure {
        kind: SpecialKind::Testing,
        law: "中华人民共和国行政许可法 第四十五条".to_owned(),
        stops_clock: true,
        longest: None,
    }];
    matter
}

/// The key of a step.
pub fn step_key(place: usize) -> StepKey {
    format!("step-{place}").as_str().into()
}

/// Reviews one after another.
fn steps(many: usize) -> Vec<Step> {
    let step = |place: usize| Step {
        key: step_key(place),
        name: format!("审查{place}").as_str().into(),
        kind: catalogue::StepKind::Review,
        department: None,
        role: PostRole::Examiner,
        after: place.checked_sub(1).map(step_key).into_iter().collect(),
        join: catalogue::Join::All,
        limit: None,
        people_min: 1,
    };
    (0..many).map(step).collect()
}
