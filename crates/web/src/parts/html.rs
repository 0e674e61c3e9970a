//! Finished HTML, and what makes a struct a part.

use std::fmt;

/// HTML that is already escaped; a template writes it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// HTML that the caller has built and escaped.
    pub fn built(html: String) -> Html {
        Html(html)
    }

    /// The HTML of a part, for a cell or a place that takes any part.
    pub fn of(part: &impl askama::Template) -> Html {
        Html(part.render().expect("writing to memory does not fail"))
    }

    /// Text as HTML.
    pub fn text(text: &str) -> Html {
        Html(escaped(text))
    }
}

impl fmt::Display for Html {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Text with the signs escaped that mean something in HTML.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Lets templates write these types without escaping them again: their own templates have done it.
macro_rules! html_part {
    ($($part:ty),+ $(,)?) => {
        $(impl askama::filters::HtmlSafe for $part {})+
    };
}
pub(crate) use html_part;

html_part!(Html);

impl askama::FastWritable for Html {
    fn write_into(&self, out: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(out.write_str(&self.0)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            Html::text(r#"<a href="x">O'k & co"#).to_string(),
            "&lt;a href=&quot;x&quot;&gt;O&#39;k &amp; co"
        );
    }
}
