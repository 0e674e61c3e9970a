//! An application without scripts: draft, steps, signature, one case whatever one clicks.

use crate::browser::Browser;
use crate::town::Town;
use axum::http::StatusCode;

const MATTER: &str = "/apply/old-age-allowance";

/// Begins a draft and gives its address.
pub async fn begin(browser: &Browser) -> String {
    let begun = browser.post(MATTER, &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    begun.to().to_owned()
}

/// Answers of the whole form, found from the page itself: the first option, a fitting text.
async fn fill(browser: &Browser, draft: &str) {
    let step = browser.get(draft).await;
    assert_eq!(step.to(), format!("{draft}/situation"));
    for _ in 0..6 {
        let page = browser.get(&format!("{draft}/situation")).await;
        if page.status == StatusCode::SEE_OTHER {
            break;
        }
        let fields = first_choices(&page.body);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let sent = browser.post(&format!("{draft}/situation"), &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", text(&sent.body));
        if sent.to().ends_with("/form") {
            break;
        }
    }
    browser.post(&format!("{draft}/mode"), &[("mode", "whole")]).await;
    for _ in 0..4 {
        let page = browser.get(&format!("{draft}/form")).await;
        let fields = first_choices(&page.body);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let sent = browser.post(&format!("{draft}/form"), &fields).await;
        if sent.status == StatusCode::SEE_OTHER {
            return;
        }
    }
    panic!("the form was never taken");
}

/// The words of a page without its markup, for messages of tests.
fn text(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, words)| words.trim()));
        text.push(' ');
    }
    text
}

fn attribute<'h>(tag: &'h str, name: &str) -> Option<&'h str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// For every question of a form its present answer, or the first choice, or a text that most fields take.
fn first_choices(html: &str) -> Vec<(String, String)> {
    let form = html.split("class=\"y-form\"").nth(1).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for tag in form.split('<').skip(1) {
        let Some(name) = attribute(tag, "name") else { continue };
        let kind = attribute(tag, "type").unwrap_or_default();
        if name == "csrf" || (kind != "hidden" && !seen.insert(name.to_owned())) {
            continue;
        }
        let value = attribute(tag, "value").unwrap_or_default();
        let value = match kind {
            "radio" | "checkbox" | "hidden" => value.to_owned(),
            _ if tag.starts_with("select") => option_after(form, name),
            _ if !value.is_empty() => value.to_owned(),
            _ => typed(name),
        };
        fields.push((name.to_owned(), value));
    }
    fields
}

fn option_after(form: &str, name: &str) -> String {
    let select = form.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
    let options = select.split("</select>").next().unwrap_or_default().split("value=\"").skip(1);
    options
        .filter_map(|rest| rest.split('"').next())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn typed(name: &str) -> String {
    let has = |part: &str| name.contains(part);
    let text = match name {
        _ if name.ends_with("-year") => "1940",
        _ if name.ends_with("-month") || name.ends_with("-day") => "2",
        _ if has("phone") || has("telephone") => "13800138000",
        _ if has("identity") => "11010519491231002X",
        _ if has("account") => "4111111111111111",
        _ if has("name") => "陈安娜",
        _ => "1",
    };
    text.to_owned()
}

/// The boxes of the last page, all ticked.
fn ticked(html: &str) -> Vec<(String, String)> {
    let form = html.rsplit("class=\"y-form\"").next().unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    form.split('<')
        .filter(|tag| attribute(tag, "type") == Some("checkbox"))
        .filter_map(|tag| Some((attribute(tag, "name")?.to_owned(), "yes".to_owned())))
        .collect()
}

/// Applies from the first page to the last and gives the address of the case.
pub async fn apply(browser: &Browser) -> String {
    let draft = begin(browser).await;
    fill(browser, &draft).await;
    browser.upload_fields(&format!("{draft}/materials")).await;
    browser.post(&format!("{draft}/delivery"), &[("way", "window"), ("telephone", "13800138000")]).await;
    let boxes = ticked(&browser.get(&format!("{draft}/check")).await.body);
    let boxes: Vec<(&str, &str)> = boxes.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let sent = browser.post(&format!("{draft}/check"), &boxes).await;
    assert!(sent.to().ends_with("/submitted"), "{} {}", sent.status, text(&sent.body));
    sent.to().trim_end_matches("/submitted").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_from_the_start_to_its_number_without_a_script() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = begin(&anna).await;
    fill(&anna, &draft).await;
    let materials = anna.upload_fields(&format!("{draft}/materials")).await;
    assert_eq!(materials.to(), format!("{draft}/delivery"), "{}", text(&materials.body));
    let delivery =
        anna.post(&format!("{draft}/delivery"), &[("way", "window"), ("telephone", "13800138000")]).await;
    assert_eq!(delivery.to(), format!("{draft}/check"), "{}", text(&delivery.body));
    let check = anna.get(&format!("{draft}/check")).await;
    let unsigned = anna.post(&format!("{draft}/check"), &[]).await;
    assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY);
    let boxes = ticked(&check.body);
    let boxes: Vec<(&str, &str)> = boxes.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let sent = anna.post(&format!("{draft}/check"), &boxes).await;
    assert!(sent.to().ends_with("/submitted"), "{} {}", sent.status, text(&sent.body));

    // A second click leads to the same case.
    let again = anna.post(&format!("{draft}/check"), &boxes).await;
    assert_eq!(again.to(), sent.to());
    // So does the browser's way back to any page of it; to others it is nothing.
    let bernd = Browser::of(&town, "bernd");
    for step in ["", "/situation", "/form", "/materials", "/delivery", "/check"] {
        assert_eq!(anna.get(&format!("{draft}{step}")).await.to(), sent.to(), "{step}");
        assert_eq!(bernd.get(&format!("{draft}{step}")).await.status, StatusCode::NOT_FOUND, "{step}");
    }
    let confirmed = anna.get(sent.to()).await;
    assert_eq!(confirmed.status, StatusCode::OK);
    let case = sent.to().trim_end_matches("/submitted").to_owned();
    assert_eq!(anna.get(&case).await.status, StatusCode::OK);
    let receipt = anna.get(&format!("{case}/receipt.json")).await;
    assert!(receipt.body.contains("yimen-receipt-1"), "{}", receipt.body);

    // Another citizen learns nothing of it, and nothing of the draft.
    for path in
        [case.clone(), format!("{case}/receipt.json"), format!("{case}/withdraw"), sent.to().to_owned()]
    {
        assert_eq!(bernd.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let other = begin(&anna).await;
    assert_eq!(bernd.get(&format!("{other}/check")).await.status, StatusCode::NOT_FOUND);
    // A second application is a warning to confirm, never a refusal.
    let start = anna.get(MATTER).await;
    assert!(start.body.contains(&case), "the pending case is named");
    // What was written then is offered for the new one, and for one's own cases only.
    let number = case.rsplit('/').next().expect("a number");
    let like = anna.post(MATTER, &[("like", number)]).await;
    assert_eq!(like.status, StatusCode::SEE_OTHER, "{}", text(&like.body));
    let draft = like.to().to_owned();
    let account = town.city.account_by_login("anna").expect("read").expect("an account");
    let caller = town.city.caller_of(account).expect("read").expect("an open account");
    let answers = |draft: &str| {
        let id = draft.rsplit('/').next().expect("an id");
        town.city.own_draft(&caller, id).expect("her own").answers.form
    };
    assert!(answers(&other).len() < answers(&draft).len(), "more than what is known anyway");
    assert_eq!(bernd.post(MATTER, &[("like", number)]).await.status, StatusCode::NOT_FOUND);
}

impl Browser {
    /// Sends the form of the materials without any file.
    async fn upload_fields(&self, path: &str) -> crate::browser::Answer {
        use axum::body::Body;
        use axum::http::Request;
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--edge--\r\n",
            self.csrf
        );
        let request = Request::post(path).header("content-type", "multipart/form-data; boundary=edge");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_sessions_token_is_not_read() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let forged = anna.post_without_token(MATTER, &[("csrf", "guess")]).await;
    assert_eq!(forged.status, StatusCode::CONFLICT);
    let draft = begin(&anna).await;
    let saved = anna.post_without_token(&draft, &[("on", "s-who"), ("s-who", "x")]).await;
    assert_eq!(saved.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_kept_right_or_wrong_and_comes_back() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let begun = anna.post("/apply/drainage-permit", &[("s-discharger", "food")]).await;
    let draft = begun.to().to_owned();
    let saved = anna.post(&draft, &[("on", "f-outlets"), ("f-outlets", "viele")]).await;
    assert_eq!(saved.body, "{\"seen\":1}", "the revision that the page stands on from now on");
    let page = anna.get(&format!("{draft}/form?at=outlets")).await;
    assert!(page.body.contains("viele"), "{}", text(&page.body));
    let wrong = anna
        .post(&format!("{draft}/form"), &[("on", "f-outlets"), ("at", "outlets"), ("f-outlets", "viele")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("viele"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_that_changed_meanwhile_says_so_and_keeps_the_answers() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let begun = anna.post("/apply/drainage-permit", &[("s-discharger", "food")]).await;
    let draft = begun.to().to_owned();
    anna.post(&draft, &[("on", "f-address"), ("f-address", "海滨路 1 号")]).await;
    town.publish_anew("drainage-permit");
    let changed = anna.get(&format!("{draft}/check")).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    let renewed = anna.post(&format!("{draft}/renew"), &[]).await;
    assert_eq!(renewed.to(), format!("{draft}/situation"));
    let page = anna.get(&format!("{draft}/form?at=address")).await;
    assert!(page.body.contains("海滨路 1 号"));
}
