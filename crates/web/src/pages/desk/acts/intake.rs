//! Acceptance (受理), the one notice of all defects (一次性告知), and the proposed no.

use super::{Act, Asking, Order, Wrong, by_staff, nothing_asked};
use crate::pages::desk::words;
use crate::parts::{Choice, Field};
use app::Action;
use cases::{Accept, AskSupplement, Flaw, Move, ProposeNo, Subject};

pub(super) const ACTS: &[Act] = &[
    Act {
        slug: "accept",
        path: "/desk/cases/{number}/accept",
        step: Move::Accept,
        action: Action::Accept,
        keys: "d a",
        title: "desk-act-accept",
        lead: "desk-act-accept-lead",
        law: Some("desk-act-accept-law"),
        done: "desk-act-accept-done",
        careful: false,
        questions: nothing_asked,
        read: |_| Ok(by_staff(|by| Accept { by })),
    },
    Act {
        slug: "ask",
        path: "/desk/cases/{number}/ask",
        step: Move::AskSupplement,
        action: Action::TakeIn,
        keys: "d b",
        title: "desk-act-ask",
        lead: "desk-act-ask-lead",
        law: Some("desk-act-ask-law"),
        done: "desk-act-ask-done",
        careful: true,
        questions: ask_questions,
        read: read_ask,
    },
    Act {
        slug: "no",
        path: "/desk/cases/{number}/no",
        step: Move::ProposeNo,
        action: Action::ProposeNo,
        keys: "d x",
        title: "desk-act-no",
        lead: "desk-act-no-lead",
        law: Some("desk-act-no-law"),
        done: "desk-act-no-done",
        careful: true,
        questions: no_questions,
        read: read_no,
    },
];

/// Further defects, each about a field of the form or about anything else.
const FURTHER: [&str; 3] = ["1", "2", "3"];

fn ask_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let case = &asking.file.case;
    let mut fields = Vec::new();
    for term in &case.terms().materials {
        let name = format!("material.{}", term.key);
        let given = case.materials().get(&term.key).map_or(0, Vec::len);
        let state = if given == 0 {
            t.msg("desk-ask-not-given").into_owned()
        } else {
            t.with("desk-ask-given", &[("count", &given)])
        };
        let required =
            asking.file.matter.material(&term.key).and_then(|material| material.requirement.as_ref());
        let hint = match required {
            Some(requirement) => {
                format!("{state}{}", t.with("desk-ask-should", &[("what", &t.read(requirement))]))
            }
            None => state,
        };
        let field = Field::lines(t, &*name, t.read(&term.name), asking.sent.one(&name));
        fields.push(rows(field.hint(hint).optional(), 2));
    }
    let choices = |chosen: &str| {
        let other = Choice::of("", t.msg("desk-ask-other")).chosen(chosen.is_empty());
        let of_form = asking.file.matter.form.fields().map(|field| {
            Choice::of(field.key.as_str(), t.read(&field.label)).chosen(field.key.as_str() == chosen)
        });
        std::iter::once(other).chain(of_form).collect::<Vec<_>>()
    };
    for place in FURTHER {
        let (about, what) = (format!("about.{place}"), format!("what.{place}"));
        let label = t.with("desk-ask-about", &[("place", &place)]);
        fields.push(Field::select(t, &*about, label, choices(asking.sent.one(&about))));
        let field = Field::lines(t, &*what, t.msg("desk-ask-what"), asking.sent.one(&what));
        fields.push(rows(field.optional(), 2));
    }
    let usual = case.terms().settings.supplement.amount().to_string();
    fields.push(asking.days("within", "desk-ask-within", &usual));
    if !case.notices().is_empty() {
        fields.push(asking.lines("new_fact", "desk-ask-new-fact").hint(t.msg("desk-ask-new-fact-hint")));
    }
    fields
}

fn rows(mut field: Field, height: u8) -> Field {
    if let crate::parts::Control::Lines { rows, .. } = &mut field.control {
        *rows = height;
    }
    field
}

fn read_ask(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let mut defects = Vec::new();
    for term in &asking.file.case.terms().materials {
        if let Some(text) = asking.sent.some(&format!("material.{}", term.key)) {
            defects.push(Flaw { subject: Subject::Material(term.key.clone()), text });
        }
    }
    for place in FURTHER {
        if let Some(text) = asking.sent.some(&format!("what.{place}")) {
            let about = asking.sent.some(&format!("about.{place}"));
            defects.push(Flaw { subject: about.map_or(Subject::Other, Subject::Field), text });
        }
    }
    let within = asking.limit("within")?;
    if defects.is_empty() {
        let first = asking.file.case.terms().materials.first();
        let field = first.map_or_else(|| "what.1".to_owned(), |term| format!("material.{}", term.key));
        return Err(vec![(field, "desk-wrong-no-defect")]);
    }
    let new_fact = asking.sent.some("new_fact");
    if !asking.file.case.notices().is_empty() && new_fact.is_none() {
        return Err(vec![("new_fact".to_owned(), "desk-wrong-new-fact")]);
    }
    Ok(by_staff(move |by| AskSupplement { defects: defects.clone(), within, new_fact: new_fact.clone(), by }))
}

fn no_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let official = asking.file.moves.iter().find(|(step, _)| *step == Move::ProposeNo);
    let official = official.and_then(|(_, seat)| seat.official());
    let nos = official.map(|official| asking.file.case.possible_nos(official)).unwrap_or_default();
    let choices: Vec<(String, String)> =
        nos.iter().map(|no| (no.code().to_owned(), words::no(t, *no).into_owned())).collect();
    let waits = [("yes".to_owned(), t.msg("desk-no-waits").into_owned())];
    vec![
        asking.radios("no", "desk-no-which", &choices),
        asking.lines("reasons", "desk-no-reasons").hint(t.msg("desk-no-reasons-hint")),
        asking.line("basis", "desk-no-basis").hint(t.msg("desk-no-basis-hint")),
        asking.boxes("waits", "desk-no-visitor", &waits),
    ]
}

fn read_no(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let no = words::no_of(asking.sent.one("no"));
    let mut text = |name: &str| match asking.must(name) {
        Ok(text) => text,
        Err(more) => {
            wrong.extend(more);
            String::new()
        }
    };
    let (reasons, basis) = (text("reasons"), text("basis"));
    let Some(no) = no else {
        wrong.insert(0, ("no".to_owned(), "desk-wrong-choose"));
        return Err(wrong);
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let visitor_waits = asking.sent.ticked("waits");
    Ok(by_staff(move |by| ProposeNo {
        no,
        reasons: reasons.clone(),
        basis: basis.clone(),
        visitor_waits,
        by,
    }))
}
