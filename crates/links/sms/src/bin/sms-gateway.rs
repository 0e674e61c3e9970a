//! A text message gateway for tests, speaking the protocol of the `sms` link in a process of its own.
//!
//! `sms-gateway [--listen ADDR]` prints `listening on http://ADDR`. It takes messages of templates that start
//! with `SMS_`, rejects others (422) and numbers that end in 0000 (400), is busy (503) for the first try to
//! numbers that end in 1111, hangs up without an answer for numbers that end in 2222, delays its report for
//! numbers that end in 3333, reports numbers that end in 4444 as not delivered, and the rest as delivered.
//! `GET /messages` shows what it took. A message with an id that it knows is taken and not sent again.

use sms::{Report, WireMessage};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// After how long a delayed report appears.
const DELAY: Duration = Duration::from_secs(2);
/// The greatest body it reads.
const BODY_MAX: usize = 64 * 1024;

#[derive(Default)]
struct Taken {
    messages: Vec<(WireMessage, Instant)>,
    busy: BTreeMap<String, u32>,
    /// In the order in which they became known, so that a late report has a later number.
    reports: Vec<Report>,
}

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let address = match words.as_slice() {
        [flag, address] if flag == "--listen" => address.clone(),
        _ => "127.0.0.1:0".to_owned(),
    };
    let listener = TcpListener::bind(&address)?;
    println!("listening on http://{}", listener.local_addr()?);
    let taken = Arc::new(Mutex::new(Taken::default()));
    for stream in listener.incoming() {
        let (stream, taken) = (stream?, Arc::clone(&taken));
        std::thread::spawn(move || {
            if let Err(cause) = serve(stream, &taken) {
                eprintln!("a line broke: {cause}");
            }
        });
    }
    Ok(())
}

fn serve(stream: TcpStream, taken: &Mutex<Taken>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; usize::min(length, BODY_MAX)];
    reader.read_exact(&mut body)?;
    let mut taken = taken.lock().expect("no thread panics while it holds the messages");
    let Some((status, answer)) = answer(&first, &body, &mut taken) else { return Ok(()) };
    drop(taken);
    write_answer(stream, status, &answer)
}

fn write_answer(mut stream: TcpStream, status: u16, body: &str) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

fn answer(first: &str, body: &[u8], taken: &mut Taken) -> Option<(u16, String)> {
    let mut words = first.split_whitespace();
    match (words.next(), words.next().unwrap_or_default()) {
        (Some("POST"), "/messages") => take(body, taken),
        (Some("GET"), "/messages") => {
            let messages: Vec<_> = taken.messages.iter().map(|(message, _)| message).collect();
            Some((200, serde_json::to_string(&messages).unwrap_or_default()))
        }
        (Some("GET"), path) if path.starts_with("/reports") => Some((200, reports(path, taken))),
        _ => Some((404, "no such page".to_owned())),
    }
}

fn take(body: &[u8], taken: &mut Taken) -> Option<(u16, String)> {
    let Ok(message) = serde_json::from_slice::<WireMessage>(body) else {
        return Some((400, "not a message".to_owned()));
    };
    if !message.template.starts_with("SMS_") {
        return Some((422, "the template is not approved".to_owned()));
    }
    if message.to.ends_with("0000") {
        return Some((400, "no such number".to_owned()));
    }
    if message.to.ends_with("1111") {
        let tries = taken.busy.entry(message.id.clone()).or_default();
        *tries += 1;
        if *tries == 1 {
            return Some((503, "busy".to_owned()));
        }
    }
    if message.to.ends_with("2222") {
        return None;
    }
    if taken.messages.iter().all(|(known, _)| known.id != message.id) {
        taken.messages.push((message, Instant::now()));
    }
    Some((202, "taken".to_owned()))
}

fn reports(path: &str, taken: &mut Taken) -> String {
    let after: u64 = path.split("after=").nth(1).and_then(|text| text.parse().ok()).unwrap_or(0);
    for (message, at) in &taken.messages {
        let late = message.to.ends_with("3333") && at.elapsed() < DELAY;
        if late || taken.reports.iter().any(|report| report.id == message.id) {
            continue;
        }
        let delivered = !message.to.ends_with("4444");
        let reason = (!delivered).then(|| "switched off".to_owned());
        let sequence = taken.reports.len() as u64 + 1;
        taken.reports.push(Report { sequence, id: message.id.clone(), delivered, reason });
    }
    let new: Vec<_> = taken.reports.iter().filter(|report| after < report.sequence).collect();
    serde_json::to_string(&new).unwrap_or_default()
}
