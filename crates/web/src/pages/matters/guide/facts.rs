//! The facts of a guide: the five answers above the fold, the materials with their four fields, and the rest.

use super::Answer;
use crate::pages::matters::browse::channels_in_order;
use crate::pages::words;
use crate::parts::{Cell, Column, Html, SummaryList, SummaryRow, Table, Tag, Tone, escaped};
use crate::text::Text;
use app::Content;
use catalogue::{Certainty, Decided, Hall, Matter, Need, Provenance};

/// Can I, what do I need, how long, how much, where.
pub fn answers(t: Text, content: &Content, matter: &Matter) -> Vec<Answer> {
    let answer = |icon, key: &str, answer: String, more: String| Answer {
        icon,
        question: t.msg(key).into_owned(),
        answer,
        more,
    };
    let audiences = words::listed(t, matter.audiences.iter().map(|audience| words::audience(t, *audience)));
    let conditions = matter.conditions.len();
    let conditions = if conditions == 0 {
        t.msg("guide-no-conditions").into_owned()
    } else {
        t.with("guide-conditions-count", &[("count", &conditions)])
    };
    let (needed, more) = needed(t, matter);
    let (time, law) = times(t, matter);
    let (fee, waiver) = fees(t, matter);
    let (place, visits) = places(t, content, matter);
    vec![
        answer("user-check", "guide-can-i", audiences, conditions),
        answer("files", "guide-what", needed, more),
        answer("clock", "guide-how-long", time, law),
        answer("banknote", "guide-how-much", fee, waiver),
        answer("map-pin", "guide-where", place, visits),
    ]
}

fn needed(t: Text, matter: &Matter) -> (String, String) {
    let always = matter.materials.iter().filter(|material| material.need == Need::Required).count();
    let sometimes = matter.materials.len() - always;
    let needed = t.with("guide-materials-count", &[("count", &always)]);
    if sometimes == 0 {
        (needed, String::new())
    } else {
        (needed, t.with("guide-materials-more", &[("count", &sometimes)]))
    }
}

fn times(t: Text, matter: &Matter) -> (String, String) {
    let statutory = matter.limits.statutory.map(|limit| words::limit(t, limit));
    let time = match matter.limits.promised {
        Some(limit) => words::limit(t, limit),
        None => match (&statutory, matter.completion) {
            (Some(limit), catalogue::Completion::Promised) => limit.clone(),
            _ => words::completion(t, matter.completion).into_owned(),
        },
    };
    let law = statutory.map(|limit| t.with("guide-statutory", &[("limit", &limit)]));
    (time, law.unwrap_or_else(|| t.msg("guide-no-statutory").into_owned()))
}

fn fees(t: Text, matter: &Matter) -> (String, String) {
    if matter.fee.is_free() {
        return (t.msg("guide-free").into_owned(), String::new());
    }
    let rule = |rule: &catalogue::FeeRule| {
        let unit = rule.unit.as_ref().map(|unit| format!(" / {}", t.read(unit))).unwrap_or_default();
        format!("{} {}{unit}", t.read(&rule.name), t.money(rule.fen))
    };
    let waiver = matter.fee.waiver.as_ref().map(|waiver| t.read(waiver).to_owned());
    (words::listed(t, matter.fee.rules.iter().map(rule)), waiver.unwrap_or_default())
}

fn places(t: Text, content: &Content, matter: &Matter) -> (String, String) {
    let visits = t.with("guide-visits", &[("count", &matter.visits)]);
    match &matter.decided {
        Decided::LinkOnly { url } if !url.is_empty() => {
            (t.msg("guide-elsewhere-online").into_owned(), visits)
        }
        _ if matter.online != catalogue::OnlineDepth::None => {
            (words::online(t, matter.online).into_owned(), visits)
        }
        _ => {
            let names = halls(content, matter).into_iter().map(|hall| t.read(&hall.name).to_owned());
            (words::listed(t, names), visits)
        }
    }
}

/// The halls where it is offered.
pub fn halls<'c>(content: &'c Content, matter: &Matter) -> Vec<&'c Hall> {
    matter.halls.iter().filter_map(|id| content.ground.hall(id)).collect()
}

/// The materials with the four fields of CAT-03; stacked on a telephone.
pub fn materials(t: Text, matter: &Matter) -> Table {
    let columns = [
        "guide-material-name",
        "guide-material-copies",
        "guide-material-requirement",
        "guide-material-basis",
    ]
    .map(|key| Column::text(t.msg(key)));
    let row = |material: &catalogue::Material| {
        let requirement = material.requirement.as_ref().map(|text| Cell::Part(t.show(text)));
        vec![
            Cell::Part(material_name(t, material)),
            Cell::Text(words::copies(t, material.copies)),
            requirement.unwrap_or(Cell::Empty),
            material.basis.clone().map_or(Cell::Empty, Cell::Text),
        ]
    };
    let rows = matter.materials.iter().map(row).collect();
    Table::new(t, t.msg("guide-materials"), columns.into(), rows).caption_hidden()
}

fn material_name(t: Text, material: &catalogue::Material) -> Html {
    let mut marks = Vec::new();
    if material.need == Need::Situational {
        marks.push(Tag::new(t.msg("guide-situational"), Tone::Neutral));
    }
    if material.from_form {
        marks.push(Tag::new(t.msg("guide-from-form"), Tone::Good));
    }
    if let Some(limit) = material.tolerable {
        let later = t.with("guide-tolerable", &[("limit", &words::limit(t, limit))]);
        marks.push(Tag::new(later, Tone::Yours));
    }
    if material.commitment.is_some() {
        marks.push(Tag::new(t.msg("guide-commitment"), Tone::Yours));
    }
    let source = match &material.issued_by {
        Some(body) => t.with("guide-issued-by", &[("body", body)]),
        None => words::source(t, material.source).into_owned(),
    };
    let marks: String = marks.iter().map(|mark| Html::of(mark).to_string()).collect();
    Html::built(format!(
        "<span class=\"y-material__name\">{}</span><span class=\"y-material__marks\">{marks}</span><span class=\"y-material__source\">{}</span>",
        t.show(&material.name),
        escaped(&source)
    ))
}

/// Everything else that a guide must say, in rows.
pub fn list(t: Text, content: &Content, matter: &Matter) -> SummaryList {
    let row = |key: &str, value: String| SummaryRow::text(t.msg(key), &value);
    let channels = channels_in_order(&matter.channels).into_iter().map(|channel| words::channel(t, channel));
    let mut rows = vec![
        row("guide-department", content.department_name(&matter.department, t.language()).to_owned()),
        row("guide-decided", decided(t, matter)),
        row("guide-acceptance", words::acceptance(t, matter.acceptance).into_owned()),
        row("guide-completion", words::completion(t, matter.completion).into_owned()),
        row("guide-promised", times(t, matter).0),
        row("guide-law-limit", times(t, matter).1),
        row("guide-scope", words::scope(t, matter.scope).into_owned()),
        row("guide-channels", words::listed(t, channels)),
        SummaryRow::html(t.msg("guide-halls"), hall_links(t, content, matter)),
        row("guide-fee", fees(t, matter).0),
    ];
    if let Some(result) = &matter.result {
        let holds =
            result.valid_for.map(|limit| t.with("guide-valid", &[("limit", &words::limit(t, limit))]));
        let name = t.read(&result.name);
        rows.push(row(
            "guide-result",
            words::listed(t, [Some(name.to_owned()), holds].into_iter().flatten()),
        ));
    }
    let ways = matter.delivery.iter().map(|way| words::delivery(t, *way));
    rows.push(row("guide-delivery", words::listed(t, ways)));
    rows.push(row("guide-source", provenance(t, matter)));
    SummaryList::new(t, rows)
}

fn decided(t: Text, matter: &Matter) -> String {
    match &matter.decided {
        Decided::Here => t.msg("guide-decided-here").into_owned(),
        Decided::Exchange { system } => t.with("guide-decided-exchange", &[("system", system)]),
        Decided::LinkOnly { .. } => t.msg("guide-decided-elsewhere").into_owned(),
    }
}

fn hall_links(t: Text, content: &Content, matter: &Matter) -> Html {
    let halls = halls(content, matter);
    if halls.is_empty() {
        let reason = matter.no_hall_reason.clone().unwrap_or_else(|| t.msg("guide-no-hall").into_owned());
        return Html::text(&reason);
    }
    let link = |hall: &Hall| {
        let site = content.ground.sites.iter().find(|site| site.id == hall.site);
        let address = site.map(|site| t.read(&site.address)).unwrap_or_default();
        format!(
            "<li><a class=\"govuk-link\" href=\"/halls/{}\">{}</a> <span class=\"y-soft\">{}</span></li>",
            escaped(hall.id.as_str()),
            t.show(&hall.name),
            escaped(address)
        )
    };
    Html::built(format!("<ul class=\"govuk-list\">{}</ul>", halls.into_iter().map(link).collect::<String>()))
}

fn provenance(t: Text, matter: &Matter) -> String {
    match &matter.provenance {
        Provenance::Authority { source, date } => {
            t.with("guide-from-authority", &[("source", source), ("date", &t.date(*date))])
        }
        Provenance::Sample { note } => t.with("guide-from-sample", &[("note", note)]),
    }
}

/// The legal bases as cited; what is not certain says so.
pub fn laws(t: Text, matter: &Matter) -> Vec<(String, Option<Tag>)> {
    let law = |basis: &catalogue::LegalBasis| {
        let mark = match basis.sure {
            Certainty::Certain => None,
            Certainty::Likely => Some(Tag::new(t.msg("law-likely"), Tone::Neutral)),
            Certainty::Unsure => Some(Tag::new(t.msg("law-unsure"), Tone::Warning)),
        };
        (basis.cited(), mark)
    };
    matter.legal_bases.iter().map(law).collect()
}

/// Whom to ask and where to complain.
pub fn telephones(t: Text, content: &Content, matter: &Matter) -> Vec<(String, String)> {
    let department = content.ground.department(&matter.department);
    let own = department.and_then(|department| department.telephone.clone());
    let contact = matter.contact.clone().or(own).or(content.about.hotline.clone());
    let contact = contact.map(|number| (t.msg("guide-ask").into_owned(), number));
    let supervision = matter.supervision.clone().map(|number| (t.msg("guide-complain").into_owned(), number));
    contact.into_iter().chain(supervision).collect()
}
