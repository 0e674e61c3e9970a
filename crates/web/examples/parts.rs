//! Shows the parts, the statement of accessibility and the error pages on a local address, for looking at them.
//!
//! `cargo run -p web --example parts` and open <http://127.0.0.1:8090/admin/parts>.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request};
use axum::response::Html;
use axum::response::sse::{Event, Sse};
use axum::routing::get;
use kernel::LocalText;
use web::doorplate::Doorplate;
use web::frame::{PageFrame, Portal, SignedIn};

fn two(chinese: &str, english: &str) -> LocalText {
    LocalText { chinese: chinese.to_owned(), english: Some(english.to_owned()) }
}

fn frame(doorplate: &Arc<Doorplate>, path: &str, request: &Request) -> PageFrame {
    let mut frame = PageFrame::of_request(Arc::clone(doorplate), path, request.headers());
    let staff = Some(two("综合窗口 3 号", "Counter 3")).filter(|_| frame.portal != Portal::Public);
    frame.signed_in = Some(SignedIn {
        name: frame.t.read(&two("林晓", "Lin Xiao")).to_owned(),
        acting_as: staff.map(|text| frame.t.read(&text).to_owned()),
        unread: 2,
    });
    frame
}

/// The address of every sample of every page.
fn samples(doorplate: &Arc<Doorplate>) -> Vec<String> {
    let request = Request::default();
    let of = |listed: web::page::Listed| {
        let drawn = (listed.draw)(&frame(doorplate, listed.path, &request));
        drawn.into_iter().map(move |(sample, _)| format!("{}/{sample}", shelf(&listed))).collect::<Vec<_>>()
    };
    web::pages::all().into_iter().flat_map(of).collect()
}

/// Where the samples of a page stand: two portals may each have a page of one name, at its own address.
fn shelf(listed: &web::page::Listed) -> String {
    let address: String =
        listed.path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("/samples/{}{address}", listed.name)
}

/// Two suggestions, whatever is typed, so that the list under the search box can be looked at.
async fn suggestions() -> axum::Json<serde_json::Value> {
    axum::Json(serde_json::json!({"items": [
        {"text": "食品经营许可", "note": "市场监督管理局", "href": "/accessibility"},
        {"text": "公共场所卫生许可", "note": "卫生健康局", "href": "/accessibility"},
    ]}))
}

/// Answers an upload as a page's own address would, and keeps nothing.
async fn keep(mut form: axum::extract::Multipart) -> axum::Json<serde_json::Value> {
    let (mut name, mut size) = (String::new(), 0);
    while let Ok(Some(field)) = form.next_field().await {
        if let Some(file) = field.file_name().map(str::to_owned) {
            name = file;
            size = field.bytes().await.map_or(0, |bytes| bytes.len());
        }
    }
    axum::Json(serde_json::json!({"id": "f2", "name": name, "size": format!("{size} B"), "href": "#file"}))
}

/// A small drawing where a page shows a file that somebody handed in.
async fn picture() -> ([(&'static str, &'static str); 1], &'static str) {
    let drawn = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 90"><rect width="120" height="90" fill="#dfe7ee"/><path d="M30 16h44l16 16v42H30z" fill="#fff" stroke="#5b6b7a"/></svg>"##;
    ([("content-type", "image/svg+xml")], drawn)
}

/// News that never come: an open stream, as long as the page is.
async fn silence() -> Sse<impl futures_util::Stream<Item = Result<Event, Infallible>>> {
    Sse::new(futures_util::stream::pending())
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let doorplate = Arc::new(Doorplate {
        name: two("一门", "Yimen"),
        place: two("某市政务服务", "Government services of the city"),
        keeper: two("某市政务服务和数据管理局", "Services and Data Administration"),
        telephone: "12345".into(),
        brand: None,
        demo: true,
        secure: false,
    });
    let mut pages = Router::new();
    let mut shown = std::collections::HashSet::new();
    for listed in web::pages::all() {
        let door = Arc::clone(&doorplate);
        let draw = move |Path(sample): Path<String>, request: Request| async move {
            let drawn = (listed.draw)(&frame(&door, listed.path, &request));
            Html(drawn.into_iter().find(|(name, _)| *name == sample).map_or(String::new(), |(_, html)| html))
        };
        pages = pages.route(&format!("{}/{{sample}}", shelf(&listed)), get(draw));
        // Several pages answer at one address, each in its case; the first stands there.
        if listed.path != "/matters/none" && shown.insert(listed.path) {
            let door = Arc::clone(&doorplate);
            let first = move |request: Request| async move {
                let drawn = (listed.draw)(&frame(&door, listed.path, &request));
                Html(drawn.into_iter().next().map_or(String::new(), |(_, html)| html))
            };
            pages = pages.route(listed.path, get(first));
        }
    }
    // Browser tests walk through every sample and let the system choose a port: `parts 127.0.0.1:0`.
    let list = samples(&doorplate);
    pages = pages.route("/samples.json", get(move || async move { axum::Json(list) }));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    pages = pages
        .route("/matters/suggest", get(suggestions))
        .route("/files/{id}", get(picture))
        .route("/desk/events", get(silence))
        .route("/my/cases/draft/files", axum::routing::post(keep));
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, web::ground::stand_on(doorplate, pages)).await
}
