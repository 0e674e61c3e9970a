//! Who gets in where: every route of the route table, asked by everybody, as `matrix.txt` says.
//!
//! A cell says what happens: `o` opens, `s` is sent to sign in, `f` is refused (403), `n` learns not even that there
//! is something (404), `-` is told that nothing of the kind can be done now or with this (another 4xx). In a line
//! with POST, `o` means that the route is open to them: what they may send there is tried by other tests. A route, or
//! a way to send something, that is not in the table fails, and so does a line for what no longer exists. Where there
//! is no line, nobody finds anything.

use crate::browser::Answer;
use crate::everybody::{Hers, Proof, REASON, Visitor, all_doors, everybody, leads_to};
use crate::town::Town;
use axum::Router;
use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::fmt::Write;
use web::frame::Portal;

const MATRIX: &str = include_str!("matrix.txt");
/// Who takes part in the case and therefore reads what is in it.
const TAKE_PART: &[&str] = &["applicant", "clerk", "examiner", "head", "hall-manager"];
/// What a stranger's answer must never hold: her name, her number, the number of the form, what she reported.
const SECRETS: &[&str] = &["陈安娜", "440402199001010", "11010519491231002X", REASON];
/// Who keeps accounts and posts sees the name of an account's owner.
const KEEP_ACCOUNTS: &[&str] = &["administrator", "security", "auditor"];
/// Routes of applicants whose forms carry files; the last is everybody's.
const WITH_FILES: &[&str] = &["/files/{material}", "/materials", "/supplement", "/gap", "/verify"];

/// A line of the matrix: what happens to each, in the order of the columns.
type Lines = BTreeMap<(String, String), String>;

fn expected() -> (Vec<&'static str>, Lines) {
    let mut rows = MATRIX.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let head = rows.next().expect("a line with the columns");
    let columns = head.split_whitespace().skip(2).collect();
    let line = |row: &str| {
        let mut words = row.split_whitespace();
        let mut word = || words.next().unwrap_or_default().to_owned();
        ((word(), word()), words.collect::<String>())
    };
    (columns, rows.map(line).collect())
}

/// Every path of the route table.
fn routes() -> Vec<&'static str> {
    let common = web::pages::common_routes();
    let all = Portal::ALL.into_iter().map(web::portals::routes_of).chain([common]);
    all.flat_map(|routes| routes.declared().iter().map(|(path, _)| *path).collect::<Vec<_>>()).collect()
}

fn cell(answer: &Answer) -> char {
    match answer.status {
        StatusCode::UNAUTHORIZED => 's',
        status if status.is_redirection() && leads_to(answer).starts_with("/sign-in") => 's',
        status if status.is_success() || status.is_redirection() => 'o',
        StatusCode::FORBIDDEN => 'f',
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => 'n',
        status if status.is_client_error() => '-',
        status => panic!("{status} at a door: {}", answer.body),
    }
}

fn leaks(visitor: &Visitor, route: &str, answer: &Answer) -> bool {
    let known = TAKE_PART.contains(&visitor.name)
        || (route.starts_with("/admin/accounts") && KEEP_ACCOUNTS.contains(&visitor.name));
    !known && SECRETS.iter().any(|secret| answer.body.contains(secret))
}

/// Everything that was ever kept, as far as it can be counted; who read what is kept apart and told to the person.
fn kept(town: &Town) -> Vec<i64> {
    let sql =
        "SELECT (SELECT COUNT(*) FROM events), (SELECT COUNT(*) FROM outbox), (SELECT COUNT(*) FROM blobs),
               (SELECT COUNT(*) FROM idempotency), (SELECT COUNT(*) FROM subject_keys)";
    let rows = town.city.ledger().query(sql, &[]).expect("counted");
    (0..5).map(|column| rows[0].integer(column)).collect()
}

struct Visit {
    town: Town,
    doors: Router,
    hers: Hers,
    all: Vec<Visitor>,
}

impl Visit {
    async fn begin() -> Visit {
        let town = Town::found();
        // First the staff, so that what she reports has a leader.
        let all = everybody(&town);
        let hers = Hers::make(&town).await;
        let (columns, _) = expected();
        assert_eq!(all.iter().map(|visitor| visitor.name).collect::<Vec<_>>(), columns);
        Visit { doors: all_doors(&town), town, hers, all }
    }

    async fn send(&self, visitor: &Visitor, route: &str, proof: Proof) -> Answer {
        let with_files = !route.starts_with("/desk/") && WITH_FILES.iter().any(|end| route.ends_with(end));
        visitor.send(&self.doors, &self.hers.fill(route), with_files, proof).await
    }
}

/// Keeps a line: what nobody finds anything at, as a way to send that does not exist, needs none.
fn keep(found: &mut Lines, method: &str, route: &str, cells: String) {
    let key = (method.to_owned(), route.to_owned());
    if cells.chars().any(|cell| cell != 'n') || expected().1.contains_key(&key) {
        found.insert(key, cells);
    }
}

/// What is wrong, a line for each cell.
fn compare(method: &str, found: &Lines, wrong: &mut String) {
    let (columns, lines) = expected();
    let ours = |(key, cells): (&(String, String), &String)| {
        (key.0 == method).then(|| (key.1.clone(), cells.clone()))
    };
    let lines: BTreeMap<String, String> = lines.iter().filter_map(ours).collect();
    for ((_, route), cells) in found {
        let Some(said) = lines.get(route) else {
            writeln!(wrong, "{method} {route} is not in the matrix: {cells}").expect("text");
            continue;
        };
        for ((column, said), found) in columns.iter().zip(said.chars()).zip(cells.chars()) {
            if said != found {
                writeln!(wrong, "{method} {route}: {column} meets {found}, the matrix says {said}")
                    .expect("text");
            }
        }
    }
    for route in lines.keys().filter(|route| !found.contains_key(&(method.to_owned(), (*route).clone()))) {
        writeln!(wrong, "{method} {route} is in the matrix and in no table of routes").expect("text");
    }
}

#[test]
fn every_route_is_in_the_matrix() {
    let (columns, lines) = expected();
    for route in routes() {
        let known = ["GET", "POST"].map(|method| lines.get(&(method.to_owned(), route.to_owned())));
        assert!(known.iter().any(Option::is_some), "{route} is in no line of matrix.txt");
    }
    for (key, cells) in lines {
        assert_eq!(cells.chars().count(), columns.len(), "{key:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_opens_as_the_matrix_says_and_reading_changes_nothing() {
    let visit = Visit::begin().await;
    let (before, mut found, mut wrong) = (kept(&visit.town), Lines::new(), String::new());
    for route in routes() {
        let mut cells = String::new();
        for visitor in &visit.all {
            let answer = visitor.look(&visit.doors, &visit.hers.fill(route)).await;
            if leaks(visitor, route, &answer) {
                writeln!(wrong, "{} reads at {route} what is not theirs", visitor.name).expect("text");
            }
            cells.push(cell(&answer));
        }
        keep(&mut found, "GET", route, cells);
    }
    compare("GET", &found, &mut wrong);
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(kept(&visit.town), before, "reading changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_from_who_may_not_send_it() {
    let visit = Visit::begin().await;
    let (_, lines) = expected();
    let (before, mut found, mut wrong) = (kept(&visit.town), Lines::new(), String::new());
    for route in routes() {
        let key = ("POST".to_owned(), route.to_owned());
        let said: Vec<char> = lines.get(&key).map(|cells| cells.chars().collect()).unwrap_or_default();
        let mut cells = String::new();
        for (place, visitor) in visit.all.iter().enumerate() {
            if said.get(place) == Some(&'o') {
                cells.push('o');
                continue;
            }
            let answer = visit.send(visitor, route, Proof::Token).await;
            if leaks(visitor, route, &answer) {
                writeln!(wrong, "{} reads at POST {route} what is not theirs", visitor.name).expect("text");
            }
            cells.push(cell(&answer));
        }
        keep(&mut found, "POST", route, cells);
    }
    compare("POST", &found, &mut wrong);
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(kept(&visit.town), before, "what is refused changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_read_without_the_token_of_the_session_or_from_another_site() {
    let visit = Visit::begin().await;
    let (_, lines) = expected();
    let (before, mut wrong) = (kept(&visit.town), String::new());
    for ((_, route), cells) in lines.iter().filter(|((method, _), _)| method == "POST") {
        for (visitor, said) in visit.all.iter().zip(cells.chars()) {
            for proof in [Proof::Guess, Proof::OtherSite] {
                // A guest has no session whose token could be asked for, a program no browser that could be misled.
                let asked = visitor.has_session() || (visitor.name == "guest" && proof == Proof::OtherSite);
                let answer = if asked { visit.send(visitor, route, proof).await } else { continue };
                let refused = cell(&answer) != 'o';
                let stale = proof == Proof::Guess && said == 'o' && answer.status != StatusCode::CONFLICT;
                if !refused || stale {
                    writeln!(wrong, "{} at {route}: {}", visitor.name, answer.status).expect("text");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(kept(&visit.town), before, "a forged form changes nothing");
}
