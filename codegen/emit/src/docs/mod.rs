//! Prose of the model -> documentation of the output.
//!
//! Knows how documentation is built from summaries, descriptions, limits and names.
//! Gives lines of Markdown that rustdoc accepts whatever the prose holds.
//! Must never know how an item is written.

mod errors;
mod escape;
mod html;
mod items;
mod layout;
mod limits;
mod links;
mod markdown;
mod modules;
mod words;
mod wrap;
mod writer;

use codegen_model::Docs;

pub(super) use errors::{
    common as common_codes, of_code_status, of_code_text, of_codes, of_error_code, of_retryable,
};
pub(super) use limits::sentences as limits;
pub(super) use markdown::clean;

pub(super) use items::{
    of_additional, of_alternative, of_build, of_builder, of_member, of_missing, of_setter,
    of_start, of_type, of_unknown, of_variant, request_intro, result_intro,
};
pub(super) use links::Links;
pub(super) use modules::{
    methods, of_action, of_action_module, of_client, of_client_methods, of_crate, of_interface,
    of_interface_method, of_interface_module, of_interface_runtime, of_registry, of_service,
    of_service_constant, of_services, of_types_module, of_version, of_version_constant,
    service_links,
};

/// Lines of documentation, without the marks that make them a comment.
pub(super) type Lines = Vec<String>;

/// Puts a paragraph after what is there.
fn add(lines: &mut Lines, paragraph: Lines) {
    if paragraph.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(paragraph);
}

/// Summary and description.
fn prose(docs: &Docs) -> Lines {
    let mut lines = Lines::new();
    for text in [&docs.summary, &docs.description].into_iter().flatten() {
        add(&mut lines, markdown::lines(&words::sentence(text)));
    }
    lines
}

/// Summary, description and deprecation; something else in place of the prose where there is none.
fn prose_or(docs: &Docs, otherwise: impl FnOnce() -> Lines) -> Lines {
    let mut lines = prose(docs);
    if lines.is_empty() {
        lines = otherwise();
    }
    if docs.deprecated {
        add(&mut lines, vec!["**Deprecated.**".to_owned()]);
    }
    lines
}
