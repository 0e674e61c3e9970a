//! Beginning a matter: from nothing but what every matter says, or as a copy of another; its code stands for ever.

use crate::{Action, Caller, City, MatterChange, Problem};
use catalogue::{
    Acceptance, Channel, Completion, Decided, Fee, Form, Guide, HandlingClass, Limits, Matter, OnlineDepth,
    PostRole, Provenance, Regime, Scope, is_key, short_link,
};
use kernel::{DepartmentId, LocalText, MatterCode, Moment, Refusal};
use std::collections::BTreeMap;

/// The code that is a page of the editor and can be no matter's.
const RESERVED: &str = "new";

/// What a new matter begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// Its code: on posters and in links for ever.
    pub code: MatterCode,
    /// Its name.
    pub name: LocalText,
    /// The acting body.
    pub department: DepartmentId,
    /// The procedure regime; of a copy it is the model's.
    pub regime: Regime,
    /// Where its text was published; without it the matter is marked as a sample.
    pub source: Option<String>,
    /// What stands beside the mark of a sample.
    pub unsourced: String,
    /// The matter in force that it is a copy of.
    pub model: Option<MatterCode>,
}

/// Why a matter cannot begin so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BeginningRefusal {
    /// The code has other signs than small letters, digits and hyphens, or is too long.
    #[error("a code has small letters, digits and hyphens")]
    Code,
    /// The code is an address of the editor.
    #[error("the code {0} is an address")]
    Reserved(MatterCode),
    /// There is, or was, a matter of this code.
    #[error("the code {0} is taken")]
    Taken(MatterCode),
    /// The short link of the code is another matter's (CAT-04).
    #[error("the short link is that of {0}")]
    ShortLink(MatterCode),
    /// There is no such department.
    #[error("no such department")]
    NoDepartment,
    /// There is no such matter to copy.
    #[error("no matter {0} to copy")]
    NoModel(MatterCode),
}

impl Refusal for BeginningRefusal {
    fn key(&self) -> &'static str {
        match self {
            BeginningRefusal::Code => "refusal-beginning-code",
            BeginningRefusal::Reserved(_) => "refusal-beginning-reserved",
            BeginningRefusal::Taken(_) => "refusal-beginning-taken",
            BeginningRefusal::ShortLink(_) => "refusal-beginning-short-link",
            BeginningRefusal::NoDepartment => "refusal-beginning-no-department",
            BeginningRefusal::NoModel(_) => "refusal-beginning-no-model",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            BeginningRefusal::Code | BeginningRefusal::NoDepartment => Vec::new(),
            BeginningRefusal::Reserved(code)
            | BeginningRefusal::Taken(code)
            | BeginningRefusal::NoModel(code) => vec![("code", code.to_string())],
            BeginningRefusal::ShortLink(owner) => vec![("owner", owner.to_string())],
        }
    }
}

impl City {
    /// Writes the first version of a new matter. The same again by the same person changes nothing.
    ///
    /// # Errors
    /// A [`BeginningRefusal`]; [`Problem::Forbidden`] for who does not edit the catalogue.
    pub fn begin_matter(
        &self,
        caller: &Caller,
        beginning: &Beginning,
        moment: &Moment,
    ) -> Result<(), Problem> {
        caller.require(Action::EditCatalogue)?;
        self.check_code(&beginning.code)?;
        let matter = self.first_version(beginning, moment)?;
        let history = self.matter_history(&beginning.code)?;
        if let Some((_, latest)) = history.latest() {
            let again = latest.author == caller.account && latest.matter == matter;
            return if again { Ok(()) } else { Err(BeginningRefusal::Taken(beginning.code.clone()).into()) };
        }
        let change = MatterChange::Revise { base: 0, matter: Box::new(matter) };
        self.change_matter(caller, &beginning.code, &change, moment)
    }

    fn check_code(&self, code: &MatterCode) -> Result<(), BeginningRefusal> {
        if !is_key(code.as_str()) || code.as_str().contains('_') {
            return Err(BeginningRefusal::Code);
        }
        if code.as_str() == RESERVED {
            return Err(BeginningRefusal::Reserved(code.clone()));
        }
        match self.matter_of_short_link(&short_link(code)) {
            Some(owner) if owner != *code => Err(BeginningRefusal::ShortLink(owner)),
            _ => Ok(()),
        }
    }

    fn first_version(&self, beginning: &Beginning, moment: &Moment) -> Result<Matter, BeginningRefusal> {
        let content = self.content();
        let department =
            content.ground.department(&beginning.department).ok_or(BeginningRefusal::NoDepartment)?;
        let provenance = match &beginning.source {
            Some(source) => Provenance::Authority { source: source.clone(), date: self.today(moment.now) },
            None => Provenance::Sample { note: beginning.unsourced.clone() },
        };
        let Some(model) = &beginning.model else {
            return Ok(Matter { provenance, ..bare(beginning, department.level) });
        };
        let model = content.matters.get(model).ok_or_else(|| BeginningRefusal::NoModel(model.clone()))?;
        let mut copy = Matter {
            code: beginning.code.clone(),
            name: beginning.name.clone(),
            department: beginning.department.clone(),
            level: department.level,
            provenance,
            // Official codes are one matter's alone, and papers lie under its code.
            aliases: Vec::new(),
            ..(*model.matter).clone()
        };
        for material in &mut copy.materials {
            (material.sample, material.blank) = (None, None);
        }
        Ok(copy)
    }
}

/// What a matter says before anything is said: nothing that would be a promise.
fn bare(beginning: &Beginning, level: catalogue::RegionLevel) -> Matter {
    Matter {
        code: beginning.code.clone(),
        aliases: Vec::new(),
        name: beginning.name.clone(),
        also_called: Vec::new(),
        regime: beginning.regime,
        base_item: None,
        deviations: Vec::new(),
        department: beginning.department.clone(),
        level,
        region: None,
        decided: Decided::Here,
        acceptance: Acceptance::ByDepartment,
        completion: Completion::Promised,
        handling: HandlingClass::WithinLimit,
        scope: Scope::HomeUnit,
        audiences: Vec::new(),
        channels: vec![Channel::Window],
        online: OnlineDepth::None,
        visits: 1,
        batch: false,
        halls: Vec::new(),
        no_hall_reason: None,
        sub_platform: None,
        themes: Vec::new(),
        guide: Guide::default(),
        conditions: Vec::new(),
        legal_bases: Vec::new(),
        limits: Limits::default(),
        fee: Fee::default(),
        materials: Vec::new(),
        situations: Vec::new(),
        form: Form::default(),
        steps: Vec::new(),
        special_procedures: Vec::new(),
        decided_by: PostRole::Head,
        result: None,
        documents: BTreeMap::new(),
        delivery: Vec::new(),
        review_points: Vec::new(),
        questions: Vec::new(),
        provenance: Provenance::Sample { note: String::new() },
        contact: None,
        supervision: None,
    }
}
