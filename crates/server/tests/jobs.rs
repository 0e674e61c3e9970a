//! Upkeep beside the open door: what ran out is swept, the read log gets its digest, and watchers see each job.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/program.rs"]
mod program;

use program::{Door, by_hand, demo_city, real_city, refused, text, well};
use std::path::Path;
use std::time::{Duration, Instant};

fn count(city: &Path, sql: &str) -> i64 {
    by_hand(city).query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Waits until `sql` counts `wanted`.
fn wait_for(city: &Path, sql: &str, wanted: i64) {
    let began = Instant::now();
    while count(city, sql) != wanted {
        assert!(began.elapsed() < Duration::from_secs(60), "{sql} counts {}", count(city, sql));
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn what_ran_out_is_swept_and_what_holds_is_kept() {
    let city = real_city();
    by_hand(city.path())
        .execute_batch(
            "INSERT INTO sessions (id, account, expires_at) VALUES ('old', 'a', 1), ('new', 'a', 9000000000000000);
             INSERT INTO pending_logins (state, provider, kept, expires_at) VALUES ('old', 'p', '{}', 1);
             INSERT INTO one_time_codes (account, purpose, code, tries, expires_at)
                VALUES ('a', 'login', 'x', 0, 1), ('b', 'login', 'x', 0, 9000000000000000);
             INSERT INTO one_time_links (id, blob, name, expires_at) VALUES ('old', 'b', 'n', 1);
             INSERT INTO first_links (id, role, expires_at) VALUES ('old', 'audit', 1);
             INSERT INTO drafts (id, account, person, saved_at) VALUES ('old', 'a', 'p', 1);
             INSERT INTO blob_chunks (blob, number, bytes, at) VALUES ('b', 0, x'00', 1);
             INSERT INTO idempotency (account, route, key, request, status, body, at)
                VALUES ('a', 'r', 'k', x'00', 200, x'00', 1)",
        )
        .unwrap();
    let door = Door::open(&["serve", "--data", text(city.path())]);
    for table in ["pending_logins", "one_time_links", "drafts", "blob_chunks", "idempotency"] {
        wait_for(city.path(), &format!("SELECT count(*) FROM {table}"), 0);
    }
    wait_for(city.path(), "SELECT count(*) FROM first_links WHERE expires_at = 1", 0);
    wait_for(city.path(), "SELECT count(*) FROM sessions WHERE id = 'new'", 1);
    wait_for(city.path(), "SELECT count(*) FROM sessions WHERE id = 'old'", 0);
    wait_for(city.path(), "SELECT count(*) FROM one_time_codes", 1);

    let (status, health) = door.get("/healthz");
    let health: serde_json::Value = serde_json::from_str(&health).unwrap();
    assert_eq!((status, &health["status"]), (200, &"ok".into()));
    for job in ["clock", "press", "outbox", "content", "sweep", "read-log"] {
        assert!(health["jobs"][job]["last_success"].is_string(), "{job}: {health}");
        assert_eq!(health["jobs"][job]["failing"], false);
    }
    let (_, metrics) = door.get("/metrics");
    assert!(metrics.contains("yimen_job_last_success_seconds{job=\"sweep\"} 1"), "{metrics}");
    assert!(metrics.contains("yimen_job_failures_total{job=\"sweep\"} 0"), "{metrics}");
    assert!(!metrics.contains("yimen_job_handled_total{job=\"sweep\"} 0"), "{metrics}");
}

#[test]
fn a_job_that_cannot_work_is_seen_by_watchers() {
    let city = real_city();
    by_hand(city.path())
        .execute_batch(
            "INSERT INTO sessions (id, account, expires_at) VALUES ('old', 'a', 1);
             CREATE TRIGGER stuck BEFORE DELETE ON sessions BEGIN SELECT RAISE(ABORT, 'stuck'); END",
        )
        .unwrap();
    let door = Door::open(&["serve", "--data", text(city.path())]);
    let began = Instant::now();
    while !door.get("/healthz").1.contains("\"failing\":true") {
        assert!(began.elapsed() < Duration::from_secs(60), "{}", door.get("/healthz").1);
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(!door.get("/metrics").1.contains("yimen_job_failures_total{job=\"sweep\"} 0"));
    by_hand(city.path()).execute_batch("DROP TRIGGER stuck").unwrap();
    wait_for(city.path(), "SELECT count(*) FROM sessions", 0);
}

#[test]
fn the_read_log_is_digested_and_a_changed_line_is_found() {
    let city = demo_city();
    let data = text(city.path());
    by_hand(city.path())
        .execute_batch(
            "DELETE FROM leases;
             INSERT INTO read_log (at, account, what, purpose, count)
                VALUES (1000000, 'clerk', 'case', 'task', 1), (2000000, 'clerk', 'case', 'task', 1)",
        )
        .unwrap();
    let digests = "SELECT count(*) FROM events WHERE name = 'read-log.digested'";
    let door = Door::open(&["demo", "--data", data]);
    wait_for(city.path(), digests, 1);
    door.close();
    well(&["audit", "--data", data]);
    by_hand(city.path())
        .execute_batch(
            "DROP TRIGGER read_log_is_not_updated;
             UPDATE read_log SET account = 'somebody else' WHERE at = 1000000",
        )
        .unwrap();
    let program::Said { ok, out, .. } = program::yimen(&["audit", "--data", data]);
    assert!(!ok && out.contains("the read log was changed between its lines 1 and"), "{out}");
    by_hand(city.path())
        .execute_batch(
            "UPDATE read_log SET account = 'clerk' WHERE at = 1000000; DROP TRIGGER read_log_is_not_deleted;
             DELETE FROM read_log WHERE at = 2000000",
        )
        .unwrap();
    assert!(refused(&["audit", "--data", data]).contains("not as it was written"));
}

#[test]
fn what_a_command_publishes_beside_an_open_door_is_shown() {
    let city = program::folder();
    let door = Door::open(&["serve", "--data", text(city.path())]);
    let in_force = "yimen_matters_in_force 60";
    assert!(!door.get("/metrics").1.contains(in_force));
    well(&["pack", "load", program::pack(), "--data", text(city.path())]);
    let began = Instant::now();
    while !door.get("/metrics").1.contains(in_force) {
        assert!(began.elapsed() < Duration::from_secs(60), "the running door never read the new content");
        std::thread::sleep(Duration::from_millis(200));
    }
}
