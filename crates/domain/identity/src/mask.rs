//! Masking (脱敏): what screens show where the whole value is not needed.

/// A name: the family name stays, 张* and 李*敏; names of organisations are public and not masked.
pub fn mask_name(name: &str) -> String {
    let symbols: Vec<char> = name.chars().collect();
    match symbols.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// An identity number: six in front, four at the end; short numbers two and two.
pub fn mask_number(number: &str) -> String {
    let symbols: Vec<char> = number.chars().collect();
    let (front, back) = if symbols.len() >= 15 { (6, 4) } else { (2, 2) };
    keep(&symbols, front, back)
}

/// A telephone number: three in front, four at the end.
pub fn mask_telephone(number: &str) -> String {
    let symbols: Vec<char> = number.chars().collect();
    keep(&symbols, 3, 4)
}

/// An address: up to the district, street or town.
pub fn mask_address(address: &str) -> String {
    let end = address
        .char_indices()
        .filter(|(place, symbol)| *place > 0 && matches!(symbol, '区' | '县' | '镇' | '街' | '道'))
        .map(|(place, symbol)| place + symbol.len_utf8())
        .next_back();
    match end {
        Some(end) if end < address.len() => format!("{}***", &address[..end]),
        Some(_) => address.to_owned(),
        None => address.chars().take(3).chain("***".chars()).collect(),
    }
}

/// A mail address: the first symbol and the domain.
pub fn mask_mail(mail: &str) -> String {
    match mail.split_once('@') {
        Some((local, domain)) => format!("{}***@{domain}", local.chars().next().unwrap_or('*')),
        None => "***".to_owned(),
    }
}

fn keep(symbols: &[char], front: usize, back: usize) -> String {
    if symbols.len() <= front + back {
        return "*".repeat(symbols.len());
    }
    let hidden = symbols.len() - front - back;
    let mut masked: String = symbols[..front].iter().collect();
    masked.push_str(&"*".repeat(hidden));
    masked.extend(&symbols[front + hidden..]);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_the_family_name() {
        assert_eq!(mask_name("张三"), "张*");
        assert_eq!(mask_name("李大敏"), "李*敏");
        assert_eq!(mask_name("阿卜杜拉·买买提"), "阿******提");
        assert_eq!(mask_name(""), "");
    }

    #[test]
    fn numbers_and_telephones_keep_their_ends() {
        assert_eq!(mask_number("440402199001010014"), "440402********0014");
        assert_eq!(mask_number("H12345678"), "H1*****78");
        assert_eq!(mask_telephone("13800138000"), "138****8000");
    }

    #[test]
    fn addresses_stop_at_the_street() {
        assert_eq!(mask_address("某市甲区乙街道丙路1号"), "某市甲区乙街道***");
        assert_eq!(mask_address("某处"), "某处***");
    }

    #[test]
    fn a_short_value_shows_nothing() {
        assert_eq!(mask_number("1234"), "****");
        assert_eq!(mask_mail("wang@example.org"), "w***@example.org");
    }
}
