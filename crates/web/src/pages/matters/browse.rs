//! What the list of matters is narrowed to: plain facts in the address, so that a list can be kept and passed on.

use crate::address::asking;
use crate::pages::words;
use crate::parts::{Choice, Field, Filter, FilterMark};
use crate::text::Text;
use app::{Content, PublishedMatter};
use catalogue::{Audience, Channel, OnlineDepth};
use serde::Deserialize;
use std::sync::Arc;

/// The address of a list, taken apart; empty texts narrow nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    /// Words to find.
    pub q: Option<String>,
    /// A life event or theme.
    pub theme: Option<String>,
    /// Who decides.
    pub department: Option<String>,
    /// Where it is offered.
    pub hall: Option<String>,
    /// The sub-platform.
    pub platform: Option<String>,
    /// For whom.
    pub audience: Option<String>,
    /// Only what can be done online without a visit.
    pub online: Option<String>,
    /// How many to skip.
    pub from: Option<usize>,
}

impl Narrowed {
    /// The matters that fit, best first where words were typed, else by name.
    pub fn find<'c>(&self, content: &'c Content) -> Vec<&'c Arc<PublishedMatter>> {
        let words = given(&self.q);
        let mut found: Vec<&Arc<PublishedMatter>> = match words {
            Some(words) => {
                let hits = content.index.search(words, 200);
                hits.iter().filter_map(|hit| content.matters.get(&hit.code)).collect()
            }
            None => content.matters.values().collect(),
        };
        found.retain(|published| self.fits(published));
        if words.is_none() {
            // What is decided here comes first: it can be begun at once.
            found.sort_by_key(|published| {
                (!published.matter.decided.is_here(), published.matter.name.chinese.clone())
            });
        }
        found
    }

    fn fits(&self, published: &PublishedMatter) -> bool {
        let matter = &published.matter;
        let is = |wanted: &Option<String>, test: &dyn Fn(&str) -> bool| given(wanted).is_none_or(test);
        is(&self.theme, &|id| matter.themes.iter().any(|theme| theme.as_str() == id))
            && is(&self.department, &|id| matter.department.as_str() == id)
            && is(&self.hall, &|id| matter.halls.iter().any(|hall| hall.as_str() == id))
            && is(&self.platform, &|id| matter.sub_platform.as_ref().is_some_and(|own| own.as_str() == id))
            && is(&self.audience, &|code| serves(published, code))
            && is(&self.online, &|_| matter.online == OnlineDepth::Whole)
    }

    /// The address of this list from a place on.
    pub fn address(&self, from: Option<usize>) -> String {
        let from = from.map(|from| from.to_string()).unwrap_or_default();
        let kept = self.pairs().map(|(name, value)| (name, given(value).unwrap_or_default()));
        let pairs: Vec<(&str, &str)> = kept.into_iter().chain([("from", from.as_str())]).collect();
        asking("/matters", &pairs)
    }

    fn pairs(&self) -> [(&'static str, &Option<String>); 7] {
        [
            ("q", &self.q),
            ("theme", &self.theme),
            ("department", &self.department),
            ("hall", &self.hall),
            ("platform", &self.platform),
            ("audience", &self.audience),
            ("online", &self.online),
        ]
    }

    /// What the list is about, where it was narrowed by one link of the front page.
    pub fn about(&self, t: Text, content: &Content) -> Option<String> {
        let city = &content.ground;
        let theme =
            given(&self.theme).and_then(|id| city.themes.iter().find(|theme| theme.id.as_str() == id));
        let platform =
            given(&self.platform).and_then(|id| city.sub_platforms.iter().find(|one| one.id.as_str() == id));
        let hall = given(&self.hall).and_then(|id| city.halls.iter().find(|hall| hall.id.as_str() == id));
        let name = theme.map(|theme| &theme.name);
        let name = name.or(platform.map(|platform| &platform.name)).or(hall.map(|hall| &hall.name));
        name.map(|name| t.read(name).to_owned())
    }

    /// The questions beside the list, and what is chosen now.
    pub fn filter(&self, t: Text, content: &Content) -> Filter {
        let fields = vec![
            self.audience_field(t),
            choice(t, "theme", t.msg("matters-theme").into_owned(), &self.theme, themes(t, content)),
            choice(
                t,
                "department",
                t.msg("matters-department").into_owned(),
                &self.department,
                departments(t, content),
            ),
            choice(t, "hall", t.msg("matters-hall").into_owned(), &self.hall, halls(t, content)),
            choice(
                t,
                "platform",
                t.msg("matters-platform").into_owned(),
                &self.platform,
                platforms(t, content),
            ),
            Field::checkboxes(
                t,
                "online",
                t.msg("matters-how"),
                vec![
                    Choice::of("whole", words::online(t, OnlineDepth::Whole))
                        .chosen(given(&self.online).is_some()),
                ],
            ),
        ];
        let filter = Filter::new(t, "/matters", fields, self.marks(t, content));
        match given(&self.q) {
            Some(words) => filter.keeping("q", words),
            None => filter,
        }
    }

    fn audience_field(&self, t: Text) -> Field {
        let choices = [
            ("", "matters-everybody"),
            ("person", "matters-for-persons"),
            ("enterprise", "matters-for-enterprises"),
        ]
        .map(|(value, key)| {
            Choice::of(value, t.msg(key)).chosen(self.audience.as_deref().unwrap_or("") == value)
        });
        Field::radios(t, "audience", t.msg("matters-audience"), choices.into())
    }

    fn marks(&self, t: Text, content: &Content) -> Vec<FilterMark> {
        let mut marks = Vec::new();
        for (name, value) in self.pairs() {
            let Some(value) = given(value) else { continue };
            let words = match name {
                "q" => t.with("matters-words", &[("words", &value)]),
                "theme" => label(themes(t, content), value),
                "department" => label(departments(t, content), value),
                "hall" => label(halls(t, content), value),
                "platform" => label(platforms(t, content), value),
                "audience" if value == "person" => t.msg("matters-for-persons").into_owned(),
                "audience" => t.msg("matters-for-enterprises").into_owned(),
                _ => words::online(t, OnlineDepth::Whole).into_owned(),
            };
            marks.push(FilterMark { words, without: self.without(name).address(None) });
        }
        marks
    }

    fn without(&self, name: &str) -> Narrowed {
        let mut other = self.clone();
        match name {
            "q" => other.q = None,
            "theme" => other.theme = None,
            "department" => other.department = None,
            "hall" => other.hall = None,
            "platform" => other.platform = None,
            "audience" => other.audience = None,
            _ => other.online = None,
        }
        other
    }
}

/// A text that says something.
fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// `person` is a natural person, anything else an organisation.
fn serves(published: &PublishedMatter, code: &str) -> bool {
    let audiences = &published.matter.audiences;
    if code == "person" {
        audiences.contains(&Audience::Person)
    } else {
        audiences.iter().any(|audience| *audience != Audience::Person)
    }
}

type Options = Vec<(String, String)>;

fn themes(t: Text, content: &Content) -> Options {
    let themes = content.ground.themes.iter();
    themes.map(|theme| (theme.id.0.clone(), t.read(&theme.name).to_owned())).collect()
}

/// The departments that offer something.
fn departments(t: Text, content: &Content) -> Options {
    let offers = |id: &kernel::DepartmentId| {
        content.matters.values().any(|published| published.matter.department == *id)
    };
    let departments = content.ground.departments.iter().filter(|department| offers(&department.id));
    departments.map(|department| (department.id.0.clone(), t.read(&department.name).to_owned())).collect()
}

fn halls(t: Text, content: &Content) -> Options {
    content.ground.halls.iter().map(|hall| (hall.id.0.clone(), t.read(&hall.name).to_owned())).collect()
}

fn platforms(t: Text, content: &Content) -> Options {
    let platforms = content.ground.sub_platforms.iter();
    platforms.map(|platform| (platform.id.0.clone(), t.read(&platform.name).to_owned())).collect()
}

fn label(options: Options, value: &str) -> String {
    options.into_iter().find(|(id, _)| id == value).map_or_else(|| value.to_owned(), |(_, label)| label)
}

fn choice(t: Text, name: &str, label: String, chosen: &Option<String>, options: Options) -> Field {
    let any = Choice::of("", t.msg("matters-any"));
    let is_chosen = |id: &str| given(chosen) == Some(id);
    let own = options.into_iter().map(|(id, words)| {
        let chosen = is_chosen(&id);
        Choice::of(id, words).chosen(chosen)
    });
    Field::select(t, name, label, std::iter::once(any).chain(own).collect())
}

/// The ways that a guide lists before the rest.
pub fn channels_in_order(channels: &[Channel]) -> Vec<Channel> {
    Channel::ALL.iter().copied().filter(|channel| channels.contains(channel)).collect()
}
