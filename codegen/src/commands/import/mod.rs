//! `codegen import`: pages of documentation, and documents of the API Explorer, to documents.
//!
//! Knows where documents lie. Gives each page its document, or brings the one that is there up to date.
//! Must never decide what a page or a document says.

mod arguments;
mod input;
pub(super) mod place;
pub(super) mod report;

use std::process::ExitCode;

pub(super) use self::arguments::{Arguments, Side};
use self::input::Page;
use super::report::{err, out};
use super::{BROKEN, FAILED, Format};
use crate::output::{FileChange, Plan, apply, render_diff};
use codegen_documents::source::Sources;
use codegen_import::update::is_record;

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let mut sources = Sources::default();
    let mut pages = input::read(arguments, &mut sources);
    if let Some(action) = &arguments.action
        && pages.iter().filter(|page| !page.is_structures).count() > 1
    {
        err(format!(
            "error: `--action {action}` names the action of one page, but there are several pages; import them one at a time"
        ));
        return ExitCode::from(BROKEN);
    }
    let mut changes: Vec<FileChange> = Vec::new();
    if !arguments.stdout || arguments.update {
        for page in &mut pages {
            place::place(page, arguments, &mut sources, &mut changes);
        }
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    if arguments.dry_run {
        // Nobody reads records.
        changes.retain(|change| !is_record(&change.path));
    }
    let plan = Plan {
        root: arguments.out.clone(),
        changes,
        unchanged: 0,
        kept: Vec::new(),
    };
    if arguments.dry_run && arguments.format == Format::Text {
        out(render_diff(&plan).trim_end());
    }
    if !arguments.stdout
        && !arguments.dry_run
        && let Err(error) = apply(&plan)
    {
        err(format_args!("error: {error}"));
        return ExitCode::from(BROKEN);
    }
    report::report(&mut pages, &sources, arguments, &plan);
    if pages.iter().any(Page::has_errors) {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}
