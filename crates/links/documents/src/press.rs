//! The port of `app`: the press of the city is the renderer.

use crate::Renderer;
use app::papers::{Press, RenderProblem, Rendered, TemplateError, TemplateFiles};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

impl Press for Renderer {
    fn ready(&self) -> Result<(), RenderProblem> {
        if self.fonts().is_empty() { Err(RenderProblem::NoFont) } else { Ok(()) }
    }

    fn print(&self, template: &TemplateFiles, facts: &Value) -> Result<Rendered, RenderProblem> {
        // A template is written by people of the city: if the typesetter breaks on it, one paper waits and the
        // worker goes on.
        let set = catch_unwind(AssertUnwindSafe(|| self.render(template, facts)));
        set.unwrap_or_else(|_| {
            let message = "the typesetter broke off while setting this paper".to_owned();
            let error = TemplateError { file: template.main().to_owned(), line: 0, message };
            Err(RenderProblem::Template { errors: vec![error] })
        })
    }
}
