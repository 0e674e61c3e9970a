//! What staff does at a counter for a person present, exactly as that person could do it online (ORG-16).

use super::{Act, Asking, Order, Wrong, for_applicant, nothing_asked};
use crate::pages::desk::words;
use crate::parts::{Choice, Field};
use app::Action;
use cases::{
    AskForHearing, ChooseDelivery, DeliveryChoice, FillGap, Given, GivenHow, Move, SignCommitment, Subject,
    Supplement, UndertakeGap, Withdraw,
};
use catalogue::{DeliveryWay, MaterialKey};
use kernel::Private;

pub(super) const ACTS: &[Act] = &[
    Act {
        slug: "supplement",
        path: "/desk/cases/{number}/supplement",
        step: Move::Supplement,
        action: Action::TakeIn,
        keys: "c s",
        title: "desk-act-supplement",
        lead: "desk-act-supplement-lead",
        law: Some("desk-act-ask-law"),
        done: "desk-act-supplement-done",
        careful: true,
        questions: supplement_questions,
        read: read_supplement,
    },
    Act {
        slug: "fill-gap",
        path: "/desk/cases/{number}/fill-gap",
        step: Move::FillGap,
        action: Action::TakeIn,
        keys: "c g",
        title: "desk-act-fill-gap",
        lead: "desk-act-fill-gap-lead",
        law: None,
        done: "desk-act-fill-gap-done",
        careful: true,
        questions: |asking| owed(asking).iter().map(|key| given_question(asking, key)).collect(),
        read: |asking| {
            let materials = read_given(asking, &owed(asking));
            if materials.is_empty() {
                return Err(first_wrong(asking, &owed(asking), "desk-wrong-nothing-given"));
            }
            Ok(for_applicant(move |via| FillGap { materials: materials.clone(), via }))
        },
    },
    Act {
        slug: "undertake-gap",
        path: "/desk/cases/{number}/undertake-gap",
        step: Move::UndertakeGap,
        action: Action::TakeIn,
        keys: "c q",
        title: "desk-act-undertake-gap",
        lead: "desk-act-undertake-gap-lead",
        law: None,
        done: "desk-act-undertake-gap-done",
        careful: true,
        questions: |asking| {
            vec![missing_question(asking, |term| term.tolerable.is_some()), signed_question(asking)]
        },
        read: |asking| {
            let material = MaterialKey(asking.must("material")?);
            asking.must("signed")?;
            Ok(for_applicant(move |via| UndertakeGap {
                material: material.clone(),
                until: None,
                signature: None,
                via,
            }))
        },
    },
    Act {
        slug: "commit",
        path: "/desk/cases/{number}/commit",
        step: Move::SignCommitment,
        action: Action::TakeIn,
        keys: "c n",
        title: "desk-act-commit",
        lead: "desk-act-commit-lead",
        law: Some("desk-act-check-law"),
        done: "desk-act-commit-done",
        careful: true,
        questions: |asking| {
            let text = |term: &cases::MaterialTerm| term.commitment.is_some();
            vec![missing_question(asking, text), signed_question(asking)]
        },
        read: |asking| {
            let material = MaterialKey(asking.must("material")?);
            asking.must("signed")?;
            let version = asking.file.case.terms().version;
            Ok(for_applicant(move |via| SignCommitment {
                material: material.clone(),
                version,
                signature: None,
                barred: false,
                via,
            }))
        },
    },
    Act {
        slug: "ask-hearing",
        path: "/desk/cases/{number}/ask-hearing",
        step: Move::AskForHearing,
        action: Action::TakeIn,
        keys: "c h",
        title: "desk-act-ask-hearing",
        lead: "desk-act-ask-hearing-lead",
        law: Some("desk-act-offer-hearing-law"),
        done: "desk-act-ask-hearing-done",
        careful: false,
        questions: nothing_asked,
        read: |_| Ok(for_applicant(|via| AskForHearing { via })),
    },
    Act {
        slug: "delivery",
        path: "/desk/cases/{number}/delivery",
        step: Move::ChooseDelivery,
        action: Action::TakeIn,
        keys: "c d",
        title: "desk-act-delivery",
        lead: "desk-act-delivery-lead",
        law: None,
        done: "desk-act-delivery-done",
        careful: false,
        questions: delivery_questions,
        read: read_delivery,
    },
    Act {
        slug: "withdraw",
        path: "/desk/cases/{number}/withdraw",
        step: Move::Withdraw,
        action: Action::TakeIn,
        keys: "c x",
        title: "desk-act-withdraw",
        lead: "desk-act-withdraw-lead",
        law: None,
        done: "desk-act-withdraw-done",
        careful: true,
        questions: |asking| vec![asking.lines("reasons", "desk-withdraw-reasons").optional()],
        read: |asking| {
            let reasons = asking.sent.some("reasons");
            Ok(for_applicant(move |via| Withdraw { reasons: reasons.clone(), via }))
        },
    },
];

fn owed(asking: &Asking<'_>) -> Vec<MaterialKey> {
    asking.file.case.open_gaps().map(|(key, _)| key.clone()).collect()
}

fn first_wrong(asking: &Asking<'_>, keys: &[MaterialKey], why: &'static str) -> Vec<Wrong> {
    let _ = asking;
    keys.first().map(|key| (format!("given.{key}"), why)).into_iter().collect()
}

/// How a material is handed in now; scans that lie in the case already are taken along.
fn given_question(asking: &Asking<'_>, key: &MaterialKey) -> Field {
    let t = asking.t;
    let name = format!("given.{key}");
    let chosen = asking.sent.one(&name);
    let choice = |code: &str, words: String| Choice::of(code, words).chosen(chosen == code);
    let scans = asking.scans(key).len();
    let mut choices = vec![choice("", t.msg("desk-given-not").into_owned())];
    choices.push(choice("original", words::given(t, GivenHow::Original).into_owned()));
    choices.push(choice("shown", words::given(t, GivenHow::Shown).into_owned()));
    if 0 < scans {
        choices.push(choice("scanned", t.with("desk-given-scans", &[("count", &scans)])));
    }
    Field::select(t, name, asking.material(key), choices)
}

fn read_given(asking: &Asking<'_>, keys: &[MaterialKey]) -> Vec<Given> {
    let given = |key: &MaterialKey| {
        let how = match asking.sent.one(&format!("given.{key}")) {
            "original" => GivenHow::Original,
            "shown" => GivenHow::Shown,
            "scanned" => GivenHow::Scanned,
            _ => return None,
        };
        Some(Given { material: key.clone(), how, blobs: asking.scans(key) })
    };
    keys.iter().filter_map(given).collect()
}

/// The materials that the notice still asks for.
fn asked_materials(asking: &Asking<'_>) -> Vec<MaterialKey> {
    let case = &asking.file.case;
    let Some(asked) = case.asked() else { return Vec::new() };
    let defects = &case.notices()[asked.notice].defects;
    let subject = |place: &u16| defects.get(usize::from(*place)).map(|defect| &defect.subject);
    let materials = asked.left.iter().filter_map(subject).filter_map(|subject| match subject {
        Subject::Material(key) => Some(key.clone()),
        _ => None,
    });
    let mut all: Vec<MaterialKey> = Vec::new();
    for key in materials {
        if !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

fn supplement_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let case = &asking.file.case;
    let mut fields: Vec<Field> =
        asked_materials(asking).iter().map(|key| given_question(asking, key)).collect();
    let Some(asked) = case.asked() else { return fields };
    let defects = &case.notices()[asked.notice].defects;
    let mut others = Vec::new();
    for place in &asked.left {
        let Some(defect) = defects.get(usize::from(*place)) else { continue };
        match &defect.subject {
            Subject::Field(key) => {
                let label = asking.file.matter.form.field(&catalogue::FieldKey(key.clone()));
                let label = label.map_or(key.as_str(), |field| t.read(&field.label)).to_owned();
                let name = format!("field.{key}");
                let field = Field::line(t, &*name, label, asking.sent.one(&name)).optional();
                fields.push(field.hint(defect.text.text().to_owned()));
            }
            Subject::Other => others.push((place.to_string(), defect.text.text().to_owned())),
            Subject::Material(_) => {}
        }
    }
    if !others.is_empty() {
        fields.push(asking.boxes("settles", "desk-supplement-settles", &others));
    }
    fields
}

fn read_supplement(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let materials = read_given(asking, &asked_materials(asking));
    let settles: Vec<u16> =
        asking.sent.many("settles").iter().filter_map(|place| place.parse().ok()).collect();
    let person = asking.file.case.person();
    let (mut open, mut personal) = (std::collections::BTreeMap::new(), std::collections::BTreeMap::new());
    for (key, texts) in asking.sent.below("field.") {
        let Some(text) = texts.first().map(|text| text.trim()).filter(|text| !text.is_empty()) else {
            continue;
        };
        let field = asking.file.matter.form.field(&catalogue::FieldKey(key.clone()));
        let value = corrected(asking, &key, text)?;
        let is_open = field.is_some_and(|field| !field.personal);
        (if is_open { &mut open } else { &mut personal }).insert(key, value);
    }
    let form = (!open.is_empty() || !personal.is_empty())
        .then(|| cases::FormAnswers { open, personal: Private::new(person, personal) });
    if materials.is_empty() && settles.is_empty() && form.is_none() {
        let first = supplement_questions(asking).first().map(|field| field.name.clone()).unwrap_or_default();
        return Err(vec![(first, "desk-wrong-nothing-given")]);
    }
    Ok(for_applicant(move |via| Supplement {
        materials: materials.clone(),
        form: form.clone(),
        settles: settles.clone(),
        via,
    }))
}

/// A corrected answer, read by the kind of its field as on submission.
fn corrected(asking: &Asking<'_>, key: &str, text: &str) -> Result<serde_json::Value, Vec<Wrong>> {
    let mut form = asking.file.matter.form.clone();
    for section in &mut form.sections {
        section.when = catalogue::When::default();
        section.fields.retain(|field| field.key.as_str() == key);
        for field in &mut section.fields {
            field.when = catalogue::When::default();
        }
    }
    form.sections.retain(|section| !section.fields.is_empty());
    let texts = std::collections::BTreeMap::from([(key.to_owned(), vec![text.to_owned()])]);
    let today = asking.calendar.map_or(jiff::civil::Date::MAX, |calendar| calendar.date_of(asking.now));
    let checks = catalogue::form::FieldChecks { today, look: &catalogue::form::no_checks };
    let filled = form.read(&texts, &catalogue::Answers::default(), &checks);
    let wrong = |why: &'static str| vec![(format!("field.{key}"), why)];
    let filled = filled
        .map_err(|errors| wrong(errors.first().map_or("desk-wrong-missing", |error| error.reason.key())))?;
    filled.get(key).map(catalogue::FieldValue::to_json).ok_or_else(|| wrong("desk-wrong-missing"))
}

/// Which of the missing materials.
fn missing_question(asking: &Asking<'_>, fits: impl Fn(&cases::MaterialTerm) -> bool) -> Field {
    let t = asking.t;
    let case = &asking.file.case;
    let missing = case.missing();
    let terms = missing.iter().filter_map(|key| case.terms().material(key)).filter(|term| fits(term));
    let choice = |term: &cases::MaterialTerm| {
        let name = t.read(&term.name);
        let words = match (&term.commitment, term.tolerable) {
            (Some(commitment), _) => {
                t.with("desk-commit-text", &[("name", &name), ("text", &t.read(&commitment.text))])
            }
            (None, Some(limit)) => {
                t.with("desk-gap-text", &[("name", &name), ("limit", &limit.in_words(t.language()))])
            }
            (None, None) => name.to_owned(),
        };
        (term.key.to_string(), words)
    };
    asking.radios("material", "desk-missing-material", &terms.map(choice).collect::<Vec<_>>())
}

fn signed_question(asking: &Asking<'_>) -> Field {
    let signed = [("yes".to_owned(), asking.t.msg("desk-signed-on-paper").into_owned())];
    asking.boxes("signed", "desk-signed", &signed)
}

fn delivery_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let case = &asking.file.case;
    let now = case.delivery();
    let offered = |way: &DeliveryWay| *way == DeliveryWay::Window || case.terms().delivery.contains(way);
    let ways: Vec<(String, String)> = DeliveryWay::ALL
        .iter()
        .filter(|way| offered(way))
        .map(|way| (way.code().to_owned(), way.chinese().to_owned()))
        .collect();
    let hint = now.map(|choice| t.with("desk-delivery-now", &[("way", &choice.way.chinese())]));
    let way = asking.radios("way", "desk-deliver-way", &ways);
    let consent = [("yes".to_owned(), t.msg("desk-delivery-consent").into_owned())];
    vec![
        match hint {
            Some(hint) => way.hint(hint),
            None => way,
        },
        asking.line("address", "desk-delivery-address").optional(),
        asking.boxes("consent", "desk-delivery-electronic", &consent),
    ]
}

fn read_delivery(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let way = DeliveryWay::from_word(asking.sent.one("way"));
    let way = way.ok_or_else(|| vec![("way".to_owned(), "desk-wrong-choose")])?;
    let person = asking.file.case.person();
    let address = asking.sent.some("address").map(|address| Private::new(person, address));
    let electronic_consent = asking.sent.ticked("consent");
    let choice = DeliveryChoice { way, address, electronic_consent };
    Ok(for_applicant(move |via| ChooseDelivery { choice: choice.clone(), via }))
}
