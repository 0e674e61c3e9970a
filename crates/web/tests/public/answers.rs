//! Answers that would cost somebody money or time: a card that does not exist, the wrong community, the wrong age.

use crate::browser::Browser;
use crate::town::Town;
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn an_allowance_goes_to_a_card_that_can_exist_in_a_community_that_one_finds() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let situation =
        [("s-age", "eighty"), ("s-household", "here"), ("s-living", "in_city"), ("s-who", "self")];
    let draft = anna.post("/apply/old-age-allowance", &situation).await.to().to_owned();
    let form = format!("{draft}/form");
    let card = async |number: &str| {
        let sent = [("on", "f-bank_account"), ("at", "bank_account"), ("f-bank_account", number)];
        anna.post(&form, &sent).await
    };
    for (number, said) in [("示例文字", "12 到 19 位数字"), ("4111111111111112", "最后一位对不上")]
    {
        let refused = card(number).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
        assert!(refused.body.contains(said), "{said}");
    }
    assert_eq!(card("4111 1111 1111 1111").await.status, StatusCode::SEE_OTHER);

    let list = anna.get(&format!("{form}?at=region")).await.body;
    assert!(list.contains("<optgroup label=\"香洲区 "), "by street, so that namesakes are told apart");
    assert!(!list.contains("金湾区") && !list.contains("斗门区"), "only the district that pays");
    assert!(!list.contains("虚拟社区"), "what exists in the statistics only is nobody's community");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_age_that_does_not_fit_the_number_is_a_warning_and_no_refusal() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = anna.post("/apply/old-age-allowance", &[("s-age", "ninety")]).await.to().to_owned();
    let number = async |text: &str| {
        anna.post(&format!("{draft}/form"), &[("on", "f-identity"), ("at", "identity"), ("f-identity", text)])
            .await
    };
    assert_eq!(number("11010519491231002X").await.status, StatusCode::SEE_OTHER);
    let check = anna.get(&format!("{draft}/check")).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.body.contains("周岁，和您选的“90至99岁”对不上"));
    let younger = anna.post(&format!("{draft}/situation"), &[("on", "s-age"), ("s-age", "younger")]).await;
    assert_eq!(younger.status, StatusCode::UNPROCESSABLE_ENTITY);
    let check = anna.get(&format!("{draft}/check")).await;
    assert!(!check.body.contains("周岁，和您选的"), "an answer without ages is compared with nothing");
}
