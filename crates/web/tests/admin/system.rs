//! The outbox, the calendar and the audit.

use crate::people::{browser, peopled};
use axum::http::StatusCode;

#[tokio::test]
async fn the_auditor_checks_the_ledger_and_sees_who_read_what() {
    let town = peopled();
    browser(&town, "clerk").get("/desk/statistics").await;
    let auditor = browser(&town, "auditor");
    let page = auditor.get("/admin/audit").await;
    assert!(page.body.contains("统计表"), "the read of the tables is in the log");
    let checked = auditor.post("/admin/audit", &[]).await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(checked.body.contains("govuk-notification-banner") || checked.body.contains("y-banner"));
    let stream = auditor.get("/admin/audit?stream=matter%2Fdrainage-permit").await;
    assert!(stream.body.contains("事项发布"));
}

#[tokio::test]
async fn an_entry_of_the_outbox_that_is_not_there_is_told_so() {
    let town = peopled();
    let administrator = browser(&town, "administrator");
    for order in ["revive", "resend", "give-up", "burn"] {
        let answer =
            administrator.post("/admin/outbox/4711", &[("order", order), ("reason-4711", "x")]).await;
        assert!(answer.status.is_client_error(), "{order}: {}", answer.status);
    }
    for state in ["dead", "uncertain", "waiting", "nonsense"] {
        let page = administrator.get(&format!("/admin/outbox?state={state}")).await;
        assert_eq!(page.status, StatusCode::OK, "{state}");
    }
}

#[tokio::test]
async fn a_text_message_is_sent_only_after_the_gateway_approved_it() {
    let town = peopled();
    let administrator = browser(&town, "administrator");
    let page = administrator.get("/admin/messages").await;
    assert!(page.body.contains("待网关审核"), "{}", page.body);
    let approve = |id| [("order", "approve"), ("approve-received", id)];
    let refused = administrator.post("/admin/messages/received", &approve(" ")).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    let done = administrator.post("/admin/messages/received", &approve("SMS_1")).await;
    assert_eq!((done.status, done.to()), (StatusCode::SEE_OTHER, "/admin/messages"));
    assert!(administrator.get("/admin/messages").await.body.contains("SMS_1"));
    let unknown = administrator.post("/admin/messages/nothing", &approve("SMS_1")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

const NOTICE: [(&str, &str); 4] = [
    ("year", "2027"),
    ("notice", "国务院办公厅关于2027年部分节假日安排的通知"),
    ("off", "2027-01-01 2027-01-03 元旦\n2027-02-05 2027-02-11 春节"),
    ("make_up", "2027-02-14 春节"),
];

#[tokio::test]
async fn a_year_is_looked_at_before_it_is_announced() {
    let town = peopled();
    let administrator = browser(&town, "administrator");
    let provisional = |year: i16| {
        let content = town.city.content();
        content.city_calendar().unwrap().year(year).unwrap().is_provisional()
    };
    let preview = [&[("order", "preview")], &NOTICE[..]].concat();
    let looked = administrator.post("/admin/calendar", &preview).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.body.contains("确认公布") && provisional(2027), "nothing is announced yet");
    let announce = [&[("order", "announce")], &NOTICE[..]].concat();
    for login in ["security", "auditor", "manager", "clerk"] {
        let answer = browser(&town, login).post("/admin/calendar", &announce).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{login}");
    }
    let done = administrator.post("/admin/calendar", &announce).await;
    assert_eq!((done.status, done.to()), (StatusCode::SEE_OTHER, "/admin/calendar"));
    assert!(!provisional(2027) && provisional(2028));
}

#[tokio::test]
async fn a_notice_that_cannot_be_read_comes_back_with_every_wrong_line() {
    let town = peopled();
    let fields = [("year", "2027"), ("notice", "通知"), ("off", "明天 元旦"), ("make_up", "2027-01-11 元旦")];
    let answer = browser(&town, "administrator").post("/admin/calendar", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("明天 元旦") && answer.body.contains("govuk-error-message"));
    let fields = [fields[0], fields[1], ("off", "2027-01-01 元旦"), fields[3]];
    let answer = browser(&town, "administrator").post("/admin/calendar", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("本来就是工作日"), "a Monday is worked anyway");
}

const DAYS: &str = "/admin/calendar/days";

#[tokio::test]
async fn a_table_of_days_fills_the_form_and_enters_nothing() {
    let town = peopled();
    let administrator = browser(&town, "administrator");
    let table = "date,working,name\n2027-02-05,false,春节\n2027-02-06,false,春节\n2027-02-14,true,春节\n";
    let read = administrator.upload(DAYS, &administrator.csrf, "2027.csv", table.as_bytes()).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    assert!(read.body.contains("2027-02-05 2027-02-06 春节") && read.body.contains("2027-02-14 春节"));
    assert!(read.body.contains("读出放假"), "{}", read.body);
    assert!(town.city.content().city_calendar().unwrap().year(2027).unwrap().is_provisional());
    for login in ["security", "auditor", "manager", "clerk"] {
        let somebody = browser(&town, login);
        let answer = somebody.upload(DAYS, &somebody.csrf, "2027.csv", table.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{login}");
    }
    let foreign = administrator.upload(DAYS, "guessed", "2027.csv", table.as_bytes()).await;
    assert!(foreign.status.is_client_error(), "{}", foreign.status);
}

#[tokio::test]
async fn a_table_of_days_that_cannot_be_read_is_answered_line_by_line() {
    let town = peopled();
    let administrator = browser(&town, "administrator");
    let send = async |table: &[u8]| {
        let answer = administrator.upload(DAYS, &administrator.csrf, "days.csv", table).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        answer.body
    };
    let wrong = send("date,working,name\n2027-02-30,false,春节\n2027-02-05,false,\n".as_bytes()).await;
    assert!(wrong.contains("2027-02-05") && wrong.contains("要写是哪个节日"), "{wrong}");
    assert!(send(b"").await.contains("1 MB"));
    assert!(send(&vec![b'x'; 1100 * 1024]).await.contains("1 MB"));
    let announced = send("date,working,name\n2026-02-17,false,春节\n".as_bytes()).await;
    assert!(announced.contains("2026 年不在待公布的年份里"), "{announced}");
}
