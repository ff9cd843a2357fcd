//! `codegen import`: pages of documentation, and documents of the API Explorer, to documents.
//!
//! Knows where documents lie. Gives each page its document, or brings the one that is there up to date.
//! Must never decide what a page or a document says.

mod input;
pub(super) mod place;
pub(super) mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use self::input::Page;
use super::report::{err, out};
use super::{BROKEN, FAILED, Format};
use crate::output::{FileChange, Plan, apply, render_diff};
use codegen_documents::source::Sources;
use codegen_import::Given;
use codegen_import::update::{Settle, is_record};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Pages of documentation, as Markdown; with `--explorer`, documents.
    #[arg(value_name = "PAGE", required = true)]
    pages: Vec<PathBuf>,
    /// Take OpenAPI documents, as the platform's API Explorer delivers them, in place of pages.
    #[arg(long)]
    explorer: bool,
    /// Folder of the service below the output; by default what the examples call it, or the path of an Explorer's document.
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// Name of the action, if the page does not say it; for a single page.
    #[arg(long, value_name = "NAME", conflicts_with = "explorer")]
    action: Option<String>,
    /// Version of the API, such as `2020-12-01`, if the page does not say it.
    #[arg(long, value_name = "VERSION", conflicts_with = "explorer", value_parser = version)]
    api_version: Option<String>,
    /// HTTP method of the action, if the page does not say it.
    #[arg(long, value_enum, ignore_case = true, conflicts_with = "explorer")]
    method: Option<Method>,
    /// Folder of the documents; each goes to `<service>/<version>/<Action>.yaml`.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    out: PathBuf,
    /// Apply what has changed to existing documents, and leave everything else in them as it was written.
    #[arg(long)]
    update: bool,
    /// The page that was imported last, or a folder with those of all pages under the same names.
    ///
    /// Without it the record counts that lies beside each document since its last import.
    #[arg(long, value_name = "PATH", requires = "update")]
    base: Option<PathBuf>,
    /// Which side wins where a fact was changed both by hand and in the source. Without it, that is an error.
    #[arg(long, value_enum, value_name = "SIDE", requires = "update")]
    on_conflict: Option<Side>,
    /// Print the documents instead of writing them.
    #[arg(long)]
    stdout: bool,
    /// Write nothing; show as a diff what would change.
    #[arg(long, conflicts_with = "stdout")]
    dry_run: bool,
    /// List every fact that was taken from a sentence, with its line.
    #[arg(long)]
    facts: bool,
    /// Format of findings and results.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Who is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Side {
    /// What was edited by hand.
    Document,
    /// What is imported.
    Page,
}

impl From<Side> for Settle {
    fn from(side: Side) -> Self {
        match side {
            Side::Document => Self::Document,
            Side::Page => Self::Page,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    Get,
    Post,
}

/// A version of an API is a date.
fn version(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts
        .iter()
        .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if digits && lengths == [4, 2, 2] {
        Ok(text.to_owned())
    } else {
        Err("a version is a date such as 2020-12-01".to_owned())
    }
}

impl Arguments {
    /// What the pages may leave out.
    fn given(&self) -> Given {
        Given {
            action: self.action.clone(),
            version: self.api_version.clone(),
            get: self.method.map(|method| method == Method::Get),
        }
    }

    fn settle(&self) -> Option<Settle> {
        self.on_conflict.map(Into::into)
    }
}

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
