//! Files that lie in a case and are no part of a material yet: scans that staff made at the counter.

use crate::{Caller, City, Problem};
use ::cases::Case;
use catalogue::MaterialKey;
use kernel::BlobId;

impl City {
    /// The files of the case that no receipt of a material names yet, with the material they were taken for.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who takes no part in the case.
    pub fn loose_scans(&self, caller: &Caller, case: &Case) -> Result<Vec<(MaterialKey, BlobId)>, Problem> {
        let named =
            |blob: &BlobId| case.materials().values().flatten().any(|given| given.blobs.contains(blob));
        let files = self.case_files(caller, case.number())?;
        Ok(files.into_iter().filter(|file| !named(&file.id)).map(|file| (file.material, file.id)).collect())
    }
}
