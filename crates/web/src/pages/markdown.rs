//! The little Markdown that guides use, as HTML: headings, lists, paragraphs and strong words. Everything else is text.

use crate::parts::{Html, escaped};

/// The HTML of a guide's text; its headings begin at `<h3>`.
pub fn html(text: &str) -> Html {
    let mut out = String::new();
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        out.push_str(&block_html(block));
    }
    Html::built(out)
}

fn block_html(block: &str) -> String {
    if let Some(heading) = block.strip_prefix('#') {
        let (heading, rest) = heading.trim_start_matches('#').split_once('\n').unwrap_or((heading, ""));
        let heading = heading.trim_start_matches('#').trim();
        let rest = if rest.trim().is_empty() { String::new() } else { block_html(rest.trim()) };
        return format!("<h3 class=\"govuk-heading-s\">{}</h3>{rest}", inline(heading));
    }
    let lines: Vec<&str> = block.lines().map(str::trim).collect();
    if lines.iter().all(|line| line.starts_with("- ")) {
        let items = lines.iter().map(|line| item(&line[2..])).collect::<String>();
        return format!("<ul class=\"govuk-list govuk-list--bullet\">{items}</ul>");
    }
    if lines.iter().all(|line| numbered(line).is_some()) {
        let items = lines.iter().filter_map(|line| numbered(line)).map(item).collect::<String>();
        return format!("<ol class=\"govuk-list govuk-list--number\">{items}</ol>");
    }
    format!("<p class=\"govuk-body\">{}</p>", inline(&lines.join(" ")))
}

fn numbered(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(". ")?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}

fn item(text: &str) -> String {
    format!("<li>{}</li>", inline(text))
}

/// Text with `**strong**` words; an odd mark stays as it is.
fn inline(text: &str) -> String {
    let pieces: Vec<String> = text.split("**").map(escaped).collect();
    if pieces.len().is_multiple_of(2) {
        return escaped(text);
    }
    let strong = |(place, piece): (usize, &String)| {
        if place % 2 == 1 { format!("<strong>{piece}</strong>") } else { piece.clone() }
    };
    pieces.iter().enumerate().map(strong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_guide_stays_text() {
        assert_eq!(
            html("<b>a</b> **重点**").to_string(),
            "<p class=\"govuk-body\">&lt;b&gt;a&lt;/b&gt; <strong>重点</strong></p>"
        );
    }

    #[test]
    fn headings_lists_and_paragraphs_are_told_apart() {
        let shown = html("### 后补\n\n- 甲\n- 乙\n\n1. 一\n2. 二").to_string();
        assert!(shown.starts_with("<h3 class=\"govuk-heading-s\">后补</h3><ul"));
        assert!(shown.contains("<li>乙</li></ul><ol") && shown.ends_with("<li>二</li></ol>"));
    }
}
