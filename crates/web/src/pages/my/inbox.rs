//! `/my/inbox`: what one was told, in the words that were sent.

use super::cases::matter_name;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{BackLink, EmptyState, Illustration, Pages, Tabs};
use crate::problem::Problem;
use crate::text::Text;
use app::{InboxAbout, InboxLine, NoticeText};
use axum::extract::{Path, Query};
use axum::response::Response;
use kernel::Timestamp;
use notices::Occasion;
use serde::Deserialize;

const ROWS: u32 = 20;

/// The list of messages.
pub struct Inbox {
    lines: Vec<(String, String, String)>,
    pages: Pages,
}

/// One message.
pub struct Message {
    text: NoticeText,
    number: String,
}

page!(Inbox in "my/inbox.html");
page!(Message in "my/message.html");

impl Inbox {
    fn tabs(&self, t: Text) -> Tabs {
        super::tabs(t, "/my/inbox")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Tray, t.msg("inbox-none"), t.msg("inbox-none-said"))
    }
}

impl Message {
    fn back(&self, t: Text) -> BackLink {
        BackLink::new(t, "/my/inbox")
    }

    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty())
    }
}

impl Page for Inbox {
    const PATH: &'static str = "/my/inbox";

    fn title(&self, t: Text) -> String {
        t.msg("my-inbox").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let line = (
            occasion(t, "accepted"),
            "2026年11月22日 11:04".to_owned(),
            "/my/inbox/20267KQ4M9XW2H/2".to_owned(),
        );
        let page = |lines| Inbox { lines, pages: Pages::new(t, None, None) };
        vec![Sample::of("empty", page(Vec::new())), Sample::of("full", page(vec![line]))]
    }
}

impl Page for Message {
    const PATH: &'static str = "/my/inbox/sample/1";

    fn title(&self, _t: Text) -> String {
        self.text.title.clone()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let text = NoticeText {
            title: "您的申请已受理".into(),
            text: "编号 2026-7KQ4M-9XW2H。\n\n承诺 8 个工作日内办结。".into(),
        };
        vec![Sample::of("full", Message { text, number: "20267KQ4M9XW2H".into() })]
    }
}

/// An occasion in words.
fn occasion(t: Text, word: &str) -> String {
    let key = match word {
        "received" => "event-received",
        "supplement_asked" => "event-supplement-asked",
        "accepted" => "event-accepted",
        "no_proposed" => "event-no-proposed",
        "not_accepted" => "event-refused",
        "not_for_us" => "event-not-for-us",
        "lapsed" => "event-lapsed",
        "suspended" => "event-suspended",
        "resumed" => "event-resumed",
        "extended" => "event-extended",
        "due_moved" => "event-dues-revised",
        "granted" => "event-granted",
        "denied" => "event-denied",
        "result_ready" => "event-result-made",
        "delivered" => "event-delivered",
        "rating_answered" => "inbox-rating-answered",
        "difficulty_answered" => "inbox-difficulty-answered",
        _ => "inbox-news",
    };
    t.msg(key).into_owned()
}

/// Where in the list, in microseconds.
#[derive(Deserialize)]
pub struct Place {
    before: Option<i64>,
}

impl Place {
    /// The time before which rows are shown.
    pub(crate) fn time(&self) -> Timestamp {
        self.before.and_then(|micros| Timestamp::from_microsecond(micros).ok()).unwrap_or(Timestamp::MAX)
    }
}

/// `GET /my/inbox`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn show(desk: Desk, Query(place): Query<Place>) -> Result<Response, Problem> {
    let (t, content) = (desk.frame.t, desk.city.content());
    let before = place.time();
    let is_new =
        place.before.is_none() && desk.frame.signed_in.as_ref().is_some_and(|person| 0 < person.unread);
    let lines = desk
        .ask(move |city, caller, moment| {
            let lines = city.inbox(caller, before, ROWS)?;
            if is_new {
                city.mark_inbox_seen(caller, moment.now)?;
            }
            Ok(lines)
        })
        .await?;
    let next = lines.last().filter(|_| lines.len() == ROWS as usize).and_then(|line| line.at);
    let next = next.map(|at| format!("/my/inbox?before={}", at.as_microsecond()));
    let line = |line: &InboxLine| {
        let mut title = occasion(t, &line.occasion);
        if !line.matter_name.is_empty() {
            let matter = matter_name(t, &content, &line.matter, &line.matter_name);
            title = format!("{title} · {matter}");
        }
        let when = line.at.map(|at| t.moment(at)).unwrap_or_default();
        let href = match line.about {
            InboxAbout::Case => format!("/my/inbox/{}/{}", line.number, line.position),
            InboxAbout::Rating => format!("/my/cases/{}/rating", line.number),
            InboxAbout::Difficulty => format!("/my/difficulties/{}", line.number),
        };
        (title, when, href)
    };
    let first = place.before.map(|_| "/my/inbox".to_owned());
    Ok(Inbox { lines: lines.iter().map(line).collect(), pages: Pages::new(t, first, next) }
        .answer(&desk.frame))
}

/// `GET /my/inbox/{number}/{position}`: the text as the case then stood.
///
/// # Errors
/// [`Problem::NotFound`] for a message to somebody else.
pub async fn read(desk: Desk, Path((text, position)): Path<(String, u64)>) -> Result<Response, Problem> {
    let number = super::case::number(&text)?;
    let language = desk.language();
    let asked = number.clone();
    let found = desk
        .ask(move |city, caller, _| {
            // Only who takes part in the case reads what was told of it.
            city.seat(caller, &asked, app::Action::ReadCase)?;
            let story = city.events::<app::cases::CaseEvent>(&cases::Case::stream(&asked))?;
            let event = story.iter().find(|recorded| recorded.position == position);
            let occasion: Option<Occasion> = event.and_then(|recorded| app::occasion_of(&recorded.event));
            let occasion = occasion.ok_or(app::Problem::NotFound("message"))?;
            city.notice_text(&asked, position, occasion, language)
        })
        .await?;
    let text = found.ok_or(Problem::NotFound)?;
    Ok(Message { text, number: number.to_string() }.answer(&desk.frame))
}
