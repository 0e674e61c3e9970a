//! Files that applicants hand in: of a known kind by their content, of bounded size, sealed under their person's key,
//! never unpacked and never shown as a page.

mod kind; // what a file is, by its first bytes
mod opens; // whether it is whole
mod once; // links that work once, where there is no session

pub use kind::FileKind;
pub use once::{ONE_TIME_LINKS, OnceFile};

use crate::cases::{Seat, case_stream};
use crate::columns::{integer, sealed, text};
use crate::drafts::draft_stream;
use crate::{Action, Caller, City, Problem};
use catalogue::{Material, MaterialKey};
use kernel::{BlobId, CaseNumber, Moment, PersonId, Refusal, StreamId, Timestamp};
use ledger::{BlobRefusal, Row, RowChange, Table, Value};

/// What is known of an uploaded file beside its bytes; the name that people know it by is sealed.
pub const UPLOADS: Table = Table {
    name: "uploads",
    columns: &[
        text("id"),
        text("account"),
        text("person"),
        text("stream"),
        text("draft"),
        text("number"),
        text("material"),
        sealed("name"),
        text("kind"),
        integer("size"),
        integer("created_at"),
    ],
    key: &["id"],
    indexes: &[&["draft"], &["number"]],
    person: Some("person"),
};

/// An uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its bytes.
    pub id: BlobId,
    /// Which material it is for.
    pub material: MaterialKey,
    /// The name that the person knows it by, without any path.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Bytes.
    pub size: u64,
    /// When it came.
    pub created_at: Option<Timestamp>,
}

/// Where a file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadPlace {
    /// Into a draft.
    Draft(String),
    /// Into a case that asked for it.
    Case(CaseNumber),
}

/// Why a file is not taken. Nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UploadRefusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Its content is of no kind that is taken, whatever its name says.
    #[error("the content of the file is of no kind that is taken")]
    Kind,
    /// It is cut off, damaged or only calls itself what it is not.
    #[error("the file does not open")]
    Broken,
    /// It is larger than allowed.
    #[error("the file is larger than {most_mib} MiB")]
    TooLarge {
        /// The limit.
        most_mib: u64,
    },
    /// There are as many files for this material as are allowed.
    #[error("there are {most} files for this material already")]
    TooMany {
        /// The limit.
        most: u32,
    },
    /// A packed file that would be far larger unpacked, or that holds paths or programs.
    #[error("the packed file is not safe to open")]
    Packed,
    /// No such material is asked for.
    #[error("no such material is asked for")]
    Material,
}

impl Refusal for UploadRefusal {
    fn key(&self) -> &'static str {
        match self {
            UploadRefusal::Empty => "refusal-upload-empty",
            UploadRefusal::Kind => "refusal-upload-kind",
            UploadRefusal::Broken => "refusal-upload-broken",
            UploadRefusal::TooLarge { .. } => "refusal-upload-too-large",
            UploadRefusal::TooMany { .. } => "refusal-upload-too-many",
            UploadRefusal::Packed => "refusal-upload-packed",
            UploadRefusal::Material => "refusal-upload-material",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            UploadRefusal::TooLarge { most_mib } => vec![("most", most_mib.to_string())],
            UploadRefusal::TooMany { most } => vec![("most", most.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Where the file belongs: whose it is, under which stream it is sealed, in which draft or case.
struct Belongs {
    person: PersonId,
    stream: StreamId,
    draft: String,
    number: String,
}

impl City {
    /// Takes a file in for a material. The kind comes from the content, the name only labels it.
    ///
    /// # Errors
    /// [`UploadRefusal`], [`Problem::NotFound`] for a draft or case of somebody else.
    pub fn take_upload(
        &self,
        caller: &Caller,
        place: &UploadPlace,
        material: &MaterialKey,
        name: &str,
        bytes: &[u8],
        moment: &Moment,
    ) -> Result<Upload, Problem> {
        self.take_upload_once(caller, place, material, (name, bytes), moment, |_| None)
    }

    /// The same for a request that may come twice; `answer` makes its stored answer from what was kept.
    ///
    /// # Errors
    /// As [`City::take_upload`]; [`Problem::Repeated`] with the answer that the same request got before.
    pub fn take_upload_once(
        &self,
        caller: &Caller,
        place: &UploadPlace,
        material: &MaterialKey,
        (name, bytes): (&str, &[u8]),
        moment: &Moment,
        answer: impl Fn(&Upload) -> Option<ledger::Idempotency>,
    ) -> Result<Upload, Problem> {
        let (belongs, known) = self.place_of(caller, place, material)?;
        let already = self.uploads_at(&belongs)?.iter().filter(|file| file.material == *material).count();
        let most = self.settings().uploads_per_material_max;
        if most as usize <= already {
            return Err(Problem::refused(UploadRefusal::TooMany { most }));
        }
        let kind = self.kind_of(known.as_ref(), bytes).map_err(Problem::refused)?;
        let id = BlobId(moment.clone().id());
        let limit = self.settings().upload_bytes_max;
        let meta = self
            .ledger()
            .put_blob(id, Some(belongs.person), &belongs.stream, &mut &*bytes, limit)
            .map_err(|refusal| not_stored(refusal, limit))?;
        let name = shown_name(name, kind);
        let upload = Upload {
            id,
            material: material.clone(),
            name,
            kind,
            size: meta.size,
            created_at: Some(moment.now),
        };
        self.put_row_once(row_of(caller, &belongs, &upload), answer(&upload))?;
        Ok(upload)
    }

    fn kind_of(&self, material: Option<&Material>, bytes: &[u8]) -> Result<FileKind, UploadRefusal> {
        let limit = self.settings().upload_bytes_max;
        if limit < bytes.len() as u64 {
            return Err(UploadRefusal::TooLarge { most_mib: limit / (1024 * 1024) });
        }
        let kind = FileKind::of(bytes)?;
        let is_taken = kind.is_picture_or_pdf() || material.is_some_and(takes_documents);
        match is_taken {
            false => Err(UploadRefusal::Kind),
            true if !opens::opens(kind, bytes) => Err(UploadRefusal::Broken),
            true => Ok(kind),
        }
    }

    /// Takes a file out of a draft; one that is part of a case stays.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a draft of somebody else.
    pub fn drop_upload(&self, caller: &Caller, draft: &str, id: BlobId) -> Result<(), Problem> {
        self.own_draft(caller, draft)?;
        let key = vec![("id", id.to_string().into()), ("draft", draft.into()), ("number", "".into())];
        self.put_row(RowChange::Remove { table: "uploads", key })
    }

    /// A file with its bytes, for its owner or for who takes part in the case; staff reads are logged.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for anybody else.
    pub fn open_upload(
        &self,
        caller: &Caller,
        id: BlobId,
        now: Timestamp,
    ) -> Result<(Upload, Vec<u8>), Problem> {
        let rows = self.ledger().query(include_str!("uploads/one.sql"), &[id.to_string().into()])?;
        let row = rows.first().ok_or(Problem::NotFound("file"))?;
        let person: PersonId = row.text(7).parse().map_err(|_| Problem::NotFound("file"))?;
        match row.text(9).parse::<CaseNumber>() {
            Ok(number) => {
                let seat = self.seat(caller, &number, Action::ReadCase)?;
                if let Seat::Staff(official) = &seat {
                    let unit = official.unit.as_str();
                    self.log_read(caller, unit, person, &number, "file", "task".to_owned(), now)?;
                }
            }
            Err(_) => {
                self.own_draft(caller, row.text(8))?;
            }
        }
        let upload = self.upload_of(row)?.ok_or(Problem::NotFound("file"))?;
        let bytes = self.ledger().get_blob(id)?.ok_or(Problem::NotFound("file"))?;
        Ok((upload, bytes))
    }

    /// The files of a case, in the order in which they came, for who takes part in it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for anybody else.
    pub fn case_files(&self, caller: &Caller, number: &CaseNumber) -> Result<Vec<Upload>, Problem> {
        self.seat(caller, number, Action::ReadCase)?;
        self.files_of_case(number)
    }

    fn files_of_case(&self, number: &CaseNumber) -> Result<Vec<Upload>, Problem> {
        let rows = self.ledger().query(include_str!("uploads/of_case.sql"), &[number.as_str().into()])?;
        rows.iter().filter_map(|row| self.upload_of(row).transpose()).collect()
    }

    pub(crate) fn uploads_where_draft(&self, _person: PersonId, draft: &str) -> Result<Vec<Upload>, Problem> {
        let rows = self.ledger().query(include_str!("uploads/of_draft.sql"), &[draft.into()])?;
        rows.iter().filter_map(|row| self.upload_of(row).transpose()).collect()
    }

    fn uploads_at(&self, belongs: &Belongs) -> Result<Vec<Upload>, Problem> {
        match belongs.number.parse() {
            Ok(number) => self.files_of_case(&number),
            Err(_) => self.uploads_where_draft(belongs.person, &belongs.draft),
        }
    }

    /// Whose file it will be, and the material in the matter's words.
    fn place_of(
        &self,
        caller: &Caller,
        place: &UploadPlace,
        key: &MaterialKey,
    ) -> Result<(Belongs, Option<Material>), Problem> {
        match place {
            UploadPlace::Draft(id) => {
                let draft = self.own_draft(caller, id)?;
                let content = self.content();
                let material = content.matter(&draft.matter)?.matter.material(key).cloned();
                let material = material.ok_or_else(|| Problem::refused(UploadRefusal::Material))?;
                let stream = draft_stream(id);
                let belongs =
                    Belongs { person: draft.person, stream, draft: id.clone(), number: String::new() };
                Ok((belongs, Some(material)))
            }
            UploadPlace::Case(number) => {
                if self.seat(caller, number, Action::AnswerOwnCase).is_err() {
                    self.seat(caller, number, Action::TakeIn)?;
                }
                let (case, _) = self.case_inside(number)?;
                if case.terms().material(key).is_none() {
                    return Err(Problem::refused(UploadRefusal::Material));
                }
                let matter = self.matter_version(&case.terms().matter, case.terms().version)?;
                let (person, stream) = (case.person(), case_stream(number));
                let belongs = Belongs { person, stream, draft: String::new(), number: number.to_string() };
                Ok((belongs, matter.material(key).cloned()))
            }
        }
    }

    fn upload_of(&self, row: &Row) -> Result<Option<Upload>, Problem> {
        let (Ok(id), Ok(person)) = (row.text(0).parse::<BlobId>(), row.text(7).parse::<PersonId>()) else {
            return Ok(None);
        };
        let Some(kind) = FileKind::named(row.text(3)) else { return Ok(None) };
        let name = self.ledger().open_sealed(person, &StreamId::from(row.text(6)), row.bytes(2))?;
        // Without a name its person was erased, and so were the bytes.
        Ok(name.map(|name| Upload {
            id,
            material: MaterialKey(row.text(1).to_owned()),
            name,
            kind,
            size: u64::try_from(row.integer(4)).unwrap_or(0),
            created_at: row.maybe_time(5),
        }))
    }
}

/// Forms and lists that the applicant writes may come as office documents or OFD; proofs come as scans.
fn takes_documents(material: &Material) -> bool {
    material.kind == catalogue::MaterialKind::Form
}

fn row_of(caller: &Caller, belongs: &Belongs, upload: &Upload) -> RowChange {
    let sealed_name =
        Value::Personal { of: belongs.person, stream: belongs.stream.clone(), plain: upload.name.clone() };
    let set = vec![
        ("account", Value::maybe(caller.account.map(|account| account.to_string()))),
        ("person", belongs.person.to_string().into()),
        ("stream", belongs.stream.as_str().into()),
        ("draft", belongs.draft.as_str().into()),
        ("number", belongs.number.as_str().into()),
        ("material", upload.material.as_str().into()),
        ("name", sealed_name),
        ("kind", upload.kind.code().into()),
        ("size", i64::try_from(upload.size).unwrap_or(i64::MAX).into()),
        ("created_at", Value::maybe(upload.created_at)),
    ];
    RowChange::Put { table: "uploads", key: vec![("id", upload.id.to_string().into())], set }
}

fn not_stored(refusal: BlobRefusal, limit: u64) -> Problem {
    match refusal {
        BlobRefusal::TooLarge { .. } => {
            Problem::refused(UploadRefusal::TooLarge { most_mib: limit / (1024 * 1024) })
        }
        BlobRefusal::Fault(fault) => fault.into(),
        other => Problem::fault("storing a file", other),
    }
}

/// The name without path, control signs and foreign endings: at most eighty signs, with the ending of its true kind.
pub fn shown_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String =
        last.chars().filter(|sign| !sign.is_control() && !"\"<>|:*?".contains(*sign)).collect();
    let stem = clean.rsplit_once('.').map_or(clean.as_str(), |(stem, _)| stem);
    let stem: String = stem.trim_matches(['.', ' ']).chars().take(80).collect();
    let stem = if stem.is_empty() { "file".to_owned() } else { stem };
    format!("{stem}.{}", kind.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_file_name_is_stripped_and_the_ending_is_the_true_one() {
        for name in ["../../etc/passwd.pdf", "C:\\Temp\\passwd.exe", "passwd", "\u{202e}passwd.html\0"] {
            let shown = shown_name(name, FileKind::Pdf);
            assert!(shown.ends_with(".pdf") && !shown.contains(['/', '\\', '\0']), "{shown}");
        }
        assert_eq!(shown_name("...", FileKind::Png), "file.png");
    }
}
