//! `erase`: says what would go, and takes it away when told so.

use crate::arguments::Erase;
use crate::terminal::say;
use crate::wiring::{Sentence, moment, open_existing, told};
use app::ErasurePreview;
use kernel::PersonId;
use ledger::ERASURES_FILE;

/// Erases a person, or says what that would do.
///
/// # Errors
/// A sentence that says what to do.
pub fn erase(wanted: &Erase) -> Result<(), Sentence> {
    if wanted.reason.trim().is_empty() {
        return Err("say the reason: it is kept in the list of erasures".into());
    }
    let said = if wanted.person == "-" { typed()? } else { wanted.person.clone() };
    let city = open_existing(&wanted.place)?;
    let moment = moment()?;
    let person = city.find_person(&said, &moment).map_err(told)?.ok_or(
        "nobody is known by this: give the person's id, login name or paper number as it is written on the paper",
    )?;
    let preview = city.erasure_preview(person).map_err(told)?;
    say(&in_words(person, &preview))?;
    if !wanted.yes {
        return say("nothing was changed: say --yes to carry it out\n");
    }
    if !preview.running.is_empty() && !wanted.with_running_cases {
        return Err("cases of this person still run: end them first, or add --with-running-cases".into());
    }
    let report = city.erase_person(person, wanted.reason.trim(), &moment).map_err(told)?;
    let list = wanted.place.data.join(ERASURES_FILE);
    say(&format!(
        "erased: {} keys, {} rows, {} files; noted in {}, keep it beside your backups\n",
        report.keys,
        report.rows,
        report.files,
        list.display()
    ))
}

fn typed() -> Result<String, Sentence> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|cause| format!("nothing could be read: {cause}"))?;
    Ok(line.trim().to_owned())
}

fn in_words(person: PersonId, preview: &ErasurePreview) -> String {
    let ErasurePreview { ledger, login, cases, running } = preview;
    let account = match login {
        Some(login) => format!("the account {login} with its password, sessions, tokens and drafts\n"),
        None => "no account\n".to_owned(),
    };
    let still = match running.as_slice() {
        [] => "none of them running".to_owned(),
        running => format!("{} of them still running: {}", running.len(), running.join(", ")),
    };
    format!(
        "person {person}: erasing removes for good\n  {account}  {} keys, one for each stream with something of \
         theirs\n  personal values in {} rows\n  {} files\nit leaves the events of {cases} cases ({still}) with \
         commitments in place of personal values, so that receipts and audits still hold\n",
        ledger.keys, ledger.rows, ledger.files
    )
}
