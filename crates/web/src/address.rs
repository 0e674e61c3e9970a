//! Addresses with a question in them.

/// Those of the pairs that say something, in their order, as the query of an address.
pub fn query_of(pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    query.finish()
}

/// `path` with the query of the pairs, if there is one.
pub fn asking(path: &str, pairs: &[(&str, &str)]) -> String {
    let query = query_of(pairs);
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::asking;

    #[test]
    fn only_what_says_something_stands_in_an_address() {
        assert_eq!(asking("/list", &[("q", "开 店&"), ("late", "")]), "/list?q=%E5%BC%80+%E5%BA%97%26");
        assert_eq!(asking("/list", &[("q", "")]), "/list");
    }
}
