//! Texts with words left open: what `{date}` stands for, and what happens when nobody knows it.

use crate::TemplateRefusal;

/// The words that a text may leave open. A pack, an administrator and the platform agree on them here.
pub const OPEN_WORDS: &[&str] = &[
    // The addressee's whole name; never in a text message.
    "name",
    // The matter's official name.
    "matter",
    // The number of the case in groups.
    "number",
    // The code with which the case is followed without an account.
    "query_code",
    // The acting body.
    "department",
    // The acting body's telephone, or the city's general line.
    "telephone",
    // The city's address in the web.
    "site",
    // What the city calls its service.
    "city",
    // By when, or until when: what is meant follows from the occasion.
    "date",
    // How many defects, or materials owed.
    "count",
    // Who carries the result.
    "carrier",
    // The carrier's number.
    "tracking",
    // Where the result lies.
    "place",
    // Where administrative review is asked for (行政复议机关).
    "review_body",
    // The court of first instance.
    "court",
    // A one-time code.
    "code",
    // For how many minutes a one-time code holds.
    "minutes",
    // Why the office said so, or what it answered to a difficulty or a rating; never in a text message.
    "reason",
];

/// The text with every open word filled in. A line in which a word is not known is left out, so that a letter
/// never shows a gap; an empty line stays, but never two in a row.
pub fn fill_lines(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled: Vec<String> = Vec::new();
    for line in text.lines() {
        let Some(line) = fill_line(line, &value) else { continue };
        if line.is_empty() && filled.last().is_none_or(String::is_empty) {
            continue;
        }
        filled.push(line);
    }
    while filled.last().is_some_and(String::is_empty) {
        filled.pop();
    }
    filled.join("\n")
}

/// One line with its open words filled in; none when a word is not known.
pub fn fill_line(line: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut filled = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, opened)) = rest.split_once('{') {
        let (name, after) = opened.split_once('}')?;
        filled.push_str(before);
        filled.push_str(&value(name).filter(|found| !found.is_empty())?);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// The names in braces, in the order of the text.
pub fn names_in(text: &str) -> Vec<&str> {
    let opened = text.split('{').skip(1);
    opened.filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

/// Checks that a text leaves only known words open.
///
/// # Errors
/// [`TemplateRefusal::UnknownVariable`] with the first that nobody can fill in.
pub fn check_words(text: &str) -> Result<(), TemplateRefusal> {
    let unknown = names_in(text).into_iter().find(|name| !OPEN_WORDS.contains(name));
    unknown.map_or(Ok(()), |name| Err(TemplateRefusal::UnknownVariable(name.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(name: &str) -> Option<String> {
        (name == "matter").then(|| "排水许可".to_owned())
    }

    #[test]
    fn a_line_with_a_word_that_nobody_knows_is_left_out() {
        let text = "您申请的{matter}已收到。\n\n最迟 {date} 告诉您结果。\n\n请留意短信。";
        assert_eq!(fill_lines(text, known), "您申请的排水许可已收到。\n\n请留意短信。");
    }

    #[test]
    fn an_empty_value_counts_as_unknown() {
        assert_eq!(fill_line("请拨打 {telephone}", |_| Some(String::new())), None);
    }

    #[test]
    fn a_value_with_braces_is_not_filled_in_again() {
        let filled = fill_line("{reason}", |_| Some("{code}".to_owned()));
        assert_eq!(filled.as_deref(), Some("{code}"));
    }

    #[test]
    fn a_word_outside_the_list_is_refused_by_name() {
        assert_eq!(check_words("{matter}{date}"), Ok(()));
        assert_eq!(check_words("{salary}"), Err(TemplateRefusal::UnknownVariable("salary".into())));
    }

    proptest! {
        #[test]
        fn no_brace_of_the_text_is_left_in_a_letter(text in "[a-z{} \n]{0,60}") {
            let filled = fill_lines(&text, known);
            let whole = !filled.contains('{');
            prop_assert!(whole, "{filled}");
        }
    }
}
