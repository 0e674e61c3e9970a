//! What every refusal can say of itself, so that a page can translate it and show the way forward.

/// An expected "no" of the domain: typed where it is decided, translated where it is shown.
pub trait Refusal: std::error::Error {
    /// The message key, `refusal-…`, stable; each language has its sentence and its way forward.
    fn key(&self) -> &'static str;

    /// Values for the sentence, by name.
    fn values(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// The law or rule behind it, for example `行政许可法 第三十二条`.
    fn source_of_law(&self) -> Option<&'static str> {
        None
    }
}
