//! The sections of the editor's page: each a form of its own, with the fields of the matter that it holds.

use app::TextPart;
use catalogue::{Place, Segment};

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Names, the acting body, where it is decided.
    Basics,
    /// Limits.
    Time,
    /// What it costs.
    Fee,
    /// Channels, scope, halls, delivery.
    Service,
    /// The result.
    Result,
    /// What is handed in.
    Materials,
    /// What is written as text.
    Text(TextPart),
}

impl Section {
    /// All, in the order of the page.
    pub(super) const ALL: [Section; 13] = [
        Section::Basics,
        Section::Time,
        Section::Fee,
        Section::Service,
        Section::Result,
        Section::Materials,
        Section::Text(TextPart::Situations),
        Section::Text(TextPart::Guide),
        Section::Text(TextPart::Questions),
        Section::Text(TextPart::Law),
        Section::Text(TextPart::Form),
        Section::Text(TextPart::Examination),
        Section::Text(TextPart::Register),
    ];

    /// Its name in addresses and forms.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Section::Basics => "basics",
            Section::Time => "time",
            Section::Fee => "fee",
            Section::Service => "service",
            Section::Result => "result",
            Section::Materials => "materials",
            Section::Text(TextPart::Guide) => "guide",
            Section::Text(TextPart::Questions) => "questions",
            Section::Text(TextPart::Form) => "form",
            Section::Text(TextPart::Law) => "law",
            Section::Text(TextPart::Situations) => "situations",
            Section::Text(TextPart::Examination) => "examination",
            Section::Text(TextPart::Register) => "register",
        }
    }

    /// The section of a name.
    pub(super) fn of_slug(slug: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.slug() == slug)
    }

    /// The message key of its heading.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Section::Basics => "edit-basics",
            Section::Time => "edit-time",
            Section::Fee => "edit-fee",
            Section::Service => "edit-service",
            Section::Result => "edit-result",
            Section::Materials => "edit-materials",
            Section::Text(TextPart::Guide) => "edit-guide",
            Section::Text(TextPart::Questions) => "edit-questions",
            Section::Text(TextPart::Form) => "edit-form",
            Section::Text(TextPart::Law) => "edit-law",
            Section::Text(TextPart::Situations) => "edit-situations",
            Section::Text(TextPart::Examination) => "edit-examination",
            Section::Text(TextPart::Register) => "edit-register",
        }
    }

    /// Where a finding of the content checks is mended.
    pub(super) fn of_place(place: &Place) -> Section {
        let Some(Segment::Field(field)) = place.0.first() else { return Section::Basics };
        let text = [TextPart::Law, TextPart::Situations, TextPart::Examination, TextPart::Register];
        match *field {
            "limits" | "completion" => Section::Time,
            "fee" => Section::Fee,
            "result" => Section::Result,
            "materials" => Section::Materials,
            "guide" => Section::Text(TextPart::Guide),
            "questions" => Section::Text(TextPart::Questions),
            "form" => Section::Text(TextPart::Form),
            "scope" | "audiences" | "channels" | "online" | "visits" | "batch" | "halls"
            | "no_hall_reason" | "sub_platform" | "themes" | "delivery" => Section::Service,
            field => {
                let of_text = text.into_iter().find(|part| part.keys().contains(&field));
                of_text.map_or(Section::Basics, Section::Text)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_name_of_its_own() {
        for section in Section::ALL {
            assert_eq!(Section::of_slug(section.slug()), Some(section));
        }
        assert_eq!(Section::of_slug("burn"), None);
    }

    #[test]
    fn a_finding_leads_to_the_section_where_it_is_mended() {
        let of = |field| Section::of_place(&Place::root().field(field));
        assert_eq!(of("materials"), Section::Materials);
        assert_eq!(of("steps"), Section::Text(TextPart::Examination));
        assert_eq!(of("legal_bases"), Section::Text(TextPart::Law));
        assert_eq!(of("deviations"), Section::Text(TextPart::Register));
        assert_eq!(of("halls"), Section::Service);
        assert_eq!(of("department"), Section::Basics);
    }
}
