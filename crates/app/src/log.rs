//! Lines of the log: one line each, `time level=… part=… key=value`, so that people and programs can read them.
//!
//! No line holds a personal value: whoever logs names parts, counts, paths and causes, and what a cause quotes is
//! left out, because libraries like to quote the value that they could not read.

use kernel::Timestamp;
use std::fmt::Write as _;

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something happened as it should.
    Info,
    /// Something did not work and is tried again.
    Warning,
    /// Something broke, and somebody should look.
    Error,
}

/// Writes a line to standard error.
pub fn log(level: Level, part: &str, fields: &[(&str, &str)]) {
    eprintln!("{}", line(Timestamp::now(), level, part, fields));
}

/// The line as it is written.
pub fn line(at: Timestamp, level: Level, part: &str, fields: &[(&str, &str)]) -> String {
    let level = match level {
        Level::Info => "info",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    let mut line = format!("{at:.3} level={level} part={part}");
    for (key, value) in fields {
        let value = without_quotes(value);
        let plain = !value.is_empty() && !value.contains([' ', '"', '=', '\n', '\r', '\t']);
        let _ = if plain { write!(line, " {key}={value}") } else { write!(line, " {key}={value:?}") };
    }
    line
}

/// What stands between quotation marks or backticks, which libraries use for the same, becomes an ellipsis.
fn without_quotes(text: &str) -> String {
    let (mut kept, mut open) = (String::new(), None);
    for sign in text.chars() {
        match open {
            Some(mark) if sign == mark => open = None,
            Some(_) => {}
            None if matches!(sign, '"' | '`') => {
                kept.push('…');
                open = Some(sign);
            }
            None => kept.push(sign),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Timestamp {
        "2026-11-22T13:00:00.5Z".parse().expect("a time")
    }

    #[test]
    fn a_line_has_time_level_part_and_fields() {
        let said = line(at(), Level::Warning, "clock", &[("cause", "the disk is full"), ("tries", "3")]);
        assert_eq!(
            said,
            "2026-11-22T13:00:00.500Z level=warning part=clock cause=\"the disk is full\" tries=3"
        );
    }

    #[test]
    fn what_a_cause_quotes_is_not_logged() {
        let cause = "invalid type: string \"陈安娜\", expected a number";
        let said = line(at(), Level::Error, "web", &[("cause", cause)]);
        assert!(!said.contains("陈安娜") && said.contains("expected a number"), "{said}");
        for cause in
            ["invalid type: integer `13800138000`, expected a map", "unknown variant `陈安娜`, \"Q7` y"]
        {
            let said = line(at(), Level::Error, "web", &[("cause", cause)]);
            assert!(!said.contains("138") && !said.contains("陈安娜") && !said.contains("Q7"), "{said}");
        }
        // A quotation that is cut off is left out too.
        assert!(!line(at(), Level::Error, "web", &[("cause", "string \"陈安")]).contains("陈安"));
    }

    #[test]
    fn a_line_stays_one_line() {
        assert!(!line(at(), Level::Info, "web", &[("cause", "one\ntwo")]).contains('\n'));
    }
}
