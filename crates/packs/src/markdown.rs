//! The guide and the questions of a matter: Markdown with a few fixed headings.
//!
//! `guide.md` begins with the summary; `## 怎么办` holds the numbered steps; `## 还要知道` anything else.
//! `questions.md` has one `##` heading for each question. `guide.en.md` and `questions.en.md` hold the English, in the
//! same order.

use crate::problem::{Problem, Rule, Spot};
use catalogue::{Guide, QuestionAnswer};
use kernel::LocalText;

const HOW: [&str; 3] = ["怎么办", "办理流程", "How it goes"];
const MORE: [&str; 3] = ["还要知道", "注意事项", "Good to know"];

/// Text cut at its `##` headings: what comes before the first, then each heading with its line and text.
struct Parts<'a> {
    opening: String,
    sections: Vec<Part<'a>>,
}

struct Part<'a> {
    heading: &'a str,
    line: u32,
    body: String,
}

fn cut(text: &str) -> Parts<'_> {
    let mut opening = String::new();
    let mut sections: Vec<Part<'_>> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(heading) = line.strip_prefix("## ") {
            sections.push(Part { heading: heading.trim(), line: number, body: String::new() });
            continue;
        }
        let body = sections.last_mut().map_or(&mut opening, |part| &mut part.body);
        body.push_str(line);
        body.push('\n');
    }
    for part in &mut sections {
        part.body = part.body.trim().to_owned();
    }
    Parts { opening: opening.trim().to_owned(), sections }
}

/// A guide in one language.
#[derive(Default)]
struct Plain {
    summary: String,
    how: Vec<String>,
    more: Option<String>,
}

/// Reads a guide from its Chinese and, if there is one, its English file.
pub fn read_guide(file: &str, text: &str, english: Option<(&str, &str)>) -> (Guide, Vec<Problem>) {
    let (chinese, mut problems) = plain_guide(file, text);
    let mut guide = Guide {
        summary: chinese.summary.as_str().into(),
        how: chinese.how.iter().map(|step| step.as_str().into()).collect(),
        more: chinese.more.as_deref().map(LocalText::from),
    };
    if let Some((file, text)) = english {
        let (english, more) = plain_guide(file, text);
        problems.extend(more);
        if english.how.len() != guide.how.len() && !english.how.is_empty() {
            problems.push(counts_differ(file, guide.how.len(), english.how.len()));
        }
        guide.summary.english = Some(english.summary).filter(|text| !text.is_empty());
        for (step, english) in guide.how.iter_mut().zip(english.how) {
            step.english = Some(english);
        }
        if let Some(more) = &mut guide.more {
            more.english = english.more;
        }
    }
    (guide, problems)
}

fn plain_guide(file: &str, text: &str) -> (Plain, Vec<Problem>) {
    let parts = cut(text);
    let mut problems = Vec::new();
    let mut plain = Plain { summary: parts.opening, ..Plain::default() };
    for part in parts.sections {
        let at = Spot { line: part.line, column: 1 };
        if HOW.contains(&part.heading) {
            plain.how = steps(&part.body);
        } else if MORE.contains(&part.heading) {
            plain.more = Some(part.body).filter(|text| !text.is_empty());
        } else {
            let heading = [("heading", part.heading.to_owned())];
            problems.push(Problem::error(file, at, Rule("unknown-heading"), &heading));
        }
    }
    (plain, problems)
}

/// The items of a numbered or dashed list; lines without a mark go on with the item before.
fn steps(body: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (unmarked(line), steps.last_mut()) {
            (Some(step), _) => steps.push(step.to_owned()),
            (None, Some(last)) => last.push_str(line),
            (None, None) => steps.push(line.to_owned()),
        }
    }
    steps
}

fn unmarked(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("- ") {
        return Some(rest.trim());
    }
    let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let numbered = rest.len() < line.len();
    rest.strip_prefix(". ").filter(|_| numbered).map(str::trim)
}

/// Reads the questions from the Chinese and, if there is one, the English file.
pub fn read_questions(
    file: &str,
    text: &str,
    english: Option<(&str, &str)>,
) -> (Vec<QuestionAnswer>, Vec<Problem>) {
    let mut problems = Vec::new();
    let parts = cut(text);
    if !parts.opening.is_empty() && !parts.opening.starts_with("# ") {
        problems.push(Problem::error(file, Spot { line: 1, column: 1 }, Rule("text-without-question"), &[]));
    }
    let local = |text: &str| LocalText::from(text);
    let ask = |part: &Part<'_>| QuestionAnswer { question: local(part.heading), answer: local(&part.body) };
    let mut questions: Vec<QuestionAnswer> = parts.sections.iter().map(ask).collect();
    if let Some((file, text)) = english {
        let english = cut(text).sections;
        if english.len() != questions.len() {
            problems.push(counts_differ(file, questions.len(), english.len()));
        }
        for (question, english) in questions.iter_mut().zip(english) {
            question.question.english = Some(english.heading.to_owned());
            question.answer.english = Some(english.body);
        }
    }
    (questions, problems)
}

fn counts_differ(file: &str, chinese: usize, english: usize) -> Problem {
    let counts = [("chinese", chinese.to_string()), ("english", english.to_string())];
    Problem::error(file, Spot { line: 1, column: 1 }, Rule("counts-differ"), &counts)
}

/// The guide as the text of its file in Chinese, and in English if anything is translated.
pub fn write_guide(guide: &Guide) -> (String, Option<String>) {
    let chinese = guide_text(
        &guide.summary.chinese,
        &guide.how.iter().map(|step| step.chinese.as_str()).collect::<Vec<_>>(),
        guide.more.as_ref().map(|more| more.chinese.as_str()),
        (HOW[0], MORE[0]),
    );
    let how: Option<Vec<&str>> = guide.how.iter().map(|step| step.english.as_deref()).collect();
    let more = guide.more.as_ref().and_then(|more| more.english.as_deref());
    let how = how.unwrap_or_default();
    let translated = guide.summary.english.is_some() || !how.is_empty() || more.is_some();
    let summary = guide.summary.english.as_deref().unwrap_or_default();
    let english = translated.then(|| guide_text(summary, &how, more, (HOW[2], MORE[2])));
    (chinese, english)
}

fn guide_text(summary: &str, how: &[&str], more: Option<&str>, headings: (&str, &str)) -> String {
    let mut out = format!("{summary}\n");
    if !how.is_empty() {
        out.push_str(&format!("\n## {}\n\n", headings.0));
        for (number, step) in (1..).zip(how) {
            out.push_str(&format!("{number}. {step}\n"));
        }
    }
    if let Some(more) = more {
        out.push_str(&format!("\n## {}\n\n{more}\n", headings.1));
    }
    out
}

/// The questions as the text of their file in Chinese, and in English if all are translated.
pub fn write_questions(questions: &[QuestionAnswer]) -> (String, Option<String>) {
    let text = |question: &str, answer: &str| format!("## {question}\n\n{answer}\n");
    let chinese = questions.iter().map(|it| text(&it.question.chinese, &it.answer.chinese));
    let english =
        |it: &QuestionAnswer| Some(text(it.question.english.as_ref()?, it.answer.english.as_ref()?));
    let english: Option<Vec<String>> = questions.iter().map(english).collect();
    let english = english.filter(|all| !all.is_empty()).map(|all| all.join("\n"));
    (chinese.collect::<Vec<_>>().join("\n"), english)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = "排水先办证。\n\n## 怎么办\n\n1. 填表\n2. 等核查，\n   可能要两天\n\n## 还要知道\n\n### 费用\n\n不收费。\n";

    #[test]
    fn a_guide_has_a_summary_steps_and_the_rest() {
        let (guide, problems) = read_guide("guide.md", GUIDE, None);
        assert_eq!(problems, []);
        assert_eq!(guide.summary.chinese, "排水先办证。");
        let how: Vec<_> = guide.how.iter().map(|step| step.chinese.as_str()).collect();
        assert_eq!(how, ["填表", "等核查，可能要两天"]);
        assert_eq!(guide.more.expect("the rest").chinese, "### 费用\n\n不收费。");
    }

    #[test]
    fn english_stands_beside_the_chinese_item_by_item() {
        let english = "Get a permit first.\n\n## How it goes\n\n1. Fill in\n2. Wait\n";
        let (guide, problems) = read_guide("guide.md", GUIDE, Some(("guide.en.md", english)));
        assert_eq!(problems, []);
        assert_eq!(guide.how[1].english.as_deref(), Some("Wait"));
        let (_, problems) =
            read_guide("guide.md", GUIDE, Some(("guide.en.md", "x\n## How it goes\n1. Fill in\n")));
        assert_eq!((problems[0].file.as_str(), problems[0].rule), ("guide.en.md", "counts-differ"));
    }

    #[test]
    fn an_unknown_heading_is_named_with_its_line() {
        let (_, problems) = read_guide("guide.md", "x\n\n## 别的\n", None);
        assert_eq!((problems[0].rule, problems[0].at.line), ("unknown-heading", 3));
    }

    #[test]
    fn questions_are_headings_and_nothing_comes_before_them() {
        let (questions, problems) =
            read_questions("questions.md", "## 要钱吗\n不要。\n## 多久\n八天。\n", None);
        assert_eq!(problems, []);
        assert_eq!(questions[1].answer.chinese, "八天。");
        let (_, problems) = read_questions("questions.md", "前言\n## 要钱吗\n不要。\n", None);
        assert_eq!(problems[0].rule, "text-without-question");
    }

    #[test]
    fn what_is_written_reads_back() {
        let english =
            "Get a permit first.\n\n## How it goes\n\n1. Fill in\n2. Wait\n\n## Good to know\n\nfree\n";
        let (guide, _) = read_guide("guide.md", GUIDE, Some(("guide.en.md", english)));
        let (chinese, english) = write_guide(&guide);
        let english = english.expect("it is translated");
        assert_eq!(read_guide("guide.md", &chinese, Some(("guide.en.md", &english))).0, guide);
        let (questions, _) =
            read_questions("q", "## 甲\n一\n\n二\n## 乙\n三", Some(("e", "## a\n1\n## b\n2")));
        let (chinese, english) = write_questions(&questions);
        let english = english.expect("it is translated");
        assert_eq!(read_questions("q", &chinese, Some(("e", &english))).0, questions);
    }
}
