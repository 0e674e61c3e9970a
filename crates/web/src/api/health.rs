//! For those who watch the service: whether it answers, and figures without any personal value.

use crate::desk::Desk;
use crate::problem::Problem;
use app::JobState;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::Instant;

/// When this process first looked at the clock.
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// `GET /healthz`: 200 while the store can be read.
pub(super) async fn healthz(desk: Desk) -> Result<Response, Problem> {
    LazyLock::force(&STARTED);
    desk.ask(|city, _, _| Ok(city.ledger().is_empty()?)).await?;
    let jobs: serde_json::Map<String, Value> =
        desk.city.jobs().states().into_iter().map(|(name, state)| (name.to_owned(), of_job(state))).collect();
    let body = json!({ "status": "ok", "release": app::RELEASE, "jobs": jobs }).to_string();
    Ok(([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body).into_response())
}

fn of_job(state: JobState) -> Value {
    json!({ "last_success": state.succeeded_at, "failing": state.is_failing() })
}

/// `GET /metrics`: figures as Prometheus reads them.
pub(super) async fn metrics(desk: Desk) -> Result<Response, Problem> {
    let stats = desk.ask(|city, _, _| Ok(city.ledger().stats()?)).await?;
    let mut text = String::new();
    let mut figure = |name: &str, kind: &str, about: &str, value: u64| {
        let _ = writeln!(text, "# HELP {name} {about}\n# TYPE {name} {kind}\n{name} {value}");
    };
    figure("yimen_ledger_commits_total", "counter", "writes committed since the start", stats.commits);
    figure("yimen_ledger_groups_total", "counter", "transactions that carried them", stats.groups);
    figure("yimen_ledger_group_max", "gauge", "most writes in one transaction", stats.group_max);
    figure("yimen_ledger_waiting", "gauge", "writes that wait", stats.waiting);
    figure("yimen_ledger_events", "gauge", "number of the newest event", stats.last_seq);
    figure("yimen_ledger_bytes", "gauge", "bytes of the database", stats.bytes);
    let matters = desk.city.content().matters.len() as u64;
    figure("yimen_matters_in_force", "gauge", "published matters", matters);
    figure("yimen_uptime_seconds", "counter", "seconds since the start", STARTED.elapsed().as_secs());
    if let Some(bytes) = resident_bytes() {
        figure("process_resident_memory_bytes", "gauge", "memory in use", bytes);
    }
    text.push_str("# HELP yimen_outbox_entries entries of the outbox by state\n");
    text.push_str("# TYPE yimen_outbox_entries gauge\n");
    for (state, count) in &stats.outbox {
        let _ = writeln!(text, "yimen_outbox_entries{{state=\"{}\"}} {count}", state.name());
    }
    let _ = writeln!(
        text,
        "# HELP yimen_build_info the release\n# TYPE yimen_build_info gauge\nyimen_build_info{{release=\"{}\"}} 1",
        app::RELEASE
    );
    job_figures(&mut text, &desk.city.jobs().states());
    let headers = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    Ok((headers, text).into_response())
}

/// When each job of this process last succeeded and how often it failed. A job that another node does under its
/// lease has no success here: look at the greatest value over all nodes.
fn job_figures(text: &mut String, states: &BTreeMap<&'static str, JobState>) {
    text.push_str("# HELP yimen_job_last_success_seconds when the job last succeeded, seconds since 1970\n");
    text.push_str("# TYPE yimen_job_last_success_seconds gauge\n");
    for (name, state) in states {
        if let Some(at) = state.succeeded_at {
            let _ = writeln!(text, "yimen_job_last_success_seconds{{job=\"{name}\"}} {}", at.as_second());
        }
    }
    let counts: [(&str, &str, fn(&JobState) -> u64); 2] = [
        ("yimen_job_failures_total", "rounds of the job that failed since the start", |state| state.failures),
        ("yimen_job_handled_total", "things that the job did since the start", |state| state.handled),
    ];
    for (figure, about, count) in counts {
        let _ = writeln!(text, "# HELP {figure} {about}\n# TYPE {figure} counter");
        for (name, state) in states {
            let _ = writeln!(text, "{figure}{{job=\"{name}\"}} {}", count(state));
        }
    }
}

/// Memory in use, where the system tells it.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}
