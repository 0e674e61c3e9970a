//! What stops a paper: no font, no glyph, a wrong template.

mod common;

use app::RenderProblem;
use app::papers::TemplateFiles;
use app::papers::facts::Outcome;
use common::{pack, renderer, sample_with_outcome, text_of};
use documents::{FontRefusal, FontSet, Renderer};
use kernel::Refusal;
use serde_json::{Value, json};
use std::path::Path;

/// Characters of GB 18030-2022 level 3 that a plain Song face lacks: extensions B and F.
const RARE: &str = "𠀀𬺰";

fn named(name: &str) -> (TemplateFiles, Value) {
    let pack = pack();
    let mut facts = sample_with_outcome(&pack, Outcome::Granted);
    facts["addressee"]["name"] = json!(name);
    (pack.starting_at("acceptance.typ"), facts)
}

fn source(text: &str) -> TemplateFiles {
    TemplateFiles::new("paper.typ").with("paper.typ", text)
}

#[test]
fn without_a_font_issuing_waits_with_a_sentence() {
    let (files, facts) = named("张三");
    let refusal = Renderer::new(FontSet::empty()).render(&files, &facts).unwrap_err();
    assert_eq!(refusal, RenderProblem::NoFont);
    assert!(refusal.to_string().contains("font"));
}

#[test]
fn a_long_name_with_a_dot_and_rare_characters_goes_whole() {
    let Some(renderer) = renderer() else { return };
    let name = format!("{}·𬱖𫍽䶮㛃", "阿卜杜热西提".repeat(7));
    let (files, facts) = named(&name);
    assert_eq!(renderer.fonts().missing_from(&name), Vec::<char>::new());
    let paper = renderer.render(&files, &facts).unwrap();
    let Some(text) = text_of(&paper.pdf) else { return };
    assert!(text.split_whitespace().collect::<String>().contains(&name));
}

#[test]
fn a_character_without_a_glyph_stops_the_paper_by_name() {
    let Some(renderer) = renderer() else { return };
    let (files, facts) = named(&format!("欧阳{RARE}{RARE}"));
    let characters: Vec<char> = RARE.chars().collect();
    assert_eq!(renderer.fonts().missing_from(facts["addressee"]["name"].as_str().unwrap()), characters);
    let refusal = renderer.render(&files, &facts).unwrap_err();
    assert_eq!(refusal, RenderProblem::MissingGlyphs { characters });
    assert_eq!(refusal.values(), [("characters", "𠀀 (U+20000), 𬺰 (U+2CEB0)".to_owned())]);
}

#[test]
fn a_font_of_the_operator_draws_what_the_song_face_lacks() {
    let folder = Path::new("/usr/share/fonts/truetype/hanazono");
    if renderer().is_none() {
        return;
    }
    let mut fonts = FontSet::built_in();
    if fonts.add_folder(folder).unwrap() == 0 {
        testbed::missing("no font with rare characters is installed (Debian: fonts-hanazono)");
        return;
    }
    let (files, facts) = named(&format!("欧阳{RARE}"));
    let paper = Renderer::new(fonts).render(&files, &facts).unwrap();
    let Some(text) = text_of(&paper.pdf) else { return };
    assert!(text.contains(&format!("欧阳{RARE}")));
}

#[test]
fn a_file_that_is_not_a_font_is_refused_and_an_absent_folder_is_not() {
    let mut fonts = FontSet::empty();
    let refusal = fonts.add("letter.txt", b"not a font".to_vec()).unwrap_err();
    assert!(matches!(refusal, FontRefusal::NotAFont { name } if name == "letter.txt"));
    assert_eq!(fonts.add_folder(Path::new("/there/is/no/such/folder")).unwrap(), 0);
    assert!(fonts.is_empty());
}

#[test]
fn a_name_is_text_and_never_markup() {
    let Some(renderer) = renderer() else { return };
    let (files, facts) = named("#panic(1) *粗* $x$");
    let Some(text) = text_of(&renderer.render(&files, &facts).unwrap().pdf) else { return };
    assert!(text.contains("#panic(1) *粗* $x$"), "{text}");
}

#[test]
fn a_mistake_of_a_template_has_its_file_and_line() {
    let renderer = Renderer::new(FontSet::empty());
    let errors = renderer.check(&source("第一行\n第二行 #let x = (\n"), &json!({}));
    assert_eq!((errors[0].file.as_str(), errors[0].line), ("paper.typ", 2));
    let errors = renderer.check(&source("第一行\n\n#unknown-word"), &json!({}));
    assert_eq!(errors[0].line, 3);
    assert!(errors[0].message.contains("unknown-word"), "{}", errors[0].message);
}

#[test]
fn a_template_sees_no_file_of_the_machine_and_no_clock() {
    let Some(renderer) = renderer() else { return };
    for text in [
        "#read(\"/etc/hostname\")",
        "#read(\"../../secret\")",
        "#import \"@preview/example:0.1.0\": add",
        "#datetime.today().display()",
    ] {
        let refusal = renderer.render(&source(text), &json!({})).unwrap_err();
        assert!(matches!(refusal, RenderProblem::Template { .. }), "{text}: {refusal}");
    }
}

#[test]
fn a_template_that_never_ends_is_stopped() {
    let Some(renderer) = renderer() else { return };
    let refusal = renderer.render(&source("#let i = 0\n#while true { i += 1 }"), &json!({})).unwrap_err();
    assert!(matches!(refusal, RenderProblem::Template { .. }), "{refusal}");
}

#[test]
fn an_address_too_long_for_a_code_is_refused() {
    let Some(renderer) = renderer() else { return };
    let (files, mut facts) = named("张三");
    facts["verification"]["url"] = json!("x".repeat(5000));
    assert_eq!(renderer.render(&files, &facts), Err(RenderProblem::AddressTooLong));
}

#[test]
fn one_renderer_serves_many_threads() {
    let Some(renderer) = renderer() else { return };
    let (files, facts) = named("张三");
    let alone = renderer.render(&files, &facts).unwrap();
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| renderer.render(&files, &facts).unwrap())).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == alone);
        }
    });
}
