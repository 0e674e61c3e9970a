//! Checks a pack on the command line: `cargo run -p packs --example check -- packs/zhuhai [en]`.

use kernel::Language;

fn main() -> std::process::ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "packs/zhuhai".to_owned());
    let language =
        if arguments.next().as_deref() == Some("en") { Language::English } else { Language::Chinese };
    let report = packs::check(std::path::Path::new(&folder));
    println!("{}", report.text(language));
    if report.is_clean() { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}
