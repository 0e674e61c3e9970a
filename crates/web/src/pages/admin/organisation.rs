//! `/admin/organisation`: regions in numbers, kiosks with place and date, departments, halls, posts.

use super::board::{Board, table};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column, Html};
use crate::problem::Problem;
use crate::text::Text;
use app::Action;
use axum::response::Response;
use catalogue::{City, RegionLevel};

/// `GET /admin/organisation`.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    desk.signed_in()?;
    let wanted = [Action::KeepAccounts, Action::GrantPosts, Action::EditCatalogue, Action::ReviewCatalogue];
    if wanted.into_iter().all(|action| desk.caller.require(action).is_err()) {
        return Err(Problem::Forbidden);
    }
    let t = desk.frame.t;
    let content = desk.city.content();
    let ground = &content.ground;
    let board = Board::new(t.msg("admin-organisation"), t.msg("admin-organisation-said"))
        .below(t.msg("admin-home"), "/admin")
        .block(t.msg("admin-regions"), vec![regions(t, ground)])
        .block(t.msg("admin-kiosks"), vec![kiosks(t, ground)])
        .block(t.msg("admin-departments"), vec![departments(t, ground)])
        .block(t.msg("admin-halls"), vec![halls(t, ground)]);
    Ok(board.answer(&desk.frame))
}

fn regions(t: Text, ground: &City) -> Html {
    let columns = vec![Column::text(t.msg("admin-level")), Column::number(t.msg("admin-count"))];
    let counted = RegionLevel::ALL.iter().map(|level| (level, ground.count_of(*level)));
    let row = |(level, count): (&RegionLevel, usize)| {
        vec![Cell::Text(level.chinese().to_owned()), Cell::Number(count.to_string())]
    };
    let rows = counted.filter(|(_, count)| 0 < *count).map(row).collect();
    table(t, &t.msg("admin-regions"), columns, rows)
}

fn kiosks(t: Text, ground: &City) -> Html {
    let columns = vec![
        Column::text(t.msg("admin-place")),
        Column::number(t.msg("admin-count")),
        Column::text(t.msg("admin-as-of")),
        Column::text(t.msg("admin-source")),
    ];
    let row = |places: &catalogue::KioskPlaces| {
        vec![
            Cell::Text(t.read(&places.name).to_owned()),
            Cell::Number(places.count.to_string()),
            Cell::Text(places.as_of.clone()),
            Cell::Text(places.source.clone()),
        ]
    };
    table(t, &t.msg("admin-kiosks"), columns, ground.kiosk_places.iter().map(row).collect())
}

fn departments(t: Text, ground: &City) -> Html {
    let columns = vec![
        Column::text(t.msg("admin-name")),
        Column::number(t.msg("admin-posts")),
        Column::text(t.msg("admin-code")),
    ];
    let rows = ground.departments.iter().map(|department| {
        let posts = ground.posts.iter().filter(|post| post.department == department.id).count();
        vec![
            Cell::Text(t.read(&department.name).to_owned()),
            Cell::Number(posts.to_string()),
            Cell::Text(department.id.as_str().to_owned()),
        ]
    });
    table(t, &t.msg("admin-departments"), columns, rows.collect())
}

fn halls(t: Text, ground: &City) -> Html {
    let columns = vec![Column::text(t.msg("admin-name")), Column::text(t.msg("admin-code"))];
    let rows = ground
        .halls
        .iter()
        .map(|hall| vec![Cell::Text(t.read(&hall.name).to_owned()), Cell::Text(hall.id.as_str().to_owned())]);
    table(t, &t.msg("admin-halls"), columns, rows.collect())
}
