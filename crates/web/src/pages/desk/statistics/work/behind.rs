//! `/desk/statistics/work/cases`: the cases behind a number of the table of work.

use super::{ACTS, AskedWork};
use crate::desk::Desk;
use crate::page::Page;
use crate::pages::desk::statistics::behind::BehindNumber;
use crate::problem::Problem;
use app::Act;
use app::desk::DeskPlace;
use axum::extract::Query;
use axum::response::Response;
use kernel::DepartmentId;

/// Rows of a page.
const ROWS: u32 = 50;

/// `GET /desk/statistics/work/cases`.
///
/// # Errors
/// Forbidden for who reads no tables; not found for a row that is not hers to see.
pub async fn show(desk: Desk, Query(asked): Query<AskedWork>) -> Result<Response, Problem> {
    let act = Act::read(&asked.act).ok_or(Problem::NotFound)?;
    let question = asked.question(desk.city.today(desk.now()));
    let (unit, who) = (DepartmentId(asked.unit.clone()), asked.who.clone());
    let after = DeskPlace::read(&asked.after);
    let page = desk
        .ask(move |city, caller, moment| {
            let row = (&unit, who.as_str(), act);
            city.staff_work_cases(caller, &question, row, (after.as_ref(), ROWS), moment.now)
        })
        .await?;
    let here = |after: String| AskedWork { after, ..asked.clone() }.address("/desk/statistics/work/cases");
    let above = ("desk-stat-work", asked.table().address("/desk/statistics/work"));
    let place = (asked.after.is_empty(), here);
    let span = (question.from, question.to);
    Ok(BehindNumber::of(&desk, word(act), span, above, &page, place).answer(&desk.frame))
}

/// The message key of what was done.
fn word(act: Act) -> &'static str {
    ACTS.iter().find(|(known, _, _)| *known == act).map_or("", |(_, word, _)| *word)
}
