//! A matter's draft written in the browser: made, refused, mended, published; and what happens to two who write.

use crate::browser::{Answer, Browser};
use crate::form::Form;
use crate::people::{browser, peopled};
use crate::town::Town;
use axum::http::StatusCode;
use catalogue::{Matter, Origin};
use kernel::MatterCode;

const PAGE: &str = "/admin/catalogue/drainage-permit/edit";
const NEW: &str = "/admin/catalogue/flexible-insurance/edit";

const FORM: &str = "type: object
x-yimen:
  sections:
    - key: person
      title: 参保人
      fields: [name]
properties:
  name:
    title: 姓名
    type: string
    format: person-name
    x-yimen:
      prefill: person.name
required: [name]
additionalProperties: false
";
const LAW: &str = "legal_bases:
  - law: 中华人民共和国社会保险法
    article: 第五十八条
    sure: 确定
";
const EXAMINATION: &str = "steps:
  - key: check
    name: 核对
    kind: 审查
    role: examiner
review_points:
  - key: identity
    fact: 身份与参保登记一致
    evidence: [form]
    rule: 一致的，通过；不一致的，不通过
";

fn newest(town: &Town, code: &str) -> (u32, Matter) {
    let history = town.city.matter_history(&MatterCode::from(code)).unwrap();
    let (number, version) = history.latest().expect("a version");
    assert_eq!(version.origin == Origin::Editor, number > 1 || code != "drainage-permit");
    (number, version.matter.clone())
}

async fn form(somebody: &Browser, page: &str, section: &str, material: &str) -> Form {
    let open = if material.is_empty() { section.to_owned() } else { format!("material-{material}") };
    Form::on(&somebody.get(&format!("{page}?open={open}")).await, section, material)
}

fn saved(answer: &Answer) {
    let wrong = answer.body.split("govuk-error-message").skip(1).map(|it| it.lines().next());
    let wrong: Vec<_> = wrong.collect();
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{wrong:#?}");
    assert!(answer.to().contains("done=saved"), "{}", answer.to());
}

/// Begins the matter and fills every section in but the materials.
async fn begun(manager: &Browser) {
    let first = [
        ("code", "flexible-insurance"),
        ("name", "灵活就业人员参保登记"),
        ("department", "social-insurance"),
        ("regime", "confirmation"),
        ("source", "市人社局官网"),
    ];
    let answer = manager.post("/admin/catalogue/new", &first).await;
    saved(&answer);
    let time = form(manager, NEW, "time", "").await;
    saved(
        &time
            .with("time-statutory", "10个工作日")
            .with("time-promised", "1个工作日")
            .save(manager, NEW)
            .await,
    );
    let service = form(manager, NEW, "service", "").await.and("service-audiences", "person");
    let service = service.and("service-halls", "social").with("service-platform", "insurance-and-work");
    saved(
        &service.with("service-scope", "district").and("service-delivery", "window").save(manager, NEW).await,
    );
    let guide = form(manager, NEW, "guide", "").await;
    let text = "没有单位的人自己参保。\r\n\r\n## 怎么办\r\n\r\n1. 带身份证来窗口\r\n2. 当天登记好\r\n";
    saved(&guide.with("guide-text", text).save(manager, NEW).await);
    for (section, text) in [("law", LAW), ("form", FORM), ("examination", EXAMINATION)] {
        let typed = form(manager, NEW, section, "").await.with(&format!("{section}-text"), text);
        saved(&typed.save(manager, NEW).await);
    }
}

async fn order(somebody: &Browser, order: &str, version: u32) -> Answer {
    let page = "/admin/catalogue/flexible-insurance";
    somebody.post(page, &[("order", order), ("version", &version.to_string())]).await
}

/// S-1 step 2: CAT-01, CAT-03, CAT-04, CAT-09.
#[tokio::test]
async fn a_new_matter_is_not_published_until_its_material_has_a_basis_and_then_has_guide_picture_and_code() {
    let town = peopled();
    let (manager, other) = (browser(&town, "manager"), browser(&town, "other-manager"));
    begun(&manager).await;
    let material = form(&manager, NEW, "materials", "").await;
    let material = material.with("new-material-key", "form").with("new-material-name", "参保登记表");
    saved(&material.with("new-material-requirement", "逐项填写并签名").save(&manager, NEW).await);

    let page = manager.get(NEW).await;
    assert!(
        page.body.contains("href=\"?open=material-form#material-form\""),
        "the summary leads to the material: {}",
        page.body
    );
    let (number, matter) = newest(&town, "flexible-insurance");
    let blocking: Vec<_> =
        town.city.findings(&matter).into_iter().filter(catalogue::Finding::blocks).collect();
    assert_eq!(blocking.len(), 1, "only the basis is missing: {blocking:#?}");
    assert_eq!(order(&other, "review", number).await.status, StatusCode::SEE_OTHER);
    let refused = order(&manager, "publish", number).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("参保登记表") && refused.body.contains("依据"), "{}", refused.body);
    assert_eq!(browser(&town, "").get("/matters/flexible-insurance").await.status, StatusCode::NOT_FOUND);

    let mended = form(&manager, NEW, "materials", "form").await;
    saved(&mended.with("material-form-basis", "《社会保险法》第五十八条").save(&manager, NEW).await);
    assert!(manager.get(NEW).await.body.contains("内容检查没有发现问题"));
    let (number, _) = newest(&town, "flexible-insurance");
    assert_eq!(order(&other, "review", number).await.status, StatusCode::SEE_OTHER);
    assert_eq!(order(&manager, "publish", number).await.status, StatusCode::SEE_OTHER);

    let guest = browser(&town, "");
    let guide = guest.get("/matters/flexible-insurance").await;
    for said in ["灵活就业人员参保登记", "参保登记表", "带身份证来窗口", "1个工作日"]
    {
        assert!(guide.body.contains(said), "{said}: {}", guide.body);
    }
    assert!(guide.body.contains("y-steps"), "the picture of the steps: {}", guide.body);
    let code = guest.get("/matters/flexible-insurance/qr.svg").await;
    assert_eq!(code.status, StatusCode::OK);
    assert!(code.body.contains("<svg"));
}

#[tokio::test]
async fn every_section_sent_back_unchanged_changes_nothing() {
    let town = peopled();
    let manager = browser(&town, "manager");
    for code in ["drainage-permit", "staff-insurance-change", "property-transfer", "passport"] {
        let address = format!("/admin/catalogue/{code}/edit");
        let page = manager.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        let all = ["basics", "time", "fee", "service", "result", "situations", "guide", "questions", "law"];
        for section in all.into_iter().chain(["form", "examination", "register"]) {
            let answer = Form::on(&page, section, "").save(&manager, &address).await;
            assert!(answer.to().contains("done=same"), "{code} {section}: {} {}", answer.status, answer.to());
        }
        let matter = town.city.matter_history(&MatterCode::from(code)).unwrap();
        for material in &matter.latest().unwrap().1.matter.materials {
            let typed = form(&manager, &address, "materials", material.key.as_str()).await;
            let answer = typed.save(&manager, &address).await;
            assert!(answer.to().contains("done=same"), "{code} {}: {}", material.key, answer.to());
        }
        assert_eq!(matter.latest().unwrap().0, 1);
    }
}

#[tokio::test]
async fn who_writes_on_an_older_version_sees_both_texts_and_loses_nothing() {
    let town = peopled();
    let (one, two) = (browser(&town, "manager"), browser(&town, "other-manager"));
    let (hers, his) = (form(&one, PAGE, "time", "").await, form(&two, PAGE, "time", "").await);
    saved(&hers.with("time-promised", "3个工作日").save(&one, PAGE).await);
    let late = his.with("time-promised", "4个工作日").save(&two, PAGE).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("3个工作日") && late.body.contains("4个工作日"), "both are shown");
    assert_eq!(newest(&town, "drainage-permit").1.limits.promised, Some(calendar::Limit::WorkingDays(3)));
    let again = Form::on(&late, "time", "");
    assert_eq!(again.says("time-promised"), "4个工作日", "nothing typed is lost");
    saved(&again.save(&two, PAGE).await);
    assert_eq!(newest(&town, "drainage-permit").1.limits.promised, Some(calendar::Limit::WorkingDays(4)));
}

#[tokio::test]
async fn a_form_sent_twice_writes_one_version() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let typed = form(&manager, PAGE, "time", "").await.with("time-promised", "3个工作日");
    saved(&typed.save(&manager, PAGE).await);
    saved(&typed.save(&manager, PAGE).await);
    assert_eq!(newest(&town, "drainage-permit").0, 2);
}

#[tokio::test]
async fn what_cannot_be_read_comes_back_as_it_was_typed_with_the_reason_and_nothing_is_saved() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let long = "长".repeat(501);
    let wrong = [
        ("time", "time-promised", "尽快", "请写成例如"),
        ("basics", "basics-name", "", "请填写这一项"),
        ("basics", "basics-name", long.as_str(), "内容太长"),
        ("service", "service-visits", "300", "整数"),
        ("form", "form-text", "type: object\nproperties: [甲\n", "第 "),
        ("form", "form-text", "type: object\ncolour: red\n", "第 2 行"),
        ("law", "law-text", "conditions: []\nname: 别的\n", "第 2 行"),
        ("questions", "questions-text", "没有问题的回答", "第 1 行"),
    ];
    for (section, field, typed, said) in wrong {
        let answer = form(&manager, PAGE, section, "").await.with(field, typed).save(&manager, PAGE).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{section} {typed}");
        assert!(answer.body.contains(said), "{section} {typed}: {}", answer.body);
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{section}: the summary leads to it");
        let back = Form::on(&answer, section, "");
        assert_eq!(back.says(field).trim_end(), typed.trim_end(), "{section}: nothing typed is lost");
    }
    let answer = form(&manager, PAGE, "basics", "").await.with("basics-department", "nobody");
    let answer = answer.save(&manager, PAGE).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("请从列出的选项中选择"));
    assert_eq!(newest(&town, "drainage-permit").0, 1);
}

#[tokio::test]
async fn a_material_is_added_once_and_taken_away_with_what_asks_for_it() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let fill = |form: Form| {
        form.with("new-material-key", "site-photo")
            .with("new-material-name", "现场照片")
            .with("new-material-copy", "2")
    };
    saved(&fill(form(&manager, PAGE, "materials", "").await).save(&manager, PAGE).await);
    let half = form(&manager, PAGE, "materials", "").await.with("new-material-key", "lease");
    let half = half.with("new-material-name", "租约").with("new-material-within", "5个工作日");
    let half = half.save(&manager, PAGE).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY, "a limit of a promise without its text");
    assert!(half.body.contains("href=\"#new-material-promise\""), "{}", half.body);
    let again = fill(form(&manager, PAGE, "materials", "").await).save(&manager, PAGE).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the key is taken");
    let (_, matter) = newest(&town, "drainage-permit");
    let situation = matter.situations.first().expect("the permit asks");
    let answer = format!("{}.{}", situation.key, situation.options[0].key);
    let typed = form(&manager, PAGE, "materials", "site-photo").await;
    let typed =
        typed.with("material-site-photo-need", "situational").and("material-site-photo-when", &answer);
    saved(&typed.save(&manager, PAGE).await);
    let key = catalogue::MaterialKey::from("site-photo");
    assert!(newest(&town, "drainage-permit").1.situations[0].options[0].adds.contains(&key));
    let gone = form(&manager, PAGE, "materials", "site-photo").await.press(&manager, PAGE, "remove").await;
    saved(&gone);
    let (_, matter) = newest(&town, "drainage-permit");
    assert!(matter.material(&key).is_none() && !matter.situations[0].options[0].adds.contains(&key));
}

#[tokio::test]
async fn a_fee_is_kept_in_fen_and_asks_for_its_basis_beside_its_own_form() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let typed = form(&manager, PAGE, "fee", "").await;
    let wrong = typed.with("fee-rule-0-yuan", "12.345").with("fee-rule-0-name", "工本费");
    assert_eq!(wrong.save(&manager, PAGE).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    saved(&wrong.with("fee-rule-0-yuan", "12.5").save(&manager, PAGE).await);
    let (_, matter) = newest(&town, "drainage-permit");
    assert_eq!(matter.fee.rules[0].fen, kernel::Money(1250));
    let page = manager.get(PAGE).await;
    assert!(page.body.contains("href=\"?open=fee#fee\""), "the summary leads to the fee: {}", page.body);
    let typed = form(&manager, PAGE, "fee", "").await.with("fee-basis-0-law", "排水条例");
    saved(&typed.with("fee-rule-1-name", "").save(&manager, PAGE).await);
    assert!(!manager.get(PAGE).await.body.contains("href=\"?open=fee#fee\""));
}

#[tokio::test]
async fn a_preview_shows_the_text_and_saves_nothing() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let typed = form(&manager, PAGE, "guide", "")
        .await
        .with("guide-text", "新的简介。\n\n## 怎么办\n\n1. 来 <b>窗口</b>\n");
    let shown = typed.press(&manager, PAGE, "preview").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("<li>来 &lt;b&gt;窗口&lt;/b&gt;</li>"), "{}", shown.body);
    assert_eq!(newest(&town, "drainage-permit").0, 1);
}

#[tokio::test]
async fn a_new_code_is_checked_and_a_copy_takes_everything_but_codes_and_papers() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let begin = async |code: &str, more: &[(&str, &str)]| {
        let own = [("code", code), ("name", "照抄的许可"), ("department", "water"), ("regime", "licence")];
        manager.post("/admin/catalogue/new", &[&own, more].concat()).await
    };
    for wrong in ["", "New", "a b", "../x", "9th", "under_score", "new", "drainage-permit", &"a".repeat(61)] {
        let answer = begin(wrong, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(answer.body.contains("照抄的许可"), "{wrong}: nothing typed is lost");
    }
    assert_eq!(begin("copied", &[("model", "no-such")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    saved(&begin("copied", &[("model", "drainage-permit")]).await);
    saved(&begin("copied", &[("model", "drainage-permit")]).await);
    let (number, copy) = newest(&town, "copied");
    let (_, model) = newest(&town, "drainage-permit");
    assert_eq!((number, copy.materials.len()), (1, model.materials.len()));
    assert_eq!((copy.aliases.len(), copy.is_sample()), (0, true));
    assert!(
        manager.get("/admin/catalogue").await.body.contains("/admin/catalogue/copied"),
        "it is in the list"
    );
}

#[tokio::test]
async fn nobody_else_writes_and_a_form_without_token_or_too_large_is_not_read() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let typed =
        [("section", "time"), ("base", "1"), ("time-completion", "promised"), ("time-promised", "3个工作日")];
    for login in ["anna", "clerk", "head", "administrator", "security", "auditor"] {
        let somebody = browser(&town, login);
        for page in [PAGE, "/admin/catalogue/new"] {
            assert_eq!(somebody.get(page).await.status, StatusCode::FORBIDDEN, "{login} {page}");
            assert_eq!(somebody.post(page, &typed).await.status, StatusCode::FORBIDDEN, "{login} {page}");
        }
    }
    assert!(manager.post_without_token(PAGE, &typed).await.status.is_client_error());
    let huge = "长".repeat(1024 * 1024);
    let answer = manager.post(PAGE, &[("section", "guide"), ("base", "1"), ("guide-text", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (section, base) in [("burn", "1"), ("time", "x")] {
        let answer = manager.post(PAGE, &[("section", section), ("base", base)]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{section} {base}");
    }
    assert_eq!(manager.get("/admin/catalogue/no-such/edit").await.status, StatusCode::NOT_FOUND);
    assert_eq!(newest(&town, "drainage-permit").0, 1);
}
