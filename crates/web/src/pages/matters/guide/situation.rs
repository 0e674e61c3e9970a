//! The questions of a matter as the checklist on its guide.

use crate::pages::matters::Asked;
use crate::pages::words;
use crate::parts::{Advice, Material, Situation, SituationChecklist};
use crate::text::Text;
use catalogue::{Matter, Need, SituationOption};

/// The checklist with its questions; none where there is nothing to ask.
pub fn checklist(t: Text, matter: &Matter, asked: &Asked) -> Option<SituationChecklist> {
    if matter.situations.is_empty() || matter.materials.is_empty() {
        return None;
    }
    let questions = matter.situations.iter().map(|question| situation(t, question, asked)).collect();
    let materials = matter.materials.iter().map(|row| material(t, matter, row)).collect();
    let action = format!("/matters/{}", matter.code);
    Some(SituationChecklist::new(t, action, questions, materials).advice(advice(t, matter)))
}

fn situation(t: Text, question: &catalogue::Situation, asked: &Asked) -> Situation {
    let given = asked.get(&question.key);
    let chosen = |key: &String| given.is_some_and(|given| given.contains(key));
    let answer = |option: &SituationOption| {
        (option.key.clone(), t.read(&option.label).to_owned(), chosen(&option.key))
    };
    Situation {
        name: question.key.clone(),
        question: t.read(&question.ask).to_owned(),
        hint: question.hint.as_ref().map(|hint| t.read(hint).to_owned()),
        several: question.several,
        answers: question.options.iter().map(answer).collect(),
        when: question.when.0.iter().map(|(name, values)| (name.clone(), values.0.clone())).collect(),
    }
}

fn material(t: Text, matter: &Matter, row: &catalogue::Material) -> Material {
    let naming = |list: fn(&SituationOption) -> &Vec<catalogue::MaterialKey>| -> Vec<(String, String)> {
        let options = matter
            .situations
            .iter()
            .flat_map(|question| question.options.iter().map(move |option| (&question.key, option)));
        options
            .filter(|(_, option)| list(option).contains(&row.key))
            .map(|(question, option)| (question.clone(), option.key.clone()))
            .collect()
    };
    let when = if row.need == Need::Required { Vec::new() } else { naming(|option| &option.adds) };
    let never = row.need == Need::Situational && when.is_empty();
    Material {
        name: t.read(&row.name).to_owned(),
        said: said(t, row),
        // Without any answer that asks for it, a situational material is never asked for.
        when: if never { vec![(String::from("-"), String::from("-"))] } else { when },
        unless: naming(|option| &option.removes),
    }
}

fn said(t: Text, row: &catalogue::Material) -> String {
    if row.from_form {
        return t.msg("guide-from-form").into_owned();
    }
    words::copies(t, row.copies)
}

fn advice(t: Text, matter: &Matter) -> Vec<Advice> {
    let options = matter
        .situations
        .iter()
        .flat_map(|question| question.options.iter().map(move |option| (&question.key, option)));
    let of = |(question, option): (&String, &SituationOption)| {
        let stop = option.stop.as_ref()?;
        let link = stop.instead.as_ref();
        Some(Advice {
            when: (question.clone(), option.key.clone()),
            said: t.read(&stop.text).to_owned(),
            link: link.map(|code| (t.msg("guide-instead").into_owned(), format!("/matters/{code}"))),
        })
    };
    options.filter_map(of).collect()
}

/// The answers of this matter's own questions as a query, to be carried into the application.
pub fn query(matter: &Matter, asked: &Asked) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for question in &matter.situations {
        for value in asked.get(&question.key).into_iter().flatten() {
            query.append_pair(&question.key, value);
        }
    }
    let query = query.finish();
    if query.is_empty() { query } else { format!("?{query}") }
}
