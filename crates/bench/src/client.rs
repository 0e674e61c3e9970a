//! A client that costs little: blocking sockets, one kept alive for each client, every answer read and checked.

use crate::Sentence;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How many requests each client sends before the clock starts.
const WARM_UP: usize = 6;

/// A request with the name of what it asks for.
pub struct Asked {
    /// The operation, for the figures.
    pub name: &'static str,
    /// The bytes on the wire.
    pub bytes: Vec<u8>,
}

/// What one client does: it asks, and looks at the answer.
pub trait Work: Send {
    /// The next request.
    fn next(&mut self) -> Asked;
    /// Looks at a good answer; false if it does not hold what was asked for.
    fn answered(&mut self, body: &[u8]) -> bool;
}

/// What was measured.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Operation and microseconds of each good answer.
    pub answers: Vec<(&'static str, u64)>,
    /// Answers that were not 2xx or did not hold what was asked for.
    pub wrong: u64,
    /// The first wrong answer, in words.
    pub first_wrong: Option<String>,
    /// Seconds that it took.
    pub seconds: f64,
}

/// Makes a request of HTTP/1.1; `credential` is a whole header line.
pub fn request(method: &str, path: &str, credential: &str, body: Option<&str>) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    if !credential.is_empty() {
        text.push_str(credential);
        text.push_str("\r\n");
    }
    match body {
        Some(body) => {
            text.push_str(&format!(
                "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ));
        }
        None => text.push_str("\r\n"),
    }
    text.into_bytes()
}

/// One connection that is kept.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// If nobody listens.
    pub fn open(address: &str) -> Result<Self, Sentence> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Connection(BufReader::with_capacity(64 * 1024, stream)))
    }

    /// Sends a request and reads the whole answer: status and body.
    ///
    /// # Errors
    /// If the connection breaks or the answer is no HTTP.
    pub fn exchange(&mut self, request: &[u8]) -> Result<(u16, Vec<u8>), Sentence> {
        self.0.get_mut().write_all(request)?;
        let mut line = String::new();
        self.line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or("no status line")?;
        let (mut length, mut chunked) = (0_usize, false);
        loop {
            self.line(&mut line)?;
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = true;
            }
        }
        let body = if chunked { self.chunks()? } else { self.exactly(length)? };
        Ok((status, body))
    }

    fn line(&mut self, line: &mut String) -> Result<(), Sentence> {
        line.clear();
        if self.0.read_line(line)? == 0 {
            return Err("the server closed the connection".into());
        }
        line.truncate(line.trim_end().len());
        Ok(())
    }

    fn exactly(&mut self, length: usize) -> Result<Vec<u8>, Sentence> {
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(body)
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Sentence> {
        let (mut body, mut line) = (Vec::new(), String::new());
        loop {
            self.line(&mut line)?;
            let length = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16)?;
            body.extend(self.exactly(length)?);
            self.line(&mut line)?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

/// Lets every work ask on its own connection for `seconds`; `started` is called when all are warm.
///
/// # Errors
/// If a connection cannot be opened or breaks.
pub fn drive<T>(
    address: &str,
    works: Vec<Box<dyn Work>>,
    seconds: f64,
    started: impl FnOnce() -> T,
) -> Result<(Measured, T), Sentence> {
    let barrier = Barrier::new(works.len() + 1);
    std::thread::scope(|scope| {
        let clients: Vec<_> =
            works.into_iter().map(|work| scope.spawn(|| one(address, work, seconds, &barrier))).collect();
        barrier.wait();
        let before = started();
        let began = Instant::now();
        barrier.wait();
        let mut all = Measured::default();
        for client in clients {
            let measured = client.join().map_err(|_| "a client panicked")??;
            all.answers.extend(measured.answers);
            all.wrong += measured.wrong;
            all.first_wrong = all.first_wrong.or(measured.first_wrong);
        }
        all.seconds = began.elapsed().as_secs_f64();
        Ok((all, before))
    })
}

fn one(
    address: &str,
    mut work: Box<dyn Work>,
    seconds: f64,
    barrier: &Barrier,
) -> Result<Measured, Sentence> {
    let mut measured = Measured::default();
    let warm = Connection::open(address).and_then(|mut connection| {
        for _ in 0..WARM_UP {
            ask(&mut connection, work.as_mut(), &mut measured)?;
        }
        Ok(connection)
    });
    // Whoever failed still comes to both meetings, or the others would wait for ever.
    barrier.wait();
    barrier.wait();
    let mut connection = warm?;
    measured.answers.clear();
    let until = Instant::now() + Duration::from_secs_f64(seconds);
    while Instant::now() < until {
        ask(&mut connection, work.as_mut(), &mut measured)?;
    }
    Ok(measured)
}

fn ask(connection: &mut Connection, work: &mut dyn Work, measured: &mut Measured) -> Result<(), Sentence> {
    let asked = work.next();
    let began = Instant::now();
    let (status, body) = connection.exchange(&asked.bytes)?;
    let took = began.elapsed().as_micros() as u64;
    if (200..300).contains(&status) && work.answered(&body) {
        measured.answers.push((asked.name, took));
    } else {
        measured.wrong += 1;
        let words: String = String::from_utf8_lossy(&body).chars().take(300).collect();
        measured.first_wrong.get_or_insert_with(|| format!("{}: {status} {words}", asked.name));
    }
    Ok(())
}

impl Measured {
    /// The latency in milliseconds below which `part` of the answers to `name` lie; all answers for an empty name.
    pub fn latency(&self, name: &str, part: f64) -> f64 {
        let fits = |answer: &&(&'static str, u64)| name.is_empty() || answer.0 == name;
        let mut all: Vec<u64> = self.answers.iter().filter(fits).map(|answer| answer.1).collect();
        all.sort_unstable();
        let place = ((all.len() as f64 * part) as usize).min(all.len().saturating_sub(1));
        all.get(place).map_or(0.0, |micros| *micros as f64 / 1000.0)
    }

    /// Good answers a second.
    pub fn rate(&self) -> f64 {
        self.answers.len() as f64 / self.seconds.max(1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latency_is_that_of_its_own_operation() {
        let answers = vec![("a", 1000), ("b", 9000), ("a", 3000)];
        let measured = Measured { answers, seconds: 1.0, ..Measured::default() };
        assert_eq!(measured.latency("a", 0.5), 3.0);
        assert_eq!(measured.latency("b", 0.95), 9.0);
        assert_eq!(measured.latency("c", 0.95), 0.0);
    }
}
