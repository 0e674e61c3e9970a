//! How a matter is served: for whom, where and through which channels.

use super::typed::{Typed, choices, entries, or_none};
use crate::parts::{Choice, Field, Width};
use crate::text::Text;
use catalogue::{Audience, Channel, City, DeliveryWay, Matter, OnlineDepth, Scope};

/// Channels, scope, halls, delivery.
pub(super) fn fields(t: Text, city: &City, matter: &Matter) -> Vec<Field> {
    let scopes = choices(Scope::ALL, Scope::code, Scope::chinese, |it| it == matter.scope);
    let audiences =
        choices(Audience::ALL, Audience::code, Audience::chinese, |it| matter.audiences.contains(&it));
    let channels = choices(Channel::ALL, Channel::code, Channel::chinese, |it| matter.channels.contains(&it));
    let depths = choices(OnlineDepth::ALL, OnlineDepth::code, OnlineDepth::chinese, |it| it == matter.online);
    let ways = choices(DeliveryWay::ALL, DeliveryWay::code, DeliveryWay::chinese, |it| {
        matter.delivery.contains(&it)
    });
    let halls = city.halls.iter().map(|it| (it.id.as_str(), &it.name));
    let halls = entries(t, halls, |id| matter.halls.iter().any(|hall| hall.as_str() == id));
    let platforms = city.sub_platforms.iter().map(|it| (it.id.as_str(), &it.name));
    let platforms =
        entries(t, platforms, |id| matter.sub_platform.as_ref().is_some_and(|it| it.as_str() == id));
    let themes = city.themes.iter().map(|it| (it.id.as_str(), &it.name));
    let themes = entries(t, themes, |id| matter.themes.iter().any(|theme| theme.as_str() == id));
    let batch = vec![Choice::of("yes", t.msg("edit-batch-yes")).chosen(matter.batch)];
    let no_hall = matter.no_hall_reason.clone().unwrap_or_default();
    vec![
        Field::checkboxes(t, "service-audiences", t.msg("edit-audiences"), audiences),
        Field::checkboxes(t, "service-channels", t.msg("edit-channels"), channels),
        Field::select(t, "service-online", t.msg("edit-online"), depths),
        Field::line(t, "service-visits", t.msg("edit-visits"), matter.visits.to_string())
            .digits()
            .width(Width::Signs(3)),
        Field::checkboxes(t, "service-batch", t.msg("edit-batch"), batch),
        Field::select(t, "service-scope", t.msg("edit-scope"), scopes),
        Field::checkboxes(t, "service-halls", t.msg("edit-halls"), halls),
        Field::line(t, "service-no-hall", t.msg("edit-no-hall"), no_hall).optional(),
        Field::select(t, "service-platform", t.msg("edit-platform"), or_none(t, platforms)),
        Field::checkboxes(t, "service-themes", t.msg("edit-themes"), themes),
        Field::checkboxes(t, "service-delivery", t.msg("edit-delivery"), ways),
    ]
}

/// Takes them over.
pub(super) fn read(typed: &mut Typed<'_>, city: &City, matter: &mut Matter) {
    matter.audiences = typed.words("service-audiences", &matter.audiences, Audience::from_word);
    matter.channels = typed.words("service-channels", &matter.channels, Channel::from_word);
    matter.online = typed.word("service-online", matter.online, OnlineDepth::from_word);
    let visits = typed.number("service-visits", u16::from(u8::MAX));
    matter.visits = u8::try_from(visits).unwrap_or_default();
    matter.batch = typed.sent.ticked("service-batch");
    matter.scope = typed.word("service-scope", matter.scope, Scope::from_word);
    let hall = |id: &str| city.halls.iter().find(|it| it.id.as_str() == id).map(|it| it.id.clone());
    matter.halls = typed.words("service-halls", &matter.halls, hall);
    matter.no_hall_reason = typed.maybe("service-no-hall");
    let platform = |id: &str| {
        let found = city.sub_platforms.iter().find(|it| it.id.as_str() == id);
        if id.is_empty() { Some(None) } else { found.map(|it| Some(it.id.clone())) }
    };
    matter.sub_platform = typed.word("service-platform", matter.sub_platform.clone(), platform);
    let theme = |id: &str| city.themes.iter().find(|it| it.id.as_str() == id).map(|it| it.id.clone());
    matter.themes = typed.words("service-themes", &matter.themes, theme);
    matter.delivery = typed.words("service-delivery", &matter.delivery, DeliveryWay::from_word);
}
