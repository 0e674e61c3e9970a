//! A form of the editor's page, filled in as a browser does it: every field goes with it, changed or not.

use crate::browser::{Answer, Browser};

/// The form of a section, or of one material, as it stands on a page.
pub struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// Finds it on the editor's page.
    pub fn on(page: &Answer, section: &str, material: &str) -> Form {
        let named = |name: &str, value: &str| format!("name=\"{name}\" value=\"{value}\"");
        let (section, material) = (named("section", section), named("material", material));
        let mut forms = page.body.split("<form ").skip(1);
        let form = forms.find(|form| form.contains(&section) && form.contains(&material));
        let form = form.unwrap_or_else(|| panic!("no form for {section} {material} in {}", page.body));
        Form { fields: fields(form.split("</form>").next().unwrap()) }
    }

    /// With a field filled in.
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With one more box ticked.
    pub fn and(mut self, name: &str, value: &str) -> Form {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What a field says.
    pub fn says(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Sends it to the page with one of its buttons.
    pub async fn press(&self, somebody: &Browser, page: &str, order: &str) -> Answer {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let own = [&[("order", order)], fields.as_slice()].concat();
        somebody.post_without_token(page, &own).await
    }

    /// Saves it.
    pub async fn save(&self, somebody: &Browser, page: &str) -> Answer {
        self.press(somebody, page, "save").await
    }
}

fn fields(form: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut select = String::new();
    for piece in form.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        let kind = attribute(tag, "type").unwrap_or_default();
        match tag.split_whitespace().next().unwrap_or_default() {
            "input" if matches!(kind.as_str(), "radio" | "checkbox") && !tag.contains(" checked") => {}
            "input" => found.push((name, value)),
            "textarea" => found.push((name, plain(text))),
            "select" => select = name,
            "option" if tag.contains(" selected") => found.push((select.clone(), value)),
            _ => {}
        }
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let after = tag.split(&format!(" {name}=\"")).nth(1)?;
    Some(plain(after.split('"').next()?))
}

fn plain(text: &str) -> String {
    let named = [("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&#60;", "<")];
    let last = [("&gt;", ">"), ("&#62;", ">"), ("&amp;", "&"), ("&#38;", "&")];
    named.iter().chain(&last).fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}
