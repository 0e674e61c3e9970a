//! What a provider says of a person, read by the names that the settings give.

use app::{Assurance, MandateEnd, OutsideIdentity, OutsideMandate};
use openidconnect::AdditionalClaims;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// All claims of the token beyond the standard ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExtraClaims(pub Map<String, Value>);

impl AdditionalClaims for ExtraClaims {}

/// How a provider names what we need.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    /// The natural person's name.
    pub name: String,
    /// The identity number.
    pub number: String,
    /// The real-name level (实名等级), a number or a word.
    pub level: String,
    /// What each level means in our words; a level that is not here is only declared.
    pub levels: BTreeMap<String, Assurance>,
    /// The list of enterprises.
    pub enterprises: String,
    /// In an enterprise: its registered name.
    pub enterprise_name: String,
    /// In an enterprise: its unified social credit code.
    pub enterprise_code: String,
    /// In an enterprise: as what the person may act.
    pub enterprise_role: String,
    /// In an enterprise: until when, a day or an instant; absent or null if open.
    pub enterprise_until: String,
    /// The roles that mean 法定代表人.
    pub representative_roles: Vec<String>,
    /// The roles that mean 经办人. Other roles give no mandate.
    pub agent_roles: Vec<String>,
}

impl Default for ClaimNames {
    fn default() -> Self {
        let levels = [("1", Assurance::Declared), ("2", Assurance::Verified), ("3", Assurance::Strong)];
        ClaimNames {
            name: "name".to_owned(),
            number: "id_number".to_owned(),
            level: "real_name_level".to_owned(),
            levels: levels.into_iter().map(|(word, level)| (word.to_owned(), level)).collect(),
            enterprises: "organisations".to_owned(),
            enterprise_name: "name".to_owned(),
            enterprise_code: "credit_code".to_owned(),
            enterprise_role: "role".to_owned(),
            enterprise_until: "valid_until".to_owned(),
            representative_roles: vec!["legal_representative".to_owned()],
            agent_roles: vec!["agent".to_owned()],
        }
    }
}

impl ClaimNames {
    /// Whether what makes a person known is among the claims.
    pub(crate) fn is_complete(&self, claims: &Map<String, Value>) -> bool {
        [&self.name, &self.number, &self.level].into_iter().all(|name| claims.contains_key(name))
    }
}

/// The identity that the claims describe.
pub fn identity(names: &ClaimNames, subject: &str, claims: &Map<String, Value>) -> OutsideIdentity {
    let level = claims.get(&names.level).and_then(word).and_then(|word| names.levels.get(&word).copied());
    let enterprises = claims.get(&names.enterprises).and_then(Value::as_array);
    OutsideIdentity {
        subject: subject.to_owned(),
        name: claims.get(&names.name).and_then(word).unwrap_or_default(),
        number: claims.get(&names.number).and_then(word),
        assurance: level.unwrap_or_default(),
        enterprises: enterprises.into_iter().flatten().filter_map(|claim| mandate(names, claim)).collect(),
    }
}

/// A text or a number as text.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A mandate; none for a role that gives none, and none for an end that cannot be read, because a mandate
/// without an end would be more than the provider said.
fn mandate(names: &ClaimNames, claim: &Value) -> Option<OutsideMandate> {
    let text = |name: &str| claim.get(name).and_then(word);
    let role = text(&names.enterprise_role)?;
    let representative = names.representative_roles.contains(&role);
    if !representative && !names.agent_roles.contains(&role) {
        return None;
    }
    let until = match claim.get(&names.enterprise_until) {
        None | Some(Value::Null) => None,
        Some(value) => Some(end(&word(value)?)?),
    };
    let (name, code) = (text(&names.enterprise_name)?, text(&names.enterprise_code)?);
    Some(OutsideMandate { name, code, representative, until })
}

fn end(text: &str) -> Option<MandateEnd> {
    // A date is tried second: it would also read the beginning of a time and lose the rest.
    let instant = text.parse().ok().map(MandateEnd::At);
    instant.or_else(|| text.parse().ok().map(MandateEnd::Day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(claims: Value) -> OutsideIdentity {
        identity(&ClaimNames::default(), "s", claims.as_object().expect("an object"))
    }

    fn enterprise(role: &str, until: Value) -> Value {
        json!({"name": "样例公司", "credit_code": "91330102MA28NBU477", "role": role, "valid_until": until})
    }

    #[test]
    fn levels_are_numbers_or_words_and_an_unknown_one_is_only_declared() {
        let level = |value: Value| read(json!({"name": "张三", "real_name_level": value})).assurance;
        assert_eq!(level(json!(1)), Assurance::Declared);
        assert_eq!(level(json!(2)), Assurance::Verified);
        assert_eq!(level(json!("3")), Assurance::Strong);
        assert_eq!(level(json!("L9")), Assurance::Declared);
        assert_eq!(level(json!(true)), Assurance::Declared);
    }

    #[test]
    fn natural_and_legal_persons_stand_side_by_side() {
        let list = [
            enterprise("legal_representative", Value::Null),
            enterprise("agent", json!("2030-12-31")),
            enterprise("agent", json!("2030-12-31T10:00:00+08:00")),
        ];
        let found = read(json!({"name": "张三", "organisations": list}));
        assert!(found.enterprises[0].representative && found.enterprises[0].until.is_none());
        let day = "2030-12-31".parse().expect("a day");
        assert_eq!(found.enterprises[1].until, Some(MandateEnd::Day(day)));
        let instant = "2030-12-31T02:00:00Z".parse().expect("an instant");
        assert_eq!(found.enterprises[2].until, Some(MandateEnd::At(instant)));
    }

    #[test]
    fn a_strange_role_or_an_end_that_cannot_be_read_gives_no_mandate() {
        let list = [enterprise("cleaner", Value::Null), enterprise("agent", json!("soon"))];
        assert!(read(json!({"name": "张三", "organisations": list})).enterprises.is_empty());
    }
}
