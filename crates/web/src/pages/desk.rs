//! Pages of counter and examination.

pub mod acts; // what can be done with a case
pub mod after; // ratings and what cannot be got done
pub mod board; // what will be late before it is late
pub mod answers; // what an applicant answered
pub mod case; // one case
pub mod due; // due dates as the desk shows them
pub mod events; // what is new
pub mod files; // materials and their pane
pub mod intake; // taking in for a person present
pub mod papers; // what was issued, and its seal
pub mod receipt; // what the visitor takes home
pub mod head; // the head of pages about one case
pub mod list; // the list of cases
pub mod reason; // why a case outside of one's task is opened
pub mod statistics; // what was done, in numbers
pub mod story; // what happened
pub mod words; // the words of the desk
pub mod work; // work first

use crate::page::{Listed, listed};
use crate::portals::Routes;
use app::Action;
use axum::routing::{get, post};

/// The routes of `/desk`.
pub fn routes() -> Routes {
    Routes::new()
        .at("/desk", Action::ReadCase, get(work::show))
        .at("/desk/events", Action::ReadCase, get(events::stream))
        .at("/desk/cases", Action::ReadCase, get(list::show))
        .at("/desk/cases/{number}", Action::ReadCase, get(case::show).post(case::show_for))
        .at("/desk/files/{blob}", Action::ReadCase, get(files::show))
        .at("/desk/cases/{number}/receipt", Action::ReadCase, get(receipt::show))
        .at("/desk/cases/{number}/papers", Action::ReadCase, get(papers::show))
        .at("/desk/cases/{number}/papers", Action::Deliver, post(papers::seal))
        .at("/desk/papers/{id}", Action::ReadCase, get(papers::open))
        .at("/desk/intake", Action::TakeIn, get(intake::show))
        .at("/desk/intake/{matter}", Action::TakeIn, get(intake::show_form).post(intake::send))
        .at("/desk/board", Action::ReadBoard, get(board::show))
        .at("/desk/statistics", Action::ReadBoard, get(statistics::show))
        .at("/desk/statistics/cases", Action::ReadBoard, get(statistics::behind::show))
        .at("/desk/statistics/matters", Action::ReadBoard, get(statistics::matters::show))
        .at("/desk/statistics/matters.xlsx", Action::ReadBoard, get(statistics::matters::sheet))
        .at("/desk/statistics/work", Action::ReadBoard, get(statistics::work::show))
        .at("/desk/statistics/work/cases", Action::ReadBoard, get(statistics::work::cases))
        .at("/desk/statistics/work.xlsx", Action::ReadBoard, get(statistics::work::sheet))
        .at("/desk/statistics/table.xlsx", Action::ReadBoard, get(statistics::workbook))
        .at("/desk/ratings", Action::AnswerRating, get(after::ratings::list))
        .at(
            "/desk/ratings/{number}",
            Action::AnswerRating,
            get(after::ratings::one).post(after::ratings::act),
        )
        .at("/desk/difficulties", Action::LeadDifficulty, get(after::difficulties::list))
        .at(
            "/desk/difficulties/{id}",
            Action::LeadDifficulty,
            get(after::difficulties::one).post(after::difficulties::act),
        )
        .at("/desk/cases/{number}/difficulty", Action::TakeIn, post(after::difficulties::at_counter))
        .and(acts::routes())
}

/// Every page of the desk.
pub fn all() -> Vec<Listed> {
    vec![
        listed::<work::Work>(),
        listed::<list::CaseList>(),
        listed::<case::CaseFile>(),
        listed::<reason::Reason>(),
        listed::<board::Board>(),
        listed::<after::AfterList>(),
        listed::<after::AfterFile>(),
        listed::<statistics::StatisticsPage>(),
        listed::<statistics::behind::BehindNumber>(),
        listed::<statistics::matters::CatalogueFigures>(),
        listed::<statistics::work::WorkTable>(),
        listed::<intake::Intake>(),
        listed::<intake::IntakeForm>(),
        listed::<receipt::Receipt>(),
        listed::<papers::CasePapers>(),
        listed::<acts::ActPage>(),
    ]
}
