//! What is done and what is left, each a way into its page.

use askama::Template;

use super::{Tag, html_part};

/// Tasks in their order.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/task-list.html")]
pub struct TaskList {
    id: String,
    tasks: Vec<Task>,
}

/// One task.
#[derive(Clone, Debug)]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// One sentence about it.
    pub hint: Option<String>,
    /// Where it is done; none while it cannot be begun.
    pub href: Option<String>,
    /// How far it is.
    pub tag: Tag,
}

impl TaskList {
    /// These tasks; `id` is unique on the page.
    pub fn new(id: impl Into<String>, tasks: Vec<Task>) -> TaskList {
        TaskList { id: id.into(), tasks }
    }
}

html_part!(TaskList);
