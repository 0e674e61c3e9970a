//! The sections of single facts: names and places, limits, and the result.

use super::typed::{Typed, choices, entries, limit, local};
use crate::parts::{Choice, Field};
use crate::text::Text;
use catalogue::{
    Acceptance, City, Completion, Decided, HandlingClass, Matter, MatterResult, Regime, RegionLevel,
    ResultKind,
};

/// Names, the acting body, where it is decided.
pub(super) fn basics(t: Text, city: &City, matter: &Matter) -> Vec<Field> {
    let mut fields = Vec::from(local(t, "basics-name", "edit-name", Some(&matter.name)));
    let also = Field::lines(t, "basics-also", t.msg("edit-also"), matter.also_called.join("\n"));
    fields.push(also.hint(t.msg("edit-also-hint")).optional());
    let departments = city.departments.iter().map(|it| (it.id.as_str(), &it.name));
    let departments = entries(t, departments, |id| id == matter.department.as_str());
    fields.push(Field::select(t, "basics-department", t.msg("edit-department"), departments));
    let levels = choices(RegionLevel::ALL, RegionLevel::code, RegionLevel::chinese, |it| it == matter.level);
    fields.push(Field::select(t, "basics-level", t.msg("edit-level"), levels));
    let regimes = choices(Regime::ALL, Regime::code, Regime::chinese, |it| it == matter.regime);
    fields.push(Field::select(t, "basics-regime", t.msg("edit-regime"), regimes));
    let (here, system, url) = match &matter.decided {
        Decided::Here => ("here", "", ""),
        Decided::Exchange { system } => ("exchange", system.as_str(), ""),
        Decided::LinkOnly { url } => ("link_only", "", url.as_str()),
    };
    let ways = [("here", "edit-here"), ("exchange", "edit-exchange"), ("link_only", "edit-link-only")];
    let ways = ways.map(|(code, key)| Choice::of(code, t.msg(key)).chosen(code == here));
    fields.push(Field::radios(t, "basics-decided", t.msg("edit-decided"), ways.into()));
    fields.push(Field::line(t, "basics-system", t.msg("edit-system"), system).optional());
    fields.push(Field::line(t, "basics-url", t.msg("edit-url"), url).optional());
    let acceptance =
        choices(Acceptance::ALL, Acceptance::code, Acceptance::chinese, |it| it == matter.acceptance);
    fields.push(Field::select(t, "basics-acceptance", t.msg("edit-acceptance"), acceptance));
    let handling =
        choices(HandlingClass::ALL, HandlingClass::code, HandlingClass::chinese, |it| it == matter.handling);
    fields.push(Field::select(t, "basics-handling", t.msg("edit-handling"), handling));
    let telephone = |name, key, text: &Option<String>| {
        Field::line(t, name, t.msg(key), text.clone().unwrap_or_default()).optional()
    };
    fields.push(telephone("basics-contact", "edit-contact", &matter.contact));
    fields.push(telephone("basics-supervision", "edit-supervision", &matter.supervision));
    fields
}

/// Takes them over.
pub(super) fn read_basics(typed: &mut Typed<'_>, city: &City, matter: &mut Matter) {
    matter.name = typed.local("basics-name");
    if matter.name.chinese.is_empty() {
        typed.fail("basics-name", "edit-needed");
    }
    matter.also_called = typed.list("basics-also");
    let department =
        |id: &str| city.departments.iter().find(|it| it.id.as_str() == id).map(|it| it.id.clone());
    matter.department = typed.word("basics-department", matter.department.clone(), department);
    matter.level = typed.word("basics-level", matter.level, RegionLevel::from_word);
    matter.regime = typed.word("basics-regime", matter.regime, Regime::from_word);
    let system = typed.line("basics-system");
    let url = typed.line("basics-url");
    if typed.sent.one("basics-decided") == "exchange" && system.is_empty() {
        typed.fail("basics-system", "edit-needed");
    }
    if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
        typed.fail("basics-url", "edit-url-wrong");
    }
    matter.decided = typed.word("basics-decided", matter.decided.clone(), |word| match word {
        "here" => Some(Decided::Here),
        "exchange" => Some(Decided::Exchange { system: system.clone() }),
        "link_only" => Some(Decided::LinkOnly { url: url.clone() }),
        _ => None,
    });
    matter.acceptance = typed.word("basics-acceptance", matter.acceptance, Acceptance::from_word);
    matter.handling = typed.word("basics-handling", matter.handling, HandlingClass::from_word);
    matter.contact = typed.maybe("basics-contact");
    matter.supervision = typed.maybe("basics-supervision");
}

/// Limits.
pub(super) fn time(t: Text, matter: &Matter) -> Vec<Field> {
    let kinds = choices(Completion::ALL, Completion::code, Completion::chinese, |it| it == matter.completion);
    let limits = &matter.limits;
    vec![
        Field::radios(t, "time-completion", t.msg("edit-completion"), kinds).inline(),
        limit(t, "time-statutory", "edit-statutory", limits.statutory),
        limit(t, "time-promised", "edit-promised", limits.promised),
        limit(t, "time-previous", "edit-previous", limits.previous),
        limit(t, "time-notice", "edit-notice", limits.intake_notice),
    ]
}

/// Takes them over.
pub(super) fn read_time(typed: &mut Typed<'_>, matter: &mut Matter) {
    matter.completion = typed.word("time-completion", matter.completion, Completion::from_word);
    matter.limits.statutory = typed.limit("time-statutory");
    matter.limits.promised = typed.limit("time-promised");
    matter.limits.previous = typed.limit("time-previous");
    matter.limits.intake_notice = typed.limit("time-notice");
}

/// The result.
pub(super) fn result(t: Text, matter: &Matter) -> Vec<Field> {
    let result = matter.result.as_ref();
    let mut fields = Vec::from(local(t, "result-name", "edit-result-name", result.map(|it| &it.name)));
    fields[0] = fields[0].clone().hint(t.msg("edit-result-hint")).optional();
    let kind = result.map_or(ResultKind::Licence, |it| it.kind);
    let kinds = choices(ResultKind::ALL, ResultKind::code, ResultKind::chinese, |it| it == kind);
    fields.push(Field::select(t, "result-kind", t.msg("edit-result-kind"), kinds));
    fields.push(limit(t, "result-valid", "edit-valid", result.and_then(|it| it.valid_for)));
    let renewal = result.and_then(|it| it.renewal.as_ref());
    fields.extend(local(t, "result-renewal", "edit-renewal", renewal).map(Field::optional));
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let certificate = text(result.and_then(|it| it.certificate.as_ref()));
    fields.push(Field::line(t, "result-certificate", t.msg("edit-certificate"), certificate).optional());
    let template = text(result.and_then(|it| it.template.as_ref()));
    fields.push(Field::line(t, "result-template", t.msg("edit-template"), template).optional());
    fields
}

/// Takes it over; without a name there is none.
pub(super) fn read_result(typed: &mut Typed<'_>, matter: &mut Matter) {
    let name = typed.local("result-name");
    let old = matter.result.as_ref().map_or(ResultKind::Licence, |it| it.kind);
    let result = MatterResult {
        name,
        kind: typed.word("result-kind", old, ResultKind::from_word),
        valid_for: typed.limit("result-valid"),
        renewal: typed.maybe_local("result-renewal"),
        certificate: typed.maybe("result-certificate"),
        template: typed.maybe("result-template"),
    };
    matter.result = Some(result).filter(|it| !it.name.chinese.is_empty());
}
