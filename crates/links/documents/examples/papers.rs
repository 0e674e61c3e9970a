//! Sets every template of a folder with the folder's `sample.yaml`, for looking at:
//! `cargo run -p documents --example papers -- packs/zhuhai/documents OUT [FONT-FOLDER]`.

use app::papers::facts::Outcome;
use app::papers::{Facts, TemplateFiles};
use documents::{FontSet, Renderer};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out, more @ ..] = arguments.as_slice() else {
        return Err("usage: papers TEMPLATE-FOLDER OUT [FONT-FOLDER]".into());
    };
    let mut fonts = FontSet::built_in();
    for folder in more {
        fonts.add_folder(Path::new(folder))?;
    }
    let mut names: Vec<String> = Vec::new();
    let mut all = TemplateFiles::new("");
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        all = all.with(name.clone(), std::fs::read_to_string(entry.path())?);
        if name.ends_with(".typ") && !name.starts_with('_') {
            names.push(name);
        }
    }
    names.sort();
    std::fs::create_dir_all(out)?;
    let sample = std::fs::read_to_string(Path::new(folder).join("sample.yaml"))?;
    let facts: Facts = serde_saphyr::from_str(&sample)?;
    let renderer = Renderer::new(fonts);
    for name in names {
        let start = Instant::now();
        for outcome in [Outcome::Granted, Outcome::Denied] {
            let mut facts = facts.clone();
            facts.outcome = Some(outcome);
            match renderer.render(&all.clone().starting_at(&name), &facts.to_value()) {
                Ok(paper) => {
                    let stem = name.trim_end_matches(".typ");
                    std::fs::write(Path::new(out).join(format!("{stem}-{outcome:?}.pdf")), &paper.pdf)?;
                    println!(
                        "{stem} {outcome:?}: {} pages, {} kB, {:?}",
                        paper.pages,
                        paper.pdf.len() / 1000,
                        start.elapsed()
                    );
                }
                Err(refusal) => println!("{name}: {refusal}"),
            }
        }
    }
    Ok(())
}
