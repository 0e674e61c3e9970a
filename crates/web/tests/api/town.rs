//! A small city in a temporary folder: the pack's matters, two citizens and their tokens.

#[path = "../support/city.rs"]
mod city;

use app::City;
use axum::Router;
use catalogue::form::DateSide;
use catalogue::{FieldKind, OneOrMore};
use kernel::{MatterCode, Timestamp};
use serde_json::{Map, Value, json};
use testbed::Kept;
use web::frame::Portal;

/// The matter that the tests apply for.
const MATTER: &str = "tree-felling";

/// A city with its folder, which goes away with it, and the tokens of its people.
pub struct Town {
    city: City,
    _kept: Kept,
    /// A citizen's token.
    pub anna: String,
    /// Another citizen's.
    pub bernd: String,
    /// A token that only reads.
    pub reader: String,
    /// A token whose time is over.
    pub old: String,
}

impl Town {
    /// Founds the town.
    pub fn found() -> Town {
        let (city, kept) = city::found(&testbed::pack());
        let (_, anna) = city::citizen(&city, "anna", "陈安娜", "11010119900307445", None);
        let (_, bernd) = city::citizen(&city, "bernd", "李白", "11010119850102003", None);
        let token = |account, scopes: &[&str], days, now| {
            let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
            city.new_token(account, "test", &scopes, days, now).expect("a token")
        };
        let now = Timestamp::now();
        let long_ago = now - jiff::SignedDuration::from_hours(72);
        Town {
            anna: token(anna, &["cases"], 1, now),
            bernd: token(bernd, &["cases"], 1, now),
            reader: token(anna, &["cases:read"], 1, now),
            old: token(anna, &["cases"], 1, long_ago),
            city,
            _kept: kept,
        }
    }

    /// The doors of the town.
    pub fn router(&self) -> Router {
        web::portals::open(city::house(&self.city), &[Portal::Api])
    }

    /// An application with a filled form.
    pub fn application(&self) -> Value {
        let content = self.city.content();
        let matter = &content.matters[&MatterCode(MATTER.into())].matter;
        let wished = [("doing", "fell"), ("old", "no"), ("why", "danger")];
        let mut known = catalogue::Answers::default();
        let mut sent = Map::new();
        loop {
            let open = matter.questions_to_ask(&known).find(|asked| !sent.contains_key(&asked.key)).cloned();
            let Some(question) = open else { break };
            let wish = wished.iter().find(|(key, _)| *key == question.key).map(|(_, option)| *option);
            let open = question.options.iter().find(|option| option.stop.is_none());
            let option = wish.unwrap_or_else(|| &open.expect("an option that goes on").key).to_owned();
            sent.insert(question.key.clone(), json!([option]));
            known.0.insert(question.key.clone(), OneOrMore(vec![option]));
        }
        let mut form = Map::new();
        for section in matter.form.sections.iter().filter(|section| section.when.holds(&known)) {
            for field in section.fields.iter().filter(|field| field.when.holds(&known)) {
                form.insert(field.key.0.clone(), self.fill(&field.kind));
            }
        }
        json!({ "matter": MATTER, "situations": sent, "form": form, "materials": [] })
    }

    fn fill(&self, kind: &FieldKind) -> Value {
        let content = self.city.content();
        match kind {
            FieldKind::Number { least, .. } => least
                .as_ref()
                .map_or(json!(1), |least| serde_json::from_str(&least.to_string()).expect("a number")),
            FieldKind::Money { .. } => json!("1200.00"),
            FieldKind::Date { side: Some(DateSide::Past) } => json!("2026-01-05"),
            FieldKind::Date { .. } => json!("2027-01-05"),
            FieldKind::Choice { options } => json!(options[0].key),
            FieldKind::Multi { options, .. } => json!([options[0].key]),
            FieldKind::YesNo => json!(true),
            FieldKind::PersonName => json!("陈安娜"),
            FieldKind::BankCard => json!("4111111111111111"),
            FieldKind::Telephone => json!("13800138000"),
            FieldKind::Region { level } => {
                let found = content.ground.regions.iter().find(|region| region.level == *level);
                json!(found.expect("a region").code)
            }
            _ => json!("人民东路 2 号"),
        }
    }
}
