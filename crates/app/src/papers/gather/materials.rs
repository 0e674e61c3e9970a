//! Materials received, owed and returned, and the defects of a notice.

use super::{PAPER, Source};
use crate::papers::facts::{Defect, Facts, Material, MaterialForm, MaterialMedium, OwedMaterial};
use ::cases::{CaseEvent, Given, GivenHow, Subject};
use catalogue::{DocumentKind, MaterialKey};

impl Source<'_> {
    pub(super) fn add_materials(&self, facts: &mut Facts) {
        match self.kind {
            DocumentKind::Receipt | DocumentKind::MaterialList => facts.materials = self.handed_in(),
            DocumentKind::Returned => facts.materials = self.handed_in(),
            DocumentKind::Withdrawn | DocumentKind::NotAccepted => facts.materials = self.originals(),
            DocumentKind::SupplementReceipt => facts.materials = self.handed_in_now(),
            DocumentKind::SupplementNotice => self.add_defects(facts),
            DocumentKind::Acceptance => facts.materials_owed = self.owed(None),
            DocumentKind::GapUndertaking => {
                if let CaseEvent::GapUndertaken(undertaken) = &self.event().event {
                    facts.materials_owed = self.owed(Some(&undertaken.material));
                }
            }
            _ => {}
        }
    }

    /// Everything handed in so far, after the form itself: who gave nothing but the form gave something too.
    fn handed_in(&self) -> Vec<Material> {
        let given = self.case.materials().values().flatten();
        let mut rows: Vec<Material> = given.map(|given| self.material(given)).collect();
        let has_form = self.case.materials().values().flatten().any(|given| given.how == GivenHow::FromForm);
        if !has_form {
            rows.insert(0, self.form_row());
        }
        rows
    }

    fn handed_in_now(&self) -> Vec<Material> {
        match &self.event().event {
            CaseEvent::Supplemented(supplemented) => {
                let mut rows: Vec<_> =
                    supplemented.materials.iter().map(|given| self.material(given)).collect();
                if supplemented.form.is_some() || rows.is_empty() {
                    rows.push(self.form_row());
                }
                rows
            }
            CaseEvent::GapFilled(filled) => {
                filled.materials.iter().map(|given| self.material(given)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Only what lies in the office as an original can be given back.
    fn originals(&self) -> Vec<Material> {
        let given = self.case.materials().values().flatten();
        given.filter(|given| given.how == GivenHow::Original).map(|given| self.material(given)).collect()
    }

    fn material(&self, given: &Given) -> Material {
        let (form, medium) = match given.how {
            GivenHow::Original | GivenHow::Shown => (MaterialForm::Original, MaterialMedium::Paper),
            GivenHow::Scanned => (MaterialForm::Copy, MaterialMedium::Electronic),
            GivenHow::Uploaded | GivenHow::Fetched => (MaterialForm::Copy, MaterialMedium::Electronic),
            GivenHow::FromForm => (MaterialForm::Original, MaterialMedium::Electronic),
        };
        let asked = self.matter.material(&given.material).and_then(|material| material.copies);
        let originals = asked.map_or(1, |copies| u32::from(copies.original).max(1));
        Material {
            name: self.material_name(&given.material),
            form: Some(form),
            medium: Some(medium),
            copies: if given.how == GivenHow::Original { originals } else { 1 },
            note: self.say(given_word(given.how), &[]),
        }
    }

    /// The form as a material: by the name of the one that the platform makes from it.
    fn form_row(&self) -> Material {
        let made = self.matter.materials.iter().find(|material| material.from_form);
        let name = made.map(|material| material.name.in_language(PAPER).to_owned());
        Material {
            name: name.unwrap_or_else(|| format!("{}申请表", self.case.terms().name.in_language(PAPER))),
            form: Some(MaterialForm::Original),
            medium: Some(MaterialMedium::Electronic),
            copies: 1,
            note: self.say(given_word(GivenHow::FromForm), &[]),
        }
    }

    pub(super) fn material_name(&self, key: &MaterialKey) -> String {
        let term = self.case.terms().material(key).map(|term| &term.name);
        let name = term.or_else(|| self.matter.material(key).map(|material| &material.name));
        name.map_or_else(|| key.to_string(), |name| name.in_language(PAPER).to_owned())
    }

    /// What is still owed under tolerated gaps: one material, or all.
    pub(super) fn owed(&self, only: Option<&MaterialKey>) -> Vec<OwedMaterial> {
        let wanted = |key: &&MaterialKey| only.is_none_or(|only| only == *key);
        let open = self.case.open_gaps().filter(|(key, _)| wanted(key));
        open.map(|(key, gap)| OwedMaterial {
            name: self.material_name(key),
            due: self.content.date(gap.until.at),
            note: None,
        })
        .collect()
    }

    fn add_defects(&self, facts: &mut Facts) {
        let CaseEvent::SupplementAsked(asked) = &self.event().event else { return };
        facts.defects = asked.defects.iter().map(|defect| self.defect(defect)).collect();
        facts.defects_repeated_because = asked.new_fact.as_ref().map(|fact| fact.text().to_owned());
    }

    /// A defect with what a good material looks like, as the catalogue says it.
    fn defect(&self, defect: &::cases::Defect) -> Defect {
        let (material, wanted) = match &defect.subject {
            Subject::Material(key) => {
                let material = self.matter.material(key);
                let requirement = material.and_then(|material| material.requirement.as_ref());
                (self.material_name(key), requirement.map(|text| text.in_language(PAPER).to_owned()))
            }
            Subject::Field(key) => {
                let field = self.matter.form.field(&key.as_str().into());
                let hint = field.and_then(|field| field.hint.as_ref());
                let label = field.map_or(key.as_str(), |field| field.label.in_language(PAPER));
                (label.to_owned(), hint.map(|text| text.in_language(PAPER).to_owned()))
            }
            Subject::Other => (self.say("other", &[]).unwrap_or_default(), None),
        };
        let problem = defect.text.text().to_owned();
        Defect { material, problem, fix: wanted.or_else(|| self.say("fix", &[])).unwrap_or_default() }
    }
}

/// The name of the sheet's remark on how a material was handed in.
const fn given_word(how: GivenHow) -> &'static str {
    match how {
        GivenHow::Uploaded => "uploaded",
        GivenHow::Scanned => "scanned",
        GivenHow::Original => "original",
        GivenHow::Shown => "shown",
        GivenHow::Fetched => "fetched",
        GivenHow::FromForm => "from_form",
    }
}
