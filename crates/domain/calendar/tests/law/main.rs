//! The calendar of the pack under the rules of the law: vectors, an independent calendar, properties.

mod pack;

mod days;
mod oracle;
mod vectors;

mod clocks;
mod colours;
mod hours;
mod properties;
mod revision;
mod words;
