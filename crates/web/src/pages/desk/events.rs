//! `/desk/events`: says when cases of mine moved, so that a page can offer to look again; it never reloads by itself.

use crate::desk::Desk;
use app::{Caller, City};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use kernel::CaseNumber;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

/// How often is looked: often enough for a desk, seldom enough for a store.
const PAUSE: Duration = Duration::from_secs(4);

struct Watch {
    city: City,
    caller: Caller,
    seen: Option<u64>,
    moved: BTreeSet<CaseNumber>,
    queue: Vec<Event>,
}

/// `GET /desk/events`.
pub async fn stream(desk: Desk) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let Desk { city, caller, .. } = desk;
    let watch = Watch { city, caller, seen: None, moved: BTreeSet::new(), queue: Vec::new() };
    let news = unfold(watch, |mut watch| async move {
        loop {
            if let Some(event) = watch.queue.pop() {
                return Some((Ok(event), watch));
            }
            tokio::time::sleep(PAUSE).await;
            watch = look(watch).await?;
        }
    });
    Sse::new(news).keep_alive(KeepAlive::default())
}

/// One look at the ledger; none when the city cannot be asked any more.
async fn look(mut watch: Watch) -> Option<Watch> {
    tokio::task::spawn_blocking(move || {
        let newest = watch.city.newest_event();
        let seen = *watch.seen.get_or_insert(newest);
        // While demo life is filled in, thousands of events are no news to anybody.
        if watch.city.is_filling() {
            watch.seen = Some(newest);
            return Some(watch);
        }
        let (last, moved) = watch.city.desk_news(&watch.caller, seen).ok()?;
        watch.seen = Some(last);
        let before = watch.moved.len();
        watch.moved.extend(moved);
        if before < watch.moved.len() {
            let values = serde_json::json!({ "desk-news": watch.moved.len().to_string() });
            // The last one pushed goes out first: the number, then the offer.
            watch.queue.push(Event::default().event("changed").data("cases"));
            watch.queue.push(Event::default().event("text").data(values.to_string()));
        }
        Some(watch)
    })
    .await
    .ok()?
}
