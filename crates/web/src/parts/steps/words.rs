//! Lines of words that fit into a box, measured without a font: a Chinese sign is one square, a Latin one about half.

/// Breaks `text` into at most `most` lines of `width` hundredths of the type size; what does not fit ends in `…`.
pub(super) fn lines(text: &str, width: i32, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words(text) {
        let needed: i32 = word.chars().map(measure).sum();
        if width < used + needed && 0 < used {
            if lines.len() == most {
                let last = lines.last_mut().expect("there is a first line");
                last.pop();
                last.push('…');
                return lines;
            }
            lines.push(String::new());
            used = 0;
        }
        let line = lines.last_mut().expect("there is a first line");
        line.push_str(if line.is_empty() { word.trim_start() } else { word });
        used += needed;
    }
    lines
}

/// Latin words stay whole, Chinese may break after every sign.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (at, sign) in text.char_indices() {
        let is_between = previous.is_some_and(|before| sign == ' ' || is_wide(sign) || is_wide(before));
        let stays = is_closing(sign) || previous.is_some_and(is_opening);
        if is_between && !stays && start < at {
            found.push(&text[start..at]);
            start = at;
        }
        previous = Some(sign);
    }
    found.push(&text[start..]);
    found
}

fn measure(sign: char) -> i32 {
    if is_wide(sign) { 100 } else { 56 }
}

fn is_wide(sign: char) -> bool {
    '\u{2e80}' <= sign
}

/// Signs that must not end a line.
fn is_opening(sign: char) -> bool {
    matches!(sign, '（' | '《' | '“')
}

/// Signs that must not begin a line.
fn is_closing(sign: char) -> bool {
    matches!(sign, '，' | '。' | '、' | '）' | '；' | '：' | '》' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_anywhere_but_not_before_a_closing_sign() {
        assert_eq!(lines("现场核查（两人）", 500, 3), ["现场核查", "（两人）"]);
        assert_eq!(lines("准予许可，送达", 400, 2), ["准予许", "可，送达"]);
    }

    #[test]
    fn latin_words_stay_whole_and_what_is_left_over_is_marked() {
        let lines = lines("Pre-review of materials by the hall", 800, 2);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], "Pre-review of");
        assert!(lines[1].ends_with('…'), "{lines:?}");
    }
}
