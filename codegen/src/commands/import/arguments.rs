//! What `import` is told on the command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands::Format;
use codegen_import::Given;
use codegen_import::update::Settle;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    /// Pages of documentation, as Markdown; with `--explorer`, documents.
    #[arg(value_name = "PAGE", required = true)]
    pub(super) pages: Vec<PathBuf>,
    /// Take OpenAPI documents, as the platform's API Explorer delivers them, in place of pages.
    #[arg(long)]
    pub(super) explorer: bool,
    /// Folder of the service below the output; by default what the examples call it, or the path of an Explorer's document.
    #[arg(long, value_name = "NAME")]
    pub(super) service: Option<String>,
    /// Name of the action, if the page does not say it; for a single page.
    #[arg(long, value_name = "NAME", conflicts_with = "explorer")]
    pub(super) action: Option<String>,
    /// Version of the API, such as `2020-12-01`, if the page does not say it.
    #[arg(long, value_name = "VERSION", conflicts_with = "explorer", value_parser = version)]
    pub(super) api_version: Option<String>,
    /// HTTP method of the action, if the page does not say it.
    #[arg(long, value_enum, ignore_case = true, conflicts_with = "explorer")]
    pub(super) method: Option<Method>,
    /// Folder of the documents; each goes to `<service>/<version>/<Action>.yaml`.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    pub(super) out: PathBuf,
    /// Apply what has changed to existing documents, and leave everything else in them as it was written.
    #[arg(long)]
    pub(super) update: bool,
    /// The page that was imported last, or a folder with those of all pages under the same names.
    ///
    /// By default, the record that the last import left beside each document.
    #[arg(long, value_name = "PATH", requires = "update")]
    pub(super) base: Option<PathBuf>,
    /// Which side wins where a fact was changed both by hand and in the source. Without it, that is an error.
    #[arg(long, value_enum, value_name = "SIDE", requires = "update")]
    pub(super) on_conflict: Option<Side>,
    /// Print the documents instead of writing them.
    #[arg(long)]
    pub(super) stdout: bool,
    /// Write nothing; show as a diff what would change.
    #[arg(long, conflicts_with = "stdout")]
    pub(super) dry_run: bool,
    /// List every fact that was taken from a sentence, with its line.
    #[arg(long)]
    pub(super) facts: bool,
    /// Format of findings and results.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// Who is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::commands) enum Side {
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
pub(super) enum Method {
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
    pub(super) fn given(&self) -> Given {
        Given {
            action: self.action.clone(),
            version: self.api_version.clone(),
            get: self.method.map(|method| method == Method::Get),
        }
    }

    pub(super) fn settle(&self) -> Option<Settle> {
        self.on_conflict.map(Into::into)
    }
}
