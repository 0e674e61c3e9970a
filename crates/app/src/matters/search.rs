//! How people find a matter: by Chinese words, by what they call it, by pinyin and by its first letters.
//!
//! A few thousand matters fit in memory, so the index is a plain list of weighted words; case search,
//! which grows without bound, is done by the store.

use crate::content_snapshot::PublishedMatter;
use catalogue::Matter;
use kernel::MatterCode;
use ledger::Ledger;
use pinyin::ToPinyin;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// A found matter, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The matter.
    pub code: MatterCode,
    /// How well it fits; higher is better.
    pub score: u32,
}

/// An index of all published matters; made when somebody first looks for one, because the dictionary of Chinese
/// words takes some tenths of a second and nobody's first page should wait for it.
#[derive(Debug, Default)]
pub struct Index {
    published: Vec<Arc<PublishedMatter>>,
    synonyms: Vec<Vec<String>>,
    words: OnceLock<Words>,
}

/// What the matters are found by.
#[derive(Debug, Default)]
struct Words {
    matters: Vec<Indexed>,
    places: HashMap<String, Vec<(usize, u32)>>,
}

#[derive(Debug)]
struct Indexed {
    code: MatterCode,
    /// Everything that is searched as running text, the name first.
    names: Vec<String>,
    pinyin: Vec<String>,
    initials: Vec<String>,
}

const NAME: u32 = 12;
const CALLED: u32 = 12;
const THEME: u32 = 3;
const SUMMARY: u32 = 2;
const MATERIAL: u32 = 1;

impl Words {
    fn of(published: &[Arc<PublishedMatter>]) -> Self {
        let mut words = Words::default();
        published.iter().for_each(|published| words.add(&published.matter));
        words
    }

    fn add(&mut self, matter: &Matter) {
        let place = self.matters.len();
        let mut names = vec![matter.name.chinese.to_lowercase()];
        names.extend(matter.also_called.iter().map(|name| name.to_lowercase()));
        names.extend(matter.name.english.iter().map(|name| name.to_lowercase()));
        self.add_text(place, &matter.name.chinese, NAME);
        for name in &matter.also_called {
            self.add_text(place, name, CALLED);
        }
        for text in matter.name.english.iter().chain(&matter.guide.summary.english) {
            self.add_text(place, text, SUMMARY);
        }
        self.add_text(place, &matter.guide.summary.chinese, SUMMARY);
        for theme in &matter.themes {
            self.add_text(place, theme.as_str(), THEME);
        }
        for material in &matter.materials {
            self.add_text(place, &material.name.chinese, MATERIAL);
        }
        let pinyin = names.iter().map(|name| sounds(name)).collect();
        let initials = names.iter().map(|name| first_letters(name)).collect();
        self.matters.push(Indexed { code: matter.code.clone(), names, pinyin, initials });
    }

    fn add_text(&mut self, place: usize, text: &str, weight: u32) {
        for word in Ledger::segment(&text.to_lowercase()).split_whitespace() {
            let entries = self.places.entry(word.to_owned()).or_default();
            match entries.iter_mut().find(|(known, _)| *known == place) {
                Some((_, known)) => *known = u32::max(*known, weight),
                None => entries.push((place, weight)),
            }
        }
    }
}

impl Index {
    /// An index of matters; `synonyms` are groups of words that mean the same to people.
    pub fn new(matters: impl Iterator<Item = Arc<PublishedMatter>>, synonyms: &[Vec<String>]) -> Self {
        Index { published: matters.collect(), synonyms: synonyms.to_vec(), words: OnceLock::new() }
    }

    /// Makes everything ready that the first search would wait for.
    pub fn make_ready(&self) {
        self.words();
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(&self.published))
    }

    /// The matters that fit what somebody typed, the best first.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Found> {
        let typed: String = typed.trim().to_lowercase().chars().take(60).collect();
        if typed.is_empty() {
            return Vec::new();
        }
        let mut scores: BTreeMap<usize, u32> = BTreeMap::new();
        self.score(&typed, 3, &mut scores);
        for other in self.same_meaning(&typed) {
            self.score(&other, 2, &mut scores);
        }
        let matters = &self.words().matters;
        let mut found: Vec<_> = scores.into_iter().collect();
        found.sort_by(|(one, left), (other, right)| {
            let length = |place: &usize| matters[*place].names[0].chars().count();
            right.cmp(left).then(length(one).cmp(&length(other))).then(one.cmp(other))
        });
        let named = |(place, score): (usize, u32)| Found { code: matters[place].code.clone(), score };
        found.into_iter().take(limit).map(named).collect()
    }

    fn score(&self, typed: &str, factor: u32, scores: &mut BTreeMap<usize, u32>) {
        let Words { matters, places } = self.words();
        let segmented = Ledger::segment(typed);
        // A single character says little, unless it is all that was typed: it adds to what another word has found.
        let says_little = |word: &&str| word.chars().count() == 1 && typed.chars().count() > 1;
        let (little, much): (Vec<&str>, Vec<&str>) = segmented.split_whitespace().partition(says_little);
        for (place, weight) in much.iter().filter_map(|word| places.get(*word)).flatten() {
            *scores.entry(*place).or_default() += weight * factor * 3;
        }
        let has_found = !scores.is_empty();
        for (place, weight) in little.iter().filter_map(|word| places.get(*word)).flatten() {
            match scores.get_mut(place) {
                Some(score) => *score += weight * factor,
                None if has_found => {}
                None => drop(scores.insert(*place, weight * factor)),
            }
        }
        let latin = typed.is_ascii();
        let joined: String = typed.chars().filter(|symbol| symbol.is_ascii_alphanumeric()).collect();
        for (place, matter) in matters.iter().enumerate() {
            let mut bonus = 0;
            if matter.names.iter().any(|name| name == typed) {
                bonus += 200;
            }
            if matter.names.iter().any(|name| name.contains(typed)) {
                bonus += 60;
            }
            if latin && 2 <= joined.len() {
                let sounds = |texts: &[String]| texts.iter().any(|text| text.contains(&joined));
                bonus += if sounds(&matter.pinyin) { 40 } else { 0 }
                    + if sounds(&matter.initials) { 30 } else { 0 };
            }
            if 0 < bonus {
                *scores.entry(place).or_default() += bonus * factor;
            }
        }
    }

    /// What was typed with each group of synonyms swapped in.
    fn same_meaning(&self, typed: &str) -> Vec<String> {
        let mut others = Vec::new();
        for group in &self.synonyms {
            let Some(word) = group.iter().find(|word| typed.contains(&word.to_lowercase())) else { continue };
            let swapped = group.iter().filter(|other| *other != word);
            others.extend(swapped.map(|other| typed.replace(&word.to_lowercase(), &other.to_lowercase())));
        }
        others
    }
}

/// The pinyin of a text without tones and spaces: `pai shui` becomes `paishui`.
fn sounds(text: &str) -> String {
    text.to_pinyin().flatten().map(|sound| sound.plain()).collect()
}

/// The first letters of each character's pinyin.
fn first_letters(text: &str) -> String {
    text.to_pinyin().flatten().map(|sound| sound.first_letter()).collect()
}
